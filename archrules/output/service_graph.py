"""A system as the graph that is drawn: which boxes, which frames around them, which arrows, which legend.

Every format of the picture is written from this, so all of them show the same. The order of the system's
collections has no influence.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from archrules.model.system import Cache, DataStore, Element, Service, System
from archrules.output.edges import Edge, EdgeKind, edges_between
from archrules.output.labels import identifier, shortened, wrapped

NodeKind = Literal[
    "frontend",
    "gateway",
    "service",
    "context",
    "data store",
    "cache",
    "broker",
    "external system",
    "infrastructure",
    "not described",
]

NODE_LIMIT = 60
"""A graph of more nodes is drawn with each bounded context as one node."""

_LABEL_WIDTH = 22
_TITLE_WIDTH = 44
