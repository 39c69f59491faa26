"""Options that no brief can choose, and options that have not been argued through.

An option is never chosen if a veto of its own, or a derivation that bars it, holds whatever the brief says, or if
another option of the decision dominates it (see `domination`). Short of that an example of the decision has to choose
it: the examples run as tests, so one that does proves that the option can be chosen. Of an option that a pack adds to
the decision of another one no example is asked for.
"""

from collections.abc import Iterator

from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.conditions import Variable
from archrules.knowledge_base.lint.always import always
from archrules.knowledge_base.lint.domination import dominated
from archrules.knowledge_base.lint.faults import LintFault
from archrules.knowledge_base.lint.known_facts import known_facts, support_facts
from archrules.knowledge_base.lint.subject import Subject
from archrules.knowledge_base.rules import Decision, Option
from archrules.knowledge_base.validation import KEY


def option_faults(subject: Subject) -> Iterator[LintFault]:
    """Faults of every option."""
    barred = dict(_barred(subject.knowledge))
    for decision in subject.knowledge.decisions.values():
        left = [option for option in decision.options if option.id not in barred]
        better = {worse.name: other.name for worse, other in dominated(decision, left, subject.knowledge)}
        chosen = {example.expect for example in decision.item.examples if isinstance(example.expect, str)}
        for option in decision.options:
            if option.id in barred:
                message = (
                    f"{barred[option.id]} holds whatever the brief says: mend that, or remove the option"
                )
                yield subject.fault(option.id, ("id",), "barred-option", message)
            elif option.name in better:
                message = (
                    f"wherever this survives, {better[option.name]} is no worse on any criterion and comes first: "
                    "argue what this is better at, or remove it"
                )
                yield subject.fault(option.id, ("id",), "dominated-option", message)
            elif option.name not in chosen and _are_of_one_pack(subject, decision, option):
                message = f"no example of {decision.id} chooses it: write one that does, or remove the option"
                yield subject.fault(option.id, ("id",), "unchosen-option", message)
            yield from _one_sided(subject, option)


def _are_of_one_pack(subject: Subject, decision: Decision, option: Option) -> bool:
    """Whether the option's author can write examples of the decision."""
    return subject.pack_of(decision.id).name == subject.pack_of(option.id).name


def _one_sided(subject: Subject, option: Option) -> Iterator[LintFault]:
    points = [argument.points for argument in option.arguments]
    path = ("arguments", KEY)
    if not any(number > 0 for number in points):
        message = "nothing is argued for this option: argue what it is good at, or remove it"
        yield subject.fault(option.id, path, "one-sided-option", message)
    if not any(number < 0 for number in points) and not option.vetoes:
        message = (
            "nothing is argued against this option, and nothing vetoes it: argue what it costs, and where"
        )
        yield subject.fault(option.id, path, "one-sided-option", message)


def _barred(knowledge: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Options that are out for every brief, each with the name of what excludes it."""
    facts = [*known_facts(knowledge), *support_facts(knowledge)]
    for name, derivation in knowledge.derivations.items():
        for template in derivation.rule.conclusions:
            if template.kind.name != "barred":
                continue
            fields = dict(template.fields)
            for bound in always(derivation.rule.conditions, facts, {}):
                names = [
                    bound.get(operand.name) if isinstance(operand, Variable) else operand
                    for operand in (fields.get("decision"), fields.get("option"))
                ]
                yield "/".join(map(str, names)), f"the derivation {name}"
    for decision in knowledge.decisions.values():
        for option in decision.options:
            for index, rule in enumerate(option.vetoes):
                own = rule.conditions[len(decision.subjects) :]
                if any(True for _ in always(own, facts, _subject(decision))):
                    yield option.id, f"veto {index + 1}"


def _subject(decision: Decision) -> dict[str, None]:
    return {decision.item.per: None}
