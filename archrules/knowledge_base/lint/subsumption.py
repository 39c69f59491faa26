"""Subsumption: whether one rule holds wherever another one does, told from their form alone.

The answer yes is certain. No is said as well where more than the form would have to be known.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from itertools import islice

from archrules.knowledge_base.conditions import Variable
from archrules.knowledge_base.lint.rule_terms import Atom, Check, Computed, Inner, Literal, Term
from archrules.knowledge_base.lint.values import Range, meet, that
from archrules.vocabulary.facts import Value

_STEPS = 10_000
"""How many ways of matching are tried before the answer is no."""

_ORDER: Mapping[type[Literal], int] = {Atom: 0, Inner: 1, Check: 2}
"""Facts and counts come first: tests speak of what they have bound."""

Renaming = Mapping[str, Term]
Limit = Value | Variable | tuple[Value, ...]


def subsumes(
    general: Sequence[Literal], specific: Sequence[Literal], *, using: AbstractSet[int] = frozenset()
) -> bool:
    """Whether all of `general` holds, with some values for its variables, wherever `specific` holds.

    `using` are the positions in `specific` of what some part of `general` must be about.
    """
    ordered = sorted(general, key=lambda literal: _ORDER[type(literal)])
    found = islice(_Specific(specific).matches(ordered, {}, frozenset()), _STEPS)
    return any(used is not None and using <= used for used in found)


class _Specific:
    """What is known to hold."""

    def __init__(self, literals: Sequence[Literal]) -> None:
        self._literals = [
            _with_names(literal, index) if isinstance(literal, Atom) else literal
            for index, literal in enumerate(literals)
        ]
        self._ranges: dict[str, Range] = {}
        self._others: set[tuple[Term, str, Limit]] = set()
        for literal in self._literals:
            if isinstance(literal, Check) and literal.limit is not None:
                self._learn(*literal.limit)
            elif isinstance(literal, Atom):
                for name, operator, operand in literal.limits:
                    term = dict(literal.equal).get(name)
                    if term is not None:
                        self._learn(term, operator, operand)

    def _learn(self, term: Term, operator: str, operand: Limit) -> None:
        self._others.add((term, operator, operand))
        is_number = isinstance(operand, int | Fraction) and not isinstance(operand, bool)
        if isinstance(term, Variable) and is_number and operator in {"<", "<=", ">", ">="}:
            known = self._ranges.get(term.name, Range())
            narrower = meet(known, that(operator, Fraction(operand)))  # type: ignore[arg-type]  # a number
            if isinstance(narrower, Range):
                self._ranges[term.name] = narrower

    def matches(
        self, general: Sequence[Literal], renaming: Renaming, used: frozenset[int]
    ) -> Iterator[frozenset[int] | None]:
        """Ways to match all literals, each as the positions of what is matched; None for a step on the way."""
        if not general:
            yield used
            return
        first, *rest = general
        for after, position in self._ways(first, renaming):
            yield None
            yield from self.matches(rest, after, used | position)

    def _ways(self, literal: Literal, renaming: Renaming) -> Iterator[tuple[Renaming, frozenset[int]]]:
        if isinstance(literal, Check) and literal.limit is not None:
            variable, sign, number = literal.limit
            if self._is_within(renaming.get(variable.name), sign, number):
                yield renaming, frozenset()
                return
        for index, known in enumerate(self._literals):
            after = self._match(literal, known, renaming)
            if after is not None:
                yield after, frozenset({index})

    def _match(self, literal: Literal, known: Literal, renaming: Renaming) -> Renaming | None:
        match literal, known:
            case Atom(), Atom() if literal.kind == known.kind:
                return self._atom(literal, known, renaming)
            case Check(), Check():
                return _unified(literal.computed, known.computed, renaming)
            case Inner(), Inner():
                return _equal_inner(literal, known, renaming)
        return None

    def _atom(self, literal: Atom, known: Atom, renaming: Renaming) -> Renaming | None:
        fields = dict(known.equal)
        after: Renaming | None = renaming
        for name, term in literal.equal:
            if name not in fields or after is None:
                return None
            after = _unified(term, fields[name], after)
        if after is None:
            return None
        for name, operator, operand in literal.limits:
            wanted = after.get(operand.name) if isinstance(operand, Variable) else operand
            said = {entry[1:] for entry in known.limits if entry[0] == name}
            if (operator, wanted) not in said and not self._is_within(fields.get(name), operator, wanted):
                return None
        return after

    def _is_within(self, term: Term | None, operator: str, operand: object) -> bool:
        """Whether it is known that the term compares so with the operand."""
        if term is None or (isinstance(operand, Variable) and (term, operator, operand) not in self._others):
            return False
        if (term, operator, operand) in self._others:
            return True
        if isinstance(term, Variable):
            return self._range_within(term, operator, operand)
        return not isinstance(term, Computed) and _compares(term, operator, operand)

    def _range_within(self, term: Variable, operator: str, operand: object) -> bool:
        known = self._ranges.get(term.name)
        if operator == "in" and isinstance(operand, tuple):
            return any(
                other == term and sign == "in" and isinstance(values, tuple) and set(values) <= set(operand)
                for other, sign, values in self._others
            )
        if known is None or isinstance(operand, bool) or not isinstance(operand, int | Fraction):
            return False
        if operator in {"<", "<=", ">", ">="}:
            return meet(known, that(operator, Fraction(operand))) == known
        return operator == "!=" and not known.holds(operand)


def _with_names(atom: Atom, index: int) -> Atom:
    """The atom with a name for the value of each field of which something is said, so that it can be spoken of."""
    named = dict(atom.equal)
    for name, operator, _ in atom.limits:
        if operator != "unknown":
            named.setdefault(name, Variable(f"{index}.{name}"))
    return Atom(atom.kind, tuple(named.items()), atom.limits)


def _compares(value: Value, operator: str, operand: object) -> bool:
    if operator == "in":
        return isinstance(operand, tuple) and value in operand
    if operator in {"==", "!="}:
        return (value == operand) == (operator == "==")
    if isinstance(value, str | bool) or isinstance(operand, bool) or not isinstance(operand, int | Fraction):
        return False
    return that(operator, Fraction(operand)).holds(value)


def _unified(term: Term, known: Term, renaming: Renaming) -> Renaming | None:
    """The renaming under which the term is the known one."""
    match term, known:
        case Variable(name=name), _:
            before = renaming.get(name)
            return {**renaming, name: known} if before is None else renaming if before == known else None
        case Computed(), Computed() if term.form == known.form and len(term.names) == len(known.names):
            after: Renaming | None = renaming
            for one, other in zip(term.names, known.names, strict=True):
                after = _unified(one, other, after) if after is not None else None
            return after
    return renaming if type(term) is type(known) and term == known else None


def _equal_inner(literal: Inner, known: Inner, renaming: Renaming) -> Renaming | None:
    """The renaming under which both say the same, in the same order."""
    same = literal.word == known.word and len(literal.literals) == len(known.literals)
    if not same or len(literal.names) != len(known.names):
        return None
    after: Renaming | None = renaming
    for one, other in zip(literal.literals, known.literals, strict=True):
        after = _equal(one, other, after) if after is not None else None
    for name, other_name in zip(literal.names, known.names, strict=True):
        after = _unified(name, other_name, after) if after is not None else None
    return after


def _equal(literal: Literal, known: Literal, renaming: Renaming) -> Renaming | None:
    match literal, known:
        case Atom(), Atom():
            return _equal_atom(literal, known, renaming)
        case Check(), Check():
            return _unified(literal.computed, known.computed, renaming)
        case Inner(), Inner():
            return _equal_inner(literal, known, renaming)
    return None


def _equal_atom(literal: Atom, known: Atom, renaming: Renaming) -> Renaming | None:
    fields = [name for name, _ in literal.equal]
    if literal.kind != known.kind or fields != [name for name, _ in known.equal]:
        return None
    if [entry[:2] for entry in literal.limits] != [entry[:2] for entry in known.limits]:
        return None
    after: Renaming | None = renaming
    terms = [*(term for _, term in literal.equal), *(entry[2] for entry in literal.limits)]
    others = [*(term for _, term in known.equal), *(entry[2] for entry in known.limits)]
    for term, other in zip(terms, others, strict=True):
        if isinstance(term, tuple) or isinstance(other, tuple):
            after = after if term == other else None
        elif after is not None:
            after = _unified(term, other, after)
    return after
