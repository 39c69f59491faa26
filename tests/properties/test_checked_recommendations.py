"""Whatever the brief: what is recommended passes `check`, or a decision names each finding and what forces it."""

from collections.abc import Iterable

import pytest

import archrules
from archrules.model.brief import Brief
from archrules.model.recommendation import AcceptedFinding
from tests.golden.briefs.examples import NAMES, recommended
from tests.properties.briefs import AMOUNTS, Data, for_all

Named = set[tuple[str, str, tuple[str, ...], str]]


def accepted(recommendation: archrules.Recommendation) -> list[AcceptedFinding]:
    return [each for decision in recommendation.decisions for each in decision.result.accepts]


def named(findings: Iterable[AcceptedFinding]) -> Named:
    return {(each.policy, each.element, each.path, each.severity) for each in findings}


def found(system: archrules.System) -> Named:
    findings = archrules.check(system).findings
    return {(each.policy, each.element, each.route, each.severity) for each in findings}


def assert_each_finding_is_named(recommendation: archrules.Recommendation) -> None:
    assert named(accepted(recommendation)) == found(recommendation.system)


@pytest.mark.parametrize("name", NAMES)
def test_each_finding_in_what_an_example_brief_leads_to_is_named_by_a_decision(name: str) -> None:
    assert_each_finding_is_named(recommended(name))


@AMOUNTS
def test_each_finding_in_what_is_recommended_is_named_by_a_decision(amount: int) -> None:
    for_all(amount, lambda data: assert_each_finding_is_named(_recommended(data)))


@AMOUNTS
def test_each_accepted_finding_rests_on_the_brief(amount: int) -> None:
    def check(data: Data) -> None:
        assert all(each.because for each in accepted(_recommended(data)))

    for_all(amount, check)


def _recommended(data: Data) -> archrules.Recommendation:
    return archrules.recommend(Brief.model_validate(data))
