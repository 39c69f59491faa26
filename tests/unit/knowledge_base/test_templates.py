"""Texts and facts with holes: how they are filled, and what is told of holes that cannot be."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.knowledge_base.conditions import Variable
from archrules.knowledge_base.expressions import ExpressionError, parse_expression
from archrules.knowledge_base.scope import Path
from archrules.knowledge_base.template_syntax import read_fact, read_facts, read_text
from archrules.knowledge_base.templates import FactTemplate, TextTemplate
from archrules.knowledge_base.validation import KEY
from archrules.vocabulary import VOCABULARY as BUILT_IN
from archrules.vocabulary.facts import Value, make_fact
from archrules.vocabulary.kinds import Type
from tests.unit.knowledge_base.small_language import TEAM, document, new_scope

NAMES = {"team": Type.NAME, "size": Type.NUMBER, "remote": Type.FLAG, "motto": Type.TEXT}


@pytest.mark.parametrize(
    ("text", "value", "filled"),
    [
        ("{x}", Fraction(12345, 2), "6,170"),
        ("{x}", True, "true"),
        ("{x}", "a {x} b", "a {x} b"),
        ("{x:bytes}", 1_500_000, "1.5 MB"),
        ("{x:ms}", 300, "300 ms"),
        ("{x:ms}", 90_000, "90 s"),
        ("{x:seconds}", 31_536_000, "1 year"),
        ("{x:percent}", Fraction(999, 1000), "99.9 %"),
        ("{x:percent}", Fraction(9971061211, 10**10), "99.71 %"),
        ("{x:rate}", Fraction(40_004, 100), "400/s"),
        ("{x:rate}", Fraction(156, 100), "1.56/s"),
        ("{x:rate}", Fraction(1, 60), "1/min"),
        ("{x:whole}", Fraction(12345, 10), "1,230"),
        ("{x} of {x}", 2, "2 of 2"),
        ("none", 2, "none"),
    ],
)
def test_a_hole_is_filled_as_it_asks(text: str, value: Value, filled: str) -> None:
    assert TextTemplate(text).fill({"x": value}) == filled


@given(st.text("ab{}:x ", max_size=12), st.text("ab{}", max_size=5))
def test_filling_changes_nothing_but_holes(text: str, value: str) -> None:
    template = TextTemplate(text)
    filled = template.fill({name: value for name, _ in template.holes})
    assert len(filled) == len(template.rest) + len(value) * len(template.holes)


def test_a_text_knows_its_holes() -> None:
    assert TextTemplate("{a} {b:ms} {A} {}").holes == (("a", ""), ("b", "ms"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "{nobody}",
            "the text uses 'nobody', which nothing before it binds (bound: motto, remote, size, team)",
        ),
        ("{size:byts}", "there is no format 'byts' (did you mean 'bytes'?)"),
        ("{team:bytes}", "'team' holds a name; only numbers have a format"),
        ("{Size}", "a brace belongs to no hole; write `{name}` or `{name:format}` in small letters"),
        ("{size", "a brace belongs to no hole; write `{name}` or `{name:format}` in small letters"),
        ("{size : ms}", "a brace belongs to no hole; write `{name}` or `{name:format}` in small letters"),
        ("{{size}}", "a brace belongs to no hole; write `{name}` or `{name:format}` in small letters"),
    ],
)
def test_a_hole_that_cannot_be_filled_is_told(text: str, message: str) -> None:
    scope = new_scope(**NAMES)
    read_text(text, ("because",), scope)
    assert scope.faults.found == [(("because",), message)]


def test_every_hole_uses_its_name() -> None:
    scope = new_scope(**NAMES)
    read_text("{team} and {size:whole}", ("because",), scope)
    assert scope.faults.found == []
    assert scope.used == {"team", "size"}


def read(text: str) -> tuple[FactTemplate, list[tuple[Path, str]]]:
    scope = new_scope(**NAMES)
    return read_fact(TEAM, document(text).value, ("then",), scope), scope.faults.found


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("{name: sales}", {"name": "sales"}),
        ("{name: $team, size: $size}", {"name": "checkout", "size": Fraction(5, 2)}),
        ("{name: '{team} of {size}'}", {"name": "checkout of 2.5"}),
        ("{name: a, size: 2.50, remote: false}", {"name": "a", "size": Fraction(5, 2), "remote": False}),
        ("{name: a, size: {value: size * 2}}", {"name": "a", "size": 5}),
        ("{name: a, remote: {value: size > 2}}", {"name": "a", "remote": True}),
        ("{name: a, motto: $team}", {"name": "a", "motto": "checkout"}),
        ("{name: a, mood: good}", {"name": "a", "mood": "good"}),
    ],
)
def test_a_fact_is_filled_from_the_bindings(text: str, fact: dict[str, Value]) -> None:
    template, faults = read(text)
    assert faults == []
    filled = template.fill({"team": "checkout", "size": Fraction(5, 2), "remote": True, "motto": "m"})
    assert filled == make_fact(TEAM, fact)


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        ("sales", ("then",), "expected the fields of team"),
        ("{size: 5}", ("then",), "team needs its field 'name'"),
        ("{name: a, sise: 5}", ("then", "sise", KEY), "team has no field 'sise' (did you mean 'size'?)"),
        (
            "{name: a, zzz: 5}",
            ("then", "zzz", KEY),
            "team has no field 'zzz'; it has name, size, remote, motto, mood",
        ),
        (
            "{name: $nobody}",
            ("then", "name"),
            "the conclusion uses 'nobody', which nothing before it binds (bound: motto, remote, size, team)",
        ),
        ("{name: $size}", ("then", "name"), "$size holds a number, but a name belongs here"),
        ("{name: $remote}", ("then", "name"), "$remote holds a flag, but a name belongs here"),
        ("{name: a, remote: $team}", ("then", "remote"), "$team holds a name, but a flag belongs here"),
        ("{name: a, size: $motto}", ("then", "size"), "$motto holds a text, but a number belongs here"),
        ("{name: a, size: '5'}", ("then", "size"), "expected a number, found '5'"),
        ("{name: a, size: '{size}'}", ("then", "size"), "expected a number, found '{size}'"),
        ("{name: a, mood: goood}", ("then", "mood"), "'goood' cannot stand here (did you mean 'good'?)"),
        ("{name: }", ("then", "name"), "expected a name, found 'None'"),
        ("{name: {valu: 1}}", ("then", "name"), "expected a name, found \"{'valu': 1}\""),
        (
            "{name: a, size: {value: sise * 2}}",
            ("then", "size", "value"),
            "`sise * 2` uses 'sise', which nothing before it binds (bound: motto, remote, size, team)",
        ),
        (
            "{name: '{nobody}'}",
            ("then", "name"),
            "the text uses 'nobody', which nothing before it binds (bound: motto, remote, size, team)",
        ),
        (
            "{name: '{Team}'}",
            ("then", "name"),
            "a brace belongs to no hole; write `{name}` or `{name:format}` in small letters",
        ),
    ],
)
def test_a_field_that_cannot_be_filled_is_told(text: str, path: Path, message: str) -> None:
    assert read(text)[1] == [(path, message)]


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("size", "kind", "team.size cannot hold 'small'"),
        ("name", "1 + 1", "team.name cannot hold 2"),
        ("mood", "kind", "team.mood cannot hold 'small'"),
        ("size", "1 / (1 - 1)", "`1 / (1 - 1)` divides by zero"),
    ],
)
def test_a_computed_value_that_does_not_fit_is_an_expression_error(
    field: str, text: str, message: str
) -> None:
    template = FactTemplate(TEAM, ((field, parse_expression(text)),))
    with pytest.raises(ExpressionError) as raised:
        template.fill({"kind": "small"})
    assert str(raised.value) == message


def test_a_variable_that_is_none_of_the_choices_is_an_expression_error() -> None:
    with pytest.raises(ExpressionError, match="cannot hold 'ugly'"):
        FactTemplate(TEAM, (("mood", Variable("mood")),)).fill({"mood": "ugly"})


def test_one_rule_may_conclude_several_kinds() -> None:
    scope = new_scope(**NAMES)
    raw = document("{team: {name: $team}, owns: {team: $team}, tame: {}, owned: {}}").value
    assert isinstance(raw, dict)
    facts = read_facts(raw, ("derive",), scope)
    assert [fact.kind.name for fact in facts] == ["team", "owns"]
    assert [path for path, _ in scope.faults.found] == [("derive", "tame", KEY), ("derive", "owned", KEY)]


@pytest.mark.parametrize("kind", ["choice", "veto", "argument"])
def test_what_only_decisions_conclude_no_rule_may(kind: str) -> None:
    scope = new_scope()
    scope.vocabulary = BUILT_IN
    read_facts({kind: {}}, ("derive",), scope)
    message = f"only decisions conclude {kind!r}; derive `barred` or `argued` instead"
    assert scope.faults.found == [(("derive", kind, KEY), message)]
