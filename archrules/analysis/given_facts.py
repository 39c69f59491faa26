"""Facts that models state, with where they come from."""

from fractions import Fraction

from archrules.model.units import DAY
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import Value, make_fact
from archrules.vocabulary.origins import Given, Origin


def given(kind: str, values: dict[str, Value | None], *origins: Origin) -> Given:
    """A fact of the kind with where it came from; unknown values are left out."""
    return make_fact(VOCABULARY[kind], values), origins


def milliseconds(seconds: Fraction | None) -> Fraction | None:
    """A duration, which models hold in seconds, in the unit of facts."""
    return None if seconds is None else seconds * 1000


def days(seconds: Fraction | None) -> Fraction | None:
    """A duration in days, as people plan releases."""
    return None if seconds is None else seconds / DAY
