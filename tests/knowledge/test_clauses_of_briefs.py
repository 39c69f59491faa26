"""Clauses on what a brief leads to: what it fixes, what it leaves open, and what another brief would change."""

from math import ceil
from typing import Any

import pytest

from archrules.api import check
from archrules.model.brief import Brief
from archrules.recommendation.recommendation import Recommendation
from tests.golden.briefs.examples import brief, recommend_once, recommended
from tests.golden.comparisons.cases import case_named, compared


def changed(name: str, **fields: object) -> Recommendation:
    """What is recommended for an example of which some fields say something else."""
    data = brief(name).model_dump(mode="json", by_alias=True)
    return recommend_once(Brief.model_validate(data | fields))


def asked(recommendation: Recommendation) -> set[str]:
    """What is asked about."""
    return {question.about for question in recommendation.data.questions}


@pytest.mark.clause("S2-120")
def test_requirements_what_exists_and_fixed_products_are_taken_from_the_brief() -> None:
    fixed = changed("monolith-split", constraints={"mandated": ["mysql"], "forbidden": ["java"]})
    assert {row.data_store.partition(" ")[0] for row in fixed.data.services} == {"MySQL"}
    assert [row.tech for row in fixed.data.services if row.tech.startswith("Java")] == []
    kept = recommended("monolith-split").why("datastore", "orders")
    assert "existing-store-of-a-context" in str(kept)
    assert "RTO 2 h" in recommended("monolith-split").report()


@pytest.mark.clause("S3-002")
def test_four_areas_of_four_teams_become_four_services() -> None:
    areas = ["accounts", "catalogue", "orders", "payments"]
    teams = [{"name": f"{area}-team", "size": 5, "contexts": [area]} for area in areas]
    contexts = [{"name": area, "entities": [{"name": "record"}]} for area in areas]
    found = recommend_once(Brief.model_validate({"system": "shop", "contexts": contexts, "teams": teams}))
    assert sorted(service.contexts for service in found.system.services) == [(area,) for area in areas]


@pytest.mark.clause("S3-003")
def test_a_monolith_of_users_inventory_and_orders_is_split_step_by_step() -> None:
    found = recommended("monolith-split")
    assert sorted(service.contexts for service in found.system.services) == [
        ("inventory",),
        ("orders",),
        ("users",),
    ]
    built = [step.does.split()[2] for step in found.data.migration if step.does.startswith("Build the ")]
    assert built == ["users", "inventory"]
    assert all(step.undo for step in found.data.migration)


@pytest.mark.clause("S3-006")
@pytest.mark.parametrize("requests_per_day", [2, 20, 200])
def test_a_million_people_get_the_replicas_that_carry_them(requests_per_day: int) -> None:
    """The busiest second has three times the average of the day; a replica is planned for 60 % of 200 a second."""
    users = 1_000_000
    peak = round(users * requests_per_day / 86_400 / 0.33)
    use = {"name": "look", "context": "catalogue", "reads": ["product"], "peak": f"{peak}/s"}
    data: dict[str, Any] = {
        "system": "shop",
        "contexts": [{"name": "catalogue", "entities": [{"name": "product"}]}],
        "use_cases": [use],
        "scale": {"users": users},
    }
    (service,) = recommend_once(Brief.model_validate(data)).system.services
    needed = ceil(peak / (200 * 0.6))
    assert service.replicas is not None
    assert max(2, needed) <= service.replicas <= max(3, needed * 2)


@pytest.mark.clause("S4-001", "S4-003")
def test_postgresql_and_mongodb_are_compared_for_the_orders_of_a_dealer() -> None:
    found = compared(case_named("parts-orders-mongodb-or-postgresql"))
    assert found.winner is not None
    assert found.winner.name == "postgresql"
    rows = {row.criterion: row.points for row in found.data.criteria}
    assert rows["consistency"]["postgresql"] > rows["consistency"]["mongodb"]


@pytest.mark.clause("S4-005")
def test_how_to_cut_the_services_of_a_shop_is_answered_with_what_speaks_for_the_cut() -> None:
    found = recommended("shop")
    services = {service.name: service.contexts for service in found.system.services}
    assert services == {
        "checkout": ("orders",),
        "fulfilment": ("shipping", "stock"),
        "payments": ("payments",),
        "storefront": ("accounts", "cart", "catalogue"),
    }
    assert "pci-dss" in str(found.why("service-boundary", "payments"))
    assert "3 teams release independently" in str(found.why("architecture-style"))


