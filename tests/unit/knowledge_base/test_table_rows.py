"""Decision tables: cells over declared domains, and exactly the overlaps that there are."""

from fractions import Fraction
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.knowledge_base.expressions import Expression
from archrules.knowledge_base.items import TableItem
from archrules.knowledge_base.scope import Path, Scope
from archrules.knowledge_base.table_rows import Interval, read_rows
from archrules.knowledge_base.validation import KEY
from archrules.vocabulary.kinds import Type
from tests.unit.knowledge_base.small_language import document, new_scope

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value

SOURCE = {"ref": "a-source"}
TYPES = {"kind": Type.NAME, "size": Type.NUMBER, "load": Type.NUMBER, "remote": Type.FLAG}


def table(inputs: dict[str, Any], rows: list[dict[str, Any]], hit_policy: str = "unique") -> TableItem:
    example = {"name": "n", "expect": []}
    return TableItem.model_validate(
        {
            "id": "a-table",
            "title": "A table",
            "status": "draft",
            "since": "0.1",
            "why": "because",
            "sources": [SOURCE],
            "examples": [example, example],
            "when": [{"team": {}}],
            "inputs": inputs,
            "hit-policy": hit_policy,
            "output": "team",
            "rows": [{"then": {}, "because": "so", **row} for row in rows],
        }
    )


def read(text: str, cell: str = "{}") -> tuple[list[str], list[tuple[Path, str]]]:
    """The tests of a table with those inputs and one row, and what is wrong with it."""
    scope = new_scope(**TYPES)
    rows = read_rows(table(document(text).value, [{"when": document(cell).value}]), scope)  # type: ignore[arg-type]  # a mapping in every call
    texts = [test.expression.text for test in rows[0] if isinstance(test.expression, Expression)]
    return texts, scope.faults.found


@pytest.mark.parametrize(
    ("inputs", "cell", "tests"),
    [
        ("{kind: [a, b]}", "{kind: a}", ["kind == 'a'"]),
        ("{kind: [a, b, c]}", "{kind: [c, a]}", ["kind == 'a' or kind == 'c'"]),
        ("{kind: [a, b]}", "{}", []),
        ('{kind: ["it\'s", b]}', '{kind: "it\'s"}', ['kind == "it\'s"']),
        ("{remote: [true, false]}", "{remote: false}", ["remote == false"]),
        ("{size: [1, 2.5]}", "{size: 2.5}", ["size == 2.5"]),
        ("{size: {from: 0, to: 10}}", "{size: {'>': 2}}", ["size > 2 and size <= 10"]),
        ("{size: {from: 0, to: 10}}", "{size: {'>=': 2.5, '<': 3}}", ["size >= 2.5 and size < 3"]),
        ("{size: {from: -1.5, to: 10}}", "{size: {'<=': -1}}", ["size >= -1.5 and size <= -1"]),
        ("{size: {from: 0, to: 10}}", "{size: {'>': 1, '>=': 5}}", ["size >= 5 and size <= 10"]),
        ("{size: {from: 0, to: 10}}", "{size: {'>=': 5, '>': 1}}", ["size >= 5 and size <= 10"]),
        ("{size: {from: 0, to: 10}}", "{size: {'<=': 5, '<': 5}}", ["size >= 0 and size < 5"]),
        (
            "{size: {from: 0, to: 1}}",
            "{size: {'<': 0.0000000000001}}",
            ["size >= 0 and size < 0.0000000000001"],
        ),
    ],
)
def test_a_cell_says_when_its_row_holds(inputs: str, cell: str, tests: list[str]) -> None:
    assert read(inputs, cell) == (tests, [])


DOMAIN = "expected the input's domain: a list of values, or `{from: 0, to: 100}` for a number"


@pytest.mark.parametrize(
    ("inputs", "path", "message"),
    [
        (
            "{knd: [a]}",
            ("inputs", "knd", KEY),
            "the table uses 'knd', which nothing before it binds (bound: kind, load, remote, size)",
        ),
        ("{kind: []}", ("inputs", "kind"), DOMAIN),
        ("{kind: a}", ("inputs", "kind"), DOMAIN),
        ("{kind: {from: 0, to: 9}}", ("inputs", "kind"), DOMAIN),
        ("{size: {from: 0}}", ("inputs", "size"), DOMAIN),
        ("{size: {from: 9, to: 0}}", ("inputs", "size"), DOMAIN),
        ("{size: {from: 1, to: 1}}", ("inputs", "size"), DOMAIN),
        ("{size: {from: 0, to: true}}", ("inputs", "size", "to"), "expected a number, found 'True'"),
        ("{size: {from: 0, to: big}}", ("inputs", "size", "to"), "expected a number, found 'big'"),
        ("{kind: [a, 1]}", ("inputs", "kind", 1), "expected a name, found '1'"),
        ("{size: [1, a]}", ("inputs", "size", 1), "expected a number, found 'a'"),
        ("{remote: [true, 0]}", ("inputs", "remote", 1), "expected a flag, found '0'"),
        ("{kind: [a, {b: c}]}", ("inputs", "kind", 1), "expected a name, found \"{'b': 'c'}\""),
        ("{kind: [a, null]}", ("inputs", "kind", 1), "expected a name, found 'None'"),
    ],
)
def test_a_domain_that_is_none_is_told(inputs: str, path: Path, message: str) -> None:
    assert read(inputs)[1] == [(path, message)]


