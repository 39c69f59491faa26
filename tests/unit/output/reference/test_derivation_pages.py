from pathlib import Path

from archrules.output.reference.derivation_pages import derivation_index, derivation_page
from tests.unit.knowledge_base import small_pack
from tests.unit.output.reference.reference_data import small_site


def test_the_index_lists_derivations_by_area_and_the_page_of_each_area(tmp_path: Path) -> None:
    rule = small_pack.flags("other-rule", small_pack.TEAM)
    page = derivation_index(small_site(tmp_path, derivations__more_rules__other_rule=rule))
    assert "## More rules\n\n- [About other-rule](../derivations/more-rules.md#about-other-rule)\n" in page
    assert "## Teams\n\n- [About big-team](../derivations/teams.md#about-big-team)\n" in page
    assert page.endswith("```{toctree}\n:hidden:\n\nmore-rules.md\nteams.md\n```\n")


def test_a_derivation_tells_its_conditions_and_what_follows(tmp_path: Path) -> None:
    page = derivation_page(small_site(tmp_path), "teams")
    assert "# Derivations: teams\n" in page
    assert (
        "```yaml\n- team: {name: $team, size: $size}\n- test: size > limit\n```\n\nthis follows:\n\n" in page
    )
    fact = "a fact [`derived_flag`](../facts/index.md#derived_flag)"
    assert f"- {fact}\n  - `name`: big-team\n  - `subject`: `$team`\n  - `holds`: true\n" in page


def test_a_derivation_tells_reason_source_parameters_and_examples(tmp_path: Path) -> None:
    page = derivation_page(small_site(tmp_path), "teams")
    assert "it has a reason ([book](../sources/index.md#book), chapter 1)\n" in page
    assert "| `limit` | 5 people | convention |" in page
    assert "**Examples**\n\n- yes\n- no\n" in page
