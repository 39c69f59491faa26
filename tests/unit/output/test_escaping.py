import re
from html import unescape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from archrules.output.escaping import (
    dot_text,
    markdown_cell,
    markdown_text,
    mermaid_text,
    terminal_text,
    visible_text,
    xml_text,
)
from archrules.output.picture import run_engine

if TYPE_CHECKING:
    from collections.abc import Callable

HOSTILE = [
    "",
    " ",
    "end",
    "subgraph",
    "a -> b",
    "graph { a -- b }",
    "-->",
    "]]",
    "%%{init: {}}%%",
    "style x fill:#f00;",
    "click a href",
    "<b>bold</b>",
    "<script>alert(1)</script>",
    "&lt;b&gt;",
    "&#60;",
    "R&D",
    'say "hi"',
    '"',
    "\\",
    "a\\",
    '\\"',
    "\\N \\G \\l",
    "a|b",
    "a\\|b",
    "`code`",
    "a ``b",
    "*bold* _soft_ snake_case __init__",
    "~~gone~~",
    "[text](https://example.org)",
    "![picture](x)",
    "<https://example.org>",
    "[^1]: note",
    "# heading",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "12) item",
    "> quote",
    "---",
    "===",
    "(label)=",
    "::: note",
    "    code",
    "```python",
    "$x$",
    "first\nsecond",
    "first\r\nsecond\rthird",
    "a\tb",
    "\N{LATIN SMALL LIGATURE FL}\N{DEGREE SIGN}lt\N{PILCROW SIGN}\N{LATIN SMALL LETTER SHARP S}",
    "Grüße 東京 🙂",
    "\x1b[31mred",
    "\x00",
    "\ud800",
    "\uffff",
    "abc\N{RIGHT-TO-LEFT OVERRIDE}cba",
]
SIGNS = "ab19 \n\\\"'`*_[](){}<>#&;|-+=.:!~$%@/,\x1b\u202e\uffffé"
TEXTS = st.one_of(
    st.text(),
    st.text(SIGNS),
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(HOSTILE), max_size=3).map("".join),
)
FORMATS = [dot_text, mermaid_text, markdown_text, markdown_cell, xml_text, terminal_text]
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)


def parsed(xml: str | bytes) -> ET.Element:
    return ET.fromstring(xml)  # noqa: S314 - it was made here, a line above


def words(text: str) -> str:
    return " ".join(re.sub("[ \n\xa0]+", " ", text).strip().split(" "))


def text_of(html: str) -> str:
    return words(unescape(re.sub("<[^>]*>", "", html)))


