"""recommend(): from a brief to a recommendation."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from archrules.analysis.facts import initial_facts
from archrules.errors import BriefError, Fault, did_you_mean
from archrules.inference.collector import paused
from archrules.inference.memory import WorkingMemory
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.parameter_bounds import out_of_bounds
from archrules.knowledge_base.technology_names import meant_technologies
from archrules.knowledge_base.validation import KEY, suggest
from archrules.model.brief import Brief
from archrules.model.canonical import canonical
from archrules.model.contradictions import contradictions, idle_statements
from archrules.model.references import Path, complaints
from archrules.recommendation.composition.compose import compose
from archrules.recommendation.reasoning import Reasoning, reason
from archrules.recommendation.recommendation import Recommendation
from archrules.vocabulary.facts import Value, number


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
    found += contradictions(brief)
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
    constrained: list[tuple[Path, str]] = [
        (("constraints", field, index), name)
        for field in ("mandated", "forbidden")
        for index, name in enumerate(getattr(brief.constraints, field))
    ]
    found += _unknown_technologies(constrained, knowledge)
    return found


def brief_remarks(brief: Brief, knowledge: KnowledgeBase) -> list[tuple[Path, str]]:
    """What changes nothing in a brief, though that is no fault: idle statements, technologies not known here."""
    skills: list[tuple[Path, str]] = [
        (("teams", number, "skills", index), skill)
        for number, team in enumerate(brief.teams)
        for index, skill in enumerate(team.skills)
    ]
    running: list[tuple[Path, str]] = [
        (("existing", "parts", number, "technology"), part.technology)
        for number, part in enumerate(brief.existing.parts if brief.existing else ())
        if part.technology is not None
    ]
    carried = {each.name for item in knowledge.technologies.values() for each in item.carries}
    named = [(path, name) for path, name in (*skills, *running) if name not in carried]
    return [*idle_statements(brief), *_of_no_account(named, knowledge)]


def _of_no_account(named: Iterable[tuple[Path, str]], knowledge: KnowledgeBase) -> Iterator[tuple[Path, str]]:
    return (
        (path, f"{message}; it counts for nothing")
        for path, message in _unknown_technologies(named, knowledge)
    )


def _unknown_technologies(
    named: Iterable[tuple[Path, str]], knowledge: KnowledgeBase
) -> Iterator[tuple[Path, str]]:
    names = list(named)
    meant = meant_technologies((name for _, name in names), knowledge.technologies)
    for path, name in names:
        if name in meant:
            near = meant[name]
            yield path, f"the knowledge has no technology {name!r}{did_you_mean([near] if near else [])}"


def check_brief(brief: Brief, knowledge: KnowledgeBase) -> None:
    """Raises BriefError if the brief names something that does not exist; paths stand in for places."""
    problems = brief_problems(brief, knowledge)
    if problems:
        faults = [
            Fault("brief", 1, 1, f"{'.'.join(str(part) for part in path if part != KEY)}: {message}")
            for path, message in problems
        ]
        raise BriefError(tuple(faults))
