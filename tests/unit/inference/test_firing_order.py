"""The same rules and facts always fire in the same order."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.inference.order_program import firings
from tests.unit.inference.programs import fact, fire, memory_of, pattern, rule, then, var

ROOT = Path(__file__).resolve().parents[3]


def printed(seed: str) -> str:
    """The firings as another process prints them under a hash seed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.unit.inference.order_program"],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_program_has_ties_to_break() -> None:
    assert len(firings(0)) > 30


@pytest.mark.parametrize("shuffle", range(1, 6))
def test_order_is_that_of_no_list(shuffle: int) -> None:
    assert firings(shuffle) == firings(0)


def test_order_is_that_of_no_hash_seed() -> None:
    assert {printed(seed) for seed in ("0", "1", "2026")} == {"\n".join(map(str, firings(0))) + "\n"}


def test_latest_facts_fire_first() -> None:
    rules = [
        rule("copy", [pattern("a", x=var("u"))], then("p", x=var("u"))),
        rule("use", [pattern("p", x=var("u"))], then("q", x=var("u"))),
    ]
    names = [name for name, *_ in fire(rules, memory_of(fact("a", x=1), fact("a", x=2)))]
    assert names == ["copy", "use", "copy", "use"]


def test_rules_on_the_same_facts_fire_by_name() -> None:
    rules = [rule(name, [pattern("a")], then("p", t=name)) for name in ("zebra", "ape", "mole")]
    assert [name for name, *_ in fire(rules, memory_of(fact("a")))] == ["ape", "mole", "zebra"]
