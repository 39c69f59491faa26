"""The door to experta leaves the interpreter as it found it, and its small parts do what they say."""

import json
import subprocess
import sys
from typing import Any

import pytest

from archrules.inference.experta_door import (
    AS,
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
