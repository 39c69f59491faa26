"""Of which kinds of facts a System may leave some out, so that there being none proves nothing."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from archrules.analysis.structure.call_graph import CALL_COLLECTIONS, call_graph
from archrules.analysis.structure.coupling import WORK_COLLECTIONS
from archrules.analysis.structure.stores import USE_COLLECTIONS
from archrules.model.system import System
from archrules.model.system_references import COLLECTIONS

RESTS_ON: Mapping[str, AbstractSet[str]] = {
    "system": frozenset(),
    "element": frozenset(COLLECTIONS),
    "service": {"services"},
    "service_context": {"services"},
    "owned_entity": {"services"},
    "data_store": {"data_stores"},
    "stored_entity": {"data_stores"},
    "cache": {"caches"},
    "broker": {"brokers"},
    "channel": {"brokers"},
    "gateway": {"gateways"},
    "frontend": {"frontends"},
    "external_system": {"external_systems"},
    "infrastructure": {"infrastructure"},
    "interaction": WORK_COLLECTIONS,
    "interaction_use": WORK_COLLECTIONS | {"use_cases"},
    "use_case_path": {"use_cases"},
    "path_step": {"use_cases"},
    "store_use": USE_COLLECTIONS,
    "store_sharing": USE_COLLECTIONS,
    "synchronous_cycle": CALL_COLLECTIONS,
    "cycle_member": CALL_COLLECTIONS,
    "synchronous_chain": CALL_COLLECTIONS,
    "single_point_of_failure": USE_COLLECTIONS,
    "coupling": {"gateways", "services"},
    "only_caller": CALL_COLLECTIONS,
    "joint_deployment": {"services"},
    "team_services": {"services"},
    "system_structure": frozenset(),
    "coupling_sign": frozenset(),
}
"""For each kind of fact about a System, the lists that must be whole for its facts to be all there are."""

_ON_CALLS = frozenset(
    {"cycle_member", "only_caller", "single_point_of_failure", "synchronous_chain", "synchronous_cycle"}
)


def open_kinds(system: System) -> frozenset[str]:
    """The kinds of which there may be more facts than the System gives.

    These are the kinds that rest on a list that is open, and what is computed from them. Besides, an interaction whose
    mode is unknown may be a synchronous call, and what an element leaves out (its team, its unit of deployment, its
    contexts, what it owns or holds, its channels, its use cases, its steps) may be anything.
    """
    unlisted = set(system.open)
    found = {kind for kind, lists in RESTS_ON.items() if lists & unlisted}
    if call_graph(system).unclassified:
        found |= _ON_CALLS
    left_out = {
        "service_context": any(not (one.contexts or one.context) for one in system.services),
        "owned_entity": any(not one.owns for one in system.services),
        "joint_deployment": any(one.deployment_unit is None for one in system.services),
        "team_services": any(one.team is None for one in system.services),
        "stored_entity": any(not one.entities for one in system.data_stores),
        "channel": any(not one.channels for one in system.brokers),
        "interaction_use": any(not one.use_cases for one in system.interactions),
        "path_step": any(not one.path for one in system.use_cases),
    }
    return frozenset(found | {kind for kind, left in left_out.items() if left})
