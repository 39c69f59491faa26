"""The strict loader: what it converts, what it refuses, and where it says that things are."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from archrules.errors import BriefError, InputError
from archrules.knowledge_base.strict_yaml import Position, load_yaml, parse_yaml

FAST_LOADER = "archrules.knowledge_base.strict_yaml._FAST_LOADER"


@pytest.fixture(params=["libyaml", "pure"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "pure":
        monkeypatch.setattr(FAST_LOADER, None)


def value_of(text: str) -> Any:  # noqa: ANN401 - whatever the text says
    return parse_yaml(text, "f", top="any").value


def faults_of(text: str, **options: Any) -> list[str]:  # noqa: ANN401 - handed on
    with pytest.raises(BriefError) as caught:
        parse_yaml(text, "f", error=BriefError, **options)
    return str(caught.value).replace("f:", "").splitlines()


# ---- values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("0", 0),
        ("-0", 0),
        ("42", 42),
        ("-7", -7),
        ("9" * 30, int("9" * 30)),
        ("1.10", Decimal("1.10")),
        ("-0.5", Decimal("-0.5")),
        ("00.5", Decimal("0.5")),
    ],
)
def test_a_plain_word_or_number_is_converted(text: str, value: object) -> None:
    converted = value_of(f"[{text}]")[0]
    assert (type(converted), converted) == (type(value), value)


def test_a_decimal_keeps_its_last_zero() -> None:
    assert str(value_of("[1.10]")[0]) == "1.10"


WORDS = "yes no on off y NO True TRUE Null NULL none = ٣ 1,5"
NUMBERS = (
    "010 0x1f 0b1 0o17 1_000 +1 --1 -01 1e3 1.5e3 1. .5 1.2.3 22:22 2024-01-01 2024-01-01T10:00:00Z .inf .nan"
)


@pytest.mark.parametrize("text", [*WORDS.split(), *NUMBERS.split()])
def test_any_other_plain_word_stays_text(text: str) -> None:
    assert value_of(f"a: {text}") == {"a": text}


@pytest.mark.parametrize("word", ["true", "null", "1", "1.5", "~", ""])
@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_quoted_word_is_text(word: str, quote: str) -> None:
    assert value_of(f"a: {quote}{word}{quote}") == {"a": word}


def test_a_block_of_text_that_looks_like_a_number_is_text() -> None:
    assert value_of("a: |\n  1\n") == {"a": "1\n"}


def test_the_standard_tag_of_text_makes_a_number_text() -> None:
    assert value_of("a: !!str 1") == {"a": "1"}


def test_a_key_without_a_value_is_null() -> None:
    assert value_of("a:\nb: 1\n") == {"a": None, "b": 1}


@pytest.mark.parametrize("key", ["on", "1", "01", "1.5", "null", "~", "true", "2024-01-01", "1e3"])
def test_a_key_is_the_text_that_is_written(key: str) -> None:
    assert value_of(f"{key}: x") == {key: "x"}


def test_keys_that_yaml_1_1_would_take_for_one_do_not_collide() -> None:
    value = value_of("on: 1\nyes: 2\ntrue: 3\n1: 4\n1.0: 5\n")
    assert value == {"on": 1, "yes": 2, "true": 3, "1": 4, "1.0": 5}


def test_an_alias_repeats_its_value() -> None:
    assert value_of("a: &x [1, 2]\nb: *x\n") == {"a": [1, 2], "b": [1, 2]}


def test_a_repeated_value_is_a_copy_of_its_own() -> None:
    value = value_of("a: &x [1]\nb: *x\n")
    assert value["a"] is not value["b"]


def test_an_alias_to_text_can_be_a_key() -> None:
    assert value_of("a: &x name\n*x : 1\n") == {"a": "name", "name": 1}


def test_an_anchor_can_be_set_again() -> None:
    assert value_of("a: &x 1\nb: &x 2\nc: *x\n")["c"] == 2


def test_a_merge_key_adds_what_is_not_there() -> None:
    assert value_of("x: &x {p: 1, q: 2}\ny:\n  <<: *x\n  p: 3\n")["y"] == {"p": 3, "q": 2}


def test_of_several_merged_mappings_the_earlier_wins() -> None:
    assert value_of("x: &x {p: 1}\ny: &y {p: 2, q: 2}\nz: {<<: [*x, *y]}\n")["z"] == {"p": 1, "q": 2}


def test_a_mapping_can_be_merged_where_it_is_written() -> None:
    assert value_of("z: {<<: {p: 1}}") == {"z": {"p": 1}}


def test_a_merged_mapping_brings_what_it_merged_itself() -> None:
    assert value_of("x: &x {p: 1}\ny: &y {<<: *x, q: 2}\nz: {<<: *y}\n")["z"] == {"p": 1, "q": 2}


def test_a_quoted_merge_key_is_a_key_like_any_other() -> None:
    assert value_of('"<<": 1') == {"<<": 1}


def test_nested_merges_that_double_are_merged_in_a_moment() -> None:
    lines = ["x0: &x0 {k0: 1}"] + [
        f"x{n}: &x{n} {{<<: [*x{n - 1}, *x{n - 1}], k{n}: 1}}" for n in range(1, 26)
    ]
    assert len(value_of("\n".join(lines))["x25"]) == 26


def test_json_is_read() -> None:
    assert value_of('{"a":[1,-2.5,"x\\n\\u00e9\\/",true,false,null,{}]}') == {
        "a": [1, Decimal("-2.5"), "x\né/", True, False, None, {}]
    }


def test_json_may_be_indented_with_tabs() -> None:
    assert value_of('{\n\t"a": [\n\t\t1\n\t]\n}') == {"a": [1]}


def test_two_escapes_of_json_for_one_character_are_that_character() -> None:
    assert value_of(json.dumps({"😀": "😀"})) == {"😀": "😀"}


def test_a_byte_order_mark_before_the_text_is_dropped() -> None:
    assert value_of("\ufeffa: 1") == {"a": 1}


def test_a_document_may_start_and_end_with_its_marks() -> None:
    assert value_of("---\na: 1\n...\n") == {"a": 1}


def test_a_list_is_read_where_one_is_asked_for() -> None:
    assert parse_yaml("- 1\n- 2\n", "f", top="list").value == [1, 2]


def test_a_file_is_read_and_named(tmp_path: Path) -> None:
    (tmp_path / "brief.yaml").write_text("a: 1\n")
    document = load_yaml(tmp_path / "brief.yaml")
    assert (document.value, document.source) == ({"a": 1}, str(tmp_path / "brief.yaml"))


def test_a_missing_file_is_an_error_of_the_class_asked_for(tmp_path: Path) -> None:
    with pytest.raises(BriefError):
        load_yaml(tmp_path / "none.yaml", error=BriefError)


# ---- places

PLACES = """\
title: Shop   # a comment
services:
  - name: orders
    ports: [80, "443"]
  - {name: ümlaut, empty: }
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1)),
        (("title",), (1, 8)),
        (("services",), (3, 3)),
        (("services", 0), (3, 5)),
        (("services", 0, "ports", 1), (4, 17)),
        (("services", 1, "name"), (5, 12)),
        (("services", 1, "empty"), (5, 26)),
    ],
)
def test_a_value_has_its_place(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert parse_yaml(PLACES, "f").position(path) == Position(*place)


@pytest.mark.parametrize(
    ("path", "place"),
    [(("services",), (2, 1)), (("services", 0, "ports"), (4, 5)), (("services", 1, "name"), (5, 6))],
)
def test_a_key_has_its_place(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert parse_yaml(PLACES, "f").key_position(path) == Position(*place)


def test_what_is_not_there_has_the_place_of_its_nearest_ancestor() -> None:
    document = parse_yaml(PLACES, "f")
    path = ("services", 0, "owner", "name")
    assert document.position(path) == document.key_position(path) == document.position(("services", 0))


def test_an_item_of_a_list_has_no_key_but_a_place() -> None:
    assert parse_yaml(PLACES, "f").key_position(("services", 1)) == Position(5, 5)


@pytest.mark.parametrize("text", ["a:", "a:\n", "a:   \n", "a: # nothing\n", "a:\nb: 1\n"])
def test_a_value_that_is_not_written_has_its_place_after_the_colon(text: str) -> None:
    assert parse_yaml(text, "f").position(("a",)) == Position(1, 3)


def test_a_repeated_value_has_the_place_of_the_alias() -> None:
    assert parse_yaml("a: &x {k: 1}\nb: *x\n", "f").position(("b",)) == Position(2, 4)


def test_what_is_in_a_repeated_value_has_the_place_where_it_is_written() -> None:
    assert parse_yaml("a: &x {k: 1}\nb: *x\n", "f").position(("b", "k")) == Position(1, 11)


def test_a_merged_value_has_the_place_where_it_is_written() -> None:
    assert parse_yaml("a: &x {k: 1}\nb: {<<: *x}\n", "f").position(("b", "k")) == Position(1, 11)


# ---- faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("a: 1\nb: 2\na: 3\n", ["3:1: the key 'a' stands twice, first on line 1, again on line 3: keep one"]),
        ("{a: 1, 'a': 2}", ["1:8: the key 'a' stands twice, first on line 1, again on line 1: keep one"]),
        (
            "a: !!python/name:os.system x",
            ["1:4: the tag '!!python/name:os.system' is not supported: remove it"],
        ),
        ("a: !mine [1]", ["1:4: the tag '!mine' is not supported: remove it"]),
        ("a: !!map {}", ["1:4: the tag '!!map' is not supported: remove it"]),
        ("!mine k: 1", ["1:1: the tag '!mine' is not supported: remove it"]),
        ("a: *x", ["1:4: alias '*x' has no '&x' before it: define it, or quote the text"]),
        ("a: &x [*x]", ["1:8: alias '*x' stands inside what '&x' names: a value cannot contain itself"]),
        ("a: &x {b: *x}", ["1:11: alias '*x' stands inside what '&x' names: a value cannot contain itself"]),
        ("{a: 1}: 2", ["1:1: a mapping cannot be a key: use text as the key"]),
        ("[a]: 2", ["1:1: a list cannot be a key: use text as the key"]),
        ("a: {{ x }}", ["1:5: a mapping cannot be a key: is this an unrendered template? render it first"]),
        ("?\n: 1", ["1:2: there is no key before this ':': add it"]),
        ("a: {<<: 1}", ["1:9: the merge key '<<' takes a mapping or a list of mappings: write one"]),
        (
            "a: {<<: [{b: 1}, 2]}",
            ["1:9: the merge key '<<' takes a mapping or a list of mappings: write one"],
        ),
        (
            "a: {<<: {b: 1}, <<: {c: 1}}",
            ["1:17: the key '<<' stands twice, first on line 1, again on line 1: keep one"],
        ),
        ("a: " + "9" * 31, ["1:4: a number of more than 30 digits: shorten or quote it"]),
        ("a: -" + "9" * 15 + "." + "9" * 16, ["1:4: a number of more than 30 digits: shorten or quote it"]),
        ('a: "\\ud83d"', ["1:4: an escape here is half of a surrogate pair: write both halves"]),
        ("a: \x07", ["1:4: control character U+0007: remove it"]),
        ("a: b\ufeff", ["1:5: control character U+FEFF: remove it"]),
        ("a: 1\n---\nb: 2\n", ["2:1: a second document starts here: put each document in a file of its own"]),
        ("a: 1\n---\n", ["2:1: a second document starts here: put each document in a file of its own"]),
        ("", ["1:1: the document is empty: write something in it"]),
        ("# nothing\n", ["1:1: the document is empty: write something in it"]),
        ("---\n...\n", ["1:1: the document is empty: write something in it"]),
        ("hello", ["1:1: the document must be a mapping, not text: write 'key: value' lines"]),
        ("null", ["1:1: the document must be a mapping, not 'null': write 'key: value' lines"]),
        ("- a\n", ["1:1: the document must be a mapping, not a list: write 'key: value' lines"]),
    ],
)
def test_what_is_refused_is_told_with_its_place(text: str, faults: list[str]) -> None:
    assert faults_of(text) == faults


