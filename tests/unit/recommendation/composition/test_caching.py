"""What is kept where, from an internal tool to a news site, and the network in front as a part of the System."""

from fractions import Fraction
from typing import Any

import pytest

from archrules.knowledge_base.loading import load_knowledge
from archrules.model.brief import Brief
from archrules.model.caching import CachingRow
from archrules.model.system import Cache
from archrules.recommendation.recommend import recommend_from
from archrules.recommendation.recommendation import Recommendation
from tests.golden.briefs.examples import recommended

Part = dict[str, Any]

PEOPLE: Part = {
    "clients": [{"name": "web", "kind": "browser"}],
    "actors": [{"name": "reader", "clients": ["web"]}, {"name": "editor", "clients": ["web"]}],
}
ARTICLES: Part = {
    "name": "articles",
    "entities": [
        {"name": "article", "volume": "500k", "payload": "8 kB", "visibility": "public"},
        {"name": "picture", "volume": "2M", "payload": "150 kB", "tags": ["media"]},
    ],
}
READERS: Part = {
    "name": "readers",
    "entities": [{"name": "subscriber", "volume": "1M", "payload": "1 kB", "tags": ["pii"]}],
}


def use_case(name: str, of: str, peak: str, **fields: object) -> Part:
    return {"name": name, "context": of, "actor": "reader", "peak": peak, "latency": "300 ms", **fields}


READ = use_case("read-article", "articles", "20000/s", reads=["article"])
NEWS: Part = {
    **PEOPLE,
    "contexts": [ARTICLES, READERS],
    "use_cases": [
        READ,
        use_case("show-picture", "articles", "40000/s", reads=["picture"]),
        use_case("publish", "articles", "1/s", writes=["article"]),
        use_case("sign-in", "readers", "100/s", reads=["subscriber"]),
    ],
}


def advised(parts: Part) -> Recommendation:
    return recommend_from(Brief.model_validate({"system": "paper", **parts}), load_knowledge())


def rows(found: Recommendation) -> dict[str, CachingRow]:
    return {row.about: row for row in found.data.caching.rows}


@pytest.fixture(scope="module")
def news() -> Recommendation:
    return advised(NEWS)


def test_news_site_keeps_pages_for_a_minute_and_pictures_for_good_near_its_readers(
    news: Recommendation,
) -> None:
    kept = {row.about: (row.layers, row.duration) for row in news.data.caching.rows}
    assert kept == {
        "articles.picture": (("client", "cdn"), "1 year"),
        "read-article": (("client", "cdn"), "1 min"),
        "sign-in": (("client", "cdn", "gateway"), "not at all"),
        "web": (("client", "cdn"), "1 year"),
    }


def test_page_says_how_many_readers_its_copies_answer_and_who_purges_them(news: Recommendation) -> None:
    row = rows(news)["read-article"]
    assert "of 20,000/s about 86.1 % are answered on the way" in row.because
    assert "purged by its key when publish has committed" in row.invalidation


def test_news_site_needs_no_cache_behind_the_network_that_answers_most(news: Recommendation) -> None:
    assert news.decision("cache", "articles").result.choice == "none"


@pytest.fixture(scope="module")
def private() -> Recommendation:
    """The same many reads of articles that nobody has said to be for everybody."""
    entity = {"name": "article", "volume": "500k", "payload": "8 kB"}
    articles = {**ARTICLES, "entities": [entity]}
    return advised({**NEWS, "contexts": [articles], "use_cases": [READ, NEWS["use_cases"][2]]})


def test_many_reads_of_what_is_not_for_everybody_need_a_cache_beside_the_store(
    private: Recommendation,
) -> None:
    assert private.decision("cache", "articles").result.choice == "application-cache-redis"
    (row,) = [row for row in private.data.caching.rows if row.layers == ("application",)]
    assert row.about == "articles"


def test_application_cache_of_the_system_has_the_lifetime_of_its_entries(private: Recommendation) -> None:
    (cache,) = private.system.caches
    assert (cache.layer, cache.time_to_live) == ("application", Fraction(300))


def test_internal_tool_keeps_only_its_program() -> None:
    quiet = [{**each, "peak": "2/s"} for each in NEWS["use_cases"] if each["name"] != "sign-in"]
    found = advised({**NEWS, "contexts": [ARTICLES], "use_cases": quiet})
    assert [(row.about, row.layers) for row in found.data.caching.rows] == [("web", ("client",))]
    assert found.data.caching.elsewhere == ("articles",)
    assert found.system.caches == ()


