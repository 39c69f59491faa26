"""How things are measured: in turns, after a collection of garbage, and the least of several times."""

import gc
import json
import math
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Contestant:
    """What is called, and how often."""

    call: Callable[[], object]
    repeats: int


def least_seconds(contestants: Mapping[str, Contestant]) -> dict[str, float]:
    """For each contestant the least time of one call; they take turns, so that all see the same machine."""
    least = dict.fromkeys(contestants, math.inf)
    for turn in range(max(contestant.repeats for contestant in contestants.values())):
        for name, contestant in contestants.items():
            if turn < contestant.repeats:
                least[name] = min(least[name], seconds(contestant.call))
    return least


def seconds(call: Callable[[], object]) -> float:
    """The time of one call."""
    gc.collect()
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def processor_seconds(call: Callable[[], object]) -> float:
    """The processor time of one call, which other processes of the machine change least."""
    gc.collect()
    start = time.process_time()
    call()
    return time.process_time() - start


def exponent(smaller: tuple[int, float], larger: tuple[int, float]) -> float:
    """How time grows between two sizes: k of N^k."""
    return math.log(larger[1] / smaller[1]) / math.log(larger[0] / smaller[0])


def in_child(task: str) -> float:
    """The figure that a task of `child` gives in a new interpreter, in which nothing is compiled or remembered."""
    command = [sys.executable, "-m", "tests.benchmarks.child", task]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout))


def least_in_child(tasks: Sequence[str], repeats: int) -> dict[str, float]:
    """For each task its least figure, each time in a new interpreter, in turns."""
    least = dict.fromkeys(tasks, math.inf)
    for _ in range(repeats):
        for task in tasks:
            least[task] = min(least[task], in_child(task))
    return least
