"""The elements of a System that the services of a compose file are, and the place of each value."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from archrules.errors import printable
from archrules.importers.compose.services import (
    ComposeService,
    Stated,
    health_of,
    replicas_of,
)
from archrules.importers.interpolation import UNKNOWN
from archrules.importers.kinds import Container, Kind
from archrules.importers.log import Log
from archrules.model.system import (
    Broker,
    Cache,
    DataStore,
    Element,
    Frontend,
    Gateway,
    Infrastructure,
    Service,
)

if TYPE_CHECKING:
    from archrules.importers.nodes import Span

_CLASSES: dict[str, type[Element]] = {
    "services": Service,
    "data_stores": DataStore,
    "caches": Cache,
    "brokers": Broker,
    "gateways": Gateway,
    "frontends": Frontend,
    "infrastructure": Infrastructure,
}


def is_name(text: str) -> bool:
    """Whether an element may have this name."""
    try:
        return Element(name=text).name == text
    except ValidationError:
        return False


class Elements:
    """Makes elements of services, and keeps where each of their values stands."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self.collections: dict[str, list[Element]] = defaultdict(list)
        self.spans: dict[str, Span] = {}

    def add(self, service: ComposeService, container: Container, kind: Kind, *, internal: bool) -> None:
        """Add the element that a service is; `internal` says that nothing outside of its networks reaches it."""
        path = f"{kind.collection}.{service.name}"
        self.spans[path] = service.span
        if not service.is_whole:
            self._log.note(
                service.span, f"what {service.name!r} runs is not known: give it an image or a build"
            )
        stated: dict[str, Stated[Any] | None] = {"replicas": replicas_of(service, self._log)}
        source = service.node.key("build") or service.node.key("image") or service.span
        stated["technology"] = Stated(kind.technology, source) if kind.technology else None
        stated["version"] = Stated(kind.version, source) if kind.version else None
        model = _CLASSES[kind.collection]
        if model is Service:
            stated["health_check"] = health_of(service, container.dockerfile)
        if internal and model in (Service, Gateway):
            stated["exposure"] = Stated("internal", service.node.key("ports") or service.span)
        fields: dict[str, Any] = {}
        for name, value in stated.items():
            if value is not None:
                fields[name] = value.value
                self.spans[f"{path}.{name}"] = value.span
        fields |= _told_by_kind(kind, model)
        notes = self._notes(service, kind)
        self.collections[kind.collection].append(
            model.model_validate({"name": service.name, "notes": notes, **fields})
        )

    def _notes(self, service: ComposeService, kind: Kind) -> tuple[str, ...]:
        notes = [kind.why] if kind.why else []
        profiles = service.at("profiles")
        texts = [item.text() for item in profiles.items()] if profiles else []
        names = [printable(text, limit=60) for text in texts if text and UNKNOWN not in text]
        if profiles and names:
            told = f"runs only in the profiles {', '.join(sorted(names)[:10])}"
            self._log.note(profiles.span, f"{service.name!r} {told}: it is taken as part of the system")
            notes.append(told)
        return tuple(notes)


def _told_by_kind(kind: Kind, model: type[Element]) -> dict[str, Any]:
    if model is DataStore:
        return {"role": kind.role, "scope": "server"}
    return {"role": kind.role} if model is Infrastructure else {}
