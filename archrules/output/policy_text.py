"""One policy of a report in full, as text for people: what it says about itself, its verdicts, and its findings."""

from collections.abc import Sequence

from archrules.model.finding import Finding, Verdict
from archrules.model.report import PolicyResult
from archrules.output.check_text import joined
from archrules.output.finding_text import finding_lines, item, missing_lines, one_line

_KNOWN = (Verdict.SATISFIED, Verdict.NOT_APPLICABLE)


def policy_text(result: PolicyResult, findings: Sequence[Finding]) -> str:
    """Return a policy and some of its findings, each with all its supports and its fingerprint."""
    blocks = [
        [*item(f"{one_line(result.policy)}: {one_line(result.title)}", 0), *item(one_line(result.why))],
        _verdicts(result),
        *(
            [*finding_lines(each, supports=len(each.supports)), f"  fingerprint: {each.fingerprint}"]
            for each in findings
        ),
    ]
    return f"{joined(blocks)}\n"


def _verdicts(result: PolicyResult) -> list[str]:
    """Every element under its verdict, and what is missing where that is unknown."""
    lines = _elements(result, Verdict.VIOLATED)
    for group in result.unknown():
        lines += _listed("unknown", group.elements) + missing_lines(group)
    for verdict in _KNOWN:
        lines += _elements(result, verdict)
    return lines or item("not applicable: the system has no element that it judges", 0)


def _elements(result: PolicyResult, verdict: Verdict) -> list[str]:
    elements = [each.element for each in result.verdicts if each.verdict is verdict]
    return _listed(verdict.value.replace("-", " "), elements) if elements else []


def _listed(word: str, elements: Sequence[str]) -> list[str]:
    return item(f"{word}: {', '.join(map(one_line, elements))}", 0)
