"""Working memory: facts, and where each came from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from archrules.inference.store import Bucket, Row, Store
from archrules.vocabulary.facts import Fact, Values
from archrules.vocabulary.kinds import Kind
from archrules.vocabulary.origins import Origin


@dataclass(frozen=True, slots=True)
class Support:
    """One way in which a fact was derived: a rule and the facts that its patterns matched, in order."""

    rule: str
    facts: tuple[Fact, ...]

    @property
    def sort_key(self) -> tuple[object, ...]:
        """A total order over supports."""
        return self.rule, tuple(fact.sort_key for fact in self.facts)


Way = tuple[str, tuple[int, ...]]
"""A support by numbers: the rule and the facts that it matched."""


Concluded = tuple[str, Sequence[tuple[Any, ...]], int]
"""A rule, its matches, and at which place of each a concluded row stands."""


class Stores(dict[Any, Store]):
    """A store for each kind, made when it is first asked for."""

    def __missing__(self, kind: Any) -> Store:
        store = self[kind] = Store()
        return store


class WorkingMemory:
    """All facts known so far. Adding one twice keeps one, with both origins or supports.

    Every fact has a number, higher than those of all facts added before it.
    """

    __slots__ = (
        "_kinds",
        "_numbers",
        "_origins",
        "_positions",
        "_removed",
        "_sorted",
        "_supports",
        "next_number",
        "stores",
    )

    def __init__(self) -> None:
        self.stores = Stores()
        self._numbers: dict[str, dict[Row, int]] = {}
        self._positions: dict[str, Mapping[str, int]] = {}
        self._kinds: dict[int, str] = {}
        self._removed: dict[int, Row] = {}
        self.next_number = 0
        """The number that the next new fact will have."""
        self._origins: dict[int, tuple[Origin, ...]] = {}
        self._supports: dict[int, dict[Way, None]] = {}
        self._sorted: dict[str, list[Fact]] = {}

    def copy(self) -> "WorkingMemory":
        """A memory of its own with the same facts under the same numbers."""
        twin = WorkingMemory()
        twin.stores.update((kind, store.copy()) for kind, store in self.stores.items())
        twin.next_number = self.next_number
        twin._numbers = {kind: dict(numbers) for kind, numbers in self._numbers.items()}
        twin._positions, twin._kinds = dict(self._positions), dict(self._kinds)
        twin._removed, twin._origins = dict(self._removed), dict(self._origins)
        twin._supports = {number: dict(ways) for number, ways in self._supports.items()}
        twin._sorted = dict(self._sorted)
        return twin

    def __contains__(self, fact: object) -> bool:
        return isinstance(fact, Fact) and self.number(fact) is not None

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.of_kinds(self._numbers))

    def number(self, fact: Fact) -> int | None:
        """The number of a fact, or None if it is not known."""
        return self._numbers.get(fact.kind, {}).get(fact.values)

    def fact(self, number: int) -> Fact:
        """The fact of a number."""
        kind, row = self.entry(number)
        return Fact(kind, row, self._positions[kind])

    def give(self, fact: Fact, origin: Origin) -> None:
        """Add a fact that no rule derived."""
        number, _ = self.add(fact.kind, fact.values, fact.positions)
        self._also_from(number, origin)

    def _also_from(self, number: int, origin: Origin) -> None:
        known = self._origins.get(number, ())
        if origin not in known:
            self._origins[number] = (*known, origin)

    def give_all(self, facts: Iterable[Fact], origin: Origin) -> None:
        """Add facts that no rule derived and that all have one origin."""
        by_kind: dict[str, tuple[Mapping[str, int], list[Values]]] = {}
        for fact in facts:
            by_kind.setdefault(fact.kind, (fact.positions, []))[1].append(fact.values)
        for kind, (positions, rows) in by_kind.items():
            self.give_values(kind, positions, rows, origin)

    def give_values(
        self, kind: str, positions: Mapping[str, int], rows: Iterable[Values], origin: Origin
    ) -> None:
        """Add facts of one kind by their values, which stand at the positions of its fields."""
        numbers, kinds, origins = self._of(kind, positions), self._kinds, self._origins
        one, number = (origin,), self.next_number
        new: Bucket = {}
        for row in rows:
            known = numbers.get(row)
            if known is None:
                numbers[row] = number
                kinds[number] = kind
                origins[number] = one
                new[number] = row
                number += 1
            else:
                self._also_from(known, origin)
        self.next_number = number
        self.stores[kind].insert_all(new)
        self._sorted.pop(kind, None)

    def _of(self, kind: str, positions: Mapping[str, int]) -> dict[Row, int]:
        """The numbers of the facts of a kind by values."""
        numbers = self._numbers.get(kind)
        if numbers is None:
            numbers = self._numbers[kind] = {}
            self._positions[kind] = positions
        return numbers

    def derive(self, fact: Fact, support: Support) -> bool:
        """Add a derived fact with its support, whose facts are known. True if the fact is new."""
        number, new = self.add(fact.kind, fact.values, fact.positions)
        ways = (support.rule, tuple(cast("int", self.number(premise)) for premise in support.facts))
        self.support(number, ways)
        return new

    def add(self, kind: str, row: Values, positions: Mapping[str, int]) -> tuple[int, bool]:
        """The number of the fact with those values, and whether it is new."""
        numbers = self._of(kind, positions)
        number = numbers.get(row)
        if number is not None:
            return number, False
        number = numbers[row] = self.next_number
        self.next_number += 1
        self._kinds[number] = kind
        self.stores[kind].insert(number, row)
        self._sorted.pop(kind, None)
        return number, True

    def conclude(self, kind: Kind, concluded: Iterable[Concluded]) -> tuple[Bucket, list[int]]:
        """Add facts of a kind that rules conclude; the rows that are new, and how many supports are, for each rule.

        A match holds the numbers of the matched facts first; at the given place the concluded row, or None.
        """
        name, kinds, supports = kind.name, self._kinds, self._supports
        numbers, following = self._of(name, kind.positions), self.next_number
        new: Bucket = {}
        counts: list[int] = []
        for rule, matches, place in concluded:
            repeated = 0
            for match in matches:
                row = match[place]
                number = numbers.get(row)
                if number is None:
                    if row is None:
                        continue
                    number = numbers[row] = following
                    following += 1
                    kinds[number] = name
                    new[number] = row
                ways = supports.get(number)
                if ways is None:
                    supports[number] = {(rule, match[0]): None}
                elif (way := (rule, match[0])) in ways:
                    repeated += 1
                else:
                    ways[way] = None
            counts.append(len(matches) - repeated)
        self.next_number = following
        if new:
            self.stores[name].insert_all(new)
            self._sorted.pop(name, None)
        return new, counts

    def support(self, number: int, way: Way) -> None:
        """Note one way in which the fact of a number follows."""
        self._supports.setdefault(number, {})[way] = None

    def withdraw(self, number: int, way: Way) -> None:
        """Forget one way in which the fact of a number followed."""
        ways = self._supports[number]
        del ways[way]
        if not ways:
            del self._supports[number]

    def ungive(self, number: int) -> None:
        """Forget that the fact of a number was given."""
        self._origins.pop(number, None)

    def is_given(self, number: int) -> bool:
        """Whether the fact of a number is one that no rule derived."""
        return number in self._origins

    def stands(self, number: int) -> bool:
        """Whether the fact of a number is given or follows in some way."""
        return number in self._origins or number in self._supports

    def entry(self, number: int) -> tuple[str, Row]:
        """Kind and values of the fact of a number, also of one that was removed and not forgotten."""
        kind = self._kinds[number]
        return kind, self._removed[number] if number in self._removed else self.stores[kind].rows[number]

    def find_row(self, kind: str, row: Row) -> int | None:
        """The number of the fact with those values, or None if it is not known."""
        return self._numbers.get(kind, {}).get(row)

    def holds(self, number: int) -> bool:
        """Whether the fact of a number is there, and neither removed nor forgotten."""
        return number in self._kinds and number not in self._removed

    def remove(self, number: int) -> None:
        """Take the fact of a number out; what is noted of it stays until it is restored or forgotten."""
        kind = self._kinds[number]
        row = self._removed[number] = self.stores[kind].remove(number)
        del self._numbers[kind][row]
        self._sorted.pop(kind, None)

    def restore(self, number: int) -> None:
        """Put the fact of a number that was removed back, under a new number with all that was noted of it."""
        kind, row = self._kinds.pop(number), self._removed.pop(number)
        again, _ = self.add(kind, row, self._positions[kind])
        if number in self._origins:
            self._origins[again] = self._origins.pop(number)
        if number in self._supports:
            self._supports[again] = self._supports.pop(number)

    def forget(self, number: int) -> None:
        """Drop what is noted of a fact that was removed."""
        del self._kinds[number], self._removed[number]
        self._origins.pop(number, None)
        self._supports.pop(number, None)

    def forget_derived(self) -> None:
        """Keep only the facts that are given, with their origins, under numbers of their own."""
        given = [(*self.entry(number), origins) for number, origins in sorted(self._origins.items())]
        positions = self._positions
        self.stores = Stores()
        self._numbers, self._positions, self._kinds = {}, {}, {}
        self._removed, self._origins, self._supports, self._sorted = {}, {}, {}, {}
        for kind, row, origins in given:
            number, _ = self.add(kind, row, positions[kind])
            self._origins[number] = origins

    def of_kind(self, kind: str) -> list[Fact]:
        """All facts of a kind, sorted."""
        found = self._sorted.get(kind)
        if found is None:
            positions = self._positions.get(kind, {})
            facts = [Fact(kind, row, positions) for row in self.values_of(kind)]
            found = self._sorted[kind] = facts
        return list(found)

    def values_of(self, kind: str) -> list[Values]:
        """The values of all facts of a kind, in the order of the facts."""
        return self._in_order(kind, self._numbers.get(kind, ()))

    def _in_order(self, kind: str, rows: Iterable[Values]) -> list[Values]:
        try:
            # Where every value compared is known this is the order of the sort keys, and much quicker.
            return sorted(rows)
        except TypeError:
            positions = self._positions[kind]
            return sorted(rows, key=lambda row: Fact(kind, row, positions).sort_key)

    def of_kinds(self, kinds: Iterable[str]) -> list[Fact]:
        """All facts of the kinds, sorted."""
        return [fact for kind in sorted(set(kinds)) for fact in self.of_kind(kind)]

    def find(self, kind: str, **values: object) -> list[Fact]:
        """All facts of a kind whose fields have the given values, sorted."""
        positions = self._positions.get(kind, {})
        if not values or not values.keys() <= positions.keys():
            return [] if values else self.of_kind(kind)
        columns = sorted((positions[name], value) for name, value in values.items())
        index = self.stores[kind].index(tuple(column for column, _ in columns))
        key = columns[0][1] if len(columns) == 1 else tuple(value for _, value in columns)
        rows = self._in_order(kind, index.get(key, {}).values())
        return [Fact(kind, row, positions) for row in rows]

    def origins(self, fact: Fact) -> list[Origin]:
        """Where a given fact came from, sorted; empty for a fact that was only derived."""
        number = self.number(fact)
        return sorted(self._origins.get(number, ())) if number is not None else []

    def given_from(self, number: int) -> tuple[Origin, ...]:
        """Where the fact of a number came from, in no order; nothing for one that was only derived."""
        return self._origins.get(number, ())

    def ways(self, number: int) -> Iterable[Way]:
        """Every way in which the fact of a number follows, in no order."""
        return self._supports.get(number, ())

    def supports(self, fact: Fact) -> list[Support]:
        """Every way in which a fact was derived, sorted."""
        number = self.number(fact)
        ways = self._supports.get(number, ()) if number is not None else ()
        found = [Support(rule, tuple(self.fact(premise) for premise in premises)) for rule, premises in ways]
        return sorted(found, key=lambda support: support.sort_key) if len(found) > 1 else found
