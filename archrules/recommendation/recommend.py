"""recommend(): from a brief to a recommendation."""

from fractions import Fraction
from typing import TYPE_CHECKING

from archrules.analysis.facts import initial_facts
from archrules.errors import BriefError, Fault
from archrules.inference.collector import paused
from archrules.inference.memory import WorkingMemory
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.parameter_bounds import out_of_bounds
from archrules.knowledge_base.validation import KEY, suggest
from archrules.model.brief import Brief
from archrules.model.canonical import canonical
from archrules.model.references import complaints
from archrules.recommendation.composition.compose import compose
from archrules.recommendation.reasoning import Reasoning, reason
from archrules.recommendation.recommendation import Recommendation
from archrules.vocabulary.facts import Value, number

if TYPE_CHECKING:
    from collections.abc import Iterable


def recommend_from(brief: Brief, knowledge: KnowledgeBase) -> Recommendation:
    """The recommendation for a brief.

    Raises:
        BriefError: names in the brief refer to nothing in it or in the knowledge.
        InferenceError: a rule cannot be computed, which is a fault of the knowledge.
    """
    check_brief(brief, knowledge)
    ordered = canonical(brief)
    with paused():
        reasoning = reason_about(ordered, knowledge)
        return Recommendation(compose(ordered, reasoning), reasoning)


def reason_about(brief: Brief, knowledge: KnowledgeBase) -> Reasoning:
    """Run the knowledge over the facts of a brief whose lists are in canonical order."""
    changed = knowledge.with_parameters(_parameters(brief))
    memory = WorkingMemory()
    for fact, origins in initial_facts(brief, changed):
        for origin in origins:
            memory.give(fact, origin)
    return reason(memory, changed, brief.priorities)


def _parameters(brief: Brief) -> dict[str, Value]:
    return {name: number(Fraction(value)) for name, value in brief.parameters.items()}


def brief_problems(brief: Brief, knowledge: KnowledgeBase) -> list[tuple[tuple[str | int, ...], str]]:
    """Everything in a brief that names what does not exist, with its path."""
    found = [
        (path, f"{name!r} {problem}{suggest(name, candidates)}")
        for path, problem, name, candidates in complaints(brief)
    ]
    criteria = {name for decision in knowledge.decisions.values() for name in decision.item.criteria}
    known: dict[str, tuple[Iterable[str], frozenset[str], str]] = {
        "priorities": (brief.priorities, frozenset(criteria), "no decision has a criterion"),
        "parameters": (brief.parameters, knowledge.adjustable, "the knowledge has no parameter"),
    }
    for field, (names, candidates, problem) in known.items():
        found += [
            ((field, n, KEY), f"{problem} {n!r}{suggest(n, candidates)}")
            for n in names
            if n not in candidates
        ]
    bounded = out_of_bounds(brief.parameters, knowledge.defaults)
    found += [(("parameters", name), problem) for name, problem in bounded]
    found += [
        (("constraints", "mandated", index), f"{name!r} is also forbidden; decide for one of the two")
        for index, name in enumerate(brief.constraints.mandated)
        if name in brief.constraints.forbidden
    ]
    for field in ("mandated", "forbidden"):
        for index, name in enumerate(getattr(brief.constraints, field)):
            if name not in knowledge.technologies:
                hint = suggest(name, knowledge.technologies)
                found.append(
                    (("constraints", field, index), f"the knowledge has no technology {name!r}{hint}")
                )
    return found


def check_brief(brief: Brief, knowledge: KnowledgeBase) -> None:
    """Raises BriefError if the brief names something that does not exist; paths stand in for places."""
    problems = brief_problems(brief, knowledge)
    if problems:
        faults = [
            Fault("brief", 1, 1, f"{'.'.join(str(part) for part in path if part != KEY)}: {message}")
            for path, message in problems
        ]
        raise BriefError(tuple(faults))
