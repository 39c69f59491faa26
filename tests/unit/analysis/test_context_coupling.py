"""What ties contexts together, counted by hand."""

from typing import Any

from archrules.analysis.context_coupling import context_coupling
from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import DomainFacts
from archrules.vocabulary.origins import Given
from tests.unit.analysis.briefs import brief, call_facts, only

CONTEXTS = [{"name": name, "entities": [{"name": f"{name}-data"}]} for name in ("mail", "orders", "stock")]
BUY: dict[str, Any] = {
    "name": "buy",
    "context": "orders",
    "writes": ["orders-data", "stock-data"],
    "peak": "3/s",
}
LOOK: dict[str, Any] = {"name": "look", "context": "orders", "reads": ["stock-data"], "peak": "4/s"}


def found(defaults: Defaults, *use_cases: dict[str, Any]) -> list[Given]:
    of = brief(contexts=CONTEXTS, use_cases=use_cases)
    domain = DomainFacts(of, defaults)
    return list(context_coupling(of, domain, call_facts(of, defaults)))


def pairs(given: list[Given]) -> dict[tuple[str, str], dict[str, object]]:
    return {
        (fact.text("first"), fact.text("second")): {
            name: fact.get(name) for name in ("joint_writes", "written_by", "waits_per_s")
        }
        for fact in only(given, "context_coupling")
    }


def test_what_is_written_in_two_contexts_ties_them_in_both_orders(defaults: Defaults) -> None:
    tie = {"joint_writes": 1, "written_by": "buy", "waits_per_s": 3}
    assert pairs(found(defaults, BUY)) == {("orders", "stock"): tie, ("stock", "orders"): tie}


def test_rates_of_calls_that_wait_are_summed_over_both_directions(defaults: Defaults) -> None:
    back = {"name": "back", "context": "stock", "reads": ["orders-data"], "peak": "5/s"}
    tie = pairs(found(defaults, LOOK, back))["orders", "stock"]
    assert tie == {"joint_writes": 0, "written_by": None, "waits_per_s": 9}


def test_a_call_that_nobody_waits_for_ties_nothing(defaults: Defaults) -> None:
    assert pairs(found(defaults, {**LOOK, "answer": "later"})) == {}


def test_contexts_that_nothing_ties_are_no_pair(defaults: Defaults) -> None:
    assert pairs(found(defaults, {"name": "post", "context": "mail", "writes": ["mail-data"]})) == {}


def test_a_pair_names_the_paths_that_tie_it(defaults: Defaults) -> None:
    origins = {fact: given for fact, given in found(defaults, BUY, LOOK) if fact.kind == "context_coupling"}
    assert {origin.inputs for given in origins.values() for origin in given} == {
        ("use_cases.buy.writes", "use_cases.look.reads")
    }


def test_contexts_are_ranked_by_how_little_ties_them(defaults: Defaults) -> None:
    ask = {"name": "ask", "context": "mail", "reads": ["orders-data"]}
    ties = only(found(defaults, BUY, LOOK, ask), "context_ties")
    fields = ("context", "joint_writes", "use_cases", "partners")
    assert [tuple(fact.get(name) for name in (*fields, "rank")) for fact in ties] == [
        ("mail", 0, 1, 1, 1),
        ("stock", 1, 2, 1, 2),
        ("orders", 1, 3, 2, 3),
    ]


def test_contexts_without_use_cases_are_ranked_by_name(defaults: Defaults) -> None:
    assert [fact.text("context") for fact in only(found(defaults), "context_ties")] == [
        "mail",
        "orders",
        "stock",
    ]
