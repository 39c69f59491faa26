"""experta's KnowledgeEngine with a matcher and a strategy of its own: deterministic, exact and fast."""

import inspect
from itertools import chain
from typing import Any, ClassVar

from archrules.errors import InferenceError
from archrules.inference.experta_door import DefFacts, ExpertaEngine
from archrules.inference.handwritten.agenda import Activation, Agenda, TotalOrder
from archrules.inference.handwritten.fact_list import FactList
from archrules.inference.handwritten.matcher import Matcher
from archrules.inference.handwritten.rules import Ruleset
from archrules.inference.saturation import Firings

Way = tuple[str, tuple[Any, ...]]
"""A rule and the facts that it matched when it declared another."""


class KnowledgeEngine(ExpertaEngine):  # type: ignore[misc]  # experta has no types
    """Rules by hand, as methods under `@Rule`, over facts that are declared and retracted.

    A subclass is checked when it is defined; an unsupported construct raises InferenceError with its place. Engines
    share nothing that changes, so each thread may run its own.
    """

    __matcher__ = Matcher
    __strategy__ = TotalOrder
    ruleset: ClassVar[Ruleset]
    firing_limit: ClassVar[int] = 1_000_000
    """How many activations one `run` may fire before it stops with InferenceLimitError."""

    def __init_subclass__(cls, **arguments: Any) -> None:
        super().__init_subclass__(**arguments)
        cls.ruleset = Ruleset(cls)

    def __init__(self) -> None:
        super().__init__()
        self.facts = FactList()
        self._agenda = Agenda()
        self._firing: Activation | None = None
        self._ways: dict[int, dict[tuple[str, tuple[int, ...]], Way]] = {}

    @property
    def agenda(self) -> Agenda:
        """The activations that wait, up to date with the facts."""
        if not self.running:
            self._match()
        return self._agenda

    @agenda.setter
    def agenda(self, agenda: object) -> None:
        """Experta sets an agenda of its own when it starts; this engine has its own from then on."""

    def get_rules(self) -> list[Any]:
        """The rules, by name, untouched: experta would write the engine into them."""
        return [
            getattr(type(self), name) for name in dict.fromkeys(r.name for r in self.ruleset.by_id.values())
        ]

    def declare(self, *facts: Any) -> Any:
        """Add facts and return the last; one that is there already is returned as it is.

        Raises:
            TypeError: it is no fact, or holds a constraint.
            KeyError: a field name contains two underscores, which patterns read as a path.
            ValueError: a field holds what its declaration does not allow.
        """
        last = None
        for fact in facts:
            _check(fact)
            last = self.facts.declare(fact)
            if self._firing is not None:
                firing = self._firing
                ways = self._ways.setdefault(last.__factid__, {})
                ways.setdefault((firing.rule.name, firing.numbers), (firing.rule.name, firing.facts))
        return last

    def retract(self, idx_or_declared_fact: Any) -> None:
        """Take out a fact, given itself or its number. Raises IndexError if it is not there."""
        self._ways.pop(self.facts.retract(idx_or_declared_fact), None)

    def supports(self, fact: Any) -> list[Way]:
        """Every rule that declared the fact, with the facts that it had matched then; empty if it came from outside."""
        return list(self._ways.get(fact.__factid__, {}).values())

    def modify(self, declared_fact: Any, **modifiers: Any) -> Any:
        """Retract a fact and declare it with other values; `_0` is the first positional one.

        Raises:
            ValueError: a field cannot hold the value; the fact is still there.
        """
        changed = declared_fact.copy()
        changed.update(dict(self._get_real_modifiers(**modifiers)))
        changed.validate()
        self.retract(declared_fact)
        return self.declare(changed)

    def reset(self, **arguments: Any) -> None:
        """Forget all facts, then declare those of the `@DefFacts` methods, which take what they name."""
        self.facts, self._agenda, self._ways = FactList(), Agenda(), {}
        self.matcher.reset()
        self.running = False
        self.declare(*chain.from_iterable(self._initial_facts(arguments)))

    def run(self, steps: float = float("inf")) -> None:
        """Fire activations in their total order until none waits, `halt` is called or `steps` have fired.

        Raises:
            InferenceError: a rule's function or test raised an error; the message names the rule and its facts. The
                engine can be used on.
            InferenceLimitError: more firings than `firing_limit`; the message names the rules that fire most.
        """
        firings = Firings(self.firing_limit)
        self.running = True
        try:
            while steps > 0 and self.running:
                self._match()
                activation = self._agenda.get_next()
                if activation is None:
                    break
                steps -= 1
                firings.add(activation.rule.name, 1)
                self._fire(activation)
        finally:
            self.running = False

    def _fire(self, activation: Activation) -> None:
        self._firing = activation
        try:
            activation.rule.function(self, **activation.context)
        except Exception as error:
            facts = ", ".join(repr(fact) for fact in activation.facts) or "none"
            message = f"rule {activation.rule.name}: {type(error).__name__}: {error} (facts: {facts})"
            raise InferenceError(message) from error
        finally:
            self._firing = None

    def _match(self) -> None:
        added, removed = self.facts.changes
        if not (added or removed) and self.matcher.started:
            return
        came, went = self.matcher.changes(added, removed)
        self.strategy.update_agenda(self._agenda, came, went)
        self.matcher.raise_noted()

    def _initial_facts(self, arguments: dict[str, Any]) -> Any:
        found: dict[str, Any] = {}
        for base in type(self).__mro__:
            for name, value in vars(base).items():
                found.setdefault(name, value)
        wanted = [(one.order, name, one) for name, one in found.items() if isinstance(one, DefFacts)]
        for _, _, one in sorted(wanted, key=lambda entry: entry[:2]):
            function = one._wrapped  # noqa: SLF001  # experta keeps the function there
            parameters = inspect.signature(function).parameters
            takes_all = any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters.values())
            given = {name: value for name, value in arguments.items() if takes_all or name in parameters}
            yield (fact.copy() for fact in function(self, **given))


def _check(fact: Any) -> None:
    if hasattr(fact, "has_field_constraints"):
        if fact.has_field_constraints():
            message = f"{fact!r} holds a constraint; declared facts hold values"
            raise TypeError(message)
        if fact.has_nested_accessor():
            message = f"{fact!r} has a field with two underscores, which patterns read as a path; rename it"
            raise KeyError(message)


KnowledgeEngine.ruleset = Ruleset(KnowledgeEngine)
