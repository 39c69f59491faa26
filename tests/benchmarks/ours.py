"""The engine of archrules."""

from collections.abc import Iterable, Mapping

from archrules.inference import handwritten
from archrules.inference.collector import paused
from archrules.inference.memory import WorkingMemory
from archrules.inference.program import Program
from archrules.inference.saturation import run_all
from archrules.inference.session import Session
from archrules.vocabulary.facts import Fact, Values, make_fact, make_values
from archrules.vocabulary.kinds import Kind
from archrules.vocabulary.origins import Origin
from tests.benchmarks.manners import Language
from tests.benchmarks.workload import Result, Row, Workload

_ORIGIN = Origin("brief", "benchmark")


class OurEngine:
    """One program, compiled on its first run and used again."""

    def __init__(self, workload: Workload) -> None:
        self._kinds, self._results = workload.kinds, workload.results
        self._program = Program(workload.rules, workload.kinds)

    def run(self, rows: Iterable[Row]) -> list[Result]:
        """All conclusions of the result kinds."""
        with paused():
            return self._run(rows)

    def _run(self, rows: Iterable[Row]) -> list[Result]:
        memory = WorkingMemory()
        by_kind: dict[str, list[Values]] = {}
        for kind, values in rows:
            by_kind.setdefault(kind, []).append(make_values(self._kinds[kind], values))
        for kind, found in by_kind.items():
            memory.give_values(kind, self._kinds[kind].positions, found, _ORIGIN)
        run_all(self._program, memory)
        return _results(memory, self._results)


class OurSession:
    """A run that is kept, so that facts can change."""

    def __init__(self, workload: Workload, rows: Iterable[Row]) -> None:
        self._kinds, self._wanted = workload.kinds, workload.results
        self._memory = WorkingMemory()
        self._memory.give_all(_facts(self._kinds, rows), _ORIGIN)
        self._session = Session(Program(workload.rules, workload.kinds), self._memory)
        self._session.run()

    def change(self, before: Iterable[Row], after: Iterable[Row]) -> None:
        """Take the rows of before out, put those of after in, and conclude what follows."""
        for fact in _facts(self._kinds, before):
            self._session.take(fact)
        for fact in _facts(self._kinds, after):
            self._session.give(fact, _ORIGIN)
        self._session.run()

    def results(self) -> list[Result]:
        """All conclusions of the result kinds."""
        return _results(self._memory, self._wanted)


def our_language() -> Language:
    """The rule language for rules written by hand."""
    own = handwritten
    return Language(own.KnowledgeEngine, own.Fact, own.Rule, own.MATCH, own.AS, own.NOT)


def _facts(kinds: Mapping[str, Kind], rows: Iterable[Row]) -> list[Fact]:
    return [make_fact(kinds[kind], values) for kind, values in rows]


def _results(memory: WorkingMemory, kinds: Iterable[str]) -> list[Result]:
    return [(kind, *values) for kind in kinds for values in memory.values_of(kind)]
