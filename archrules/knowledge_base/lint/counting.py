"""One fact that gives an option points on one criterion twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from archrules.knowledge_base.conditions import Variable
from archrules.knowledge_base.lint.faults import LintFault
from archrules.knowledge_base.lint.known_facts import CLOSED, known_facts
from archrules.knowledge_base.lint.rule_terms import Atom, Inner, Literal, RuleTerms, Term
from archrules.knowledge_base.lint.subject import Subject
from archrules.knowledge_base.lint.subsumption import subsumes
from archrules.knowledge_base.rules import Decision, Derivation, Option
from archrules.knowledge_base.scope import Path
from archrules.knowledge_base.validation import KEY
from archrules.vocabulary.facts import Fact

_HEAD = ("criterion", "decision", "option", "subject")
_OF_PRODUCTS = CLOSED | {"technology_support"}


@dataclass(frozen=True, slots=True)
class _Argument:
    """An argument: where it stands, what it is called, what it is for, and its conditions with that as a conclusion."""

    item: str
    path: Path
    name: str
    criterion: Term
    positive: bool
    literals: tuple[Literal, ...]
    evidence: frozenset[int]
    """Where among the literals those are that speak of facts of the brief."""


def counting_faults(subject: Subject) -> Iterator[LintFault]:
    """Every argument that holds only where another one holds, and rests on no other facts than that one does.

    Both are for one criterion of one option, and both for it or both against it. One that rests on a further fact
    counts that fact; and what rests on no facts of the brief, such as the age of a product, counts none.
    """
    derived = [
        argument
        for name, derivation in subject.knowledge.derivations.items()
        if (argument := _derived(name, derivation)) is not None and argument.evidence
    ]
    for first, second in combinations(derived, 2):
        yield from _compared(subject, first, second)
    facts = list(known_facts(subject.knowledge))
    for decision in subject.knowledge.decisions.values():
        for option in decision.options:
            known = [fact for fact in facts if _is_about(fact, decision, option)]
            own = [argument for argument in _own(decision, option, known) if argument.evidence]
            for first, second in combinations(own, 2):
                yield from _compared(subject, first, second)
            for argument in own:
                for general in derived:
                    yield from _compared(subject, general, argument)


def _compared(subject: Subject, first: _Argument, second: _Argument) -> Iterator[LintFault]:
    if first.positive != second.positive:
        return
    if _counts(first, second) or _counts(second, first):
        message = (
            f"what this counts on {second.criterion}, {first.name} counts as well: part their conditions"
        )
        yield subject.fault(second.item, second.path, "counted-twice", message)


def _counts(general: _Argument, specific: _Argument) -> bool:
    """Whether one argument holds wherever another does, on the very facts that the other is about."""
    return subsumes(general.literals, specific.literals, using=specific.evidence)


def _derived(name: str, derivation: Derivation) -> _Argument | None:
    """What a derivation argues for options, if it argues and how much is told in so many words."""
    terms = RuleTerms(derivation.rule.parameters)
    for template in derivation.rule.conclusions:
        fields = dict(template.fields)
        points = fields.get("points")
        if template.kind.name == "argued" and isinstance(points, int) and points:
            head = dict(terms.head(template).equal)
            kept = Atom("=>argued", tuple((key, head[key]) for key in _HEAD if key in head))
            body = terms.body(derivation.rule.conditions)
            return _Argument(
                name,
                ("derive", "argued", KEY),
                f"the derivation {name}",
                head.get("criterion", "any criterion"),
                points > 0,
                (*body, kept),
                _evidence(body, 0, head.get("subject")),
            )
    return None


def _own(decision: Decision, option: Option, facts: Sequence[Fact]) -> Iterator[_Argument]:
    """The arguments of an option that have conditions, with what the knowledge says of the option."""
    known = tuple(Atom(fact.kind, tuple(sorted(fact.items))) for fact in facts)
    for index, argument in enumerate(option.arguments):
        terms = RuleTerms(argument.rule.parameters)
        body = terms.body(argument.rule.conditions)
        if len(body) > len(decision.subjects) and argument.points:
            head = (argument.criterion, decision.id, option.name, Variable(decision.item.per))
            yield _Argument(
                option.id,
                ("arguments", index),
                f"argument {index + 1}",
                argument.criterion,
                argument.points > 0,
                (*body, *known, Atom("=>argued", tuple(zip(_HEAD, head, strict=True)))),
                _evidence(body, len(decision.subjects), None),
            )


def _evidence(body: Sequence[Literal], start: int, of: Term | None) -> frozenset[int]:
    """Conditions about facts of the brief, from a position on: not about a product, nor only the subject's name."""
    return frozenset(
        index
        for index, literal in enumerate(body[start:], start)
        if isinstance(literal, Inner)
        or (isinstance(literal, Atom) and literal.kind not in _OF_PRODUCTS and not _only_names(literal, of))
    )


def _only_names(atom: Atom, of: Term | None) -> bool:
    return not atom.limits and [term for _, term in atom.equal] == [of]


def _is_about(fact: Fact, decision: Decision, option: Option) -> bool:
    if fact.kind == "option":
        return (fact.get("decision"), fact.get("name")) == (decision.id, option.name)
    return option.technology is not None and option.technology in {fact.get("technology"), fact.get("name")}
