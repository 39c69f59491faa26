"""The part of the knowledge that one decision rests on, up to the choices that were made before it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from archrules.inference.program import Program
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.conditions import Condition, Constraint, Pattern, Variable, patterns_in
from archrules.knowledge_base.rules import Decision, Option, Rule
from archrules.knowledge_base.strata import Resource, reads, rule_strata, writes
from archrules.vocabulary.facts import Fact

_GENERAL = {"argued", "barred"}
"""What rules conclude about options of several decisions."""


class DecisionSlice:
    """One decision with the rules that it needs, ready to run again and again.

    With a subject, the decision is made for that one alone; with options, between them alone, which changes nothing
    about how they stand.
    """

    def __init__(
        self,
        knowledge: KnowledgeBase,
        name: str,
        subject: str | None = None,
        options: Iterable[str] | None = None,
    ) -> None:
        known = knowledge.decisions[name]
        kept = {option.name for option in known.options} if options is None else set(options)
        decision = replace(known, options=tuple(option for option in known.options if option.name in kept))
        self.decision = _prepared(decision, subject)
        needed, read = _needed(knowledge, decision)
        aims = {"decision": (decision.id,), "option": tuple(sorted(kept))}
        if subject is not None:
            aims["subject"] = (subject,)
        rules = [_aimed(rule, aims) for rule in needed]
        self.stages = rule_strata(rules)
        self.program = Program(keeps=True)
        self.earlier = tuple(
            other
            for other in knowledge.decisions
            if other != name and any(_meet(("choice", other), one) for one in read)
        )
        """The decisions whose choices it reads."""
        self._fields = _fields_read([*rules, *_rules(decision)])
        self._places: dict[str, tuple[int, ...]] = {}

    @property
    def kinds(self) -> Collection[str]:
        """The kinds of facts that any rule reads."""
        return self._fields.keys()

    def reads(self, fact: Fact) -> bool:
        """Whether any rule reads facts of the kind."""
        return fact.kind in self._fields

    def seen_of(self, fact: Fact) -> tuple[object, ...]:
        """What the rules see of a fact: facts of which they see the same can stand for each other."""
        places = self._places.get(fact.kind)
        if places is None:
            places = tuple(fact.positions[name] for name in self._fields[fact.kind])
            self._places[fact.kind] = places
        return fact.kind, *[fact.values[place] for place in places]

    def named(self, fact: Fact) -> tuple[object, ...]:
        """What the rules see of a fact, whatever figures stand in it."""
        return tuple(value for value in self.seen_of(fact) if isinstance(value, str))


def _needed(knowledge: KnowledgeBase, decision: Decision) -> tuple[list[Rule], set[Resource]]:
    """The derivations and rows of tables that a decision rests on, and all that it and they read."""
    known = [derivation.rule for derivation in knowledge.derivations.values()]
    known += [rule for table in knowledge.tables.values() for rule in table.rules]
    writers: dict[str, list[tuple[Resource, Rule]]] = {}
    for rule in known:
        for written in writes((rule,)):
            writers.setdefault(written[0], []).append((written, rule))
    found: dict[str, Rule] = {}
    read: set[Resource] = set()
    waiting: set[Resource] = {("argued", decision.id), ("barred", decision.id)}
    waiting |= {resource for resource, _ in reads(tuple(_rules(decision)))}
    while waiting:
        read |= waiting
        new = {
            rule.id: rule
            for one in waiting
            for written, rule in writers.get(one[0], ())
            if rule.id not in found and _meet(written, one)
        }
        found |= new
        waiting = {resource for resource, _ in reads(tuple(new.values()))} - read
    return [rule for rule in known if rule.id in found], read


def _rules(decision: Decision) -> Iterator[Rule]:
    """The rules of all options, and the conditions that give the subjects as one more."""
    yield Rule(decision.id, decision.id, decision.subjects, (), ())
    for option in decision.options:
        yield from option.vetoes
        yield from (argument.rule for argument in option.arguments)


def _meet(written: Resource, read: Resource) -> bool:
    return written[0] == read[0] and (written[1] == read[1] or "*" in {written[1], read[1]})


def _fields_read(rules: Iterable[Rule]) -> Mapping[str, tuple[str, ...]]:
    """The fields of each kind that any of the rules reads."""
    found: dict[str, set[str]] = {}
    for rule in rules:
        for pattern, _ in patterns_in(rule.conditions):
            found.setdefault(str(pattern.kind), set()).update(str(c.field) for c in pattern.constraints)
    return {kind: tuple(sorted(fields)) for kind, fields in found.items()}


def _aimed(rule: Rule, aims: Mapping[str, tuple[str, ...]]) -> Rule:
    """A rule for or against options in general, restricted to those and the subject that are asked about."""
    if [conclusion.kind.name in _GENERAL for conclusion in rule.conclusions] != [True]:
        return rule
    fields = dict(rule.conclusions[0].fields)
    wanted = {
        operand.name: values
        for field, values in aims.items()
        if isinstance(operand := fields.get(field), Variable) and operand.name not in rule.parameters
    }

    def aimed(condition: Condition) -> Condition:
        if not isinstance(condition, Pattern):
            return condition
        more = tuple(
            Constraint(c.field, "in", wanted[c.operand.name])
            for c in condition.constraints
            if c.operator == "=" and isinstance(c.operand, Variable) and c.operand.name in wanted
        )
        return replace(condition, constraints=(*condition.constraints, *more))

    return replace(rule, conditions=tuple(map(aimed, rule.conditions)))


def _prepared(decision: Decision, subject: str | None) -> Decision:
    """The decision without the prose of its reasons, which nobody reads here; if there is a subject, for it alone."""

    def conditions(found: tuple[Condition, ...]) -> tuple[Condition, ...]:
        return tuple(pattern(one) if isinstance(one, Pattern) else one for one in found)

    def pattern(found: Pattern) -> Pattern:
        """Wherever a rule binds the subject, it must be that one."""
        bound = [
            c for c in found.constraints if c.operator == "=" and c.operand == Variable(decision.item.per)
        ]
        fixed = tuple(Constraint(c.field, "=", subject) for c in bound if subject is not None)
        return replace(found, constraints=(*found.constraints, *fixed))

    def rule(found: Rule) -> Rule:
        told = tuple(
            replace(
                one, fields=tuple((name, "" if name == "because" else value) for name, value in one.fields)
            )
            for one in found.conclusions
        )
        return replace(found, conditions=conditions(found.conditions), conclusions=told)

    def option(found: Option) -> Option:
        arguments = tuple(replace(one, rule=rule(one.rule)) for one in found.arguments)
        return replace(found, vetoes=tuple(map(rule, found.vetoes)), arguments=arguments)

    options = tuple(map(option, decision.options))
    return replace(decision, subjects=conditions(decision.subjects), options=options)
