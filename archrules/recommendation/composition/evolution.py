"""How the chosen style is to change as measures pass their numbers."""

from archrules.model.evolution import EvolutionStep
from archrules.recommendation.composition.units import Design


def evolution(design: Design) -> tuple[EvolutionStep, ...]:
    """The steps that follow from the chosen style, in their order."""
    steps = sorted(
        design.memory.of_kind("evolution_step"), key=lambda fact: (fact.amount("rank"), fact.text("name"))
    )
    return tuple(
        EvolutionStep(
            measure=fact.text("measure"),
            today=fact.text("today") if fact.get("today") is not None else None,
            trigger=fact.text("trigger"),
            does=fact.text("does"),
        )
        for fact in steps
    )
