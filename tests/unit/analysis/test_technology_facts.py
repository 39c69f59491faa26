"""What the knowledge says of products and options, as facts, and which line of releases to use."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from archrules.analysis.technology_facts import release_to_use, technology_facts
from archrules.knowledge_base.items import TechnologyItem
from archrules.model.units import DAY
from archrules.vocabulary.origins import Origin
from tests.unit.recommendation.small_pack import (
    SOURCE,
    argument,
    decision,
    option,
    technology,
    write_pack,
)

DATED = {"source": SOURCE, "as-of": "2026-01-01"}
END = date(2029, 1, 1).toordinal()
HORIZON = (END - date(2026, 1, 1).toordinal()) * DAY
"""From the date of the small packs to the end."""


def releases(*lines: tuple[str, str, bool]) -> dict[str, Any]:
    """Lines of releases, newest first, each with its end and whether it is long-term."""
    listed = [
        {"line": name, "latest": f"{name}.9", "end-of-life": end, "long-term": long_term}
        for name, end, long_term in lines
    ]
    return {**DATED, "evidence": "registry", "lines": listed}


def facts(folder: Path, *kinds: str, **fields: object) -> list[dict[str, object]]:
    """The facts of those kinds about one technology with the given fields."""
    pack = write_pack(folder, technology("thing", **fields))
    return [dict(fact.items) for fact, _ in technology_facts(pack, HORIZON) if fact.kind in kinds]


@pytest.mark.parametrize(
    ("lines", "used"),
    [
        ([("3", "2030-01-01", False), ("2", "2030-01-01", False)], "3"),
        ([("3", "2030-01-01", False), ("2", "2030-01-01", True)], "2"),
        ([("3", "unknown", True), ("2", "2029-01-01", False)], "2"),
        ([("3", "2028-12-31", True), ("2", "unknown", False)], "2"),
        ([("3", "2026-06-01", False), ("2", "2028-12-31", False)], "3"),
        ([("3", "2028-12-31", False), ("2", "2028-12-31", True), ("1", "2028-12-31", True)], "2"),
    ],
    ids=[
        "the newest of those supported to the end",
        "a long-term one before a newer one",
        "one supported to the end before one of which nobody says",
        "one of which nobody says before one that ends too soon",
        "the newest of those that end too soon",
        "the newest of those long-term",
    ],
)
def test_release_to_use(tmp_path: Path, lines: Sequence[tuple[str, str, bool]], used: str) -> None:
    pack = write_pack(tmp_path, technology("thing", releases=releases(*lines)))
    found = release_to_use(pack.technologies["thing"], END)
    assert found is not None
    assert found.line == used


def test_technology_without_releases_has_none_to_use(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, technology("thing", releases=None))
    item = pack.technologies["thing"]
    assert isinstance(item, TechnologyItem)
    assert release_to_use(item, END) is None
    assert [f for f, _ in technology_facts(pack, HORIZON) if f.kind == "technology_support"] == []


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("2029-01-01", {"supported_now": True, "covers_horizon": True, "ends": "2029-01-01"}),
        ("2028-12-31", {"supported_now": True, "covers_horizon": False, "ends": "2028-12-31"}),
        ("2026-01-01", {"supported_now": True, "covers_horizon": False, "ends": "2026-01-01"}),
        ("2025-12-31", {"supported_now": False, "covers_horizon": False, "ends": "2025-12-31"}),
        ("unknown", {}),
    ],
)
def test_support(tmp_path: Path, end: str, expected: dict[str, object]) -> None:
    found = facts(tmp_path, "technology_support", releases=releases(("1", end, False)))
    assert found == [{"technology": "thing", "release": "1.9", **expected}]


def test_product(tmp_path: Path) -> None:
    licence = {**DATED, "evidence": "registry", "name": "Shared source", "osi-approved": False}
    found = facts(tmp_path, "technology", "offered_by", licence=licence, **{"only-on": "aws"})
    assert found == [
        {"name": "thing", "category": "things", "osi_approved": False, "maturity": 3},
        {"technology": "thing", "provider": "aws"},
    ]


def test_what_runs_on_it(tmp_path: Path) -> None:
    found = facts(tmp_path, "runs_on", carries=[{"name": "other", "source": SOURCE}])
    assert found == [{"technology": "other", "platform": "thing"}]


def test_capabilities(tmp_path: Path) -> None:
    found = facts(tmp_path, "capability", capabilities=[{**DATED, "evidence": "secondary", "name": "fly"}])
    assert found == [{"technology": "thing", "name": "fly"}]


def test_figure_from_memory_is_no_fact(tmp_path: Path) -> None:
    limits = [
        {**DATED, "evidence": evidence, "name": f"by_{number}", "value": 1.5, "unit": "items"}
        for number, evidence in enumerate(("vendor-document", "memory"))
    ]
    assert facts(tmp_path, "limit", limits=limits) == [
        {"technology": "thing", "name": "by_0", "value": Fraction(3, 2)}
    ]


def test_option_has_the_category_of_its_technology(tmp_path: Path) -> None:
    pack = write_pack(
        tmp_path,
        technology("thing"),
        decision("store", "context", {"fit": 1}),
        option("store", "one", argument("fit", 1), technology="thing"),
        option("store", "two", argument("fit", 2)),
    )
    found = [(fact, origins) for fact, origins in technology_facts(pack, HORIZON) if fact.kind == "option"]
    assert [dict(fact.items) for fact, _ in found] == [
        {"decision": "store", "name": "one", "technology": "thing", "category": "things"},
        {"decision": "store", "name": "two"},
    ]
    assert found[0][1] == (Origin("knowledge", "store/one"),)
