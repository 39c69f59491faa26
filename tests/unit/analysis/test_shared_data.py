"""Who writes what together, who writes the same, and who looks at it afterwards."""

from typing import Any

from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import DomainFacts
from archrules.analysis.shared_data import shared_data
from archrules.vocabulary.facts import Fact
from tests.unit.analysis.briefs import only, shop

MOVE: dict[str, Any] = {"name": "move", "context": "stock", "actor": "clerk", "writes": ["level", "move"]}
COUNT: dict[str, Any] = {"name": "count", "context": "stock", "actor": "clerk", "writes": ["level"]}
LOOK: dict[str, Any] = {"name": "look", "context": "stock", "actor": "clerk", "reads": ["level"]}


def found(defaults: Defaults, kind: str, *use_cases: dict[str, Any]) -> list[Fact]:
    of = shop(*use_cases)
    return only(shared_data(of, DomainFacts(of, defaults)), kind)


def test_entities_that_one_use_case_writes_belong_together(defaults: Defaults) -> None:
    (fact,) = found(defaults, "written_together", MOVE, COUNT)
    assert dict(fact.items) == {
        "context": "stock",
        "entities": "stock.level, stock.move",
        "use_cases": "move",
    }


def test_entities_of_two_contexts_do_not_belong_together(defaults: Defaults) -> None:
    assert found(defaults, "written_together", {**COUNT, "writes": ["level", "order"]}) == []


def test_an_entity_with_two_writers_names_them(defaults: Defaults) -> None:
    (fact,) = found(defaults, "written_by_several", MOVE, COUNT)
    assert (fact.get("entity"), fact.get("use_cases"), fact.get("names")) == ("stock.level", 2, "count, move")


def test_an_actor_reads_back_what_it_wrote(defaults: Defaults) -> None:
    (fact,) = found(defaults, "reads_back", MOVE, COUNT, LOOK)
    assert (fact.get("use_case"), fact.get("entity"), fact.get("after")) == (
        "look",
        "stock.level",
        "count, move",
    )


def test_what_another_actor_wrote_is_not_read_back(defaults: Defaults) -> None:
    assert found(defaults, "reads_back", MOVE, {**LOOK, "actor": "customer"}) == []


def test_what_nobody_is_said_to_do_is_not_read_back(defaults: Defaults) -> None:
    nobody = [{name: value for name, value in each.items() if name != "actor"} for each in (COUNT, LOOK)]
    assert found(defaults, "reads_back", *nobody) == []


def test_a_use_case_does_not_read_back_what_it_writes_itself(defaults: Defaults) -> None:
    assert found(defaults, "reads_back", {**COUNT, "reads": ["level"]}) == []
