"""Cycles, chains and single points of failure as facts: what they say, and from what it was computed."""

from fractions import Fraction
from typing import Any

import pytest

from archrules.analysis.structure.call_facts import call_facts
from archrules.vocabulary.origins import Given
from tests.unit.analysis.briefs import only
from tests.unit.analysis.structure.systems import Item, graph, link

BANK: Item = {"name": "bank", "availability": "99 %", "latency": "300 ms"}


def facts(*interactions: str | Item, **fields: Any) -> list[Given]:  # noqa: ANN401  # checked by pydantic
    return list(call_facts(graph(*interactions, **fields)))


def told(kind: str, *interactions: str | Item, **fields: Any) -> list[dict[str, object]]:  # noqa: ANN401  # checked by pydantic
    return [dict(fact.items) for fact in only(facts(*interactions, **fields), kind)]


def origin(kind: str, *interactions: str | Item, **fields: Any) -> tuple[str, str, tuple[str, ...]]:  # noqa: ANN401  # checked by pydantic
    found = [origins for fact, origins in facts(*interactions, **fields) if fact.kind == kind]
    ((one,),) = found
    return one.source, one.reference, one.inputs


def test_cycle() -> None:
    back = [link("c -> b", name="back"), link("c -> b", name="again")]
    assert told(
        "synchronous_cycle", "b -> c", *back, "c -> bank", "bank -> c", external_systems=["bank"]
    ) == [
        {
            "name": "b -> c -> b",
            "size": 3,
            "services": 2,
            "length": 2,
            "members": "b, bank, c",
            "calls_to_cut": 2,
            "cut": "b -> c, bank -> c",
            "exact": True,
        }
    ]


def test_cycle_of_one_use_case() -> None:
    calls = [link("a -> b", use_cases=["buy"]), link("b -> a", use_cases=["buy"])]
    (cycle,) = told("synchronous_cycle", *calls)
    assert cycle["in_one_use_case"] is True


def test_members_of_a_cycle() -> None:
    calls = ["a -> gate", "gate -> a", "a -> b"]
    assert told("cycle_member", *calls, gateways=["gate"]) == [
        {"cycle": "a -> gate -> a", "element": "a", "collection": "services"},
        {"cycle": "a -> gate -> a", "element": "gate", "collection": "gateways"},
    ]


def test_origin_of_a_cycle_names_its_calls_in_order() -> None:
    calls = ["c -> a", "b -> c", "a -> b"]
    paths = ("interactions.a -> b", "interactions.b -> c", "interactions.c -> a")
    assert origin("synchronous_cycle", *calls) == ("computed", "services.a", paths)


def test_chain_with_known_parts() -> None:
    (chain,) = told("synchronous_chain", "a -> bank", external_systems=[BANK])
    assert chain == {
        "entry": "a",
        "collection": "services",
        "last": "bank",
        "length": 1,
        "services": 1,
        "path": "a -> bank",
        "availability_at_most": Fraction(99, 100),
        "availability_unknown_of": "a",
        "latency_ms": 300,
        "latency_at_least_ms": 300,
    }


def test_chain_with_unknown_latency() -> None:
    (chain,) = told("synchronous_chain", link("a -> b", latency="20 ms"), "b -> c")
    assert (chain.get("latency_ms"), chain["latency_at_least_ms"], chain["latency_unknown_of"]) == (
        None,
        20,
        "b -> c",
    )


def test_origin_of_a_chain_names_its_calls_in_order_then_what_is_promised() -> None:
    calls = ["c -> a", "b -> c", "a -> bank"]
    paths = ("interactions.b -> c", "interactions.c -> a", "interactions.a -> bank", "external_systems.bank")
    assert origin("synchronous_chain", *calls, external_systems=[BANK]) == ("computed", "services.b", paths)


SHARED: dict[str, Any] = {
    "data_stores": [{"name": "db", "replicas": 1}],
    "services": [{"name": "a", "replicas": 2}, {"name": "b", "replicas": 2}],
}


def test_single_point_of_failure() -> None:
    assert told("single_point_of_failure", "a -> b", "b => db", **SHARED) == [
        {
            "element": "db",
            "collection": "data_stores",
            "replicas": 1,
            "dependents": 2,
            "entries": 1,
            "cut_off": 0,
            "articulation": False,
            "waiting": "a, b",
        }
    ]


def test_origin_of_a_single_point_names_how_it_is_used() -> None:
    assert origin("single_point_of_failure", "a -> b", "b => db", **SHARED) == (
        "computed",
        "data_stores.db",
        ("interactions.b -> db",),
    )


@pytest.mark.parametrize("unlisted", ["interactions", "data_stores"])
def test_counts_are_left_out_where_there_may_be_more(unlisted: str) -> None:
    (point,) = told("single_point_of_failure", "a -> b", "b => db", open=[unlisted], **SHARED)
    assert point == {"element": "db", "collection": "data_stores", "replicas": 1, "waiting": "a, b"}


def test_counts_of_a_service_do_not_rest_on_the_data_stores() -> None:
    (point, _) = told("single_point_of_failure", "a -> b", open=["data_stores"])
    assert (point["element"], point["dependents"], point["cut_off"]) == ("a", 0, 1)
