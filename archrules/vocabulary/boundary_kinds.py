"""Facts that rules conclude about where services and transactions end, and about what comes after the first cut."""

from archrules.vocabulary.kinds import NAME, NUMBER, TEXT, Kind

BOUNDARY_KINDS = (
    Kind(
        "parted_team",
        "A team owns a context that has a reason to run apart, and others that have none.",
        {"team": NAME, "context": NAME},
    ),
    Kind(
        "keep_together",
        "Two contexts of one team that should not be cut apart, and the use case that says so, if one does; both "
        "orders.",
        {"context": NAME, "other": NAME, "use_case": NAME, "because": TEXT},
    ),
    Kind(
        "small_context",
        "A context that holds and does too little for a service of its own.",
        {"context": NAME, "entities": NUMBER, "use_cases": NUMBER},
        "context",
    ),
    Kind(
        "function_price", "What a million requests to functions cost, in US dollars.", {"per_million": NUMBER}
    ),
    Kind(
        "function_break_even",
        "From how many requests on, on average, two replicas that always run cost less than functions.",
        {"requests_per_month": NUMBER, "requests_per_s": NUMBER},
    ),
    Kind(
        "commit_scope",
        "What commits a context in one local transaction with all others of the same scope: a store of a unit.",
        {"context": NAME, "scope": NAME},
        "context",
    ),
    Kind(
        "commit_scopes",
        "In how many scopes that commit on their own a use case writes.",
        {"use_case": NAME, "scopes": NUMBER},
        "use_case",
    ),
    Kind(
        "publishes",
        "A use case changes what a context has to tell another context of by a message.",
        {"use_case": NAME, "context": NAME, "to": NAME},
    ),
    Kind(
        "evolution_step",
        "What to do with the chosen style when a measure passes a number; `rank` orders the steps. `today` is what "
        "the measure is for this brief, `trigger` when to act.",
        {"name": NAME, "rank": NUMBER, "measure": TEXT, "today": TEXT, "trigger": TEXT, "does": TEXT},
        "name",
    ),
)
