"""What clients are answered, how long the answers may be kept, and what is read most."""

from fractions import Fraction
from typing import Any

import pytest

from archrules.analysis.facts import initial_facts
from archrules.knowledge_base.base import KnowledgeBase
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Given
from tests.unit.analysis.briefs import brief, only, origins

Part = dict[str, Any]

PAGE: Part = {"name": "page", "volume": 1000, "payload": "2 kB", "visibility": "public"}
SHOW: Part = {
    "name": "show",
    "context": "site",
    "actor": "visitor",
    "reads": ["page"],
    "peak": "50/s",
    "latency": "200 ms",
}
EDIT: Part = {"name": "edit", "context": "site", "writes": ["page"], "peak": "1/s", "latency": "1 s"}


def site(*use_cases: Part, page: Part | None = None, **fields: object) -> tuple[Part, ...]:
    """The parts of a brief: one context with pages and secrets, and visitors with a browser and a program."""
    own: Part = {
        "clients": [{"name": "web", "kind": "browser"}, {"name": "feed", "kind": "machine"}],
        "actors": [
            {"name": "visitor", "clients": ["web", "feed"]},
            {"name": "robot", "clients": ["feed"]},
            {"name": "nobody"},
        ],
        "contexts": [{"name": "site", "entities": [{**PAGE, **(page or {})}, {"name": "secret"}]}],
        "use_cases": use_cases,
    }
    return ({**own, **fields},)


def found(knowledge: KnowledgeBase, *use_cases: Part, page: Part | None = None) -> list[Given]:
    (parts,) = site(*use_cases, page=page)
    return list(initial_facts(brief(**parts), knowledge))


def answer(knowledge: KnowledgeBase, *use_cases: Part, page: Part | None = None) -> Fact:
    (one,) = only(found(knowledge, *use_cases, page=page), "client_answer")
    return one


def test_answer_tells_what_it_is_made_of(knowledge: KnowledgeBase) -> None:
    assert dict(answer(knowledge, SHOW, EDIT).items) == {
        "use_case": "show",
        "context": "site",
        "audience": "people",
        "rate_per_s": 50,
        "bytes": 2000,
        "shared": True,
        "keep_s": 40,
        "hits_at_least": Fraction(2, 3),
        "hits": Fraction("0.7922"),
        "late_share": Fraction(1, 50),
        "changed_by": "edit",
    }


@pytest.mark.parametrize(
    "unlike",
    [
        {"writes": ["page"]},
        {"reads": []},
        {"answer": "later"},
        {"actor": "nobody"},
        {"calls": [{"to": "mail"}]},
    ],
    ids=["writes", "reads nothing", "answered later", "by no client", "asks others to act"],
)
def test_only_what_a_client_reads_at_once_is_an_answer(knowledge: KnowledgeBase, unlike: Part) -> None:
    (parts,) = site({**SHOW, **unlike}, external_systems=[{"name": "mail"}])
    assert only(initial_facts(brief(**parts), knowledge), "client_answer") == []


@pytest.mark.parametrize(
    ("use_case", "page"),
    [
        (SHOW, {"visibility": "private"}),
        (SHOW, {"visibility": None}),
        (SHOW, {"tags": ["pii"]}),
        ({**SHOW, "consistency": "strong"}, {}),
        ({**SHOW, "reads": ["page", "secret"]}, {}),
    ],
    ids=["private", "not said", "personal", "must be current", "one of two is not said"],
)
def test_answer_is_not_shared_unless_all_of_it_may_be(
    knowledge: KnowledgeBase, use_case: Part, page: Part
) -> None:
    one = answer(knowledge, use_case, page=page)
    assert (one.get("shared"), one.get("keep_s"), one.get("hits")) == (False, None, None)


def test_answer_that_never_changes_is_kept_as_long_as_it_may_be_old(knowledge: KnowledgeBase) -> None:
    one = answer(knowledge, SHOW)
    assert (one.get("keep_s"), one.get("late_share"), one.get("changed_by")) == (120, 0, None)


def test_answer_that_changes_all_the_time_is_not_kept(knowledge: KnowledgeBase) -> None:
    assert answer(knowledge, SHOW, {**EDIT, "peak": "900/s"}).get("keep_s") == 0