def test_rows_that_lie_in_the_memory_of_a_store_are_measured() -> None:
    caching = advised({**NEWS, "use_cases": [NEWS["use_cases"][3]]}).data.caching
    assert (caching.elsewhere, caching.hot_bytes, caching.hot_share) == (
        ("articles", "readers"),
        "100 MB",
        "84 %",
    )


def test_telemetry_backend_keeps_only_the_program_of_its_console() -> None:
    found = recommended("telemetry")
    assert [row.about for row in found.data.caching.rows] == ["console"]
    assert found.data.caching.elsewhere == ("alarms", "devices", "measurements", "reports")


def test_shop_keeps_its_window_near_customers_and_categories_in_each_replica() -> None:
    found = recommended("shop")
    kept = {row.about: row.layers for row in found.data.caching.rows if row.duration != "not at all"}
    assert kept == {
        "browse-products": ("client", "cdn"),
        "search-products": ("client", "cdn"),
        "web-shop": ("client", "cdn"),
        "catalogue.category": ("application",),
    }


def test_reasons_for_the_network_in_front_are_kept(news: Recommendation) -> None:
    assert any("20,000/s" in reason for reason in news.data.caching.edge)


def test_replicas_are_sized_for_what_the_network_surely_leaves(news: Recommendation) -> None:
    private = {**ARTICLES, "entities": [{"name": "article", "volume": "500k", "payload": "8 kB"}]}
    alone = advised({**NEWS, "contexts": [private], "use_cases": [READ]})
    (here,) = [each.replicas or 0 for each in news.system.services if "articles" in each.contexts]
    (there,) = [each.replicas or 0 for each in alone.system.services]
    assert Fraction(here, there) == pytest.approx(Fraction(5, 17), rel=0.02)


def test_network_in_front_is_a_cache_of_the_system(news: Recommendation) -> None:
    assert news.system.caches == (Cache(name="cdn", layer="cdn", time_to_live=Fraction(60)),)


def test_readers_reach_the_way_in_through_it_for_what_it_keeps(news: Recommendation) -> None:
    (way_in,) = [gateway.name for gateway in news.system.gateways]
    used = {(one.source, one.target): one.use_cases for one in news.system.interactions}
    assert used["web", "cdn"] == used["cdn", way_in] == ("read-article", "show-picture")


def _who_reads_at_the_edge(*apps: tuple[str, str]) -> set[str]:
    """The clients linked to the network in front of the news site, with native ones of one use case each besides."""
    uses = {"writes": use_case("report", "articles", "1/s", writes=["article"]), "reads": READ}
    system = advised(
        {
            **NEWS,
            "clients": [*PEOPLE["clients"], *({"name": name, "kind": "native"} for name, _ in apps)],
            "actors": [*PEOPLE["actors"], *({"name": f"{name}-user", "clients": [name]} for name, _ in apps)],
            "use_cases": [
                *NEWS["use_cases"],
                *({**uses[does], "name": f"{name}-{does}", "actor": f"{name}-user"} for name, does in apps),
            ],
        }
    ).system
    return {one.source for one in system.interactions if one.target == "cdn"}


def test_native_client_that_only_writes_is_not_linked_to_the_network_in_front() -> None:
    assert _who_reads_at_the_edge(("camera", "writes")) == {"web"}


def test_native_client_that_reads_what_is_kept_is_linked_to_the_network_in_front() -> None:
    assert _who_reads_at_the_edge(("tablet", "reads")) == {"tablet", "web"}


def test_browser_whose_program_is_kept_is_linked_to_the_network_in_front_though_it_only_writes() -> None:
    desk = {"clients": [*PEOPLE["clients"], {"name": "desk", "kind": "browser"}]}
    actors = [PEOPLE["actors"][0], {"name": "editor", "clients": ["desk"]}]
    use_cases = [{**NEWS["use_cases"][2], "actor": "editor"}, *NEWS["use_cases"][:2]]
    system = advised({**NEWS, **desk, "actors": actors, "use_cases": use_cases}).system
    assert {one.source: one.use_cases for one in system.interactions if one.target == "cdn"}["desk"] == ()


def test_what_lies_in_memory_already_is_kept_nowhere_else() -> None:
    assert "cart" in recommended("shop").data.caching.elsewhere
