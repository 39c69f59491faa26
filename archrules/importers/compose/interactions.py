"""The interactions that a compose file tells of: what is started before what, and whose address a service holds."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from archrules.errors import did_you_mean, near_names
from archrules.importers.addresses import addresses_of_setting, setting_words
from archrules.importers.compose.database_parts import Uses, part_name
from archrules.importers.compose.names import Names
from archrules.importers.compose.services import ComposeService
from archrules.importers.compose.settings import Setting
from archrules.importers.databases import NamedDatabases
from archrules.importers.kinds import Kind
from archrules.importers.log import Log
from archrules.importers.modes import is_used, mode_of
from archrules.importers.nodes import Span
from archrules.knowledge_base.images import ImageTable
from archrules.model.base import NAME_LENGTH
from archrules.model.system import Interaction, Mode

_START_ORDER: Mode = "start-order"
_DATA: Mode = "data"
_SHARED = "service:"


@dataclass(slots=True)
class _Found:
    span: Span
    protocols: set[str] = field(default_factory=set)


class Interactions:
    """Collects the interactions of services, each pair and mode once."""

    def __init__(self, names: Names, kinds: Mapping[str, Kind], table: ImageTable, log: Log) -> None:
        self._names, self._kinds, self._table, self._log = names, kinds, table, log
        self._found: dict[tuple[str, str, Mode | None], _Found] = {}
        self._databases: dict[str, dict[str, dict[str, Span]]] = {}
        self._order: dict[str, tuple[int, str]] = {name: (index, "") for index, name in enumerate(kinds)}

    def __len__(self) -> int:
        """How many there are so far."""
        return len(self._found)

    def add_start_order(self, service: ComposeService) -> None:
        """Add what a service is started after."""
        for name, span in _started_before(service):
            if name == service.name:
                self._log.note(span, f"{name!r} cannot be started before itself: remove it")
            elif self._names.is_service(name):
                self._add(service.name, name, _START_ORDER, None, span)
            else:
                hint = did_you_mean(near_names(name, list(self._kinds)[:500])[:1])
                self._log.note(span, f"there is no service {name[:60]!r}{hint}: correct the name")

    def add_settings(self, service: str, settings: Sequence[Setting]) -> None:
        """Add what the addresses in the settings of a service lead to."""
        named = NamedDatabases((setting_words(each.name), each.value) for each in settings)
        for setting in settings:
            self._add_setting(service, setting, named)

    def _add_setting(self, service: str, setting: Setting, named: NamedDatabases) -> None:
        hints = setting_words(setting.name)
        source = self._kinds[service]
        for address in addresses_of_setting(setting.name, setting.value):
            for target in self._names.find(service, address.host, setting.span):
                if setting.waits:
                    self._add(service, target, _START_ORDER, None, setting.span)
                elif is_used(source, self._kinds[target]):
                    mode, protocol = mode_of(source, self._kinds[target], address, hints, self._table)
                    self._add(service, target, mode, protocol, setting.span)
                    if mode == _DATA and (database := address.database or named.beside(hints)):
                        databases = self._databases.setdefault(target, {}).setdefault(service, {})
                        databases.setdefault(database, setting.span)

    def uses(self) -> Mapping[str, Uses]:
        """Return who uses each target as data, and where each user names which databases on it."""
        found: dict[str, dict[str, Mapping[str, Span]]] = {}
        for source, target, mode in self._found:
            if mode == _DATA:
                found.setdefault(target, {})[source] = self._databases.get(target, {}).get(source, {})
        return found

    def divide(self, server: str, parts: Container[str]) -> None:
        """Let those that name one of these databases on a server use that, and no longer the server for it."""
        for source, databases in self.uses()[server].items():
            whole = self._found[source, server, _DATA]
            for database in (each for each in databases if each in parts):
                part = part_name(server, database)
                self._order[part] = (self._order[server][0], database)
                self._found[source, part, _DATA] = _Found(databases[database], whole.protocols)
            if databases and all(each in parts for each in databases):
                del self._found[source, server, _DATA]

    def all(self) -> Iterator[tuple[Interaction, Span]]:
        """Yield the interactions in the order of their services, each with the place that tells of it."""
        order = self._order
        seen: set[tuple[str, str]] = set()
        keys = sorted(
            self._found, key=lambda key: (order[key[0]], order[key[1]], key[2] == _START_ORDER, key[2] or "")
        )
        for source, target, mode in keys:
            found = self._found[source, target, mode]
            protocol = next(iter(found.protocols)) if len(found.protocols) == 1 else None
            name = f"{source} -> {target} ({mode or 'other'})" if (source, target) in seen else None
            if name and len(name) > NAME_LENGTH:
                name = None
            seen.add((source, target))
            yield (
                Interaction(source=source, target=target, name=name, mode=mode, protocol=protocol),
                found.span,
            )

    def _add(self, source: str, target: str, mode: Mode | None, protocol: str | None, span: Span) -> None:
        found = self._found.setdefault((source, target, mode), _Found(span))
        if protocol:
            found.protocols.add(protocol)


def _started_before(service: ComposeService) -> Iterator[tuple[str, Span]]:
    """The services that this one names as started before it, as docker compose understands it."""
    needed = service.at("depends_on")
    for name, entry in (needed.mapping() if needed else {}).items():
        yield name, entry.key
    for place in ("links", "volumes_from"):
        node = service.at(place)
        for item in node.items() if node else []:
            name, _, rest = (item.text() or "").partition(":")
            if name and (place == "links" or name != "container" or not rest):
                yield name, item.span
    mode = service.at("network_mode")
    if mode is not None and (mode.text() or "").startswith(_SHARED):
        yield (mode.text() or "").removeprefix(_SHARED), mode.span
