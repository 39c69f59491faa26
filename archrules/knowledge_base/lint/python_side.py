"""What the Python side gives to rules and reads from them, declared once; tests hold it to the code."""

from archrules.vocabulary.brief_kinds import BRIEF_KINDS
from archrules.vocabulary.design_kinds import COMPUTATIONS, DESIGN_KINDS
from archrules.vocabulary.system_kinds import SYSTEM_KINDS

GIVEN_BY_SYSTEMS = frozenset({*(kind.name for kind in SYSTEM_KINDS), "system", "external_system"})
"""Kinds of facts that a system can give. Derivations run on them, then policies."""

GIVEN_BY_BRIEFS = frozenset(kind.name for kind in BRIEF_KINDS)
"""Kinds of facts that a brief can give. Derivations and decisions run on them and on what is known of technologies."""

GIVEN_BY_DESIGNS = frozenset(kind.name for kind in DESIGN_KINDS)
"""Kinds of facts that are computed from what was decided for a brief."""

READ_BY_COMPUTATIONS = frozenset(kind for one in COMPUTATIONS.values() for kind in one.reads)
"""Kinds of which something is computed, but for `sizing`, of which only some quantities are read."""

READ_BY_COMPOSITION = frozenset(
    {
        "bottleneck",
        "call_breaker",
        "call_bulkhead",
        "call_fallback",
        "call_retry",
        "call_timeout",
        "caching",
        "edge_cache",
        "evolution_step",
        "failure_mode",
        "guideline",
        "headroom",
        "lookup_index",
        "migration_step",
        "nodes_needed",
        "placement",
        "promise_price",
        "protection",
        "question",
        "recovery",
        "recovery_step",
        "remote_call",
        "report_note",
        "requirement_status",
        "risk",
        "service_measure",
        "sizing",
        "unit",
        "unit_team",
    }
)
"""Kinds that rules conclude and that the composition of a system and its report read."""

READ_BY_DECIDING = frozenset({"argued", "barred"})
"""Kinds that rules conclude and that deciding reads, where they name an option and a criterion of the decision."""
