"""Names inside a brief: each once, and each that is referred to exists."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.model.brief import Brief
from archrules.model.references import Complaint, complaints, entity_names

WHOLE: dict[str, Any] = {
    "system": "shop",
    "clients": [{"name": "web", "kind": "browser"}],
    "actors": [{"name": "customer", "clients": ["web"]}],
    "contexts": [
        {
            "name": "orders",
            "entities": [{"name": "order", "relations": ["line", "stock.item"]}, {"name": "line"}],
        },
        {"name": "stock", "entities": [{"name": "item"}, {"name": "line"}]},
    ],
    "use_cases": [
        {
            "name": "buy",
            "context": "orders",
            "actor": "customer",
            "reads": ["item", "line"],
            "writes": ["order", "stock.line"],
            "calls": [{"to": "stock"}, {"to": "bank"}],
        }
    ],
    "external_systems": [{"name": "bank"}],
    "regions": [{"name": "eu"}],
    "teams": [{"name": "sales", "size": 5, "contexts": ["orders", "stock"]}],
    "existing": {
        "style": "monolith",
        "parts": [{"name": "app", "contexts": ["orders"], "uses": ["db"]}, {"name": "db"}],
    },
}


def place(raw: Any, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401 - JSON is of any type
    for part in path:
        raw = raw[part]
    return raw


def changed(path: tuple[str | int, ...], value: object) -> list[Complaint]:
    """What is wrong with the whole brief once the value at the path is another."""
    raw = deepcopy(WHOLE)
    place(raw, path[:-1])[path[-1]] = value
    return complaints(Brief.model_validate(raw))


def test_a_brief_whose_names_all_exist_has_no_problem() -> None:
    assert complaints(Brief.model_validate(WHOLE)) == []


def test_an_empty_brief_has_no_problem() -> None:
    assert complaints(Brief(system="shop")) == []


ENTITIES = ("item", "line", "order", "orders.line", "orders.order", "stock.item", "stock.line")


@pytest.mark.parametrize(
    ("path", "problem", "candidates"),
    [
        (("actors", 0, "clients", 0), "is not a client of this brief", ("web",)),
        (("contexts", 0, "entities", 0, "relations", 1), "is not an entity of this brief", ENTITIES),
        (("use_cases", 0, "context"), "is not a context of this brief", ("orders", "stock")),
        (("use_cases", 0, "actor"), "is not an actor of this brief", ("customer",)),
        (("use_cases", 0, "reads", 1), "is not an entity of this brief", ENTITIES),
        (("use_cases", 0, "writes", 0), "is not an entity of this brief", ENTITIES),
        (
            ("use_cases", 0, "calls", 1, "to"),
            "is neither a context nor an external system of this brief",
            ("bank", "orders", "stock"),
        ),
        (("teams", 0, "contexts", 1), "is not a context of this brief", ("orders", "stock")),
        (("existing", "parts", 0, "contexts", 0), "is not a context of this brief", ("orders", "stock")),
        (("existing", "parts", 0, "uses", 0), "is not a part of this brief", ("app", "db")),
    ],
)
def test_a_name_that_does_not_exist_is_found_in_its_place(
    path: tuple[str | int, ...], problem: str, candidates: tuple[str, ...]
) -> None:
    assert (path, problem, "nowhere", candidates) in changed(path, "nowhere")


@pytest.mark.parametrize(
    "path",
    [
        ("clients",),
        ("actors",),
        ("contexts",),
        ("contexts", 0, "entities"),
        ("use_cases",),
        ("external_systems",),
        ("regions",),
        ("teams",),
        ("existing", "parts"),
    ],
)
def test_a_name_that_is_used_twice_is_found_at_the_second_place(path: tuple[str | int, ...]) -> None:
    items = place(WHOLE, path)
    again = {**items[0], "contexts": []} if path == ("teams",) else items[0]
    found = changed(path, [*items, again])
    assert found[0] == (
        (*path, len(items), "name"),
        "is used twice; names must differ",
        items[0]["name"],
        (),
    )


def test_an_external_system_may_not_be_called_like_a_context() -> None:
    found = changed(("external_systems", 0, "name"), "orders")
    assert (("external_systems", 0, "name"), "is used twice; names must differ", "orders", ()) in found


def test_a_name_may_be_used_for_things_that_are_never_confused() -> None:
    assert (
        changed(("clients",), [{"name": "web", "kind": "browser"}, {"name": "orders", "kind": "native"}])
        == []
    )


def test_two_teams_may_not_own_one_context() -> None:
    teams = [*WHOLE["teams"], {"name": "depot", "size": 2, "contexts": ["stock"]}]
    message = "is owned by sales as well; give it one owner"
    assert changed(("teams",), teams) == [(("teams", 1, "contexts", 0), message, "stock", ())]


def test_entities_whose_full_names_are_equal_are_found() -> None:
    contexts = [
        {"name": "a", "entities": [{"name": "b.c"}]},
        {"name": "a.b", "entities": [{"name": "c"}]},
    ]
    message = "is the full name of an entity of 'a' as well; names must differ"
    assert complaints(Brief.model_validate({"system": "s", "contexts": contexts})) == [
        (("contexts", 1, "entities", 0, "name"), message, "a.b.c", ())
    ]


def test_an_entity_of_several_contexts_needs_its_context_elsewhere() -> None:
    contexts = [
        *WHOLE["contexts"],
        {"name": "billing", "entities": [{"name": "bill", "relations": ["line"]}]},
    ]
    ((path, problem, name, _),) = changed(("contexts",), contexts)
    assert (path, problem, name) == (
        ("contexts", 2, "entities", 0, "relations", 0),
        "is not an entity of this brief",
        "line",
    )


def test_every_problem_is_found_at_once_duplicates_first() -> None:
    raw = deepcopy(WHOLE)
    raw["clients"].append(raw["clients"][0])
    raw["use_cases"][0] |= {"context": "x", "actor": "y", "reads": ["z", "z"], "calls": [{"to": "w"}]}
    paths = [path for path, *_ in complaints(Brief.model_validate(raw))]
    assert paths == [
        ("clients", 1, "name"),
        ("use_cases", 0, "context"),
        ("use_cases", 0, "actor"),
        ("use_cases", 0, "reads", 0),
        ("use_cases", 0, "reads", 1),
        ("use_cases", 0, "calls", 0, "to"),
    ]


def test_an_entity_may_be_written_with_its_context_and_without_it_where_it_is_unique() -> None:
    assert entity_names(Brief.model_validate(WHOLE)) == {
        "order": "orders.order",
        "item": "stock.item",
        "orders.order": "orders.order",
        "orders.line": "orders.line",
        "stock.item": "stock.item",
        "stock.line": "stock.line",
    }


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.lists(st.sampled_from("xyz"), unique=True)),
        unique_by=lambda c: c[0],
    )
)
def test_every_way_to_write_an_entity_means_exactly_one(contexts: list[tuple[str, list[str]]]) -> None:
    raw = [{"name": name, "entities": [{"name": e} for e in entities]} for name, entities in contexts]
    names = entity_names(Brief.model_validate({"system": "s", "contexts": raw}))
    full = [f"{context}.{entity}" for context, entities in contexts for entity in entities]
    for short in "xyz":
        owners = [name for name in full if name.endswith(f".{short}")]
        assert names.get(short) == (owners[0] if len(owners) == 1 else None)
    assert {name: names[name] for name in full} == {name: name for name in full}
    assert set(names) <= {*full, *"xyz"}


def test_a_hostile_brief_is_searched_for_few_near_names() -> None:
    clients = [{"name": f"c{number}", "kind": "native"} for number in range(400)]
    actors = [{"name": f"a{number}", "clients": [f"d{number}"] * 20} for number in range(1000)]
    found = complaints(Brief.model_validate({"system": "s", "clients": clients, "actors": actors}))
    assert len(found) == 20_000
    assert sum(bool(candidates) for *_, candidates in found) <= 100


def test_among_too_many_names_there_are_no_candidates() -> None:
    clients = [{"name": f"c{number}", "kind": "native"} for number in range(1000)]
    brief = Brief.model_validate(
        {"system": "s", "clients": clients, "actors": [{"name": "a", "clients": ["d"]}]}
    )
    assert complaints(brief) == [(("actors", 0, "clients", 0), "is not a client of this brief", "d", ())]