def test_without_a_number_of_rows_nothing_is_said_of_hits(knowledge: KnowledgeBase) -> None:
    one = answer(knowledge, SHOW, page={"volume": None})
    assert (one.get("keep_s"), one.get("hits"), one.get("hits_at_least")) == (120, None, None)


@pytest.mark.parametrize(
    ("page", "least"),
    [
        ({"tags": ["media"]}, True),
        ({"payload": "2 MB"}, True),
        ({"tags": ["media", "pii"]}, False),
        ({"tags": ["media"], "volume": None}, False),
    ],
)
def test_files_are_found_in_a_cache_nearly_always(
    knowledge: KnowledgeBase,
    page: Part,
    least: bool,  # noqa: FBT001  # a parameter of the test
) -> None:
    hits = answer(knowledge, SHOW, page={"visibility": None, **page}).get("hits_at_least")
    assert (hits is not None and Fraction(99, 100) < Fraction(str(hits)) < 1) == least


def test_public_files_are_kept_for_good_and_not_as_other_answers_are(knowledge: KnowledgeBase) -> None:
    one = answer(knowledge, SHOW, EDIT, page={"tags": ["media"]})
    assert (one.get("shared"), one.get("keep_s")) == (True, None)


def test_programs_alone_are_told_from_people(knowledge: KnowledgeBase) -> None:
    assert answer(knowledge, {**SHOW, "actor": "robot"}).get("audience") == "programs"


def test_of_many_use_cases_that_change_an_answer_some_are_named(knowledge: KnowledgeBase) -> None:
    edits = [{**EDIT, "name": f"edit-{number}"} for number in range(6)]
    assert answer(knowledge, SHOW, *edits).get("changed_by") == "edit-0, edit-1, edit-2, edit-3 and 2 more"


def test_shared_answers_are_summed(knowledge: KnowledgeBase) -> None:
    more = [{**SHOW, "name": "list", "peak": "10/s"}, {**SHOW, "name": "in", "reads": ["secret"]}]
    (total,) = only(found(knowledge, SHOW, *more), "shared_answers")
    assert total.get("rate_per_s") == 60


def test_without_shared_answers_nothing_is_summed(knowledge: KnowledgeBase) -> None:
    assert only(found(knowledge, SHOW, page={"visibility": None}), "shared_answers") == []


def sheltered(knowledge: KnowledgeBase, *use_cases: Part, page: Part | None = None) -> tuple[object, ...]:
    """Reads that are spared by a network in front, by copies, and by copies behind such a network."""
    (fact,) = only(found(knowledge, *use_cases, page=page), "sheltered_reads")
    fields = ("edge_reads_per_s", "copy_reads_per_s", "copy_reads_behind_edge_per_s")
    return tuple(fact.get(field) for field in fields)


def test_reads_are_spared_by_a_network_in_front_and_by_copies_of_small_data(knowledge: KnowledgeBase) -> None:
    second = {**SHOW, "name": "list", "peak": "10/s"}
    hits = {one.text("use_case"): one for one in only(found(knowledge, SHOW, second), "client_answer")}
    near = 50 * hits["show"].amount("hits") + 10 * hits["list"].amount("hits")
    assert sheltered(knowledge, SHOW, second) == (int(near), 60, int(60 - near))


@pytest.mark.parametrize(
    ("tags", "spared"), [(["media"], (50, 0, 0)), (["media", "pii"], (0, 0, 0)), (["audit"], (0, 0, 0))]
)
def test_files_that_never_change_spare_nearly_all_reads(
    knowledge: KnowledgeBase, tags: list[str], spared: tuple[int, int, int]
) -> None:
    assert sheltered(knowledge, SHOW, page={"visibility": None, "tags": tags}) == spared


def test_small_data_that_is_only_read_is_copied(knowledge: KnowledgeBase) -> None:
    (copied,) = only(found(knowledge, SHOW), "reference_data")
    assert dict(copied.items) == {
        "entity": "site.page",
        "context": "site",
        "rows": 1000,
        "bytes": 2_000_000,
        "reads_per_s": 50,
    }


