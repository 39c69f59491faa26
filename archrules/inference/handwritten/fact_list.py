"""The facts of an engine written by hand: by number, each once."""

from collections.abc import Hashable
from typing import Any

from archrules.inference.experta_door import ExpertaFact, ExpertaFactList
from archrules.inference.handwritten.facts import identity


class FactList(ExpertaFactList):  # type: ignore[misc]  # experta has no types
    """As experta's, but that facts are the same only where their values are: `1`, `True` and `1.0` differ."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[Hashable, int] = {}

    def declare(self, fact: Any) -> Any:
        """Add a fact and return it; where an equal one is there, and duplicates are not wanted, return that one.

        Raises:
            TypeError: it is no fact.
            ValueError: a field holds what its declaration does not allow.
        """
        if not isinstance(fact, ExpertaFact):
            message = f"{fact!r} is no Fact"
            raise TypeError(message)
        if type(fact).__fields__:
            fact.validate()
        content = _content(fact)
        known = self._numbers.get(content)
        if known is not None and not self.duplication:
            return self[known]
        if fact.__factid__ is not None:
            fact = fact.copy()
        number = self.last_index
        self.last_index += 1
        dict.__setitem__(fact, "__factid__", number)
        self[number] = fact
        self._numbers[content] = number
        self.added.append(fact)
        return fact

    def retract(self, idx_or_fact: Any) -> int:
        """Take out a fact, given itself or its number. Raises IndexError if it is not there."""
        number: Any = idx_or_fact if isinstance(idx_or_fact, int) else idx_or_fact.__factid__
        if number not in self:
            message = f"fact {number} is not there; it was retracted, or never declared"
            raise IndexError(message)
        fact = self.pop(number)
        content = _content(fact)
        if self._numbers.get(content) == number:
            del self._numbers[content]
        self.removed.append(fact)
        return int(number)


def _content(fact: Any) -> Hashable:
    return type(fact), frozenset(
        (name, identity(value)) for name, value in fact.items() if name not in ("__factid__", "__bind__")
    )
