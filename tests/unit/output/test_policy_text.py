"""One policy of a report in full."""

import re

from archrules.errors import printable
from archrules.model.finding import MatchedFact, Support
from archrules.model.report import ReportData
from archrules.output.policy_text import policy_text
from tests.unit.output.check_data import finding, hostile, policy, realistic, report


def shown(data: ReportData, name: str) -> str:
    (result,) = [each for each in data.results if each.policy == name]
    return policy_text(result, [each for each in data.findings if each.policy == name])


def test_a_policy_tells_its_title_why_and_verdicts() -> None:
    result = policy(verdicts={"a": "satisfied", "b": "not-applicable", "c": "violated", "d": "satisfied"})
    assert policy_text(result, ()) == (
        "shared-database: A data store has one writer\n"
        "  Who writes into the tables of others is bound to them.\n\n"
        "violated: c\nsatisfied: a, d\nnot applicable: b\n"
    )


def test_what_is_unknown_is_told_with_what_would_show_it() -> None:
    lines = shown(realistic(), "timeout").splitlines()
    assert lines[3].startswith("unknown: call 00, call 01, ")
    assert lines[-3:] == [
        "  nothing says whether the call has a timeout",
        "  shown by: a System file: timeout under the interaction",
        "satisfied: web -> checkout",
    ]


def test_all_elements_are_named() -> None:
    text = " ".join(shown(realistic(), "timeout").split())
    assert all(f"call {number:02}" in text for number in range(15))


def test_a_policy_without_an_element_says_so() -> None:
    assert policy_text(policy(), ()).endswith(
        "\n\nnot applicable: the system has no element that it judges\n"
    )


def test_a_finding_has_all_its_supports_and_its_fingerprint() -> None:
    supports = tuple(Support(facts=(MatchedFact(text=f"reason {number:02}"),)) for number in range(20))
    found = finding(supports=supports)
    lines = shown(report(found), "shared-database").splitlines()
    assert [line for line in lines if "because" in line] == [
        f"  because: reason {number:02}" for number in range(20)
    ]
    assert lines[-1] == f"  fingerprint: {found.fingerprint}"


def test_nothing_in_it_acts_on_a_terminal_or_commands_a_build_server() -> None:
    data = hostile()
    for result in data.results:
        for line in shown(data, result.policy).split("\n"):
            assert printable(line, limit=len(line)) == line
            assert not re.search(r"^\s*::|##\[|##vso\[|##teamcity\[", line)