@pytest.mark.parametrize(
    ("use_cases", "page"),
    [
        ([SHOW, EDIT], {}),
        ([{**SHOW, "peak": "39/s"}], {}),
        ([SHOW], {"volume": 2001}),
        ([SHOW], {"volume": None}),
        ([SHOW], {"tags": ["inventory"]}),
        ([{**SHOW, "consistency": "strong"}], {}),
    ],
    ids=[
        "changed too often",
        "seldom read",
        "large",
        "of unknown number",
        "must be current",
        "read strictly",
    ],
)
def test_other_data_is_not_copied(knowledge: KnowledgeBase, use_cases: list[Part], page: Part) -> None:
    assert only(found(knowledge, *use_cases, page=page), "reference_data") == []


def test_only_a_shared_answer_rests_on_how_old_it_may_be(knowledge: KnowledgeBase) -> None:
    named = {
        visibility: {
            one.reference
            for one in origins(found(knowledge, SHOW, page={"visibility": visibility}), "client_answer")
        }
        for visibility in ("public", "private")
    }
    assert {"answer-freshness", "late-answers"} <= named["public"]
    assert not {"answer-freshness", "late-answers"} & named["private"]


def test_hottest_tenth_of_what_is_read(knowledge: KnowledgeBase) -> None:
    (hot,) = only(found(knowledge, SHOW), "hot_tenth")
    assert dict(hot.items) == {"context": "site", "bytes": 200_000, "hits": Fraction("0.6930")}


def test_tenth_of_less_than_ten_rows_is_one_row(knowledge: KnowledgeBase) -> None:
    (hot,) = only(found(knowledge, SHOW, page={"volume": 2}), "hot_tenth")
    assert hot.get("hits") == Fraction("0.6667")


@pytest.mark.parametrize("tag", ["media", "telemetry", "analytics", "audit"])
def test_files_and_what_is_read_by_time_have_no_popular_rows(knowledge: KnowledgeBase, tag: str) -> None:
    assert only(found(knowledge, SHOW, page={"tags": [tag]}), "hot_tenth") == []


def test_what_is_a_file_for_its_size_has_no_popular_rows_and_no_copies(knowledge: KnowledgeBase) -> None:
    facts = found(knowledge, SHOW, page={"payload": "2 MB"})
    assert [*only(facts, "hot_tenth"), *only(facts, "reference_data")] == []


def test_what_nobody_reads_is_not_hot(knowledge: KnowledgeBase) -> None:
    assert only(found(knowledge, EDIT), "hot_tenth") == []


MIXED: Part = {**SHOW, "reads": ["page", "secret"]}


def test_the_public_part_of_a_mixed_answer_is_kept_as_if_it_stood_alone(knowledge: KnowledgeBase) -> None:
    (part,) = only(found(knowledge, MIXED, EDIT), "public_part")
    assert dict(part.items) == {
        "use_case": "show",
        "entity": "site.page",
        "context": "site",
        "audience": "people",
        "rate_per_s": 50,
        "bytes": 2000,
        "keep_s": 40,
        "hits_at_least": Fraction(2, 3),
    }


@pytest.mark.parametrize(
    ("use_case", "page"),
    [
        (SHOW, {}),
        (MIXED, {"visibility": None}),
        (MIXED, {"tags": ["inventory"]}),
        (MIXED, {"tags": ["media"]}),
        ({**MIXED, "consistency": "strong"}, {}),
    ],
    ids=["all of it is public", "not said", "must be current", "a file", "read strongly"],
)
def test_nothing_else_is_a_public_part(knowledge: KnowledgeBase, use_case: Part, page: Part) -> None:
    assert only(found(knowledge, use_case, page=page), "public_part") == []


def test_a_part_that_changes_all_the_time_is_none(knowledge: KnowledgeBase) -> None:
    assert only(found(knowledge, MIXED, {**EDIT, "peak": "900/s"}), "public_part") == []


def test_requests_are_kept_off_a_service_as_far_as_the_network_in_front_surely_answers(
    knowledge: KnowledgeBase,
) -> None:
    private = {**SHOW, "name": "in", "reads": ["secret"], "peak": "7/s"}
    (fact,) = only(found(knowledge, SHOW, EDIT, private), "sheltered_reads")
    assert fact.get("edge_requests_per_s") == 33
