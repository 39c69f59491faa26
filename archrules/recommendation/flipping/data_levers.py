"""What could be otherwise about data: how much there is, how it varies, hangs together, is found and is changed."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice
from typing import get_args

from archrules.model.domain import AccessPattern, Context, Entity, Tag
from archrules.model.units import DAY, format_duration, format_number, format_percent, format_size
from archrules.output.report_markup import listed
from archrules.recommendation.flipping.changes import Change, Dial, Lever, Part, Said, Switch, one
from archrules.recommendation.flipping.edits import GONE, THERE, Edit
from archrules.recommendation.flipping.scene import Scene, about_context, bounded, multiples, parts_of

TIMES = (10, 100, 1000)
SHARES = tuple(Fraction(percent, 100) for percent in (0, 10, 30, 50, 70, 90, 100))
_MOST = Fraction(10**15)
_CENTURY = 36_500 * DAY
_PERCENT = Fraction(1, 100)
_JOINED = 2
_COUNTED: frozenset[str] = frozenset({"financial", "inventory"})
_ABOUT: dict[Tag, str] = {
    "pii": "about persons",
    "financial": "about money",
    "inventory": "about stock",
    "feed": "shown as a feed",
    "analytics": "kept for statistics",
    "session": "kept for a session only",
    "telemetry": "telemetry",
    "audit": "kept for auditors",
    "media": "made of pictures, sound or film",
}
_NEVER_ADDED: frozenset[Tag] = frozenset({"session"})
"""What has to survive is not taken for a session on another day."""

_FOUND: dict[AccessPattern, str] = {
    "point": "by key",
    "range": "in ranges",
    "full-text": "by words in the text",
    "traversal": "by following paths from one to the next",
    "aggregate": "as sums over many",
}


def _path(context: Context, entity: Entity) -> tuple[str, ...]:
    return "contexts", context.name, "entities", entity.name


def _entities(scene: Scene) -> Iterator[tuple[Context, Entity, tuple[str, ...]]]:
    for context in scene.brief.contexts:
        for entity in context.entities:
            yield context, entity, _path(context, entity)


def variances(scene: Scene) -> Iterator[Lever]:
    """Each entity, with more or fewer fields that differ from one instance to the next."""
    for context, entity, path in _entities(scene):
        yield _variance(context, entity, (*path, "schema_variance"))


def _variance(context: Context, entity: Entity, path: tuple[str, ...]) -> Dial:
    now = entity.schema_variance or Fraction(0)

    def turned(value: Fraction) -> Change:
        share = bounded(format_percent(value), value, now)
        of = f"of the fields of {context.name}.{entity.name} differ between instances"
        says = f"{share} {of}, not {format_percent(now)}"
        return one("schema-variance", says, Edit(path, value))

    larger = tuple(share for share in SHARES if share > now)
    smaller = tuple(share for share in reversed(SHARES) if share < now)
    return Dial(about_context(context.name), now, larger, smaller, _PERCENT, turned, format_percent)


def volumes(scene: Scene) -> Iterator[Lever]:
    """Each entity, with more or fewer instances, kept for longer or shorter, larger or smaller."""
    for context, entity, path in _entities(scene):
        name = f"{context.name}.{entity.name}"
        about = about_context(context.name)
        if entity.volume:
            said = "there are", f"instances of {name}"
            yield _amount(about, (*path, "volume"), entity.volume, said, _MOST)
        elif entity.retention:
            yield _amount(
                about, (*path, "retention"), entity.retention, (f"{name} is kept for", ""), _CENTURY
            )
        if entity.payload:
            said = f"one instance of {name} has", ""
            yield _amount(about, (*path, "payload"), entity.payload, said, _MOST)


def _amount(
    about: frozenset[str], path: tuple[str, ...], now: Fraction, said: tuple[str, str], most: Fraction
) -> Dial:
    form = {"volume": format_number, "retention": format_duration, "payload": format_size}[path[-1]]
    days = path[-1] == "retention" and now >= DAY
    grid = DAY if days else max(Fraction(1), Fraction(10) ** (len(str(int(now))) - 3))

    def turned(value: Fraction) -> Change:
        text = " ".join(filter(None, (said[0], bounded(form(value), value, now), said[1])))
        return one("volume", f"{text}, not {form(now)}", Edit(path, value))

    larger = tuple(multiples(now, TIMES, grid, (grid, most)))
    return Dial(about, now, larger, tuple(parts_of(now, TIMES, grid, grid)), grid, turned, form)


def relations(scene: Scene) -> Iterator[Lever]:
    """The entities of each context referring to nothing, and each entity referring to two others."""
    first = [f"{context.name}.{entity.name}" for context, entity, _ in islice(_entities(scene), _JOINED + 1)]
    for context in scene.brief.contexts:
        changes = []
        own = [f"{context.name}.{entity.name}" for entity in context.entities]
        parts = [
            Part(name, (Edit((*_path(context, entity), "relations"), ()),))
            for entity, name in zip(context.entities, own, strict=True)
            if entity.relations
        ]
        if parts:
            said = Said(after="can be understood without following references to other entities")
            changes.append(Change("relations", said, tuple(parts), 2))
        for entity, name in zip(context.entities, own, strict=True):
            others = [other for other in dict.fromkeys((*own, *first)) if other != name][:_JOINED]
            if len(entity.relations) < _JOINED == len(others):
                says = f"{name} refers to {listed(others)}, and questions join them"
                edit = Edit((*_path(context, entity), "relations"), tuple(sorted(others)))
                changes.append(one("relations", says, edit, reach=3))
        yield Switch(about_context(context.name), tuple(changes))


def tags(scene: Scene) -> Iterator[Lever]:
    """The entities of each context holding another sort of data, or no longer one that they hold."""
    for context in scene.brief.contexts:
        changes = []
        for tag, about in _ABOUT.items():
            with_it = [each for each in context.entities if tag in each.tags]
            without = [each for each in context.entities if tag not in each.tags and tag not in _NEVER_ADDED]
            if with_it:
                parts = tuple(_words(context, each, "tags", {tag: GONE}) for each in with_it)
                changes.append(Change("tags", Said("", "be", f"not {about}"), parts, 2))
            if without:
                parts = tuple(_words(context, each, "tags", {tag: THERE}) for each in without)
                changes.append(Change("tags", Said("", "be", about), parts, 3))
        counted = {each.name: _COUNTED & set(each.tags) for each in context.entities}
        if set().union(*counted.values()) >= _COUNTED:
            parts = tuple(
                _words(context, each, "tags", dict.fromkeys(sorted(counted[each.name]), GONE))
                for each in context.entities
                if counted[each.name]
            )
            changes.append(Change("tags", Said("", "be", "about neither money nor stock"), parts, 2))
        yield Switch(about_context(context.name), tuple(changes))


def accesses(scene: Scene) -> Iterator[Lever]:
    """The entities of each context looked up in one more way, or no longer in one."""
    patterns: tuple[AccessPattern, ...] = get_args(AccessPattern)
    for context in scene.brief.contexts:
        changes = []
        for pattern in patterns:
            with_it = [each for each in context.entities if pattern in each.access]
            without = [each for each in context.entities if pattern not in each.access]
            if with_it:
                said = Said(after=f"need not be found {_FOUND[pattern]}")
                parts = tuple(_words(context, each, "access", {pattern: GONE}) for each in with_it)
                changes.append(Change("access", said, parts))
            if without:
                said = Said(after=f"must be found {_FOUND[pattern]}")
                parts = tuple(_words(context, each, "access", {pattern: THERE}) for each in without)
                changes.append(Change("access", said, parts))
        yield Switch(about_context(context.name), tuple(changes))


def _words(context: Context, entity: Entity, field: str, words: Mapping[str, bool]) -> Part:
    """An entity with words in a field that are to be there, or not."""
    path = (*_path(context, entity), field)
    return Part(
        f"{context.name}.{entity.name}", tuple(Edit((*path, word), there) for word, there in words.items())
    )


def aggregates(scene: Scene) -> Iterator[Lever]:
    """Use cases that write one entity of a context where they write several, or all where they write one."""
    for context in scene.brief.contexts:
        apart, together = [], []
        for use_case in scene.writing(context):
            own = scene.written_in(use_case, context)
            path = ("use_cases", use_case.name, "writes")
            names = [f"{context.name}.{entity.name}" for entity in context.entities]
            if len(own) > 1:
                edits = [Edit((*path, name), GONE) for name in list(own)[1:]]
                apart.append(Part(use_case.name, tuple(edits)))
            elif len(names) > 1:
                edits = [Edit((*path, name), THERE) for name in names if name not in own.values()]
                together.append(Part(use_case.name, tuple(edits)))
        changes = []
        if apart:
            said = Said(after=f"can change a single entity of {context.name}, with what belongs to it inside")
            changes.append(Change("aggregate", said, tuple(apart), 2))
        if together:
            said = Said(after=f"must change all entities of {context.name} together")
            changes.append(Change("aggregate", said, tuple(together), 2))
        yield Switch(about_context(context.name), tuple(changes))
