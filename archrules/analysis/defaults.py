"""Default values from the knowledge, with the origin of each use."""

from dataclasses import dataclass
from fractions import Fraction

from archrules.knowledge_base.base import KnowledgeBase
from archrules.vocabulary.origins import Origin


@dataclass(frozen=True, slots=True)
class Defaults:
    """Reads `knowledge/defaults/`; values given in the brief's `parameters` come first."""

    knowledge: KnowledgeBase

    def amount(self, name: str) -> Fraction:
        """The number under an id, in the unit that the item names.

        Raises:
            KeyError: there is no such default.
            TypeError: it is a text.
        """
        value = self.knowledge.overrides.get(name, self.knowledge.defaults[name].value)
        if isinstance(value, str):
            message = f"the default {name!r} is a text, not a number"
            raise TypeError(message)
        return Fraction(value)

    def text(self, name: str) -> str:
        """The text under an id. Raises KeyError if there is none."""
        return str(self.knowledge.defaults[name].value)

    def origin(self, name: str, used_for: str) -> Origin:
        """The origin of a value taken from a default; `used_for` is the path it stands in for."""
        if name in self.knowledge.overrides:
            return Origin("brief", f"parameters.{name}", used_for)
        return Origin("default", name, used_for)
