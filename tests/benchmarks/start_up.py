"""Whole processes: `archrules check` on a compose file of twelve services, beside loading networkx and pydantic.

What is measured is archrules as it is installed, from a wheel and compiled. The figures are processor time, which other
processes of the machine change least. Unix only.
"""

import compileall
import math
import os
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.benchmarks.measuring import ROOT

TWELVE_SERVICES = Path(__file__).with_name("twelve-services.yml")

PROGRAMS: Mapping[str, Sequence[str]] = {
    "check": (
        "-c",
        "import sys; from archrules.cli import run_process; sys.exit(run_process())",
        "check",
        str(TWELVE_SERVICES),
    ),
    "libraries": ("-c", "import networkx, pydantic"),
}


def least_of_processes(repeats: int) -> dict[str, float]:
    """The least time of each program; they take turns."""
    least = dict.fromkeys(PROGRAMS, math.inf)
    with tempfile.TemporaryDirectory() as folder:
        install(Path(folder))
        for _ in range(repeats):
            for name, arguments in PROGRAMS.items():
                least[name] = min(least[name], _seconds(arguments, folder))
    return least


def install(folder: Path) -> None:
    """Build a wheel and put what it holds into a folder, compiled."""
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, capture_output=True, check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    compileall.compile_dir(folder, quiet=1)


def _seconds(arguments: Sequence[str], folder: str) -> float:
    """The processor time of a process that finds archrules in the folder."""
    command = [sys.executable, "-P", *arguments]
    environment = {**os.environ, "PYTHONPATH": folder}
    before = _children()
    done = subprocess.run(command, capture_output=True, cwd=folder, check=False, env=environment)
    if done.returncode not in {0, 1}:  # 1: there are findings
        raise OSError(done.stderr.decode())
    return _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
