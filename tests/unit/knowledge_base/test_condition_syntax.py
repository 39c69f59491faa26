"""Conditions from their written form: what they mean, and what is told of those that mean nothing."""

from fractions import Fraction

import pytest

from archrules.knowledge_base import conditions
from archrules.knowledge_base.conditions import (
    UNKNOWN,
    Condition,
    Constraint,
    Count,
    Existence,
    Negation,
    Pattern,
    Variable,
)
from archrules.knowledge_base.expressions import parse_expression
from archrules.knowledge_base.validation import KEY
from archrules.vocabulary.kinds import Type
from tests.unit.knowledge_base.small_language import read_when


def team(*constraints: Constraint) -> Pattern:
    return Pattern("team", constraints)


def owns(*constraints: Constraint) -> Pattern:
    return Pattern("owns", constraints)


NAMED = Constraint("name", "=", Variable("team"))
SIZED = Constraint("size", "=", Variable("n"))
MANY = conditions.Test(parse_expression("n > limit"))


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("team: {}", team()),
        ("team:", team()),
        ("team: {name: $team}", team(NAMED)),
        ("team: {name: sales}", team(Constraint("name", "=", "sales"))),
        (
            "team: {size: 5, remote: false}",
            team(Constraint("size", "=", 5), Constraint("remote", "=", operand=False)),
        ),
        ("team: {size: 2.50}", team(Constraint("size", "=", Fraction(5, 2)))),
        ("team: {size: 2.0}", team(Constraint("size", "=", 2))),
        ("team: {mood: [good, bad]}", team(Constraint("mood", "in", ("good", "bad")))),
        ("team: {size: unknown}", team(Constraint("size", "unknown", UNKNOWN))),
        (
            'team: {size: {">=": 3, "<": 9, as: $size}}',
            team(
                Constraint("size", ">=", 3),
                Constraint("size", "<", 9),
                Constraint("size", "=", Variable("size")),
            ),
        ),
        ('team: {name: {"!=": sales}}', team(Constraint("name", "!=", "sales"))),
        ('team: {size: {">": $limit}}', team(Constraint("size", ">", Variable("limit")))),
        ("team: {size: $limit}", team(Constraint("size", "=", Variable("limit")))),
        ("not: {team: {name: $team}}", Negation((team(NAMED),))),
        ("exists: {team: {name: $team}}", Existence((team(NAMED),))),
        (
            "not: [{team: {name: $team}}, {not: [{owns: {team: $team}}]}]",
            Negation((team(NAMED), Negation((owns(Constraint("team", "=", Variable("team"))),)))),
        ),
        ("exists: [{team: {size: $n}}, {test: n > limit}]", Existence((team(SIZED), MANY))),
        ("count: {of: {team: {name: $team}}, as: $n}", Count((team(NAMED),), "n")),
        (
            "count: {of: [{team: {size: $n}}, {test: n > limit}], distinct: $n, as: $m}",
            Count((team(SIZED), MANY), "m", "n"),
        ),
        ("test: limit * 2 > 3", conditions.Test(parse_expression("limit * 2 > 3"))),
    ],
)
def test_a_condition_means_what_it_says(text: str, condition: Condition) -> None:
    reading = read_when(text, limit=Type.NUMBER)
    assert reading.faults == []
    assert reading.conditions == (condition,)


def test_conditions_keep_their_order() -> None:
    reading = read_when("[{team: {name: $team}}, {test: 'team == \"a\"'}, {owns: {team: $team}}]")
    assert [type(condition) for condition in reading.conditions] == [Pattern, conditions.Test, Pattern]


def test_a_pattern_binds_the_types_of_its_fields() -> None:
    reading = read_when("team: {name: $a, size: {as: $b}, remote: $c, motto: $d}")
    assert reading.scope.types == {"a": Type.NAME, "b": Type.NUMBER, "c": Type.FLAG, "d": Type.TEXT}


def test_what_a_negation_binds_stays_inside() -> None:
    reading = read_when("[{not: {team: {name: $team}}}, {exists: {team: {size: $size}}}]")
    assert reading.scope.types == {}


