"""By which names services of a compose file reach each other, network by network."""

from collections.abc import Iterable

from archrules.importers.compose.services import ComposeService
from archrules.importers.log import Log
from archrules.importers.nodes import Mapped, Node, Span

_DEFAULT = "default"
_SHARED = "service:"
_MOST_STEPS = 20


class Names:
    """Finds the services that a name means to another service."""

    def __init__(self, services: Iterable[ComposeService], declared: Mapped, log: Log) -> None:
        self._log = log
        self._services = {service.name: service for service in services}
        self._networks = {name: self._networks_of(service) for name, service in self._services.items()}
        self._links = {name: _links(service) for name, service in self._services.items()}
        self._answers: dict[str, dict[str, frozenset[str]]] = {}
        self.outer = frozenset(
            name for name, entry in declared.items() if _is_external(entry.node.at("external"))
        )
        for service in self._services.values():
            self._add_names(service, declared)

    def networks(self, service: str) -> frozenset[str]:
        """Return the networks that a service is in; none where it is in none of this file."""
        return self._networks[service]

    def is_service(self, name: str) -> bool:
        """Whether there is a service of exactly this name."""
        return name in self._services

    def find(self, source: str, host: str, span: Span) -> list[str]:
        """Return the services that a host name means to a service, itself left out; note one that it cannot reach."""
        name = host.lower().rstrip(".")
        linked = self._links[source].get(name)
        if linked is not None:
            return [linked] if linked in self._services else []
        answers = self._answers.get(name, {})
        if source in answers:
            return []
        reached = [each for each, networks in answers.items() if networks & self._networks[source]]
        if answers and not reached:
            self._log.note(
                span,
                f"{host!r} names a service that shares no network with {source!r}: put both in one network",
            )
        return reached

    def _add_names(self, service: ComposeService, declared: Mapped) -> None:
        everywhere = self._networks[service.name]
        for name in (service.name, service.text("container_name"), service.text("hostname")):
            if name:
                self._answer(name, service.name, everywhere)
        if service.text("network_mode"):
            return
        networks = service.at("networks")
        for network, entry in (networks.mapping() if networks else {}).items():
            if network not in declared and network != _DEFAULT:
                self._log.note(entry.key, f"no network {network[:60]!r} is declared: add it under 'networks'")
            aliases = entry.node.at("aliases")
            for alias in aliases.items() if aliases else []:
                self._answer(alias.text() or "", service.name, frozenset((network,)))

    def _answer(self, name: str, service: str, networks: frozenset[str]) -> None:
        answers = self._answers.setdefault(name.lower(), {})
        answers[service] = answers.get(service, frozenset()) | networks

    def _networks_of(self, service: ComposeService) -> frozenset[str]:
        for _ in range(_MOST_STEPS):
            mode = service.text("network_mode") or ""
            if not mode:
                networks = service.at("networks")
                return frozenset(networks.mapping() if networks else ()) or frozenset((_DEFAULT,))
            shared = self._services.get(mode.removeprefix(_SHARED)) if mode.startswith(_SHARED) else None
            if shared is None:
                return frozenset()
            service = shared
        return frozenset()


def _links(service: ComposeService) -> dict[str, str]:
    """The names under which a service knows those that it is linked to."""
    links = service.at("links")
    found: dict[str, str] = {}
    for item in links.items() if links else []:
        name, _, alias = (item.text() or "").partition(":")
        found |= {name.lower(): name, (alias or name).lower(): name}
    return found


def _is_external(node: Node | None) -> bool:
    return node is not None and node.content is not None and node.text() != "false"
