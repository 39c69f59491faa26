from pathlib import Path

from archrules.output.reference.default_page import default_page
from tests.unit.knowledge_base.small_pack import default
from tests.unit.output.reference.reference_data import small_site


def made(folder: Path, **changes: object) -> str:
    return default_page(small_site(folder, defaults__horizon=default("horizon", **changes)))


def test_a_default_is_listed_and_told(tmp_path: Path) -> None:
    page = made(tmp_path, evidence="published-default")
    assert "| [About horizon](../defaults/index.md#about-horizon) | 3 years | published default |" in page
    assert "## About horizon\n\n`horizon` · stable since 0.1.0" in page
    assert "**3 years** by published default." in page
    assert "it has a reason ([book](../sources/index.md#book), chapter 1)" in page


def test_how_to_say_it_and_why_it_matters_is_told(tmp_path: Path) -> None:
    page = made(tmp_path, override="system.horizon", question="How far?", changes="the size")
    assert "- **Said in the brief as:** `system.horizon`\n" in page
    assert "- **Asked:** How far?\n- **What the answer changes:** the size\n" in page


def test_a_default_that_nobody_asks_for_has_no_question(tmp_path: Path) -> None:
    assert "Asked" not in made(tmp_path)


def test_a_word_is_told_with_what_it_is_about(tmp_path: Path) -> None:
    assert "**any (provider)** by convention." in made(tmp_path, value="any", unit="provider")
