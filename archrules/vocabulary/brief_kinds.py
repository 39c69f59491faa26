"""Facts that a brief gives directly or by arithmetic. Rates are per second at the peak, times in the unit named."""

from archrules.vocabulary.answer_kinds import ANSWER_KINDS
from archrules.vocabulary.coupling_kinds import COUPLING_KINDS
from archrules.vocabulary.data_kinds import DATA_KINDS
from archrules.vocabulary.kinds import FLAG, NAME, NUMBER, TEXT, Kind, one_of
from archrules.vocabulary.requirement_kinds import REQUIREMENT_KINDS

_ANSWER = one_of("now", "later")
_UPDATES = one_of("live", "on-request")
_CLIENT = one_of("browser", "native", "partner", "machine")

_DOMAIN_KINDS = (
    Kind("system", "The system that the brief describes.", {"name": NAME, "domain": NAME}, "name"),
    Kind(
        "context",
        "A bounded context; how often it should be released and what is promised of it, where that is known.",
        {"name": NAME, "purpose": TEXT, "release_interval_days": NUMBER, "availability": NUMBER},
        "name",
    ),
    Kind(
        "entity",
        "An entity, named `context.entity`; relations counted. `public`: everybody may read it, and reads the same.",
        {
            "name": NAME,
            "context": NAME,
            "visibility": one_of("public", "private"),
            "payload_bytes": NUMBER,
            "schema_variance": NUMBER,
            "relations": NUMBER,
        },
        "name",
    ),
    Kind(
        "entity_tag",
        "What sort of data an entity holds.",
        {
            "entity": NAME,
            "context": NAME,
            "tag": one_of(
                "pii", "financial", "inventory", "feed", "analytics", "session", "telemetry", "audit", "media"
            ),
        },
    ),
    Kind(
        "entity_access",
        "How an entity is looked up.",
        {
            "entity": NAME,
            "context": NAME,
            "pattern": one_of("point", "range", "full-text", "traversal", "aggregate"),
        },
    ),
    Kind(
        "use_case",
        "A use case; `write_contexts` and `read_contexts` count the contexts whose entities it writes and reads.",
        {
            "name": NAME,
            "context": NAME,
            "rate_per_s": NUMBER,
            "latency_ms": NUMBER,
            "consistency": one_of("strong", "eventual"),
            "answer": _ANSWER,
            "idempotent": FLAG,
            "shape": one_of("steady", "daily", "seasonal", "spiky"),
            "write_contexts": NUMBER,
            "read_contexts": NUMBER,
        },
        "name",
    ),
    Kind("reads", "A use case reads an entity.", {"use_case": NAME, "entity": NAME, "context": NAME}),
    Kind(
        "writes_in",
        "A use case writes in a context; `entities` counts what it writes there.",
        {"use_case": NAME, "context": NAME, "entities": NUMBER},
    ),
    Kind("writes", "A use case writes an entity.", {"use_case": NAME, "entity": NAME, "context": NAME}),
    Kind(
        "call",
        "A client or context calls a context or external system, over all use cases with the same need of an answer; "
        "the strictest latency, the sum of the rates. `access` is `read` if all of them only read the target's data. "
        "`updates` is `live` where a client is told of every change as it happens, and `changes_per_s` requests "
        "change what it shows.",
        {
            "name": NAME,
            "source": NAME,
            "source_kind": one_of("client", "context"),
            "client_kind": _CLIENT,
            "target": NAME,
            "target_kind": one_of("context", "external"),
            "answer": _ANSWER,
            "updates": _UPDATES,
            "changes_per_s": NUMBER,
            "access": one_of("read", "write"),
            "idempotent": FLAG,
            "rate_per_s": NUMBER,
            "latency_ms": NUMBER,
            "payload_bytes": NUMBER,
        },
        "name",
    ),
    Kind("call_use", "A call is made in a use case.", {"call": NAME, "use_case": NAME}),
    Kind("client", "A program that calls the system.", {"name": NAME, "kind": _CLIENT}, "name"),
    Kind(
        "external_system",
        "A system that others run.",
        {"name": NAME, "protocol": NAME, "availability": NUMBER, "latency_ms": NUMBER},
        "name",
    ),
)

