"""What single kinds of levers yield: the sentences, the values, and who is concerned."""

from fractions import Fraction

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.brief import Brief
from archrules.recommendation.flipping.catalogue import KINDS
from archrules.recommendation.flipping.changes import Change
from archrules.recommendation.flipping.edits import edited
from archrules.recommendation.flipping.people_levers import regrouped
from tests.unit.recommendation.flipping.shop import SHOP, VIEW, changes_of, scene, shop, shop_with_pages
from tests.unit.recommendation.store_pack import store_pack


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return store_pack(tmp_path_factory.mktemp("pack"))


def of_kind(knowledge: KnowledgeBase, name: str, brief: Brief | None = None) -> list[Change]:
    kind = next(kind for kind in KINDS if kind.name == name)
    return changes_of(kind.levers(scene(knowledge, brief)))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("peak", "buy is called at least 20/s at its peak, not 10/s"),
        ("peak", "buy is called at most 1/s at its peak, not 10/s"),
        ("all-peaks", "everything that reaches orders is called at least 10 times as often at the peak"),
        ("all-peaks", "everything is called at most 50 % as often at the peak"),
        ("consistency", "buy must leave nothing half done and show every write at once"),
        ("consistency", "the writes of buy and count may show later"),
        ("schema-variance", "at least 30 % of the fields of orders.line differ between instances, not 20 %"),
        ("relations", "orders.order can be understood without following references to other entities"),
        ("relations", "stock.level refers to orders.line and orders.order, and questions join them"),
        ("aggregate", "buy can change a single entity of orders, with what belongs to it inside"),
        ("tags", "orders.order is not about money"),
        ("tags", "orders.line and orders.order are telemetry"),
        ("access", "orders.order need not be found by key"),
        ("volume", "there are at least 20,000,000 instances of orders.order, not 2,000,000"),
        ("volume", "orders.line is kept for at least 300 d, not 30 d"),
        ("skills", "back and side have run plain-db in production"),
        ("skills", "back has never run quick-db in production"),
        ("skills", "back has run plain-db in production, and never quick-db"),
        ("team-number", "one team does the work, not 2"),
        ("team-size", "at least 18 engineers do the work, not 9"),
        ("owner", "side owns orders"),
        ("answer", "nobody waits for the answer of buy and look"),
        ("call-answer", "buy goes on without waiting for bank"),
        ("availability", "99.99 % of the time it must be up, not 99.9 %"),
        ("recovery", "an outage may cost at most the data of 1 min, not 10 min"),
        ("priority", "fit has a weight of at least 4, not 2"),
        ("compliance", "gdpr does not apply"),
        ("places", "only open-source licences are allowed"),
        ("dates", "the first release is due in at most 4 months, not 8"),
        ("budget", "at least 10,000 EUR a month may be spent, not 5,000"),
        ("latency", "look has at most 50 ms to answer, not 100 ms"),
        ("idempotent", "buy can be repeated without doing its work twice"),
        ("rhythm", "releases of stock are 7 d apart, not 30 d"),
        ("rhythm", "releases of orders are 1 d apart"),
        ("context-availability", "99.99 % of the time orders must be up, not 99.9 %"),
        ("context-availability", "99.99 % of the time stock must be up, not 99.95 %"),
        ("context-availability", "no more is promised of stock than of the whole"),
        ("client", "web is a machine"),
        ("externals", "bank answers within 100 ms, not 1 s"),
        ("distances", "the way to north and back takes 300 ms, not 30 ms"),
        ("users", "at least 4,000 people use it now, not 2,000"),
        ("existing", "nothing of this runs today"),
    ],
)
def test_what_a_change_says(knowledge: KnowledgeBase, kind: str, text: str) -> None:
    assert text in [change.text for change in of_kind(knowledge, kind)]


def test_no_rhythm_is_asked_for_where_the_brief_states_none(knowledge: KnowledgeBase) -> None:
    without = [{**each, "release_interval": None} for each in SHOP["contexts"]]
    assert of_kind(knowledge, "rhythm", shop(contexts=without)) == []


def test_no_less_is_promised_of_a_context_than_of_the_whole(knowledge: KnowledgeBase) -> None:
    shares = {edit.value for change in of_kind(knowledge, "context-availability") for edit in change.edits}
    assert shares - {None} == {Fraction("0.9995"), Fraction("0.9999"), Fraction("0.99999")}


