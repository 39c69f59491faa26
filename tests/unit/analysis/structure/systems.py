"""Small systems, written as arrows, and all of them that hypothesis can draw."""

import re
from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from archrules.analysis.structure.call_graph import CallGraph, Pair, call_graph
from archrules.model.system import System
from archrules.model.system_references import COLLECTIONS

Item = dict[str, Any]

MODES = {"->": "sync", "~>": "async", "=>": "data", "?>": None, "+>": "start-order"}
NAMES = "abcdef"


def link(arrow: str, **fields: Any) -> Item:  # noqa: ANN401  # checked by pydantic
    """An interaction: `a -> b` is a call, `~>` a message, `=>` a use of data, `+>` a start order, `?>` unknown."""
    source, sign, target = re.split(r" *([-~=?+]>) *", arrow)
    mode = {} if MODES[sign] is None else {"mode": MODES[sign]}
    return {"source": source, "target": target, **mode, **fields}


def system(*interactions: str | Item, **fields: Any) -> System:  # noqa: ANN401  # checked by pydantic
    """A system of these interactions. Elements are names or records; those not given are services."""
    links = [link(one) if isinstance(one, str) else one for one in interactions]
    given = {
        name: [{"name": one} if isinstance(one, str) else one for one in fields.pop(name, ())]
        for name in COLLECTIONS
    }
    listed = {element["name"] for elements in given.values() for element in elements}
    ends = {end for one in links for end in (one["source"], one["target"])}
    given["services"] += [{"name": name} for name in sorted(ends - listed)]
    return System.model_validate({**given, "interactions": links, **fields})


def graph(*interactions: str | Item, **fields: Any) -> CallGraph:  # noqa: ANN401  # checked by pydantic
    return call_graph(system(*interactions, **fields))


def graph_of(pairs: Iterable[Pair]) -> CallGraph:
    """A call for each pair."""
    return graph(*(f"{source} -> {target}" for source, target in pairs))


def pairs(names: str = NAMES, most: int = 12) -> st.SearchStrategy[list[Pair]]:
    """Different pairs of different names."""
    ends = st.tuples(st.sampled_from(names), st.sampled_from(names)).filter(lambda pair: pair[0] != pair[1])
    return st.lists(ends, max_size=most, unique=True)


def reached(start: str, pairs: Iterable[Pair], without: str = "") -> set[str]:
    """Whatever can be reached from a start, itself included, on no path through one element."""
    found = {start} - {without}
    while more := {b for a, b in pairs if a in found and b not in found and b != without}:
        found |= more
    return found


def simple_paths(start: str, pairs: Iterable[Pair]) -> Iterable[tuple[str, ...]]:
    """Every path from a start that passes nothing twice, itself alone included."""
    waiting: list[tuple[str, ...]] = [(start,)]
    while waiting:
        path = waiting.pop()
        yield path
        waiting += [(*path, b) for a, b in pairs if a == path[-1] and b not in path]
