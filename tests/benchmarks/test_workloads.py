"""The workloads are what the table says they are, and the same each time."""

import pytest

from archrules.knowledge_base import conditions
from tests.benchmarks import landscape, selection
from tests.benchmarks.architecture_check import architecture_check
from tests.benchmarks.by_hand import POLICIES
from tests.benchmarks.landscape import KINDS, make_landscape
from tests.benchmarks.ours import OurEngine
from tests.benchmarks.rule_order import strata
from tests.benchmarks.workload import read_rules

TEAM = {"team": KINDS["team"]}


def test_a_landscape_is_made_of_its_size_and_seed_alone() -> None:
    assert make_landscape(30, seed=7) == make_landscape(30, seed=7)


def test_another_seed_makes_another_landscape() -> None:
    assert make_landscape(30, seed=7) != make_landscape(30, seed=8)


def test_requirements_and_rules_are_made_of_their_seed_alone() -> None:
    assert (selection.make_requirements(7), selection.rules_text(seed=7)) == (
        selection.make_requirements(7),
        selection.rules_text(seed=7),
    )


@pytest.mark.parametrize("services", [30, 300])
def test_a_landscape_has_about_eight_facts_for_each_service(services: int) -> None:
    assert 7.5 <= len(list(landscape.rows(make_landscape(services)))) / services <= 8.5


@pytest.mark.parametrize("services", [30, 300])
def test_the_architecture_check_finds_about_one_thing_for_each_fact(services: int) -> None:
    rows = list(landscape.rows(make_landscape(services)))
    assert 0.8 <= len(OurEngine(architecture_check()).run(rows)) / len(rows) <= 1.25


def test_every_fact_of_a_landscape_has_every_field() -> None:
    assert all(
        list(values) == list(KINDS[kind].fields) for kind, values in landscape.rows(make_landscape(30))
    )


def test_no_two_facts_of_a_landscape_are_the_same() -> None:
    rows = [(kind, *values.items()) for kind, values in landscape.rows(make_landscape(100))]
    assert len(set(rows)) == len(rows)


def test_the_architecture_check_has_forty_rules_in_two_strata() -> None:
    assert [len(stratum) for stratum in strata(architecture_check().rules)] == [38, 2]


def test_the_architecture_check_joins_one_to_four_patterns() -> None:
    sizes = {
        sum(isinstance(c, conditions.Pattern) for c in rule.conditions) for rule in architecture_check().rules
    }
    assert sizes == {1, 2, 3, 4}


@pytest.mark.parametrize("form", [conditions.Negation, conditions.Existence, conditions.Test])
def test_the_architecture_check_uses_every_other_form_of_condition(form: type) -> None:
    assert any(isinstance(c, form) for rule in architecture_check().rules for c in rule.conditions)


def test_every_policy_checked_by_hand_is_one_of_the_rules() -> None:
    assert set(POLICIES) <= {rule.id for rule in architecture_check().rules}


def test_the_selection_has_250_rules_over_45_requirements() -> None:
    assert (len(selection.selection().rules), len(selection.make_requirements())) == (250, 45)


def test_rules_of_the_selection_have_two_to_six_conditions() -> None:
    assert {len(rule.conditions) for rule in selection.selection().rules} == {2, 3, 4, 5, 6}


def test_a_rule_that_cannot_be_read_is_refused_with_its_place() -> None:
    text = "- {id: wrong, when: [{team: {nam: $team}}], derive: {team: {name: x}}}"
    with pytest.raises(ValueError, match=r"rules\.yaml: .*team has no field 'nam'"):
        read_rules(text, "rules.yaml", TEAM)


def test_negation_through_recursion_has_no_order() -> None:
    text = "- {id: liar, when: [{not: {team: {name: x}}}], derive: {team: {name: x}}}"
    with pytest.raises(ValueError, match="liar"):
        strata(read_rules(text, "rules.yaml", TEAM))
