"""Forward chaining, set at a time: all matches of all rules, then what follows from what is new, to the fixpoint."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from archrules.errors import InferenceError, InferenceLimitError
from archrules.inference.collector import paused
from archrules.inference.indexes import Indexes, NotedError
from archrules.inference.memory import Concluded, WorkingMemory
from archrules.inference.program import CompiledRule, Match, Program, Stage
from archrules.inference.store import Bucket
from archrules.vocabulary.facts import value_text

if TYPE_CHECKING:
    from archrules.vocabulary.kinds import Kind

FIRING_LIMIT = 100_000
Found = tuple[CompiledRule, list[Match]]


class Firings:
    """Counts the firings of each rule up to a limit."""

    def __init__(self, limit: int) -> None:
        self._limit = self._left = limit
        self._counts: dict[str, int] = {}

    def add(self, rule: str, count: int) -> None:
        """Count. Raises InferenceLimitError past the limit; it names the rules that fired most."""
        self._counts[rule] = self._counts.get(rule, 0) + count
        self._left -= count
        if self._left < 0:
            most = sorted(self._counts.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
            busiest = ", ".join(f"{name} ({fired})" for name, fired in sorted(most))
            message = f"more than {self._limit} firings; the rules that fire most: {busiest}"
            raise InferenceLimitError(message)


def saturate(
    program: Program, stage: Stage, memory: WorkingMemory, *, firing_limit: int = FIRING_LIMIT
) -> None:
    """Fire the rules of a stage until nothing new follows; conclusions go into the memory with their supports.

    They must form one stratum: none may negate or count what another one concludes.

    Raises:
        InferenceError: a test or a conclusion of a rule cannot be computed.
        InferenceLimitError: more firings than the limit; it names the rules that fired most.
    """
    indexes = Indexes(program.slots, memory.stores)
    firings = Firings(firing_limit)
    indexes.room = firing_limit
    found = [(rule, plan(indexes)) for rule in stage.rules if (plan := rule.from_all(memory.stores))]
    while found:
        raise_noted(indexes, memory)
        start = memory.next_number
        found = _following(stage, _conclude(found, memory, firings), indexes, start)
    raise_noted(indexes, memory)


def run_all(program: Program, memory: WorkingMemory, *, firing_limit: int = FIRING_LIMIT) -> None:
    """Run all rules of the program, stratum by stratum, each to its fixpoint.

    Raises:
        InferenceError: a test or a conclusion of a rule cannot be computed, or the rules have no strata.
        InferenceLimitError: more firings in one stratum than the limit.
    """
    with paused():
        for stage in program.strata:
            saturate(program, stage, memory, firing_limit=firing_limit)


def _following(stage: Stage, new: Mapping[Any, Bucket], indexes: Indexes, start: int) -> list[Found]:
    """The matches with a new row at some position, and those that a new row inside an `exists` lets hold.

    What stands before the position of the new row is older, so that no match with it is found twice.
    """
    found: list[Found] = []
    for kind, rows in new.items():
        dispatch = stage.dispatch.get(kind)
        if dispatch is None or not rows:
            continue
        pairs = [(rule, position, rows) for rule, position in dispatch.always]
        for column, by_key in dispatch.by_literal.items():
            parts: dict[Any, Bucket] = {}
            for number, row in rows.items():
                if row[column] in by_key:
                    parts.setdefault(row[column], {})[number] = row
            pairs += [(*reader, part) for key, part in parts.items() for reader in by_key[key]]
        found += [
            (rule, plan(indexes, part.items(), start))
            for rule, position, part in pairs
            if (plan := rule.from_rows(position, indexes.stores))
        ]
        found += [
            (rule, plan(indexes, row))
            for rule, index in dispatch.inner
            if (plan := rule.from_inner(index, indexes.stores))
            for row in rows.values()
        ]
    return found


def _conclude(found: Iterable[Found], memory: WorkingMemory, firings: Firings) -> dict[Any, Bucket]:
    """Add what all matches conclude to the memory, kind by kind; the rows that are new."""
    by_kind: dict[str, tuple[Kind, list[Concluded]]] = {}
    for rule, matches in found:
        if matches:
            for place, kind in rule.places:
                by_kind.setdefault(kind.name, (kind, []))[1].append((rule.id, matches, place))
    new: dict[Any, Bucket] = {}
    for name, (kind, concluded) in by_kind.items():
        rows, counts = memory.conclude(kind, concluded)
        for (rule_id, _, _), count in zip(concluded, counts, strict=True):
            firings.add(rule_id, count)
        if rows:
            new[name] = rows
    return new


def raise_noted(indexes: Indexes, memory: WorkingMemory) -> None:
    """Raise the first of the errors that plans have noted.

    Raises:
        InferenceError: there was one; it names the rule, the facts and the values.
    """
    if not indexes.errors:
        return
    errors, indexes.errors = indexes.errors, []
    raise_first(errors, lambda number: str(memory.fact(number)))


def raise_first(errors: Sequence[NotedError], told: Callable[[int], str]) -> None:
    """Raise the first of some errors, in an order that does not depend on that of the facts.

    Raises:
        InferenceError: there was one.
    """
    if not errors:
        return
    messages = []
    for rule, error, numbers, values in errors:
        named = ((name.partition("'")[0], values[name]) for name in sorted(values))
        shown = ", ".join(f"{name} = {_shown(value)}" for name, value in named)
        matched = "; ".join(map(told, numbers))
        where = [f"where {shown}" if shown else "", f"matched: {matched}" if matched else ""]
        messages.append((f"rule {rule}: {error} ({'; '.join(part for part in where if part)})", error))
    message, cause = min(messages, key=lambda pair: pair[0])
    raise InferenceError(message) from cause


def _shown(value: object) -> str:
    if isinstance(value, frozenset):
        return f"{{{', '.join(sorted(map(repr, value)))}}}"  # its own order is that of hashes
    return value_text(value) if isinstance(value, str | int | Fraction) else repr(value)
