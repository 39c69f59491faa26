"""What a container is taken for: by its image, then by what it is built from, then by its name."""

import pytest

from archrules.importers.dockerfile import Dockerfile
from archrules.importers.interpolation import UNKNOWN
from archrules.importers.kinds import Container, Kind, kind_of, repository_of, version_of
from archrules.knowledge_base.images import ElementKind, ImageItem, ImageTable
from archrules.knowledge_base.items import SourceReference

SOURCE = SourceReference(ref="book")


def item(kind: ElementKind, technology: str | None, *images: str, names: tuple[str, ...] = ()) -> ImageItem:
    role = "r" if kind in ("data-store", "infrastructure") else None
    return ImageItem(kind=kind, technology=technology, role=role, images=images, names=names, source=SOURCE)


TABLE = ImageTable(
    {
        "postgresql": item("data-store", "postgresql", "postgres", names=("db",)),
        "nginx": item("gateway", "nginx", "nginx"),
        "gateway": item("gateway", None, names=("gateway",)),
        "node": item("service", "nodejs", "node"),
        "go": item("service", "go", "golang"),
    },
    frozenset({"init"}),
)
STORE = Kind("data_stores", "postgresql", "16", "r")


def kind(
    name: str = "x", image: str | None = None, *, base: str | None = None, others: tuple[str, ...] = ()
) -> Kind:
    built = Dockerfile(base, others) if base else None
    return kind_of(Container(name, image, built, built is not None), TABLE)


def test_the_image_tells_the_kind() -> None:
    assert kind("x", "registry.example:5000/mirror/postgres:16-alpine") == STORE


def test_the_image_goes_before_the_name() -> None:
    assert kind("gateway", "postgres:16").collection == "data_stores"


def test_what_is_built_from_a_store_is_one() -> None:
    assert kind("x", base="postgres:16") == Kind(
        "data_stores", "postgresql", "16", "r", why="taken for a data store by the image it is built from"
    )


def test_what_is_built_from_a_language_is_a_service_of_it() -> None:
    assert kind("x", base="node:20") == Kind(technology="nodejs")


def test_the_language_may_stand_in_an_earlier_stage() -> None:
    assert kind("x", base="scratch", others=("alpine", "golang:1.22")) == Kind(technology="go")


def test_pages_built_with_node_and_served_are_a_frontend() -> None:
    found = kind("x", base="nginx:1.27", others=("node:20",))
    assert found == Kind("frontends", why="taken for a frontend: built with Node.js and served by nginx")


def test_a_web_server_without_pages_built_before_is_a_gateway() -> None:
    assert kind("x", base="nginx:1.27", others=("golang",)).collection == "gateways"


def test_the_name_tells_the_kind_where_nothing_else_does() -> None:
    assert kind("gateway", base="node:20") == Kind(
        "gateways", "nodejs", why="taken for a gateway by its name"
    )


def test_the_last_word_of_a_name_tells_a_store() -> None:
    assert kind("orders-db", "acme/orders-db:1") == Kind(
        "data_stores", "postgresql", "1", "r", why="taken for a data store by its name"
    )


@pytest.mark.parametrize("name", ["orders-gateway", "payments"])
def test_any_other_name_tells_nothing(name: str) -> None:
    assert kind(name, "acme/x") == Kind()


def test_what_prepares_a_store_is_none() -> None:
    assert kind("db-init", "postgres:16") == Kind(version="16", why="taken for a task by its name")


@pytest.mark.parametrize(
    ("image", "version"),
    [
        ("redis:6.2-alpine", "6.2"),
        ("redis:v7", "7"),
        ("a/b@sha256:00", None),
        ("redis:7.2@sha256:00", "7.2"),
        ("host:5000/redis", None),
        ("redis", None),
        ("redis:latest", None),
        ("redis:7a", None),
        (f"redis:7.{UNKNOWN}", None),
        ("redis:" + "9" * 300, None),
        (None, None),
    ],
)
def test_the_version_is_what_the_tag_starts_with(image: str | None, version: str | None) -> None:
    assert version_of(image) == version


@pytest.mark.parametrize(
    ("image", "repository"),
    [
        ("redis", "redis"),
        ("Redis:7", "redis"),
        ("library/redis:7", "library/redis"),
        ("host.example/a/redis:7@sha256:00", "a/redis"),
        ("localhost/redis", "redis"),
        ("host:5000/redis:7", "redis"),
        (f"{UNKNOWN}/redis:{UNKNOWN}", "redis"),
        (f"a/{UNKNOWN}", None),
        (f"a/redis{UNKNOWN}", None),
        (":7", None),
        ("/", None),
    ],
)
def test_an_image_has_a_name_without_registry_and_tag(image: str, repository: str | None) -> None:
    assert repository_of(image) == repository
