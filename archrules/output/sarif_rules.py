"""Policies as the rules of a SARIF file. They depend on no finding, so that they are the same in every run."""

from collections.abc import Mapping, Sequence

from archrules.model.finding import DecidingParameter, Remedy, Severity
from archrules.model.report import PolicyResult
from archrules.output.escaping import markdown_text, visible_text
from archrules.output.finding_text import one_line, remedy_text, source_text
from archrules.output.report_markup import bullets, emphasis, heading
from archrules.output.sarif_places import Json

# What GitHub takes, in characters and numbers.
_DESCRIPTION_LIMIT = 1024
_NAME_LIMIT = 255
_TAG_LIMIT = 20

_PROBLEM: Mapping[Severity, str] = {"error": "error", "warning": "warning", "note": "recommendation"}


def rule(result: PolicyResult) -> Json:
    """Return a policy as a rule, without its verdicts."""
    title = one_line(result.title) or result.policy
    return {
        "id": result.policy,
        "name": _bounded(result.policy, _NAME_LIMIT),
        "shortDescription": {"text": _bounded(title, _DESCRIPTION_LIMIT)},
        "fullDescription": {"text": _bounded(one_line(result.why) or title, _DESCRIPTION_LIMIT)},
        "help": {"text": _help_text(title, result), "markdown": _help_markdown(title, result)},
        "defaultConfiguration": {"level": result.severity},
        "properties": {
            "tags": list(dict.fromkeys(["architecture", *map(one_line, result.tags)]))[:_TAG_LIMIT],
            "precision": result.precision,
            "problem.severity": _PROBLEM[result.severity],
        },
    }


def _bounded(text: str, limit: int) -> str:
    shown = one_line(text)
    return shown if len(shown) <= limit else f"{shown[: limit - 1]}…"


def _help_text(title: str, result: PolicyResult) -> str:
    parts = [
        visible_text(title),
        visible_text(result.why),
        *_listed("Remedies", [remedy_text(each) for each in result.remedies]),
        *_listed("Thresholds", [_threshold(each) for each in result.parameters]),
        *_listed("Sources", [source_text(each) for each in result.sources]),
    ]
    return "\n\n".join(filter(None, parts))


def _listed(name: str, lines: Sequence[str]) -> list[str]:
    return ["\n".join([f"{name}:", *(f"- {line}" for line in lines)])] if lines else []


def _help_markdown(title: str, result: PolicyResult) -> str:
    parts = [heading(1, markdown_text(title)), markdown_text(result.why)]
    for name, items in (
        ("Remedies", [_remedy(each) for each in result.remedies]),
        ("Thresholds", [markdown_text(_threshold(each)) for each in result.parameters]),
        ("Sources", [markdown_text(source_text(each)) for each in result.sources]),
    ):
        if items:
            parts += [heading(2, name), bullets(items)]
    return "\n\n".join(filter(None, parts))


def _remedy(remedy: Remedy) -> str:
    told = [emphasis(remedy.do), f"Costs: {markdown_text(remedy.costs)}"]
    told += [f"Not if {markdown_text(each)}" for each in remedy.unless]
    return "\n".join([told[0], bullets(told[1:])])


def _threshold(parameter: DecidingParameter) -> str:
    """A parameter without its value, which may differ from system to system."""
    name, unit = one_line(parameter.name), one_line(parameter.unit)
    return f"{name}, in {unit} ({parameter.evidence}); to change it: {one_line(parameter.override)}"
