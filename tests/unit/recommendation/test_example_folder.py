"""Folders whose examples are run: policies, packs that stand alone, and packs that are laid on the built-in one."""

from pathlib import Path

import pytest

from archrules.errors import KnowledgeError
from archrules.recommendation.example_folder import ExampleFolder, load_example_folder
from archrules.recommendation.examples import difference
from tests.unit.cli.systems import WATCHED, policies_in, written

PACK = "name: mine\ntitle: Mine\nversion: 0.1.0\nas-of: 2026-01-01\n"
SOURCES = "sources: {guide-b: {title: A guide, author: Somebody}}\n"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    (folder / "policies").mkdir(parents=True)
    written(folder / "pack.yaml", PACK)
    written(folder / "policies" / "watched.yaml", WATCHED)
    return folder


def names(folder: ExampleFolder) -> list[str]:
    return [str(each) for each in folder.examples()]


def test_without_a_folder_they_are_those_of_the_built_in_knowledge() -> None:
    folder = load_example_folder()
    assert len(names(folder)) > 100
    assert dict(folder.policies()) == folder.knowledge.policies


def test_policies_alone_need_no_pack(tmp_path: Path) -> None:
    folder = load_example_folder(policies_in(tmp_path))
    assert names(folder) == [
        "few: two in one",
        "few: one alone",
        "watched: no check",
        "watched: a check",
    ]
    assert [name for name, _ in folder.policies()] == ["few", "watched"]


def test_a_pack_with_sources_of_its_own_stands_alone(pack: Path) -> None:
    written(pack / "sources.yaml", SOURCES)
    folder = load_example_folder(pack)
    assert names(folder) == ["watched: no check", "watched: a check"]
    assert folder.knowledge.pack.name == "mine"


def test_a_pack_that_leans_on_the_built_in_knowledge_is_laid_on_it(pack: Path) -> None:
    (pack / "policies" / "watched.yaml").unlink()
    written(pack / "policies" / "mine.watched.yaml", WATCHED.replace("id: watched", "id: mine.watched"))
    folder = load_example_folder(pack)
    assert names(folder) == ["mine.watched: no check", "mine.watched: a check"]
    assert [name for name, _ in folder.policies()] == ["mine.watched"]


def test_their_examples_run_where_they_were_loaded(pack: Path) -> None:
    written(pack / "sources.yaml", SOURCES)
    folder = load_example_folder(pack)
    assert [difference(folder.knowledge, each) for each in folder.examples()] == [None, None]


def test_the_faults_of_a_pack_are_told(pack: Path) -> None:
    written(pack / "sources.yaml", SOURCES)
    written(pack / "policies" / "watched.yaml", WATCHED.replace("health_check: none", "health_chek: none"))
    with pytest.raises(KnowledgeError, match=r"watched\.yaml:10:\d+: .*health_chek"):
        load_example_folder(pack)


@pytest.mark.parametrize("word", ["disables", "replaces"])
def test_a_name_that_is_not_there_to_be_changed_is_told_with_the_one_that_was_meant(
    word: str, pack: Path
) -> None:
    written(pack / "sources.yaml", SOURCES)
    written(pack / "pack.yaml", f"{PACK}{word}: [communication/grapql]\n")
    with pytest.raises(
        KnowledgeError, match=r"'communication/grapql' \(did you mean 'communication/graphql'\?\)"
    ):
        load_example_folder(pack)
