import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archrules.model.system import System
from archrules.output.mermaid import mermaid
from archrules.output.service_graph import service_graph
from tests.unit.output.graph_data import GOLDEN, SYSTEMS, hostile, shuffled, system, systems, use

LABEL = r'"[^"\[\]{}()|<>`;%&\\]*(?:(?:#\d+;|<br/>)[^"\[\]{}()|<>`;%&\\]*)*"'
KEY = r"[a-z0-9_]+"
NODE = (
    rf"{KEY}(?:\(\(?|\[\(|\[\[|\[/|\[\\|\[|\{{\{{|>|\(\[){LABEL}(?:\)\)?|\)\]|\]\]|/\]|\\\]|\]|\}}\}}|\]\))"
)
ARROW = rf"(?:<|o)?(?:-->|-\.->|==>|--o)(?:\|{LABEL}\|)?"
LINES = re.compile(
    rf"flowchart LR|---|title: \"(?:[^\"\\]|\\.)*\"|{NODE}|subgraph {KEY}\[{LABEL}\]|end"
    rf"|{KEY} {ARROW} {KEY}|{NODE} {ARROW} {NODE}"
    rf"|classDef {KEY} [a-z0-9:#, -]+|class {KEY}(?:,{KEY})* {KEY}|linkStyle [0-9,]+ [a-z0-9:#, -]+"
)


def arrows(text: str) -> list[str]:
    return [
        line for line in text.splitlines() if re.search(r"-->|-\.->|==>|--o", re.sub('"[^"]*"', "", line))
    ]


@pytest.mark.parametrize("name", SYSTEMS)
def test_the_text_is_the_golden_one(name: str) -> None:
    golden = (GOLDEN / f"{name}.mmd").read_text(encoding="utf-8")
    assert mermaid(SYSTEMS[name]()) == golden, "python -m tests.unit.output.graph_data writes it again"


@settings(max_examples=40)
@given(drawn=systems(), seed=st.integers(0, 5))
def test_the_order_of_a_system_changes_no_byte(drawn: System, seed: int) -> None:
    assert mermaid(shuffled(drawn, seed)) == mermaid(drawn)


@settings(max_examples=40)
@given(drawn=systems())
def test_every_line_is_of_the_language(drawn: System) -> None:
    assert [line for line in mermaid(drawn).splitlines() if not LINES.fullmatch(line.strip())] == []


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_line_of_the_golden_texts_is_of_the_language(name: str) -> None:
    text = mermaid(SYSTEMS[name]())
    assert [line for line in text.splitlines() if not LINES.fullmatch(line.strip())] == []


@settings(max_examples=40)
@given(drawn=systems())
def test_frames_that_are_opened_are_closed(drawn: System) -> None:
    words = [line.split()[0] for line in mermaid(drawn).splitlines()]
    assert words.count("subgraph") == words.count("end")


@settings(max_examples=40)
@given(drawn=systems())
def test_every_arrow_is_styled_once(drawn: System) -> None:
    text = mermaid(drawn)
    numbers = [
        int(number) for each in re.findall(r"linkStyle ([0-9,]+) ", text) for number in each.split(",")
    ]
    assert sorted(numbers) == list(range(len(arrows(text))))


@settings(max_examples=40)
@given(drawn=systems())
def test_arrows_are_those_of_the_graph_and_of_the_legend(drawn: System) -> None:
    graph = service_graph(drawn)
    assert len(arrows(mermaid(drawn))) == len(graph.edges) + len(graph.edge_kinds())


def test_hostile_names_are_escaped() -> None:
    text = mermaid(hostile())
    assert "<script>" not in text
    assert "service_script_x_script__" in text
    assert "#60;script#62;x#40;#41;#60;/script#62;" in text


def test_the_title_holds_nothing_that_is_read_as_html() -> None:
    assert not re.search("[<>&]", mermaid(hostile()).splitlines()[1])


@pytest.mark.parametrize(
    ("mode", "arrow"), [("sync", "<-->"), ("async", "<-.->"), ("data", "<==>"), (None, "o--o")]
)
def test_an_arrow_in_both_directions_has_two_heads(mode: str | None, arrow: str) -> None:
    uses = [use("a", "b", mode), use("b", "a", mode)]
    text = mermaid(system(services=[{"name": "a"}, {"name": "b"}], interactions=uses))
    assert f"  service_a {arrow} service_b" in text.splitlines()


def test_a_system_without_elements_is_a_title() -> None:
    assert mermaid(System(name="nothing")) == '---\ntitle: "nothing"\n---\nflowchart LR\n'
