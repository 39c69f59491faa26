"""The one door to experta 1.9.4: imported without its side effects, typed, made deterministic.

experta needs `collections.Mapping` while `frozendict` 1.2 is imported, and it configures the root logger.
Both are put back as they were.
"""

import bisect
import collections
import collections.abc
import importlib
import inspect
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any, ClassVar, Protocol

_LOCK = threading.Lock()


def _import_experta() -> ModuleType:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    lent = not hasattr(collections, "Mapping")
    if lent:
        collections.Mapping = collections.abc.Mapping  # type: ignore[attr-defined]  # lent to frozendict 1.2
    try:
        importlib.import_module("frozendict")
    finally:
        if lent:
            del collections.Mapping  # type: ignore[attr-defined]  # the loan ends
    root.addHandler(quiet := logging.NullHandler())
    try:
        # basicConfig does nothing while the root logger has a handler
        experta = importlib.import_module("experta")
    finally:
        root.removeHandler(quiet)
        root.handlers[:], root.level = handlers, level
    if not hasattr(experta, "KnowledgeEngine"):
        message = "experta is installed without what it needs; reinstall archrules"
        raise ImportError(message)
    return experta


with _LOCK:
    _experta = _import_experta()

AS, AND, EXISTS, MATCH, NOT, TEST, L, P, W = (
    _experta.AS,
    _experta.AND,
    _experta.EXISTS,
    _experta.MATCH,
    _experta.NOT,
    _experta.TEST,
    _experta.L,
    _experta.P,
    _experta.W,
)
ExpertaFact: type[Any] = _experta.Fact
ExpertaRule: type[Any] = _experta.Rule
KnowledgeEngine: type[Any] = _experta.KnowledgeEngine
Strategy: type[Any] = _experta.abstract.Strategy


class Activation(Protocol):
    """What the strategy reads of an activation."""

    rule: Any
    context: Mapping[str, Any]
    facts: set[Any]
    key: Any


class Reversed:
    """Orders its value the other way round."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __lt__(self, other: "Reversed") -> bool:
        return bool(other.value < self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reversed) and bool(self.value == other.value)

    def __hash__(self) -> int:
        return hash(self.value)


def order_key(activation: Activation) -> tuple[Any, ...]:
    """Larger fires first: salience, then recency of the facts, then rule id and fact ids from the smallest."""
    bound = [
        (name, fact["__factid__"])
        for name, fact in activation.context.items()
        if name[:1].isupper() and isinstance(fact, ExpertaFact)
    ]
    ids = tuple(number for _, number in sorted(bound))
    recency = tuple(sorted((fact["__factid__"] for fact in activation.facts), reverse=True))
    return activation.rule.salience, recency, Reversed(activation.rule.__name__), Reversed(ids)


class TotalOrder(Strategy):  # type: ignore[misc]  # experta has no types
    """Conflict resolution by a total order: the same activations always fire in the same order."""

    def _update_agenda(self, agenda: Any, added: Any, removed: Any) -> None:
        keys = [activation.key for activation in agenda.activations]
        for activation in removed:
            key = order_key(activation)
            index = bisect.bisect_left(keys, key)
            if index < len(keys) and keys[index] == key:
                del agenda.activations[index], keys[index]
        if not added:
            return
        for activation in added:
            activation.key = order_key(activation)
        agenda.activations.extend(added)
        agenda.activations.sort(key=lambda activation: activation.key)


class _Rule(ExpertaRule):  # type: ignore[misc]  # experta has no types
    """A rule that may bind any name: experta passes what is bound by keyword, beside a `self` of its own."""

    def __call__(self, /, *args: Any, **bindings: Any) -> Any:
        """Take the action the first time, do it from then on."""
        return super().__call__(*args) if self._wrapped is None else self._wrapped(*args, **bindings)


class _Engine(KnowledgeEngine):  # type: ignore[misc]  # experta has no types
    __strategy__: ClassVar[type[Any]] = TotalOrder


def fact_class(kind: str) -> type[Any]:
    """A class of experta facts for one kind."""
    return type(kind, (ExpertaFact,), {})


class Predicate:
    """A test over named bindings, in the form that experta's TEST reads: by its signature."""

    def __init__(self, names: Sequence[str], holds: Callable[[Mapping[str, Any]], bool]) -> None:
        self._holds = holds
        self.__signature__ = inspect.Signature(
            [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in names]
        )

    def __call__(self, /, **bindings: Any) -> bool:
        """Whether the test holds under the bindings."""
        return self._holds(bindings)


def make_engine(rules: Mapping[str, tuple[Sequence[Any], Callable[..., None]]]) -> Any:
    """An engine of its own for rules given as name -> (conditions, action). It is reset and ready for facts."""

    def action(act: Callable[..., None]) -> Callable[..., None]:
        def fire(_engine: Any, /, **bindings: Any) -> None:
            act(**bindings)

        return fire

    members: dict[str, Any] = {}
    for index, (name, (conditions, act)) in enumerate(sorted(rules.items())):
        function = action(act)
        function.__name__ = name
        members[f"rule_{index}"] = _Rule(*conditions)(function)
    engine = type("Session", (_Engine,), members)()
    engine.reset()
    return engine
