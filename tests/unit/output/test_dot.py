import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pygraphviz
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archrules.model.system import Service, System
from archrules.output.arrangement import PAGE
from archrules.output.dot import dot
from archrules.output.dot_style import CLUSTER, EDGE, EDGES, GRAPH, LEGEND, NODE, NODES
from archrules.output.picture import run_engine
from tests.unit.output.graph_data import (
    GOLDEN,
    HOSTILE_NAMES,
    SYSTEMS,
    hostile,
    marketplace,
    shuffled,
    system,
    systems,
    use,
)

LEAST_TEXT = 9


@cache
def laid_out(services: int, stores: int) -> tuple[list[str], ...]:
    """What an engine makes of a large system: lines of words."""
    drawn = dot(marketplace(services=services, stores=stores))
    return tuple(
        line.split(" ") for line in run_engine(drawn, "plain", engine="pygraphviz").decode().splitlines()
    )


def parsed(source: str) -> pygraphviz.AGraph:
    return pygraphviz.AGraph(string=source)


def brightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", SYSTEMS)
def test_the_text_is_the_golden_one(name: str) -> None:
    golden = (GOLDEN / f"{name}.dot").read_text(encoding="utf-8")
    assert dot(SYSTEMS[name]()) == golden, "python -m tests.unit.output.graph_data writes it again"


@settings(max_examples=40)
@given(drawn=systems(), seed=st.integers(0, 5))
def test_the_order_of_a_system_changes_no_byte(drawn: System, seed: int) -> None:
    assert dot(shuffled(drawn, seed)) == dot(drawn)


def test_the_hash_seed_changes_no_byte() -> None:
    code = "from tests.unit.output.graph_data import marketplace; from archrules.output.dot import dot; "
    code += "import sys; sys.stdout.write(dot(marketplace()))"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join([str(GOLDEN.parents[2]), *sys.path])},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] == dot(marketplace()).encode()


@settings(max_examples=40)
@given(drawn=systems())
def test_the_text_is_dot_with_all_elements_and_arrows(drawn: System) -> None:
    names = {node for node in parsed(dot(drawn)).nodes() if not node.startswith("legend_")}
    assert len(names) >= len(drawn.elements())


@given(name=st.one_of(st.sampled_from(HOSTILE_NAMES), st.text("ab<>\"'\\&;{}|\n-\x1b", min_size=1)))
def test_any_name_makes_one_node(name: str) -> None:
    # Names that no model lets in: the text must hold on its own.
    service = Service.model_construct(name=name)
    nodes = parsed(dot(System.model_construct(services=(service,)))).nodes()
    assert sum(node.startswith("service_") for node in nodes) == 1
    assert len(nodes) == 2


def test_hostile_names_are_text_in_the_picture() -> None:
    picture = run_engine(dot(hostile()), "svg", engine="pygraphviz").decode()
    assert "&lt;script&gt;x()&lt;/script&gt;" in picture.replace("&#45;", "-")
    assert "<script" not in picture


@pytest.mark.parametrize("name", [*SYSTEMS])
def test_there_is_no_html_label(name: str) -> None:
    assert not re.search(r"=\s*<", re.sub(r'"(?:[^"\\]|\\.)*"', '""', dot(SYSTEMS[name]())))


def test_contexts_are_titled_frames() -> None:
    graph = parsed(dot(SYSTEMS["shop"]()))
    titles = {frame.name: frame.graph_attr["label"] for frame in graph.subgraphs()}
    assert titles["cluster_context_ordering"] == "ordering\\l"


def test_an_arrow_in_both_directions_has_two_heads() -> None:
    uses = [use("a", "b", "sync"), use("b", "a", "sync")]
    assert "dir=both" in dot(system(services=[{"name": "a"}, {"name": "b"}], interactions=uses))


@pytest.mark.parametrize(("services", "stores"), [(20, 20), (28, 12), (14, 26), (36, 4)])
def test_text_can_be_read_when_sixty_elements_fill_a_page(services: int, stores: int) -> None:
    _, _, width, height = laid_out(services, stores)[0]
    scale = min(PAGE[0] / (72 * float(width)), PAGE[1] / (72 * float(height)))
    assert (
        min(float(style["fontsize"]) for style in (GRAPH, NODE, EDGE, CLUSTER, LEGEND)) * scale >= LEAST_TEXT
    )


@pytest.mark.parametrize(("services", "stores"), [(20, 20), (28, 12), (14, 26), (36, 4)])
def test_no_two_boxes_overlap_as_the_engine_lays_them_out(services: int, stores: int) -> None:
    boxes = sorted(boxes_of(laid_out(services, stores)))
    assert len(boxes) > services + stores
    assert not [(a, b) for at, a in enumerate(boxes) for b in boxes[:at] if not apart(a, b)]


def boxes_of(layout: tuple[list[str], ...]) -> Iterator[tuple[float, float, float, float]]:
    for line in layout:
        if line[0] == "node":
            x, y, width, height = map(float, line[2:6])
            yield x - width / 2, y - height / 2, x + width / 2, y + height / 2


def apart(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_the_legend_shows_each_kind_that_appears() -> None:
    nodes = set(parsed(dot(SYSTEMS["monolith"]())).nodes())
    kinds = {node for node in nodes if node.startswith("legend_") and not node.endswith("_start")}
    assert kinds == {
        "legend_gateway",
        "legend_service",
        "legend_data_store",
        "legend_cache",
        "legend_synchronous",
        "legend_data",
    }


@pytest.mark.parametrize("style", [*NODES.values(), CLUSTER, LEGEND], ids=[*NODES, "frame", "legend"])
def test_text_stands_out_from_what_it_is_on(style: dict[str, str]) -> None:
    assert contrast(NODE["fontcolor"], style["fillcolor"]) >= 4.5


@pytest.mark.parametrize("style", EDGES.values(), ids=EDGES)
def test_arrows_stand_out_from_paper(style: dict[str, str]) -> None:
    assert contrast(style["color"], GRAPH["bgcolor"]) >= 4.5


def test_nodes_are_told_apart_without_colour() -> None:
    looks = [{key: value for key, value in style.items() if "color" not in key} for style in NODES.values()]
    assert all(a != b for at, a in enumerate(looks) for b in looks[:at])


def test_arrows_are_told_apart_without_colour() -> None:
    looks = [{key: value for key, value in style.items() if "color" not in key} for style in EDGES.values()]
    assert all(a != b for at, a in enumerate(looks) for b in looks[:at])


def test_a_system_without_elements_is_a_title() -> None:
    assert parsed(dot(System(name="nothing"))).nodes() == []


def test_large_systems_are_drawn_in_full_where_there_are_no_contexts() -> None:
    names = [f"service-{number}" for number in range(150)]
    uses = [use(a, b, "sync") for a, b in pairwise(names)]
    graph = parsed(dot(system(services=[{"name": name} for name in names], interactions=uses)))
    assert sum(node.startswith("service_") for node in graph.nodes()) == 150
