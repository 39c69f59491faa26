"""Cell decomposition: the cases of a decision table, exactly, and which rows decide each of them.

The ends of all cells cut each domain into parts inside which no row tells two values apart. Parts that the same rows
allow are taken together, so there are far fewer regions than cases.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from archrules.knowledge_base.table_rows import Domain, Interval
from archrules.model.units import decimal_text
from archrules.vocabulary.facts import value_text

LIMIT = 20_000
"""How many regions are looked at before a table is called too large."""

Box = dict[str, Domain]
Active = frozenset[int]


class TooManyRegionsError(Exception):
    """The table has more regions than the limit."""


@dataclass(frozen=True, slots=True)
class Region:
    """Cases that are all decided by the same rows: what each input may be in them."""

    box: Box
    rows: Active


def regions(domains: Mapping[str, Domain], rows: Sequence[Mapping[str, Domain]]) -> list[Region]:
    """All cases of the domains, each in one region.

    Raises:
        TooManyRegionsError: there are more than `LIMIT`.
    """
    found = []
    for region in _split(tuple(domains.items()), rows, frozenset(range(len(rows))), {}):
        found.append(region)
        if len(found) > LIMIT:
            raise TooManyRegionsError
    return found


def _split(
    left: tuple[tuple[str, Domain], ...], rows: Sequence[Mapping[str, Domain]], active: Active, box: Box
) -> Iterator[Region]:
    if not left or not active:
        yield Region({**box, **dict(left)}, active)
        return
    (name, domain), *others = left
    for part, allowed in _parts(domain, {index: rows[index][name] for index in active}):
        yield from _split(tuple(others), rows, allowed, {**box, name: part})


def _parts(domain: Domain, cells: Mapping[int, Domain]) -> Iterator[tuple[Domain, Active]]:
    """Parts of a domain, each with the rows whose cells hold it."""
    if isinstance(domain, Interval):
        yield from _joined(_atoms(domain, cells), cells)
        return
    by_rows: dict[Active, list[object]] = {}
    for value in domain:
        allowed = frozenset(index for index, cell in cells.items() if value in _listed(cell))
        by_rows.setdefault(allowed, []).append(value)
    for allowed, values in by_rows.items():
        yield tuple(value for value in domain if value in values), allowed


def _listed(cell: Domain) -> tuple[object, ...]:
    return cell if isinstance(cell, tuple) else ()


def _atoms(domain: Interval, cells: Mapping[int, Domain]) -> Iterator[Interval]:
    """The points at which a cell ends and what lies between them, in order."""
    ends = {domain.low, domain.high}
    for cell in cells.values():
        if isinstance(cell, Interval):
            ends |= {cell.low, cell.high}
    points = sorted(ends)
    yield Interval(points[0], points[0])
    for low, high in pairwise(points):
        yield Interval(low, high, low_open=True, high_open=True)
        yield Interval(high, high)


def _joined(atoms: Iterator[Interval], cells: Mapping[int, Domain]) -> Iterator[tuple[Interval, Active]]:
    """Neighbours that the same rows allow, as one."""
    whole: Interval | None = None
    before: Active = frozenset()
    for atom in atoms:
        allowed = frozenset(i for i, cell in cells.items() if isinstance(cell, Interval) and cell.meets(atom))
        if whole is not None and allowed == before:
            whole = _from_to(whole, atom)
            continue
        if whole is not None:
            yield whole, before
        whole, before = atom, allowed
    if whole is not None:
        yield whole, before


def _from_to(first: Interval, last: Interval) -> Interval:
    return Interval(first.low, last.high, low_open=first.low_open, high_open=last.high_open)


def merged(boxes: Sequence[Box]) -> list[Box]:
    """The same cases in fewer boxes: two that differ in one input, and there are neighbours, become one."""
    found = list(boxes)
    index = 0
    while index < len(found):
        for other in range(index + 1, len(found)):
            together = _together(found[index], found[other])
            if together is not None:
                found[index] = together
                del found[other]
                index = -1
                break
        index += 1
    return found


def _together(first: Box, second: Box) -> Box | None:
    different = [name for name in first if first[name] != second[name]]
    if len(different) != 1:
        return None
    (name,) = different
    part = _neighbours(first[name], second[name])
    return None if part is None else {**first, name: part}


def _neighbours(first: Domain, second: Domain) -> Domain | None:
    if isinstance(first, tuple) and isinstance(second, tuple):
        return (*first, *second)
    if isinstance(first, Interval) and isinstance(second, Interval):
        low, high = sorted((first, second), key=lambda part: (part.low, part.low_open))
        if low.high == high.low and low.high_open != high.low_open:
            return _from_to(low, high)
    return None


def box_text(box: Box, domains: Mapping[str, Domain]) -> str:
    """The cases as people write them; inputs that may be anything are left out."""
    parts = [_part_text(name, part, domains[name]) for name, part in box.items() if part != domains[name]]
    return " and ".join(part for part in parts if part) or "every case"


def _part_text(name: str, part: Domain, domain: Domain) -> str:
    if isinstance(part, Interval):
        return _interval_text(name, part, domain)
    if isinstance(domain, tuple) and len(part) == len(domain):
        return ""
    values = [value_text(value) for value in part]
    return f"{name} is {' or '.join(values)}"


def _interval_text(name: str, part: Interval, domain: Domain) -> str:
    if part.low == part.high:
        return f"{name} = {_number(part.low)}"
    ends = []
    if not isinstance(domain, Interval) or (part.low, part.low_open) != (domain.low, domain.low_open):
        ends.append(f"{name} {'>' if part.low_open else '>='} {_number(part.low)}")
    if not isinstance(domain, Interval) or (part.high, part.high_open) != (domain.high, domain.high_open):
        ends.append(f"{name} {'<' if part.high_open else '<='} {_number(part.high)}")
    return " and ".join(ends)


def _number(value: Fraction) -> str:
    return decimal_text(value)
