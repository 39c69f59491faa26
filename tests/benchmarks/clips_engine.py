"""The peer in C: CLIPS 6.4 through clipspy."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import clips

from tests.benchmarks.clips_translation import constructs
from tests.benchmarks.workload import Result, Row, Workload


class ClipsEngine:
    """One environment, built once and reset before each run.

    Facts go in through `assert_fact`, and conclusions come out slot by slot: of the ways that clipspy offers, these
    are the fastest. Text of facts takes three times as long to assert; callbacks from rules, iteration over a fact,
    and one long multifield take longer to read.
    """

    def __init__(self, workload: Workload, environment: Any = None) -> None:  # noqa: ANN401  # clipspy has no types
        """The engine of a workload; the environment holds its constructs already, if one is given."""
        self._environment = environment or built(constructs(workload))
        self._templates = {name: self._environment.find_template(name) for name in workload.kinds}
        self._results = [(name, tuple(workload.kinds[name].fields)) for name in workload.results]

    def run(self, rows: Iterable[Row]) -> list[Result]:
        """All conclusions of the result kinds."""
        templates = self._templates
        self._environment.reset()
        for kind, values in rows:
            templates[kind].assert_fact(**values)
        self._environment.run()
        return [
            (kind, *[fact[name] for name in names])
            for kind, names in self._results
            for fact in templates[kind].facts()
        ]


def built(texts: Iterable[str]) -> Any:  # noqa: ANN401  # likewise
    """A new environment with the constructs, built one by one."""
    environment = clips.Environment()
    for text in texts:
        environment.build(text)
    return environment


def loaded(path: Path) -> Any:  # noqa: ANN401  # likewise
    """A new environment with the constructs of a file, which clipspy reads much faster than it builds texts."""
    environment = clips.Environment()
    environment.load(str(path))
    return environment
