"""The matcher of engines written by hand: experta's interface over the plans and stores that knowledge runs on."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from archrules.inference.changes import Fired, change
from archrules.inference.experta_door import ExpertaMatcher
from archrules.inference.handwritten.agenda import Activation
from archrules.inference.indexes import Indexes
from archrules.inference.memory import Stores
from archrules.inference.program import CompiledRule, Match
from archrules.inference.saturation import raise_first

if TYPE_CHECKING:
    from archrules.inference.handwritten.rules import Ruleset
    from archrules.inference.store import Row


class Matcher(ExpertaMatcher):  # type: ignore[misc]  # experta has no types
    """Keeps rows of the facts and no matches: what a change adds and removes is looked up (see `changes`)."""

    def __init__(self, engine: Any) -> None:
        super().__init__(engine)
        self.rules: Ruleset = type(engine).ruleset
        self.reset()

    def reset(self) -> None:
        """Forget all facts."""
        self._stores = Stores()
        self.indexes = Indexes(self.rules.slots, self._stores)
        self._facts: dict[int, Any] = {}
        self._rows: dict[int, Row] = {}
        self._gone: list[int] = []
        """Retracted facts that what was last removed from the agenda still shows."""
        self.started = False

    def changes(
        self, adding: Iterable[Any] | None = None, deleting: Iterable[Any] | None = None
    ) -> tuple[list[Activation], list[Activation]]:
        """The activations that come and go with the facts; one both added and deleted has never been there."""
        for number in self._gone:
            self._facts.pop(number, None)
            self._rows.pop(number, None)
        gone = {fact.__factid__: fact for fact in deleting or ()}
        new = {fact.__factid__: fact for fact in adding or () if fact.__factid__ not in gone}
        if not self.started:
            self.started = True
            for number in sorted(new):
                self._insert(number, new[number])
            found = [(rule, match) for rule in self.rules.stage.rules for match in self._all(rule)]
            return [self._activation(rule, match) for rule, match in found], []
        before: dict[Fired, None] = {}
        after: dict[Fired, None] = {}
        for number in sorted(gone):
            if number in self._facts:
                self._change(number, gone[number], before, after)
        for number in sorted(new):
            self._change(number, new[number], before, after)
        removed = [self._activation(rule, match) for rule, match in before]
        self._gone = list(gone)
        return [self._activation(rule, match) for rule, match in after], removed

    def raise_noted(self) -> None:
        """Raise what a test or predicate raised while it was asked.

        Raises:
            InferenceError: it names the rule and what the test was asked about.
        """
        errors, self.indexes.errors = self.indexes.errors, []
        raise_first(errors, lambda number: repr(self._facts.get(number)))

    def _all(self, rule: CompiledRule) -> list[Match]:
        plan = rule.from_all(self._stores)
        return plan(self.indexes) if plan else []

    def _change(self, number: int, fact: Any, before: dict[Fired, None], after: dict[Fired, None]) -> None:
        """Add the fact, or take it out if it is there; what has come and gone since the start is kept up to date."""
        row = self.rules.layout.row(fact)
        if row is None:
            self._facts[number] = fact
            return
        kind = type(fact)

        def make() -> None:
            if number in self._stores[kind].rows:
                self._stores[kind].remove(number)
            else:
                self._insert(number, fact)

        difference = change(self.rules.stage, self.indexes, (kind, number, row), make)
        for match in difference.went:
            if match in after:
                del after[match]
            else:
                before[match] = None
        for match in difference.came:
            if match in before:
                del before[match]
            else:
                after[match] = None

    def _insert(self, number: int, fact: Any) -> None:
        self._facts[number] = fact
        row = self.rules.layout.row(fact)
        if row is not None:
            self._rows[number] = row
            self._stores[type(fact)].insert(number, row)

    def _activation(self, rule: CompiledRule, match: Match) -> Activation:
        return Activation(self.rules.by_id[rule.id], match[0], self._facts, self._rows)