QUOTE = "put text with special characters in quotes"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a:\n\tb: 1\n", "2:1: a tab: indent and separate with spaces, never with tabs"),
        ("a:\tb\n", "1:3: a tab: indent and separate with spaces, never with tabs"),
        ("a: 'x\nb: 1\n", "1:4: this quote is never closed: close it"),
        ('a: "x\n', "1:4: this quote is never closed: close it"),
        ("a: 'x\n---\n'", "1:4: this quote runs into a line '---' or '...': close it"),
        ("a: [1, 2\n", "1:4: this '[' is never closed: add the ']'"),
        ("a: {b: 1\n", "1:4: this '{' is never closed: add the '}'"),
        ("a: [\n", "2:1: the text ends where a value must be: close every '[' and '{'"),
        ("a: [1,\n  2\nb: 3\n", f"3:2: expected ',' or ']' here: close the '[' of line 1, or {QUOTE}"),
        ("a: {b: 1\nc: 2}\n", f"2:2: expected ',' or '}}' here: close the '{{' of line 1, or {QUOTE}"),
        ("a: [b?c]\n", f"1:6: expected ',' or ']' here: close the '[' of line 1, or {QUOTE}"),
        ("a: [1,,2]\n", f"1:7: a value must stand here: add it, or {QUOTE}"),
        ("a: b: c\n", f"1:5: a ':' where no key can be: check the indentation, and {QUOTE}"),
        ("a: - b\n", "1:4: no list item can start here: put it on a line of its own"),
        ("a: ? b\n", f"1:4: a '?' where no key can be: {QUOTE}"),
        ("a: 1\n- b\n", "2:1: no list item can stand here: check the indentation"),
        ("a: 'b' c\n", f"1:8: this does not fit what stands before it: check the indentation, and {QUOTE}"),
        ("a: 1\nb\n", "2:1: this line has no ':' after its key: add it, or indent the line"),
        ("a: @b\n", f"1:4: no text can start like this: {QUOTE}"),
        ('a: "\\q"\n', "1:6: no such escape: double the backslash, or use single quotes"),
        ('a: "\\x1"\n', "1:7: this escape is too short: write all its digits"),
        ('a: "\\Uffffffff"\n', "1:5: a number here stands for no character and no version: correct it"),
        ("a: &\n", "1:5: '&' starts the name of an anchor: put text that starts with it in quotes"),
        ("a: *.md\n", "1:5: '*' starts the name of an alias: put text that starts with it in quotes"),
        ("a: |x\n", "1:5: nothing can follow this '|' or '>': put the text on the next line"),
        ("a: !b!c d\n", f"1:4: '!' starts a tag, and tags are not supported: remove it, or {QUOTE}"),
        ("%YAML x\n", "1:7: a line that starts with '%' is a directive: remove it"),
        (
            "%YAML 2.0\n---\na: 1\n",
            "1:1: this version of YAML is not supported: remove the line that names it",
        ),
        ("a: 1\n...\nb: 1\n", "3:1: a second document starts here: put each document in a file of its own"),
        (
            "{% if x %}\na: 1\n",
            f"1:2: no text can start like this: {QUOTE}: is this an unrendered template? render it first",
        ),
    ],
)
def test_broken_syntax_is_told_in_plain_english(text: str, fault: str) -> None:
    assert faults_of(text) == [fault]


