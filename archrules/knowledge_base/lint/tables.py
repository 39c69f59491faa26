"""Decision tables: gaps, overlaps, and rows that decide nothing of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from archrules.knowledge_base.condition_syntax import read_conditions
from archrules.knowledge_base.items import TableItem
from archrules.knowledge_base.lint.faults import LintFault
from archrules.knowledge_base.lint.placed_rules import placed_rules
from archrules.knowledge_base.lint.regions import (
    LIMIT,
    Region,
    TooManyRegionsError,
    box_text,
    merged,
    regions,
)
from archrules.knowledge_base.lint.subject import Subject
from archrules.knowledge_base.lint.supply import Bindings, Supplies
from archrules.knowledge_base.lint.values import ANY, Range, Values, is_empty, join, meet
from archrules.knowledge_base.rule_forms import item_scope
from archrules.knowledge_base.scope import Faults
from archrules.knowledge_base.strict_yaml import Document
from archrules.knowledge_base.table_rows import Domain, Interval, read_cells
from archrules.knowledge_base.validation import KEY
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import value_text

_SHOWN_GAPS = 10
_NOWHERE = Document({}, "", {}, {})  # what was loaded has no faults to be placed


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    item: TableItem
    domains: dict[str, Domain]
    rows: list[dict[str, Domain]]


def table_faults(subject: Subject, supplies: Supplies) -> Iterator[LintFault]:
    """Faults of every table."""
    first_rows = {rule.item: rule for rule in placed_rules(subject.knowledge) if rule.path == ("rows", 0)}
    for name, table in subject.knowledge.tables.items():
        read = _read(name, table.item)
        firings = (supply.firing(first_rows[name]) for supply in supplies)
        yield from _of_values(subject, read, [one.bindings for one in firings if one.unmet is None])
        try:
            found = regions(read.domains, read.rows)
        except TooManyRegionsError:
            message = f"the rows cut the inputs into more than {LIMIT} cases; split the table"
            yield subject.fault(name, ("rows", KEY), "large-table", message)
            continue
        yield from _gaps(subject, read, found)
        yield from _overlaps(subject, read, found)


def _read(name: str, item: TableItem) -> _Table:
    scope = item_scope(item, VOCABULARY, Faults(_NOWHERE))
    read_conditions(item.when, ("when",), scope)
    domains, rows = read_cells(item, scope)
    return _Table(
        name,
        item,
        {key: part for key, part in domains.items() if part is not None},
        [{key: part for key, part in row.items() if part is not None} for row in rows],
    )


def _of_values(subject: Subject, table: _Table, bindings: Sequence[Bindings]) -> Iterator[LintFault]:
    """Domains that leave out what facts can have, and rows that ask for what they cannot have."""
    if not bindings:
        return  # the rules are unreachable, and told of as such
    possible = {name: join(one.get(name, ANY) for one in bindings) for name in table.domains}
    for name, domain in table.domains.items():
        values = possible[name]
        if isinstance(domain, tuple) and isinstance(values, frozenset):
            left_out = sorted(value_text(value) for value in values - set(domain))
            if left_out:
                message = f"{name} can also be {', '.join(left_out)}: add it, and a row that decides it"
                yield subject.fault(table.name, ("inputs", name, KEY), "narrow-domain", message)
    for index, row in enumerate(table.rows):
        for name in table.item.rows[index].when:
            if is_empty(meet(possible[name], _values(row[name]))):
                message = (
                    f"{name} is never that in any fact that there can be: mend the value, or remove the row"
                )
                path = ("rows", index, "when", name)
                yield subject.fault(table.name, path, "unreachable-row", message)


def _values(domain: Domain) -> Values:
    if isinstance(domain, Interval):
        return Range(domain.low, domain.high, low_open=domain.low_open, high_open=domain.high_open)
    return frozenset(domain)


def _gaps(subject: Subject, table: _Table, found: Sequence[Region]) -> Iterator[LintFault]:
    """Cases that no row decides. Where rows are collected, deciding nothing is an answer."""
    if table.item.hit_policy == "collect":
        return
    gaps = merged([region.box for region in found if not region.rows])
    for box in gaps[:_SHOWN_GAPS]:
        message = f"no row decides {box_text(box, table.domains)}: add one, or narrow the domains"
        yield subject.fault(table.name, ("rows", KEY), "gap", message)
    if len(gaps) > _SHOWN_GAPS:
        message = f"and {len(gaps) - _SHOWN_GAPS} more gaps"
        yield subject.fault(table.name, ("rows", KEY), "gap", message)


def _overlaps(subject: Subject, table: _Table, found: Sequence[Region]) -> Iterator[LintFault]:
    """Rows that decide a case together. The loader refuses those that a unique or any table must not have."""
    subsumed = _subsumed(table, found)
    for row, others in sorted(subsumed.items()):
        message = f"{_rows(others)} already {_conclude(others)} the same in every case of this row: remove it"
        yield subject.fault(table.name, ("rows", row), "subsumed-row", message)
    if table.item.hit_policy != "collect":
        return
    together: dict[tuple[int, int], Region] = {}
    for region in found:
        for pair in combinations(sorted(region.rows), 2):
            together.setdefault(pair, region)
    for (first, second), region in sorted(together.items(), key=lambda entry: entry[0]):
        case = box_text(region.box, table.domains)
        if _contradict(table.item, first, second):
            message = f"says something else than row {first + 1} where {case}: part the two rows"
            yield subject.fault(table.name, ("rows", second), "conflicting-overlap", message)
        elif _same(table.item, first, second) and subsumed.keys().isdisjoint((first, second)):
            message = f"says the same as row {first + 1} where {case}: part the two rows"
            yield subject.fault(table.name, ("rows", second), "redundant-overlap", message)


def _same(item: TableItem, first: int, second: int) -> bool:
    return item.rows[first].then == item.rows[second].then


def _contradict(item: TableItem, first: int, second: int) -> bool:
    """Whether two rows conclude different facts about one and the same thing."""
    key = VOCABULARY[item.output].key
    left, right = item.rows[first].then, item.rows[second].then
    return bool(key) and left != right and left.get(key) == right.get(key)


def _subsumed(table: _Table, found: Sequence[Region]) -> dict[int, list[int]]:
    """Rows all of whose cases other rows decide alike, the later ones first, with those other rows."""
    subsumed: dict[int, list[int]] = {}
    for row in reversed(range(len(table.rows))):
        alike = {
            other
            for other in range(len(table.rows))
            if other != row and other not in subsumed and _same(table.item, other, row)
        }
        cases = [region.rows & alike for region in found if row in region.rows]
        if cases and all(cases):
            subsumed[row] = _fewest(cases)
    return subsumed


def _fewest(cases: Sequence[frozenset[int]]) -> list[int]:
    """Rows of which one decides each case: one row if one does, else all that help."""
    common = frozenset.intersection(*cases)
    return [min(common)] if common else sorted(frozenset.union(*cases))


def _rows(numbers: Sequence[int]) -> str:
    names = [str(number + 1) for number in numbers]
    return f"row {names[0]}" if len(names) == 1 else f"rows {', '.join(names[:-1])} and {names[-1]}"


def _conclude(numbers: Sequence[int]) -> str:
    return "concludes" if len(numbers) == 1 else "conclude"