@pytest.mark.parametrize("escape", FORMATS)
@given(text=TEXTS)
def test_nothing_invisible_is_left(escape: "Callable[[str], str]", text: str) -> None:
    assert not INVISIBLE.search(escape(text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x07", r"\x1b[31mred\x07"),
        ("abc\N{RIGHT-TO-LEFT OVERRIDE}cba", r"abc\u202ecba"),
        ("first\nsecond\ttab", r"first\nsecond\ttab"),
        ("\ud800\x00\uffff", r"\ud800\x00\uffff"),
        ("Grüße 東京 🙂", "Grüße 東京 🙂"),
    ],
)
def test_terminal_text_shows_what_would_act(text: str, shown: str) -> None:
    assert terminal_text(text) == shown


@given(text=TEXTS)
def test_terminal_text_is_one_line_however_long(text: str) -> None:
    assert terminal_text(text * 500) == terminal_text(text) * 500


@given(text=TEXTS)
def test_xml_content_parses_back_to_the_text(text: str) -> None:
    assert (parsed(f"<a>{xml_text(text)}</a>").text or "") == visible_text(text)


@given(text=TEXTS)
def test_xml_attributes_parse_back_to_the_text(text: str) -> None:
    element = parsed(f"<a b=\"{xml_text(text)}\" c='{xml_text(text)}'/>")
    expected = visible_text(text).replace("\n", " ")
    assert (element.get("b"), element.get("c")) == (expected, expected)


@given(text=TEXTS)
def test_a_dot_label_ends_where_it_should(text: str) -> None:
    assert re.fullmatch(r'"(?:[^"\\\n]|\\["\\n])*"', dot_text(text))


@pytest.mark.parametrize("text", ["\n", "\na", "a\n\nb", "a\n"])
def test_dot_labels_have_no_empty_line_which_crashes_graphviz(text: str) -> None:
    assert not re.search(r'^"(\\n)|\\n\\n|\\n"$', dot_text(text))


# Graphviz has to run in a process of its own: now and then it crashes the one it was loaded into.
@settings(max_examples=15)
@given(texts=st.lists(TEXTS, min_size=1, max_size=12))
def test_dot_labels_are_drawn_as_they_were_written(texts: list[str]) -> None:
    nodes = "".join(f"n{number} [label={dot_text(text)}];" for number, text in enumerate(texts))
    graph = f"digraph {{ node [fontname=Courier]; {nodes} }}"
    drawing = parsed(run_engine(graph, "svg", engine="pygraphviz").decode())
    drawn = {
        str(group[0].text): " ".join("".join(line.itertext()) for line in group if line.tag.endswith("}text"))
        for group in drawing.iter("{http://www.w3.org/2000/svg}g")
        if group.get("class") == "node"
    }
    assert {node: words(text) for node, text in drawn.items()} == {
        f"n{number}": words(visible_text(text)) for number, text in enumerate(texts)
    }


@given(text=TEXTS)
def test_mermaid_labels_hold_no_sign_of_its_syntax(text: str) -> None:
    rest = re.sub(r"#\d+;|<br/>", "", mermaid_text(text))
    assert not re.search(r"[][\"#;:<>{}()|`%&\\$~=*@\N{DEGREE SIGN}\n]|--|\.\.", rest)


@given(text=TEXTS)
def test_mermaid_labels_decode_to_the_text(text: str) -> None:
    decoded = re.sub(r"#(\d+);", lambda code: chr(int(code[1])), mermaid_text(text).replace("<br/>", "\n"))
    assert decoded == visible_text(text)


@pytest.mark.parametrize("around", ["{}", "- {}", "1. {}", "# {}", "**{}**", "before {} after", "before\n{}"])
@given(text=TEXTS)
def test_markdown_text_is_read_as_written_wherever_it_stands(around: str, text: str) -> None:
    plain = words(visible_text(text))
    page = MARKDOWN.render(around.format(markdown_text(text)))
    if plain:
        assert text_of(page) == words(re.sub(r"^(?:- |1\. |# )|\*\*", "", around).format(plain))


@given(text=TEXTS)
def test_markdown_text_brings_no_markup(text: str) -> None:
    tags = re.findall("<([a-z0-9]+)", MARKDOWN.render(markdown_text(text)))
    assert tags in ([], ["p"])


@given(cells=st.lists(TEXTS, min_size=2, max_size=3))
def test_cells_of_a_markdown_table_are_read_as_written(cells: list[str]) -> None:
    row = "| " + " | ".join(markdown_cell(cell) for cell in cells) + " |"
    head = "|" + " a |" * len(cells)
    page = MARKDOWN.render(f"{head}\n{'|' + ' --- |' * len(cells)}\n{row}\n")
    read = re.findall("<td>(.*?)</td>", page, re.DOTALL)
    assert [text_of(cell) for cell in read] == [words(visible_text(cell)) for cell in cells]


@given(text=TEXTS)
def test_a_cell_without_blanks_at_its_bars_is_read_as_written(text: str) -> None:
    page = MARKDOWN.render(f"|a|a|\n|---|---|\n|{markdown_cell(text)}|b|\n")
    read = re.findall("<td>(.*?)</td>", page, re.DOTALL)
    assert [text_of(cell) for cell in read] == [words(visible_text(text)), "b"]


@pytest.mark.parametrize("text", ["order-service", "place_order", "10.5 MB", "R&D", "Node.js 20", "C#"])
def test_plain_names_stay_readable_in_markdown(text: str) -> None:
    assert markdown_text(text) == text


def test_a_bar_behind_a_backslash_is_written_so_that_all_readers_agree() -> None:
    assert markdown_cell(r"a|b \|") == r"a\|b &#92;\|"