def test_all_faults_are_told_at_once_up_to_the_broken_syntax() -> None:
    text = "a: !x 1\na: *y\nb: [{c: 1}: 2]\nd: [1\ne: 2\n"
    assert [fault.split(": ")[0] for fault in faults_of(text)] == ["1:4", "2:1", "2:4", "3:5", "5:2"]


def test_a_fault_in_a_tag_cannot_act_on_a_terminal() -> None:
    assert "\x1b" not in "".join(faults_of("a: !<%1B%5B31m> 1"))


def test_a_tag_constructs_nothing(tmp_path: Path) -> None:
    faults_of(f'a: !!python/object/apply:os.mkdir ["{tmp_path}/made"]')
    assert not (tmp_path / "made").exists()


def test_values_up_to_the_bound_are_read() -> None:
    assert parse_yaml("a: [1, 2]", "f", max_nodes=5).value == {"a": [1, 2]}


def test_values_past_the_bound_are_a_fault() -> None:
    assert faults_of("a: [1, 2, 3]", max_nodes=5) == ["1:11: more than 5 values, aliases in full: use fewer"]


def test_an_alias_counts_as_often_as_it_is_used() -> None:
    assert faults_of("a: &x [1, 2]\nb: [*x, *x]\n", max_nodes=10) == [
        "2:9: more than 10 values, aliases in full: use fewer"
    ]


