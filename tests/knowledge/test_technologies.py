"""What the built-in knowledge says of products: complete, dated, cited, and used as far as it is firm."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from packaging.licenses import canonicalize_license_expression  # pytest needs packaging, so it is there

from archrules.analysis.technology_facts import technology_facts
from archrules.api import load_brief, load_knowledge
from archrules.inference.memory import WorkingMemory
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.items import Dated, Limit, Release, Releases, SourceReference, TechnologyItem
from archrules.knowledge_base.packs import built_in, knowledge_files
from archrules.model.units import YEAR
from archrules.recommendation.recommend import reason_about

BRIEF = Path(__file__).parents[2] / "docs" / "examples" / "shop.yaml"
BY_CATEGORY: Mapping[str, str] = {
    "language": "dotnet elixir go java kotlin nodejs php python ruby rust",
    "framework": "django quarkus spring-boot",
    "relational": "mariadb mysql postgresql sql-server",
    "relational-embedded": "sqlite",
    "newsql": "cockroachdb spanner tidb vitess yugabytedb",
    "document": "couchbase couchdb mongodb",
    "wide-column": "cassandra hbase scylladb",
    "key-value": "dynamodb",
    "in-memory": "memcached redis valkey",
    "coordination": "etcd",
    "object-store": "azure-blob-storage ceph google-cloud-storage s3",
    "search": "elasticsearch opensearch solr",
    "time-series": "influxdb timescaledb",
    "analytics": "clickhouse",
    "graph": "neo4j neptune",
    "broker": "artemis kafka kinesis nats pulsar rabbitmq sqs",
    "gateway": "apisix envoy haproxy kong nginx traefik",
    "service-mesh": "cilium consul istio linkerd",
    "observability": "grafana jaeger loki opentelemetry prometheus",
    "identity": "authentik cognito keycloak",
    "authorization": "opa",
    "secrets": "openbao vault",
    "deployment": "docker kubernetes",
    "serverless": "lambda",
    "infrastructure-as-code": "opentofu terraform",
}
"""Every product that an architect is likely to be asked about, by its kind."""
ENDED = "2026-11-19"
"""The day before that of the knowledge."""
SOON = "2027-01-01"
"""Within every horizon."""
LATE = "2099-12-31"
"""Beyond every horizon."""


def items() -> Mapping[str, TechnologyItem]:
    return load_knowledge().technologies


def limits() -> Iterator[tuple[str, Limit]]:
    yield from ((name, limit) for name, item in items().items() for limit in item.limits)


def dated(item: TechnologyItem) -> Iterator[Dated]:
    yield item.licence
    if item.releases is not None:
        yield item.releases
    yield from item.capabilities
    yield from item.limits


def test_every_product_is_known_under_its_kind() -> None:
    expected = {name: kind for kind, names in BY_CATEGORY.items() for name in names.split()}
    found = {name: item.category for name, item in items().items() if name in expected}
    assert found == expected


def test_the_folder_of_an_item_is_its_category() -> None:
    files, _ = knowledge_files(built_in())
    parts = [file.name.removesuffix(".yaml").split("/") for file in files if file.form == "technology"]
    assert [(folder, name) for _, folder, name in parts if items()[name].category != folder] == []


def test_every_licence_is_an_expression_of_spdx() -> None:
    assert {
        name: item.licence.name
        for name, item in items().items()
        if canonicalize_license_expression(item.licence.name) != item.licence.name
    } == {}


def test_services_of_one_provider_are_proprietary_and_nothing_else_is() -> None:
    found = {name for name, item in items().items() if item.licence.name == "LicenseRef-Proprietary"}
    assert found == {name for name, item in items().items() if item.only_on} | {"sql-server"}


def test_no_fact_is_dated_after_the_knowledge() -> None:
    as_of = load_knowledge().as_of
    late = [
        (name, fact.as_of) for name, item in items().items() for fact in dated(item) if fact.as_of > as_of
    ]
    assert late == []


def test_a_limit_has_one_unit_wherever_it_is_named() -> None:
    units = defaultdict(set)
    for _, limit in limits():
        units[limit.name].add(limit.unit)
    assert {name: found for name, found in units.items() if len(found) > 1} == {}


def test_nothing_is_said_twice_of_a_product() -> None:
    said: Counter[tuple[str, str]] = Counter()
    for name, item in items().items():
        said.update((name, capability.name) for capability in item.capabilities)
        said.update((name, limit.name) for limit in item.limits)
    assert [entry for entry, times in said.items() if times > 1] == []


def test_a_limit_from_memory_is_there_to_read_and_no_fact() -> None:
    given = {
        (fact.get("technology"), fact.get("name"))
        for fact, _ in technology_facts(load_knowledge(), 3 * YEAR)
        if fact.kind == "limit"
    }
    unverified = {(name, limit.name) for name, limit in limits() if limit.evidence == "memory"}
    assert ("hbase", "field_bytes") in unverified
    assert given == {(name, limit.name) for name, limit in limits()} - unverified


def test_no_limit_is_a_convention() -> None:
    """A capacity by convention is a parameter or a default: there a brief can override it."""
    assert [(name, limit.name) for name, limit in limits() if limit.evidence == "convention"] == []


def test_lines_of_releases_are_listed_once_and_were_supported_on_the_day_of_the_knowledge() -> None:
    as_of = load_knowledge().as_of
    wrong = []
    for name, item in items().items():
        lines = item.releases.lines if item.releases else ()
        wrong += [(name, line.line) for line in lines if line.end_of_life < as_of]
        wrong += [(name, line.line) for line in lines if not line.latest.startswith(line.line)]
        wrong += [(name, line) for line, times in Counter(line.line for line in lines).items() if times > 1]
    assert wrong == []


def test_besides_services_two_products_have_no_releases() -> None:
    without = {name for name, item in items().items() if item.releases is None}
    assert without - {name for name, item in items().items() if item.only_on} == {"scylladb", "timescaledb"}


def support(knowledge: KnowledgeBase, *ends: str) -> KnowledgeBase:
    """The knowledge if every product had these lines of releases, newest first."""
    lines = tuple(
        Release(line=f"{len(ends) - number}", latest=f"{len(ends) - number}.1", end_of_life=end)
        for number, end in enumerate(ends)
    )
    source = SourceReference(ref="endoflife")
    releases = Releases(lines=lines, source=source, as_of="2026-08-22", evidence="registry")
    changed = {
        name: item.model_copy(update={"releases": releases}) for name, item in knowledge.technologies.items()
    }
    return replace(knowledge, technologies=changed)


@cache
def concluded(*ends: str) -> WorkingMemory:
    """What follows for the shop if every product had lines of releases that end on these days."""
    knowledge = support(load_knowledge(), *ends)
    return reason_about(load_brief(BRIEF), knowledge).memory


def kinds_with_options() -> Mapping[str, set[tuple[str, str]]]:
    """The options of every decision, by the category of their technology."""
    found = defaultdict(set)
    for decision in load_knowledge().decisions.values():
        for option in decision.options:
            if option.technology is not None:
                found[items()[option.technology].category].add((decision.id, option.name))
    return found


@pytest.mark.parametrize("category", sorted(kinds_with_options()))
def test_a_product_whose_support_has_ended_is_not_recommended(category: str) -> None:
    barred = {
        (str(fact.get("decision")), str(fact.get("option")))
        for fact in concluded(ENDED).find("barred")
        if str(fact.get("because")).endswith(f"ended on {ENDED}")
    }
    assert kinds_with_options()[category] <= barred


@pytest.mark.parametrize("category", sorted(kinds_with_options()))
def test_a_release_that_ends_within_the_horizon_gives_way_to_one_that_outlasts_it(category: str) -> None:
    used = {str(fact.get("technology")): fact for fact in concluded(SOON, LATE).find("technology_support")}
    found = {name: used[name].get("release") for name in used if items()[name].category == category}
    assert set(found.values()) == {"1.1"}


@pytest.mark.parametrize("category", sorted(set(kinds_with_options()) - {"gateway"}))
def test_a_product_whose_support_ends_within_the_horizon_is_argued_against(category: str) -> None:
    argued = {
        (str(fact.get("decision")), str(fact.get("option")))
        for fact in concluded(SOON).find("argued")
        if f"is supported until {SOON}" in str(fact.get("because"))
    }
    assert kinds_with_options()[category] <= argued
