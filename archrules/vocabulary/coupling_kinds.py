"""Facts about what ties contexts and teams together, computed from a brief."""

from archrules.vocabulary.kinds import NAME, NUMBER, TEXT, Kind

COUPLING_KINDS = (
    Kind(
        "context_coupling",
        "Two contexts that use cases write together, or of which one waits for the other; both orders. "
        "`joint_writes` counts the use cases that write in both, `written_by` names them; `waits_per_s` are the "
        "calls between the two, in either direction, whose answer is waited for.",
        {
            "first": NAME,
            "second": NAME,
            "joint_writes": NUMBER,
            "written_by": TEXT,
            "waits_per_s": NUMBER,
        },
    ),
    Kind(
        "context_ties",
        "How entangled a context is with the others: use cases that write in it and elsewhere, that touch it and "
        "another, and how many others those are. `rank` 1 is the least entangled.",
        {"context": NAME, "joint_writes": NUMBER, "use_cases": NUMBER, "partners": NUMBER, "rank": NUMBER},
        "context",
    ),
    Kind(
        "written_together",
        "Entities of one context that some use case writes in one go; `use_cases` names those that do.",
        {"context": NAME, "entities": TEXT, "use_cases": TEXT},
        "context",
    ),
    Kind(
        "written_by_several",
        "Several use cases write one entity; `names` names them.",
        {"entity": NAME, "context": NAME, "use_cases": NUMBER, "names": TEXT},
        "entity",
    ),
    Kind(
        "reads_back",
        "Who uses a use case reads in it what the same actor writes with others, which `after` names.",
        {"use_case": NAME, "context": NAME, "entity": NAME, "after": TEXT},
    ),
    Kind(
        "ownership",
        "Who owns the contexts: teams that own some, contexts that somebody owns, and those that nobody does.",
        {"teams": NUMBER, "contexts": NUMBER, "unowned": NUMBER},
    ),
    Kind(
        "team_load",
        "Requests at the peak that enter the contexts of a team: all, those of its busiest context, and those of "
        "its other contexts together.",
        {
            "team": NAME,
            "contexts": NUMBER,
            "requests_per_s": NUMBER,
            "busiest": NAME,
            "busiest_per_s": NUMBER,
            "others_per_s": NUMBER,
        },
        "team",
    ),
    Kind(
        "average_load",
        "Requests per second over a whole month, and how many times as many there are at the peak. Given where the "
        "brief names a provider.",
        {"requests_per_s": NUMBER, "peak_ratio": NUMBER},
    ),
)
