"""Every policy on whole systems: one that violates it and says so at the right element, and one that does not."""

from collections.abc import Mapping
from pathlib import Path

import pytest

import archrules
from archrules.knowledge_base.loading import load_for_checks
from archrules.model.finding import Verdict
from tests.unit.policies.systems import shop

PAIR = """\
name: shop
services: [{name: a}, {name: b}]
interactions:
"""
CALL = "  - {source: a, target: b, mode: sync"
STORE = "name: shop\nservices: [{name: a}, {name: b}]\ndata_stores:\n"
USES = """\
interactions:
  - {source: a, target: db, mode: data, access: write}
  - {source: b, target: db, mode: data, access: %s}
"""
CHAIN = "name: shop\nservices: [{name: a}, {name: b}, {name: c}, {name: d}]\ninteractions:\n"

VIOLATING: Mapping[str, tuple[str, str]] = {
    "data-store-without-backup": (f"{STORE}  - {{name: db, backup: none}}\n", "db"),
    "data-store-without-owner": (f"{STORE}  - {{name: db, owner: none}}\n", "db"),
    "database-shared-for-reading": (f"{STORE}  - {{name: db, scope: schema}}\n{USES % 'read'}", "db"),
    "distributed-monolith": (
        (
            f"{STORE}  - {{name: db, scope: database}}\n{USES % 'write'}"
            f"{CALL}}}\n  - {{source: b, target: a, mode: sync}}\n"
        ),
        "shop",
    ),
    "joint-deployment": (
        "name: shop\nservices: [{name: a, deployment_unit: x}, {name: b, deployment_unit: x}]\n",
        "shop",
    ),
    "nanoservice": (
        (
            "name: shop\nservices: [{name: a}, {name: b, operations: 1, exposure: internal}]\n"
            f"interactions:\n{CALL}}}\n"
        ),
        "b",
    ),
    "replica-with-local-state": ("services: [{name: a, replicas: 2, stateless: false}]\n", "a"),
    "retry-of-unrepeatable-call": (
        f"{PAIR}{CALL}, retry: {{attempts: 3}}, idempotent: false}}\n",
        "a -> b",
    ),
    "retry-without-jitter": (f"{PAIR}{CALL}, retry: {{attempts: 3, jitter: false}}}}\n", "a -> b"),
    "service-without-graceful-shutdown": ("services: [{name: a, graceful_shutdown: false}]\n", "a"),
    "service-without-health-check": ("services: [{name: a, health_check: none}]\n", "a"),
    "shared-database": (f"{STORE}  - {{name: db, scope: database}}\n{USES % 'write'}", "db"),
    "shared-database-server": (
        (
            f"{STORE}  - {{name: db, scope: server}}\n  - {{name: x, scope: database, server: db}}\n"
            "  - {name: y, scope: database, server: db}\ninteractions:\n"
            "  - {source: a, target: x, mode: data}\n  - {source: b, target: y, mode: data}\n"
        ),
        "db",
    ),
    "single-point-of-failure": (
        f"name: shop\nservices: [{{name: a}}, {{name: b, replicas: 1}}]\ninteractions:\n{CALL}}}\n",
        "b",
    ),
    "synchronous-call-without-circuit-breaker": (f"{PAIR}{CALL}, circuit_breaker: none}}\n", "a -> b"),
    "synchronous-call-without-timeout": (f"{PAIR}{CALL}, timeout: none}}\n", "a -> b"),
    "synchronous-chain": (
        f"{CHAIN}{CALL}}}\n  - {{source: b, target: c, mode: sync}}\n  - {{source: c, target: d, mode: sync}}\n",
        "a",
    ),
    "team-with-many-services": (
        "services:\n" + "".join(f"  - {{name: s{number}, team: red}}\n" for number in range(6)),
        "red",
    ),
    "synchronous-cycle": (f"{PAIR}{CALL}}}\n  - {{source: b, target: a, mode: sync}}\n", "a"),
    "unused-part": (f"{PAIR}{CALL}}}\ncaches: [{{name: pages}}]\n", "pages"),
}
"""For each policy a system that violates it, and the element at which it is found."""

CLEAN = """\
name: clean
services:
  - {name: a, replicas: 2, deployment_unit: a, team: red, exposure: public, health_check: readiness,
     graceful_shutdown: true, operations: 5, stateless: true}
  - {name: b, replicas: 2, deployment_unit: b, team: red, exposure: internal, health_check: readiness,
     graceful_shutdown: true, operations: 5, stateless: true}
data_stores:
  - {name: main, scope: server, replicas: 2, backup: daily, owner: a}
  - {name: db, scope: database, server: main, replicas: 2, backup: daily, owner: a}
caches: [{name: pages, owner: a}]
interactions:
  - source: a
    target: b
    mode: sync
    timeout: 1 s
    circuit_breaker: "yes"
    retry: {attempts: 3, backoff: 100 ms, jitter: true}
    idempotent: true
  - {source: a, target: db, mode: data, access: read-write}
  - {source: a, target: pages, mode: data, access: read-write}
"""
"""Satisfies every policy."""


def test_every_policy_is_tried_on_a_system() -> None:
    assert set(VIOLATING) == set(load_for_checks().policies)


@pytest.mark.parametrize("policy", VIOLATING)
def test_system_violates_the_policy_at_the_right_element(policy: str, tmp_path: Path) -> None:
    text, element = VIOLATING[policy]
    findings = archrules.check(shop(tmp_path, text), policies=policy).findings
    assert [(each.policy, each.element) for each in findings] == [(policy, element)]


@pytest.mark.parametrize("policy", VIOLATING)
def test_finding_tells_what_it_rests_on_and_where(policy: str, tmp_path: Path) -> None:
    (finding,) = archrules.check(shop(tmp_path, VIOLATING[policy][0]), policies=policy).findings
    assert finding.places
    assert all(fact.text and fact.places for support in finding.supports for fact in support.facts)


@pytest.mark.parametrize("policy", VIOLATING)
def test_clean_system_satisfies_the_policy(policy: str, tmp_path: Path) -> None:
    (result,) = archrules.check(shop(tmp_path, CLEAN), policies=policy, profile="regulated").data.results
    assert result.verdict is Verdict.SATISFIED
