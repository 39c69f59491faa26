"""What kind of element a container is: by its image, by what it is built from, else by its name."""

import re
from dataclasses import dataclass

from archrules.importers.dockerfile import Dockerfile
from archrules.importers.interpolation import UNKNOWN
from archrules.knowledge_base.images import KEEPERS, ImageItem, ImageTable

COLLECTIONS = {
    "service": "services",
    "data-store": "data_stores",
    "cache": "caches",
    "broker": "brokers",
    "gateway": "gateways",
    "frontend": "frontends",
    "infrastructure": "infrastructure",
}
"""Where the elements of a kind stand in a System."""

_SPOKEN = {
    "data-store": "a data store",
    "cache": "a cache",
    "broker": "a broker",
    "gateway": "a gateway",
    "frontend": "a frontend",
    "infrastructure": "infrastructure",
}
_TAG = re.compile(r"v?([0-9]{1,20}(?:\.[0-9]{1,20}){0,3})(?![0-9A-Za-z])")
_REGISTRY = re.compile(r"[^/]*[.:][^/]*|localhost")


@dataclass(frozen=True, slots=True)
class Container:
    """What a description says that tells the kind of a container."""

    name: str
    image: str | None = None
    dockerfile: Dockerfile | None = None
    is_built: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """What a container is.

    `role`, `protocol` and `version` are None where they are not known; `why` says what the kind was taken from,
    where that is a convention.
    """

    collection: str = "services"
    technology: str | None = None
    version: str | None = None
    role: str | None = None
    protocol: str | None = None
    why: str | None = None


def kind_of(container: Container, table: ImageTable) -> Kind:
    """Return the kind of a container; one of which nothing is known is a service."""
    version = None if container.is_built else version_of(container.image)
    item = _of_image(container.image, table)
    if item is not None and item.kind in KEEPERS and table.is_task(container.name):
        return Kind(version=version, why="taken for a task by its name")
    if item is not None and item.kind != "service":
        return _kind(item, version)
    built = container.dockerfile or Dockerfile()
    base, others = _of_image(built.base, table), [_of_image(other, table) for other in built.others]
    if base is not None and base.kind != "service":
        return _of_base(base, others, version_of(built.base))
    language = next(
        (each for each in (item, base, *others) if each is not None and each.kind == "service"), None
    )
    technology = language.technology if language else None
    named = table.of_name(container.name)
    if named is not None:
        why = f"taken for {_SPOKEN[named.kind]} by its name"
        return _kind(named, version, why=why, technology=named.technology or technology)
    return Kind(technology=technology, version=version)


def version_of(image: str | None) -> str | None:
    """Return the numbers that the tag of an image starts with."""
    tag = (image or "").partition("@")[0].rpartition("/")[2].partition(":")[2]
    match = _TAG.match(tag)
    return match.group(1) if match and UNKNOWN not in tag else None


def repository_of(image: str) -> str | None:
    """Return the name of an image without registry, tag and digest; None where its last part is not known."""
    name = image.partition("@")[0].lower()
    head, _, last = name.rpartition("/")
    last = last.partition(":")[0]
    parts = [part for part in head.split("/") if part]
    if parts and (_REGISTRY.fullmatch(parts[0]) or UNKNOWN in parts[0]):
        parts = parts[1:]
    return None if UNKNOWN in last or not last else "/".join((*parts, last))


def _of_image(image: str | None, table: ImageTable) -> ImageItem | None:
    repository = repository_of(image) if image else None
    return table.of_image(repository) if repository else None


def _of_base(base: ImageItem, others: list[ImageItem | None], version: str | None) -> Kind:
    """The kind of what is built from an image that is no service: a web server may serve pages built before."""
    if base.kind == "gateway" and any(other and other.technology == "nodejs" for other in others):
        return Kind(
            "frontends", why=f"taken for a frontend: built with Node.js and served by {base.technology}"
        )
    return _kind(base, version, why=f"taken for {_SPOKEN[base.kind]} by the image it is built from")


def _kind(
    item: ImageItem, version: str | None, *, why: str | None = None, technology: str | None = None
) -> Kind:
    return Kind(COLLECTIONS[item.kind], technology or item.technology, version, item.role, item.protocol, why)
