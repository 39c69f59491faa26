"""The rows of decision tables: their conditions over declared domains, and which rows overlap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from archrules.knowledge_base.condition_syntax import read_value
from archrules.knowledge_base.conditions import Test
from archrules.knowledge_base.expressions import ExpressionError, parse_expression
from archrules.knowledge_base.items import TableItem
from archrules.knowledge_base.scope import Path, Scope
from archrules.knowledge_base.validation import KEY, suggest
from archrules.model.units import decimal_text
from archrules.vocabulary.facts import Value, value_text
from archrules.vocabulary.kinds import NUMBER, Field, Type

_OPERATORS = ("<", "<=", ">", ">=")
_PLACES = 60


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers from `low` to `high`; an end is part of it unless it is open."""

    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: "Interval") -> bool:
        """Whether a number lies in both."""
        low = max((self.low, self.low_open), (other.low, other.low_open))
        high = min((self.high, not self.high_open), (other.high, not other.high_open))
        return low[0] < high[0] or (low[0] == high[0] and not low[1] and high[1])


Domain = tuple[Value, ...] | Interval
Cells = dict[str, Domain | None]
"""What each input may be in a row, or as a whole; None where it is at fault."""


def read_rows(item: TableItem, scope: Scope) -> list[tuple[Test, ...]]:
    """For each row the tests that select it. Bad domains, cells and overlaps are noted as faults."""
    before = len(scope.faults.found)
    domains, rows = _read_all(item, scope)
    if item.hit_policy != "collect" and len(scope.faults.found) == before:
        _note_overlaps(item, [{**domains, **cells} for cells, _ in rows], scope)
    return [tests for _, tests in rows]


def read_cells(item: TableItem, scope: Scope) -> tuple[Cells, list[Cells]]:
    """The domains of the inputs, and for each row what each input may be in it, which without a cell is all."""
    domains, rows = _read_all(item, scope)
    return domains, [{**domains, **cells} for cells, _ in rows]


def _read_all(item: TableItem, scope: Scope) -> tuple[Cells, list[tuple[Cells, tuple[Test, ...]]]]:
    domains = {name: _read_domain(name, raw, scope) for name, raw in item.inputs.items()}
    rows = [
        _read_row(row.when, domains, ("rows", index, "when"), scope) for index, row in enumerate(item.rows)
    ]
    return domains, rows


def _read_row(
    raw: Mapping[str, object], domains: Cells, path: Path, scope: Scope
) -> tuple[Cells, tuple[Test, ...]]:
    """The cells of a row and the tests that hold where they do. An input without a cell may have any value."""
    cells: Cells = {}
    tests = []
    for name, cell in raw.items():
        if name not in domains:
            scope.faults.add((*path, name, KEY), f"{name!r} is not an input{suggest(name, domains)}")
        elif (domain := domains[name]) is not None:
            part = cells[name] = _read_cell(cell, domain, Field(scope.types[name]), (*path, name), scope)
            tests.append(_test(name, part, (*path, name), scope) if part else None)
    return cells, tuple(test for test in tests if test)


def _read_domain(name: str, raw: object, scope: Scope) -> Domain | None:
    path: Path = ("inputs", name)
    if not scope.use(name, (*path, KEY), "the table"):
        return None
    declared = Field(scope.types[name])
    if isinstance(raw, list) and raw:
        values = [read_value(entry, declared, (*path, index), scope) for index, entry in enumerate(raw)]
        return tuple(value for value in values if value is not None)
    if isinstance(raw, dict) and set(raw) == {"from", "to"} and declared.type is Type.NUMBER:
        low, high = (_read_number(raw[end], (*path, end), scope) for end in ("from", "to"))
        if low is None or high is None:
            return None
        if low < high:
            return Interval(low, high)
    scope.faults.add(
        path, "expected the input's domain: a list of values, or `{from: 0, to: 100}` for a number"
    )
    return None


def _read_number(raw: object, path: Path, scope: Scope) -> Fraction | None:
    value = read_value(raw, NUMBER, path, scope)
    return None if value is None else Fraction(value)


def _read_cell(raw: object, domain: Domain, declared: Field, path: Path, scope: Scope) -> Domain | None:
    if isinstance(domain, Interval):
        return _read_interval(raw, domain, path, scope)
    if raw == []:
        scope.faults.add(path, "says nothing; remove it, as an input without a cell may have any value")
    wanted = [read_value(entry, declared, path, scope) for entry in (raw if isinstance(raw, list) else [raw])]
    for value in wanted:
        if value is not None and value not in domain:
            known = ", ".join(value_text(entry) for entry in domain)
            scope.faults.add(path, f"{value_text(value)!r} is not in the input's domain ({known})")
    return tuple(value for value in domain if value in wanted)


def _read_interval(raw: object, domain: Interval, path: Path, scope: Scope) -> Interval | None:
    if not isinstance(raw, dict) or not raw or not set(raw) <= set(_OPERATORS):
        scope.faults.add(path, 'expected comparisons such as `{">=": 10, "<": 20}`')
        return None
    low, high = (domain.low, False), (domain.high, True)
    for sign, bound in raw.items():
        value = _read_number(bound, (*path, sign), scope)
        if value is None:
            return None
        if not domain.low <= value <= domain.high:
            ends = f"{_digits(domain.low)} to {_digits(domain.high)}"
            scope.faults.add((*path, sign), f"{_digits(value)} lies outside the input's domain, {ends}")
            return None
        if sign.startswith(">"):
            low = max(low, (value, sign == ">"))
        else:
            high = min(high, (value, sign == "<="))
    interval = Interval(low[0], high[0], low_open=low[1], high_open=not high[1])
    if not interval.meets(interval):
        scope.faults.add(path, "no value of the input's domain lies in it")
        return None
    return interval


def _test(name: str, part: Domain, path: Path, scope: Scope) -> Test | None:
    if isinstance(part, Interval):
        low = f"{name} {'>' if part.low_open else '>='} {_digits(part.low)}"
        high = f"{name} {'<' if part.high_open else '<='} {_digits(part.high)}"
        text = f"{low} and {high}"
    else:
        text = " or ".join(f"{name} == {_literal(value)}" for value in part)
    try:
        return Test(parse_expression(text))
    except ExpressionError as error:
        scope.faults.add(path, f"{error}; make the names shorter or split the row")
        return None


def _literal(value: Value) -> str:
    return repr(value) if isinstance(value, str) else _digits(value)


def _digits(value: int | Fraction) -> str:
    """Exact decimal text; the numbers of files end. Flags as expressions write them."""
    return value_text(value) if isinstance(value, bool) else decimal_text(Fraction(value), places=_PLACES)


def _note_overlaps(item: TableItem, cells: Sequence[Cells], scope: Scope) -> None:
    for (first, left), (second, right) in combinations(enumerate(cells), 2):
        if all(_meet(left[name], right[name]) for name in left):
            if item.hit_policy == "any" and item.rows[first].then == item.rows[second].then:
                continue
            scope.faults.add(
                ("rows", second),
                f"overlaps row {first + 1}; rows of a {item.hit_policy} table must not decide one case twice",
            )


def _meet(first: Domain | None, second: Domain | None) -> bool:
    if isinstance(first, Interval) and isinstance(second, Interval):
        return first.meets(second)
    if isinstance(first, tuple) and isinstance(second, tuple):
        return bool(set(first) & set(second))
    return False
