from pathlib import Path

from archrules.output.reference.decision_page import decision_page
from tests.unit.knowledge_base.small_pack import argument, decision, derivation, option, parameter
from tests.unit.output.reference.reference_data import shown, small_site

FIRST = "[About first](../decisions/store.md#about-first)"


def made(folder: Path, **changes: object) -> str:
    site = small_site(folder, **changes)
    return decision_page(site, site.knowledge.decisions["store"])


def test_the_headings_stand_in_a_fixed_order(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        decisions__store__decision=decision("store", parameters={"limit": parameter()}, clauses=["S0-001"]),
        decisions__store__second=option("second", revisit=["beyond {limit}"]),
    )
    assert [line for line in page.split("\n") if line.startswith("#")] == [
        "# About store",
        "## Why",
        "## Criteria",
        "## Options",
        "### About first",
        "### About second",
        "## Parameters",
        "## Examples",
        "## Policies",
        "## What it puts into effect",
        "## Sources",
    ]


def test_the_question_and_its_subjects_are_told(tmp_path: Path) -> None:
    page = made(tmp_path)
    assert "`store` · one for each [`context`](../facts/index.md#context) · stable since 0.1.0" in page
    assert "\n**Which one?**\n" in page


def test_earlier_decisions_are_linked_to(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        decisions__store__decision=decision("store", after=["other"]),
        decisions__other__decision=decision("other"),
        decisions__other__one=option("one"),
        decisions__other__two=option("two"),
    )
    assert " · after [About other](../decisions/other.md) · " in page


def test_what_narrows_the_subjects_is_shown(tmp_path: Path) -> None:
    where = [{"team": {"name": "$context"}}]
    page = made(tmp_path, decisions__store__decision=decision("store", where=where))
    assert "for which this holds:\n\n```yaml\n- team: {name: $context}\n```" in page


def test_criteria_have_weight_and_reason(tmp_path: Path) -> None:
    assert "| cost | 3 | money matters |" in made(tmp_path)


def test_options_are_listed_with_their_technology(tmp_path: Path) -> None:
    page = made(tmp_path)
    assert f"| {FIRST} | `first` | [About database](../technologies/database.md) |" in page


def test_where_no_option_has_a_technology_no_column_is_for_it(tmp_path: Path) -> None:
    page = made(tmp_path, decisions__store__first=option("first"))
    assert f"| Option | Id |\n| --- | --- |\n| {FIRST} | `first` |" in page


def test_examples_link_to_the_option_that_is_chosen(tmp_path: Path) -> None:
    examples = [{"name": "few", "expect": "first"}, {"name": "many", "expect": "none"}]
    page = made(tmp_path, decisions__store__decision=decision("store", examples=examples))
    assert f"| few | {FIRST} |\n| many | none |" in page


def test_policies_that_rest_on_the_same_place_are_linked_to(tmp_path: Path) -> None:
    assert "- [About no-timeout](../policies/no-timeout.md)" in made(tmp_path)


def test_clauses_of_the_options_count_for_the_decision(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        decisions__store__decision=decision("store", clauses=["S0-002"]),
        decisions__store__second=option("second", clauses=["S0-001", "S0-002"]),
    )
    assert "## What it puts into effect\n\n- `S0-001`\n- `S0-002`\n" in page


def test_rules_for_several_options_are_linked_to(tmp_path: Path) -> None:
    rule = derivation(
        "bars",
        parameters={},
        when=[{"option": {"decision": "store", "name": "$option"}}],
        derive={"barred": {"decision": "store", "option": "$option", "because": "no"}},
    )
    page = made(tmp_path, derivations__options__bars=rule)
    assert "## Rules for several options" in page
    assert "- [About bars](../derivations/options.md#about-bars)" in page


def test_every_source_of_the_page_is_told_at_its_end(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        decisions__store__second=option("second", arguments=[argument(source={"ref": "other"})]),
        sources={
            "sources": {
                "book": {"title": "A book", "author": "Ann", "year": 2020},
                "other": {"title": "Another", "author": "Bob", "year": 2021},
            }
        },
    )
    assert "other: Another, Bob, 2021" in shown(page)
