"""A vocabulary of a few kinds, and conditions read in it, for the tests of this folder."""

from collections.abc import Mapping
from dataclasses import dataclass

from archrules.knowledge_base.condition_syntax import read_conditions
from archrules.knowledge_base.conditions import Condition
from archrules.knowledge_base.scope import Faults, Path, Scope
from archrules.knowledge_base.strict_yaml import Document, parse_yaml
from archrules.vocabulary.kinds import FLAG, NAME, NUMBER, TEXT, Kind, Type, one_of

TEAM = Kind(
    "team",
    "A team.",
    {"name": NAME, "size": NUMBER, "remote": FLAG, "motto": TEXT, "mood": one_of("good", "bad")},
    "name",
)
OWNS = Kind("owns", "A team owns a context.", {"team": NAME, "context": NAME, "since": NUMBER})
VOCABULARY: Mapping[str, Kind] = {kind.name: kind for kind in (TEAM, OWNS)}


@dataclass(frozen=True)
class Reading:
    """What was read, in which scope, and what was wrong with it."""

    conditions: tuple[Condition, ...]
    scope: Scope

    @property
    def faults(self) -> list[tuple[Path, str]]:
        return self.scope.faults.found


def document(text: str) -> Document:
    """A YAML text of any form, with its places."""
    return parse_yaml(text, "item.yaml", top="any")


def new_scope(**types: Type) -> Scope:
    """A scope in which the names are bound."""
    return Scope(VOCABULARY, Faults(document("- nothing")), types)


def read_when(text: str, **types: Type) -> Reading:
    """The conditions of a `when:`, written as YAML, where the names are parameters."""
    scope = new_scope(**types)
    raw = document(text).value
    return Reading(read_conditions(raw if isinstance(raw, list) else [raw], ("when",), scope), scope)
