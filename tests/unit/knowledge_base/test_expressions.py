"""Expressions: a small language that is exact, and in which nothing else can be said."""

import operator
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.knowledge_base.expressions import DEPTH, LENGTH, ExpressionError, parse_expression
from archrules.vocabulary.facts import Value

NAMES = ("a", "b", "c")
NUMBERS = st.integers(-9, 9) | st.fractions(-9, 9, max_denominator=8)


@dataclass(frozen=True)
class Both:
    """An expression in this language and what Python's own arithmetic with fractions says it is."""

    text: str
    value: Callable[[dict[str, Fraction]], object]


def _constant(digits: str) -> Both:
    return Both(digits, lambda _: Fraction(digits))


def _name(name: str) -> Both:
    return Both(name, operator.itemgetter(name))


def _pair(left: Both, sign: str, right: Both) -> Both:
    compute = PYTHON[sign]
    return Both(f"({left.text} {sign} {right.text})", lambda b: compute(left.value(b), right.value(b)))


PYTHON: dict[str, Callable[..., object]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
LEAVES = st.sampled_from(NAMES).map(_name) | st.builds(
    _constant, st.integers(0, 20).map(str) | st.decimals(0, 9, places=2).map(str)
)
NUMERIC = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(_pair, inner, st.sampled_from("+-*/"), inner)
        | inner.map(lambda one: Both(f"-{one.text}", lambda b: -one.value(b)))
    ),
    max_leaves=8,
)
COMPARISONS = st.builds(_pair, NUMERIC, st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), NUMERIC)
BOOLEAN = st.recursive(
    COMPARISONS | st.sampled_from(["true", "false"]).map(lambda word: Both(word, lambda _: word == "true")),
    lambda inner: (
        st.builds(
            lambda one, other: Both(
                f"({one.text} and {other.text})", lambda b: one.value(b) and other.value(b)
            ),
            inner,
            inner,
        )
        | st.builds(
            lambda one, other: Both(
                f"({one.text} or {other.text})", lambda b: one.value(b) or other.value(b)
            ),
            inner,
            inner,
        )
        | inner.map(lambda one: Both(f"(not {one.text})", lambda b: not one.value(b)))
    ),
    max_leaves=4,
)
BINDINGS = st.fixed_dictionaries(dict.fromkeys(NAMES, NUMBERS.map(Fraction)))


@given((NUMERIC | BOOLEAN).filter(lambda both: len(both.text) <= LENGTH), BINDINGS)
def test_every_expression_is_what_python_computes_with_fractions(
    both: Both, bindings: dict[str, Fraction]
) -> None:
    expression = parse_expression(both.text)
    given_values: dict[str, Value] = dict(bindings)
    try:
        expected = both.value(bindings)
    except ZeroDivisionError:
        with pytest.raises(ExpressionError, match="divides by zero"):
            expression.evaluate(given_values)
    else:
        found = expression.evaluate(given_values)
        assert (found, isinstance(found, bool)) == (expected, isinstance(expected, bool))


@given(NUMERIC.filter(lambda both: len(both.text) <= LENGTH))
def test_the_names_of_an_expression_are_those_that_it_reads(both: Both) -> None:
    names = parse_expression(both.text).names
    assert names == tuple(sorted({name for name in NAMES if name in both.text}))


def test_the_name_of_a_function_is_no_name_that_is_read() -> None:
    assert parse_expression("max(ceil(a), b) > 1").names == ("a", "b")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1 + 0.2 == 0.3", True),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("1 / 3 * 3 == 1", True),
        ("2.0", 2),
        ("1_000.5", Fraction(2001, 2)),
        ("0.12345678901234567890", Fraction(12345678901234567890, 10**20)),
        ("1 < 2 < 3", True),
        ("1 < 3 < 2", False),
        ("2 + 3 * 4 - -1", 15),
        ("kind == 'a b' and not kind != \"a b\"", True),
        ("flag == true", True),
        ("flag and True", True),
        ("flag != false or 1 / 0 > 1", True),
        ("  size\n", 5),
        ("(size >\n 0.5)", True),
        ("tier1enabled > 0.5", True),
        ("kind == '1e5' or size > 0.5", True),
        ("ceil(size / 2)", 3),
        ("ceil(6 / 2)", 3),
        ("ceil(-0.5)", 0),
        ("max(size, 7 - 1)", 6),
        ("min(size, 6)", 5),
        ("power_of_two(size)", 8),
        ("power_of_two(8)", 8),
        ("power_of_two(0.1)", 1),
        ("power_of_two(max(ceil(6 / 1), ceil(25000 / 8000)))", 8),
    ],
)
def test_an_expression_has_its_exact_value(text: str, value: Value) -> None:
    bindings: dict[str, Value] = {"kind": "a b", "flag": True, "size": 5, "tier1enabled": 1}
    found = parse_expression(text).evaluate(bindings)
    assert (found, type(found)) == (value, type(value))


REFUSED = [
    "f(a)",
    "a.b",
    "a[0]",
    "a[1:2]",
    "a ** b",
    "a % b",
    "a // b",
    "a @ b",
    "a << b",
    "a | b",
    "a ^ b",
    "~a",
    "+a",
    "lambda: a",
    "(a := 1)",
    "a if b else c",
    "[a]",
    "(a, b)",
    "{a}",
    "{a: b}",
    "[a for a in b]",
    "(a for a in b)",
    "f'{a}'",
    "b'a'",
    "a in b",
    "a not in b",
    "a is b",
    "None",
    "...",
    "1j",
    "await a",
    "*a",
    "ceil(*a)",
    "max(a)",
    "max(a, b, c)",
    "max(a, b=2)",
    "a.max(b, c)",
    "ceil(ceil)(a)",
]


