from dataclasses import replace
from pathlib import Path

from archrules.output.reference.index_pages import decision_index, policy_index, technology_index
from tests.unit.knowledge_base.small_pack import SOURCE, decision, option, policy, technology
from tests.unit.output.reference.reference_data import small_site

DATED = {"source": SOURCE, "as-of": "2026-01-31", "evidence": "registry"}


def test_a_decision_is_listed_with_question_subject_and_options(tmp_path: Path) -> None:
    page = decision_index(small_site(tmp_path))
    kind = "[`context`](../facts/index.md#context)"
    assert f"| [About store](../decisions/store.md) | Which one? | {kind} | 2 |" in page


def test_a_decision_stands_after_those_it_rests_on(tmp_path: Path) -> None:
    page = decision_index(
        small_site(
            tmp_path,
            decisions__early__decision=decision("early", after=["store"]),
            decisions__early__one=option("one"),
            decisions__early__two=option("two"),
        )
    )
    assert page.index("[About store]") < page.index("[About early]")
    assert page.endswith("```{toctree}\n:hidden:\n\nstore.md\nearly.md\n```\n")


def test_a_policy_is_listed_with_tags_and_severities(tmp_path: Path) -> None:
    severity = {"prototype": "off", "production": "note", "regulated": "error"}
    finding = {"severity": severity, "message": "it waits"}
    site = small_site(
        tmp_path, policies__calls__no_timeout=policy("no-timeout", tags=["calls", "data"], finding=finding)
    )
    link = "[About no-timeout](../policies/no-timeout.md) `no-timeout`"
    assert f"| {link} | calls, data | off | note | error |" in policy_index(site)


def test_a_technology_is_listed_with_its_newest_line_and_how_many_options_it_has(tmp_path: Path) -> None:
    page = technology_index(small_site(tmp_path))
    link = "[About database](../technologies/database.md)"
    assert f"| {link} | relational | Apache-2.0 | 3 | 1, until 2030-06-30 | 1 |" in page


def test_a_technology_without_an_end_of_life_or_options_is_listed_without(tmp_path: Path) -> None:
    lines = [{"line": "7", "latest": "7.1", "end-of-life": "unknown"}]
    spare = technology("spare", releases={"lines": lines, **DATED})
    page = technology_index(small_site(tmp_path, technologies__relational__spare=spare))
    assert "| [About spare](../technologies/spare.md) | relational | Apache-2.0 | 3 | 7 | |" in page


def test_technologies_are_listed_by_category_and_beside_the_page_by_title(tmp_path: Path) -> None:
    broker = technology("zebra", category="broker", title="Zebra")
    page = technology_index(small_site(tmp_path, technologies__broker__zebra=broker))
    assert page.index("[Zebra]") < page.index("[About database]")
    assert page.endswith("```{toctree}\n:hidden:\n\ndatabase.md\nzebra.md\n```\n")


def test_explanations_by_hand_are_linked_to_where_they_are(tmp_path: Path) -> None:
    pages = [decision_index(replace(small_site(tmp_path), manual=manual)) for manual in (True, False)]
    assert ["inference.md" in page for page in pages] == [True, False]
