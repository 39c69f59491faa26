"""Shortest paths, the first in order of name among equals."""

from collections import deque
from collections.abc import Iterable, Mapping

Steps = Mapping[str, str | None]
"""For each element reached, in the order of distance and then of path, the one before it; None for the start."""


def breadth_first(start: str, following: Mapping[str, Iterable[str]]) -> Steps:
    """What can be reached from a start. `following` gives the elements after each, in order of name."""
    before: dict[str, str | None] = {start: None}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for there in following[here]:
            if there not in before:
                before[there] = here
                waiting.append(there)
    return before


def path_to(end: str, steps: Steps) -> tuple[str, ...]:
    """The shortest path from the start of a search to an element that it reached."""
    path = [end]
    while (before := steps[path[-1]]) is not None:
        path.append(before)
    return tuple(reversed(path))
