"""Which facts there can be at all: what an input gives, and what rules conclude that can fire.

Briefs and systems are two inputs that never come together. Nothing that can be is left out; what could not come
together in one brief may be in. So where lint says that a rule can never fire, it never can.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.conditions import Constraint, Count, Existence, Pattern, Variable
from archrules.knowledge_base.lint.known_facts import known_facts
from archrules.knowledge_base.lint.placed_rules import Form, Placed, PlacedRule, placed_rules
from archrules.knowledge_base.lint.python_side import GIVEN_BY_BRIEFS, GIVEN_BY_DESIGNS, GIVEN_BY_SYSTEMS
from archrules.knowledge_base.lint.values import ANY, NONE, Values, is_empty, join, meet, that
from archrules.knowledge_base.rules import Rule
from archrules.knowledge_base.templates import FactTemplate
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.kinds import Field, Kind, Type

Bindings = dict[str, Values]
INPUT = "input"


@dataclass(frozen=True, slots=True)
class Slot:
    """What one field may hold, and whether it may be left out."""

    values: Values
    may_be_absent: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """Facts that there may be: what each field may hold. `producer` is `input`, an item or a rule."""

    kind: str
    producer: str
    slots: Mapping[str, Slot]

    def slot(self, name: str) -> Slot:
        """What a field may hold; a field that nobody fills is absent."""
        return self.slots.get(name, Slot(NONE, may_be_absent=True))


@dataclass(frozen=True, slots=True)
class Firing:
    """Whether a rule can fire: what its variables may be, and the first condition that nothing meets."""

    bindings: Bindings
    unmet: Placed | None = None


@dataclass
class Supply:
    """All facts that there can be with one sort of input, by kind; `forms` are those of the rules that run on it."""

    forms: frozenset[Form]
    shapes: dict[str, dict[tuple[str, int], Shape]] = field(default_factory=dict)

    def of_kind(self, kind: str) -> Iterable[Shape]:
        """Facts of a kind."""
        return self.shapes.get(kind, {}).values()

    def add(self, shape: Shape, number: int = 0) -> bool:
        """Add facts that there may be; whether that is news."""
        of_kind = self.shapes.setdefault(shape.kind, {})
        known = of_kind.get((shape.producer, number))
        of_kind[shape.producer, number] = shape
        return shape != known

    def firing(self, placed: PlacedRule) -> Firing:
        """Whether the rule can fire on these facts."""
        bindings: Bindings = {}
        for _ in range(3):  # what a later condition says of a variable narrows an earlier one
            before = dict(bindings)
            for condition in placed.conditions:
                if not self._meets(condition, bindings, placed):
                    return Firing(bindings, condition)
            if bindings == before:
                break
        return Firing(bindings)

    def _meets(self, placed: Placed, bindings: Bindings, rule: PlacedRule) -> bool:
        """Whether facts can meet a condition; narrows what variables may be."""
        match placed.condition:
            case Pattern() as pattern:
                return self.narrow(pattern, bindings, rule)
            case Existence(conditions=inner):
                local = dict(bindings)
                return all(self._meets(Placed(one, placed.item, placed.path), local, rule) for one in inner)
            case Count(name=name):
                bindings[name] = ANY
        return True

    def narrow(self, pattern: Pattern, bindings: Bindings, rule: PlacedRule) -> bool:
        """Whether there can be facts for a pattern; variables may then be no more than those facts allow."""
        shapes = self.of_kind(str(pattern.kind))
        found = [shape for shape in shapes if allows(shape, pattern, bindings, rule.rule)]
        if not found:
            return False
        for constraint in pattern.constraints:
            name = variable_of(constraint, rule.rule)
            if name is not None and constraint.operator == "=":
                values = join(bounded(shape, pattern, str(constraint.field)) for shape in found)
                bindings[name] = meet(bindings.get(name, ANY), values)
                if is_empty(bindings[name]):
                    return False
        return True


def variable_of(constraint: Constraint, rule: Rule) -> str | None:
    """The variable that a constraint names, unless it is a parameter."""
    operand = constraint.operand
    return operand.name if isinstance(operand, Variable) and operand.name not in rule.parameters else None


def allows(shape: Shape, pattern: Pattern, bindings: Bindings, rule: Rule) -> bool:
    """Whether a fact of this shape may meet the pattern."""
    for constraint in pattern.constraints:
        slot = shape.slot(str(constraint.field))
        if constraint.operator == "unknown":
            if not slot.may_be_absent:
                return False
            continue
        values = bounded(shape, pattern, str(constraint.field))
        name = variable_of(constraint, rule)
        if name is not None and constraint.operator == "=":
            values = meet(values, bindings.get(name, ANY))
        if is_empty(values):
            return False
    return True


def bounded(shape: Shape, pattern: Pattern, name: str) -> Values:
    """What a field may hold in facts of this shape that meet what the pattern says of it in so many words."""
    values = shape.slot(name).values
    for constraint in pattern.constraints:
        if constraint.field != name or isinstance(constraint.operand, Variable):
            continue
        match constraint.operator, constraint.operand:
            case "=", str() | int() | Fraction() as value:
                values = meet(values, frozenset({value}))
            case "in", tuple() as several:
                values = meet(values, frozenset(several))
            case "!=", value if isinstance(values, frozenset):
                values = frozenset(values - {value})
            case ("<" | "<=" | ">" | ">=") as sign, int() | Fraction() as number:
                values = meet(values, that(sign, Fraction(number)))
    return values


Supplies = tuple[Supply, ...]


def supplies(knowledge: KnowledgeBase) -> Supplies:
    """Everything that there can be with this knowledge, given a brief and given a system."""
    rules = list(placed_rules(knowledge))
    brief = Supply(frozenset({"derivation", "row", "subjects", "veto", "argument"}))
    _give(brief, GIVEN_BY_BRIEFS | GIVEN_BY_DESIGNS | {"technology_support"})
    for fact in known_facts(knowledge):
        brief.add(_of_fact(fact), len(brief.shapes.get(fact.kind, {})))
    system = Supply(frozenset({"derivation", "row", "policy"}))
    _give(system, GIVEN_BY_SYSTEMS)
    options = {name: list(_choices(knowledge, name)) for name in knowledge.decisions}
    for found in (brief, system):
        running = [rule for rule in rules if rule.form in found.forms]
        news = True
        while news:
            news = sum(_conclude(placed, options, found) for placed in running) > 0
    return brief, system


def _give(found: Supply, kinds: Iterable[str]) -> None:
    for kind in sorted(kinds):
        found.add(given_by_inputs(VOCABULARY[kind]))


def _of_fact(fact: Fact) -> Shape:
    """A fact of the knowledge; its numbers and flags may be others tomorrow, its names may not."""
    declared = VOCABULARY[fact.kind].fields
    slots = {
        name: Slot(frozenset({value}) if isinstance(value, str) else every(declared[name]))
        for name, value in fact.items
    }
    return Shape(fact.kind, "knowledge", slots)


def given_by_inputs(kind: Kind) -> Shape:
    """Any fact of the kind that has values of its fields' types."""
    slots = {name: Slot(every(declared), may_be_absent=True) for name, declared in kind.fields.items()}
    return Shape(kind.name, INPUT, slots)


