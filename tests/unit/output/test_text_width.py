import pytest

from archrules.output.dot_style import FONT
from archrules.output.picture import run_engine
from archrules.output.text_width import text_width

SIGNS = "".join(map(chr, range(ord("!"), 127)))


@pytest.mark.parametrize("text", ["customer-care-service", "PostgreSQL 16.2", "WWWMMM", "iiilll", SIGNS])
def test_the_width_is_that_of_the_font_that_comes_along(text: str) -> None:
    label = text.replace("\\", "\\\\").replace('"', '\\"')
    source = f'digraph {{ n [label="{label}" fontname="{FONT}" fontsize=12 shape=box width=0 margin=0] }}'
    node = run_engine(source.replace("&", "&amp;"), "plain", engine="pygraphviz").decode().splitlines()[1]
    measured = 72 * float(node.split(" ")[4])
    assert abs(text_width(text, 12) - measured) <= 3 + measured / 50


def test_the_width_grows_with_the_font() -> None:
    assert text_width("orders", 24) == pytest.approx(2 * text_width("orders", 12), abs=2)


def test_letters_beyond_ascii_are_given_room() -> None:
    assert text_width("東京", 12) >= 24
