"""How one element uses another, told by what both are and by the address that leads from one to the other."""

from dataclasses import replace

from archrules.importers.addresses import Address
from archrules.importers.kinds import COLLECTIONS, Kind
from archrules.knowledge_base.images import ImageTable
from archrules.model.system import Mode

_MODE_OF_ROLE: dict[str | None, Mode] = {
    "registry": "registry",
    "configuration": "config",
    "secrets": "config",
    "telemetry": "telemetry",
}
_STORES = ("data_stores", "caches")
_KEEPERS = (*_STORES, "brokers")
_CALLS = {
    "http": "http",
    "https": "https",
    "grpc": "grpc",
    "grpcs": "grpc",
    "ws": "websocket",
    "wss": "websocket",
}
"""Schemes of calls that wait for their answer, and the protocol that each stands for."""


def is_used(source: Kind, target: Kind) -> bool:
    """Whether the address of the target in the source means that the source uses it.

    Only what stands before a frontend, or looks at it, calls it: services hold its address for links and origins.
    """
    looks_on = source.role in ("browser", "load", "telemetry")
    return target.collection != "frontends" or source.collection in ("gateways", "frontends") or looks_on


def mode_of(
    source: Kind, target: Kind, address: Address, hints: list[str], table: ImageTable
) -> tuple[Mode | None, str | None]:
    """Return the mode of an interaction and its protocol, each None where the address does not tell.

    `hints` are words that name what is addressed.
    """
    call = _CALLS.get(address.scheme)
    meant = _meant(address, target, hints, table) if call is None else target
    protocol = call or meant.protocol
    if meant.collection == "infrastructure" and meant.role in _MODE_OF_ROLE:
        return _MODE_OF_ROLE[meant.role], protocol
    if source.role in ("load", "telemetry"):
        return ("load" if source.role == "load" else "telemetry"), protocol
    if source.technology and source.collection in _KEEPERS and source.technology == meant.technology:
        return None, protocol  # members of one cluster
    return _mode_towards(meant, address, is_call=call is not None), protocol


def _mode_towards(target: Kind, address: Address, *, is_call: bool) -> Mode | None:
    if target.collection in _STORES:
        return "data"
    if target.collection == "brokers" and not (is_call and target.protocol != "http"):
        return "async"
    return "sync" if is_call or not address.scheme else None


def _meant(address: Address, target: Kind, hints: list[str], table: ImageTable) -> Kind:
    """The target, with what the scheme or a hint says where that is not known of it."""
    named = (item for hint in hints if (item := table.of_name(hint)) and COLLECTIONS[item.kind] in _KEEPERS)
    item = table.of_scheme(address.scheme) or next(named, None)
    if item is None:
        return target
    if target.collection == "services":
        return Kind(COLLECTIONS[item.kind], role=item.role, protocol=item.protocol)
    same = target.collection == COLLECTIONS[item.kind]
    return replace(target, protocol=target.protocol or item.protocol) if same else target
