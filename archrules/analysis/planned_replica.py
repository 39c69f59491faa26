"""What one replica of a service is planned for."""

from collections.abc import Iterator
from fractions import Fraction

from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import DomainFacts
from archrules.analysis.given_facts import given
from archrules.model.brief import Brief
from archrules.vocabulary.origins import Given, Origin

_LEAST, _FILLED = "minimum-replicas", "target-utilisation"


def planned_replica(brief: Brief, domain: DomainFacts, defaults: Defaults) -> Iterator[Given]:
    """`planned_replica` and, where anything is worked off that nobody waits for, `planned_consumer`.

    A figure is left out where it would be nothing, since then nothing can be compared with it.
    """
    filled, least = defaults.amount(_FILLED), defaults.amount(_LEAST)
    answered = defaults.amount("replica-capacity") * filled
    if answered > 0 and least > 0:
        values = {"requests_per_s": answered, "least": least}
        yield _given("planned_replica", values, defaults, "replica-capacity", _LEAST)
    worked_off = defaults.amount("consumer-capacity") * filled
    messages = any(use.actor is None and domain.complete(use).answer == "later" for use in brief.use_cases)
    if worked_off > 0 and messages:
        yield _given("planned_consumer", {"messages_per_s": worked_off}, defaults, "consumer-capacity")


def _given(kind: str, values: dict[str, Fraction], defaults: Defaults, *used: str) -> Given:
    names = (*used, _FILLED)
    paths = tuple(f"parameters.{name}" for name in sorted(names))
    computed = Origin("computed", "plan of a replica", "capacity x utilisation", paths)
    return given(
        kind, dict(values), computed, *(defaults.origin(name, "plan of a replica") for name in names)
    )