def every(declared: Field) -> Values:
    """All values of a field."""
    if declared.type is Type.FLAG:
        return frozenset({True, False})
    return frozenset(declared.choices) if declared.choices else ANY


def _choices(knowledge: KnowledgeBase, decision: str) -> Iterator[Shape]:
    for option in knowledge.decisions[decision].options:
        slots = {
            "decision": Slot(frozenset({decision})),
            "subject": Slot(ANY),
            "option": Slot(frozenset({option.name})),
        }
        if option.technology is not None:
            slots["technology"] = Slot(frozenset({option.technology}))
        yield Shape("choice", option.id, slots)


def _conclude(placed: PlacedRule, options: Mapping[str, Iterable[Shape]], found: Supply) -> bool:
    """Add what a rule concludes if it can fire; whether that is news."""
    firing = found.firing(placed)
    if firing.unmet is not None:
        return False
    if placed.form == "subjects":
        return sum(found.add(shape) for shape in options[placed.item]) > 0
    return sum(found.add(shape, n) for n, shape in conclusions(placed.rule, firing.bindings)) > 0


def conclusions(rule: Rule, bindings: Bindings) -> Iterator[tuple[int, Shape]]:
    """What a rule may conclude, each with its number."""
    for number, template in enumerate(rule.conclusions):
        yield number, Shape(template.kind.name, rule.id, _slots(template, bindings))


def _slots(template: FactTemplate, bindings: Bindings) -> dict[str, Slot]:
    slots = {}
    for name, operand in template.fields:
        values: Values = every(template.kind.fields[name])
        if isinstance(operand, Variable):
            values = meet(values, bindings.get(operand.name, ANY))
        elif isinstance(operand, str | int | Fraction):
            values = frozenset({operand})
        slots[name] = Slot(values)
    return slots
