"""The built-in knowledge passes its own lint."""

from archrules.knowledge_base.lint.faults import CODES
from archrules.knowledge_base.lint.linting import lint
from archrules.knowledge_base.packs import built_in
from tests.house.documents import ROOT

KNOWN: dict[tuple[str, str], str] = {}
"""File and code of what is known to be wrong, and why it stays for the time being."""


def test_lint_finds_nothing_in_the_built_in_knowledge_but_what_is_known() -> None:
    unknown = [
        str(fault) for fault in lint() if (fault.file.removeprefix(f"{built_in()}/"), fault.code) not in KNOWN
    ]
    assert unknown == []


def test_nothing_is_kept_as_known_that_has_been_mended() -> None:
    found = {(fault.file.removeprefix(f"{built_in()}/"), fault.code) for fault in lint()}
    assert set(KNOWN) - found == set()


def test_the_readme_says_what_each_code_means() -> None:
    text = (built_in() / "README.md").read_text("utf-8")
    assert [code for code in CODES if f"`{code}`" not in text] == []


def test_lint_finds_nothing_in_the_company_pack_of_the_documentation() -> None:
    assert lint(packs=[ROOT / "docs" / "examples" / "company-pack"]) == ()
