"""A service of a compose file, and what it says of itself: its container, its health, its replicas, its ports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from archrules.errors import SystemFileError
from archrules.importers.dockerfile import LIMIT, Dockerfile, read_dockerfile
from archrules.importers.folder import Folder, OutsideError
from archrules.importers.interpolation import UNKNOWN
from archrules.importers.kinds import Container
from archrules.model.system import MOST_REPLICAS

if TYPE_CHECKING:
    from archrules.importers.log import Log
    from archrules.importers.nodes import Node, Span

T = TypeVar("T")

_LOOPBACK = re.compile(r"(?:127\.[0-9.]+|\[::1\]|localhost):")
_WHOLE = re.compile(r"[0-9]{1,7}")


@dataclass(frozen=True, slots=True)
class ComposeService:
    """A service with all that it extends; `span` is the place of its name."""

    name: str
    span: Span
    node: Node

    def at(self, *keys: str) -> Node | None:
        """Return an attribute, or what stands below it."""
        return self.node.at(*keys)

    def text(self, *keys: str) -> str | None:
        """Return an attribute that is text and known; None where it is not."""
        node = self.at(*keys)
        text = node.text() if node else None
        return text if text and UNKNOWN not in text else None

    @property
    def is_whole(self) -> bool:
        """Whether it says what it runs. One that does not is completed by another file, which may say more."""
        return self.at("image") is not None or self.at("build") is not None


@dataclass(frozen=True, slots=True)
class Stated(Generic[T]):
    """A value and the place that states it."""

    value: T
    span: Span


def container_of(service: ComposeService, folder: Folder) -> Container:
    """Return what tells the kind of the container of a service."""
    image = service.at("image")
    return Container(
        service.name, image.text() if image else None, _dockerfile(service, folder), bool(service.at("build"))
    )


def _dockerfile(service: ComposeService, folder: Folder) -> Dockerfile | None:
    """What the service is built from; None where it is not built, or from what stands elsewhere."""
    context, inline = service.at("build", "context"), service.text("build", "dockerfile_inline")
    target = service.text("build", "target")
    if inline is not None:
        return read_dockerfile(inline, target)
    if context is None or not context.text():
        return None
    path = PurePath(context.text() or "", service.text("build", "dockerfile") or "Dockerfile")
    try:
        relative = folder.find(context.span.origin.base, str(path))
        return read_dockerfile(folder.read(relative, limit=LIMIT), target) if folder.has(relative) else None
    except (OutsideError, SystemFileError):
        return None


def health_of(
    service: ComposeService, dockerfile: Dockerfile | None
) -> Stated[Literal["readiness", "none"]] | None:
    """Return the health check; None where neither the service nor what it is built from tells of one."""
    span, test = service.node.key("healthcheck") or service.span, service.at("healthcheck", "test")
    if (service.text("healthcheck", "disable") or "").lower() == "true":
        return Stated("none", span)
    words = [word.text() for word in test.items() or [test]] if test else []
    if words and words[0]:
        return Stated("none" if test and test.items() and words[0] == "NONE" else "readiness", span)
    if dockerfile is None or dockerfile.health is None:
        return None
    span = service.node.key("build") or service.span
    return Stated("none" if dockerfile.health == "none" else "readiness", span)


def replicas_of(service: ComposeService, log: Log) -> Stated[int] | None:
    """Return how many containers are started: one, unless the service says another number."""
    if not service.is_whole or (service.text("deploy", "mode") or "replicated") not in (
        "replicated",
        "replicated-job",
    ):
        return None
    stated = [node for node in (service.at("deploy", "replicas"), service.at("scale")) if node is not None]
    found: list[Stated[int]] = []
    for node in stated:
        text = node.text() or ""
        if not _WHOLE.fullmatch(text) or int(text) > MOST_REPLICAS:
            log.note(
                node.span, f"how many replicas there are is not known: write a number up to {MOST_REPLICAS}"
            )
            return None
        found.append(Stated(int(text), node.span))
    if len({each.value for each in found}) > 1:
        log.note(found[1].span, "'scale' and 'deploy.replicas' are not the same number: keep one")
        return None
    return found[0] if found else Stated(1, service.span)


def is_internal(service: ComposeService, networks: frozenset[str], outer: frozenset[str]) -> bool:
    """Whether nothing outside of its networks reaches a service; False where that is not known.

    `networks` are those it is in, `outer` those that others may be in too.
    """
    if not service.is_whole or not networks or networks & outer:
        return False
    ports = service.at("ports")
    return ports is None or all(map(_is_local, ports.items()))


def _is_local(port: Node) -> bool:
    """Whether a port is published to this machine alone."""
    text = port.text() or ""
    address = port.at("host_ip")
    return bool(_LOOPBACK.match(text) or (address and _LOOPBACK.match(f"{address.text()}:")))