@pytest.mark.parametrize(
    ("cell", "path", "message"),
    [
        ("{knid: a}", ("knid", KEY), "'knid' is not an input (did you mean 'kind'?)"),
        ("{kind: c}", ("kind",), "'c' is not in the input's domain (a, b)"),
        ("{kind: [a, c]}", ("kind",), "'c' is not in the input's domain (a, b)"),
        ("{kind: 1}", ("kind",), "expected a name, found '1'"),
        ("{kind: []}", ("kind",), "says nothing; remove it, as an input without a cell may have any value"),
        ("{kind: {'>': 1}}", ("kind",), "expected a name, found \"{'>': 1}\""),
        ("{load: true}", ("load",), "expected a number, found 'True'"),
        ("{size: 5}", ("size",), 'expected comparisons such as `{">=": 10, "<": 20}`'),
        ("{size: {}}", ("size",), 'expected comparisons such as `{">=": 10, "<": 20}`'),
        ("{size: {'==': 5}}", ("size",), 'expected comparisons such as `{">=": 10, "<": 20}`'),
        ("{size: {'>': big}}", ("size", ">"), "expected a number, found 'big'"),
        ("{size: {'>': true}}", ("size", ">"), "expected a number, found 'True'"),
        ("{size: {'>': 11}}", ("size", ">"), "11 lies outside the input's domain, 0 to 10"),
        ("{size: {'<': -0.5}}", ("size", "<"), "-0.5 lies outside the input's domain, 0 to 10"),
        ("{size: {'>': 10}}", ("size",), "no value of the input's domain lies in it"),
        ("{size: {'>': 5, '<': 5}}", ("size",), "no value of the input's domain lies in it"),
        ("{size: {'>=': 5, '<': 5}}", ("size",), "no value of the input's domain lies in it"),
        ("{size: {'>': 6, '<': 5}}", ("size",), "no value of the input's domain lies in it"),
    ],
)
def test_a_cell_that_selects_nothing_is_told(cell: str, path: Path, message: str) -> None:
    found = read("{kind: [a, b], size: {from: 0, to: 10}, load: [0, 1]}", cell)[1]
    assert found == [(("rows", 0, "when", *path), message)]


def test_a_cell_too_long_to_be_tested_is_told() -> None:
    values = [f"value-{number}" for number in range(100)]
    scope = new_scope(**TYPES)
    read_rows(table({"kind": values}, [{"when": {"kind": values[:50]}}]), scope)
    message = "an expression may have at most 500 characters; make the names shorter or split the row"
    assert scope.faults.found == [(("rows", 0, "when", "kind"), message)]


def test_an_input_with_the_name_of_a_python_word_is_told() -> None:
    scope = new_scope(**{"class": Type.NUMBER})
    read_rows(table({"class": [1, 2]}, [{"when": {"class": 1}}]), scope)
    assert [path for path, _ in scope.faults.found] == [("rows", 0, "when", "class")]


def test_a_table_uses_its_inputs() -> None:
    scope = new_scope(**TYPES)
    read_rows(table({"kind": ["a"], "size": [1]}, [{}]), scope)
    assert scope.used == {"kind", "size"}


def test_faults_of_cells_are_not_told_again_as_overlaps() -> None:
    scope = new_scope(**TYPES)
    read_rows(table({"kind": ["a", "b"]}, [{"when": {"kind": "a"}}, {"when": {"kind": "c"}}]), scope)
    assert [path for path, _ in scope.faults.found] == [("rows", 1, "when", "kind")]


# ---- overlaps, against brute force

KINDS = ("a", "b", "c")
POINTS = [Fraction(number, 2) for number in range(9)]
INPUTS = {"kind": list(KINDS), "size": {"from": 0, "to": 4}, "remote": [True, False]}