HARD = [
    ({"forbidden": ["postgresql"]}, "postgresql-single"),
    ({"licences": "osi-only"}, "mongodb-replica-set"),
    ({"skills": "require"}, "mysql-replicated"),
]


@pytest.mark.clause("S4-008")
@pytest.mark.parametrize(("constraints", "option"), HARD)
def test_a_requirement_that_is_hard_rules_an_option_out(constraints: dict[str, Any], option: str) -> None:
    before = recommended("shop").decision("datastore", "accounts").result.option(option)
    after = changed("shop", constraints=constraints).decision("datastore", "accounts").result.option(option)
    assert (bool(before.vetoes), bool(after.vetoes)) == (False, True)


@pytest.mark.clause("S4-008")
def test_a_requirement_that_is_soft_only_moves_the_score() -> None:
    teams = [team.model_dump(mode="json") | {"skills": ["mysql"]} for team in brief("shop").teams]
    before = recommended("shop").decision("datastore", "accounts").result.option("mysql-replicated")
    after = changed("shop", teams=teams).decision("datastore", "accounts").result.option("mysql-replicated")
    assert not after.vetoes
    assert after.points["operability"] > before.points["operability"]


@pytest.mark.clause("S4-025")
def test_what_waiting_for_another_system_costs_is_told_in_minutes() -> None:
    (risk,) = [risk for risk in recommended("shop").data.risks if risk.about == "card-processor"]
    left = 0.999 * 0.9995
    assert f" {left * 100:.2f}" in risk.text
    assert f" {(1 - left) * 525_600:.0f} minutes" in risk.text


@pytest.mark.clause("S4-031")
@pytest.mark.parametrize(
    ("name", "side", "other"),
    [
        ("shop-services-or-modules", "service-based", "modular-monolith"),
        ("cart-redis-or-postgresql", "redis", "postgresql"),
    ],
)
def test_the_change_of_the_brief_that_would_turn_a_choice_turns_it(name: str, side: str, other: str) -> None:
    found = compared(case_named(name))
    assert found.winner is not None
    assert found.winner.name == side
    flip = found.turning(other).flips[0]
    assert flip.winner.startswith(other)
    assert all(turn.text and turn.reason and turn.changes for turn in flip.turns)


@pytest.mark.clause("S4-051")
def test_where_nobody_is_known_the_choice_of_language_is_close_and_the_teams_are_asked_for() -> None:
    data: dict[str, Any] = {"system": "shop", "contexts": [{"name": "orders"}]}
    unknown = recommend_once(Brief.model_validate(data))
    assert "teams" in asked(unknown)
    assert unknown.decision("runtime").margin == "close"
    assert (
        "a close call" in unknown.report().partition("#### Language and runtime")[2].partition("\n#### ")[0]
    )
    known = recommend_once(
        Brief.model_validate(data | {"teams": [{"name": "all", "size": 5, "skills": ["go"]}]})
    )
    assert "teams" not in asked(known)
    assert known.decision("runtime").margin == "clear"


@pytest.mark.clause("S1-002")
def test_what_is_promised_and_how_far_it_grows_is_given_or_asked_for() -> None:
    assert {"availability", "scale"} <= asked(recommend_once(Brief(system="shop")))
    told = {"objectives": {"availability": "99.9 %"}, "scale": {"users": 1000, "users_projected": 2000}}
    assert {"availability", "scale"} & asked(
        recommend_once(Brief.model_validate({"system": "shop"} | told))
    ) == set()


@pytest.mark.clause("S4-063")
def test_what_is_fixed_already_is_asked_for_unless_the_brief_says_it() -> None:
    assert {"constraints", "cloud", "licences"} <= asked(recommend_once(Brief(system="shop")))
    fixed = {"cloud": "aws", "licences": "osi-only", "mandated": ["postgresql"]}
    found = recommend_once(Brief.model_validate({"system": "shop", "constraints": fixed}))
    assert {"constraints", "cloud", "licences"} & asked(found) == set()


