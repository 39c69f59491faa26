"""What is no fault of a pack but may surprise: rules that name what it disables."""

from collections.abc import Iterable, Iterator, Mapping

from archrules.errors import Fault
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.references import named_by
from archrules.knowledge_base.rules import Rule
from archrules.knowledge_base.stack import Touch

_MOST_LISTED = 5


def remarks(knowledge: KnowledgeBase, gone: Mapping[str, Touch]) -> tuple[Fault, ...]:
    """One for each thing disabled that rules in force still name, in order of place."""
    if not gone:
        return ()
    naming: dict[str, set[str]] = {}
    for rule in _rules(knowledge):
        for name in named_by(rule):
            naming.setdefault(name, set()).add(rule.item)
    for name, decided in knowledge.decisions.items():
        for earlier in decided.item.after:
            naming.setdefault(earlier, set()).add(name)
    in_force = {option.name for decided in knowledge.decisions.values() for option in decided.options}
    found = []
    for name, touch in gone.items():
        decision, _, option = name.partition("/")
        if option and decision in gone:
            continue  # told of the decision
        elsewhere = naming.get(f"*/{option}", set()) if option and option not in in_force else set()
        users = naming.get(name, set()) | elsewhere
        if users:
            told = f"{name!r} is disabled, but still named by {listed(users)}; there it has no effect"
            found.append(touch.fault(told))
    return tuple(sorted(found))


def _rules(knowledge: KnowledgeBase) -> Iterator[Rule]:
    """Every rule in force, and for each decision one with the conditions that give its subjects."""
    yield from (derivation.rule for derivation in knowledge.derivations.values())
    yield from (rule for table in knowledge.tables.values() for rule in table.rules)
    for name, decision in knowledge.decisions.items():
        yield Rule(name, name, decision.subjects, (), ())
        for option in decision.options:
            yield from (*option.vetoes, *(argument.rule for argument in option.arguments))
    yield from (policy.rule for policy in knowledge.policies.values())


def listed(names: Iterable[str]) -> str:
    """The names in order, the first five written out."""
    several = sorted(names)
    shown, more = several[:_MOST_LISTED], len(several) - _MOST_LISTED
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
