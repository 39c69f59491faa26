"""`recommend` on the shop of the examples, and on generated organisations of growing size, in processor time."""

import json
import math
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from archrules.api import load_brief, load_knowledge
from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.brief import Brief
from archrules.output.documents import system_yaml
from archrules.output.dot import dot
from archrules.output.mermaid import mermaid
from archrules.recommendation import reasoning, recommend
from archrules.recommendation.composition import accepted, compose
from archrules.recommendation.recommend import recommend_from
from archrules.recommendation.results import Results
from tests.benchmarks.figures import Figure, at_most, power
from tests.benchmarks.measuring import ROOT, exponent, processor_seconds
from tests.benchmarks.organisation import USE_CASES, make_brief
from tests.benchmarks.stopwatch import Watched, watching

if TYPE_CHECKING:
    from collections.abc import Callable

    from archrules.recommendation.recommendation import Recommendation

OURS = "archrules"
SHOP = ROOT / "docs" / "examples" / "shop.yaml"

PARTS: tuple[Watched, ...] = (
    ("names checked", recommend, "check_brief"),
    ("canonical order", recommend, "canonical"),
    ("facts", recommend, "initial_facts"),
    ("facts into memory, computations", recommend, "reason_about"),
    ("rules run", reasoning, "run"),
    ("options weighed and chosen", reasoning, "decide"),
    ("system composed", compose, "compose_system"),
    ("results written out", Results, "decisions"),
    ("composed system checked", accepted, "findings_of"),
    ("plans and the rest", recommend, "compose"),
)
"""The parts of a recommendation, each without those that it calls."""

COLD = """
import json, sys, time
moments = {"start": time.process_time()}
def note(name): moments[name] = time.process_time()
from archrules.api import load_brief, load_knowledge, recommend
note("import")
knowledge = load_knowledge(); note("knowledge")
brief = load_brief(sys.argv[1], knowledge=knowledge); note("brief")
made = recommend(brief, knowledge=knowledge); note("recommend")
made.report(); made.json(); note("report and data")
print(json.dumps(moments))
"""
"""What one use of archrules does, from the import on."""


def shop(repeats: int, processes: int) -> Iterator[Figure]:
    """The shop, in a process that has made recommendations before and in new ones."""
    brief, knowledge = load_brief(SHOP), load_knowledge()
    warm = min(processor_seconds(partial(recommend_from, brief, knowledge)) for _ in range(repeats))
    yield Figure("recommend, shop, warm", {OURS: warm})
    least = min((_cold() for _ in range(processes)), key=lambda parts: sum(parts.values()))
    whole = sum(least.values())
    what = "recommend, shop, cold: all from the import on, of warm"
    yield Figure(what, {OURS: whole}, reached=whole / warm)
    for name, part in least.items():
        yield Figure(f"  of it: {name}", {OURS: part}, reached=part / whole, reached_unit="{:.0%}".format)


def _cold() -> Mapping[str, float]:
    """The seconds of each step of `COLD` in a new interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", COLD, str(SHOP)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    moments = json.loads(done.stdout).items()
    return {name: moment - before for (_, before), (name, moment) in pairwise(moments)}


def growing(contexts: Mapping[int, int]) -> Iterator[Figure]:
    """Organisations of so many contexts, measured so often: how long it takes, how that grows, and what takes it."""
    found = _least_parts(contexts)
    for size, parts in found.items():
        what = f"recommend, {size} contexts, {size * USE_CASES} use cases"
        yield Figure(what, {OURS: parts["recommend"]})
    first, before, last = [*found][-3:]
    yield from (
        Figure(
            f"recommend, growth, {start} to {last} contexts",
            {OURS: _growth(found, "recommend", start, last)},
            power,
            _growth(found, "recommend", start, last),
            at_most(1.2, loose=1.4),
            power,
        )
        for start in (first, before)
    )
    for part, taken in found[last].items():
        if part != "recommend":
            reached = _growth(found, part, first, last)
            yield Figure(f"  {last} contexts: {part}", {OURS: taken}, reached=reached, reached_unit=power)


def _growth(found: Mapping[int, Mapping[str, float]], part: str, first: int, last: int) -> float:
    return exponent((first, found[first][part]), (last, found[last][part]))


def _least_parts(contexts: Mapping[int, int]) -> dict[int, dict[str, float]]:
    """For each size the least seconds of a whole recommendation, of each part of it, and of writing it down.

    Sizes take turns, so that all see the same machine.
    """
    knowledge = load_knowledge()
    briefs = {size: make_brief(size) for size in contexts}
    least: dict[int, dict[str, float]] = {size: {} for size in contexts}
    for turn in range(max(contexts.values())):
        for size in (size for size, repeats in contexts.items() if turn < repeats):
            for part, taken in _parts(briefs[size], knowledge).items():
                least[size][part] = min(least[size].get(part, math.inf), taken)
    return least


def _parts(brief: Brief, knowledge: KnowledgeBase) -> dict[str, float]:
    made: list[Recommendation] = []
    whole = processor_seconds(lambda: made.append(recommend_from(brief, knowledge)))
    with watching(PARTS) as watch:
        processor_seconds(lambda: recommend_from(brief, knowledge))
    recommendation = made.pop()
    writers: dict[str, Callable[[], object]] = {
        "report.md": recommendation.report,
        "recommendation.json": recommendation.json,
        "system.yaml": partial(system_yaml, recommendation.system),
        "graph as DOT": partial(dot, recommendation.system),
        "graph as Mermaid": partial(mermaid, recommendation.system),
    }
    written = {f"{name} written": processor_seconds(write) for name, write in writers.items()}
    return {"recommend": whole, **{part: watch.seconds[part] for part, _, _ in PARTS}, **written}
