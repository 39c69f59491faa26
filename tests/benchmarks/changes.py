"""One service of a landscape after the other changes, in a run that is kept."""

from collections.abc import Iterator
from dataclasses import replace

from tests.benchmarks.landscape import Landscape, Service, rows, service_rows
from tests.benchmarks.ours import OurSession
from tests.benchmarks.workload import Result, Row, Workload

_SERVICES = 20
"""How many services change, spread evenly."""


class Changes:
    """A session over a landscape, and services that change in it."""

    def __init__(self, workload: Workload, landscape: Landscape) -> None:
        step = max(1, len(landscape.services) // _SERVICES)
        pairs = [(service, changed(service)) for service in landscape.services[::step]]
        self._steps = [*map(_difference, pairs), *(_difference((after, before)) for before, after in pairs)]
        self._session = OurSession(workload, rows(landscape))

    @property
    def number(self) -> int:
        """How many changes there and back are."""
        return len(self._steps)

    def there_and_back(self, *, read: bool = False) -> None:
        """Change each service, then change each back; read all results after each change, if so asked."""
        for before, after in self._steps:
            self._session.change(before, after)
            if read:
                self._session.results()

    def results_after_each(self) -> Iterator[list[Result]]:
        """All results after each change there and back."""
        for before, after in self._steps:
            self._session.change(before, after)
            yield self._session.results()


def changed(service: Service) -> Service:
    """The service with another number of replicas, and with or without a time-out on its first call."""
    calls = tuple(
        replace(call, timeout_ms=0 if call.timeout_ms else 500) if index == 0 else call
        for index, call in enumerate(service.calls)
    )
    return replace(service, replicas=1 if service.replicas > 1 else 3, calls=calls)


def _difference(pair: tuple[Service, Service]) -> tuple[list[Row], list[Row]]:
    """The rows that only the first has, and those that only the second has."""
    before, after = (list(service_rows(service)) for service in pair)
    return [row for row in before if row not in after], [row for row in after if row not in before]
