"""Facts about a system that is described or runs, for policies. An absent field is unknown."""

from archrules.vocabulary.kinds import FLAG, NAME, NUMBER, Kind, one_of

_EXPOSURE = one_of("public", "partner", "internal")

SYSTEM_KINDS = (
    Kind(
        "service",
        "A deployable that runs code of ours.",
        {
            "name": NAME,
            "context": NAME,
            "team": NAME,
            "technology": NAME,
            "replicas": NUMBER,
            "deployment_unit": NAME,
            "exposure": _EXPOSURE,
            "health_check": one_of("readiness", "liveness", "readiness-and-liveness", "none"),
            "operations": NUMBER,
            "stateless": FLAG,
        },
        "name",
    ),
    Kind(
        "data_store",
        "A place where data rests.",
        {
            "name": NAME,
            "context": NAME,
            "technology": NAME,
            "scope": one_of("server", "database", "schema"),
            "server": NAME,
            "owner": NAME,
            "role": NAME,
            "replicas": NUMBER,
        },
        "name",
    ),
    Kind(
        "element",
        "Any element of a system and the collection it stands in.",
        {"name": NAME, "collection": NAME, "technology": NAME},
        "name",
    ),
    Kind(
        "interaction",
        "One element uses another; `timeout_ms` is absent where unknown, `has_timeout` says whether one is set.",
        {
            "name": NAME,
            "source": NAME,
            "target": NAME,
            "protocol": NAME,
            "mode": one_of("sync", "async", "data", "start-order", "config", "registry", "telemetry", "load"),
            "access": one_of("read", "write", "read-write", "publish", "subscribe"),
            "rate_per_s": NUMBER,
            "latency_ms": NUMBER,
            "timeout_ms": NUMBER,
            "has_timeout": FLAG,
            "has_retry": FLAG,
            "has_circuit_breaker": FLAG,
            "idempotent": FLAG,
            "criticality": one_of("critical", "degradable", "background"),
        },
        "name",
    ),
)
