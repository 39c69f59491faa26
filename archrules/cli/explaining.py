"""`archrules explain`: why a decision came out as it did, or what a policy found and on what that rests."""

import argparse
import sys
from typing import TYPE_CHECKING

from archrules.cli.judging import add_judging, judge
from archrules.cli.printing import print_json, print_rows
from archrules.cli.sources import is_brief, read_systems
from archrules.cli.usage import FINE, Commands, add_format, knowledge_of
from archrules.errors import UnknownNameError, near_names, printable

if TYPE_CHECKING:
    from archrules.model.finding import Finding
    from archrules.model.report import ReportData

_SHORT = 12
"""How many characters of a fingerprint are shown; half as many are enough to name it."""


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "explain",
        help="why a decision or a finding came out as it did",
        description="Of a brief: what was decided or, with a decision, why, down to the brief, defaults and sources. "
        "Of a system: what was found or, with a policy or the fingerprint of a finding, on what that rests.",
    )
    parser.add_argument("source", metavar="BRIEF|SYSTEM", help="a brief, a System file or a compose file")
    parser.add_argument(
        "name",
        metavar="DECISION|FINDING",
        nargs="?",
        help="a decision, such as datastore, or a policy or fingerprint",
    )
    parser.add_argument(
        "subject", metavar="SUBJECT", nargs="?", help="the subject of a decision, or an element of a system"
    )
    add_format(parser)
    add_judging(parser)
    parser.set_defaults(command=_explain)


def _explain(options: argparse.Namespace) -> int:
    if is_brief(options.source):
        _explain_brief(options)
    else:
        _explain_system(options)
    return FINE


def _explain_brief(options: argparse.Namespace) -> None:
    from archrules import api  # heavy

    knowledge = knowledge_of(options)
    recommendation = api.recommend(api.load_brief(options.source, knowledge=knowledge), knowledge=knowledge)
    if options.name is None:
        rows = [
            (r.decision, r.subject, r.choice or "nothing survives", r.margin or "")
            for r in recommendation.data.decisions
        ]
        print_rows(("decision", "subject", "choice", "margin"), rows, options.format)
        return
    explanation = recommendation.why(options.name, options.subject)
    if options.format == "json":
        print_json(explanation.as_dict())
    else:
        sys.stdout.writelines(f"{printable(line, limit=4_000)}\n" for line in explanation.lines())


def _explain_system(options: argparse.Namespace) -> None:
    (report,) = judge(options, read_systems([options.source]))
    if options.name is None:
        _list_findings(report.data, options.format)
        return
    policy, findings = _asked_for(report.data, options.name, options.subject)
    result = next(each for each in report.data.results if each.policy == policy)
    if options.format == "json":
        from archrules.output.json_text import json_text  # not needed by other commands

        documents = [each.model_dump(mode="json") for each in findings]
        sys.stdout.write(json_text({"policy": result.model_dump(mode="json"), "findings": documents}))
    else:
        from archrules.output.policy_text import policy_text  # not needed by other commands

        sys.stdout.write(policy_text(result, findings))


def _list_findings(data: "ReportData", form: str) -> None:
    """Every finding, and the verdict of every policy that found nothing."""
    from archrules.model.finding import Verdict  # heavy

    cut = None if form == "json" else _SHORT
    rows: list[tuple[str, ...]] = [
        (each.severity, each.policy, each.element, each.fingerprint[:cut]) for each in data.findings
    ]
    rows += [
        (each.verdict.value, each.policy, "", "")
        for each in data.results
        if each.verdict is not Verdict.VIOLATED
    ]
    print_rows(("verdict", "policy", "element", "fingerprint"), rows, form)


def _asked_for(data: "ReportData", name: str, element: str | None) -> "tuple[str, list[Finding]]":
    """The policy of that id, or of the finding of that fingerprint, and the findings to show.

    Raises:
        UnknownNameError: there is no such policy or finding, or there are several.
    """
    policies = [each.policy for each in data.results]
    if name in policies:
        found = [each for each in data.findings if each.policy == name]
        chosen = [each for each in found if element in {None, each.element}]
        if element is not None and not chosen:
            known = [each.element for each in found]
            message = f"the policy {name!r} found nothing at {element!r}"
            raise UnknownNameError(message, near_names(element, known))
        return name, chosen
    matching = [each for each in data.findings if each.fingerprint.startswith(name.lower())]
    if len(name) < _SHORT // 2 or not matching:
        raise UnknownNameError(
            f"no policy {name!r} was checked, and no finding has it as its fingerprint",
            near_names(name, policies),
        )
    if len(matching) > 1:
        raise UnknownNameError(f"several fingerprints start with {name!r}: write more of it")
    return matching[0].policy, matching
