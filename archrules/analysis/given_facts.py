"""Facts that models state, with where they come from."""

from collections.abc import Sequence
from fractions import Fraction

from archrules.model.units import DAY
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import Value, make_fact
from archrules.vocabulary.origins import Given, Origin

_MOST_NAMED = 4
"""So many things are named in a row before the others are counted."""


def in_a_row(names: Sequence[str]) -> str:
    """`a, b and c`; of many the first few and how many more there are."""
    shown = list(names[:_MOST_NAMED]) if len(names) > _MOST_NAMED + 1 else list(names)
    if len(shown) < len(names):
        shown.append(f"{len(names) - len(shown)} more")
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]])) if shown else ""


def given(kind: str, values: dict[str, Value | None], *origins: Origin) -> Given:
    """A fact of the kind with where it came from; unknown values are left out."""
    return make_fact(VOCABULARY[kind], values), origins


def milliseconds(seconds: Fraction | None) -> Fraction | None:
    """A duration, which models hold in seconds, in the unit of facts."""
    return None if seconds is None else seconds * 1000


def days(seconds: Fraction | None) -> Fraction | None:
    """A duration in days, as people plan releases."""
    return None if seconds is None else seconds / DAY
