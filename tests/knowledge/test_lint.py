"""The built-in knowledge passes its own lint."""

from archrules.knowledge_base.lint.faults import CODES
from archrules.knowledge_base.lint.linting import lint
from archrules.knowledge_base.packs import built_in
from tests.house.documents import ROOT


def test_lint_finds_nothing_in_the_built_in_knowledge() -> None:
    assert [str(fault) for fault in lint()] == []


def test_the_readme_says_what_each_code_means() -> None:
    text = (built_in() / "README.md").read_text("utf-8")
    assert [code for code in CODES if f"`{code}`" not in text] == []


def test_lint_finds_nothing_in_the_company_pack_of_the_documentation() -> None:
    assert lint(packs=[ROOT / "docs" / "examples" / "company-pack"]) == ()
