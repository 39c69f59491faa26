"""Names inside a system: each once, and each that is referred to exists."""

from typing import Any

import pytest

from archrules.model.system import System
from archrules.model.system_references import COLLECTIONS, system_problems


def problems(**parts: Any) -> list[tuple[tuple[str | int, ...], str]]:  # noqa: ANN401 - as a file has them
    return system_problems(System.model_validate(parts))


def test_a_system_whose_names_all_exist_has_no_problem() -> None:
    found = problems(
        services=[{"name": "orders"}],
        data_stores=[
            {"name": "main", "scope": "server"},
            {"name": "db", "owner": "orders", "server": "main"},
        ],
        caches=[{"name": "cache", "owner": "orders"}],
        interactions=[{"source": "orders", "target": "db"}],
        use_cases=[{"use_case": "buy", "path": ["orders", "db", "orders"]}],
    )
    assert found == []


@pytest.mark.parametrize("collection", ["data_stores", "caches"])
def test_what_nobody_owns_says_so(collection: str) -> None:
    assert problems(**{collection: [{"name": "x", "owner": "none"}]}) == []


def test_nothing_but_an_owner_is_said_to_be_none() -> None:
    assert [path for path, _ in problems(data_stores=[{"name": "x", "server": "none"}])] == [
        ("data_stores", 0, "server")
    ]


def test_the_collections_are_those_of_a_system() -> None:
    names = {collection: {"name": collection} for collection in COLLECTIONS}
    system = System.model_validate({collection: [element] for collection, element in names.items()})
    assert [element.name for element in system.elements()] == list(COLLECTIONS)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_name_is_unique_over_all_collections(collection: str) -> None:
    parts: dict[str, list[dict[str, str]]] = {"services": [{"name": "a"}]}
    parts.setdefault(collection, []).append({"name": "a"})
    index = len(parts[collection]) - 1
    message = "'a' is also the name of an element of services; names must differ"
    assert problems(**parts) == [((collection, index, "name"), message)]


def test_every_repetition_of_a_name_is_found() -> None:
    found = problems(services=[{"name": "a"}, {"name": "a"}, {"name": "a"}])
    assert [path for path, _ in found] == [("services", 1, "name"), ("services", 2, "name")]


@pytest.mark.parametrize(
    ("collection", "record", "field"),
    [
        ("interactions", {"source": "ordres", "target": "orders"}, "source"),
        ("interactions", {"source": "orders", "target": "ordres"}, "target"),
        ("data_stores", {"name": "db", "owner": "ordres"}, "owner"),
        ("data_stores", {"name": "db", "server": "ordres"}, "server"),
        ("caches", {"name": "cache", "owner": "ordres"}, "owner"),
    ],
)
def test_a_name_that_is_no_element_is_found(collection: str, record: dict[str, str], field: str) -> None:
    found = problems(services=[{"name": "orders"}], **{collection: [record]})
    message = "no element is named 'ordres' (did you mean 'orders'?)"
    assert found == [((collection, 0, field), message)]


def test_one_near_name_is_suggested_and_a_long_name_is_cut() -> None:
    calls = [{"source": "orders-x", "target": "z" * 150}]
    found = problems(services=[{"name": "orders-1"}, {"name": "orders-2"}], interactions=calls)
    assert [message for _, message in found] == [
        "no element is named 'orders-x' (did you mean 'orders-2'?)",
        f"no element is named '{'z' * 60}'",
    ]


def test_a_step_of_a_path_that_is_no_element_is_found() -> None:
    found = problems(services=[{"name": "orders"}], use_cases=[{"use_case": "u", "path": ["orders", "zzz"]}])
    assert found == [(("use_cases", 0, "path", 1), "no element is named 'zzz'")]


def test_every_problem_is_found_at_once() -> None:
    found = problems(
        services=[{"name": "a"}, {"name": "a"}],
        data_stores=[{"name": "db", "owner": "x"}],
        interactions=[{"source": "y", "target": "z"}],
        use_cases=[{"use_case": "u", "path": ["w"]}],
    )
    assert [path for path, _ in found] == [
        ("services", 1, "name"),
        ("data_stores", 0, "owner"),
        ("interactions", 0, "source"),
        ("interactions", 0, "target"),
        ("use_cases", 0, "path", 0),
    ]


def test_a_hostile_file_is_searched_for_few_near_names() -> None:
    services = [{"name": f"service-{number}"} for number in range(400)]
    calls = [{"source": f"sarvice-{number}", "target": "service-1"} for number in range(2000)]
    found = problems(services=services, interactions=calls)
    assert len(found) == 2000
    assert sum("did you mean" in message for _, message in found) <= 100


def test_among_too_many_names_none_is_suggested() -> None:
    services = [{"name": f"service-{number}"} for number in range(2000)]
    found = problems(services=services, interactions=[{"source": "sarvice-1", "target": "service-1"}])
    assert found == [(("interactions", 0, "source"), "no element is named 'sarvice-1'")]
