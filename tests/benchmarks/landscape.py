"""A generated service landscape: plain objects, about eight facts for each service."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from archrules.vocabulary.kinds import FLAG, NAME, NUMBER, Kind, one_of
from tests.benchmarks.workload import Row

TEAM_SIZE = 5
"""Services of one team."""


@dataclass(frozen=True, slots=True)
class Call:
    """One service calls another. A timeout of 0 ms is none."""

    target: str
    protocol: str
    mode: str
    timeout_ms: int
    attempts: int
    breaker: bool


@dataclass(frozen=True, slots=True)
class Use:
    """A service reads or writes a store."""

    store: str
    access: str


@dataclass(frozen=True, slots=True)
class Service:
    """A service with all that belongs to it. `authentication` is empty unless clients reach it directly."""

    name: str
    team: str
    tier: str
    replicas: int
    health_check: str
    state: str
    zones: tuple[str, ...]
    authentication: str
    calls: tuple[Call, ...]
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Store:
    """A data store. 0 hours between backups is no backup."""

    name: str
    owner: str
    engine: str
    replicas: int
    backup_hours: int


@dataclass(frozen=True, slots=True)
class Team:
    """A team and the number of its people."""

    name: str
    size: int
    on_call: bool


@dataclass(frozen=True, slots=True)
class Landscape:
    """Everything there is."""

    services: tuple[Service, ...]
    stores: tuple[Store, ...]
    teams: tuple[Team, ...]


KINDS = {
    kind.name: kind
    for kind in (
        Kind("team", "A team.", {"name": NAME, "size": NUMBER, "on_call": FLAG}),
        Kind(
            "service",
            "A service.",
            {
                "name": NAME,
                "team": NAME,
                "tier": one_of("edge", "core", "support"),
                "replicas": NUMBER,
                "health_check": one_of("http", "tcp", "none"),
                "state": one_of("stateless", "sticky"),
            },
        ),
        Kind("placement", "A service runs in a zone.", {"service": NAME, "zone": NAME}),
        Kind(
            "entry",
            "Clients reach a service directly.",
            {"service": NAME, "authentication": one_of("token", "session", "none")},
        ),
        Kind(
            "call",
            "A service calls another one.",
            {
                "source": NAME,
                "target": NAME,
                "protocol": one_of("http", "grpc", "queue"),
                "mode": one_of("sync", "async"),
                "timeout_ms": NUMBER,
                "attempts": NUMBER,
                "breaker": FLAG,
            },
        ),
        Kind(
            "data_store",
            "A data store.",
            {
                "name": NAME,
                "owner": NAME,
                "engine": one_of("relational", "document", "key-value", "file"),
                "replicas": NUMBER,
                "backup_hours": NUMBER,
            },
        ),
        Kind(
            "store_use",
            "A service uses a store.",
            {"service": NAME, "store": NAME, "access": one_of("read", "write")},
        ),
    )
}


def make_landscape(services: int, seed: int = 1) -> Landscape:
    """A landscape of that many services; the same number and seed give the same one."""
    return _Generator(services, random.Random(seed)).make()  # noqa: S311  # no secret


def rows(landscape: Landscape) -> Iterator[Row]:
    """Each object as the rows of its facts."""
    for team in landscape.teams:
        yield "team", {"name": team.name, "size": team.size, "on_call": team.on_call}
    for service in landscape.services:
        yield from service_rows(service)
    for store in landscape.stores:
        yield (
            "data_store",
            {
                "name": store.name,
                "owner": store.owner,
                "engine": store.engine,
                "replicas": store.replicas,
                "backup_hours": store.backup_hours,
            },
        )


def service_rows(service: Service) -> Iterator[Row]:
    """The rows of one service."""
    name = service.name
    yield (
        "service",
        {
            "name": name,
            "team": service.team,
            "tier": service.tier,
            "replicas": service.replicas,
            "health_check": service.health_check,
            "state": service.state,
        },
    )
    for zone in service.zones:
        yield "placement", {"service": name, "zone": zone}
    if service.authentication:
        yield "entry", {"service": name, "authentication": service.authentication}
    for call in service.calls:
        yield (
            "call",
            {
                "source": name,
                "target": call.target,
                "protocol": call.protocol,
                "mode": call.mode,
                "timeout_ms": call.timeout_ms,
                "attempts": call.attempts,
                "breaker": call.breaker,
            },
        )
    for use in service.uses:
        yield "store_use", {"service": name, "store": use.store, "access": use.access}


class _Generator:
    def __init__(self, services: int, source: random.Random) -> None:
        self._source = source
        self._teams = [f"team-{number:04}" for number in range(max(1, services // TEAM_SIZE))]
        self._names = [f"service-{number:04}" for number in range(services)]
        self._stores = [f"store-{number:04}" for number in range(max(1, services * 6 // 10))]

    def make(self) -> Landscape:
        stores = tuple(self._store(name) for name in self._stores)
        return Landscape(
            tuple(self._service(index) for index in range(len(self._names))),
            stores,
            tuple(
                Team(name, self._source.randint(2, 9), self._source.random() < 0.8) for name in self._teams
            ),
        )

    def _pick(self, **weights: int) -> str:
        return self._source.choices(list(weights), list(weights.values()))[0].replace("_", "-")

    def _chance(self, percent: int) -> bool:
        return self._source.random() * 100 < percent

    def _store(self, name: str) -> Store:
        return Store(
            name,
            self._source.choice(self._names),
            self._pick(relational=6, document=2, key_value=2, file=1),
            self._source.randint(1, 3),
            self._source.choice([0, 1, 24, 24, 24, 168]),
        )

    def _service(self, index: int) -> Service:
        public = self._chance(12)
        zones = self._source.sample(["a", "b", "c"], 2 if self._chance(40) else 1)
        stores = self._source.sample(self._stores, min(len(self._stores), self._source.randint(0, 3)))
        return Service(
            name=self._names[index],
            team=self._teams[index // TEAM_SIZE % len(self._teams)],
            tier="edge" if public else self._pick(core=5, support=4, edge=1),
            replicas=self._source.choice([1, 1, 1, 2, 2, 2, 2, 3, 3, 4]),
            health_check=self._pick(http=6, tcp=2, none=2),
            state=self._pick(stateless=9, sticky=1),
            zones=tuple(zones),
            authentication=self._pick(token=6, session=3, none=1) if public else "",
            calls=tuple(self._call(target) for target in self._targets(index)),
            uses=tuple(Use(store, self._pick(read=5, write=5)) for store in stores),
        )

    def _targets(self, index: int) -> list[str]:
        """Two to five other services, some twice: two of five in the same team, the others anywhere."""
        first = index // TEAM_SIZE * TEAM_SIZE
        targets: dict[str, None] = {}
        for _ in range(self._source.randint(2, 5)):
            team = self._names[first : first + TEAM_SIZE]
            targets[self._source.choice(team if self._chance(40) else self._names)] = None
        targets.pop(self._names[index], None)
        return list(targets)

    def _call(self, target: str) -> Call:
        protocol = self._pick(http=5, grpc=3, queue=2)
        mode = "sync" if self._chance(10 if protocol == "queue" else 70) else "async"
        return Call(
            target,
            protocol,
            mode,
            self._source.choice([0, 0, 100, 200, 300, 500, 1000, 2000]),
            self._source.choice([1, 1, 1, 1, 2, 3]),
            self._chance(40),
        )