def _interval(low: str, from_: int, high: str, to: int) -> dict[str, int]:
    return {low: from_, high: to}


INTERVALS = (
    st.builds(
        _interval,
        st.sampled_from([">", ">="]),
        st.integers(0, 4),
        st.sampled_from(["<", "<="]),
        st.integers(0, 4),
    )
    | st.dictionaries(st.sampled_from(["<", "<=", ">", ">="]), st.integers(0, 4), min_size=1, max_size=1)
).filter(lambda cell: any(_inside(cell, point) for point in POINTS))
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(KINDS) | st.lists(st.sampled_from(KINDS), min_size=1, unique=True),
        "size": INTERVALS,
        "remote": st.booleans(),
    },
)
ROWS = st.lists(
    st.fixed_dictionaries({"when": CELLS, "then": st.sampled_from([{"name": "x"}, {"name": "y"}])}),
    min_size=1,
    max_size=4,
)


def _inside(cell: dict[str, int], point: Fraction) -> bool:
    holds = {"<": Fraction.__lt__, "<=": Fraction.__le__, ">": Fraction.__gt__, ">=": Fraction.__ge__}
    return all(holds[sign](point, Fraction(bound)) for sign, bound in cell.items())


def _selects(when: dict[str, Any], kind: str, size: Fraction, *, remote: bool) -> bool:
    return (
        kind in when.get("kind", KINDS)
        and _inside(when.get("size", {}), size)
        and when.get("remote", remote) == remote
    )


def _meeting(rows: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """The pairs of rows that hold at one point at least."""
    points = list(product(KINDS, POINTS, (True, False)))
    return [
        (first, second)
        for first, second in combinations(range(len(rows)), 2)
        if any(
            all(_selects(rows[index]["when"], kind, size, remote=remote) for index in (first, second))
            for kind, size, remote in points
        )
    ]


def _overlaps(scope: Scope) -> list[tuple[int, int]]:
    return [(int(told.split("row ")[1].split(";")[0]) - 1, int(path[1])) for path, told in scope.faults.found]


@given(ROWS)
def test_a_unique_table_has_exactly_the_overlaps_of_brute_force(rows: list[dict[str, Any]]) -> None:
    scope = new_scope(**TYPES)
    read_rows(table(INPUTS, rows, "unique"), scope)
    assert sorted(_overlaps(scope)) == _meeting(rows)


@given(ROWS)
def test_rows_of_an_any_table_may_overlap_where_they_agree(rows: list[dict[str, Any]]) -> None:
    scope = new_scope(**TYPES)
    read_rows(table(INPUTS, rows, "any"), scope)
    assert sorted(_overlaps(scope)) == [
        (first, second) for first, second in _meeting(rows) if rows[first]["then"] != rows[second]["then"]
    ]


@given(ROWS)
def test_rows_of_a_collect_table_may_overlap(rows: list[dict[str, Any]]) -> None:
    scope = new_scope(**TYPES)
    read_rows(table(INPUTS, rows, "collect"), scope)
    assert scope.faults.found == []


@given(ROWS)
def test_the_tests_of_a_row_hold_exactly_where_its_cells_do(rows: list[dict[str, Any]]) -> None:
    read_tests = read_rows(table(INPUTS, rows, "collect"), new_scope(**TYPES))
    for row, tests in zip(rows, read_tests, strict=True):
        for kind, size, remote in product(KINDS, POINTS, (True, False)):
            bindings: dict[str, Value] = {"kind": kind, "size": size, "remote": remote}
            held = all(test.expression.holds(bindings) for test in tests)
            assert held == _selects(row["when"], kind, size, remote=remote)


def test_an_overlap_names_both_rows() -> None:
    scope = new_scope(**TYPES)
    read_rows(table({"kind": ["a", "b"]}, [{}, {"when": {"kind": "b"}}]), scope)
    message = "overlaps row 1; rows of a unique table must not decide one case twice"
    assert scope.faults.found == [(("rows", 1), message)]


ENDS = st.integers(0, 4).map(Fraction)
ANY_INTERVAL = st.builds(Interval, ENDS, ENDS, st.booleans(), st.booleans())


@given(ANY_INTERVAL, ANY_INTERVAL)
def test_intervals_meet_exactly_where_a_number_lies_in_both(first: Interval, second: Interval) -> None:
    def holds(interval: Interval, point: Fraction) -> bool:
        above = point > interval.low or (point == interval.low and not interval.low_open)
        return above and (point < interval.high or (point == interval.high and not interval.high_open))

    common = any(holds(first, point) and holds(second, point) for point in POINTS)
    assert first.meets(second) == common
    assert second.meets(first) == common
