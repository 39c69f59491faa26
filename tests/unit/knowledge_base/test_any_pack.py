"""Whatever stands in an item, it is loaded or it is a fault with a place: never a traceback."""

from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archrules.errors import KnowledgeError
from archrules.knowledge_base.loading import load_knowledge
from archrules.knowledge_base.strata import strata
from tests.unit.knowledge_base.small_pack import PACK, with_changes, write_pack

JUNK: list[Any] = [
    None,
    True,
    0,
    -1,
    10**29,
    0.5,
    "",
    "x",
    "$x",
    "$size",
    "$limit",
    "{x}",
    "{size:bytes}",
    "}{",
    "unknown",
    "class",
    "size > limit",
    "size > '",
    "1e5",
    "team",
    "context",
    "choice",
    "interaction",
    "x" * 3000,
    [],
    [[]],
    ["x", 1, None],
    {},
    {"": ""},
    {"x": {"x": {}}},
    {"team": None},
    {"team": {"name": "$team", "size": {"<": "$team", "as": "$size"}}},
    {"test": "size"},
    {"not": {"not": {}}},
    {"from": 0, "to": 1},
    {"from": 1, "to": {}},
    {">": 1, "<": 0},
    {"value": "size / 0"},
    {"ref": "book"},
    {"ref": "x", "where": {}},
]


def places(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every path inside plain data."""
    inside: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    return [path, *(found for key, entry in inside for found in places(entry, (*path, key)))]


def put(value: Any, path: tuple[str | int, ...], junk: Any, *, as_key: bool) -> Any:  # noqa: ANN401 - plain data
    """The data with junk at the path, in the place of the value or of the key."""
    if not path:
        return junk
    changed, inner = deepcopy(value), None
    inner = changed
    for part in path[:-1]:
        inner = inner[part]
    if as_key and isinstance(inner, dict):
        inner[str(junk)] = inner.pop(path[-1])
    else:
        inner[path[-1]] = junk
    return changed


@pytest.mark.parametrize("file", PACK)
@settings(max_examples=12)
@given(data=st.data())
def test_junk_in_an_item_is_loaded_or_a_fault_with_a_place(file: str, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(places(PACK[file])))
    item = put(PACK[file], path, data.draw(st.sampled_from(JUNK)), as_key=data.draw(st.booleans()))
    with TemporaryDirectory() as folder:
        pack = write_pack(Path(folder), with_changes({file: item if item is not None else "null"}))
        try:
            knowledge = load_knowledge(pack)
        except KnowledgeError as error:
            assert all(fault.line >= 1 and fault.column >= 1 for fault in error.faults)  # noqa: PT017 - what is tested
        else:
            assert strata(knowledge)
