"""Options that another option of the same decision beats for every brief.

One option dominates another if it survives wherever the other does, has at least as many points on every criterion
there, and is named first where scores are equal: then it is ahead for any weights. Both must stand for the same
technology, or both for none, and no derivation may bar or argue one of the two by name: so what derivations conclude
counts alike for both.

Conditions are taken to be true or false independently of each other, unless the form of one says that it implies
another. In truth fewer combinations may occur. So what is called dominated is, and not all that is dominated is found.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import compress, permutations, product

from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.conditions import Variable, binds, patterns_in
from archrules.knowledge_base.lint.rule_terms import Atom, Literal, RuleTerms
from archrules.knowledge_base.lint.subsumption import subsumes
from archrules.knowledge_base.rules import Decision, Option, Rule

_MOST_CONDITIONS = 14
"""How many conditions on one criterion are combined; with more the answer is no."""

_OF_OPTIONS = {"barred", "argued"}

Body = tuple[Literal, ...]


def dominated(
    decision: Decision, options: Sequence[Option], knowledge: KnowledgeBase
) -> Iterator[tuple[Option, Option]]:
    """Each option that another one dominates, with the first that does."""
    named = _named(decision, knowledge)
    for option in options:
        for other in options:
            rivals = other is not option and other.technology == option.technology
            if rivals and not {other.name, option.name} & named and _dominates(decision, other, option):
                yield option, other
                break


def _named(decision: Decision, knowledge: KnowledgeBase) -> set[str]:
    """Options that derivations bar or argue by name."""
    found: set[str] = set()
    for derivation in knowledge.derivations.values():
        for template in derivation.rule.conclusions:
            fields = dict(template.fields)
            of = fields.get("decision")
            if template.kind.name in _OF_OPTIONS and (not isinstance(of, str) or of == decision.id):
                found.update(value for value in [fields.get("option")] if isinstance(value, str))
                found.update(_names_in(derivation.rule))
    return found


def _names_in(rule: Rule) -> Iterator[str]:
    """Names of options that conditions speak of."""
    for pattern, _ in patterns_in(rule.conditions):
        for constraint in pattern.constraints if pattern.kind == "option" else ():
            if constraint.field == "name" and not isinstance(constraint.operand, Variable):
                operand = constraint.operand
                yield from map(str, operand if isinstance(operand, tuple) else (operand,))


def _dominates(decision: Decision, better: Option, worse: Option) -> bool:
    if (-better.maturity, better.name) > (-worse.maturity, worse.name):
        return False
    vetoes = [_body(rule, decision) for rule in worse.vetoes]
    for rule in better.vetoes:
        if not any(subsumes(veto, _body(rule, decision)) for veto in vetoes):
            return False
    return all(
        _at_least(
            _arguments(better, criterion, decision),
            _arguments(worse, criterion, decision),
            vetoes,
            _body(Rule("", "", decision.subjects, (), ()), decision),
        )
        for criterion in decision.item.criteria
    )


def _body(rule: Rule, decision: Decision) -> Body:
    """The conditions of a rule, and that they are about the subject of the decision."""
    names = sorted(set().union(*(binds(condition) for condition in decision.subjects)))
    subject = Atom("=>subject", tuple((name, Variable(name)) for name in names))
    return (*RuleTerms(rule.parameters).body(rule.conditions), subject)


def _arguments(option: Option, criterion: str, decision: Decision) -> dict[Body, int]:
    """Conditions, and the points that the option has on the criterion where they hold."""
    points: dict[Body, int] = {}
    for argument in option.arguments:
        if argument.criterion == criterion:
            body = _body(argument.rule, decision)
            points[body] = points.get(body, 0) + argument.points
    return points


def _at_least(
    better: Mapping[Body, int], worse: Mapping[Body, int], vetoes: Sequence[Body], always: Body
) -> bool:
    """Whether, with whichever conditions that may hold together, one has no fewer points than the other.

    Points are compared before they are clamped: what derivations argue is added to both alike.
    """
    bodies = list(dict.fromkeys((always, *better, *worse, *vetoes)))
    if len(bodies) > _MOST_CONDITIONS:
        return False
    implied = {
        (one, other)
        for one, other in permutations(range(len(bodies)), 2)
        if subsumes(bodies[other], bodies[one])
    }
    leads = [better.get(body, 0) - worse.get(body, 0) for body in bodies]
    for holds in product((True,), *[(False, True)] * (len(bodies) - 1)):
        possible = all(holds[other] or not holds[one] for one, other in implied)
        vetoed = any(holds[bodies.index(veto)] for veto in vetoes)
        if possible and not vetoed and sum(compress(leads, holds)) < 0:
            return False
    return True
