"""What could be otherwise about load: how often use cases are called, how soon and how consistently they answer."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from archrules.model.domain import UseCase
from archrules.model.units import format_duration, format_number, format_percent, format_rate
from archrules.recommendation.flipping.changes import (
    WHOLE_SYSTEM,
    Change,
    Dial,
    Lever,
    Part,
    Said,
    Switch,
    one,
)
from archrules.recommendation.flipping.edits import Edit
from archrules.recommendation.flipping.scene import (
    Scene,
    about_context,
    about_use_case,
    bounded,
    multiples,
    parts_of,
)

TIMES = (2, 10, 100, 1000)
MOST_RATE = Fraction(10**9)
_ONE = Fraction(1)
_HUNDREDTH = Fraction(1, 100)
_MILLISECOND = Fraction(1, 1000)
_CONSISTENCIES = ("strong", "eventual")
_SHAPES = ("steady", "daily", "seasonal", "spiky")
_CONSISTENT = {
    "strong": Said(after="must leave nothing half done and show every write at once"),
    "eventual": Said("the writes of", after="may show later"),
}
_ANSWERED = {
    "now": Said("somebody waits for the answer of"),
    "later": Said("nobody waits for the answer of"),
}


def rate_text(rate: Fraction) -> str:
    """A rate, with thousands grouped where it is many a second."""
    return f"{format_number(rate)}/s" if rate >= 1 else format_rate(rate)


def peaks(scene: Scene) -> Iterator[Lever]:
    """Each use case, called more or less often."""
    for use_case in scene.brief.use_cases:
        yield _peak(use_case, scene.rate(use_case))


def _peak(use_case: UseCase, now: Fraction) -> Dial:
    path = ("use_cases", use_case.name, "peak")
    grid = _ONE if now >= 1 else Fraction(1, 86_400)

    def turned(value: Fraction) -> Change:
        often = bounded(rate_text(value), value, now)
        says = f"{use_case.name} is called {often} at its peak, not {rate_text(now)}"
        return one("peak", says, Edit(path, value))

    larger = tuple(multiples(now, TIMES, grid, (grid, MOST_RATE)))
    smaller = tuple(parts_of(now, TIMES[:3], grid, grid))
    return Dial(about_use_case(use_case), now, larger, smaller, grid, turned, rate_text)


def all_peaks(scene: Scene) -> Iterator[Lever]:
    """Everything that touches a context, and everything at all, called more or less often."""
    for context in scene.brief.contexts:
        yield from _together(
            scene,
            scene.touching(context),
            f"everything that reaches {context.name}",
            about_context(context.name),
        )
    yield from _together(scene, scene.brief.use_cases, "everything", WHOLE_SYSTEM)


def _together(
    scene: Scene, use_cases: Sequence[UseCase], what: str, about: frozenset[str]
) -> Iterator[Lever]:
    rates = {use_case.name: scene.rate(use_case) for use_case in use_cases}
    if len(rates) < 2 or not any(rates.values()):  # noqa: PLR2004  # one alone has a lever of its own
        return

    def turned(value: Fraction) -> Change:
        edits = tuple(
            Edit(("use_cases", name, "peak"), min(MOST_RATE, rate * value)) for name, rate in rates.items()
        )
        says = f"{what} is called {bounded(_times(value), value, _ONE)} as often at the peak"
        return one("all-peaks", says, *edits)

    larger = tuple(map(Fraction, TIMES))
    smaller = tuple(1 / Fraction(times) for times in TIMES[:3])
    yield Dial(about, _ONE, larger, smaller, _HUNDREDTH, turned, _times)


def _times(factor: Fraction) -> str:
    return f"{format_number(factor)} times" if factor > 1 else format_percent(factor)


def consistencies(scene: Scene) -> Iterator[Lever]:
    """Each use case, and all that write in a context, strongly or eventually consistent."""
    for use_case in scene.brief.use_cases:
        changes = tuple(
            _consistency([use_case], wanted) for wanted in _CONSISTENCIES if wanted != use_case.consistency
        )
        yield Switch(about_use_case(use_case), changes)
    for context in scene.brief.contexts:
        writing = scene.writing(context)
        changes = tuple(
            _consistency([each for each in writing if each.consistency != wanted], wanted)
            for wanted in _CONSISTENCIES
            if sum(each.consistency != wanted for each in writing) > 1
        )
        yield Switch(about_context(context.name), changes)


def _consistency(use_cases: Sequence[UseCase], wanted: str) -> Change:
    return Change("consistency", _CONSISTENT[wanted], _parts(use_cases, "consistency", wanted))


def answers(scene: Scene) -> Iterator[Lever]:
    """Each use case, and all that enter a context, with somebody who waits for the answer or without."""
    for context in scene.brief.contexts:
        entering = [each for each in scene.brief.use_cases if each.context == context.name]
        for wanted in _ANSWERED:
            others = [each for each in entering if scene.complete(each).answer != wanted]
            if len(others) > 1:
                yield Switch(about_context(context.name), (_answer(others, wanted),))
            for each in others:
                yield Switch(about_use_case(each), (_answer([each], wanted),))


def _answer(use_cases: Sequence[UseCase], wanted: str) -> Change:
    return Change("answer", _ANSWERED[wanted], _parts(use_cases, "answer", wanted))


def _parts(use_cases: Sequence[UseCase], field: str, wanted: str) -> tuple[Part, ...]:
    return tuple(Part(each.name, (Edit(("use_cases", each.name, field), wanted),)) for each in use_cases)


def calls(scene: Scene) -> Iterator[Lever]:
    """Each call of another context or an external system, with somebody who waits for its answer or without."""
    for use_case in scene.brief.use_cases:
        for call in use_case.calls:
            now = call.answer or scene.complete(use_case).answer
            wanted = "now" if now == "later" else "later"
            says = {
                "now": f"{use_case.name} waits for the answer of {call.to}",
                "later": f"{use_case.name} goes on without waiting for {call.to}",
            }[wanted]
            path = ("use_cases", use_case.name, "calls", call.to, "answer")
            about = about_use_case(use_case) | {f"contexts.{call.to}", f"external_systems.{call.to}"}
            yield Switch(about, (one("call-answer", says, Edit(path, wanted)),))


def latencies(scene: Scene) -> Iterator[Lever]:
    """Each use case that somebody waits for, with less or more time to answer."""
    for use_case in scene.brief.use_cases:
        latency = scene.latency(use_case)
        if latency:
            yield _latency(use_case, latency)


def _latency(use_case: UseCase, now: Fraction) -> Dial:
    path = ("use_cases", use_case.name, "latency")

    def turned(value: Fraction) -> Change:
        allowed = bounded(format_duration(value), value, now)
        says = f"{use_case.name} has {allowed} to answer, not {format_duration(now)}"
        return one("latency", says, Edit(path, value))

    bounds = (_MILLISECOND, Fraction(86_400))
    larger = tuple(multiples(now, (2, 10, 100), _MILLISECOND, bounds))
    smaller = tuple(parts_of(now, (2, 10, 100), _MILLISECOND, _MILLISECOND))
    return Dial(about_use_case(use_case), now, larger, smaller, _MILLISECOND, turned, format_duration)


def shapes(scene: Scene) -> Iterator[Lever]:
    """Each use case with its load spread over the day in another way."""
    for use_case in scene.brief.use_cases:
        now = scene.complete(use_case).traffic
        path = ("use_cases", use_case.name, "traffic")
        changes = tuple(
            one("traffic", f"the traffic of {use_case.name} is {shape}, not {now}", Edit(path, shape))
            for shape in _SHAPES
            if shape != now
        )
        yield Switch(about_use_case(use_case), changes)


def repetitions(scene: Scene) -> Iterator[Lever]:
    """Each use case, safe to repeat or not."""
    for use_case in scene.brief.use_cases:
        wanted = not scene.complete(use_case).idempotent
        says = f"{use_case.name} {'can' if wanted else 'cannot'} be repeated without doing its work twice"
        path = ("use_cases", use_case.name, "idempotent")
        yield Switch(about_use_case(use_case), (one("idempotent", says, Edit(path, wanted)),))
