"""The table of images: what is looked up in it, and what is refused in the file."""

from pathlib import Path
from typing import Any

import pytest

from archrules.errors import KnowledgeError
from archrules.knowledge_base.images import ImageItem, ImageTable, load_images
from archrules.knowledge_base.loading import load_knowledge
from tests.unit.knowledge_base import small_pack
from tests.unit.knowledge_base.small_pack import with_changes, write_pack

SOURCE = {"ref": "book"}
POSTGRESQL: dict[str, Any] = {
    "kind": "data-store",
    "technology": "postgresql",
    "role": "database",
    "images": ["postgres"],
    "names": ["db"],
    "schemes": ["postgres"],
    "source": SOURCE,
}
SQL_SERVER = {
    **POSTGRESQL,
    "technology": "sql-server",
    "images": ["mssql/server"],
    "names": [],
    "schemes": [],
}
SERVER: dict[str, Any] = {"kind": "service", "technology": "server", "images": ["server"], "source": SOURCE}


def table(folder: Path, *tasks: str, **items: dict[str, Any]) -> ImageTable:
    file = {"images": items, "tasks": list(tasks)}
    return load_knowledge(write_pack(folder, with_changes({"images.yaml": file}))).images


def technology(items: ImageTable, image: str) -> str | None:
    return told(items.of_image(image))


def told(item: ImageItem | None) -> str | None:
    return item.technology if item else None


def faults(folder: Path, **items: dict[str, Any]) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        table(folder, **items)
    return [fault.message for fault in caught.value.faults]


@pytest.mark.parametrize("image", ["postgres", "library/postgres", "team/mirror/of/postgres"])
def test_an_image_is_known_by_the_end_of_its_name(tmp_path: Path, image: str) -> None:
    assert technology(table(tmp_path, postgresql=POSTGRESQL), image) == "postgresql"


@pytest.mark.parametrize("image", ["my-postgres", "postgres-exporter", "postgres/tool", ""])
def test_an_image_that_only_looks_alike_is_not_known(tmp_path: Path, image: str) -> None:
    assert technology(table(tmp_path, postgresql=POSTGRESQL), image) is None


@pytest.mark.parametrize(
    ("image", "known"), [("mssql/server", "sql-server"), ("other/server", "server"), ("server", "server")]
)
def test_the_longest_end_decides(tmp_path: Path, image: str, known: str) -> None:
    items = table(tmp_path, **{"server": SERVER, "sql-server": SQL_SERVER})
    assert technology(items, image) == known


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("db", "postgresql"),
        ("DB", "postgresql"),
        ("orders-db", "postgresql"),
        ("orders_db", "postgresql"),
        ("ordersdb", None),
        ("db-orders", None),
        ("", None),
    ],
)
def test_a_store_is_known_by_its_name_or_the_last_word_of_it(
    tmp_path: Path, name: str, known: str | None
) -> None:
    assert told(table(tmp_path, postgresql=POSTGRESQL).of_name(name)) == known


@pytest.mark.parametrize(("name", "known"), [("app", "server"), ("my-app", None)])
def test_a_service_is_known_by_its_whole_name(tmp_path: Path, name: str, known: str | None) -> None:
    assert told(table(tmp_path, server={**SERVER, "names": ["app"]}).of_name(name)) == known


@pytest.mark.parametrize("name", ["init-db", "db_init", "DB-INIT", "orders-init-db"])
def test_what_does_something_to_a_store_is_a_task_and_none(tmp_path: Path, name: str) -> None:
    items = table(tmp_path, "init", postgresql=POSTGRESQL)
    assert (told(items.of_name(name)), items.is_task(name)) == (None, True)


@pytest.mark.parametrize(
    ("scheme", "known"),
    [
        ("postgres", "postgresql"),
        ("POSTGRES", "postgresql"),
        ("postgres+driver", "postgresql"),
        ("http", None),
    ],
)
def test_an_address_is_known_by_its_scheme(tmp_path: Path, scheme: str, known: str | None) -> None:
    assert told(table(tmp_path, postgresql=POSTGRESQL).of_scheme(scheme)) == known


def test_a_pack_without_a_table_knows_no_image(tmp_path: Path) -> None:
    assert load_knowledge(write_pack(tmp_path, small_pack.PACK)).images == ImageTable()


def test_another_table_is_other_knowledge(tmp_path: Path) -> None:
    files: dict[str, small_pack.Files] = {
        "without": {},
        "with": {"images.yaml": {"images": {"server": SERVER}}},
        "with tasks": {"images.yaml": {"images": {"server": SERVER}, "tasks": ["init"]}},
    }
    packs = [write_pack(tmp_path / name, with_changes(changes)) for name, changes in files.items()]
    assert len({load_knowledge(pack).digest for pack in packs}) == 3


@pytest.mark.parametrize("place", ["images", "names", "schemes"])
def test_what_stands_twice_is_refused(tmp_path: Path, place: str) -> None:
    text = POSTGRESQL[place][0]
    second = {**SERVER, place: [text]}
    assert faults(tmp_path, postgresql=POSTGRESQL, server=second) == [
        f"{text!r} also stands under 'postgresql': keep one"
    ]


@pytest.mark.parametrize("kind", ["data-store", "infrastructure"])
def test_what_needs_a_role_has_one(tmp_path: Path, kind: str) -> None:
    assert faults(tmp_path, server={**SERVER, "kind": kind}) == [f"what is {kind} needs a role: add `role:`"]


def test_an_unknown_source_is_refused(tmp_path: Path) -> None:
    assert faults(tmp_path, server={**SERVER, "source": {"ref": "bok"}}) == [
        "sources.yaml has no source 'bok' (did you mean 'book'?)"
    ]


@pytest.mark.parametrize("image", ["Postgres", "postgres:16", "registry.example/", "", "/postgres"])
def test_an_image_is_written_as_the_plain_end_of_a_name(tmp_path: Path, image: str) -> None:
    assert any(
        image in each or "text" in each for each in faults(tmp_path, server={**SERVER, "images": [image]})
    )


@pytest.mark.parametrize(
    ("image", "kind"),
    [
        ("postgres", "data-store"),
        ("redis", "cache"),
        ("rabbitmq", "broker"),
        ("nginx", "gateway"),
        ("prom/prometheus", "infrastructure"),
        ("node", "service"),
    ],
)
def test_the_built_in_table_knows_the_common_images(image: str, kind: str) -> None:
    found = load_images().of_image(image)
    assert found is not None
    assert found.kind == kind


def test_the_built_in_table_is_that_of_the_built_in_knowledge() -> None:
    assert load_images() == load_knowledge().images
