"""Derivations over facts that are not all known conclude only what is certain, and say of what there may be more."""

from collections.abc import Callable
from pathlib import Path

import pytest

from archrules.inference.memory import WorkingMemory
from archrules.inference.program import Program
from archrules.knowledge_base.example_facts import example_facts
from archrules.knowledge_base.strata import rule_strata
from archrules.policies.deriving import derive_certain
from archrules.vocabulary.origins import Origin
from tests.unit.recommendation.small_pack import Item, derivation, write_pack

Derived = Callable[..., tuple[list[str], frozenset[str]]]


@pytest.fixture
def derived(tmp_path: Path) -> Derived:
    """What is derived from facts, and the kinds that are open then."""

    def derived(
        rules: dict[str, Item], *facts: Item, open_kinds: tuple[str, ...] = ()
    ) -> tuple[list[str], frozenset[str]]:
        pack = write_pack(tmp_path, rules)
        memory = WorkingMemory()
        given = example_facts(facts)
        for fact in given:
            memory.give(fact, Origin("system", "given"))
        strata = rule_strata(each.rule for each in pack.derivations.values())
        unlisted = derive_certain(strata, memory, frozenset(open_kinds), Program())
        return [str(fact) for fact in memory if fact not in given], unlisted

    return derived


def flag(name: str, when: list[Item], subject: str = "$it") -> dict[str, Item]:
    return derivation(name, when, {"derived_flag": {"name": name, "subject": subject, "holds": True}})


ALONE = flag("alone", [{"service": {"name": "$it", "replicas": 1}}])
UNCHECKED = flag(
    "unchecked", [{"service": {"name": "$it"}}, {"not": {"interaction": {"target": "$it", "mode": "sync"}}}]
)


def test_what_is_known_is_concluded_and_closed(derived: Derived) -> None:
    found = derived(ALONE, {"service": {"name": "a", "replicas": 1}})
    assert found == (["derived_flag {name: alone, subject: a, holds: true}"], frozenset())


def test_unknown_field_concludes_nothing_and_leaves_open(derived: Derived) -> None:
    assert derived(ALONE, {"service": {"name": "a"}}) == ([], frozenset({"derived_flag"}))


def test_unknown_field_that_cannot_matter_leaves_nothing_open(derived: Derived) -> None:
    rule = flag("alone", [{"service": {"name": "$it", "replicas": 1, "exposure": "public"}}])
    assert derived(rule, {"service": {"name": "a", "exposure": "internal"}}) == ([], frozenset())


def test_open_kind_leaves_open_what_follows_from_it(derived: Derived) -> None:
    found, unlisted = derived(ALONE, {"service": {"name": "a", "replicas": 1}}, open_kinds=("service",))
    assert len(found) == 1
    assert unlisted == {"service", "derived_flag"}


def test_there_being_none_of_an_open_kind_is_not_concluded(derived: Derived) -> None:
    assert derived(UNCHECKED, {"service": {"name": "a"}}, open_kinds=("interaction",))[0] == []


def test_there_being_none_is_concluded_where_all_are_listed(derived: Derived) -> None:
    assert len(derived(UNCHECKED, {"service": {"name": "a"}})[0]) == 1


def test_there_being_none_is_not_concluded_from_what_may_be_one(derived: Derived) -> None:
    call = {"interaction": {"name": "c", "target": "a"}}
    found, unlisted = derived(UNCHECKED, {"service": {"name": "a"}}, call)
    assert (found, "derived_flag" in unlisted) == ([], True)


def test_doubt_is_handed_on(derived: Derived) -> None:
    further = derivation(
        "further",
        [{"derived_flag": {"name": "alone", "subject": "$it", "holds": True}}],
        {"risk": {"about": "$it", "text": "x", "mitigation": "y"}},
    )
    _, unlisted = derived({**ALONE, **further}, {"service": {"name": "a"}})
    assert {"derived_flag", "risk"} <= unlisted
