"""Where requests enter."""

import pytest

from archrules.analysis.structure.entries import entries, entry_groups
from tests.unit.analysis.structure.systems import Item, graph

PUBLIC: Item = {"name": "b", "exposure": "public"}


def test_what_nothing_calls_is_an_entry() -> None:
    assert entries(graph("a -> b", "b -> c")) == ("a",)


def test_what_calls_nothing_is_an_entry_if_nothing_calls_it() -> None:
    assert entries(graph("a ~> b")) == ("a", "b")


def test_what_a_client_calls_is_an_entry_and_the_client_is_none() -> None:
    assert entries(graph("web -> a", "a -> b", frontends=["web"])) == ("a",)


def test_what_an_external_system_calls_is_an_entry() -> None:
    assert entries(graph("a -> b", "bank -> b", external_systems=["bank"])) == ("a", "b")


@pytest.mark.parametrize("exposure", ["public", "partner"])
def test_exposed_service_is_an_entry_though_another_calls_it(exposure: str) -> None:
    assert entries(graph("a -> b", services=[PUBLIC | {"exposure": exposure}])) == ("a", "b")


def test_internal_service_is_no_entry_if_another_calls_it() -> None:
    assert entries(graph("a -> b", services=[PUBLIC | {"exposure": "internal"}])) == ("a",)


def test_public_service_behind_a_gateway_is_no_entry() -> None:
    assert entries(graph("gate -> b", gateways=["gate"], services=[PUBLIC])) == ("gate",)


def test_all_members_of_a_cycle_that_nothing_calls_are_entries() -> None:
    assert entries(graph("a -> b", "b -> a", "b -> c")) == ("a", "b")


def test_exposed_member_of_a_cycle_is_its_only_entry() -> None:
    assert entries(graph("a -> b", "b -> a", services=[PUBLIC])) == ("b",)


def test_call_from_outside_a_cycle_enters_it() -> None:
    assert entries(graph("x -> a", "a -> b", "b -> a")) == ("x",)


def test_what_is_no_code_of_ours_is_no_entry() -> None:
    elements = {"frontends": ["web"], "external_systems": ["bank"], "data_stores": ["db"], "brokers": ["mq"]}
    assert entries(graph(**elements)) == ()


def test_members_of_a_cycle_of_which_one_is_the_entry_stand_together() -> None:
    assert entry_groups(graph("b -> c", "c -> b", "a -> d")) == (("a",), ("b", "c"))
