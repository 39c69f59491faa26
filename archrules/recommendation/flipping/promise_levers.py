"""What could be otherwise about promises, rules and places: objectives, regimes, clients, clouds, priorities."""

from collections.abc import Iterator
from fractions import Fraction
from typing import get_args

from archrules.analysis.assumed_promises import assumed_availability, assumed_recovery_time
from archrules.model.domain import ClientKind
from archrules.model.organisation import CloudProvider, Regime
from archrules.model.units import format_duration, format_number, format_percent
from archrules.recommendation.flipping.changes import WHOLE_SYSTEM, Change, Dial, Lever, Switch, one
from archrules.recommendation.flipping.edits import Edit
from archrules.recommendation.flipping.scene import Scene, bounded, multiples, parts_of

AVAILABILITIES = tuple(Fraction(share) for share in ("0.99", "0.995", "0.999", "0.9995", "0.9999", "0.99999"))
RECOVERIES = tuple(map(Fraction, (60, 300, 900, 3_600, 14_400, 86_400)))
MOST_WEIGHT = 10
_ONE = Fraction(1)
_MILLISECOND = Fraction(1, 1000)
_DAY = Fraction(86_400)
_CLIENTS = {
    "browser": "is a browser",
    "native": "is an app of our own",
    "partner": "is built by partners",
    "machine": "is a machine",
}
_RECOVERY = {
    "rto": "an outage may last at most",
    "rpo": "an outage may cost at most the data of",
}


def availabilities(scene: Scene) -> Iterator[Lever]:
    """More or fewer nines."""
    said = scene.brief.objectives.availability
    now = said if said is not None else assumed_availability(scene.brief, scene.defaults)[0]
    path = ("objectives", "availability")
    changes = tuple(
        one(
            "availability",
            f"{format_percent(share)} of the time it must be up, not {format_percent(now)}",
            Edit(path, share),
        )
        for share in AVAILABILITIES
        if share != now
    )
    yield Switch(WHOLE_SYSTEM, changes)


def recoveries(scene: Scene) -> Iterator[Lever]:
    """A longer or shorter outage, and more or less data that may be lost."""
    for field, says in _RECOVERY.items():
        said = getattr(scene.brief.objectives, field)
        now = said if said is not None else _assumed_recovery(scene, field)
        changes = tuple(
            one(
                "recovery",
                f"{says} {format_duration(each)}, not {format_duration(now)}",
                Edit(("objectives", field), each),
            )
            for each in RECOVERIES
            if each != now
        )
        yield Switch(WHOLE_SYSTEM, changes)


def _assumed_recovery(scene: Scene, field: str) -> Fraction:
    """What an objective of recovery is taken to be where the brief does not say, in seconds."""
    if field == "rpo":
        return scene.defaults.amount("recovery-point")
    promised = scene.brief.objectives.availability
    if promised is None:
        promised, _ = assumed_availability(scene.brief, scene.defaults)
    return assumed_recovery_time(promised, scene.defaults)[0]


def response_times(scene: Scene) -> Iterator[Lever]:
    """Less or more time for the whole system to answer; 99 of 100 answers never take less than 95."""
    objectives = scene.brief.objectives
    usual, slowest = objectives.latency_p95, objectives.latency_p99
    bounds = {"latency_p95": (_MILLISECOND, slowest or _DAY), "latency_p99": (usual or _MILLISECOND, _DAY)}
    for field, default, which in (
        ("latency_p95", "latency-complex", "95"),
        ("latency_p99", "latency-p99", "99"),
    ):
        said = getattr(objectives, field)
        now = said if said is not None else scene.defaults.amount(default) / 1000
        if now > 0:
            yield _duration(
                ("objectives", field),
                now,
                f"{which} of 100 answers arrive within",
                WHOLE_SYSTEM,
                "response-times",
                bounds[field],
            )


def _duration(  # what is turned, from where, between what, and how it is told
    path: tuple[str, ...],
    now: Fraction,
    said: str,
    about: frozenset[str],
    kind: str,
    bounds: tuple[Fraction, Fraction] = (_MILLISECOND, _DAY),
) -> Dial:
    def turned(value: Fraction) -> Change:
        text = f"{said} {format_duration(value)}, not {format_duration(now)}"
        return one(kind, text, Edit(path, value))

    larger = tuple(multiples(now, (2, 10), _MILLISECOND, bounds))
    smaller = tuple(parts_of(now, (2, 10), _MILLISECOND, bounds[0]))
    return Dial(about, now, larger, smaller, _MILLISECOND, turned, format_duration)


def regimes(scene: Scene) -> Iterator[Lever]:
    """One regime more or less to comply with."""
    known: tuple[Regime, ...] = get_args(Regime)
    for regime in known:
        applies = regime in scene.brief.compliance
        says = f"{regime} {'does not apply' if applies else 'applies'}"
        edit = Edit(("compliance", regime), not applies)
        yield Switch(WHOLE_SYSTEM, (one("compliance", says, edit),))


