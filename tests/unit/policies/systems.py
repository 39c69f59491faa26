"""Small systems, as they stand in a System file."""

from pathlib import Path
from typing import Any

from archrules.importers import read_system
from archrules.importers.imported import Imported
from archrules.model.system import System

SHOP = """\
name: shop
services:
  - {name: checkout, health_check: readiness}
  - {name: payment, health_check: none}
data_stores:
  - name: orders-db
    owner: checkout
interactions:
  - source: checkout
    target: payment
    mode: sync
    timeout: none
    circuit_breaker: "yes"
  - {source: checkout, target: orders-db, mode: data, access: write}
"""
"""Violates two of the policies below, and satisfies three."""

PRESENCE = (
    "data-store-without-owner",
    "service-without-health-check",
    "synchronous-call-without-circuit-breaker",
    "synchronous-call-without-timeout",
)
"""Policies that look at one field of one element."""


def shop(folder: Path, text: str = SHOP, name: str = "shop.yaml") -> Imported:
    """The shop, read from a file in a folder."""
    (folder / name).write_text(text, "utf-8")
    return read_system(folder / name)


def system(**fields: Any) -> System:  # noqa: ANN401  # any field of a System
    """A System that was made, not read."""
    return System.model_validate(fields)