@pytest.mark.clause("S4-027")
def test_a_product_of_one_provider_costs_points_or_is_out_and_comes_with_the_way_to_leave_it() -> None:
    """On AWS the messages of a shop may go through SQS; where the provider is open, it is not to be had."""
    tied = changed("shop", constraints={"cloud": "aws", "mandated": ["sqs"]})
    (risk,) = [risk for risk in tied.data.risks if risk.about == "sqs" and "leaving aws" in risk.text]
    assert "how long leaving would take" in risk.mitigation
    assert recommended("shop").decision("broker").result.option("sqs").vetoes


ODD = {
    "a hot key": ("telemetry", "measurements-hot-key"),
    "clocks that differ": ("telemetry", "a clock that is ahead"),
    "a message that is not handled": ("shop", "the backlog grows"),
}


@pytest.mark.clause("S4-055")
@pytest.mark.parametrize(("name", "told"), ODD.values(), ids=ODD)
def test_an_odd_case_that_can_occur_is_told(name: str, told: str) -> None:
    assert told in changed(name, constraints={"licences": "osi-only", "forbidden": ["clickhouse"]}).report()


@pytest.mark.clause("S4-055")
def test_requests_that_come_twice_are_asked_about() -> None:
    use_cases = [use.model_dump(mode="json") for use in brief("shop").use_cases]
    for use in use_cases:
        use["idempotent"] = False
        use["calls"] = [call | {"idempotent": False} for call in use["calls"]]
    about = asked(changed("shop", use_cases=use_cases))
    assert "repeating payments -> card-processor" in about


@pytest.mark.clause("S4-055")
def test_a_stampede_on_an_empty_cache_is_provided_for_where_there_is_a_cache() -> None:
    use_cases = [use.model_dump(mode="json") for use in brief("shop").use_cases]
    for use in use_cases:
        if use["name"] == "sign-in":
            use["peak"] = "15000/s"
    cached = changed("shop", use_cases=use_cases).decision("cache", "accounts").result
    assert cached.choice != "none"
    assert "stampede" in {guideline.topic for guideline in cached.guidelines}


@pytest.mark.clause("S2-068")
@pytest.mark.parametrize(
    ("rate", "store", "caches"),
    [
        ("4000/s", "postgresql-single", 0),
        ("15000/s", "postgresql-single", 1),
        ("45000/s", "postgresql-replicated", 0),
    ],
)
def test_the_same_reads_are_taken_by_a_cache_or_by_read_replicas_and_not_by_both(
    rate: str, store: str, caches: int
) -> None:
    use_cases = [use.model_dump(mode="json") for use in brief("shop").use_cases]
    for use in use_cases:
        if use["name"] == "sign-in":
            use["peak"] = rate
    found = changed("shop", use_cases=use_cases)
    assert found.decision("datastore", "accounts").result.choice == store
    assert (found.decision("cache", "accounts").result.choice != "none") == bool(caches)


@pytest.mark.clause("S2-092")
def test_sessions_are_kept_outside_the_services_and_the_services_keep_no_state() -> None:
    found = recommended("shop")
    assert found.decision("datastore", "cart").result.choice == "redis-store"
    assert {service.stateless for service in found.system.services} == {True}


@pytest.mark.clause("S2-092")
def test_state_in_the_replicas_of_a_service_is_found() -> None:
    system = recommended("shop").system
    first, *others = system.services
    services = (first.model_copy(update={"stateless": False}), *others)
    report = check(system.model_copy(update={"services": services}), policies="replica-with-local-state")
    assert [finding.element for finding in report.findings] == [first.name]


@pytest.mark.clause("S3-019")
def test_a_broker_that_nobody_needs_is_found() -> None:
    system = recommended("shop").system
    others = tuple(each for each in system.interactions if "rabbitmq" not in {each.source, each.target})
    brokers = [broker.name for broker in system.brokers]
    assert brokers == ["rabbitmq"]
    report = check(system.model_copy(update={"interactions": others}), policies="unused-part")
    assert [finding.element for finding in report.findings] == brokers
    assert check(system, policies="unused-part").ok


@pytest.mark.clause("S3-019")
def test_each_style_costs_points_for_what_there_is_to_run() -> None:
    options = recommended("shop").decision("architecture-style").result.options
    points = {option.id: option.points["simplicity"] for option in options}
    assert points["modular-monolith"] > points["service-based"] > points["microservices"]
