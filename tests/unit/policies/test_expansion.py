"""What is counted, or has to exist, also as patterns of its own, with names that nothing else has."""

from collections.abc import Callable
from pathlib import Path

import pytest

from archrules.knowledge_base.conditions import Condition, Count, Existence, Negation, Pattern, names_in
from archrules.policies.expansion import expansions
from tests.unit.recommendation.small_pack import Item, policy, write_pack

Expanded = Callable[..., list[tuple[Condition, ...]]]
ELEMENT = {"service": {"name": "$it"}}
CALL = {"interaction": {"target": "$it", "source": "$who"}}


@pytest.fixture
def expanded(tmp_path: Path) -> Expanded:
    def expanded(*when: Item) -> list[tuple[Condition, ...]]:
        of = write_pack(tmp_path, policy("rule", ELEMENT, *when)).policies["rule"]
        return list(expansions(of.rule.conditions, of.rule.parameters))

    return expanded


def forms(conditions: tuple[Condition, ...]) -> list[type[Condition]]:
    return [type(one) for one in conditions]


def test_conditions_without_quantifiers_have_no_expansion(expanded: Expanded) -> None:
    assert expanded(CALL, {"not": {"interaction": {"source": "$it"}}}) == []


def test_quantifier_stays_and_its_patterns_follow(expanded: Expanded) -> None:
    (found,) = expanded({"exists": CALL})
    assert forms(found) == [Pattern, Existence, Pattern]


def test_each_quantifier_is_expanded_by_itself(expanded: Expanded) -> None:
    counted = {"count": {"of": CALL, "as": "$n"}}
    found = expanded(counted, {"test": "n > 1"}, {"exists": CALL})
    assert [sum(isinstance(one, Pattern) for one in conditions) for conditions in found] == [2, 2]


def test_names_bound_outside_keep_their_meaning_and_others_get_their_own(expanded: Expanded) -> None:
    (found,) = expanded({"exists": CALL}, {"service": {"name": "$who"}})
    assert names_in(found[2]) == {"it", "who's"}


def test_conditions_deep_inside_are_renamed_alike(expanded: Expanded) -> None:
    inner = [
        CALL,
        {"not": {"interaction": {"source": "$who", "target": "x"}}},
        {
            "count": {
                "of": {"interaction": {"source": "$who", "target": "$where"}},
                "distinct": "$where",
                "as": "$n",
            }
        },
        {"exists": {"service": {"name": "$who"}}},
        {"test": "n > 1"},
    ]
    (found, *_) = expanded({"exists": inner})
    pattern, negation, count, existence, test = found[2:]
    assert isinstance(negation, Negation)
    assert isinstance(count, Count)
    assert (count.name, count.distinct) == ("n's", "where's")
    assert [names_in(one) - {"it"} for one in (pattern, negation, existence, test)] == [
        {"who's"},
        {"who's"},
        {"who's"},
        {"n's"},
    ]
