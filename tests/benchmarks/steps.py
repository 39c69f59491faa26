"""How much work a call does, counted in steps and not in seconds, so that it is the same on every machine."""

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import TYPE_CHECKING

import archrules

if TYPE_CHECKING:
    from _typeshed import TraceFunction

_OURS = str(Path(archrules.__file__).parent)
_PLAN = "<plan of "

Steps = Counter[str]
"""Steps by the function, or by the plan of a rule, that took them."""


def calls_in(call: Callable[[], object]) -> Steps:
    """For each function of archrules how often it is called, and how often it calls what is built in."""
    counts: Counter[CodeType] = Counter()

    def called(frame: FrameType, event: str, _: object) -> None:
        if event in {"call", "c_call"}:
            counts[frame.f_code] += 1

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        call()
    finally:
        sys.setprofile(before)
    found: Steps = Counter()
    for code, count in counts.items():
        if code.co_filename.startswith(_OURS):
            found[f"{code.co_filename.removeprefix(_OURS)}: {code.co_qualname}"] += count
    return found


def lines_of_plans_in(call: Callable[[], object]) -> Steps:
    """For each rule how many lines its plans run: what it looks at to find its matches."""
    counts: Steps = Counter()

    def line(frame: FrameType, _: str, __: object) -> "TraceFunction":
        counts[frame.f_code.co_filename] += 1
        return line

    def entered(frame: FrameType, _: str, __: object) -> "TraceFunction | None":
        return line if frame.f_code.co_filename.startswith(_PLAN) else None

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        call()
    finally:
        sys.settrace(before)
    return counts
