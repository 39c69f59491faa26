"""Every comparison of the table, by section."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from tests.benchmarks import landscape, recommending, selection
from tests.benchmarks.architecture_check import architecture_check
from tests.benchmarks.changes import Changes
from tests.benchmarks.clips_engine import ClipsEngine
from tests.benchmarks.figures import Figure, at_least, at_most, megabytes, power
from tests.benchmarks.landscape import Landscape, make_landscape
from tests.benchmarks.manners import make_guests, play
from tests.benchmarks.manners_clips import ClipsManners
from tests.benchmarks.measuring import Contestant, exponent, least_in_child, least_seconds
from tests.benchmarks.ours import OurEngine, our_language
from tests.benchmarks.selection import Requirement
from tests.benchmarks.start_up import least_of_processes
from tests.benchmarks.stock_engine import StockEngine, stock_language
from tests.benchmarks.workload import Engine, Workload

OURS, CLIPS, STOCK = "archrules", "clipspy", "experta"
STOCK_SERVICES = 300
"""Stock experta needs half a minute for a thousand services."""

GROWTH_FROM = 30
COLD = (
    "w2-cold-ours",
    "w2-cold-text",
    "w2-cold-clips",
    "w2-cold-clips-file",
    "w1-cold-ours",
    "w1-cold-clips",
)


@dataclass(frozen=True, slots=True)
class Effort:
    """How large and how often: sizes of W1 and of organisations with the repeats of each, other sizes and repeats."""

    services: Mapping[int, int]
    stock_repeats: int
    repeats: int
    children: int
    changed_services: int
    guests: int
    contexts: Mapping[int, int]


FULL = Effort(
    {10: 50, 30: 50, 100: 25, 300: 12, 1000: 6, 3000: 4}, 3, 50, 5, 1000, 32, {12: 10, 25: 8, 50: 6, 100: 5}
)
QUICK = Effort({10: 10, 30: 10, 100: 5}, 1, 10, 2, 100, 8, {6: 3, 12: 3, 25: 2})


def w1(effort: Effort) -> Iterator[Figure]:
    """The architecture check at every size, and how each engine grows."""
    workload = architecture_check()
    engines = _engines(workload)
    found: dict[int, dict[str, float]] = {}
    for services, repeats in effort.services.items():
        stock = effort.stock_repeats if services <= STOCK_SERVICES else 0
        counts = {OURS: repeats, CLIPS: repeats, STOCK: stock}
        objects = make_landscape(services)
        found[services] = least_seconds(
            {
                name: Contestant(partial(_check, engine, objects), counts[name])
                for name, engine in engines.items()
                if counts[name]
            }
        )
        yield from _beside(services, found[services])
    yield from _growth(found)


def _engines(workload: Workload) -> dict[str, Engine]:
    return {OURS: OurEngine(workload), CLIPS: ClipsEngine(workload), STOCK: StockEngine(workload)}


def _check(engine: Engine, objects: Landscape) -> None:
    engine.run(landscape.rows(objects))


def _select(engine: Engine, requirements: Iterable[Requirement]) -> None:
    engine.run(selection.rows(requirements))


def _beside(services: int, least: dict[str, float]) -> Iterator[Figure]:
    what, ours = f"W1, N = {services}", least[OURS]
    target = at_least(3 if services <= STOCK_SERVICES else 2)
    yield Figure(what, {OURS: ours, CLIPS: least[CLIPS]}, reached=least[CLIPS] / ours, target=target)
    if STOCK in least:
        wanted = at_least(150) if services == STOCK_SERVICES else None
        both = {OURS: ours, STOCK: least[STOCK]}
        yield Figure(f"{what}, beside experta", both, reached=least[STOCK] / ours, target=wanted)


def _growth(found: dict[int, dict[str, float]]) -> Iterator[Figure]:
    """From 30 services to the most that an engine ran; fewer say more about the rules than about the facts."""
    first = GROWTH_FROM
    exponents: dict[str, float] = {}
    for name in (OURS, CLIPS, STOCK):
        last = max(size for size, least in found.items() if name in least)
        exponents[name] = exponent((first, found[first][name]), (last, found[last][name]))
    what = f"W1, growth, N = {first} to {max(found)} (experta: to {last})"
    yield Figure(what, exponents, power, exponents[OURS], at_most(1.1, loose=1.3), power)


def w2(effort: Effort) -> Iterator[Figure]:
    """The selection rules, compiled before."""
    requirements = selection.make_requirements()
    counts = {OURS: effort.repeats, CLIPS: effort.repeats, STOCK: effort.stock_repeats}
    least = least_seconds(
        {
            name: Contestant(partial(_select, engine, requirements), counts[name])
            for name, engine in _engines(selection.selection()).items()
        }
    )
    yield Figure("W2, 250 rules, warm", least, reached=least[CLIPS] / least[OURS], target=at_least(1))


def cold(effort: Effort) -> Iterator[Figure]:
    """From rules to the first results, in interpreters that have run nothing before."""
    least = least_in_child(COLD, effort.children)
    ours, text, clips, file = (least[name] for name in COLD[:4])
    what, target = "W2, 250 rules defined to first result", at_most(1.5)
    yield Figure(what, {OURS: ours, CLIPS: clips}, reached=ours / clips, target=target)
    yield Figure(f"{what}, clipspy from a file", {OURS: ours, CLIPS: file}, reached=ours / file)
    yield Figure(f"{what}, both from a file", {OURS: text, CLIPS: file}, reached=text / file)
    ours, clips = (least[name] for name in COLD[4:])
    yield Figure(
        "W1, N = 100, 40 rules defined to first result", {OURS: ours, CLIPS: clips}, reached=ours / clips
    )


def change(effort: Effort) -> Iterator[Figure]:
    """One service changes in a run that is kept, against a run from the beginning."""
    workload, objects = architecture_check(), make_landscape(effort.changed_services)
    engine, changes = OurEngine(workload), Changes(workload, objects)
    least = least_seconds(
        {
            "run": Contestant(partial(_check, engine, objects), effort.repeats // 5),
            "changes": Contestant(changes.there_and_back, effort.repeats // 5),
            "read": Contestant(partial(changes.there_and_back, read=True), effort.repeats // 25 + 1),
        }
    )
    what, target = f"W1, one service of {effort.changed_services} changed, of a full run", at_most(0.01)
    changed, read = (least[name] / changes.number for name in ("changes", "read"))
    share = "{:.2%}".format
    yield Figure(what, {OURS: changed}, reached=changed / least["run"], target=target, reached_unit=share)
    what = f"{what}, and all findings read"
    yield Figure(what, {OURS: read}, reached=read / least["run"], reached_unit=share)


def w3(effort: Effort) -> Iterator[Figure]:
    """Miss Manners."""
    guests = make_guests(effort.guests)
    games: dict[str, Callable[[], object]] = {
        OURS: partial(play(our_language()), guests),
        CLIPS: partial(ClipsManners().play, guests),
        STOCK: partial(play(stock_language()), guests),
    }
    least = least_seconds({name: Contestant(game, 1 if name == STOCK else 5) for name, game in games.items()})
    yield Figure(f"Manners, {effort.guests} guests", least, reached=least[CLIPS] / least[OURS])


def memory(effort: Effort) -> Iterator[Figure]:
    """By how much one run raises the memory of a process."""
    least = least_in_child(("memory-ours", "memory-clips"), effort.children)
    ours, clips = least.values()
    yield Figure("W1, N = 3000, peak memory", {OURS: ours, CLIPS: clips}, megabytes, reached=ours / clips)


def start(effort: Effort) -> Iterator[Figure]:
    """A whole process that checks twelve services, beside one that only loads networkx and pydantic."""
    least = least_of_processes(effort.repeats // 2)
    what = "archrules check, 12 services, of loading networkx and pydantic"
    ratio = least["check"] / least["libraries"]
    yield Figure(what, {OURS: least["check"]}, reached=ratio, target=at_most(2, loose=2.5))


def recommend(effort: Effort) -> Iterator[Figure]:
    """Recommendations for the shop of the examples, and for organisations of growing size."""
    yield from recommending.shop(effort.repeats // 5, effort.children)
    yield from recommending.growing(effort.contexts)


SECTIONS: Mapping[str, Callable[[Effort], Iterator[Figure]]] = {
    "w1": w1,
    "w2": w2,
    "cold": cold,
    "change": change,
    "w3": w3,
    "memory": memory,
    "start": start,
    "recommend": recommend,
}
"""The parts of the table by name, in their order."""
