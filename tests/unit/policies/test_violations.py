"""Violations: one for each element, path and discriminator, with every way in which it comes about."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archrules.inference.program import Program
from archrules.model.system import System
from archrules.policies.subject import subject_of
from archrules.policies.verdicts import certainty_of
from archrules.policies.violations import Violation, violations
from tests.unit.policies.systems import shop, system
from tests.unit.recommendation.small_pack import Item, policy, write_pack

Violated = Callable[..., list[Violation]]
STORE = {"data_store": {"name": "$store"}}
WRITERS = {"count": {"of": {"store_use": {"store": "$store", "user": "$user", "writes": True}}, "as": "$n"}}


def finding(message: str, **fields: str) -> Item:
    return {"severity": "error", "message": message, **fields}


def used_by(*names: str, access: str = "write") -> System:
    """A data store that services write."""
    uses = [{"source": name, "target": "db", "mode": "data", "access": access} for name in names]
    services = [{"name": name} for name in names]
    return system(services=services, data_stores=[{"name": "db", "scope": "database"}], interactions=uses)


@pytest.fixture
def violated(tmp_path: Path) -> Violated:
    """The violations of a policy in a system."""

    def violated(described: Any, elements: Item, *when: Item, **fields: Any) -> list[Violation]:  # noqa: ANN401  # any System, any field
        of = write_pack(tmp_path / "pack", policy("rule", elements, *when, **fields)).policies["rule"]
        subject = subject_of(described, (), Program())
        return violations(of, subject, certainty_of(of, subject.memory, subject.open_kinds))

    return violated


def texts(violation: Violation) -> list[list[str]]:
    return [[fact.text for fact in support.facts] for support in violation.supports]


def test_each_element_is_a_violation_of_its_own(violated: Violated) -> None:
    bare = system(services=[{"name": name, "health_check": "none"} for name in ("b", "a")])
    found = violated(bare, {"service": {"name": "$it"}}, {"service": {"name": "$it", "health_check": "none"}})
    assert [each.element for each in found] == ["a", "b"]


def test_several_matches_of_one_element_are_its_supports(violated: Violated) -> None:
    found = violated(
        used_by("b", "a"), STORE, {"store_use": {"store": "$store", "user": "$user", "writes": True}}
    )
    assert [(each.element, texts(each)) for each in found] == [
        ("db", [["a writes db"], ["b writes db"]]),
    ]


def test_message_is_that_of_the_first_match(violated: Violated) -> None:
    (found,) = violated(
        used_by("b", "a"),
        STORE,
        {"store_use": {"store": "$store", "user": "$user"}},
        finding=finding("{user} uses {store}"),
    )
    assert found.message == "a uses db"


def test_what_is_counted_is_shown(violated: Violated) -> None:
    (found,) = violated(
        used_by("a", "b"), STORE, WRITERS, {"test": "n > 1"}, finding=finding("{n} write {store}")
    )
    assert (found.message, texts(found)) == ("2 write db", [["a writes db"], ["b writes db"]])


def test_what_has_to_exist_is_shown(violated: Violated) -> None:
    inner = {"exists": {"store_use": {"store": "$store", "user": "$user"}}}
    (found,) = violated(used_by("a", "b"), STORE, inner)
    assert texts(found) == [["a writes db"], ["b writes db"]]


def test_names_inside_what_is_counted_are_its_own(violated: Violated) -> None:
    services = {"service": {"name": "$user", "health_check": "none"}}
    described = used_by("a", "b")
    changed = described.model_copy(
        update={
            "services": tuple(
                each.model_copy(update={"health_check": "none"} if each.name == "b" else {})
                for each in described.services
            )
        }
    )
    (found,) = violated(changed, STORE, WRITERS, {"test": "n > 1"}, services)
    assert texts(found) == [
        ["a writes db", "b has no health check"],
        ["b writes db", "b has no health check"],
    ]


def test_nothing_counted_leaves_the_match_itself(violated: Violated) -> None:
    (found,) = violated(used_by("a", access="read"), STORE, WRITERS, {"test": "n < 1"})
    assert texts(found) == [["db is a database"]]


ROUND = [{"source": "a", "target": "b", "mode": "sync"}, {"source": "b", "target": "a", "mode": "sync"}]
TURNING = system(services=[{"name": "b"}, {"name": "a"}], interactions=ROUND)


def test_finding_along_a_path_is_about_its_first_element(violated: Violated) -> None:
    (found,) = violated(
        TURNING,
        {"system": {"name": "$system"}},
        {"synchronous_cycle": {"name": "$cycle"}},
        finding=finding("a circle", path="synchronous_cycle"),
    )
    assert (found.element, [step.element for step in found.path]) == ("a", ["a", "b", "a"])


def test_discriminator_tells_several_of_one_element_apart(violated: Violated) -> None:
    found = violated(
        used_by("a", "b"),
        STORE,
        {"store_use": {"store": "$store", "user": "$user"}},
        finding=finding("{user} uses it", discriminator="{user}"),
    )
    assert [(each.discriminator, each.message) for each in found] == [("a", "a uses it"), ("b", "b uses it")]


def test_what_may_be_a_violation_is_none(violated: Violated) -> None:
    silent = system(services=[{"name": "a"}])
    assert violated(silent, {"service": {"name": "$it"}}, {"service": {"name": "$it", "replicas": 1}}) == []


def test_support_is_told_where_the_field_is_said(violated: Violated, tmp_path: Path) -> None:
    (found,) = violated(
        shop(tmp_path), {"service": {"name": "$it"}}, {"service": {"name": "$it", "health_check": "none"}}
    )
    (fact,) = found.supports[0].facts
    assert (found.place and found.place.line, [place.column for place in fact.places]) == (4, [21])


def test_computed_fact_is_told_where_its_inputs_are_said(violated: Violated, tmp_path: Path) -> None:
    (found,) = violated(shop(tmp_path), STORE, {"store_use": {"store": "$store", "user": "$user"}})
    (fact,) = found.supports[0].facts
    assert [place.line for place in fact.places] == [14]
    assert fact.origins == ("computed: interactions with the store and with what it carries, taken together",)


def test_many_supports_are_cut_short(violated: Violated) -> None:
    names = [f"s{number:03}" for number in range(60)]
    (found,) = violated(used_by(*names), STORE, {"store_use": {"store": "$store", "user": "$user"}})
    assert len(found.supports) == 50
