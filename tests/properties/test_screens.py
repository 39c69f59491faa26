"""Whatever our own clients show and are told: it is composed so that each finding of a check is named by a decision."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import archrules
from archrules.model.brief import Brief
from tests.properties.briefs import AMOUNTS, Data
from tests.properties.test_checked_recommendations import assert_each_finding_is_named

CONTEXTS = ("a", "b", "c", "d")
ENTITIES = tuple(f"{context}.{context}-data" for context in CONTEXTS)
CLIENTS = {"web": "browser", "app": "native", "shop": "partner", "box": "machine"}


def entities(least: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(ENTITIES), min_size=least, max_size=4, unique=True)


def pages() -> st.SearchStrategy[Data]:
    """Use cases that only read, most of them in several contexts; now and then one that writes, or is told."""
    return st.fixed_dictionaries(
        {
            "context": st.sampled_from(CONTEXTS),
            "actor": st.sampled_from([*CLIENTS, "everybody"]),
            "reads": entities(1),
        },
        optional={
            "writes": entities(1),
            "updates": st.sampled_from(["live", "on-request"]),
            "answer": st.sampled_from(["now", "later"]),
            "latency": st.sampled_from(["50 ms", "30 s"]),
            "peak": st.sampled_from(["3/s", "2000/s", "9000/s"]),
        },
    )


def screens(several_teams: bool) -> st.SearchStrategy[Data]:  # noqa: FBT001 - a strategy is made from a value
    teams = [{"name": f"team-{name}", "size": 5, "contexts": [name]} for name in CONTEXTS]
    one = [{"name": "team", "size": 5, "contexts": list(CONTEXTS)}]
    return st.lists(pages(), min_size=4, max_size=8).map(
        lambda found: {
            "system": "screens",
            "clients": [{"name": name, "kind": kind} for name, kind in CLIENTS.items()],
            "actors": [
                *({"name": name, "clients": [name]} for name in CLIENTS),
                {"name": "everybody", "clients": list(CLIENTS)},
            ],
            "contexts": [{"name": name, "entities": [{"name": f"{name}-data"}]} for name in CONTEXTS],
            "use_cases": [{"name": f"page-{number}", **page} for number, page in enumerate(found)],
            "teams": teams if several_teams else one,
        }
    )


def for_screens(amount: int, check: Any) -> None:  # noqa: ANN401 - a function of what is recommended and the brief
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    briefs = st.booleans().flatmap(screens)
    run = settings(max_examples=amount, suppress_health_check=slow)(
        given(briefs)(lambda data: check(archrules.recommend(Brief.model_validate(data)), data))
    )
    run()


def chosen(recommendation: archrules.Recommendation) -> dict[str, str | None]:
    decided = [each.result for each in recommendation.decisions if each.result.decision == "communication"]
    return {each.subject: each.choice for each in decided}


@AMOUNTS
def test_each_finding_is_named_by_a_decision(amount: int) -> None:
    for_screens(amount, lambda recommendation, _: assert_each_finding_is_named(recommendation))


@AMOUNTS
def test_partners_and_machines_are_never_asked_to_query(amount: int) -> None:
    def check(recommendation: archrules.Recommendation, _: Data) -> None:
        querying = {
            call.partition(" -> ")[0]
            for call, option in chosen(recommendation).items()
            if option == "graphql"
        }
        assert querying <= {"web", "app"}

    for_screens(amount, check)


@AMOUNTS
def test_who_must_learn_of_a_change_at_once_never_has_to_ask(amount: int) -> None:
    def check(recommendation: archrules.Recommendation, data: Data) -> None:
        found = chosen(recommendation)
        for page in data["use_cases"]:
            if page.get("updates") == "live" and page.get("latency") == "50 ms":
                how = "later, live" if page.get("answer") == "later" else "live"
                clients = CLIENTS if page["actor"] == "everybody" else [page["actor"]]
                assert "rest" not in {found[f"{client} -> {page['context']} ({how})"] for client in clients}

    for_screens(amount, check)


@AMOUNTS
def test_a_server_of_queries_is_there_where_it_is_asked_and_nowhere_else(amount: int) -> None:
    def check(recommendation: archrules.Recommendation, _: Data) -> None:
        system = recommendation.system
        servers = {one.name for one in system.gateways if one.exposure == "internal"}
        asked = {one.target for one in system.interactions if one.protocol == "graphql"}
        assert servers <= asked

    for_screens(amount, check)