@pytest.mark.parametrize("text", REFUSED)
def test_nothing_but_comparison_logic_and_arithmetic_is_allowed(text: str) -> None:
    with pytest.raises(ExpressionError, match=r"is not (allowed|an expression)"):
        parse_expression(text)


@pytest.mark.parametrize("text", REFUSED)
@pytest.mark.parametrize("around", ["{} == 1", "not ({})", "true and ({})", "1 + ({})", "-({})"])
def test_nothing_else_is_allowed_inside_what_is_allowed(text: str, around: str) -> None:
    with pytest.raises(ExpressionError):
        parse_expression(around.format(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "a >",
        "a > b; c",
        "a = b",
        "import os",
        "a\nb",
        "a\0b",
        "((((",
        "a > 1if",
        "1or a",
        "a == '\\d'",
        "0777",
    ],
)
def test_what_is_no_expression_is_told_so(text: str) -> None:
    with pytest.raises(ExpressionError, match="is not an expression; write a comparison such as"):
        parse_expression(text)


def test_nothing_is_printed_about_a_doubtful_expression() -> None:
    with warnings.catch_warnings(record=True) as printed:
        warnings.simplefilter("always")
        with pytest.raises(ExpressionError):
            parse_expression("1or a == '\\d'")
    assert printed == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "f(a)",
            "`f(a)` is not allowed; an expression may compare, combine with and, or, not, and add, subtract, multi",
        ),
        ("a > 1e3", "`1e3` is a number with an exponent; write its digits"),
        ("a > 1E-3", "`1E-3` is a number with an exponent; write its digits"),
        (f"a > {'9' * 61}", f"`{'9' * 61}` is too large"),
        (f"a > {'9' * 61}.5", f"`{'9' * 61}.5` is too large"),
        (f"a > {'9' * 400}.5", f"`{'9' * 400}.5` is too large"),
        ("a" * (LENGTH + 1), f"an expression may have at most {LENGTH} characters"),
    ],
)
def test_what_is_refused_is_named_with_what_to_do(text: str, message: str) -> None:
    with pytest.raises(ExpressionError) as raised:
        parse_expression(text)
    assert str(raised.value).startswith(message)


@pytest.mark.parametrize(
    "text",
    [
        "-" * (DEPTH + 1) + "1",
        "not " * (DEPTH + 1) + "true",
        "1" + "+1" * (DEPTH + 1),
        "-" * 499 + "1",
        "f(" + "-" * 450 + "1)",
        "[" * 190 + "]" * 190,
        "(" * 249 + "a" + ")" * 249,
        "a." * 249 + "b",
    ],
)
def test_deep_nesting_is_refused_without_a_traceback(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse_expression(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-" * DEPTH + "1", 1),
        ("x".rjust(LENGTH, " "), 5),
        (f"1{'0' * 60}", 10**60),
        (f"1{'0' * 40} * 1{'0' * 20}", 10**60),
    ],
)
def test_what_just_keeps_a_bound_is_allowed(text: str, value: Value) -> None:
    assert parse_expression(text).evaluate({"x": 5}) == value


@given(st.text(max_size=40) | st.text("ab.()[]<>=! +-*/0123456789e'\"\\not_", max_size=30))
def test_any_text_is_an_expression_or_an_expression_error(text: str) -> None:
    try:
        expression = parse_expression(text)
    except ExpressionError:
        return
    assert parse_expression(expression.text) == expression


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("size > kind", "`size > kind` compares 2.5 with 'small'"),
        ("kind < 'z'", "`kind < 'z'` compares 'small' with 'z'"),
        ("flag == 1", "`flag == 1` compares true with 1"),
        ("flag < true", "`flag < true` compares true with true"),
        ("1 < size < kind", "`1 < size < kind` compares 2.5 with 'small'"),
        ("size and flag", "`size` is 2.5, neither true nor false"),
        ("not kind", "`kind` is 'small', neither true nor false"),
        ("kind + 'a' == kind", "`kind` is 'small', not a number"),
        ("-flag == 1", "`flag` is true, not a number"),
        ("kind * 0.5 > 1", "`kind` is 'small', not a number"),
        ("ceil(kind) > 1", "`kind` is 'small', not a number"),
        ("max(size, flag) > 1", "`flag` is true, not a number"),
        (f"power_of_two(1{'0' * 60}) > 1", f"`power_of_two(1{'0' * 60})` is too large"),
        ("size / (size - 2.5) > 1", "`size / (size - 2.5)` divides by zero"),
        ("size / 0.00 > 1", "`size / 0` divides by zero"),
        (f"1{'0' * 40} * size * 1{'0' * 40} > 1", f"`1{'0' * 40} * size * 1{'0' * 40}` is too large"),
    ],
)
def test_values_that_do_not_go_together_are_named(text: str, message: str) -> None:
    bindings: dict[str, Value] = {"size": Fraction(5, 2), "kind": "small", "flag": True}
    with pytest.raises(ExpressionError) as raised:
        parse_expression(text).evaluate(bindings)
    assert str(raised.value) == message


def test_only_truth_holds() -> None:
    assert parse_expression("a > 1").holds({"a": 2})
    assert not parse_expression("a > 1").holds({"a": 1})
    with pytest.raises(ExpressionError, match="`a` is 2, neither true nor false"):
        parse_expression("a").holds({"a": 2})


def test_expressions_are_equal_by_what_is_written() -> None:
    assert parse_expression(" a > 1 ") == parse_expression("a > 1")
    assert hash(parse_expression("a > 1")) == hash(parse_expression("a > 1"))
    assert parse_expression("a > 1") != parse_expression("a > 2")
