"""Rules that people write by hand in experta's language, on the matcher that knowledge runs on.

The names that rules need stand here, so that they and what archrules adds come from one place.
"""

from archrules.inference.experta_door import (
    AND,
    AS,
    EXISTS,
    FORALL,
    MATCH,
    NOT,
    OR,
    TEST,
    DefFacts,
    Field,
    InitialFact,
    L,
    P,
    Rule,
    W,
)
from archrules.inference.handwritten.engine import KnowledgeEngine
from archrules.inference.handwritten.facts import Fact

__all__ = [
    "AND",
    "AS",
    "EXISTS",
    "FORALL",
    "MATCH",
    "NOT",
    "OR",
    "TEST",
    "DefFacts",
    "Fact",
    "Field",
    "InitialFact",
    "KnowledgeEngine",
    "L",
    "P",
    "Rule",
    "W",
]
