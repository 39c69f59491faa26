"""stands_alone(): whether a pack is meant to be loaded by itself."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from archrules.knowledge_base.pack_standing import stands_alone
from archrules.knowledge_base.packs import built_in

PACK = "name: mine\ntitle: Mine\nversion: 0.1.0\nas-of: 2026-01-01\n"
SOURCES = "sources: {book: {title: A book, author: Somebody, year: 2020}}\n"


def rule(name: str, *, source: str = "book", decision: str = "ours") -> str:
    return (
        f"id: {name}\ntitle: One is barred\nstatus: stable\nsince: 0.1.0\nwhy: Nobody runs it.\n"
        f"sources: [{{ref: {source}, where: stores}}]\n"
        f"when: [{{option: {{decision: {decision}, name: $option}}}}]\n"
        f"derive: {{barred: {{decision: {decision}, option: $option, because: so}}}}\n"
        "examples:\n"
        f"  - {{name: one, given: [{{option: {{decision: {decision}, name: x}}}}], expect: []}}\n"
        "  - {name: none, given: [], expect: []}\n"
    )


def pack(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in {"pack.yaml": PACK, "sources.yaml": SOURCES, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def test_a_pack_that_names_nothing_of_others_stands_alone(tmp_path: Path) -> None:
    assert stands_alone(pack(tmp_path, {"derivations/barring.yaml": rule("barring")}))


def test_the_built_in_knowledge_stands_alone() -> None:
    assert stands_alone(built_in())


def test_without_sources_of_its_own_it_does_not(tmp_path: Path) -> None:
    pack(tmp_path, {})
    (tmp_path / "sources.yaml").unlink()
    assert not stands_alone(tmp_path)


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"pack.yaml": f"{PACK}requires: [acme]\n"}, id="requires"),
        pytest.param({"pack.yaml": f"{PACK}replaces: [nothing]\n"}, id="replaces"),
        pytest.param({"pack.yaml": f"{PACK}disables: [nothing]\n"}, id="disables"),
        pytest.param({"derivations/mine.barring.yaml": rule("mine.barring")}, id="an item named after it"),
        pytest.param({"derivations/mine.barring.yaml": "id: [\n"}, id="a broken item named after it"),
        pytest.param({"sources.yaml": SOURCES.replace("book", "mine.book")}, id="a source named after it"),
        pytest.param({"derivations/barring.yaml": rule("barring", source="guide-b")}, id="a source of below"),
        pytest.param(
            {"derivations/barring.yaml": rule("barring", decision="datastore")}, id="a decision of below"
        ),
        pytest.param({"decisions/datastore/ours.yaml": "id: ours\n"}, id="an option of a decision of below"),
    ],
)
def test_what_builds_on_others_does_not(files: Mapping[str, str], tmp_path: Path) -> None:
    assert not stands_alone(pack(tmp_path, files))


def test_a_source_that_is_nowhere_is_a_fault_of_a_pack_that_stands_alone(tmp_path: Path) -> None:
    assert stands_alone(pack(tmp_path, {"derivations/barring.yaml": rule("barring", source="bok")}))


def test_a_source_of_below_that_it_has_itself_is_its_own(tmp_path: Path) -> None:
    files = {
        "sources.yaml": SOURCES.replace("book", "guide-b"),
        "derivations/barring.yaml": rule("barring", source="guide-b"),
    }
    assert stands_alone(pack(tmp_path, files))
