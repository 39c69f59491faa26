"""What is compared: names as people give them, and the options of a decision that they stand for."""

from collections.abc import Mapping, Sequence

from archrules.errors import ArchrulesError, UnknownNameError, near_names
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
        ArchrulesError: a name stands for nothing that those before it do not stand for.
    """
    if not names:
        return {option.name: (option.name,) for option in decision.options}
    _refuse_repeated(names)
    asked = {name: _options(decision, name) for name in names}
    alone = {options[0] for name, options in asked.items() if not _is_technology(decision, name)}
    sides: dict[str, tuple[str, ...]] = {}
    for name, options in asked.items():
        own = options if len(options) == 1 else tuple(each for each in options if each not in alone)
        if not own or own in sides.values():
            raise ArchrulesError(f"{name!r} stands for nothing that is not named beside it: leave it out")
        sides[name] = own
    if len(sides) == 1:
        taken = {option for options in sides.values() for option in options}
        rival = next((option for option in ranked if option not in taken), None)
        return sides if rival is None else {**sides, rival: (rival,)}
    return sides


def _refuse_repeated(names: Sequence[str]) -> None:
    """Raises ArchrulesError for a name that stands there twice."""
    repeated = next((name for place, name in enumerate(names) if name in names[:place]), None)
    if repeated is not None:
        raise ArchrulesError(f"{repeated!r} is named twice: name it once, or another option beside it")


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
            f"the decision {decision.id!r} has no option or technology {name!r}; "
            "a comparison without names shows all that it has",
            near_names(name, known),
        )
    return found