def test_pages_show_less(knowledge: KnowledgeBase) -> None:
    brief = shop_with_pages(VIEW, VIEW | {"name": "view-more", "reads": ["order", "line", "stock.level"]})
    changes = {change.text: change for change in of_kind(knowledge, "pages", brief)}
    assert list(changes) == [
        "at most one page shows data of several contexts, not 2",
        "no page shows data of several contexts, not 2",
    ]
    reads = {
        text: {each.name: each.reads for each in edited(brief, change.edits).use_cases if "view" in each.name}
        for text, change in changes.items()
    }
    fewer, none = reads.values()
    assert fewer == {"view": ("order", "stock.level"), "view-more": ("line", "order")}
    assert none == {"view": ("order",), "view-more": ("line", "order")}


def test_a_page_without_its_own_context_keeps_the_first_that_it_shows(knowledge: KnowledgeBase) -> None:
    page = VIEW | {"context": "stock", "reads": ["orders.order", "prices.price"]}
    contexts = [*SHOP["contexts"], {"name": "prices", "entities": [{"name": "price"}]}]
    brief = shop(contexts=contexts, use_cases=[page])
    (change,) = of_kind(knowledge, "pages", brief)
    assert edited(brief, change.edits).use_cases[0].reads == ("orders.order",)


@pytest.mark.parametrize(
    ("now", "text"),
    [
        (None, "whoever uses view is told of every change"),
        ("on-request", "whoever uses view is told of every change"),
        ("live", "whoever uses view asks for changes when they are wanted"),
    ],
)
def test_who_asks_may_be_told_and_the_other_way_round(
    knowledge: KnowledgeBase, now: str | None, text: str
) -> None:
    brief = shop_with_pages(VIEW | {"updates": now})
    assert text in [change.text for change in of_kind(knowledge, "updates", brief)]


@pytest.mark.parametrize("without", ["actor", "reads"])
def test_nobody_is_told_where_no_client_enters_or_nothing_is_read(
    knowledge: KnowledgeBase, without: str
) -> None:
    page = {name: value for name, value in VIEW.items() if name != without}
    assert of_kind(knowledge, "updates", shop_with_pages(page)) == []


def test_what_is_money_and_what_is_stock_can_be_neither(knowledge: KnowledgeBase) -> None:
    entities = [{"name": "price", "tags": ["financial"]}, {"name": "piece", "tags": ["inventory", "pii"]}]
    brief = shop(contexts=[{"name": "orders", "entities": entities}], use_cases=[], teams=[])
    neither = next(each for each in of_kind(knowledge, "tags", brief) if "neither" in each.text)
    tags = [entity.tags for entity in edited(brief, neither.edits).contexts[0].entities]
    assert (neither.text, tags) == (
        "orders.piece and orders.price are about neither money nor stock",
        [("pii",), ()],
    )


def test_a_session_is_made_of_nothing_that_is_none_now(knowledge: KnowledgeBase) -> None:
    assert [change.text for change in of_kind(knowledge, "tags") if "session" in change.text] == []


def test_who_takes_over_a_context_takes_it_from_its_owner(knowledge: KnowledgeBase) -> None:
    moved = next(each for each in of_kind(knowledge, "owner") if each.text == "side owns orders")
    assert {team.name: team.contexts for team in edited(shop(), moved.edits).teams} == {
        "back": (),
        "side": ("orders", "stock"),
    }


@pytest.mark.parametrize("number", [1, 2, 3, 5])
def test_teams_are_regrouped_into_as_many_as_asked(number: int) -> None:
    assert len(regrouped(shop(), number)) == number


@pytest.mark.parametrize("number", [1, 3, 5])
def test_regrouped_teams_are_the_same_people(number: int) -> None:
    assert sum(team.size for team in regrouped(shop(), number)) == 9


@pytest.mark.parametrize("number", [1, 3, 5])
def test_regrouped_teams_own_the_same_contexts(number: int) -> None:
    owned = sorted(context for team in regrouped(shop(), number) for context in team.contexts)
    assert owned == ["orders", "stock"]


@pytest.mark.parametrize(
    ("objectives", "least", "most"),
    [
        ({"latency_p95": "300 ms", "latency_p99": "400 ms"}, Fraction(30, 1000), Fraction(4)),
        ({"latency_p95": "300 ms"}, Fraction(30, 1000), Fraction(9)),
    ],
)
def test_95_of_100_answers_are_never_said_to_take_longer_than_99(
    knowledge: KnowledgeBase, objectives: dict[str, str], least: Fraction, most: Fraction
) -> None:
    of = shop(objectives=objectives)
    tried = [edited(of, change.edits).objectives for change in of_kind(knowledge, "response-times", of)]
    times = [time for each in tried for time in (each.latency_p95, each.latency_p99) if time is not None]
    assert (min(times), max(times)) == (least, most)
    assert all(
        each.latency_p95 <= each.latency_p99 for each in tried if each.latency_p95 and each.latency_p99
    )
