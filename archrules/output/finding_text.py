"""Findings, unknowns and waivers as narrow lines of plain text, safe for any terminal."""

import re
from collections.abc import Callable, Iterable, Sequence
from textwrap import wrap
from typing import Literal

from archrules.model.finding import DecidingParameter, Finding, MatchedFact, Place, Remedy, Severity, Step
from archrules.model.provenance import Citation
from archrules.model.report import Missing, UnknownGroup, WaiverRecord
from archrules.output.escaping import terminal_text

Paint = Callable[[Severity | Literal["heading"], str], str]
"""Gives a word a colour: takes what the word is and the word."""

WIDTH = 88

_SHOWN_ELEMENTS = 12
_FEW = 3
_SHOWN_SUPPORTS = 12
_BLANKS = re.compile(r"[ \t\r\n]+")


def plain(_: Severity | Literal["heading"], word: str) -> str:
    """Return the word without any colour."""
    return word


def one_line(text: str) -> str:
    """Return any text on one line, with what is invisible as escapes."""
    return terminal_text(_BLANKS.sub(" ", text).strip())


def named(names: Sequence[str], most: int = _SHOWN_ELEMENTS) -> str:
    """Return the first of some names, and how many more there are."""
    shown = ", ".join(map(one_line, names[:most]))
    more = len(names) - most
    return f"{shown} and {more} more" if more > 0 else shown


def item(text: str, depth: int = 1) -> list[str]:
    """Return a safe text as lines, indented by depth, those after the first a little more."""
    indent = "  " * depth
    return wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def finding_lines(
    finding: Finding, *, full: bool = True, supports: int = _SHOWN_SUPPORTS, paint: Paint = plain
) -> list[str]:
    """Return policy, element, message, places, path and remedies.

    If `full` also parameters, sources and the first of the supports, so many that others are only counted.
    """
    lines = what_lines(finding, full=full, supports=supports, paint=paint) + advice_lines(finding, full=full)
    if finding.waiver is not None:
        waiver = finding.waiver
        until = f"waived by {one_line(waiver.owner)} until {waiver.expires.isoformat()}"
        lines += item(f"{until}: {one_line(waiver.reason)}")
    return lines


def what_lines(
    finding: Finding, *, full: bool = True, supports: int = _SHOWN_SUPPORTS, paint: Paint = plain
) -> list[str]:
    """Return what was found, where and, if `full`, why."""
    grade = paint(finding.severity, finding.severity)
    lines = [f"{grade} {one_line(finding.policy)} on {one_line(finding.element)}"]
    lines += item(one_line(finding.message))
    lines += [f"  at {place_text(place)}" for place in finding.places[:1]]
    if finding.path:
        lines += item(f"path: {path_text(finding.path)}")
    return lines + _supports(finding, supports) if full else lines


def advice_lines(finding: Finding, *, full: bool = True) -> list[str]:
    """Return what can be done about it and, if `full`, which numbers decide and where all that is from."""
    lines = [line for each in finding.remedies for line in item(f"remedy: {remedy_text(each)}")]
    if not full:
        return lines
    numbers = [line for each in finding.parameters for line in item(f"decided by: {parameter_text(each)}")]
    sources = [line for each in finding.sources for line in item(f"source: {source_text(each)}")]
    return numbers + lines + sources


def place_text(place: Place) -> str:
    """Return `file:line:column`."""
    return terminal_text(str(place))


def path_text(path: Iterable[Step]) -> str:
    """Return the elements of a path in order, each with what it adds."""
    steps = (f"{one_line(step.element)}{f' ({one_line(step.note)})' if step.note else ''}" for step in path)
    return " -> ".join(steps)


def remedy_text(remedy: Remedy) -> str:
    """Return what to do, what it costs and when it does not apply."""
    unless = f"; not if {'; '.join(map(one_line, remedy.unless))}" if remedy.unless else ""
    return f"{one_line(remedy.do)}; costs: {one_line(remedy.costs)}{unless}"


def parameter_text(parameter: DecidingParameter) -> str:
    """Return a number that decides, how firm it is and how to put another in its place."""
    grade = f"{parameter.evidence}, overridden" if parameter.overridden else parameter.evidence
    value = f"{one_line(parameter.name)} = {one_line(parameter.value)} {one_line(parameter.unit)}"
    return f"{value} ({grade}); to change it: {one_line(parameter.override)}"


def source_text(source: Citation) -> str:
    """Return the title of a source, the place in it and its address."""
    parts = [source.title, *filter(None, (source.where, source.url))]
    return ", ".join(map(one_line, parts))


def unknown_lines(group: UnknownGroup, depth: int = 0) -> list[str]:
    """Return of which elements a policy says nothing, what is missing and which input would show it."""
    return item(f"{one_line(group.policy)}: {named(group.elements)}", depth) + missing_lines(group, depth + 1)


def missing_lines(group: UnknownGroup, depth: int = 1) -> list[str]:
    """Return what is missing, and which input would show it."""
    lines = []
    for each in group.missing:
        lines += item(f"nothing says {one_line(each.what)}", depth)
        lines += item(f"shown by: {one_line(each.shown_by)}", depth)
    return lines


def unknowns_lines(groups: Iterable[UnknownGroup], depth: int = 1) -> list[str]:
    """Return what is missing and which input would show it, each with the policies and elements that wait for it."""
    waiting: dict[Missing | None, list[UnknownGroup]] = {}
    for group in groups:
        for each in group.missing or (None,):
            waiting.setdefault(each, []).append(group)
    lines = []
    for missing, several in waiting.items():
        told = [f"{one_line(group.policy)}: {named(group.elements, _FEW)}" for group in several]
        if missing is None:
            lines += [line for each in told for line in item(each, depth)]
            continue
        what, shown_by = one_line(missing.what), one_line(missing.shown_by)
        lines += item(f"nothing says {what}; shown by: {shown_by}", depth) + item("; ".join(told), depth + 1)
    return lines


def waiver_lines(record: WaiverRecord, depth: int = 0) -> list[str]:
    """Return what is to be done about a waiver, each with its place; nothing for an active one."""
    return [
        line
        for each in record.problems
        for line in item(f"{place_text(each.place)}: {record.state}: {one_line(each.text)}", depth)
    ]


def _supports(finding: Finding, shown: int) -> list[str]:
    lines = []
    for support in finding.supports[:shown]:
        word = "because:"
        for fact in support.facts:
            lines += item(f"{word} {_fact(fact)}")
            word = "and:"
    more = len(finding.supports) - shown
    return [*lines, f"  and in {more} more ways"] if more > 0 else lines


def _fact(fact: MatchedFact) -> str:
    come_from = "; ".join([*map(place_text, fact.places), *map(one_line, fact.origins)])
    return f"{one_line(fact.text)} ({come_from})" if come_from else one_line(fact.text)
