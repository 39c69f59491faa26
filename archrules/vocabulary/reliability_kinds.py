"""Facts that rules conclude about failing, recovering and growing."""

from archrules.vocabulary.kinds import FLAG, NAME, NUMBER, TEXT, Kind, one_of

_CALL_KINDS = (
    Kind(
        "call_timeout",
        "After how long an attempt of a protected call is given up, and what that rests on.",
        {"call": NAME, "timeout_ms": NUMBER, "because": TEXT},
        "call",
    ),
    Kind(
        "call_retry",
        "How often a failed call is tried again, with pauses that double from the first on and end at the longest, if "
        "they get there, and what comes `then`; or why not.",
        {
            "call": NAME,
            "retries": NUMBER,
            "first_ms": NUMBER,
            "longest_ms": NUMBER,
            "then": TEXT,
            "because": TEXT,
        },
        "call",
    ),
    Kind(
        "call_breaker",
        "When a circuit breaker opens: where so large a share of so many calls in a window fails, or so many in a row. "
        "It stays open for a time, then lets a few calls through.",
        {
            "call": NAME,
            "window_s": NUMBER,
            "least_calls": NUMBER,
            "failed_share": NUMBER,
            "in_a_row": NUMBER,
            "open_s": NUMBER,
            "probes": NUMBER,
        },
        "call",
    ),
    Kind(
        "call_bulkhead",
        "How many calls to one callee may be under way at once in each replica of the caller.",
        {"call": NAME, "size": NUMBER},
        "call",
    ),
    Kind(
        "call_fallback",
        "What a caller does instead while the callee is away.",
        {"call": NAME, "text": TEXT},
        "call",
    ),
)

_RECOVERY_KINDS = (
    Kind(
        "redundancy",
        "How a store or broker bears the loss of a server: of `copies` so many are `needed` at once, in each of "
        "`groups`; whether one `takes_over`, which interrupts service. Or what its provider has `promised`.",
        {
            "decision": NAME,
            "subject": NAME,
            "groups": NUMBER,
            "copies": NUMBER,
            "needed": NUMBER,
            "takes_over": FLAG,
            "promised": NUMBER,
        },
    ),
    Kind(
        "recovery_step",
        "A step of coming back after a disaster, and the `part` that it is done to where it is done to several. "
        "`phase` orders the steps, then `rank`.",
        {"phase": NUMBER, "rank": NUMBER, "does": TEXT, "part": NAME, "done_when": TEXT},
    ),
    Kind(
        "promise_price",
        "What it takes to keep what is promised, and what one more nine would take.",
        {"promise": NAME, "takes": TEXT, "next": TEXT},
    ),
    Kind(
        "restore_time",
        "How long the store of a unit, in one configuration, takes to restore from its backup.",
        {"unit": NAME, "option": NAME, "seconds": NUMBER},
    ),
)

_HEADROOM = Kind(
    "headroom",
    "How many times the load at the peak a part carries before a resource of it is full, and what comes then.",
    {
        "part": NAME,
        "resource": one_of("line", "replicas", "server", "volume"),
        "factor": NUMBER,
        "load": TEXT,
        "carried_by": TEXT,
        "then": TEXT,
    },
)

_FAILURE = Kind(
    "failure_mode",
    "How a part may fail, what follows for the use cases that need it, and what the design does about it.",
    {"part": NAME, "use_cases": NUMBER, "fails": TEXT, "follows": TEXT, "answer": TEXT},
)

_NOTE = Kind(
    "report_note",
    "What the report says beside a part of it, on one topic.",
    {"section": one_of("calls", "growth", "promise", "recovery"), "topic": NAME, "text": TEXT},
)

RELIABILITY_KINDS = (_FAILURE, _HEADROOM, _NOTE, *_CALL_KINDS, *_RECOVERY_KINDS)
