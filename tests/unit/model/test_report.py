"""Reports as data: always in the same order, and never at odds with themselves."""

from itertools import permutations

import pytest
from pydantic import ValidationError

from archrules.model.finding import DecidingParameter, EvidenceGrade, Verdict
from archrules.model.report import InputRecord, Missing, PolicyResult, ReportData
from tests.unit.output.check_data import clean, empty, finding, policy, realistic, report, waiver_record

TIMEOUT = Missing(what="whether there is a timeout", shown_by="a System file")
RETRY = Missing(what="whether it is repeated", shown_by="a System file")


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        (["satisfied", "unknown", "violated", "not-applicable"], "violated"),
        (["satisfied", "unknown", "not-applicable"], "unknown"),
        (["satisfied", "not-applicable"], "satisfied"),
        (["not-applicable"], "not-applicable"),
        ([], "not-applicable"),
    ],
)
def test_a_policy_has_the_gravest_verdict_of_its_elements(verdicts: list[str], expected: str) -> None:
    for order in permutations(verdicts):
        judged = {f"element {number}": verdict for number, verdict in enumerate(order)}
        assert policy(verdicts=judged).verdict == expected


def test_unknown_elements_stand_together_where_the_same_is_missing() -> None:
    found = policy(
        verdicts={"d": "violated", "c": "unknown", "b": "unknown", "a": "unknown"},
        missing={"a": (TIMEOUT,), "b": (RETRY, TIMEOUT), "c": (TIMEOUT,)},
    ).unknown()
    assert [(group.elements, group.missing) for group in found] == [
        (("a", "c"), (TIMEOUT,)),
        (("b",), (RETRY, TIMEOUT)),
    ]


def test_two_verdicts_on_one_element_are_refused() -> None:
    twice = ({"element": "a", "verdict": "violated"}, {"element": "a", "verdict": "unknown"})
    with pytest.raises(ValidationError, match="more than one verdict on the element 'a'"):
        PolicyResult.model_validate({**dict(policy()), "verdicts": twice})


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        ([], "high"),
        (["definition", "measured"], "high"),
        (["definition", "published-default"], "medium"),
        (["convention"], "medium"),
    ],
)
def test_a_policy_is_as_precise_as_its_parameters_are_firm(
    grades: list[EvidenceGrade], expected: str
) -> None:
    parameters = tuple(
        DecidingParameter(name="p.n", value="1", unit="u", evidence=grade, override="o") for grade in grades
    )
    assert policy(parameters=parameters).precision == expected


def test_precision_can_be_said() -> None:
    assert policy(precision="low").precision == "low"


def test_counts_are_of_policies_and_of_elements() -> None:
    counts = realistic().counts
    assert [counts.policies[verdict] for verdict in Verdict] == [2, 0, 1, 1]
    assert [counts.elements[verdict] for verdict in Verdict] == [3, 2, 0, 15]


def test_findings_stand_by_severity_policy_element_path_and_discriminator() -> None:
    several = [
        finding("a", "a", severity="note"),
        finding("b", "a"),
        finding("a", "b"),
        finding("a", "a", discriminator="2"),
        finding("a", "a", discriminator="1"),
    ]
    found = [
        (each.severity, each.policy, each.element, each.discriminator) for each in report(*several).findings
    ]
    assert found == [
        ("error", "a", "a", "1"),
        ("error", "a", "a", "2"),
        ("error", "a", "b", ""),
        ("error", "b", "a", ""),
        ("note", "a", "a", ""),
    ]


def test_a_report_is_the_same_whatever_the_order_of_its_parts() -> None:
    data = realistic()
    turned = {name: tuple(reversed(getattr(data, name))) for name in ("results", "findings", "waivers")}
    assert ReportData.model_validate({**dict(data), **turned}) == data


def test_inputs_stand_in_the_order_in_which_they_were_named() -> None:
    inputs = tuple(InputRecord(file=name, form="compose") for name in ("b.yml", "a.yml"))
    assert [each.file for each in report(inputs=inputs).inputs] == ["b.yml", "a.yml"]


def test_one_finding_twice_is_refused() -> None:
    with pytest.raises(ValidationError, match="more than one finding with the fingerprint"):
        report(finding(), finding(message="in other words"))


def test_one_policy_twice_is_refused() -> None:
    with pytest.raises(ValidationError, match="more than one result for the policy 'p'"):
        report(results=(policy("p"), policy("p")))


def test_a_finding_of_a_policy_that_judged_nothing_is_refused() -> None:
    with pytest.raises(ValidationError, match="no result for the policy 'shared-database'"):
        report(finding(), results=())


def test_counts_at_odds_with_the_results_are_refused() -> None:
    with pytest.raises(ValidationError, match="the counts are not those of the results"):
        ReportData.model_validate({**dict(clean()), "counts": realistic().counts})


@pytest.mark.parametrize("data", [realistic(), clean(), empty()])
def test_a_report_is_the_same_from_its_own_json(data: ReportData) -> None:
    assert ReportData.model_validate_json(data.model_dump_json(by_alias=True)) == data


def test_ignored_keys_are_counted() -> None:
    assert InputRecord(file="a", form="compose", ignored={"x": 3, "y": 2}).ignored_count == 5


def test_waivers_stand_in_the_order_of_the_file() -> None:
    records = (waiver_record("unused", 9), waiver_record("malformed", 2))
    assert [each.place.line for each in report(waivers=records).waivers] == [2, 9]
