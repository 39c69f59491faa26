"""Which parameters a rule reads."""

from archrules.knowledge_base.conditions import Variable, names_in
from archrules.knowledge_base.expressions import Expression
from archrules.knowledge_base.rules import Rule
from archrules.knowledge_base.templates import TextTemplate


def parameters_of(rule: Rule) -> frozenset[str]:
    """The names of the parameters that the rule's conditions and conclusions read."""
    return frozenset(_names(rule)) & frozenset(rule.parameters)


def _names(rule: Rule) -> set[str]:
    names = set().union(*(names_in(condition) for condition in rule.conditions))
    for conclusion in rule.conclusions:
        for _, operand in conclusion.fields:
            match operand:
                case Variable(name=name):
                    names.add(name)
                case Expression():
                    names.update(operand.names)
                case TextTemplate():
                    names.update(name for name, _ in operand.holes)
    return names
