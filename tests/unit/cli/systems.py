"""Systems to check, and policies to check them by that do not change as the knowledge grows."""

from pathlib import Path

WATCHED = """\
id: watched
title: A service tells whether it can serve
status: stable
since: 0.1.0
why: Nobody restarts what hangs unseen.
sources: [{ref: guide-b, where: Reliability Patterns}]
for: {service: {name: $service}}
needs: [service]
when:
  - service: {name: $service, health_check: none}
finding: {severity: error, message: "{service} has no health check"}
remedies: [{do: add one, costs: an hour}]
examples:
  - name: no check
    given: [{service: {name: orders, health_check: none}}]
    expect: {orders: violated}
  - name: a check
    given: [{service: {name: orders, health_check: readiness}}]
    expect: {orders: satisfied}
"""
FEW = """\
id: few
title: A service is deployed with few others
status: stable
since: 0.1.0
why: More than a few cannot be told apart.
sources: [{ref: guide-b, where: Identifying Services}]
parameters:
  most: {value: 1, unit: services, evidence: convention, why: an example, source: {ref: guide-b}}
for: {service: {name: $service, deployment_unit: $unit}}
needs: [service]
when:
  - count: {of: {service: {name: $other, deployment_unit: $unit}}, distinct: $other, as: $number}
  - test: number > most
finding: {severity: warning, message: "{service} is deployed with {number} services"}
remedies: [{do: divide it, costs: a day}]
examples:
  - name: two in one
    given: [{service: {name: a, deployment_unit: x}}, {service: {name: b, deployment_unit: x}}]
    expect: {a: violated, b: violated}
  - name: one alone
    given: [{service: {name: a, deployment_unit: x}}]
    expect: {a: satisfied}
"""
SYSTEM = """\
name: Shop
services:
  - {name: orders, health_check: none, deployment_unit: all}
  - {name: cart, health_check: readiness, deployment_unit: all}
"""
CLEAN = "name: Clean\nservices: [{name: orders, health_check: readiness, deployment_unit: orders}]\n"
WAIVERS = """\
waivers:
  - policy: watched
    element: orders
    reason: is replaced in spring
    owner: team orders
    expires: 2027-01-31
"""
COMPOSE = """\
name: shop
services:
  web:
    image: nginx:1.27
    restart: always
    environment: {ORDERS_URL: "http://orders:8080"}
  orders:
    build: ./orders
    restart: always
    healthcheck: {disable: true}
    environment: {DATABASE_URL: "postgres://db/orders"}
  db: {image: "postgres:17"}
"""


def policies_in(folder: Path) -> Path:
    """Write the two policies into a new folder."""
    target = folder / "policies"
    target.mkdir()
    (target / "watched.yaml").write_text(WATCHED, "utf-8")
    (target / "few.yaml").write_text(FEW, "utf-8")
    return target


def written(path: Path, text: str) -> Path:
    """Write a text and return its path."""
    path.write_text(text, "utf-8")
    return path
