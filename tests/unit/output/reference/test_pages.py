"""All pages together: they are complete, hold together, and stay whole whatever stands in the knowledge."""

import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archrules.errors import printable
from archrules.output.escaping import visible_text
from archrules.output.reference.pages import reference_pages
from tests.unit.knowledge_base import small_pack
from tests.unit.knowledge_base.small_pack import argument, parameter
from tests.unit.output.reference.reference_data import broken_links, small_site, structure, unlisted
from tests.unit.output.test_escaping import HOSTILE, SIGNS

PLAIN = "word"
ATTACKS = [text for text in HOSTILE if text.strip() and printable(text) == text]
"""Those that a pack may hold: others are refused when it is read."""
TEXTS = st.one_of(st.sampled_from(ATTACKS), st.text(SIGNS, max_size=12), st.text(max_size=12)).filter(
    lambda text: text.strip() and printable(text) == text
)

few = settings(max_examples=25)


def changed(text: str) -> dict[str, Any]:
    """The small pack with a text wherever one may stand."""
    where = {"ref": "book", "where": text}
    said = {"title": text, "why": text, "sources": [where]}
    number = {**parameter(), "unit": text, "why": text, "source": where}
    told = text.replace("{", "(").replace("}", ")")  # no holes
    value = told.replace("$", "S")  # no variable
    examples = [{"name": text, "expect": {}}, {"name": text, "expect": {}}]
    ruled = {**said, "examples": examples, "parameters": {"limit": number}}
    risk = dict.fromkeys(("about", "text", "mitigation"), value)
    veto = {"when": [{"test": "limit > 3"}, {"team": {"name": value}}], "because": told, "source": where}
    option = small_pack.option(
        "second",
        **ruled,
        shape=text,
        gives=[text],
        vetoes=[veto],
        arguments=[argument(because=told, source=where)],
        revisit=[told],
        properties={"key": text},
        **{"gives-up": [text]},
    )
    dated = {"source": where, "as-of": "2026-01-31", "evidence": "registry"}
    return {
        "sources": {"sources": {"book": {"title": text, "author": text, "year": 2020, "url": text}}},
        "defaults__horizon": small_pack.default(
            "horizon", **said, unit=text, override=text, question=text, changes=text
        ),
        "derivations__teams__big_team": small_pack.derivation("big-team", **ruled, derive={"risk": risk}),
        "policies__calls__no_timeout": small_pack.policy(
            "no-timeout",
            **said,
            examples=examples,
            finding={"severity": "error", "message": told},
            remedies=[{"do": text, "costs": text, "unless": [text]}],
        ),
        "decisions__store__second": option,
        "decisions__store__decision": small_pack.decision(
            "store",
            **{**said, "question": text, "criteria": {"cost": {"weight": 3, "why": text}}},
            examples=[{"name": text, "expect": text}, {"name": text, "expect": text}],
        ),
        "technologies__relational__database": small_pack.technology(
            "database",
            **said,
            homepage=text,
            licence={"name": text, "osi-approved": True, **dated},
            maturity={"value": 3, "why": text, "source": where},
            releases={"lines": [{"line": text, "latest": text, "end-of-life": "unknown"}], **dated},
            limits=[{"name": "most", "value": 5, "unit": text, "why": text, **dated}],
        ),
        "tables__team_size": small_pack.table(
            "team-size",
            **said,
            rows=[{"then": {"name": "x", "subject": value, "holds": True}, "because": text}],
        ),
    }


@pytest.fixture
def small_pages(tmp_path: Path) -> dict[str, str]:
    return reference_pages(small_site(tmp_path))


def test_every_item_has_its_page(small_pages: dict[str, str]) -> None:
    assert list(small_pages) == [
        "decisions/index.md",
        "decisions/store.md",
        "defaults/index.md",
        "derivations/index.md",
        "derivations/teams.md",
        "facts/index.md",
        "policies/index.md",
        "policies/no-timeout.md",
        "sources/index.md",
        "tables/index.md",
        "technologies/database.md",
        "technologies/index.md",
    ]


def test_every_link_leads_somewhere(small_pages: dict[str, str]) -> None:
    assert broken_links(small_pages) == []


def test_a_link_that_leads_nowhere_is_found(small_pages: dict[str, str]) -> None:
    pages = {**small_pages, "tables/index.md": "[a](../tables/other.md) [b](../facts/index.md#nothing)"}
    assert "tables/index.md: ../tables/other.md" in broken_links(pages)
    assert "tables/index.md: ../facts/index.md#nothing" in broken_links(pages)


def test_every_page_is_listed_by_an_index(small_pages: dict[str, str]) -> None:
    assert unlisted(small_pages) == []


def test_an_item_called_index_leaves_the_index_alone(tmp_path: Path) -> None:
    pages = reference_pages(small_site(tmp_path, policies__calls__index=small_pack.policy("index")))
    assert pages["policies/index-.md"].count("# About index") == 1
    assert "# Policies" in pages["policies/index.md"]
    assert broken_links(pages) + unlisted(pages) == []


@lru_cache(maxsize=2)
def made(text: str) -> dict[str, str]:
    with TemporaryDirectory() as folder:
        return reference_pages(small_site(Path(folder), **changed(text)))


@lru_cache(maxsize=1)
def plain_structure() -> dict[str, list[str]]:
    return {name: structure(page) for name, page in made(PLAIN).items()}


@few
@given(text=TEXTS)
def test_no_text_changes_the_structure_of_a_page(text: str) -> None:
    assert {name: structure(page) for name, page in made(text).items()} == plain_structure()


@few
@given(text=TEXTS)
def test_links_hold_whatever_titles_are(text: str) -> None:
    assert broken_links(made(text)) == []


@few
@given(text=TEXTS)
def test_nothing_invisible_is_left_in_a_page(text: str) -> None:
    pages = made(text)
    assert [name for name, page in pages.items() if visible_text(page) != page] == []


@pytest.mark.parametrize(
    "texts", [ATTACKS[::12], pytest.param(ATTACKS, marks=pytest.mark.long)], ids=["some", "all"]
)
def test_sphinx_builds_pages_of_any_text_without_a_warning(texts: list[str], tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    folders = []
    for number, text in enumerate(texts):
        pages = reference_pages(small_site(tmp_path / f"pack{number}", **changed(text)))
        for name, page in pages.items():
            place = docs / str(number) / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(page, "utf-8")
            folders += [f"{number}/{name}"] if name.endswith("/index.md") else []
    (docs / "conf.py").write_text(
        'extensions = ["myst_parser"]\nmyst_heading_anchors = 3\nnitpicky = True\n', "utf-8"
    )
    (docs / "index.md").write_text("\n".join(["# All", "```{toctree}", *folders, "```", ""]), "utf-8")
    places: list[str | Path] = [docs, tmp_path / "out"]
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "dummy", *places]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
