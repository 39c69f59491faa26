"""Every kind of change that is tried on a brief, with why an architect would name it and how far it goes.

A technology that is mandated or forbidden is no such change: it gives the answer and no reason for it. To add a kind,
write what yields its levers beside those of its area and declare it here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from archrules.recommendation.flipping import context_levers as contexts
from archrules.recommendation.flipping import data_levers as data
from archrules.recommendation.flipping import load_levers as load
from archrules.recommendation.flipping import people_levers as people
from archrules.recommendation.flipping import promise_levers as promises
from archrules.recommendation.flipping import screen_levers as screens
from archrules.recommendation.flipping.changes import Lever
from archrules.recommendation.flipping.scene import Scene


@dataclass(frozen=True, slots=True)
class LeverKind:
    """A kind of change: why it is worth asking about, in which range, and what yields it for a brief."""

    name: str
    reason: str
    range: str
    levers: Callable[[Scene], Iterator[Lever]]


KINDS = (
    LeverKind(
        "consistency",
        "what may show late is a decision of the business, and often nobody has asked",
        "strong or eventual, for one use case and for all that write in a context",
        load.consistencies,
    ),
    LeverKind(
        "all-peaks",
        "forecasts of growth are wrong by factors",
        "2 to 1,000 times as often, 2 to 100 times less often; for a context and for everything",
        load.all_peaks,
    ),
    LeverKind(
        "peak",
        "a single use case may turn out to be popular, or not",
        "2 to 1,000 times its rate, and down to a hundredth of it",
        load.peaks,
    ),
    LeverKind(
        "schema-variance",
        "how alike instances are is known only when the second kind of them comes",
        "no field up to all fields",
        data.variances,
    ),
    LeverKind(
        "relations",
        "where an aggregate ends decides what refers to what",
        "an entity refers to nothing, or to two others",
        data.relations,
    ),
    LeverKind(
        "aggregate",
        "where an aggregate ends decides what changes together",
        "a use case changes one entity of a context, or all of them",
        data.aggregates,
    ),
    LeverKind(
        "tags",
        "what sort of data it is decides what it must survive",
        "each sort of data, held or not by the entities of a context",
        data.tags,
    ),
    LeverKind(
        "access",
        "the next report asks in a way that nobody has thought of",
        "each way to look up, needed or not for the entities of a context",
        data.accesses,
    ),
    LeverKind(
        "volume",
        "how much there will be, how large and kept for how long, is a guess at first",
        "10 to 1,000 times as much, and down to a thousandth",
        data.volumes,
    ),
    LeverKind(
        "skills",
        "people come, leave and learn",
        "each compared technology, known or not to one team and to all",
        people.skills,
    ),
    LeverKind(
        "team-number",
        "teams are merged and split more often than systems",
        "one team up to one for each context, at most 12; the same people and contexts",
        people.team_numbers,
    ),
    LeverKind("owner", "ownership moves with people", "each context to each other team", people.owners),
    LeverKind(
        "team-size", "budgets for people change every year", "a fifth to five times", people.team_sizes
    ),
    LeverKind(
        "answer",
        "whether somebody has to wait is a question of how the product behaves",
        "now or later, for one use case and for all that enter a context",
        load.answers,
    ),
    LeverKind(
        "call-answer",
        "whether a part has to wait for another one is for its designer to say",
        "now or later, for each call",
        load.calls,
    ),
    LeverKind(
        "pages",
        "what a page shows changes with every redesign",
        "fewer pages with data of several contexts, down to none",
        screens.pages,
    ),
    LeverKind(
        "updates",
        "whether people look again or are told is a question of how the product behaves",
        "told or asking, for each use case that a client enters",
        screens.updates,
    ),
    LeverKind(
        "availability",
        "each further nine has a price, and the first number is seldom the last",
        "99 to 99.999 %",
        promises.availabilities,
    ),
    LeverKind(
        "recovery",
        "how long an outage may last is decided when its cost is known",
        "a minute to a day, for the outage and for lost data",
        promises.recoveries,
    ),
    LeverKind(
        "priority",
        "what counts for more is a matter of taste that can be argued about",
        "half to twice the weight of each criterion of the decision",
        promises.priorities,
    ),
    LeverKind(
        "compliance",
        "a new market brings its rules",
        "each regime, one more or one less",
        promises.regimes,
    ),
    LeverKind(
        "places",
        "where to run, which licences and what is new to learn are matters of policy",
        "each provider; open-source licences or any; new technologies or none",
        promises.places,
    ),
    LeverKind(
        "dates",
        "dates move",
        "the first release in a quarter to four times, the horizon a third to three times",
        people.dates,
    ),
    LeverKind("budget", "money is cut and found", "a tenth to ten times as much", people.budgets),
    LeverKind(
        "latency",
        "how quick is quick enough is found out with users",
        "a hundredth to a hundred times as long, for each use case",
        load.latencies,
    ),
    LeverKind(
        "response-times",
        "promises about all answers are made before there is one",
        "a tenth to ten times as long",
        promises.response_times,
    ),
    LeverKind("traffic", "campaigns and seasons change the shape of a day", "each shape", load.shapes),
    LeverKind(
        "idempotent",
        "repeating safely is a property that can be built in, or forgotten",
        "safe to repeat or not, for each use case",
        load.repetitions,
    ),
    LeverKind(
        "rhythm",
        "how often a part is released changes with the market that it serves",
        "a day to a quarter between releases, for each context, where any states a rhythm",
        contexts.rhythms,
    ),
    LeverKind(
        "context-availability",
        "what is promised of one part is in its own contracts, which somebody has to read",
        "up to 99.999 %, for each context of which as much is not promised of the whole",
        contexts.promises,
    ),
    LeverKind("client", "who calls changes with the channel", "each kind of program", promises.clients),
    LeverKind(
        "externals",
        "what others promise changes with the contract",
        "a tenth to ten times the latency; 99 to 99.999 % of the time",
        promises.externals,
    ),
    LeverKind("distances", "users come from further away", "a tenth to ten times as far", promises.distances),
    LeverKind("users", "success and failure", "a hundredth to a hundred times as many", promises.users),
    LeverKind("existing", "a rewrite may drop what is there", "nothing runs today", people.existing),
)
"""In the order in which they are tried: first what decisions turn on most often."""


def levers(scene: Scene) -> Iterator[Lever]:
    """All levers of a brief."""
    for kind in KINDS:
        yield from kind.levers(scene)
