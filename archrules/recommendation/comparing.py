"""Puts the sides of a comparison together: how each stands, which one leads, and what would turn that."""

from collections.abc import Sequence

from archrules.model.brief import Brief
from archrules.model.canonical import digest
from archrules.model.comparison import ComparisonData, CriterionRow, Side
from archrules.model.recommendation import Convention, DecisionResult
from archrules.recommendation.contenders import Contenders, contenders
from archrules.recommendation.reasoning import Outcome, Reasoning
from archrules.recommendation.results import Results, score_text
from archrules.recommendation.scoring import Candidate, margin
from archrules.recommendation.turnings import Turnings


def compared(
    brief: Brief, reasoning: Reasoning, outcome: Outcome, options: Sequence[str], *, most_work: int
) -> ComparisonData:
    """The comparison of some options in one outcome of the reasoning over a brief in canonical order.

    Raises:
        UnknownNameError: the decision has no option or technology of a name.
        ArchrulesError: an option is named twice.
    """
    sides = _contenders(outcome, options)
    standing = side_by_side(brief, reasoning, outcome, options)
    alive = [side.name for side in standing.sides if side.survives]
    turnings = Turnings(brief, reasoning, outcome, sides, most_work)
    found = turnings.of([side.name for side in standing.sides], alive, thorough=bool(options))
    return standing.model_copy(update={"turnings": found})


def side_by_side(
    brief: Brief, reasoning: Reasoning, outcome: Outcome, options: Sequence[str]
) -> ComparisonData:
    """The same without a search for what would turn it.

    Raises:
        UnknownNameError: the decision has no option or technology of a name.
        ArchrulesError: an option is named twice.
    """
    sides = _contenders(outcome, options)
    result = Results(reasoning).decision(outcome)
    told = _sides(sides, result)
    alive = [side.name for side in told if side.survives]
    lead = margin(_candidates(told, outcome)[:2])
    leads = lead is not None and lead[0] != "only"
    return ComparisonData(
        system_name=brief.system,
        brief_digest=digest(brief),
        knowledge=reasoning.knowledge.records,
        decision=result.decision,
        title=result.title,
        question=result.question,
        subject=result.subject,
        asked=tuple(options),
        sides=told,
        winner=alive[0] if alive else None,
        runner_up=alive[1] if len(alive) > 1 else None,
        margin=lead[0] if lead else None,
        lead=str(lead[1]) if lead and leads else None,
        lead_text=score_text(lead[1]) if lead and leads else None,
        choice=result.choice,
        criteria=_criteria(told, result),
        conventions=_conventions(told, result),
    )


def _contenders(outcome: Outcome, options: Sequence[str]) -> Contenders:
    return contenders(outcome.decision, options, [candidate.name for candidate in outcome.order])


def _sides(sides: Contenders, result: DecisionResult) -> tuple[Side, ...]:
    """The sides in order of rank, those that do not survive at the end; so are the configurations of each."""
    place = {option.option: place for place, option in enumerate(result.options)}
    told = []
    for name, options in sides.items():
        configurations = tuple(result.option(each) for each in sorted(options, key=place.__getitem__))
        survives = not configurations[0].vetoes
        told.append(Side(name=name, survives=survives, configurations=configurations))
    return tuple(sorted(told, key=lambda side: place[side.best.option]))


def _candidates(sides: Sequence[Side], outcome: Outcome) -> list[Candidate]:
    """The surviving sides as what stands for them, best first."""
    by_name = {candidate.name: candidate for candidate in outcome.order}
    return [by_name[side.best.option] for side in sides if side.survives]


def _criteria(sides: Sequence[Side], result: DecisionResult) -> tuple[CriterionRow, ...]:
    """The criteria, the weightiest first."""
    return tuple(
        CriterionRow(
            criterion=name,
            weight=weight,
            points={side.name: side.best.points[name] for side in sides if name in side.best.points},
        )
        for name, weight in sorted(result.weights.items(), key=lambda entry: (-entry[1], entry[0]))
    )


def _conventions(sides: Sequence[Side], result: DecisionResult) -> tuple[Convention, ...]:
    """The conventions of the decision and of the options that are compared; what is built then rests on others."""
    options = {each.option for side in sides for each in side.configurations}
    foreign = {f"{result.decision}/{option.option}" for option in result.options} - {
        f"{result.decision}/{option}" for option in options
    }
    return tuple(
        each
        for each in result.conventions
        if each.decides and each.parameter.partition(".")[0] not in foreign
    )
