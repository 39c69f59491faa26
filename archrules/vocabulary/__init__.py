"""The vocabulary of facts: every kind and every field that a rule may name, declared once."""

from collections.abc import Mapping
from types import MappingProxyType

from archrules.vocabulary.boundary_kinds import BOUNDARY_KINDS
from archrules.vocabulary.brief_kinds import BRIEF_KINDS
from archrules.vocabulary.conclusion_kinds import CONCLUSION_KINDS
from archrules.vocabulary.design_kinds import DESIGN_KINDS
from archrules.vocabulary.guidance_kinds import GUIDANCE_KINDS
from archrules.vocabulary.kinds import Kind
from archrules.vocabulary.reliability_kinds import RELIABILITY_KINDS
from archrules.vocabulary.system_kinds import SYSTEM_KINDS
from archrules.vocabulary.technology_kinds import TECHNOLOGY_KINDS

VOCABULARY: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            *BOUNDARY_KINDS,
            *BRIEF_KINDS,
            *TECHNOLOGY_KINDS,
            *CONCLUSION_KINDS,
            *DESIGN_KINDS,
            *GUIDANCE_KINDS,
            *RELIABILITY_KINDS,
            *SYSTEM_KINDS,
        )
    }
)
"""Every built-in kind of fact by its name."""
