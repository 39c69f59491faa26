"""Facts as sentences."""

from decimal import Decimal

import pytest

from archrules.knowledge_base.example_facts import example_facts
from archrules.policies.fact_text import fact_text


def text(kind: str, *fields: str, **values: object) -> str:
    (fact,) = example_facts([{kind: values}])
    return fact_text(fact, fields)


def test_stated_fact_tells_the_fields_asked_for() -> None:
    said = text("service", "replicas", "health_check", name="a", replicas=1, health_check="none")
    assert said == "a has one replica and has no health check"


def test_stated_fact_of_which_nothing_is_asked_says_nothing() -> None:
    assert text("service", name="a", replicas=1) == ""


def test_fact_of_a_kind_without_a_key_is_called_by_all_it_says() -> None:
    assert text("channel", "partitions", broker="queue", partitions=3) == (
        "channel (broker queue, partitions 3) partitions: 3"
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"reads": True, "writes": False}, "a reads db"),
        ({"reads": False, "writes": True}, "a writes db"),
        ({"reads": True, "writes": True}, "a reads and writes db"),
        ({"writes": True}, "a writes to db"),
        ({}, "a uses db"),
    ],
    ids=str,
)
def test_use_of_a_store_says_what_is_done_there(values: dict[str, object], said: str) -> None:
    assert text("store_use", store="db", user="a", direct=True, **values) == said


def test_use_of_a_store_through_another_says_so() -> None:
    assert text("store_use", store="db", user="a", direct=False) == "a uses db, through what it carries"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"written_by_several": True, "written_by": "a, b"}, "a, b write to the database db"),
        ({"used_by": "a, b"}, "a, b use the database db"),
        ({}, "nothing is known to use the database db"),
    ],
    ids=str,
)
def test_sharing_of_a_store_says_by_whom(values: dict[str, object], said: str) -> None:
    assert text("store_sharing", store="db", level="database", **values) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"calls_to_cut": 1, "exact": True}, "; without 1 call (b -> a) they would not"),
        ({"calls_to_cut": 2, "exact": True}, "; without 2 calls (b -> a) they would not"),
        (
            {"calls_to_cut": 2, "exact": False},
            "; without 2 calls (b -> a) they would not, and perhaps without fewer",
        ),
        ({}, ""),
    ],
    ids=str,
)
def test_circle_says_what_would_cut_it(values: dict[str, object], said: str) -> None:
    told = text("synchronous_cycle", name="a -> b -> a", members="a, b", cut="b -> a", **values)
    assert told == f"a, b wait for one another, shortest a -> b -> a{said}"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, ""),
        ({"latency_ms": 250}, "; together 250 ms"),
        (
            {"latency_at_least_ms": 100, "latency_unknown_of": "a -> b"},
            "; at least 100 ms without those of unknown latency (a -> b)",
        ),
        ({"availability": Decimal("0.999")}, "; 99.9 % available"),
        ({"availability_at_most": Decimal("0.995")}, "; at most 99.5 % available, whatever the others are"),
    ],
    ids=str,
)
def test_chain_says_what_it_implies_as_far_as_that_is_known(values: dict[str, object], said: str) -> None:
    assert (
        text("synchronous_chain", entry="a", path="a -> b", length=1, **values) == f"a -> b is 1 call{said}"
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [({"waiting": "b, c"}, "a is needed by b, c"), ({}, "a is where requests come in")],
    ids=str,
)
def test_single_point_says_who_needs_it(values: dict[str, object], said: str) -> None:
    assert text("single_point_of_failure", element="a", **values) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"because": "a and b in db"}, "services share data stores: a and b in db"),
        ({}, "services share data stores"),
    ],
    ids=str,
)
def test_sign_says_where_it_shows(values: dict[str, object], said: str) -> None:
    assert text("coupling_sign", system="s", sign="shared-stores", **values) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"cross_service_share": Decimal("0.57142")},
            "57.1 % of what services use to do their work are synchronous calls ",
        ),
        ({"services": 1}, "1 service in all"),
        ({"services": 3}, "3 services in all"),
    ],
    ids=str,
)
def test_structure_says_how_much_services_call_one_another(values: dict[str, object], said: str) -> None:
    assert text("system_structure", system="s", **values).startswith(said)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"fan_in": 1, "fan_out": 2}, "a is called by 1 element and calls 2 elements"),
        ({}, "a calls and is called"),
    ],
    ids=str,
)
def test_coupling_says_how_many(values: dict[str, object], said: str) -> None:
    assert text("coupling", element="a", **values) == said


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        ("only_caller", {"service": "a", "caller": "b"}, "only b calls a"),
        ("cycle_member", {"cycle": "a -> b -> a", "element": "b"}, "b waits in the cycle a -> b -> a"),
        ("team_services", {"team": "t", "services": 2}, "t has 2 services"),
        ("joint_deployment", {"unit": "u", "members": "a, b"}, "a, b are deployed together as u"),
    ],
    ids=str,
)
def test_relation_is_told_as_a_sentence(kind: str, values: dict[str, object], said: str) -> None:
    assert text(kind, **values) == said
