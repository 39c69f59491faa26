"""What the Python side gives to rules and reads from them, declared once; tests hold it to the code."""

from archrules.vocabulary.brief_kinds import BRIEF_KINDS
from archrules.vocabulary.system_kinds import SYSTEM_KINDS
from archrules.vocabulary.technology_kinds import TECHNOLOGY_KINDS

GIVEN_BY_SYSTEMS = frozenset({*(kind.name for kind in SYSTEM_KINDS), "system", "external_system"})
"""Kinds of facts that a system file can give."""

GIVEN_BY_BRIEFS = frozenset(kind.name for kind in BRIEF_KINDS)
"""Kinds of facts that a brief can give."""

GIVEN_BY_KNOWLEDGE = frozenset(kind.name for kind in TECHNOLOGY_KINDS)
"""Kinds of facts that technologies and options give."""

READ_BY_COMPOSITION = frozenset(
    {
        "bottleneck",
        "migration_step",
        "placement",
        "protection",
        "question",
        "recovery",
        "remote_call",
        "risk",
        "service_measure",
        "unit",
        "unit_team",
    }
)
"""Kinds that rules conclude and that the composition of a system and its report read."""

READ_BY_DECIDING = frozenset({"argued", "barred"})
"""Kinds that rules conclude and that deciding reads, where they name an option and a criterion of the decision."""
