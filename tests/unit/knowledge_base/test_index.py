"""The index of the knowledge that judges systems: equal to what the files give, and used only where it is theirs."""

import pickle
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from archrules.knowledge_base import index
from archrules.knowledge_base.images import load_images
from archrules.knowledge_base.index import Index, index_bytes, index_of, knowledge_for_checks, read_index
from archrules.knowledge_base.loading import load_for_checks
from tests.house.documents import ROOT

KNOWLEDGE = ROOT / "knowledge"
DIGEST_SIZE = 32


@cache
def content() -> bytes:
    return index_bytes()


def found(made: bytes | None = None, folder: Path = KNOWLEDGE) -> Index:
    read = index_of(content() if made is None else made, folder)
    assert read is not None
    return read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the knowledge, to be changed."""
    return Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))


def test_it_holds_what_the_files_give() -> None:
    assert found().knowledge == load_for_checks()


def test_it_holds_the_table_of_images() -> None:
    assert found().images == load_images()
    assert found().images.of_image("postgres") == load_images().of_image("postgres")


def test_its_knowledge_has_the_digest_and_records_of_that_in_the_files() -> None:
    assert found().knowledge.digest == load_for_checks().digest
    assert found().knowledge.records == load_for_checks().records


def test_its_kinds_are_those_of_the_vocabulary() -> None:
    rules = [each.rule for each in found().knowledge.derivations.values()]
    kinds = [template.kind for rule in rules for template in rule.conclusions]
    assert kinds
    assert all(kind is index.kind_named(kind.name) for kind in kinds)


def test_it_is_the_same_bytes_each_time() -> None:
    code = "import hashlib; from archrules.knowledge_base.index import index_bytes; "
    command = [sys.executable, "-c", f"{code}print(hashlib.sha256(index_bytes()).hexdigest())"]
    environment = {"PYTHONHASHSEED": "0", "PYTHONPATH": str(ROOT)}
    made = {
        subprocess.run(command, capture_output=True, check=True, cwd=ROOT, env=environment).stdout
        for _ in range(2)
    }
    assert len(made) == 1


@pytest.mark.parametrize(
    "name",
    [
        "pack.yaml",
        "sources.yaml",
        "images.yaml",
        "policies/reliability/service-without-health-check.yaml",
        "derivations/systems/new.yaml",
    ],
)
def test_it_does_not_count_where_a_file_is_another(name: str, folder: Path) -> None:
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert index_of(content(), folder) is None


def test_it_does_not_count_where_a_file_is_missing(folder: Path) -> None:
    (folder / "policies" / "reliability" / "service-without-health-check.yaml").unlink()
    assert index_of(content(), folder) is None


def test_it_counts_where_other_knowledge_is_another(folder: Path) -> None:
    shutil.rmtree(folder / "technologies")
    assert index_of(content(), folder) is not None


@pytest.mark.parametrize("rest", [b"", b"nonsense", pickle.dumps({"a": 1}), pickle.dumps(print)])
def test_one_that_holds_something_else_does_not_count(rest: bytes) -> None:
    assert index_of(content()[:DIGEST_SIZE] + rest, KNOWLEDGE) is None


def test_a_checkout_has_none_and_reads_its_files() -> None:
    assert read_index() is None
    assert knowledge_for_checks() == load_for_checks()


def test_where_there_is_one_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    made = found()
    monkeypatch.setattr(index, "read_index", lambda: made)
    assert knowledge_for_checks() is made.knowledge
    load_images.cache_clear()
    try:
        assert load_images() is made.images
    finally:
        load_images.cache_clear()
