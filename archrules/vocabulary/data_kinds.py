"""Facts about the data of a brief that rest on sums, names in a row, or paths over references."""

from archrules.vocabulary.kinds import FLAG, NAME, NUMBER, TEXT, Kind, one_of

DATA_KINDS = (
    Kind(
        "entity_load",
        "Load on one entity, and how much of it there is at the end of the horizon. `rows_at_most` is what cannot be "
        "passed if every write makes one more; `rows` is unknown where the brief does not say that it does. Each is "
        "deleted after `retention_s`, if the brief says so; `kept_s` is that or the horizon, whichever is less. Bytes "
        "are those in the database, `row_bytes` of one: of a `file` only the row that refers to it counts.",
        {
            "entity": NAME,
            "context": NAME,
            "reads_per_s": NUMBER,
            "writes_per_s": NUMBER,
            "rows": NUMBER,
            "rows_at_most": NUMBER,
            "kept_s": NUMBER,
            "retention_s": NUMBER,
            "row_bytes": NUMBER,
            "bytes": NUMBER,
            "bytes_at_most": NUMBER,
        },
        "entity",
    ),
    Kind(
        "file",
        "An entity whose bytes are read and replaced as a whole, so that they rest in an object store: `payload_bytes` "
        "of one, if that is known, and `bytes` of all at the end of the horizon. Its row in the database has "
        "`row_bytes`. It is deleted after `retention_s`, if the brief says so. `public`: everybody may read it, and "
        "it holds no personal data.",
        {
            "entity": NAME,
            "context": NAME,
            "payload_bytes": NUMBER,
            "row_bytes": NUMBER,
            "retention_s": NUMBER,
            "public": FLAG,
            "bytes": NUMBER,
            "bytes_at_most": NUMBER,
        },
        "entity",
    ),
    Kind(
        "file_group",
        "The files of a context, named in a row: how many bytes rest in an object store at the end of the horizon, as "
        "far as that is known, and what cannot be passed.",
        {"context": NAME, "entities": TEXT, "bytes": NUMBER, "bytes_at_most": NUMBER},
        "context",
    ),
    Kind(
        "largest_entity",
        "The entity of a context with the most rows at the end of the horizon, as far as they are known.",
        {"context": NAME, "entity": NAME, "rows": NUMBER, "bytes": NUMBER},
        "context",
    ),
    Kind(
        "access_group",
        "The entities of a context that are looked up in one way, named in a row, with the load on all of them.",
        {
            "context": NAME,
            "pattern": one_of("point", "range", "full-text", "traversal", "aggregate"),
            "entities": TEXT,
            "reads_per_s": NUMBER,
            "rows": NUMBER,
            "bytes": NUMBER,
        },
    ),
    Kind(
        "tag_group",
        "The entities of a context that hold one sort of data, named in a row.",
        {
            "context": NAME,
            "tag": one_of(
                "pii", "financial", "inventory", "feed", "analytics", "session", "telemetry", "audit", "media"
            ),
            "entities": TEXT,
        },
    ),
    Kind(
        "reference_group",
        "The references of the entities of a context, to each other or to what other contexts own, named in a row.",
        {"context": NAME, "scope": one_of("inside", "outside"), "references": TEXT},
    ),
    Kind(
        "circular_reference",
        "An entity refers to its own kind, directly or over others, so that paths along it have no longest length.",
        {"entity": NAME, "context": NAME},
    ),
    Kind(
        "spread_key",
        "What the rows of a context are best spread by: what its most written entity belongs to, in another context "
        "before its own, or else itself; `keys` counts the values, `rows` and `bytes` what the entity has of each.",
        {"context": NAME, "entity": NAME, "key": NAME, "keys": NUMBER, "rows": NUMBER, "bytes": NUMBER},
        "context",
    ),
    Kind(
        "repeated_writes",
        "The use cases that may be repeated and change several things, or call others besides writing in a context, "
        "named in a row.",
        {"context": NAME, "use_cases": TEXT},
        "context",
    ),
    Kind(
        "joined_read",
        "A use case reads several entities of one context at once.",
        {"use_case": NAME, "context": NAME, "entities": NUMBER, "names": TEXT},
    ),
)
