"""What one replica of a service is planned for."""

from collections.abc import Iterator

from archrules.analysis.defaults import Defaults
from archrules.analysis.given_facts import given
from archrules.vocabulary.origins import Given, Origin

_USED = ("consumer-capacity", "minimum-replicas", "replica-capacity", "target-utilisation")


def planned_replica(defaults: Defaults) -> Iterator[Given]:
    """`planned_replica`: what a replica answers or works off, filled to the target, and how many run in any case.

    It is left out where one of them is nothing, since then nothing can be compared with it.
    """
    filled = defaults.amount("target-utilisation")
    values = {
        "requests_per_s": defaults.amount("replica-capacity") * filled,
        "messages_per_s": defaults.amount("consumer-capacity") * filled,
        "least": defaults.amount("minimum-replicas"),
    }
    if all(value > 0 for value in values.values()):
        paths = tuple(f"parameters.{name}" for name in _USED)
        computed = Origin("computed", "plan of a replica", "capacity x utilisation", paths)
        origins = (defaults.origin(name, "plan of a replica") for name in _USED)
        yield given("planned_replica", dict(values), computed, *origins)
