"""The lenient reading, for formats of others: scalars stay as written, tags are kept, and all else is as strict."""

import pytest

from archrules.errors import InputError, SystemFileError
from archrules.knowledge_base.strict_yaml import Document, Position, parse_lenient_yaml, parse_yaml


@pytest.fixture(params=["libyaml", "pure"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "pure":
        monkeypatch.setattr("archrules.knowledge_base.strict_yaml._FAST_LOADER", None)


def read(text: str) -> Document:
    return parse_lenient_yaml(text, "f")


def faults_of(text: str) -> list[str]:
    with pytest.raises(SystemFileError) as caught:
        parse_lenient_yaml(text, "f", error=SystemFileError)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    "word", ["true", "no", "1.10", "022", "22:22", "0x10", "1e3", "-1", ".inf", "2024-01-01", "9" * 5000]
)
def test_a_scalar_stays_as_it_is_written(word: str) -> None:
    assert read(f"a: {word}").value == {"a": word}


@pytest.mark.parametrize("word", ["", "~", "null"])
def test_a_word_for_nothing_is_nothing(word: str) -> None:
    assert read(f"a: {word}").value == {"a": None}


@pytest.mark.parametrize("word", ["''", "'~'", '"null"'])
def test_a_word_for_nothing_in_quotes_is_text(word: str) -> None:
    assert read(f"a: {word}").value == {"a": word[1:-1]}


def test_a_tag_is_kept_by_the_path_of_its_value() -> None:
    document = read("a: !reset null\nb: [!override {c: 1}, x]\n")
    assert document.value == {"a": None, "b": [{"c": "1"}, "x"]}
    assert document.tags == {("a",): "!reset", ("b", 0): "!override"}


def test_a_tag_that_names_code_builds_nothing() -> None:
    assert read("a: !!python/object/apply:os.getcwd []").value == {"a": []}


def test_an_alias_keeps_the_tag_of_its_anchor() -> None:
    assert read("a: &x !mine {b: 1}\nc: *x\n").tags == {("a",): "!mine", ("c",): "!mine"}


def test_places_are_those_of_the_strict_reading() -> None:
    text = "a: &x {b: 1}\nc:\n  - <<: *x\n    d: y\n"
    lenient, strict = read(text), parse_yaml(text, "f")
    assert (lenient.positions, lenient.key_positions) == (strict.positions, strict.key_positions)
    assert lenient.position(("c", 0, "d")) == Position(4, 8)


def test_a_key_that_stands_twice_is_a_fault() -> None:
    assert faults_of("a: 1\na: 2\n") == [
        "f:2:1: the key 'a' stands twice, first on line 1, again on line 2: keep one"
    ]


def test_aliases_are_bounded() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    assert "more than 200000 values, aliases in full" in faults_of("\n".join(lines))[0]


def test_the_document_must_be_a_mapping() -> None:
    with pytest.raises(InputError, match="must be a mapping, not a list"):
        read("- a\n")
