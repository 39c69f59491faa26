from pathlib import Path

from archrules.output.reference.technology_page import technology_page
from tests.unit.knowledge_base import small_pack
from tests.unit.knowledge_base.small_pack import SOURCE, technology
from tests.unit.output.reference.reference_data import small_site

PLACE = "[book](../sources/index.md#book), chapter 1"
DATED = {"source": SOURCE, "as-of": "2026-01-31", "evidence": "vendor-document"}


def made(folder: Path, **changes: object) -> str:
    site = small_site(folder, technologies__relational__database=technology("database", **changes))
    return technology_page(site, site.knowledge.technologies["database"])


def test_the_headings_stand_in_a_fixed_order(tmp_path: Path) -> None:
    page = made(tmp_path, clauses=["S0-001"])
    assert [line for line in page.split("\n") if line.startswith("#")] == [
        "# About database",
        "## Licence",
        "## Maturity",
        "## Releases",
        "## Capabilities",
        "## Limits",
        "## Options that stand for it",
        "## What it puts into effect",
        "## Sources",
    ]


def test_the_licence_has_source_evidence_and_day(tmp_path: Path) -> None:
    told = "Apache-2.0, approved by the Open Source Initiative"
    assert f"{told} ({PLACE}; vendor document, 2026-01-31)" in made(tmp_path)


def test_a_licence_that_is_not_approved_is_told_as_such(tmp_path: Path) -> None:
    licence = {"name": "SSPL-1.0", "osi-approved": False, **DATED}
    assert "SSPL-1.0, not approved by the Open Source Initiative" in made(tmp_path, licence=licence)


def test_maturity_is_told_in_words_with_its_reason(tmp_path: Path) -> None:
    assert f"3, boring: old ({PLACE})" in made(tmp_path)


def test_each_line_of_releases_has_its_end_of_life(tmp_path: Path) -> None:
    lines = [
        {"line": "2", "latest": "2.4", "end-of-life": "unknown"},
        {"line": "1", "latest": "1.2", "end-of-life": "2030-06-30", "long-term": True},
    ]
    page = made(tmp_path, releases={"lines": lines, **DATED})
    assert "| 2 | `2.4` | unknown |\n| 1, long-term | `1.2` | 2030-06-30 |" in page


def test_a_capability_has_source_evidence_and_day(tmp_path: Path) -> None:
    assert f"| `transactions` | {PLACE}; vendor document, 2026-01-31 |" in made(tmp_path)


def test_a_limit_has_value_unit_and_what_it_means(tmp_path: Path) -> None:
    limit = {"name": "field_bytes", "value": 2_000_000, "unit": "bytes", "why": "by default", **DATED}
    page = made(tmp_path, limits=[limit])
    told = f"by default ({PLACE}; vendor document, 2026-01-31)"
    assert f"| `field_bytes` | 2,000,000 bytes (2 MB) | {told} |" in page


def test_options_that_stand_for_it_are_linked_to(tmp_path: Path) -> None:
    assert "- [About first](../decisions/store.md#about-first) (About store)" in made(tmp_path)


def test_a_technology_of_no_option_says_so(tmp_path: Path) -> None:
    site = small_site(tmp_path, technologies__relational__spare=technology("spare"))
    assert "No option stands for it." in technology_page(site, site.knowledge.technologies["spare"])


def test_rules_that_name_it_are_linked_to(tmp_path: Path) -> None:
    match = {"choice": {"decision": "store", "subject": "$context", "technology": "database"}}
    site = small_site(tmp_path, derivations__data__chosen=small_pack.flags("chosen", match))
    page = technology_page(site, site.knowledge.technologies["database"])
    assert "## Rules that name it\n\n- [About chosen](../derivations/data.md#about-chosen)\n" in page


def test_home_and_provider_are_told(tmp_path: Path) -> None:
    page = made(tmp_path, homepage="https://example.org", **{"only-on": "aws"})
    assert "](https://example.org)" in page
    assert "Offered on aws only." in page
