"""The policies and elements that a waiver can name, to tell one that is mistyped from one that is no longer needed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from archrules.errors import did_you_mean, near_names
from archrules.model.report import PolicyResult
from archrules.model.system import System
from archrules.model.waiver import Waiver

PATTERN_SIGNS = re.compile(r"[*?\[]")
"""What makes a name a pattern."""

_WHAT_TO_DO = "mend the name, or remove this waiver"


@dataclass(frozen=True, slots=True)
class WaiverNames:
    """The policies that were checked, all those that there are besides, and the elements of the system."""

    checked: frozenset[str]
    policies: frozenset[str]
    elements: frozenset[str]

    def missing(self, waiver: Waiver) -> str | None:
        """Why a waiver cannot mean any finding, and what to do; None where its names are there or are patterns."""
        policy, element = waiver.policy, waiver.element
        if policy not in self.checked and not PATTERN_SIGNS.search(policy):
            if policy in self.policies:
                return f"the policy '{policy}' is not checked here: check by it, or remove this waiver"
            return (
                f"there is no policy '{policy}'{_hint(policy, self.checked | self.policies)}: {_WHAT_TO_DO}"
            )
        if element is not None and element not in self.elements and not PATTERN_SIGNS.search(element):
            return f"there is no element '{element}'{_hint(element, self.elements)}: {_WHAT_TO_DO}"
        return None


def element_names(system: System, results: Iterable[PolicyResult]) -> frozenset[str]:
    """What findings on a system can be about: its elements and calls, and whatever the policies looked at."""
    calls = (f"{each.source} -> {each.target}" for each in system.interactions)
    judged = (verdict.element for result in results for verdict in result.verdicts)
    return frozenset((*(each.name for each in system.elements()), *calls, *judged))


def _hint(name: str, known: Iterable[str]) -> str:
    return did_you_mean(near_names(name, known)[:1])
