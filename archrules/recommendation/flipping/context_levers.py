"""What could be otherwise about a context as a whole: how often it is released, and what is promised of it."""

from collections.abc import Iterator

from archrules.analysis.assumed_promises import assumed_availability
from archrules.model.units import DAY, format_duration, format_percent
from archrules.recommendation.flipping.changes import Lever, Switch, one
from archrules.recommendation.flipping.edits import Edit
from archrules.recommendation.flipping.promise_levers import AVAILABILITIES
from archrules.recommendation.flipping.scene import Scene, about_context

RHYTHMS = tuple(days * DAY for days in (1, 7, 30, 90))
"""A day, a week, a month and a quarter between two releases, in seconds."""


def rhythms(scene: Scene) -> Iterator[Lever]:
    """Releases of each context nearer to one another, or further apart.

    A rhythm only counts beside others: where the brief states none, none is asked for.
    """
    stated = {each.name for each in scene.brief.contexts if each.release_interval is not None}
    for context in scene.brief.contexts:
        now = context.release_interval
        if now is None and not stated:
            continue
        instead = f", not {format_duration(now)}" if now is not None else ""
        changes = tuple(
            one(
                "rhythm",
                f"releases of {context.name} are {format_duration(each)} apart{instead}",
                Edit(("contexts", context.name, "release_interval"), each),
            )
            for each in RHYTHMS
            if each != now
        )
        yield Switch(about_context(context.name), changes)


def promises(scene: Scene) -> Iterator[Lever]:
    """More promised of each context than of the whole, or no more than of that."""
    said = scene.brief.objectives.availability
    whole = said if said is not None else assumed_availability(scene.brief, scene.defaults)[0]
    for context in scene.brief.contexts:
        path = ("contexts", context.name, "availability")
        now = context.availability
        shown = format_percent(now if now is not None else whole)
        changes = [
            one(
                "context-availability",
                f"{format_percent(share)} of the time {context.name} must be up, not {shown}",
                Edit(path, share),
            )
            for share in AVAILABILITIES
            if share > whole and share != now
        ]
        if now is not None:
            says = f"no more is promised of {context.name} than of the whole"
            changes.append(one("context-availability", says, Edit(path, None)))
        yield Switch(about_context(context.name), tuple(changes))
