"""Packs by name and by path: where they are looked for, and that nothing of theirs is run."""

import sys
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from archrules.errors import KnowledgeError
from archrules.knowledge_base import installed_packs
from archrules.knowledge_base.installed_packs import GROUP, PackPlace, located
from archrules.knowledge_base.loading import load_knowledge
from tests.unit.knowledge_base import small_pack
from tests.unit.knowledge_base.small_pack import PACK, write_pack
from tests.unit.knowledge_base.stacks import pack

FORBIDDEN = "raise SystemExit('this code was run')"


def install(site: Path, name: str, value: str, *, project: str | None = None) -> None:
    """What an installer leaves of a distribution with one entry point."""
    project = project or name
    info = site / f"{project}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project}\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text(f"[{GROUP}]\n{name} = {value}\n", "utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path of this interpreter, with a package whose code must not be run."""
    folder = tmp_path / "site"
    monkeypatch.syspath_prepend(folder)
    for package in ("acme_rules", "acme_rules/inner"):
        write_pack(folder / package, {**pack(), "__init__.py": FORBIDDEN})
    return folder


def told(*packs: str | Path) -> list[str]:
    return [str(fault) for fault in located(packs)[1]]


@pytest.mark.parametrize("value", ["acme_rules", "acme_rules.inner"])
def test_an_installed_pack_is_the_folder_of_the_package_that_its_entry_point_names(
    site: Path, value: str
) -> None:
    install(site, "acme", value)
    assert located(["acme"]) == ([PackPlace(site.joinpath(*value.split(".")), "acme")], [])


def test_no_code_of_an_installed_pack_is_run(site: Path, tmp_path: Path) -> None:
    install(site, "acme", "acme_rules.inner")
    knowledge = load_knowledge(write_pack(tmp_path / "below", PACK), ["acme"])
    assert [record.name for record in knowledge.records] == ["small", "acme"]
    assert "acme_rules" not in sys.modules


def test_an_installed_pack_is_used_only_when_it_is_named(site: Path, tmp_path: Path) -> None:
    install(site, "acme", "acme_rules")
    below = write_pack(tmp_path / "below", PACK)
    assert [record.name for record in load_knowledge(below).records] == ["small"]


@pytest.mark.parametrize("path", ["./acme", "Acme", "packs/acme", "acme_rules"])
def test_what_is_no_name_is_a_path(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(path).mkdir(parents=True)
    assert located([path]) == ([PackPlace(Path(path))], [])


@pytest.mark.parametrize("path", ["./acme", "packs/acme", "/nowhere/acme/"])
def test_a_path_that_leads_nowhere_is_told_as_it_was_written(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert told(path) == [f"{path}:1:1: there is no such folder: check the path"]


def test_a_folder_with_a_name_like_it_is_offered_as_it_has_to_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hotbag").mkdir()
    (tmp_path / "hotbags").write_text("no folder", "utf-8")
    assert told("./hotbg") == [
        "./hotbg:1:1: there is no such folder (did you mean './hotbag'?): check the path"
    ]


def test_a_path_object_is_never_a_name(site: Path) -> None:
    install(site, "acme", "acme_rules")
    assert located([Path("acme")]) == ([PackPlace(Path("acme"))], [])


def test_a_single_pack_need_not_stand_in_a_list(tmp_path: Path) -> None:
    below, upper = write_pack(tmp_path / "below", PACK), write_pack(tmp_path / "upper", pack())
    assert load_knowledge(below, str(upper)).digest == load_knowledge(below, [upper]).digest


def test_a_name_that_is_not_installed_is_told_with_one_like_it(site: Path) -> None:
    install(site, "acme", "acme_rules")
    assert told("acne") == ["acne:1:1: no pack of this name is installed (did you mean 'acme'?)"]


def test_a_folder_of_the_name_is_told_with_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "acme").mkdir()
    assert told("acme") == [
        "acme:1:1: no pack of this name is installed; the folder of that name is './acme'"
    ]


def test_two_installed_packs_of_one_name_are_told(site: Path) -> None:
    install(site, "acme", "acme_rules", project="first")
    install(site, "acme", "acme_rules.inner", project="second")
    assert told("acme") == ["acme:1:1: first and second both install a pack of this name: remove one of them"]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            "acme_rules:PACK",
            "its entry point has to name a package such as 'acme_pack', not 'acme_rules:PACK'",
        ),
        ("../other", "its entry point has to name a package such as 'acme_pack', not '../other'"),
        ("not_there", "its entry point names the package 'not_there', which has no folder of its own"),
        ("this", "its entry point names the package 'this', which has no folder of its own"),
    ],
)
def test_an_entry_point_that_names_no_package_is_told(site: Path, value: str, message: str) -> None:
    install(site, "acme", value)
    assert told("acme") == [f"acme:1:1: {message}"]


def test_a_module_without_a_description_of_itself_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    found = EntryPoints([EntryPoint("acme", "__main__", GROUP)])
    monkeypatch.setattr(installed_packs, "entry_points", lambda **_: found)
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None)
    assert told("acme") == [
        "acme:1:1: its entry point names the package '__main__', which has no folder of its own"
    ]


def test_a_pack_is_called_what_it_is_installed_as(site: Path, tmp_path: Path) -> None:
    install(site, "other", "acme_rules.inner")
    with pytest.raises(KnowledgeError) as raised:
        load_knowledge(write_pack(tmp_path / "below", PACK), ["other"])
    assert str(raised.value) == (
        f"{site / 'acme_rules' / 'inner' / 'pack.yaml'}:2:10: the pack is installed as 'other'; give "
        "it the same name here and there"
    )


def test_all_names_that_are_not_found_are_told_beside_the_faults_of_files(tmp_path: Path) -> None:
    upper = write_pack(tmp_path / "upper", pack(disables=["zzz"]))
    with pytest.raises(KnowledgeError) as raised:
        load_knowledge(write_pack(tmp_path / "below", PACK), ["one", upper, "two"])
    assert [fault.file for fault in raised.value.faults] == [str(upper / "pack.yaml"), "one", "two"]


def test_a_pack_in_an_archive_is_laid_as_its_folder_is(tmp_path: Path) -> None:
    import zipfile

    files = pack(files={"derivations/acme.x.yaml": small_pack.derivation("acme.x")})
    folder, archive = write_pack(tmp_path / "upper", files), tmp_path / "upper.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for file in sorted(folder.rglob("*.yaml")):
            packed.write(file, file.relative_to(folder).as_posix())
    below = write_pack(tmp_path / "below", PACK)
    with zipfile.ZipFile(archive) as packed:
        assert load_knowledge(below, [zipfile.Path(packed)]).digest == load_knowledge(below, [folder]).digest
