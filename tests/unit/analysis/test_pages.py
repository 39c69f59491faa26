"""Pages over several contexts: which there are, who shows them, and in how many shapes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import DomainFacts
from archrules.analysis.pages import joint_pages
from archrules.model.brief import Brief
from archrules.vocabulary.origins import Given
from tests.unit.analysis.briefs import only, shop

UseCase = dict[str, Any]


def page(name: str = "show", actor: str = "clerk", **fields: object) -> UseCase:
    return {"name": name, "context": "orders", "actor": actor, "reads": ["order", "level"], **fields}


def found(of: Brief, defaults: Defaults) -> list[Given]:
    return list(joint_pages(of, DomainFacts(of, defaults)))


def pages(of: Brief, defaults: Defaults) -> list[tuple[object, ...]]:
    return [
        tuple(fact.get(name) for name in ("client", "use_case", "contexts"))
        for fact in only(found(of, defaults), "joint_page")
    ]


def views(of: Brief, defaults: Defaults) -> tuple[object, object]:
    (fact,) = only(found(of, defaults), "joint_views")
    return fact.get("clients"), fact.get("shapes")


def test_page_counts_the_contexts_that_it_reads(defaults: Defaults) -> None:
    assert pages(shop(page()), defaults) == [("web", "show", 2)]


def test_each_client_of_its_actor_shows_it(defaults: Defaults) -> None:
    assert pages(shop(page(actor="customer")), defaults) == [("app", "show", 2), ("web", "show", 2)]


def test_the_context_that_is_entered_counts_only_if_it_is_read(defaults: Defaults) -> None:
    assert found(shop(page(reads=["level", "move"])), defaults) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"writes": ["order"]},
        {"calls": [{"to": "bank"}]},
        {"answer": "later"},
        {"updates": "live"},
        {"actor": None},
    ],
    ids=str,
)
def test_no_page(defaults: Defaults, fields: dict[str, Any]) -> None:
    assert found(shop(page(**fields)), defaults) == []


@pytest.mark.parametrize(("kind", "shows"), [("native", 1), ("partner", 0), ("machine", 0)])
def test_only_programs_of_our_own_show_pages(defaults: Defaults, kind: str, shows: int) -> None:
    of = shop(page(), clients=[{"name": "web", "kind": kind}], actors=[{"name": "clerk", "clients": ["web"]}])
    assert len(pages(of, defaults)) == shows


def test_pages_that_read_the_same_have_one_shape(defaults: Defaults) -> None:
    assert views(shop(page("a"), page("b", reads=["level", "order"])), defaults) == (1, 1)


def test_pages_that_read_otherwise_have_two_shapes(defaults: Defaults) -> None:
    assert views(shop(page("a"), page("b", reads=["order", "move"])), defaults) == (1, 2)


def test_a_shape_that_two_clients_show_counts_once(defaults: Defaults) -> None:
    assert views(shop(page(actor="customer")), defaults) == (2, 1)


def test_the_widest_page_counts(defaults: Defaults) -> None:
    contexts = [
        {"name": "orders", "entities": [{"name": "order"}]},
        {"name": "stock", "entities": [{"name": "level"}]},
        {"name": "prices", "entities": [{"name": "price"}]},
    ]
    of = shop(page("a", reads=["order", "level", "price"]), page("b"), contexts=contexts)
    (fact,) = only(found(of, defaults), "joint_views")
    assert fact.get("widest") == 3


def test_without_pages_there_are_no_views(defaults: Defaults) -> None:
    assert found(shop(page(reads=["order"])), defaults) == []


def test_origin_of_the_views_names_pages_and_clients(defaults: Defaults) -> None:
    ((_, (origin,)),) = [each for each in found(shop(page()), defaults) if each[0].kind == "joint_views"]
    assert origin.inputs == ("clients.web", "use_cases.show.reads")


READS = st.lists(st.sampled_from(["order", "level", "move"]), max_size=3, unique=True)


@given(st.lists(st.tuples(READS, st.sampled_from(["customer", "clerk"])), max_size=5))
def test_there_are_no_more_shapes_than_pages(defaults: Defaults, cases: list[tuple[list[str], str]]) -> None:
    of = shop(*(page(f"page {n}", actor, reads=reads) for n, (reads, actor) in enumerate(cases)))
    shown = {case for _, case, _ in pages(of, defaults)}
    assert not shown or int(str(views(of, defaults)[1])) <= len(shown)
