"""The door to experta leaves the interpreter as it found it."""

import json
import subprocess
import sys
from typing import Any

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
