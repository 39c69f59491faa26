"""Where a fact that no rule derived came from."""

from dataclasses import dataclass

from archrules.vocabulary.facts import Fact


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where a given fact came from.

    `source` is `brief`, `default`, `knowledge`, `computed` or `decision`; `reference` a path of the brief or an
    item; `formula` says how it was computed from `inputs`, which are paths of the brief or items.
    """

    source: str
    reference: str
    formula: str = ""
    inputs: tuple[str, ...] = ()


Given = tuple[Fact, tuple[Origin, ...]]
"""A fact and every place it came from."""