def test_a_name_may_be_compared_with_a_text() -> None:
    assert read_when("[{team: {name: $a}}, {team: {motto: $a}}]").faults == []


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("[{team: {name: $a}}, {owns: {team: $a}}]", {"a"}),
        ("[{team: {name: $a}}]", set()),
        ("[{team: {size: $limit}}]", {"limit"}),
        ("[{team: {size: {'<': $limit}}}]", {"limit"}),
        ("[{test: limit > 1}]", {"limit"}),
        ("[{team: {name: $a}}, {not: {owns: {team: $a}}}]", {"a"}),
    ],
)
def test_reading_a_name_uses_it_and_binding_it_does_not(text: str, used: set[str]) -> None:
    assert read_when(text, limit=Type.NUMBER).scope.used == used


WORDING = "a condition is one `kind: {field: value}`, `not:`, `exists:`, `count:` or `test:`"
ONE_PATTERN = "expected one pattern, `kind: {field: value}`, or a list of conditions"
COUNT = "expected `count: {of: {kind: {field: value}}, as: $name}`, with `distinct: $variable` to count its values"
VARIABLE = "is not a variable; write `$name` in lower-case letters, digits and underscores"


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        ("team", (), WORDING),
        ("[[]]", (0,), WORDING),
        ("[{}]", (0,), WORDING),
        ("[{team: {}, owns: {}}]", (0,), WORDING),
        ("taem: {}", ("taem", KEY), "there is no kind of fact 'taem' (did you mean 'team'?)"),
        ("zzz: {}", ("zzz", KEY), "there is no kind of fact 'zzz'; the vocabulary lists those there are"),
        ("team: sales", ("team",), "expected the fields of team, such as `{name: $name}`"),
        ("team: [name]", ("team",), "expected the fields of team, such as `{name: $name}`"),
        ("team: {nmae: $a}", ("team", "nmae", KEY), "team has no field 'nmae' (did you mean 'name'?)"),
        (
            "team: {zzz: 1}",
            ("team", "zzz", KEY),
            "team has no field 'zzz'; it has name, size, remote, motto, mood",
        ),
        ("team: {mood: god}", ("team", "mood"), "'god' cannot stand here (did you mean 'good'?)"),
        ("team: {mood: zzz}", ("team", "mood"), "'zzz' cannot stand here; it is one of good, bad"),
        ("team: {mood: [good, bda]}", ("team", "mood", 1), "'bda' cannot stand here (did you mean 'bad'?)"),
        ("team: {size: big}", ("team", "size"), "expected a number, found 'big'"),
        ("team: {size: true}", ("team", "size"), "expected a number, found 'True'"),
        ("team: {remote: 'yes'}", ("team", "remote"), "expected a flag, found 'yes'"),
        ("team: {name: 5}", ("team", "name"), "expected a name, found '5'"),
        ("team: {name: }", ("team", "name"), "expected a name, found 'None'"),
        ("team: {name: []}", ("team", "name"), "says nothing about name; remove it or write a value"),
        ("team: {size: {}}", ("team", "size"), "says nothing about size; remove it or write a value"),
        ("team: {name: $Big}", ("team", "name"), f"'$Big' {VARIABLE}"),
        ("team: {name: $}", ("team", "name"), f"'$' {VARIABLE}"),
        ("team: {name: $in}", ("team", "name"), f"'$in' {VARIABLE}"),
        ("team: {name: $true}", ("team", "name"), f"'$true' {VARIABLE}"),
        ("team: {name: $limit}", ("team", "name"), "$limit holds a number, but name is a name"),
        (
            "team: {size: {'=>': 5}}",
            ("team", "size", "=>", KEY),
            "'=>' is not a comparison; use !=, <, <=, >, >= or `as: $name`",
        ),
        (
            "team: {size: {as: big}}",
            ("team", "size", "as", KEY),
            "'as' is not a comparison; use !=, <, <=, >, >= or `as: $name`",
        ),
        ("team: {name: {'<': b}}", ("team", "name", "<"), "name is a name; only numbers have an order"),
        ("team: {size: {'<': big}}", ("team", "size", "<"), "expected a number, found 'big'"),
        (
            "team: {size: {'<': $big}}",
            ("team", "size", "<"),
            "size < uses 'big', which nothing before it binds (bound: limit)",
        ),
        ("team: {name: {'!=': $limit}}", ("team", "name", "!="), "$limit holds a number, but name is a name"),
        (
            "team: {name: [$team, sales]}",
            ("team", "name", 0),
            "'$team' cannot stand here, only alone: `field: $team`",
        ),
        (
            "team: {name: {'!=': unknown}}",
            ("team", "name", "!="),
            "'unknown' cannot stand here, only alone: `field: unknown`",
        ),
        ("test: 5", ("test",), "expected an expression such as `writes > limit`"),
        (
            "test: f(limit)",
            ("test",),
            "`f(limit)` is not allowed; an expression may compare, combine with",
        ),
        ("test: big > 3", ("test",), "`big > 3` uses 'big', which nothing before it binds (bound: limit)"),
        ("count: {of: {team: {}}}", ("count",), COUNT),
        ("count: {of: {team: {}}, as: $n, by: $m}", ("count",), COUNT),
        ("count: team", ("count",), COUNT),
        ("count: {of: team, as: $n}", ("count", "of"), ONE_PATTERN),
        ("count: {of: {team: {}}, as: n}", ("count", "as"), f"'n' {VARIABLE}"),
        (
            "count: {of: {team: {}}, as: $limit}",
            ("count", "as"),
            "$limit is bound already; give the count another",
        ),
        ("count: {of: {team: {}}, distinct: n, as: $n}", ("count", "distinct"), f"'n' {VARIABLE}"),
        (
            "count: {of: {team: {size: $m}}, distinct: $limit, as: $n}",
            ("count", "distinct"),
            "`distinct` needs a variable that the count itself binds (bound in it: m)",
        ),
        (
            "count: {of: {team: {}}, distinct: $m, as: $n}",
            ("count", "distinct"),
            "`distinct` needs a variable that the count itself binds (bound in it: none)",
        ),
        ("not: team", ("not",), ONE_PATTERN),
        ("not: {}", ("not",), ONE_PATTERN),
        ("not: {team: {}, owns: {}}", ("not",), ONE_PATTERN),
        ("exists: []", ("exists",), ONE_PATTERN),
        ("exists: [{test: limit > 1}]", ("exists",), "needs at least one pattern, `kind: {field: value}`"),
        ("exists: [{taem: {}}]", ("exists", 0, "taem", KEY), "there is no kind of fact 'taem' (did you mean"),
        ("not: {taem: {}}", ("not", "taem", KEY), "there is no kind of fact 'taem' (did you mean 'team'?)"),
        ("not: {not: {team: {}}}", ("not", "not", KEY), "there is no kind of fact 'not'"),
    ],
)
def test_what_means_nothing_is_told_in_its_place(
    text: str, path: tuple[str | int, ...], message: str
) -> None:
    found = [
        (place, told) for place, told in read_when(text, limit=Type.NUMBER).faults if told.startswith(message)
    ]
    whole = path if path and isinstance(path[0], int) else (0, *path)
    assert [place for place, _ in found] == [("when", *whole)]


