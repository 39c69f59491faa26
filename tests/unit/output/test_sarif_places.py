"""Places and messages of SARIF: encoded paths, whole regions, and messages in which no name acts."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.model.finding import MatchedFact, Step, Support
from archrules.output.sarif_places import code_flows, link, location, message, physical, related, uri
from tests.unit.output.check_data import EVIL, finding, place
from tests.unit.output.code_scanning import links

PLAIN = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=20)
LINK_SIGNS = st.text("[]()\\a1{}", max_size=12)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("deploy/docker-compose.yml", "deploy/docker-compose.yml"),
        ("./compose.yml", "compose.yml"),
        ("../compose.yml", "../compose.yml"),
        ("a b/ü#?.yml", "a%20b/%C3%BC%23%3F.yml"),
        ("c:d.yml", "c%3Ad.yml"),
        ("100%.yml", "100%25.yml"),
        ("a\nb.yml", "a%0Ab.yml"),
        ("<x>.yml", "%3Cx%3E.yml"),
    ],
)
def test_a_path_is_a_relative_uri(file: str, expected: str) -> None:
    assert uri(file) == expected


def test_an_absolute_path_is_a_uri_of_a_file() -> None:
    assert uri("/srv/a b.yml") == "file:///srv/a%20b.yml"


@given(
    st.text(st.characters(exclude_characters="/\\"), min_size=1).filter(lambda name: name not in {".", ".."})
)
def test_a_file_name_comes_back_from_its_uri(name: str) -> None:
    assert unquote(uri(name), errors="surrogatepass") == name


def test_a_region_without_an_end_is_one_character_long() -> None:
    assert physical(place(7, 3))["region"] == {"startLine": 7, "startColumn": 3, "endLine": 7, "endColumn": 4}


def test_an_unknown_place_leaves_the_element() -> None:
    assert location("a", None) == {"logicalLocations": [{"name": "a", "kind": "resource"}]}


@given(LINK_SIGNS)
def test_a_message_has_no_link_but_those_given(text: str) -> None:
    assert links(message(text, f" See {link(text, 7)}.")["text"].replace("{{", "{").replace("}}", "}")) == [
        "7"
    ]


@pytest.mark.parametrize("text", EVIL)
def test_an_evil_message_has_no_link(text: str) -> None:
    assert links(message(text)["text"]) == []


def test_braces_are_doubled_so_that_none_is_a_placeholder() -> None:
    assert message("{0} and {{1}}")["text"] == "{{0}} and {{{{1}}}}"


def test_what_is_invisible_is_an_escape() -> None:
    assert message("a\x1b[31m\u202e")["text"] == r"a\x1b[31m\u202e"


@given(PLAIN)
def test_other_text_is_as_it_was_written(text: str) -> None:
    clean = text.translate(dict.fromkeys(map(ord, "[]{}")))
    assert message(clean)["text"] == clean


def test_a_code_flow_skips_steps_whose_places_are_unknown() -> None:
    path = (Step(element="a", place=place(1)), Step(element="b"), Step(element="c", place=place(3)))
    ((flow,),) = ([each["threadFlows"] for each in code_flows(path)],)
    texts = [step["location"]["message"]["text"] for step in flow[0]["locations"]]
    assert texts == ["1 of 3: a", "3 of 3: c"]


def test_related_places_are_on_other_lines_each_once() -> None:
    facts = (
        MatchedFact(text="same line", places=(place(12, 20),)),
        MatchedFact(text="writes", places=(place(30), place(31))),
        MatchedFact(text="reads", places=(place(30, 9),)),
    )
    found = finding(places=(place(12), place(31), place(50)), supports=(Support(facts=facts),))
    assert [(text, where.line) for text, where in related(found)] == [
        ("writes", 30),
        ("writes", 31),
        ("orders-db", 50),
    ]
