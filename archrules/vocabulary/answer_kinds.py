"""Facts about what clients are answered and what is read most: what caches can and may keep, and how often it helps."""

from archrules.vocabulary.kinds import FLAG, NAME, NUMBER, TEXT, Kind, one_of

ANSWER_KINDS = (
    Kind(
        "client_answer",
        "A use case that changes nothing, is answered at once and comes from a client: `people` before a screen, or "
        "`programs`. `shared` where everybody may read all that it reads, and reads the same. `bytes` are those of one "
        "row of each entity. How long a shared answer may be kept, `keep_s`, follows from how often it changes; "
        "`hits_at_least` of the requests are then answered from a cache, if all answers are asked for alike, and "
        "`hits` if they follow Zipf's law; the least is known of files as well, which are kept for good. `late_share` "
        "of the answers are older than the original. `changed_by` names the use cases that change them.",
        {
            "use_case": NAME,
            "context": NAME,
            "audience": one_of("people", "programs"),
            "rate_per_s": NUMBER,
            "bytes": NUMBER,
            "shared": FLAG,
            "keep_s": NUMBER,
            "hits_at_least": NUMBER,
            "hits": NUMBER,
            "late_share": NUMBER,
            "changed_by": TEXT,
        },
        "use_case",
    ),
    Kind(
        "public_part",
        "An entity that everybody reads alike, in an answer to a client that is not the same for everybody. If it is "
        "fetched apart, under an address of its own, it may be kept for `keep_s`; then `hits_at_least` of the requests "
        "are answered from a cache, if all are asked for alike.",
        {
            "use_case": NAME,
            "entity": NAME,
            "context": NAME,
            "audience": one_of("people", "programs"),
            "rate_per_s": NUMBER,
            "bytes": NUMBER,
            "keep_s": NUMBER,
            "hits_at_least": NUMBER,
        },
    ),
    Kind(
        "shared_answers",
        "All shared answers that may be kept for a second or longer: requests per second at the peak.",
        {"rate_per_s": NUMBER},
    ),
    Kind(
        "reference_data",
        "An entity that is small, read all the time and hardly ever changed, and need not be current.",
        {"entity": NAME, "context": NAME, "rows": NUMBER, "bytes": NUMBER, "reads_per_s": NUMBER},
        "entity",
    ),
    Kind(
        "sheltered_reads",
        "Reads of a context that its store is spared: by a network in front that keeps shared answers and files, by "
        "copies of reference data in the replicas, and by such copies behind such a network. It surely answers "
        "`edge_requests_per_s` of the requests that would enter at the context.",
        {
            "context": NAME,
            "edge_reads_per_s": NUMBER,
            "edge_requests_per_s": NUMBER,
            "copy_reads_per_s": NUMBER,
            "copy_reads_behind_edge_per_s": NUMBER,
        },
        "context",
    ),
    Kind(
        "hot_tenth",
        "The tenth of the rows of a context that is read most, files and what is read by time left out: how many bytes "
        "it takes, and which share of the reads it answers, if they follow Zipf's law.",
        {"context": NAME, "bytes": NUMBER, "hits": NUMBER},
        "context",
    ),
)