def test_a_quantifier_may_refer_to_what_was_bound_before() -> None:
    text = "[{team: {name: $a, size: $n}}, {exists: {owns: {team: $a, since: {'>': $n}}}}, {test: n > 1}]"
    assert read_when(text).faults == []


def test_what_a_count_binds_is_a_number_from_then_on() -> None:
    reading = read_when("[{count: {of: {team: {name: $a}}, as: $n}}, {test: n > 1}]")
    assert reading.faults == []
    assert reading.scope.types == {"n": Type.NUMBER}


def test_a_test_before_what_binds_its_names_is_told_what_is_bound() -> None:
    reading = read_when("[{test: size > 1}, {team: {size: $size}}]")
    message = "`size > 1` uses 'size', which nothing before it binds (bound: none)"
    assert reading.faults == [(("when", 0, "test"), message)]


def test_a_comparison_within_a_negation_may_use_a_literal_or_equality() -> None:
    text = (
        "[{team: {name: $a}}, {not: {owns: {team: $a, since: {'>': 3}}}}, {not: {team: {name: {'!=': b}}}}]"
    )
    assert read_when(text).faults == []


def test_every_fault_of_every_condition_is_told() -> None:
    reading = read_when("[{taem: {}}, {team: {nmae: 1, mood: zzz}}, {test: x > y}, {not: {ownz: {}}}]")
    assert [path for path, _ in reading.faults] == [
        ("when", 0, "taem", KEY),
        ("when", 1, "team", "nmae", KEY),
        ("when", 1, "team", "mood"),
        ("when", 2, "test"),
        ("when", 3, "not", "ownz", KEY),
    ]
