"""Findings on the service graph: a word and a line for each, on boxes, on arrows and on the whole."""

import pytest

from archrules.model.system import System
from archrules.output.dot import dot
from archrules.output.marks import Mark, Marks, gravest, mark_text
from archrules.output.mermaid import mermaid
from archrules.output.service_graph import NODE_LIMIT, service_graph

SHOP = System.model_validate(
    {
        "name": "shop",
        "services": [{"name": "orders", "context": "sales"}, {"name": "stock"}],
        "brokers": [{"name": "queue"}],
        "interactions": [
            {"source": "orders", "target": "stock", "mode": "sync", "protocol": "http"},
            {"source": "stock", "target": "orders", "mode": "sync", "protocol": "http"},
            {"source": "orders", "target": "queue", "mode": "async", "access": "subscribe"},
        ],
    }
)


@pytest.mark.parametrize(
    ("marks", "found"),
    [(["note", "error", "warning"], "error"), (["", "note"], "note"), ([""], ""), ([], "")],
    ids=str,
)
def test_gravest_mark_wins(marks: list[Mark], found: Mark) -> None:
    assert gravest(marks) == found


@pytest.mark.parametrize(("mark", "text"), [("error", "! error"), ("", "")])
def test_mark_is_a_word(mark: Mark, text: str) -> None:
    assert mark_text(mark) == text


def test_nothing_is_marked_unless_something_was_found() -> None:
    assert service_graph(SHOP, Marks()) == service_graph(SHOP)


def test_box_tells_the_finding_on_its_element() -> None:
    graph = service_graph(SHOP, Marks(elements={"orders": "error"}))
    assert {node.lines[0]: node.lines[1:] for node in graph.all_nodes()} == {
        "orders": ("! error",),
        "stock": (),
        "queue": (),
    }


def test_arrow_tells_the_finding_on_the_use_in_its_direction() -> None:
    graph = service_graph(SHOP, Marks(uses={("orders", "stock"): "warning"}))
    synchronous = [edge for edge in graph.edges if edge.kind == "synchronous"]
    assert sorted((edge.source.split("_")[1], edge.text) for edge in synchronous) == [
        ("orders", "! warning"),
        ("stock", ""),
    ]


def test_two_arrows_with_the_same_finding_are_one() -> None:
    marks = Marks(uses={("orders", "stock"): "error", ("stock", "orders"): "error"})
    synchronous = [edge for edge in service_graph(SHOP, marks).edges if edge.kind == "synchronous"]
    assert [(edge.both, edge.text) for edge in synchronous] == [(True, "! error")]


def test_message_that_is_subscribed_to_is_marked_against_its_direction() -> None:
    graph = service_graph(SHOP, Marks(uses={("orders", "queue"): "note"}))
    assert [edge.text for edge in graph.edges if edge.kind == "asynchronous"] == ["! note"]


def test_use_of_what_the_system_does_not_list_is_left_out() -> None:
    graph = service_graph(SHOP, Marks(uses={("orders", "ghost"): "error"}))
    assert {edge.mark for edge in graph.edges} == {""}


@pytest.mark.parametrize(
    ("marks", "line"),
    [
        (Marks(system="error"), "! where a policy is violated; the system as a whole: error"),
        (Marks(elements={"orders": "note"}), "! where a policy is violated"),
    ],
    ids=str,
)
def test_title_tells_what_the_marks_mean(marks: Marks, line: str) -> None:
    assert service_graph(SHOP, marks).title == ("shop", line)


def test_context_drawn_as_one_box_has_the_gravest_mark_of_its_elements() -> None:
    names = [f"s{number}" for number in range(NODE_LIMIT + 1)]
    services = [{"name": name, "context": "all"} for name in names]
    uses = [{"source": "s0", "target": "out", "mode": "sync"}]
    described = System.model_validate(
        {"services": services, "external_systems": [{"name": "out"}], "interactions": uses}
    )
    marks = Marks(elements={"s1": "note", "s2": "warning"}, uses={("s0", "out"): "error"})
    graph = service_graph(described, marks)
    assert [(node.kind, node.mark) for node in graph.nodes] == [
        ("context", "warning"),
        ("external system", ""),
    ]
    assert [edge.mark for edge in graph.edges] == ["error"]


MARKED = Marks(elements={"orders": "error"}, uses={("orders", "stock"): "warning"})


def test_dot_draws_marks_with_heavier_lines() -> None:
    lines = dot(SHOP, MARKED).split("\n")
    box = next(line for line in lines if "! error" in line)
    arrow = next(line for line in lines if "! warning" in line)
    assert "penwidth=3" in box
    assert "penwidth=2.5" in arrow
    assert "penwidth" not in next(line for line in lines if "label=stock" in line)


def test_mermaid_draws_marks_with_heavier_lines() -> None:
    text = mermaid(SHOP, MARKED)
    assert "style service_orders" in text
    assert text.count("stroke-width:4px") == 1
    assert [line.split()[0] for line in text.split("\n") if "stroke-width:3px" in line] == ["linkStyle"]
