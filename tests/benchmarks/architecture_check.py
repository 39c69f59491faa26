"""W1: forty rules check a landscape of services."""

from pathlib import Path

from archrules.vocabulary.kinds import NAME, Kind
from tests.benchmarks import landscape
from tests.benchmarks.workload import Workload, read_rules

_CONCLUDED = (
    Kind("finding", "A rule is broken.", {"policy": NAME, "element": NAME, "other": NAME}),
    Kind(
        "shared_store", "A service writes a store that another one writes.", {"store": NAME, "service": NAME}
    ),
    Kind("mutual", "Two services wait for each other.", {"first": NAME, "second": NAME}),
    Kind("critical", "Clients wait for a service.", {"service": NAME}),
    Kind("team_call", "A service waits for another one of its team.", {"source": NAME, "target": NAME}),
    Kind("depends", "The same, through others.", {"source": NAME, "target": NAME}),
    Kind("guarded", "A call ends in time and stops when it fails.", {"source": NAME, "target": NAME}),
)
_RULES = Path(__file__).with_suffix(".yaml")


def architecture_check(*, everything: bool = False) -> Workload:
    """The workload; its results are the findings or, where asked for, everything that the rules conclude."""
    kinds = {**landscape.KINDS, **{kind.name: kind for kind in _CONCLUDED}}
    rules = read_rules(_RULES.read_text("utf-8"), _RULES.name, kinds)
    results = tuple(kind.name for kind in _CONCLUDED) if everything else ("finding",)
    return Workload("W1", kinds, rules, results)
