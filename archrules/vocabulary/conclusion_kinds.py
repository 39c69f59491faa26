"""Facts that rules and decisions conclude."""

from archrules.vocabulary.kinds import FLAG, NAME, NUMBER, TEXT, Kind, one_of

CONCLUSION_KINDS = (
    Kind(
        "choice",
        "What was decided: the option chosen for a subject.",
        {"decision": NAME, "subject": NAME, "option": NAME, "technology": NAME},
    ),
    Kind(
        "veto",
        "A veto of an option fired for a subject; only options conclude it.",
        {"decision": NAME, "option": NAME, "subject": NAME, "number": NUMBER, "because": TEXT},
    ),
    Kind(
        "argument",
        "An argument of an option fired for a subject; only options conclude it.",
        {"decision": NAME, "option": NAME, "subject": NAME, "number": NUMBER, "because": TEXT},
    ),
    Kind(
        "barred",
        "An option may not be chosen for any subject of its decision.",
        {"decision": NAME, "option": NAME, "because": TEXT},
    ),
    Kind(
        "argued",
        "An argument for or against an option that follows from what all options share.",
        {
            "decision": NAME,
            "option": NAME,
            "subject": NAME,
            "criterion": NAME,
            "points": NUMBER,
            "because": TEXT,
        },
    ),
    Kind(
        "question",
        "Something the brief leaves open.",
        {"about": NAME, "text": TEXT, "changes": TEXT},
        "about",
    ),
    Kind(
        "strong_consistency",
        "A use case must never show or leave a half-done write.",
        {"use_case": NAME},
        "use_case",
    ),
    Kind("eventual_consistency", "A use case may see its data late.", {"use_case": NAME}, "use_case"),
    Kind("spans", "A use case writes in two contexts.", {"use_case": NAME, "first": NAME, "second": NAME}),
    Kind(
        "transactional_context",
        "A context in which several writes must succeed or fail together.",
        {"context": NAME},
        "context",
    ),
    Kind(
        "relational_context", "The entities of a context refer to one another.", {"context": NAME}, "context"
    ),
    Kind("document_context", "The entities of a context vary in shape.", {"context": NAME}, "context"),
    Kind(
        "shards_needed",
        "Into how many primaries a context would have to be divided, so that together they carry it.",
        {"context": NAME, "shards": NUMBER},
        "context",
    ),
    Kind(
        "nodes_needed",
        "How many nodes an option of the data store takes for a context; `parts` counts its shards or read replicas.",
        {"context": NAME, "option": NAME, "nodes": NUMBER, "parts": NUMBER},
    ),
    Kind(
        "connection_pool",
        "Connections of a unit to its store in one configuration: `size` in each of its replicas, `total` in all of "
        "them and `at_release` while old and new replicas run; its queries need `busy` of them, however many replicas "
        "there are. The server takes `most` besides those that it keeps for itself.",
        {
            "unit": NAME,
            "option": NAME,
            "replicas": NUMBER,
            "size": NUMBER,
            "total": NUMBER,
            "at_release": NUMBER,
            "busy": NUMBER,
            "most": NUMBER,
        },
    ),
    Kind(
        "lookup_index",
        "What answers one way of looking up an entity in the store that was chosen for it.",
        {"entity": NAME, "context": NAME, "pattern": NAME, "index": TEXT},
    ),
    Kind("append_context", "A context mostly appends measurements or events.", {"context": NAME}, "context"),
    Kind(
        "cacheable_context",
        "A context is read far more often than written, and may be read late.",
        {"context": NAME},
        "context",
    ),
    Kind(
        "isolated_context",
        "A context with a reason to run apart from the rest, and people who can run it.",
        {"context": NAME, "because": TEXT},
        "context",
    ),
    Kind(
        "placement",
        "Which unit of deployment runs a context.",
        {"context": NAME, "unit": NAME},
        "context",
    ),
    Kind("unit", "A unit of deployment.", {"name": NAME}, "name"),
    Kind("unit_team", "A team that works on a unit.", {"unit": NAME, "team": NAME}),
    Kind("same_unit", "A call stays inside one unit of deployment.", {"call": NAME}, "call"),
    Kind("remote_call", "A call crosses units of deployment.", {"call": NAME}, "call"),
    Kind(
        "one_store", "A use case writes through one store server in one unit.", {"use_case": NAME}, "use_case"
    ),
    Kind(
        "several_stores",
        "A use case writes in stores that share no transaction.",
        {"use_case": NAME},
        "use_case",
    ),
    Kind(
        "protection",
        "A fault-tolerance pattern that a call needs.",
        {
            "call": NAME,
            "pattern": one_of(
                "timeout",
                "retry-with-backoff",
                "circuit-breaker",
                "bulkhead",
                "fallback",
                "dead-letter-queue",
                "idempotent-consumer",
            ),
        },
    ),
    Kind(
        "service_measure",
        "A reliability measure that a unit needs.",
        {"unit": NAME, "measure": one_of("health-check", "graceful-shutdown", "redundancy")},
    ),
    Kind(
        "recovery",
        "How the system recovers from losing its site, and how its data is backed up.",
        {"tier": NAME, "backup": TEXT, "restore": TEXT},
    ),
    Kind(
        "bottleneck",
        "What saturates first as load grows; `subject` is a context, unit, region or client; `entity` is what fills a "
        "line, in the answers of `use_case`.",
        {
            "name": NAME,
            "type": one_of("database", "compute", "network"),
            "subject": NAME,
            "entity": NAME,
            "use_case": NAME,
            "cause": NAME,
            "measure": NUMBER,
            "because": TEXT,
        },
        "name",
    ),
    Kind(
        "migration_step",
        "A step from the existing system to the recommended one; `phase` orders the steps, then `rank`.",
        {"name": NAME, "phase": NUMBER, "rank": NUMBER, "does": TEXT, "undo": TEXT, "done_when": TEXT},
        "name",
    ),
    Kind(
        "risk",
        "What may go wrong with what was chosen, and what to do about it.",
        {"about": NAME, "text": TEXT, "mitigation": TEXT},
    ),
    Kind(
        "derived_flag",
        "A named truth about a subject, for packs that need a step between.",
        {"name": NAME, "subject": NAME, "holds": FLAG},
    ),
    Kind(
        "context_skill",
        "A team that owns a context has run a technology in production.",
        {"context": NAME, "technology": NAME},
    ),
    Kind(
        "unit_skill",
        "A team that works on a unit has run a technology in production.",
        {"unit": NAME, "technology": NAME},
    ),
    Kind("session_context", "A context that holds nothing but sessions.", {"context": NAME}, "context"),
    Kind(
        "lasting_context", "A context that holds something other than sessions.", {"context": NAME}, "context"
    ),
    Kind(
        "strictly_read_context",
        "A context whose own readers, or most of all its readers, must see the last write.",
        {"context": NAME},
        "context",
    ),
    Kind(
        "utilisation",
        "Which share of one database server (`database`) or of two replicas of a service (`compute`) the load "
        "on a context takes at the peak; `by_reads` is the part of it that reading takes.",
        {"resource": one_of("database", "compute"), "context": NAME, "share": NUMBER, "by_reads": NUMBER},
    ),
    Kind(
        "series_availability",
        "What is left of the promised availability for those who wait for an external system: both multiplied.",
        {"call": NAME, "external": NAME, "availability": NUMBER, "downtime_minutes_per_year": NUMBER},
    ),
    Kind(
        "remainder",
        "What is left of an existing part, once others have left it, runs as a unit.",
        {"part": NAME, "unit": NAME},
    ),
    Kind(
        "leaves_before",
        "A context leaves an existing part before another one, which is more entangled with the rest.",
        {"part": NAME, "context": NAME},
    ),
)
