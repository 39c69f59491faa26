"""A backend architect that you can import, reproduce and unit-test.

The names below are loaded when they are first used, so that ``import archrules`` costs next to nothing.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archrules.api import (
        check,
        compare,
        compare_subjects,
        explain,
        load_brief,
        load_knowledge,
        load_system,
        read_system,
        recommend,
        schema,
    )
    from archrules.errors import (
        ArchrulesError,
        BriefError,
        DrawingError,
        Fault,
        InferenceError,
        InferenceLimitError,
        InputError,
        KnowledgeError,
        NothingToCheckError,
        SystemFileError,
        UnknownNameError,
    )
    from archrules.importers.imported import Imported
    from archrules.model.brief import Brief
    from archrules.model.finding import Finding, Remedy
    from archrules.model.system import System
    from archrules.policies.python_policies import (
        Judgement,
        PythonPolicy,
        policy,
        satisfied,
        unknown,
        violated,
    )
    from archrules.policies.report import Report
    from archrules.policies.waiver_file import load_waivers
    from archrules.recommendation.comparison import Comparison
    from archrules.recommendation.comparison_overview import ComparisonOverview
    from archrules.recommendation.recommendation import Recommendation

__all__ = [
    "ArchrulesError",
    "Brief",
    "BriefError",
    "Comparison",
    "ComparisonOverview",
    "DrawingError",
    "Fault",
    "Finding",
    "Imported",
    "InferenceError",
    "InferenceLimitError",
    "InputError",
    "Judgement",
    "KnowledgeError",
    "NothingToCheckError",
    "PythonPolicy",
    "Recommendation",
    "Remedy",
    "Report",
    "System",
    "SystemFileError",
    "UnknownNameError",
    "check",
    "compare",
    "compare_subjects",
    "explain",
    "load_brief",
    "load_knowledge",
    "load_system",
    "load_waivers",
    "policy",
    "read_system",
    "recommend",
    "satisfied",
    "schema",
    "unknown",
    "violated",
]

_HOMES = {
    "archrules.api": (
        "check",
        "compare",
        "compare_subjects",
        "explain",
        "load_brief",
        "load_knowledge",
        "load_system",
        "read_system",
        "recommend",
        "schema",
    ),
    "archrules.errors": (
        "ArchrulesError",
        "BriefError",
        "DrawingError",
        "Fault",
        "InferenceError",
        "InferenceLimitError",
        "InputError",
        "KnowledgeError",
        "NothingToCheckError",
        "SystemFileError",
        "UnknownNameError",
    ),
    "archrules.importers.imported": ("Imported",),
    "archrules.model.brief": ("Brief",),
    "archrules.model.finding": ("Finding", "Remedy"),
    "archrules.model.system": ("System",),
    "archrules.policies.python_policies": (
        "Judgement",
        "PythonPolicy",
        "policy",
        "satisfied",
        "unknown",
        "violated",
    ),
    "archrules.policies.report": ("Report",),
    "archrules.policies.waiver_file": ("load_waivers",),
    "archrules.recommendation.comparison": ("Comparison",),
    "archrules.recommendation.comparison_overview": ("ComparisonOverview",),
    "archrules.recommendation.recommendation": ("Recommendation",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

if not TYPE_CHECKING:  # a type checker takes a module's __getattr__ as leave to use any name

    def __getattr__(name: str) -> object:
        """Load a public name, or the version, the first time that it is asked for."""
        if name == "__version__":
            from importlib.metadata import version

            value: object = version("archrules")
        elif name in _HOME_OF:
            value = getattr(importlib.import_module(_HOME_OF[name]), name)
        else:
            message = f"module 'archrules' has no attribute {name!r}"
            raise AttributeError(message)
        globals()[name] = value
        return value


else:
    __version__: str


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, "__version__"})