def test_a_billion_laughs_are_stopped_early() -> None:
    lines = ["x0: &x0 [lol]"] + [f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert "more than 200000 values" in faults_of("\n".join(lines))[0]


def test_a_merged_alias_counts_in_full() -> None:
    assert (
        "more than 20 values"
        in faults_of("x: &x {a: 1, b: 2}\n" + "y: {<<: [*x, *x, *x, *x]}", max_nodes=20)[0]
    )


def test_nesting_up_to_the_bound_is_read() -> None:
    assert value_of("[" * 60 + "]" * 60) is not None


def test_nesting_past_the_bound_is_a_fault() -> None:
    assert faults_of("a: " + "[" * 60 + "]" * 60) == [
        "1:63: more than 60 levels of nesting: nest less deeply"
    ]


def test_aliases_do_not_nest_past_the_bound() -> None:
    lines = ["x0: &x0 [1]"] + [f"x{n}: &x{n} [*x{n - 1}]" for n in range(1, 80)]
    assert "levels of nesting" in faults_of("\n".join(lines))[0]


@pytest.mark.parametrize("text", ["[", "{", "- ", "? ", "[{", "a: [", "&a [", "'", '"', "|", "\n", "{{", "*"])
def test_one_thing_said_many_times_is_an_input_error(text: str) -> None:
    with pytest.raises(InputError):
        parse_yaml(text * 20_000, "f")
