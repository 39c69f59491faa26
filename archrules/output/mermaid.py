"""A system as a service graph in the flowchart language of Mermaid, which many Markdown readers draw."""

import json
from collections.abc import Iterable, Iterator

from archrules.model.system import System
from archrules.output.edges import EdgeKind
from archrules.output.escaping import mermaid_text, visible_text
from archrules.output.legend import TITLE, edge_legend, node_legend
from archrules.output.marks import NO_MARKS, Mark, Marks
from archrules.output.service_graph import Node, NodeKind, ServiceGraph, service_graph

_SHAPES: dict[NodeKind, tuple[str, str]] = {
    "frontend": ("[/", "/]"),
    "gateway": ("{{", "}}"),
    "context": ("[[", "]]"),
    "service": ("(", ")"),
    "data store": ("[(", ")]"),
    "cache": ("[(", ")]"),
    "broker": (">", "]"),
    "external system": ("[", "]"),
    "infrastructure": ("[\\", "\\]"),
    "not described": ("([", "])"),
}
_NODE_STYLES: dict[NodeKind, str] = {
    "frontend": "fill:#fef9c3,stroke:#854d0e",
    "gateway": "fill:#ede9fe,stroke:#5b21b6",
    "context": "fill:#eff6ff,stroke:#1e40af,stroke-width:2px",
    "service": "fill:#dbeafe,stroke:#1e40af",
    "data store": "fill:#dcfce7,stroke:#166534",
    "cache": "fill:#ffedd5,stroke:#9a3412,stroke-dasharray:5 3",
    "broker": "fill:#fce7f3,stroke:#9d174d",
    "external system": "fill:#f3f4f6,stroke:#4b5563,stroke-dasharray:5 3",
    "infrastructure": "fill:#e5e7eb,stroke:#4b5563",
    "not described": "fill:#ffffff,stroke:#b91c1c,stroke-dasharray:2 2",
}
_LOOK_ALIKES = str.maketrans({"<": "\u2039", ">": "\u203a", "&": "\uff06", "#": "\uff03", "\ufb02": "fl"})
_INK = "color:#111827"
_FRAME_STYLE = f"fill:#f8fafc,stroke:#4b5563,{_INK}"

_LINES: dict[EdgeKind, str] = {
    "synchronous": "-->",
    "asynchronous": "-.->",
    "data": "==>",
    "supporting": "-->",
    "not stated": "--o",
}
_EDGE_STYLES: dict[EdgeKind, str] = {
    "synchronous": "stroke:#111827",
    "asynchronous": "stroke:#6d28d9",
    "data": "stroke:#6b7280",
    "supporting": "stroke:#4b5563,stroke-width:1px,stroke-dasharray:1 4",
    "not stated": "stroke:#b91c1c",
}
_MARK_STYLES: dict[Mark, str] = {
    "error": "stroke:#b91c1c,stroke-width:4px",
    "warning": "stroke:#b45309,stroke-width:3px",
    "note": "stroke:#1d4ed8,stroke-width:3px",
}


def mermaid(system: System, marks: Marks = NO_MARKS) -> str:
    """Return the system as Mermaid text: elements by kind, bounded contexts as frames, ways of use as arrows.

    `marks` say what a check found, where.
    """
    graph = service_graph(system, marks)
    lines = ["---", f"title: {_title(graph)}", "---", "flowchart LR", *(f"  {line}" for line in _body(graph))]
    return "\n".join(lines) + "\n"


def _title(graph: ServiceGraph) -> str:
    """The title as a quoted YAML text; look-alikes stand for what Mermaid would read and cannot escape there."""
    title = " ".join(visible_text(line) for line in graph.title)
    return json.dumps(title.translate(_LOOK_ALIKES), ensure_ascii=False)


def _body(graph: ServiceGraph) -> Iterator[str]:
    yield from map(_node, graph.nodes)
    for cluster in graph.clusters:
        yield f'subgraph {cluster.key}["{_text(cluster.lines)}"]'
        yield from (f"  {_node(node)}" for node in cluster.nodes)
        yield "end"
    yield from (
        _arrow(edge.source, edge.kind, edge.target, edge.text, both=edge.both) for edge in graph.edges
    )
    if graph.all_nodes():
        yield from _legend(graph)
        yield from _styles(graph)


def _node(node: Node) -> str:
    before, after = _SHAPES[node.kind]
    return f'{node.key}{before}"{_text(node.lines)}"{after}'


def _arrow(source: str, kind: EdgeKind, target: str, text: str, *, both: bool = False) -> str:
    line = f"{'o' if kind == 'not stated' else '<'}{_LINES[kind]}" if both else _LINES[kind]
    label = f'|"{mermaid_text(text)}"|' if text else ""
    return f"{source} {line}{label} {target}"


def _legend(graph: ServiceGraph) -> Iterator[str]:
    yield f'subgraph legend["{TITLE}"]'
    for kind, text in node_legend(graph):
        yield f"  {_node(Node(f'legend_{_word(kind)}', kind, (text,)))}"
    for edge_kind, text in edge_legend(graph):
        start, end = (f"legend_{_word(edge_kind)}_{place}" for place in ("start", "end"))
        yield f'  {start}((" ")) {_arrow("", edge_kind, "", text).strip()} {end}((" "))'
    yield "end"


def _styles(graph: ServiceGraph) -> Iterator[str]:
    """The look of each kind; arrows are counted through, those of the legend last."""
    for kind in graph.node_kinds():
        keys = [node.key for node in graph.all_nodes() if node.kind == kind]
        yield f"classDef {_word(kind)} {_NODE_STYLES[kind]},{_INK}"
        yield f"class {','.join([*keys, f'legend_{_word(kind)}'])} {_word(kind)}"
    frames = [cluster.key for cluster in graph.clusters]
    yield f"classDef frame {_FRAME_STYLE}"
    yield f"class {','.join([*frames, 'legend'])} frame"
    kinds = [*(edge.kind for edge in graph.edges), *graph.edge_kinds()]
    for edge_kind in graph.edge_kinds():
        numbers = ",".join(str(number) for number, each in enumerate(kinds) if each == edge_kind)
        yield f"linkStyle {numbers} {_EDGE_STYLES[edge_kind]}"
    for mark, style in _MARK_STYLES.items():
        yield from (f"style {node.key} {style}" for node in graph.all_nodes() if node.mark == mark)
        numbers = ",".join(str(number) for number, edge in enumerate(graph.edges) if edge.mark == mark)
        if numbers:
            yield f"linkStyle {numbers} {style}"


def _text(lines: Iterable[str]) -> str:
    return "<br/>".join(map(mermaid_text, lines))


def _word(kind: NodeKind | EdgeKind) -> str:
    return kind.replace(" ", "_")
