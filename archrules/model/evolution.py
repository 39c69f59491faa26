"""What comes after the first release: steps that wait for a measure to pass a number."""

from archrules.model.base import Model


class EvolutionStep(Model):
    """What to do with the chosen style once a measure passes a number; `today` is what the brief says of it."""

    measure: str
    today: str | None = None
    trigger: str
    does: str
