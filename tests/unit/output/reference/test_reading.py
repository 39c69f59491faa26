from pathlib import Path

import pytest

from archrules.errors import KnowledgeError
from archrules.output.reference.reading import read_site
from tests.house.documents import ROOT
from tests.unit.knowledge_base import small_pack
from tests.unit.knowledge_base.stacks import about

COMPANY = ROOT / "docs" / "examples" / "company-pack"


def test_every_item_has_a_file_that_exists() -> None:
    site = read_site()
    assert site.knowledge.by_id.keys() - site.files.keys() == set()
    assert [name for name, file in site.files.items() if not (ROOT / file).is_file()] == []


def test_clauses_are_those_that_the_knowledge_lists() -> None:
    assert "S0-001" in read_site().clauses


def test_items_of_a_pack_have_files_below_its_name() -> None:
    files = read_site([COMPANY]).files
    assert files["acme.personal-data-is-encrypted"] == "acme/policies/acme.personal-data-is-encrypted.yaml"


def test_an_item_that_a_pack_replaces_has_the_file_of_the_pack() -> None:
    assert read_site([COMPANY]).files["horizon"] == "acme/defaults/horizon.yaml"


def test_a_pack_with_faults_is_refused(tmp_path: Path) -> None:
    files = {"pack.yaml": about("acme"), "policies/acme.odd.yaml": small_pack.policy("acme.odd", why=5)}
    with pytest.raises(KnowledgeError, match=r"acme\.odd\.yaml"):
        read_site([small_pack.write_pack(tmp_path, files)])
