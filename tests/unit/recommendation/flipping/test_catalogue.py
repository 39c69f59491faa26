"""The catalogue of changes: each is declared once, says why it is asked, and makes a valid brief."""

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.brief import Brief
from archrules.model.canonical import canonical
from archrules.recommendation.flipping.catalogue import KINDS, LeverKind
from archrules.recommendation.flipping.changes import Change
from archrules.recommendation.flipping.edits import edited
from archrules.recommendation.recommend import brief_problems
from tests.unit.recommendation.flipping.shop import VIEW, changes_of, scene, shop_with_pages
from tests.unit.recommendation.store_pack import store_pack


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return store_pack(tmp_path_factory.mktemp("pack"))


def made(knowledge: KnowledgeBase, kind: LeverKind) -> list[Change]:
    return changes_of(kind.levers(scene(knowledge, whole())))


def whole() -> Brief:
    """The brief with something of every kind in it."""
    return shop_with_pages(VIEW)


def named(kind: LeverKind) -> str:
    return kind.name


EACH_KIND = pytest.mark.parametrize("kind", KINDS, ids=named)


def test_no_kind_is_declared_twice() -> None:
    names = [kind.name for kind in KINDS]
    assert sorted(set(names)) == sorted(names)


@EACH_KIND
def test_each_kind_says_why_it_is_asked_and_how_far_it_goes(kind: LeverKind) -> None:
    assert kind.reason
    assert kind.range


@EACH_KIND
def test_each_kind_yields_changes_of_its_name(knowledge: KnowledgeBase, kind: LeverKind) -> None:
    assert {change.kind for change in made(knowledge, kind)} == {kind.name}


@EACH_KIND
def test_each_change_changes_the_brief(knowledge: KnowledgeBase, kind: LeverKind) -> None:
    assert [change.text for change in made(knowledge, kind) if edited(whole(), change.edits) == whole()] == []


@EACH_KIND
def test_each_change_leaves_the_order_canonical(knowledge: KnowledgeBase, kind: LeverKind) -> None:
    changed = {change.text: edited(whole(), change.edits) for change in made(knowledge, kind)}
    assert [text for text, brief in changed.items() if canonical(brief) != brief] == []


@EACH_KIND
def test_each_change_gives_a_brief_that_can_be_read_back(knowledge: KnowledgeBase, kind: LeverKind) -> None:
    changed = {change.text: edited(whole(), change.edits) for change in made(knowledge, kind)}
    back = {text: Brief.model_validate(brief.model_dump(mode="json")) for text, brief in changed.items()}
    assert back == changed


@EACH_KIND
def test_each_change_gives_a_brief_without_a_problem(knowledge: KnowledgeBase, kind: LeverKind) -> None:
    changed = {change.text: edited(whole(), change.edits) for change in made(knowledge, kind)}
    problems = {text: brief_problems(brief, knowledge) for text, brief in changed.items()}
    assert {text: found for text, found in problems.items() if found} == {}


@EACH_KIND
def test_each_part_of_a_change_can_stand_alone(knowledge: KnowledgeBase, kind: LeverKind) -> None:
    alone = [
        edited(whole(), part.edits) for change in made(knowledge, kind) for part in change.parts if part.edits
    ]
    assert [brief for brief in alone if brief_problems(brief, knowledge)] == []


def test_no_technology_is_mandated_or_forbidden(knowledge: KnowledgeBase) -> None:
    edits = [edit.path for kind in KINDS for change in made(knowledge, kind) for edit in change.edits]
    assert [path for path in edits if path[-1] in {"mandated", "forbidden"}] == []


def test_an_empty_brief_has_levers_that_concern_everything(knowledge: KnowledgeBase) -> None:
    empty = scene(knowledge, Brief(system="shop"))
    changes = changes_of(lever for kind in KINDS for lever in kind.levers(empty))
    assert {change.kind for change in changes} == {
        "availability",
        "compliance",
        "dates",
        "places",
        "priority",
        "recovery",
        "response-times",
    }