def places(scene: Scene) -> Iterator[Lever]:
    """Another provider to run on, another rule for licences, another one for new technologies."""
    constraints = scene.brief.constraints
    providers: tuple[CloudProvider, ...] = get_args(CloudProvider)
    cloud = constraints.cloud or scene.defaults.text("cloud")
    says = {each: f"it runs on {each}" for each in providers} | {"any": "any provider will do"}
    yield Switch(
        WHOLE_SYSTEM,
        tuple(
            one("places", says[each], Edit(("constraints", "cloud"), each))
            for each in providers
            if each != cloud
        ),
    )
    open_source = (constraints.licences or scene.defaults.text("licences")) == "osi-only"
    says_licences = "any licence is allowed" if open_source else "only open-source licences are allowed"
    edit = Edit(("constraints", "licences"), "any" if open_source else "osi-only")
    yield Switch(WHOLE_SYSTEM, (one("places", says_licences, edit),))
    required = (constraints.skills or scene.defaults.text("skills")) == "require"
    says_skills = f"the teams {'may' if required else 'may not'} learn a new technology"
    edit = Edit(("constraints", "skills"), "prefer" if required else "require")
    yield Switch(WHOLE_SYSTEM, (one("places", says_skills, edit),))


def priorities(scene: Scene) -> Iterator[Lever]:
    """Each criterion of the decision counting for more or for less."""
    for criterion, weight in scene.decision.weights.items():
        yield _priority(criterion, Fraction(scene.brief.priorities.get(criterion, int(weight))))


def _priority(criterion: str, now: Fraction) -> Dial:
    def turned(value: Fraction) -> Change:
        says = f"{criterion} has a weight of {bounded(str(value), value, now)}, not {now}"
        return one("priority", says, Edit(("priorities", criterion), int(value)))

    larger = tuple(multiples(now, (2,), _ONE, (_ONE, Fraction(MOST_WEIGHT))))
    return Dial(
        WHOLE_SYSTEM, now, larger, tuple(parts_of(now, (2,), _ONE)), _ONE, turned, format_number, reach=4
    )


def clients(scene: Scene) -> Iterator[Lever]:
    """Each client being a program of another kind."""
    kinds: tuple[ClientKind, ...] = get_args(ClientKind)
    for client in scene.brief.clients:
        path = ("clients", client.name, "kind")
        changes = tuple(
            one("client", f"{client.name} {_CLIENTS[kind]}", Edit(path, kind), reach=2)
            for kind in kinds
            if kind != client.kind
        )
        yield Switch(frozenset({f"clients.{client.name}"}), changes)


def externals(scene: Scene) -> Iterator[Lever]:
    """Each external system, quicker or slower, up more or less of the time."""
    for system in scene.brief.external_systems:
        about = frozenset({f"external_systems.{system.name}"})
        path = ("external_systems", system.name)
        if system.latency:
            says = f"{system.name} answers within"
            yield _duration((*path, "latency"), system.latency, says, about, "externals")
        if system.availability is not None:
            now = format_percent(system.availability)
            changes = tuple(
                one(
                    "externals",
                    f"{system.name} is up {format_percent(share)} of the time, not {now}",
                    Edit((*path, "availability"), share),
                )
                for share in AVAILABILITIES
                if share != system.availability
            )
            yield Switch(about, changes)


def distances(scene: Scene) -> Iterator[Lever]:
    """Users of each region nearer to the main site, or further away."""
    for region in scene.brief.regions:
        if region.round_trip:
            says = f"the way to {region.name} and back takes"
            path = ("regions", region.name, "round_trip")
            about = frozenset({f"regions.{region.name}"})
            yield _duration(path, region.round_trip, says, about, "distances")


def users(scene: Scene) -> Iterator[Lever]:
    """More or fewer people who use the system."""
    for field, says in (("users", "people use it now"), ("users_projected", "people will use it")):
        now = getattr(scene.brief.scale, field)
        if now:
            yield _people(field, now, says)


def _people(field: str, now: Fraction, says: str) -> Dial:
    grid = max(_ONE, Fraction(10) ** (len(str(int(now))) - 3))

    def turned(value: Fraction) -> Change:
        text = f"{bounded(format_number(value), value, now)} {says}, not {format_number(now)}"
        return one("users", text, Edit(("scale", field), value))

    larger = tuple(multiples(now, (2, 10, 100), grid, (grid, Fraction(10**15))))
    return Dial(
        WHOLE_SYSTEM, now, larger, tuple(parts_of(now, (2, 10, 100), grid, grid)), grid, turned, format_number
    )
