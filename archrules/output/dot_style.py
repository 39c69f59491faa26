"""How the kinds of nodes and edges look in DOT: told apart by shape and line, so that colour is never needed."""

from archrules.output.edges import EdgeKind
from archrules.output.marks import Mark
from archrules.output.measures import FONT_SIZE
from archrules.output.service_graph import NodeKind

FONT = "DejaVu Sans"
"""The font that comes with archrules; the places of the picture are made for it."""

TITLE_SIZE = 16

_INK = "#111827"
_GREY = "#4b5563"
_TEXT = {"fontname": FONT, "fontsize": str(FONT_SIZE), "fontcolor": _INK}

# `nop2` takes all places from this file; nodes are drawn over the arrows that end in them.
GRAPH = {
    "layout": "nop2",
    "rankdir": "LR",
    "outputorder": "edgesfirst",
    "labelloc": "t",
    **_TEXT,
    "fontsize": str(TITLE_SIZE),
    "bgcolor": "#ffffff",
    "pad": "0.2",
}
NODE = {**_TEXT, "fixedsize": "true"}
EDGE = {**_TEXT, "arrowsize": "0.8"}
CLUSTER = {"style": "rounded,filled", "color": _GREY, "fillcolor": "#f8fafc", "fontsize": str(FONT_SIZE)}
LEGEND = {**CLUSTER, "fillcolor": "#ffffff", "color": "#9ca3af"}


def _node(shape: str, fill: str, line: str, style: str = "filled", **more: str) -> dict[str, str]:
    return {"shape": shape, "style": style, "fillcolor": fill, "color": line, **more}


NODES: dict[NodeKind, dict[str, str]] = {
    "frontend": _node("tab", "#fef9c3", "#854d0e"),
    "gateway": _node("hexagon", "#ede9fe", "#5b21b6"),
    "context": _node("box", "#eff6ff", "#1e40af", "rounded,filled", penwidth="2.5"),
    "service": _node("box", "#dbeafe", "#1e40af", "rounded,filled"),
    "data store": _node("cylinder", "#dcfce7", "#166534", labelloc="b"),
    "cache": _node("cylinder", "#ffedd5", "#9a3412", "filled,dashed", labelloc="b"),
    "broker": _node("cds", "#fce7f3", "#9d174d"),
    "external system": _node("box3d", "#f3f4f6", _GREY, "filled,dashed"),
    "infrastructure": _node("component", "#e5e7eb", _GREY),
    "not described": _node("ellipse", "#ffffff", "#b91c1c", "filled,dotted"),
}

EDGES: dict[EdgeKind, dict[str, str]] = {
    "synchronous": {"color": _INK},
    "asynchronous": {"color": "#6d28d9", "style": "dashed", "arrowhead": "vee", "arrowtail": "vee"},
    "data": {"color": "#6b7280", "penwidth": "2.2"},
    "supporting": {"color": _GREY, "style": "dotted", "arrowhead": "vee", "arrowtail": "vee"},
    "not stated": {"color": "#b91c1c", "arrowhead": "onormal", "arrowtail": "onormal"},
}

MARKS: dict[Mark, dict[str, str]] = {
    "": {},
    "error": {"color": "#b91c1c", "penwidth": "3"},
    "warning": {"color": "#b45309", "penwidth": "2.5"},
    "note": {"color": "#1d4ed8", "penwidth": "2.5"},
}
"""The lines of what a finding is on; a word beside them says the same."""

WORDS: dict[Mark, dict[str, str]] = {
    mark: {"fontcolor": style["color"]} if style else {} for mark, style in MARKS.items()
}
"""The words beside an arrow that a finding is on, so that they are told from those of other arrows."""
