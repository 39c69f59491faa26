"""The rows of decision tables: their conditions over declared domains, and which rows overlap."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from archrules.knowledge_base.condition_syntax import plain
from archrules.knowledge_base.conditions import Test
from archrules.knowledge_base.expressions import parse_expression
from archrules.knowledge_base.items import TableItem
from archrules.knowledge_base.scope import Path, Scope
from archrules.knowledge_base.validation import suggest
from archrules.vocabulary.facts import Value, canonical_text
from archrules.vocabulary.kinds import Type

_OPERATORS = ("<", "<=", ">", ">=")


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


def read_rows(item: TableItem, scope: Scope) -> list[tuple[Test, ...]]:
    """For each row the tests that select it. Bad domains, cells and overlaps are noted as faults."""
    domains = {name: _read_domain(name, raw, scope) for name, raw in item.inputs.items()}
    tests, cells = [], []
    for index, row in enumerate(item.rows):
        cell = {}
        for name, raw in row.when.items():
            path = ("rows", index, "when", name)
            domain = domains.get(name)
            if domain is None:
                if name not in domains:
                    scope.faults.add(path, f"{name!r} is not an input{suggest(name, domains)}")
                continue
            cell[name] = _read_cell(raw, domain, path, scope)
        cells.append(
            {name: cell.get(name) or domain for name, domain in domains.items() if domain is not None}
        )
        tests.append(tuple(_test(name, part) for name, part in cell.items() if part))
    if item.hit_policy != "collect":
        _note_overlaps(item, cells, scope)
    return tests


def _read_domain(name: str, raw: object, scope: Scope) -> Domain | None:
    path: Path = ("inputs", name)
    if not scope.use(name, path, "the table"):
        return None
    if isinstance(raw, list) and raw:
        return tuple(value for entry in raw if isinstance(value := plain(entry), str | int | Fraction))
    if isinstance(raw, dict) and set(raw) == {"from", "to"} and scope.types[name] is Type.NUMBER:
        low, high = plain(raw["from"]), plain(raw["to"])
        if isinstance(low, int | Fraction) and isinstance(high, int | Fraction) and low < high:
            return Interval(Fraction(low), Fraction(high))
    scope.faults.add(
        path, "expected the input's domain: a list of values, or `{from: 0, to: 100}` for a number"
    )
    return None


def _read_cell(raw: object, domain: Domain, path: Path, scope: Scope) -> Domain | None:
    if isinstance(domain, Interval):
        return _read_interval(raw, domain, path, scope)
    wanted = [plain(entry) for entry in (raw if isinstance(raw, list) else [raw])]
    for value in wanted:
        if value not in domain:
            known = ", ".join(str(entry) for entry in domain)
            scope.faults.add(path, f"{value!r} is not in the input's domain ({known})")
            return None
    return tuple(value for value in domain if value in wanted)


def _read_interval(raw: object, domain: Interval, path: Path, scope: Scope) -> Interval | None:
    if not isinstance(raw, dict) or not raw or not set(raw) <= set(_OPERATORS):
        scope.faults.add(path, 'expected comparisons such as `{">=": 10, "<": 20}`')
        return None
    low, high, low_open, high_open = domain.low, domain.high, False, False
    for sign, bound in raw.items():
        value = plain(bound)
        if not isinstance(value, int | Fraction) or isinstance(value, bool):
            scope.faults.add((*path, sign), f"expected a number, found {str(bound)[:60]!r}")
            return None
        if sign.startswith(">"):
            low, low_open = Fraction(value), sign == ">"
        else:
            high, high_open = Fraction(value), sign == "<"
    if low > high or low < domain.low or high > domain.high:
        scope.faults.add(path, "no value of the input's domain lies in it")
        return None
    return Interval(low, high, low_open, high_open)


def _test(name: str, part: Domain) -> Test:
    if isinstance(part, Interval):
        low = f"{name} {'>' if part.low_open else '>='} {canonical_text(part.low)}"
        high = f"{name} {'<' if part.high_open else '<='} {canonical_text(part.high)}"
        return Test(parse_expression(f"{low} and {high}"))
    return Test(parse_expression(" or ".join(f"{name} == {_literal(value)}" for value in part)))


def _literal(value: Value) -> str:
    return repr(value) if isinstance(value, str) else canonical_text(value)


def _note_overlaps(item: TableItem, cells: Sequence[dict[str, Domain]], scope: Scope) -> None:
    for (first, left), (second, right) in combinations(enumerate(cells), 2):
        if all(_meet(left[name], right[name]) for name in left):
            if item.hit_policy == "any" and item.rows[first].then == item.rows[second].then:
                continue
            scope.faults.add(
                ("rows", second),
                f"overlaps row {first + 1}; rows of a {item.hit_policy} table must not decide one case twice",
            )


def _meet(first: Domain, second: Domain) -> bool:
    if isinstance(first, Interval) and isinstance(second, Interval):
        return first.meets(second)
    if isinstance(first, tuple) and isinstance(second, tuple):
        return bool(set(first) & set(second))
    return False
