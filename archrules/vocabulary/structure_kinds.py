"""Facts that follow from who uses whom in a system. A count is absent unless it is exact, as any unknown field is."""

from archrules.model.system_references import COLLECTIONS
from archrules.vocabulary.kinds import FLAG, NAME, NUMBER, TEXT, Kind, one_of

COLLECTION = one_of(*COLLECTIONS)
_LEVEL = one_of("server", "database", "schema")
_SIGN = one_of("synchronous-cycles", "shared-stores", "joint-deployment", "calls-across-services")


def _store_kinds() -> tuple[Kind, ...]:
    use = {
        "store": NAME,
        "scope": _LEVEL,
        "user": NAME,
        "collection": COLLECTION,
        "direct": FLAG,
        "access": one_of("read", "write", "read-write"),
        "reads": FLAG,
        "writes": FLAG,
        "owner": FLAG,
    }
    sharing = {
        "store": NAME,
        "level": _LEVEL,
        "users": NUMBER,
        "readers": NUMBER,
        "writers": NUMBER,
        "shared": FLAG,
        "written_by_several": FLAG,
        "used_by": TEXT,
        "written_by": TEXT,
    }
    return (
        Kind(
            "store_use",
            "An element that runs code uses a data store, one fact for the two. `direct`: the store itself, not only "
            "one that it carries. `owner`: the user owns it.",
            use,
        ),
        Kind(
            "store_sharing",
            "Who uses a data store, at the level of its scope. `shared`: several use it and meet at this level, so "
            "not all of them in one part of it. `written_by_several`: so do several that write. What is unknown: "
            "whether those that use a server directly share a database on it; that is a second fact, its level "
            "`database`, its flags absent.",
            sharing,
        ),
    )


def _cycle_kinds() -> tuple[Kind, ...]:
    cycle = {
        "name": NAME,
        "size": NUMBER,
        "services": NUMBER,
        "length": NUMBER,
        "members": TEXT,
        "calls_to_cut": NUMBER,
        "cut": TEXT,
        "exact": FLAG,
        "in_one_use_case": FLAG,
    }
    return (
        Kind(
            "synchronous_cycle",
            "Elements that all wait for one another; named after the shortest cycle among them, of `length` calls. "
            "`calls_to_cut`: the fewest interactions, if `exact`, without which they do not. `in_one_use_case`: the "
            "calls of one use case make a cycle.",
            cycle,
            "name",
        ),
        Kind(
            "cycle_member",
            "An element waits in a cycle.",
            {"cycle": NAME, "element": NAME, "collection": COLLECTION},
        ),
    )


def _path_kinds() -> tuple[Kind, ...]:
    chain = {
        "entry": NAME,
        "collection": COLLECTION,
        "last": NAME,
        "length": NUMBER,
        "services": NUMBER,
        "path": TEXT,
        "availability": NUMBER,
        "availability_at_most": NUMBER,
        "availability_unknown_of": TEXT,
        "latency_ms": NUMBER,
        "latency_at_least_ms": NUMBER,
        "latency_unknown_of": TEXT,
    }
    point = {
        "element": NAME,
        "collection": COLLECTION,
        "replicas": NUMBER,
        "dependents": NUMBER,
        "entries": NUMBER,
        "cut_off": NUMBER,
        "articulation": FLAG,
        "waiting": TEXT,
    }
    return (
        Kind(
            "synchronous_chain",
            "The longest chain of synchronous calls from an entry; `length` in calls, 0 where it calls nothing. "
            "`availability` and `latency_ms` are what it implies, absent unless known of every part; "
            "`availability_at_most` and `latency_at_least_ms` rest on the parts that are known.",
            chain,
            "entry",
        ),
        Kind(
            "single_point_of_failure",
            "A service, gateway or data store on a synchronous path that has one replica, or none, or an unknown "
            "number. `dependents`: elements that wait for it, directly or not. `entries`: entries whose paths reach "
            "it. `cut_off`: elements, other than data stores, that are reached only through it.",
            point,
            "element",
        ),
    )


def _coupling_kinds() -> tuple[Kind, ...]:
    coupling = {
        "element": NAME,
        "collection": COLLECTION,
        "fan_in": NUMBER,
        "fan_out": NUMBER,
        "stores": NUMBER,
        "called_by": TEXT,
        "calls": TEXT,
    }
    return (
        Kind(
            "coupling",
            "A service or gateway. `fan_in`: elements that call it synchronously; `fan_out`: those that it calls; "
            "`stores`: data stores that it uses directly.",
            coupling,
            "element",
        ),
        Kind(
            "only_caller",
            "A service is called synchronously by one other service, and by nothing else.",
            {"service": NAME, "caller": NAME},
        ),
        Kind(
            "joint_deployment",
            "A unit of deployment that several services share.",
            {"unit": NAME, "services": NUMBER, "members": TEXT},
            "unit",
        ),
        Kind("team_services", "How many services a team has.", {"team": NAME, "services": NUMBER}, "team"),
    )


def _whole_kinds() -> tuple[Kind, ...]:
    structure = {
        "system": NAME,
        "services": NUMBER,
        "teams": NUMBER,
        "calls_between_services": NUMBER,
        "cross_service_share": NUMBER,
        "synchronous_share": NUMBER,
        "cross_context_share": NUMBER,
        "use_cases": NUMBER,
        "use_cases_across_services": NUMBER,
    }
    return (
        Kind(
            "system_structure",
            "Figures of the whole. `cross_service_share`: of all that services use to do their work, synchronous "
            "calls of other services. `synchronous_share`: of the calls and messages that services send, synchronous "
            "calls of other services. `cross_context_share`: of the calls between services, those between services "
            "without a common context.",
            structure,
            "system",
        ),
        Kind(
            "coupling_sign",
            "A sign that services hold together like one; absent `shows` where that is unknown. A rule has to say from "
            "which share on `calls-across-services` shows.",
            {"system": NAME, "sign": _SIGN, "shows": FLAG, "services": NUMBER, "because": TEXT},
        ),
    )


STRUCTURE_KINDS = (*_store_kinds(), *_cycle_kinds(), *_path_kinds(), *_coupling_kinds(), *_whole_kinds())
