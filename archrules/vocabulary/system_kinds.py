"""Facts about a system that is described or runs, for policies. An absent field is unknown."""

from archrules.vocabulary.kinds import FLAG, NAME, NUMBER, Kind, one_of
from archrules.vocabulary.structure_kinds import COLLECTION, STRUCTURE_KINDS

_EXPOSURE = one_of("public", "partner", "internal")

_ELEMENT_KINDS = (
    Kind(
        "element",
        "Any element of a system and the list it stands in.",
        {
            "name": NAME,
            "collection": COLLECTION,
            "technology": NAME,
            "version": NAME,
            "context": NAME,
            "team": NAME,
            "replicas": NUMBER,
            "deployment_unit": NAME,
        },
        "name",
    ),
    Kind(
        "service",
        "A deployable that runs code of ours. `entities` counts what it owns.",
        {
            "name": NAME,
            "context": NAME,
            "team": NAME,
            "technology": NAME,
            "replicas": NUMBER,
            "deployment_unit": NAME,
            "exposure": _EXPOSURE,
            "health_check": one_of("readiness", "liveness", "readiness-and-liveness", "none"),
            "graceful_shutdown": FLAG,
            "operations": NUMBER,
            "entities": NUMBER,
            "stateless": FLAG,
            "scaling": one_of("fixed", "automatic"),
        },
        "name",
    ),
    Kind("service_context", "A service serves a context.", {"service": NAME, "context": NAME}),
    Kind("owned_entity", "A service owns an entity.", {"service": NAME, "entity": NAME}),
    Kind(
        "data_store",
        "A place where data rests. `server` carries it.",
        {
            "name": NAME,
            "context": NAME,
            "team": NAME,
            "technology": NAME,
            "scope": one_of("server", "database", "schema"),
            "server": NAME,
            "owner": NAME,
            "role": NAME,
            "replicas": NUMBER,
            "encryption_at_rest": FLAG,
            "has_backup": FLAG,
        },
        "name",
    ),
    Kind("stored_entity", "A data store holds an entity.", {"store": NAME, "entity": NAME}),
    Kind(
        "cache",
        "Data that may be lost without loss of truth.",
        {
            "name": NAME,
            "technology": NAME,
            "owner": NAME,
            "layer": one_of("client", "cdn", "gateway", "application", "database"),
            "time_to_live_s": NUMBER,
        },
        "name",
    ),
    Kind("broker", "Carries messages between services.", {"name": NAME, "technology": NAME}, "name"),
    Kind(
        "channel",
        "A queue or topic of a broker.",
        {"broker": NAME, "name": NAME, "kind": one_of("queue", "topic"), "partitions": NUMBER},
    ),
    Kind("gateway", "The way in.", {"name": NAME, "technology": NAME, "exposure": _EXPOSURE}, "name"),
    Kind(
        "frontend",
        "Code that runs at the client, or the client itself.",
        {"name": NAME, "technology": NAME, "kind": one_of("browser", "native", "partner", "machine")},
        "name",
    ),
    Kind(
        "infrastructure",
        "Anything else that runs beside the services.",
        {"name": NAME, "technology": NAME, "role": NAME},
        "name",
    ),
)

_INTERACTION_KINDS = (
    Kind(
        "interaction",
        "One element uses another; without a name of its own it is called `source -> target`. `timeout_ms` is absent "
        "where unknown, `has_timeout` says whether one is set. The `data_class` of a mere start order is `none`.",
        {
            "name": NAME,
            "source": NAME,
            "source_collection": COLLECTION,
            "target": NAME,
            "target_collection": COLLECTION,
            "protocol": NAME,
            "mode": one_of("sync", "async", "data", "start-order", "config", "registry", "telemetry", "load"),
            "access": one_of("read", "write", "read-write", "publish", "subscribe"),
            "channel": NAME,
            "rate_per_s": NUMBER,
            "latency_ms": NUMBER,
            "timeout_ms": NUMBER,
            "has_timeout": FLAG,
            "has_retry": FLAG,
            "attempts": NUMBER,
            "backoff_ms": NUMBER,
            "has_jitter": FLAG,
            "has_circuit_breaker": FLAG,
            "has_bulkhead": FLAG,
            "idempotent": FLAG,
            "criticality": one_of("critical", "degradable", "background"),
            "encryption": NAME,
            "authentication": NAME,
            "data_class": NAME,
        },
        "name",
    ),
    Kind("interaction_use", "An interaction serves a use case.", {"interaction": NAME, "use_case": NAME}),
    Kind(
        "use_case_path",
        "What is promised for a use case, and how many services it passes.",
        {
            "use_case": NAME,
            "services": NUMBER,
            "latency_ms": NUMBER,
            "availability": NUMBER,
            "rate_per_s": NUMBER,
        },
        "use_case",
    ),
    Kind(
        "path_step",
        "A use case passes an element; `position` counts from 1.",
        {"use_case": NAME, "position": NUMBER, "element": NAME},
    ),
)

SYSTEM_KINDS = (*_ELEMENT_KINDS, *_INTERACTION_KINDS, *STRUCTURE_KINDS)
