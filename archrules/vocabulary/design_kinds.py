"""Facts computed over what was decided, by the Python side: sums and paths that no condition can say.

They are computed once all that they read is there, in the strata between rules. No decision may rest on them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from archrules.vocabulary.kinds import FLAG, NAME, NUMBER, Kind, one_of

_PART = one_of("broker", "entry", "external", "files", "service", "site", "store")


@dataclass(frozen=True, slots=True)
class Computation:
    """What the Python side computes of a working memory: which kinds it reads, and which it gives.

    Of `sizing` it reads the named quantities only.
    """

    name: str
    reads: frozenset[str]
    gives: frozenset[str]
    sizes: frozenset[str] = frozenset()


DESIGN_KINDS = (
    Kind(
        "channel_load",
        "Messages on a queue or topic at the peak, with the bytes of one and of all. What is sent is summed; what is "
        "read counts at the rate of its busiest reader. `readers` counts the contexts that take them, `consumers` the "
        "replicas that one of those needs for them.",
        {
            "channel": NAME,
            "context": NAME,
            "kind": one_of("queue", "topic"),
            "messages_per_s": NUMBER,
            "payload_bytes": NUMBER,
            "bytes_per_s": NUMBER,
            "readers": NUMBER,
            "consumers": NUMBER,
        },
        "channel",
    ),
    Kind("channel_call", "A queue or topic carries the messages of a call.", {"channel": NAME, "call": NAME}),
    Kind(
        "unit_load",
        "Requests per second at the peak that a unit works on, those answered `now_per_s` and those worked off "
        "`later_per_s`; `work` counts the replicas that they keep fully busy. `least` replicas run in any case, filled "
        "to the share `utilisation`.",
        {
            "unit": NAME,
            "now_per_s": NUMBER,
            "later_per_s": NUMBER,
            "work": NUMBER,
            "least": NUMBER,
            "utilisation": NUMBER,
        },
        "unit",
    ),
    Kind(
        "store_load",
        "Load on the store of one unit for the contexts that chose the same configuration: reads that neither a copy "
        "in front of it nor a cache beside it answers, and writes at the peak and on average over the busiest day; "
        "`share` sums their shares of one server, where they are known. `store` names it as people call it: by product "
        "and unit, or by configuration where the unit has several of one product.",
        {
            "unit": NAME,
            "option": NAME,
            "store": NAME,
            "technology": NAME,
            "contexts": NUMBER,
            "reads_per_s": NUMBER,
            "writes_per_s": NUMBER,
            "day_writes_per_s": NUMBER,
            "bytes": NUMBER,
            "share": NUMBER,
        },
    ),
    Kind(
        "call_time",
        "What is left for a call over a network in a use case that waits for it, after its own work and what its other "
        "calls usually take; `tightest` in the use case that leaves least. `usual_ms` is what the call takes with all "
        "that lies behind it, `layers` how many calls stand one behind the other. So many `retries` would fit, with "
        "`attempt_ms` for each attempt and pauses that begin at `backoff_ms`.",
        {
            "call": NAME,
            "use_case": NAME,
            "tightest": FLAG,
            "deadline_ms": NUMBER,
            "left_ms": NUMBER,
            "usual_ms": NUMBER,
            "layers": NUMBER,
            "retries": NUMBER,
            "attempt_ms": NUMBER,
            "backoff_ms": NUMBER,
            "backoff_cap_ms": NUMBER,
        },
    ),
    Kind(
        "use_case_time",
        "How long a use case with calls over a network usually takes, and after how long it is given up. `late_share`: "
        "each call may be late so often without making it late more than once in 20; `slow_share` of its requests meet "
        "a call slower than its 99th percentile. If each layer made all its attempts, the last would be called "
        "`amplification` times.",
        {
            "use_case": NAME,
            "calls": NUMBER,
            "layers": NUMBER,
            "allowed_ms": NUMBER,
            "deadline_ms": NUMBER,
            "usual_ms": NUMBER,
            "late_share": NUMBER,
            "slow_share": NUMBER,
            "amplification": NUMBER,
        },
        "use_case",
    ),
    Kind(
        "part_availability",
        "How available a part is that use cases need, as a share of the time; unknown where nobody knows it. "
        "`use_cases` counts those that need it; of `short_use_cases`, which reach less than is promised, it is the "
        "least available part, and the `worst_use_case` reaches least of them.",
        {
            "part": NAME,
            "kind": _PART,
            "availability": NUMBER,
            "use_cases": NUMBER,
            "short_use_cases": NUMBER,
            "worst_use_case": NAME,
        },
    ),
    Kind(
        "use_case_availability",
        "How available a use case is if its parts fail independently: those that are known, multiplied. It would be "
        "`without_weakest` if the least available of them never failed. To keep what is promised each part may be out "
        "for `minutes_for_each` a year. `most_parts`: no other needs more. Of what is left for later, taking it on.",
        {
            "use_case": NAME,
            "availability": NUMBER,
            "downtime_minutes_per_year": NUMBER,
            "parts": NUMBER,
            "most_parts": FLAG,
            "open_parts": NUMBER,
            "weakest": NAME,
            "weakest_kind": _PART,
            "weakest_availability": NUMBER,
            "without_weakest": NUMBER,
            "minutes_for_each": NUMBER,
        },
        "use_case",
    ),
    Kind(
        "restore_rank",
        "When a unit comes back after a disaster: 1 if it waits for no other unit, else one more than all that it "
        "waits for. `waited_for_by` counts the units that wait for it.",
        {"unit": NAME, "rank": NUMBER, "waited_for_by": NUMBER},
        "unit",
    ),
    Kind(
        "use_case_need",
        "A use case needs a part to be up.",
        {"use_case": NAME, "part": NAME, "kind": _PART},
    ),
)

_LOAD_OF_CHANNELS = Computation(
    "load of channels",
    frozenset({"call", "choice", "remote_call"}),
    frozenset({"channel_call", "channel_load"}),
)
_LOAD_OF_UNITS = Computation(
    "load of units",
    frozenset({"call", "call_use", "choice", "edge_answer", "placement", "remote_call", "unit", "use_case"}),
    frozenset({"unit_load"}),
)
_LOAD_OF_STORES = Computation(
    "load of stores",
    frozenset({"choice", "context_load", "day_load", "origin_load", "placement", "utilisation"}),
    frozenset({"store_load"}),
    frozenset({"reads-behind-the-cache"}),
)

_TIME_OF_CALLS = Computation(
    "time of calls",
    frozenset({"call", "call_use", "external_system", "objectives", "remote_call", "use_case"}),
    frozenset({"call_time", "use_case_time"}),
)

_AVAILABILITY = Computation(
    "availability of use cases",
    frozenset(
        {
            "call",
            "call_use",
            "choice",
            "external_system",
            "file",
            "objectives",
            "placement",
            "protection",
            "reads",
            "recovery",
            "redundancy",
            "remote_call",
            "use_case",
            "writes",
        }
    ),
    frozenset({"part_availability", "use_case_availability", "use_case_need"}),
    frozenset({"replicas"}),
)

_RESTORING = Computation(
    "order of restoring",
    frozenset({"call", "placement", "remote_call", "unit"}),
    frozenset({"restore_rank"}),
)

COMPUTATIONS: Mapping[str, Computation] = {
    found.name: found
    for found in (
        _AVAILABILITY,
        _LOAD_OF_CHANNELS,
        _LOAD_OF_STORES,
        _LOAD_OF_UNITS,
        _RESTORING,
        _TIME_OF_CALLS,
    )
}
"""Every computation by its name, which no item can have: it has spaces."""
