"""Which parameters a rule reads."""

from typing import Any

import pytest

from archrules.knowledge_base.items import DerivationItem
from archrules.knowledge_base.rule_forms import read_derivation
from archrules.knowledge_base.scope import Faults
from archrules.knowledge_base.uses import parameters_of
from archrules.vocabulary import VOCABULARY
from tests.unit.knowledge_base import small_pack
from tests.unit.knowledge_base.small_language import document

PARAMETERS = {"limit": small_pack.parameter(), "other": small_pack.parameter()}
TEAM = {"team": {"name": "$team", "size": "$size"}}


def used(when: list[Any], derive: dict[str, Any]) -> frozenset[str]:
    raw = small_pack.derivation("a-rule", parameters=PARAMETERS, when=when, derive=derive)
    item = DerivationItem.model_validate(raw)
    return parameters_of(read_derivation(item, VOCABULARY, Faults(document("- nothing"))).rule)


@pytest.mark.parametrize(
    "when",
    [
        [TEAM, {"test": "size > limit"}],
        [{"team": {"size": {">": "$limit"}}}],
        [{"team": {"size": "$limit"}}],
        [{"not": {"team": {"size": "$limit"}}}],
    ],
)
def test_conditions_read_parameters(when: list[Any]) -> None:
    assert used(when, {"risk": {"about": "x"}}) == {"limit"}


@pytest.mark.parametrize(
    "derive",
    [
        {"risk": {"about": "more than {limit}"}},
        {"horizon": {"months": "$limit"}},
        {"horizon": {"months": {"value": "limit * 2"}}},
    ],
)
def test_conclusions_read_parameters(derive: dict[str, Any]) -> None:
    assert used([TEAM], derive) == {"limit"}


def test_variables_are_no_parameters() -> None:
    assert used([TEAM, {"test": "size > 3"}], {"risk": {"about": "{team}"}}) == frozenset()


def test_every_parameter_that_is_read_counts() -> None:
    assert used([TEAM, {"test": "size > limit"}], {"risk": {"about": "{other}"}}) == {"limit", "other"}
