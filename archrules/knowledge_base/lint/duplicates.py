"""Rules that are the same but for the names of their variables."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from archrules.knowledge_base.lint.faults import LintFault
from archrules.knowledge_base.lint.placed_rules import PlacedRule, placed_rules
from archrules.knowledge_base.lint.rule_terms import Atom, Check, Literal, RuleTerms
from archrules.knowledge_base.lint.subject import Subject
from archrules.knowledge_base.lint.subsumption import subsumes

_CONCLUDING = {"derivation", "row"}
_FORMS = {"policy", "veto"}


@dataclass(frozen=True, slots=True)
class _Compared:
    placed: PlacedRule
    literals: tuple[Literal, ...]


def duplicate_faults(subject: Subject) -> Iterator[LintFault]:
    """Every derivation, row, policy or veto of an option that says what another of its form has said before it.

    Equal conditions and, but for policies and vetoes, which are about one thing anyway, equal conclusions.
    """
    groups: dict[tuple[object, ...], list[_Compared]] = defaultdict(list)
    for placed in placed_rules(subject.knowledge):
        group = _group(placed)
        if group:
            literals = _literals(placed)
            groups[*group, *sorted(map(_outline, literals))].append(_Compared(placed, literals))
    for alike in groups.values():
        yield from _among(subject, alike)


def _group(placed: PlacedRule) -> tuple[str, ...]:
    """Rules of different groups are never the same; none for those that are looked at elsewhere."""
    if placed.form in _CONCLUDING:
        return tuple(sorted(template.kind.name for template in placed.rule.conclusions))
    return (placed.form, placed.item if placed.form == "veto" else "") if placed.form in _FORMS else ()


def _outline(literal: Literal) -> str:
    """What stays the same whatever the variables are called; only rules of one outline have to be compared."""
    match literal:
        case Atom():
            limits = [(name, operator) for name, operator, _ in literal.limits]
            return f"{literal.kind} {[name for name, _ in literal.equal]} {limits}"
        case Check():
            return literal.computed.form
        case _:
            return f"{literal.word} {sorted(map(_outline, literal.literals))}"


def _literals(placed: PlacedRule) -> tuple[Literal, ...]:
    terms = RuleTerms(placed.rule.parameters)
    body = terms.body(placed.rule.conditions)
    if placed.form not in _CONCLUDING:
        return body
    return (*body, *(terms.head(template) for template in placed.rule.conclusions))


def _among(subject: Subject, alike: Sequence[_Compared]) -> Iterator[LintFault]:
    told = set()
    for first, second in combinations(alike, 2):
        one, other = first.placed, second.placed
        in_one_table = one.form == "row" and one.item == other.item
        if in_one_table or other.rule.id in told:
            continue
        if subsumes(first.literals, second.literals) and subsumes(second.literals, first.literals):
            told.add(other.rule.id)
            message = f"says what {one.rule.id} says, but for the names of variables: remove one of the two"
            yield subject.fault(other.item, other.path, "duplicate-rule", message)
