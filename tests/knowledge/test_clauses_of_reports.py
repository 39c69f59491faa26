"""Clauses on what a recommendation shows: services, how data moves, growth, staying up, and what runs today."""

from collections.abc import Iterator
from itertools import takewhile

import pytest

from archrules.api import recommend
from archrules.model.brief import Brief
from archrules.output.mermaid import mermaid
from tests.golden.briefs.examples import NAMES, brief, recommended


def section(name: str, title: str) -> str:
    """What stands in the report on an example under a heading of the third level; fails without that heading."""
    _, heading, rest = recommended(name).report().partition(f"\n### {title}\n")
    assert heading
    return rest.partition("\n### ")[0].strip("\n")


def headings(name: str) -> list[str]:
    return [line[4:] for line in recommended(name).report().splitlines() if line.startswith("### ")]


def rows(text: str) -> Iterator[list[str]]:
    """The cells of each row of the first table, the head first."""
    _, bar, rest = text.partition("| ")
    lines = list(takewhile(lambda line: line.startswith("| "), f"{bar}{rest}".splitlines()))
    for line in [lines[0], *lines[2:]]:
        yield [cell.strip() for cell in line.strip("|").split(" | ")]


@pytest.mark.clause("S1-038", "S2-106")
@pytest.mark.parametrize("name", NAMES)
def test_the_section_on_services_says_which_contexts_each_of_them_holds(name: str) -> None:
    head, *found = rows(section(name, "Service Architecture"))
    purposes = {context.name: context.purpose or "" for context in brief(name).contexts}
    assert head[0] == "Service"
    for service, row in zip(recommended(name).system.services, found, strict=True):
        assert row[0] == service.name
        assert [context for context in service.contexts if purposes[context] not in row[1]] == []


@pytest.mark.clause("S1-039")
@pytest.mark.parametrize("name", NAMES)
def test_the_table_of_services_has_what_each_does_its_product_and_its_store(name: str) -> None:
    head, *found = rows(section(name, "Service Architecture"))
    assert head == ["Service", "Responsibility", "Tech", "Data Store"]
    for service, row in zip(recommended(name).system.services, found, strict=True):
        runtime = recommended(name).decision("runtime", service.name).choice
        assert runtime is not None
        assert row[2].startswith(runtime.title)
        stores = [recommended(name).decision("datastore", context).choice for context in service.contexts]
        assert [store.release for store in stores if store and (store.release or "") not in row[3]] == []


@pytest.mark.clause("S0-020", "S2-105")
@pytest.mark.parametrize("name", NAMES)
def test_one_picture_shows_the_system_as_a_whole(name: str) -> None:
    system = recommended(name).system
    picture = mermaid(system)
    assert [each.name for each in system.elements() if each.name not in picture] == []
    assert "](service-graph.svg)" in section(name, "Service Architecture")


@pytest.mark.clause("S0-020", "S1-001", "S1-040", "S2-107")
@pytest.mark.parametrize("name", NAMES)
def test_the_section_on_data_flow_follows_each_use_case_through_what_it_reads_writes_and_calls(
    name: str,
) -> None:
    lines = section(name, "Data Flow").splitlines()
    for use, line in zip(sorted(brief(name).use_cases, key=lambda use: use.name), lines, strict=True):
        assert line.startswith(f"- **{use.name}**: ")
        touched = [each.rpartition(".")[2] for each in (*use.reads, *use.writes)]
        assert [entity for entity in touched if f".{entity}" not in line] == []
        assert [call.to for call in use.calls if call.to not in line] == []


@pytest.mark.clause("S1-041")
def test_a_flow_of_data_is_drawn_in_text_from_the_actor_to_the_other_services() -> None:
    lines = section("shop", "Data Flow").splitlines()
    (flow,) = [line for line in lines if line.startswith("- **place-order**: ")]
    steps = [flow.index(part) for part in ("customer (", "-> checkout", "calls storefront over ", "saga")]
    assert steps == sorted(steps)


@pytest.mark.clause("S1-001", "S1-042")
@pytest.mark.parametrize("name", NAMES)
def test_the_section_on_growth_has_a_row_for_each_bottleneck(name: str) -> None:
    _, *found = rows(section(name, "Scalability Plan"))
    bottlenecks = [each.result for each in recommended(name).decisions if each.result.decision == "remedy"]
    assert bottlenecks
    assert sorted(row[0].split(": ")[1] for row in found) == sorted(each.subject for each in bottlenecks)


@pytest.mark.clause("S1-043")
@pytest.mark.parametrize("name", NAMES)
def test_the_table_of_bottlenecks_has_what_to_do_about_each_and_what_that_brings(name: str) -> None:
    head, *found = rows(section(name, "Scalability Plan"))
    assert head == ["Bottleneck", "Solution", "Impact"]
    for _, subject, solution, impact in ((*row[0].split(": ")[:2], *row[1:]) for row in found):
        remedy = recommended(name).decision("remedy", subject).choice
        assert remedy is not None
        assert solution.startswith(remedy.title)
        assert impact == "; ".join(remedy.gives)


