"""Signs that services hold together like one: a distributed monolith shows several of them."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from archrules.analysis.structure.call_graph import CallGraph
from archrules.analysis.structure.coupling import joint_deployments
from archrules.analysis.structure.cycles import synchronous_cycles
from archrules.analysis.structure.names import names_text, path_text
from archrules.analysis.structure.stores import is_complete, store_sharings

_SEVERAL = 2

Sign = Literal["synchronous-cycles", "shared-stores", "joint-deployment"]


class CouplingSign(NamedTuple):
    """A sign; `shows` is None where it is unknown whether it does.

    `services` are those on which it shows, in order of name, `because` tells where; both are empty if it does not.
    """

    sign: Sign
    shows: bool | None
    services: tuple[str, ...]
    because: str


def coupling_signs(graph: CallGraph) -> tuple[CouplingSign, ...]:
    """The signs that need no threshold, in order of name."""
    return _joint_deployment(graph), _shared_stores(graph), _synchronous_cycles(graph)


def _joint_deployment(graph: CallGraph) -> CouplingSign:
    units = joint_deployments(graph)
    services = graph.services()
    listed = "services" not in graph.open
    told = len(services) < _SEVERAL or all(
        graph.elements[name].deployment_unit is not None for name in services
    )
    return _sign(
        "joint-deployment",
        {f"{names_text(members)} in {unit}": members for unit, members in units.items()},
        known=listed and told,
    )


def _shared_stores(graph: CallGraph) -> CouplingSign:
    """Data stores that several services read or write, at the level of a database or schema."""
    found: dict[str, Sequence[str]] = {}
    known = is_complete(graph)
    for sharing in store_sharings(graph):
        services = graph.services(sharing.users)
        if sharing.level != "server" and len(services) >= _SEVERAL:
            if sharing.shared:
                found[f"{names_text(services)} in {sharing.store}"] = services
            elif sharing.shared is None:
                known = False
    return _sign("shared-stores", found, known=known)


def _synchronous_cycles(graph: CallGraph) -> CouplingSign:
    found = {path_text(cycle.path): graph.services(cycle.members) for cycle in synchronous_cycles(graph)}
    cycles = {path: services for path, services in found.items() if len(services) >= _SEVERAL}
    return _sign("synchronous-cycles", cycles, known=graph.complete)


def _sign(sign: Sign, places: Mapping[str, Sequence[str]], *, known: bool) -> CouplingSign:
    services = tuple(sorted({name for members in places.values() for name in members}))
    return CouplingSign(
        sign, True if places else False if known else None, services, names_text(tuple(places))
    )
