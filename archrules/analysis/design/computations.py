"""Every computation over a design, under the name by which it has its place between rules."""

from collections.abc import Callable, Iterable, Mapping

from archrules.analysis.defaults import Defaults
from archrules.analysis.design.call_time import call_times
from archrules.analysis.design.channel_load import channel_loads
from archrules.analysis.design.decided import Decided
from archrules.analysis.design.restore_order import restore_ranks
from archrules.analysis.design.store_load import store_loads
from archrules.analysis.design.unit_load import unit_loads
from archrules.analysis.design.use_case_availability import use_case_availabilities
from archrules.vocabulary.origins import Given

COMPUTE: Mapping[str, Callable[[Decided, Defaults], Iterable[Given]]] = {
    "availability of use cases": use_case_availabilities,
    "load of channels": channel_loads,
    "load of stores": lambda decided, _: store_loads(decided),
    "load of units": unit_loads,
    "order of restoring": lambda decided, _: restore_ranks(decided),
    "time of calls": call_times,
}
"""What computes the facts of each computation that `archrules.vocabulary.design_kinds` declares."""
