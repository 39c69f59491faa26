"""Values of a foreign file with their places."""

from archrules.errors import SystemFileError
from archrules.importers.nodes import Node, Origin, parse_nodes
from archrules.model.finding import Place

TEXT = """\
a: plain # why
'b c': "quoted"
d: [x, {e: f}]
g:
  h: !reset null
i: |
  block
"""


def parsed(text: str = TEXT) -> Node:
    return parse_nodes(text, Origin("f"), error=SystemFileError)


def columns(node: Node | None) -> tuple[int, int, int]:
    assert node is not None
    return node.span.line, node.span.column, node.span.end


def test_a_node_is_a_mapping_a_list_a_text_or_nothing() -> None:
    top = parsed()
    kinds = [node.kind for name in ("a", "d", "g", "i") if (node := top.at(name))]
    assert (kinds, top.at("g", "h")) == (
        ["text", "a list", "a mapping", "text"],
        Node(None, top.mapping()["g"].node.mapping()["h"].node.span, "!reset"),
    )


def test_what_is_not_there_is_none() -> None:
    top = parsed()
    assert (top.at("z"), top.at("a", "z"), top.key("z"), top.key("a", "z"), top.at("d", "e")) == (None,) * 5


def test_a_scalar_ends_behind_its_last_sign() -> None:
    top = parsed()
    assert [columns(top.at("a")), columns(top.at("b c"))] == [(1, 4, 9), (2, 8, 16)]


def test_a_key_ends_behind_its_last_sign() -> None:
    top = parsed()
    spans = [top.key("a"), top.key("b c"), top.key("g", "h")]
    assert [(span.line, span.column, span.end) for span in spans if span] == [(1, 1, 2), (2, 1, 6), (5, 3, 4)]


def test_items_of_a_list_have_places() -> None:
    items = (parsed().at("d") or parsed()).items()
    assert [columns(items[0]), columns(items[1].at("e"))] == [(3, 5, 6), (3, 12, 13)]


def test_of_other_values_only_the_first_sign_is_known() -> None:
    top = parsed()
    assert [columns(top.at("d")), columns(top.at("i"))] == [(3, 4, 5), (6, 4, 5)]


def test_a_place_is_told_as_findings_tell_it() -> None:
    span = (parsed().at("b c") or parsed()).span
    assert span.place() == Place(file="f", line=2, column=8, end_line=2, end_column=16)


def test_lines_are_counted_as_the_parser_counts_them() -> None:
    span = (parsed("\ufeffa: b\r\nc: 'd\u2028'\ne: f\r\n").at("e") or parsed()).span
    assert (span.line, span.column, span.end) == (4, 4, 5)
