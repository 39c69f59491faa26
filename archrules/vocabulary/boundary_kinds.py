"""Facts that rules conclude about where services and transactions end, and about what comes after the first cut."""

from archrules.vocabulary.kinds import NAME, NUMBER, TEXT, Kind

_REASON = {"context": NAME, "because": TEXT, "strength": NUMBER, "meanwhile": TEXT}

BOUNDARY_KINDS = (
    Kind(
        "firm_reason",
        "A reason to run a context apart that holds whatever else is deployed with it. Of higher `strength` are those "
        "that are followed first; `meanwhile` says what to do as long as it is not.",
        _REASON,
    ),
    Kind("apart_reason", "A reason to run a context apart, firm or because of its neighbours.", _REASON),
    Kind(
        "room_apart",
        "There are people to run a context apart, after all that have stronger reasons.",
        {"context": NAME},
        "context",
    ),
    Kind(
        "waiting_context",
        "A context with a reason to run apart and nobody to run it: it would be so many `services` of `who`, who has "
        "so many `engineers`, and `needed` are so many.",
        {
            "context": NAME,
            "who": NAME,
            "engineers": NUMBER,
            "services": NUMBER,
            "needed": NUMBER,
            "because": TEXT,
            "meanwhile": TEXT,
        },
    ),
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
        "writes_across",
        "A use case that starts in one unit writes in another one.",
        {"use_case": NAME, "unit": NAME, "other": NAME},
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
