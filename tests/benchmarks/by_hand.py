"""Some rules of W1 once more, as plain Python over the landscape: what the engines are held to."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from tests.benchmarks.landscape import Call, Landscape, Service

Pairs = Iterable[tuple[str, str]]
"""Element and other."""


def _calls(landscape: Landscape, mode: str = "sync") -> Iterator[tuple[Service, Call]]:
    return ((s, c) for s in landscape.services for c in s.calls if c.mode == mode)


def _targets(landscape: Landscape) -> dict[str, set[str]]:
    """Whom each service waits for."""
    return {s.name: {c.target for c in s.calls if c.mode == "sync"} for s in landscape.services}


def _users(landscape: Landscape, access: str) -> dict[str, set[str]]:
    return {
        store.name: {
            s.name for s in landscape.services for u in s.uses if (u.store, u.access) == (store.name, access)
        }
        for store in landscape.stores
    }


def _critical(landscape: Landscape) -> set[str]:
    unguarded = {
        s.name: {c.target for c in s.calls if c.mode == "sync" and not c.breaker} for s in landscape.services
    }
    return _reached({s.name for s in landscape.services if s.authentication}, unguarded)


def _reached(start: set[str], steps: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    pending = list(start)
    while pending:
        name = pending.pop()
        if name not in reached:
            reached.add(name)
            pending.extend(steps[name])
    return reached


def _inside_teams(landscape: Landscape) -> dict[str, set[str]]:
    """For each service those of its team that it waits for, through any number of others of the team."""
    team = {s.name: s.team for s in landscape.services}
    steps = {name: {t for t in found if team[t] == team[name]} for name, found in _targets(landscape).items()}
    return {name: _reached(found, steps) for name, found in steps.items()}


def call_without_timeout(landscape: Landscape) -> Pairs:
    return [(s.name, c.target) for s, c in _calls(landscape) if c.timeout_ms == 0]


def call_without_breaker(landscape: Landscape) -> Pairs:
    return [(s.name, c.target) for s, c in _calls(landscape) if c.protocol != "queue" and not c.breaker]


def foreign_write(landscape: Landscape) -> Pairs:
    writers = _users(landscape, "write")
    return [(d.name, writer) for d in landscape.stores for writer in writers[d.name] if writer != d.owner]


def store_of_several_writers(landscape: Landscape) -> Pairs:
    found = _users(landscape, "write")
    return [(store, writer) for store, writers in found.items() for writer in writers if len(writers) > 1]


def timeouts_do_not_nest(landscape: Landscape) -> Pairs:
    return [
        (outer.name, second.target)
        for outer, first in _calls(landscape)
        for inner, second in _calls(landscape)
        if inner.name == first.target and 0 < first.timeout_ms < second.timeout_ms
    ]


def attempts_outlast_caller(landscape: Landscape) -> Pairs:
    return [
        (inner.name, second.target)
        for _, first in _calls(landscape)
        for inner, second in _calls(landscape)
        if inner.name == first.target and first.timeout_ms > 0 and second.attempts > 1
        if second.timeout_ms * second.attempts > first.timeout_ms
    ]


def cycle_of_three(landscape: Landscape) -> Pairs:
    targets = _targets(landscape)
    return [(a, b) for a in targets for b in targets[a] for c in targets[b] if a in targets[c]]


def write_into_other_team(landscape: Landscape) -> Pairs:
    team = {s.name: s.team for s in landscape.services}
    writers = _users(landscape, "write")
    return [
        (d.name, team[d.owner]) for d in landscape.stores for w in writers[d.name] if team[w] != team[d.owner]
    ]


def written_never_read(landscape: Landscape) -> Pairs:
    writers, readers = _users(landscape, "write"), _users(landscape, "read")
    return [(store, writer) for store, found in writers.items() if not readers[store] for writer in found]


def service_nobody_calls(landscape: Landscape) -> Pairs:
    called = {call.target for service in landscape.services for call in service.calls}
    return [(s.name, s.team) for s in landscape.services if s.name not in called and not s.authentication]


def nobody_on_call(landscape: Landscape) -> Pairs:
    is_open = any(service.authentication == "none" for service in landscape.services)
    return [(team.name, "none") for team in landscape.teams if is_open and not team.on_call]


def single_replica_on_critical_path(landscape: Landscape) -> Pairs:
    critical = _critical(landscape)
    return [(s.name, s.team) for s in landscape.services if s.name in critical and s.replicas == 1]


def cycle_inside_team(landscape: Landscape) -> Pairs:
    return [(name, "none") for name, reached in _inside_teams(landscape).items() if name in reached]


def critical_call_unguarded(landscape: Landscape) -> Pairs:
    critical = _critical(landscape)
    return [
        (s.name, c.target)
        for s, c in _calls(landscape)
        if s.name in critical and not (c.breaker and c.timeout_ms > 0)
    ]


def spare_replicas(landscape: Landscape) -> Pairs:
    needed = _critical(landscape).union(*_inside_teams(landscape).values())
    return [(s.name, s.team) for s in landscape.services if s.replicas > 2 and s.name not in needed]


POLICIES: Mapping[str, Callable[[Landscape], Pairs]] = {
    check.__name__.replace("_", "-"): check
    for check in (
        call_without_timeout,
        call_without_breaker,
        foreign_write,
        store_of_several_writers,
        timeouts_do_not_nest,
        attempts_outlast_caller,
        cycle_of_three,
        write_into_other_team,
        written_never_read,
        service_nobody_calls,
        nobody_on_call,
        single_replica_on_critical_path,
        cycle_inside_team,
        critical_call_unguarded,
        spare_replicas,
    )
}
"""Policy to the findings that it must give."""
