"""What nobody has said, in words, and which input would."""

from pathlib import Path
from typing import Any

import pytest

import archrules
from tests.unit.policies.systems import shop, system

COMPOSE = """\
services:
  web: {image: nginx, environment: {API: "http://api:80"}}
  api: {image: acme/api, environment: {DB: "mysql://db:3306"}}
  other: {image: acme/other, environment: {DB: "mysql://db:3306"}}
  db: {image: mysql}
"""


def missing(checked: archrules.System | archrules.Imported, policy: str, element: str) -> dict[str, str]:
    """What is missing about an element, and what would show it."""
    groups = archrules.check(checked, policies=policy).unknown
    return {
        each.what: each.shown_by for group in groups if group.element == element for each in group.missing
    }


def compose(folder: Path) -> archrules.Imported:
    return shop(folder, COMPOSE, "compose.yaml")


CALL: dict[str, Any] = {"source": "a", "target": "b", "mode": "sync"}


def two(*interactions: dict[str, Any], **fields: Any) -> archrules.System:  # noqa: ANN401  # any field of a System
    return system(services=[{"name": "a"}, {"name": "b"}], interactions=interactions, **fields)


def test_field_of_the_element_itself() -> None:
    assert missing(two(CALL), "synchronous-call-without-timeout", "a -> b") == {
        "whether it has a timeout": "`timeout:` in a System file"
    }


def test_field_that_a_compose_file_can_say_too(tmp_path: Path) -> None:
    assert missing(compose(tmp_path), "service-without-health-check", "api") == {
        "whether it has a health check": "`healthcheck:` in the compose file, or `health_check:` in a System file"
    }


def test_field_that_says_whether_the_element_is_judged() -> None:
    unclear = two({"source": "a", "target": "b", "timeout": "none"})
    assert missing(unclear, "synchronous-call-without-timeout", "a -> b") == {
        "whether it is a synchronous call": "`mode:` in a System file"
    }


def test_lists_that_a_system_file_leaves_open() -> None:
    assert missing(two(CALL, open=["interactions"]), "synchronous-cycle", "system") == {
        "whether all interactions are listed": (
            "a System file that lists them and does not name them under `open:`"
        )
    }


def test_lists_that_a_compose_file_never_has(tmp_path: Path) -> None:
    (what,) = missing(compose(tmp_path), "synchronous-cycle", "system")
    assert what == (
        "which other external systems, frontends and interactions there are: a compose file does not list all"
    )


def test_interactions_that_may_be_calls() -> None:
    unclear = two({"source": "a", "target": "b"}, {"source": "b", "target": "a"})
    assert missing(unclear, "synchronous-cycle", "system") == {
        "whether a -> b and b -> a are synchronous calls": "`mode:` of the interaction in a System file"
    }


def test_one_interaction_that_may_be_a_call() -> None:
    (what,) = missing(two({"source": "a", "target": "b"}), "synchronous-cycle", "system")
    assert what == "whether a -> b is a synchronous call"


def test_what_elements_leave_out() -> None:
    assert missing(two(CALL), "joint-deployment", "system") == {
        "the deployment unit of a and b": "`deployment_unit:` in a System file"
    }


def test_many_names_are_counted() -> None:
    many = system(services=[{"name": f"s{number}"} for number in range(9)])
    (what,) = missing(many, "joint-deployment", "system")
    assert what == "the deployment unit of s0, s1, s2 and 6 more"


def test_whether_those_on_a_server_share_a_database(tmp_path: Path) -> None:
    found = missing(compose(tmp_path), "shared-database", "db")
    assert found["whether api, other use one database on it, or one each"] == (
        "a data store for each database, with `scope: database` and `server: db`"
    )


def test_those_who_name_one_database_share_it_if_they_write(tmp_path: Path) -> None:
    named = shop(tmp_path, COMPOSE.replace("db:3306", "db:3306/orders"), "compose.yaml")
    (silent, _) = missing(named, "shared-database", "db")
    assert silent == "whether api -> db and other -> db read or write"


def test_whether_those_who_use_a_database_write() -> None:
    store = {"name": "db", "scope": "database"}
    uses = [{"source": name, "target": "db", "mode": "data"} for name in ("a", "b")]
    found = missing(two(*uses, data_stores=[store]), "shared-database", "db")
    assert found == {"whether a -> db and b -> db read or write": "`access:` of these interactions"}


def test_signs_are_missing_what_they_rest_on() -> None:
    found = missing(two(CALL), "distributed-monolith", "system")
    assert found == {"the deployment unit of a and b": "`deployment_unit:` in a System file"}


def test_how_many_replicas_what_requests_wait_for_has() -> None:
    assert missing(two(CALL), "single-point-of-failure", "b") == {
        "how many replicas it has": "`replicas:` in a System file"
    }


def test_whole_is_unknown_where_nothing_is_listed_that_is_judged(tmp_path: Path) -> None:
    text = "name: bare\nopen: [interactions]\nservices: [{name: a}]\n"
    (what,) = missing(shop(tmp_path, text), "synchronous-call-without-timeout", "bare")
    assert what == "whether all interactions are listed"


@pytest.mark.parametrize("name", ["shared-database", "distributed-monolith", "nanoservice"])
def test_every_unknown_says_what_is_missing(tmp_path: Path, name: str) -> None:
    report = archrules.check(compose(tmp_path), policies=name)
    assert report.unknown
    assert all(group.missing for group in report.unknown)