_ORGANISATION_KINDS = (
    Kind("team", "A team; size in engineers.", {"name": NAME, "size": NUMBER}, "name"),
    Kind("skill", "A team has run a technology in production.", {"team": NAME, "technology": NAME}),
    Kind("owns", "A team owns a context.", {"team": NAME, "context": NAME}),
    Kind("organisation", "All teams together.", {"engineers": NUMBER, "teams": NUMBER}),
    Kind("horizon", "How far ahead the brief plans.", {"months": NUMBER}),
    Kind("delivery", "Time until the first release.", {"months": NUMBER}),
    Kind("scale", "People who use the system.", {"users": NUMBER, "users_projected": NUMBER}),
    Kind(
        "region",
        "Where users are, and how far from the main site.",
        {"name": NAME, "users": NUMBER, "round_trip_ms": NUMBER},
        "name",
    ),
    Kind(
        "objectives",
        "What is promised for the whole system; availability as a share of one.",
        {
            "availability": NUMBER,
            "downtime_minutes_per_year": NUMBER,
            "latency_p95_ms": NUMBER,
            "latency_p99_ms": NUMBER,
            "rto_s": NUMBER,
            "rpo_s": NUMBER,
        },
    ),
    Kind("budget", "Money for running the system each month.", {"monthly": NUMBER, "currency": NAME}),
    Kind(
        "unit_price",
        "What one node costs each month, in the budget's currency.",
        {"item": NAME, "monthly": NUMBER},
    ),
    Kind("compliance", "A regime that the system must comply with.", {"regime": NAME}),
    Kind("licence_policy", "Which licences are allowed.", {"policy": one_of("osi-only", "any")}),
    Kind("skills_policy", "May the teams learn a new technology?", {"policy": one_of("prefer", "require")}),
    Kind(
        "cloud", "Where the system runs.", {"provider": one_of("aws", "azure", "gcp", "on-premises", "any")}
    ),
    Kind(
        "spelling",
        "A skill by another name than the id of the technology that is likely meant.",
        {"written": NAME, "technology": NAME},
    ),
    Kind("mandated", "A technology that must be used where it applies.", {"technology": NAME}),
    Kind("forbidden", "A technology that must not be used.", {"technology": NAME}),
    Kind("residency", "A region that data may not leave.", {"region": NAME}),
    Kind(
        "existing_system",
        "What runs today.",
        {
            "name": NAME,
            "style": one_of("monolith", "modular-monolith", "services", "microservices", "serverless"),
            "release_interval_days": NUMBER,
        },
        "name",
    ),
    Kind(
        "existing_part",
        "A part of what runs today.",
        {
            "name": NAME,
            "kind": one_of("service", "data-store", "cache", "broker", "frontend"),
            "technology": NAME,
        },
        "name",
    ),
    Kind("existing_context", "A part of what runs today serves a context.", {"part": NAME, "context": NAME}),
)

_MESSAGE_KINDS = (
    Kind(
        "joint_page",
        "A client of our own shows data of several contexts on one page: a use case that only reads, and waits. "
        "`contexts` counts those it reads.",
        {"client": NAME, "use_case": NAME, "contexts": NUMBER},
    ),
    Kind(
        "joint_views",
        "All such pages together: how many clients show some, how many different sets of entities they read, and how "
        "many contexts the widest of them reads.",
        {"clients": NUMBER, "shapes": NUMBER, "widest": NUMBER},
    ),
    Kind(
        "followed_context",
        "A context whose data others read and do not wait for; `readers` counts those others.",
        {"context": NAME, "readers": NUMBER},
        "context",
    ),
)

_COMPUTED_KINDS = (
    Kind(
        "domain_size",
        "How large the domain is.",
        {"contexts": NUMBER, "entities": NUMBER, "use_cases": NUMBER},
    ),
    Kind(
        "context_load",
        "Load on the data of one context, summed over its use cases; bytes in its database at the end of the horizon, "
        "as far as they are known, and what cannot be passed (`file_group` has those of its files); `request_share` of "
        "all requests that enter the system. `messages_per_s` of the requests come from no client and are worked off "
        "later.",
        {
            "context": NAME,
            "reads_per_s": NUMBER,
            "writes_per_s": NUMBER,
            "requests_per_s": NUMBER,
            "messages_per_s": NUMBER,
            "request_share": NUMBER,
            "bytes": NUMBER,
            "bytes_at_most": NUMBER,
        },
        "context",
    ),
    Kind(
        "planned_replica",
        "What one replica of a service is planned for: requests that somebody waits for, filled to the target; and how "
        "many replicas run at the least.",
        {"requests_per_s": NUMBER, "least": NUMBER},
    ),
    Kind(
        "planned_consumer",
        "What one replica of a service is planned for, of messages that nobody waits for, filled to the target.",
        {"messages_per_s": NUMBER},
    ),
    Kind(
        "system_load",
        "Load on the whole system; `deferred_share` of the requests whose answer can come later.",
        {"requests_per_s": NUMBER, "reads_per_s": NUMBER, "writes_per_s": NUMBER, "deferred_share": NUMBER},
    ),
    Kind(
        "day_load",
        "Writes of one context on its busiest day, averaged over that day: what a log collects between two backups.",
        {"context": NAME, "writes_per_s": NUMBER},
        "context",
    ),
    Kind("system_day_load", "The same for the whole system.", {"writes_per_s": NUMBER}),
    Kind(
        "extraction_order",
        "In which order contexts are best taken out of what runs today: fewest use cases that write with other "
        "contexts first, then fewest shared with them. `coupling` counts the use cases it shares.",
        {"context": NAME, "rank": NUMBER, "coupling": NUMBER},
        "context",
    ),
)

BRIEF_KINDS = (
    *_DOMAIN_KINDS,
    *_ORGANISATION_KINDS,
    *_MESSAGE_KINDS,
    *_COMPUTED_KINDS,
    *DATA_KINDS,
    *ANSWER_KINDS,
    *COUPLING_KINDS,
    *REQUIREMENT_KINDS,
)
