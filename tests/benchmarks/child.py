"""Figures that need an interpreter of their own: `python -m tests.benchmarks.child TASK` prints one."""

import gc
import json
import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.benchmarks import landscape, selection
from tests.benchmarks.architecture_check import architecture_check
from tests.benchmarks.clips_engine import ClipsEngine, built, loaded
from tests.benchmarks.clips_translation import constructs
from tests.benchmarks.measuring import seconds
from tests.benchmarks.ours import OurEngine
from tests.benchmarks.workload import Engine, Row, Workload

_STATUS = Path("/proc/self/status")
MEMORY_SERVICES = 3000


def _w1(services: int) -> tuple[Workload, list[Row]]:
    return architecture_check(), list(landscape.rows(landscape.make_landscape(services)))


def _w2() -> tuple[Workload, list[Row]]:
    return selection.selection(), list(selection.rows(selection.make_requirements()))


def cold_clips(workload: Workload, rows: Sequence[Row]) -> float:
    """Seconds from the texts of the constructs to the first results."""
    texts = list(constructs(workload))
    return seconds(lambda: ClipsEngine(workload, built(texts)).run(rows))


def cold_clips_file(workload: Workload, rows: Sequence[Row]) -> float:
    """Seconds from a file of the constructs to the first results."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rules.clp")
        path.write_text("\n".join(constructs(workload)), "utf-8")
        return seconds(lambda: ClipsEngine(workload, loaded(path)).run(rows))


def cold_ours(workload: Workload, rows: Sequence[Row]) -> float:
    """Seconds from the rules to the first results."""
    return seconds(lambda: OurEngine(workload).run(rows))


def cold_text(text: str, rows: Sequence[Row]) -> float:
    """Seconds from the text of the rules to the first results."""
    return seconds(lambda: OurEngine(selection.selection(text)).run(rows))


def peak(workload: Workload, rows: Sequence[Row], make: Callable[[Workload], Engine]) -> float:
    """By how many bytes one run raises the memory of this process at most. Linux only."""
    engine = make(workload)
    engine.run(rows[:100])
    gc.collect()
    before = _kilobytes("VmRSS")
    engine.run(rows)
    return (_kilobytes("VmHWM") - before) * 1024


def _kilobytes(name: str) -> int:
    # Not `resource.getrusage`: its peak is at least that of the process that started this one.
    found = re.search(rf"^{name}:\s*(\d+) kB$", _STATUS.read_text("utf-8"), re.MULTILINE)
    if found is None:
        raise OSError(f"{_STATUS} does not tell {name}")
    return int(found[1])


TASKS: Mapping[str, Callable[[], float]] = {
    "w1-cold-clips": lambda: cold_clips(*_w1(100)),
    "w1-cold-ours": lambda: cold_ours(*_w1(100)),
    "w2-cold-clips": lambda: cold_clips(*_w2()),
    "w2-cold-clips-file": lambda: cold_clips_file(*_w2()),
    "w2-cold-ours": lambda: cold_ours(*_w2()),
    "w2-cold-text": lambda: cold_text(selection.rules_text(), _w2()[1]),
    "memory-clips": lambda: peak(*_w1(MEMORY_SERVICES), ClipsEngine),
    "memory-ours": lambda: peak(*_w1(MEMORY_SERVICES), OurEngine),
}

if __name__ == "__main__":
    print(json.dumps(TASKS[sys.argv[1]]()))  # noqa: T201  # the parent reads it
