"""Facts that say how to build what was decided, and how large."""

from archrules.vocabulary.kinds import NAME, NUMBER, TEXT, Kind, one_of

GUIDANCE_KINDS = (
    Kind(
        "guideline",
        "How to build what a decision chose for a subject: one instruction on one topic, such as `indexing`.",
        {"decision": NAME, "subject": NAME, "topic": NAME, "text": TEXT},
    ),
    Kind(
        "sizing",
        "A quantity computed by a formula, such as the partitions of a topic; `about` is the subject it belongs to.",
        {"about": NAME, "quantity": NAME, "value": NUMBER, "unit": NAME},
    ),
    Kind(
        "caching",
        "How long `what`, which concerns the use case, entity, context or client `about`, is kept in a layer: "
        "`seconds`, 0 where it must not be answered from a copy there. `context` if only one is concerned.",
        {
            "about": NAME,
            "context": NAME,
            "what": TEXT,
            "layer": one_of("client", "cdn", "gateway", "application", "database"),
            "seconds": NUMBER,
            "invalidation": TEXT,
            "because": TEXT,
        },
    ),
    Kind(
        "edge_cache",
        "A content delivery network stands before the way into the system.",
        {"system": NAME, "because": TEXT},
    ),
    Kind(
        "edge_answer",
        "The least share of the requests of a use case that a content delivery network answers.",
        {"use_case": NAME, "share": NUMBER},
        "use_case",
    ),
    Kind(
        "kept_on_the_way",
        "What an entity fills in the answers of a use case may be answered by a shared cache on the way.",
        {"use_case": NAME, "entity": NAME},
    ),
    Kind(
        "kept_apart",
        "A public part of an answer is large and asked for often, so it gets an address of its own.",
        {"use_case": NAME, "entity": NAME},
    ),
    Kind(
        "arriving_rate",
        "How often a use case is asked for past a network in front that surely answers a part of it.",
        {"use_case": NAME, "rate_per_s": NUMBER},
        "use_case",
    ),
    Kind(
        "uncached_load",
        "Reads of a context for which a store is planned: those that arrive at it, without those that a cache beside "
        "it can answer. `told` says them in words.",
        {"context": NAME, "reads_per_s": NUMBER, "told": TEXT},
        "context",
    ),
    Kind(
        "current_reads",
        "Reads of a context that only the primary of its store can answer, since they must be current. `told` says in "
        "words what the primary does: it is written, and read if anything has to be current.",
        {"context": NAME, "reads_per_s": NUMBER, "told": TEXT},
        "context",
    ),
    Kind(
        "origin_load",
        "Reads of a context that neither a network in front nor copies in the replicas answer, and requests that enter "
        "past such a network; `messages_per_s` of them come from no client and are worked off later.",
        {"context": NAME, "reads_per_s": NUMBER, "requests_per_s": NUMBER, "messages_per_s": NUMBER},
        "context",
    ),
    Kind(
        "requirement_status",
        "Whether the design meets what the brief asks for at a path: by what, or what is missing to know. Of several "
        "that one counts which is missed, else that which is open.",
        {"path": NAME, "requirement": TEXT, "status": one_of("met", "missed", "open"), "because": TEXT},
    ),
)
