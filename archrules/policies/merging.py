"""Findings of one policy on one element, path and discriminator become one finding with all its supports."""

from collections.abc import Iterable
from typing import TypeVar

from archrules.model.finding import Finding

T = TypeVar("T")


def merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return one finding for each fingerprint, whatever the order in which they come; the gravest comes first.

    Message, title and severity are those of the one that sorts first, the gravest; the rest is put together.
    """
    same: dict[str, list[Finding]] = {}
    for finding in findings:
        same.setdefault(finding.fingerprint, []).append(finding)
    return tuple(sorted(map(_one, same.values()), key=lambda finding: finding.sort_key))


def _one(same: list[Finding]) -> Finding:
    first, *others = sorted(same, key=lambda finding: (finding.sort_key, finding.model_dump_json()))
    if not others:
        return first
    every = [first, *others]
    parts = {
        "supports": _each_once(each for finding in every for each in finding.supports),
        "parameters": _each_once(each for finding in every for each in finding.parameters),
        "remedies": _each_once(each for finding in every for each in finding.remedies),
        "sources": _each_once(each for finding in every for each in finding.sources),
        "places": _each_once(each for finding in every for each in finding.places),
    }
    return Finding.model_validate({**dict(first), **parts})


def _each_once(several: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(several))
