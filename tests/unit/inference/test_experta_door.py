"""The door to experta leaves the interpreter as it found it, and its small parts do what they say."""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from archrules.inference.experta_door import (
    AS,
    NOT,
    Predicate,
    Reversed,
    fact_class,
    make_engine,
)

_LOOK = """
import collections, json, logging, sys
{before}
import archrules.inference.experta_door
root = logging.getLogger()
print(json.dumps({{
    "lent": hasattr(collections, "Mapping"),
    "handlers": [type(handler).__name__ for handler in root.handlers],
    "level": root.level,
    "loaded": "experta" in sys.modules,
}}))
"""


def seen_after_import(before: str = "") -> dict[str, Any]:
    """What a fresh interpreter finds after it has imported the door."""
    done = subprocess.run(
        [sys.executable, "-c", _LOOK.format(before=before)], capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_import_leaves_no_trace() -> None:
    assert seen_after_import() == {"lent": False, "handlers": [], "level": 30, "loaded": True}


def test_import_leaves_what_an_application_has_set_up() -> None:
    before = "logging.basicConfig(level=10, stream=sys.stderr); collections.Mapping = dict"
    assert seen_after_import(before) == {
        "lent": True,
        "handlers": ["StreamHandler"],
        "level": 10,
        "loaded": True,
    }


def test_reversed_orders_the_other_way_round() -> None:
    assert sorted([Reversed(1), Reversed(3), Reversed(2)]) == [Reversed(3), Reversed(2), Reversed(1)]


def test_reversed_is_equal_to_nothing_but_its_like() -> None:
    assert Reversed(1) != 1
    assert hash(Reversed(1)) == hash(Reversed(1))


@pytest.mark.parametrize("name", ["size", "self", "cls", "args"])
def test_predicate_reads_any_name(name: str) -> None:
    assert Predicate([name], lambda bindings: bindings[name] == 1)(**{name: 1})


def test_engines_share_nothing() -> None:
    thing = fact_class("thing")
    seen: list[str] = []

    def engine(name: str) -> Any:  # noqa: ANN401  # experta has no types
        return make_engine({name: ([AS.F00 << thing()], lambda **_: seen.append(name))})

    first, second = engine("first"), engine("second")
    first.declare(thing(x=1))
    second.run()
    assert seen == []
    first.run()
    assert seen == ["first"]


def blocked(names: list[str]) -> tuple[Any, list[str]]:
    """An engine whose rules fire for each thing unless there is a block, and what has fired."""
    fired: list[str] = []

    def action(name: str) -> Callable[..., None]:
        return lambda **_: fired.append(name)

    rules = {name: ([AS.F00 << THING(), NOT(BLOCK())], action(name)) for name in names}
    return make_engine(rules), fired


THING, BLOCK = fact_class("thing"), fact_class("block")
NAMES = [f"rule {number}" for number in (3, 1, 4, 0, 5, 9, 2, 6, 8, 7)]


def test_no_activation_outlives_what_it_rests_on() -> None:
    engine, fired = blocked(NAMES)
    things = [engine.declare(THING(x=number)) for number in range(5)]
    engine.retract(things[3])
    engine.run()
    assert fired == sorted(NAMES) * 4


def test_no_activation_outlives_what_now_forbids_it() -> None:
    engine, fired = blocked(NAMES)
    engine.declare(THING(x=1), THING(x=2))
    engine.declare(BLOCK())
    engine.run()
    assert fired == []


def test_activation_comes_back_with_what_it_rests_on() -> None:
    engine, fired = blocked(NAMES)
    engine.declare(THING(x=1))
    block = engine.declare(BLOCK())
    engine.retract(block)
    engine.run()
    assert fired == sorted(NAMES)