@pytest.mark.clause("S1-044")
@pytest.mark.parametrize("name", NAMES)
def test_the_section_on_staying_up_and_coming_back_keeps_what_the_brief_promises(name: str) -> None:
    text = section(name, "Reliability & DR")
    rto, rpo = brief(name).objectives.rto, brief(name).objectives.rpo
    assert rto is not None
    assert rpo is not None
    assert [
        label
        for label in ("RTO/RPO targets", "Fault tolerance patterns", "Backup strategy")
        if label not in text
    ] == []
    assert f"RTO {rto / 3600} h" in text
    assert "recovery tier: " in text


@pytest.mark.clause("S1-048")
def test_what_runs_today_is_described_before_what_is_to_be() -> None:
    found = headings("monolith-split")
    assert found.index("Current State") < found.index("Service Architecture")
    assert "back-office (Java) for inventory, orders, users" in section("monolith-split", "Current State")


@pytest.mark.clause("S1-048")
def test_where_nothing_is_known_of_the_parts_that_run_today_they_are_asked_for_first() -> None:
    existing = {"style": "monolith"}
    found = recommend(
        Brief.model_validate({"system": "shop", "contexts": [{"name": "orders"}], "existing": existing})
    )
    assert "existing parts" in [question.about for question in found.data.questions]


@pytest.mark.clause("S0-025")
def test_a_shop_gets_services_and_stores() -> None:
    found = {row.service: row.data_store for row in recommended("shop").data.services}
    assert found.keys() == {"checkout", "fulfilment", "payments", "storefront"}
    assert [name for name, store in found.items() if "PostgreSQL" not in store] == []
    assert "Redis" in found["storefront"]


@pytest.mark.clause("S2-030")
def test_who_depends_on_whom_follows_from_what_use_cases_read_write_and_call() -> None:
    """follow-order reads from shipping, refund writes in orders, place-order calls payments."""
    calls = {
        (each.source, each.target): set(each.use_cases) for each in recommended("shop").system.interactions
    }
    assert "follow-order" in calls["checkout", "fulfilment"]
    assert "refund" in calls["payments", "checkout"]
    assert "place-order" in calls["checkout", "payments"]
    assert ("payments", "storefront") not in calls


@pytest.mark.clause("S2-034", "S3-013")
@pytest.mark.parametrize("name", NAMES)
def test_boundaries_are_decided_before_stores_products_and_calls_and_the_report_says_why(name: str) -> None:
    order = list(dict.fromkeys(each.result.decision for each in recommended(name).decisions))
    later = {"datastore", "runtime", "communication", "broker", "cache", "consistency", "remedy"}
    assert order.index("service-boundary") < min(order.index(decision) for decision in later)
    told = recommended(name).report().partition("\n#### Service boundary\n")[2].partition("\n#### ")[0]
    assert "- **For it:**" in told


@pytest.mark.clause("S3-013")
def test_the_parts_of_the_domain_are_asked_for_where_the_brief_names_none() -> None:
    found = recommend(Brief(system="shop"))
    assert "contexts" in [question.about for question in found.data.questions]


@pytest.mark.clause("S3-018")
@pytest.mark.parametrize("name", NAMES)
def test_what_saturates_is_listed_in_order_with_the_multiple_of_load_at_which_it_does(name: str) -> None:
    _, title, growth = section(name, "Scalability Plan").partition("What is full first as load grows:")
    assert title
    head, *found = rows(growth)
    times = [float(row[3].removesuffix(" times").replace(",", "")) for row in found]
    assert head[3] == "Full at"
    assert times == sorted(times) != []
    for row, multiple in ((row, int(column[1:])) for row in found for column in head[4:7]):
        assert (row[head.index(f"x{multiple}")] == "full") is (
            float(row[3].split()[0].replace(",", "")) <= multiple
        )


@pytest.mark.clause("S1-034", "S1-046", "S2-007")
@pytest.mark.parametrize("name", NAMES)
def test_each_call_between_services_has_its_timeout_retries_and_breaker_with_numbers(name: str) -> None:
    _, title, calls = section(name, "Reliability & DR").partition("What protects each call:")
    assert title
    head, *found = rows(calls)
    assert head == ["Call", "Timeout", "Retries", "Breaker", "Bulkhead", "Fallback"]
    waited = [row for row in found if row[1] != "\\-"]
    assert waited
    for row in waited:
        assert row[1][0].isdigit()
        assert row[2].startswith("none: ") or row[2][0].isdigit()
        assert "failures in a row" in row[3] or "% of at least" in row[3]


@pytest.mark.clause("S2-074")
@pytest.mark.parametrize("name", NAMES)
def test_the_steps_of_coming_back_begin_with_the_decision_and_restore_data_before_services(name: str) -> None:
    _, title, steps = section(name, "Reliability & DR").partition("How to come back after losing the site")
    assert title
    told = [line for line in steps.splitlines() if line[:1].isdigit()]
    assert told[0].startswith("1. Decide")
    data = next(number for number, line in enumerate(told) if "backup" in line or "primary" in line)
    services = next(number for number, line in enumerate(told) if "Start the services" in line)
    assert 0 < data < services
