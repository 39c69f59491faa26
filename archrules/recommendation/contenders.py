"""What is compared: names as people give them, and the options of a decision that they stand for."""

from collections.abc import Mapping, Sequence

from archrules.errors import UnknownNameError, near_names
from archrules.knowledge_base.rules import Decision

Contenders = Mapping[str, tuple[str, ...]]
"""The names of the sides with the options that each stands for, by name."""


def contenders(decision: Decision, names: Sequence[str], ranked: Sequence[str]) -> Contenders:
    """The sides that the names ask for; without names each option is one.

    A technology stands for all options that use it, apart from those that are named themselves. Where an option has
    the name of a technology, `decision/option` means the option alone. A single name is compared with the best
    option beside it; `ranked` holds the surviving options, best first.

    Raises:
        UnknownNameError: the decision has no option or technology of a name.
    """
    if not names:
        return {option.name: (option.name,) for option in decision.options}
    asked = {name: _options(decision, name) for name in dict.fromkeys(names)}
    alone = {options[0] for name, options in asked.items() if not _is_technology(decision, name)}
    sides: dict[str, tuple[str, ...]] = {}
    for name, options in asked.items():
        own = options if len(options) == 1 else tuple(each for each in options if each not in alone)
        if own and own not in sides.values():
            sides[name] = own
    if len(sides) == 1:
        taken = {option for options in sides.values() for option in options}
        rival = next((option for option in ranked if option not in taken), None)
        return sides if rival is None else {**sides, rival: (rival,)}
    return sides


def _is_technology(decision: Decision, name: str) -> bool:
    return any(option.technology == name for option in decision.options)


def _options(decision: Decision, name: str) -> tuple[str, ...]:
    found = tuple(option.name for option in decision.options if option.technology == name)
    if not found:
        found = tuple(option.name for option in decision.options if name in {option.name, option.id})
    if not found:
        technologies = {option.technology for option in decision.options if option.technology}
        known = {option.name for option in decision.options} | technologies
        raise UnknownNameError(
            f"the decision {decision.id!r} has no option or technology {name!r}",
            near_names(name, known) or sorted(known),
        )
    return found
