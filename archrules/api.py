"""The functions that people call. Pure: they print nothing, exit nothing, and keep nothing between calls.

What is heavy is imported where it is used, so that `check` need not load what only `recommend` needs.
"""

from __future__ import annotations

import importlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archrules.errors import BriefError, Fault, SystemFileError, UnknownNameError, near_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction
    from os import PathLike

    from archrules.importers.imported import Imported
    from archrules.knowledge_base.base import KnowledgeBase
    from archrules.knowledge_base.loading import PackName
    from archrules.model.brief import Brief
    from archrules.model.finding import FailLevel
    from archrules.model.system import System
    from archrules.policies.checking import Waivers
    from archrules.policies.profiles import Profile
    from archrules.policies.report import Report
    from archrules.policies.selection import Wanted
    from archrules.recommendation.comparison import Comparison
    from archrules.recommendation.comparison_overview import ComparisonOverview
    from archrules.recommendation.recommendation import Recommendation
    from archrules.recommendation.why import Explanation

SCHEMAS: Mapping[str, str] = {
    "brief": "archrules.model.brief.Brief",
    "comparison": "archrules.model.comparison.ComparisonData",
    "comparison-overview": "archrules.model.comparison_overview.OverviewData",
    "recommendation": "archrules.model.recommendation.RecommendationData",
    "report": "archrules.model.report.ReportData",
    "system": "archrules.model.system.System",
    "waivers": "archrules.model.waiver.WaiverFile",
}
"""What `schema` can describe, and the model of each."""

_MODELS = {"archrules.load_brief": "archrules.Brief", "archrules.read_system": "archrules.System"}
_REFERRED_TO = ("actors", "clients", "contexts", "entities", "external_systems", "parts")
_STAND_INS = {"kind": "browser", "size": 1}


def load_knowledge(
    folder: str | PathLike[str] | None = None, *, packs: Iterable[PackName] = ()
) -> KnowledgeBase:
    """The built-in knowledge, or that in a folder, with packs laid on it in their order.

    A pack is given by its folder, or by the name under which it is installed: small letters, digits and hyphens.

    Raises:
        KnowledgeError: with every fault of every file.
    """
    from archrules.knowledge_base.loading import load_knowledge as load

    return load(None if folder is None else Path(folder), packs)


def load_brief(path: str | PathLike[str], *, knowledge: KnowledgeBase | None = None) -> Brief:
    """Read a brief from a YAML or JSON file and check every name in it.

    Raises:
        BriefError: with every fault of the file, each with its line and column.
    """
    from archrules.knowledge_base.names import NameCheck, validate_with_names
    from archrules.knowledge_base.strict_yaml import load_yaml
    from archrules.model.brief import Brief
    from archrules.recommendation.recommend import brief_problems

    known = knowledge or load_knowledge()
    check_names = NameCheck(Brief, lambda brief: brief_problems(brief, known), _REFERRED_TO, _STAND_INS)
    return validate_with_names(load_yaml(path, error=BriefError), check_names, error=BriefError)


def brief_warnings(path: str | PathLike[str], brief: Brief, *, knowledge: KnowledgeBase) -> tuple[Fault, ...]:
    """What changes nothing in the brief in a file, though that is no fault, with its place."""
    from archrules.knowledge_base.strict_yaml import load_yaml
    from archrules.recommendation.recommend import brief_remarks

    remarks = brief_remarks(brief, knowledge)
    if not remarks:
        return ()
    document = load_yaml(path, error=BriefError)
    places = sorted((document.position(place), message) for place, message in remarks)
    return tuple(Fault(document.source, *place, f"warning: {message}") for place, message in places)


def load_system(path: str | PathLike[str]) -> System:
    """Read the System that a file describes, one of our own or a compose file, and check every name in it.

    `read_system` also gives the places of everything, so that findings say file and line.

    Raises:
        SystemFileError: with every fault of the file, each with its line and column.
    """
    return read_system(path).system


def read_system(path: str | PathLike[str]) -> Imported:
    """Read the System that a file describes, with the place of each part, for `check`.

    Raises:
        SystemFileError: with every fault of the file, each with its line and column.
    """
    from archrules.importers.reading import read_system as read

    return read(path)


def load_any(path: str | PathLike[str]) -> System:
    """The System in a file, or the one recommended for the brief in it. A brief has a field `system`.

    Raises:
        BriefError, SystemFileError: with every fault of the file.
    """
    from archrules.knowledge_base.strict_yaml import load_yaml

    document = load_yaml(path, error=SystemFileError)
    if isinstance(document.value, dict) and "system" in document.value:
        return recommend(load_brief(path)).system
    return load_system(path)


def knowledge_item(name: str, *, knowledge: KnowledgeBase | None = None) -> dict[str, Any]:
    """One item of the knowledge as plain data, by its id.

    Raises:
        UnknownNameError: there is no such item.
    """
    items = (knowledge or load_knowledge()).by_id
    if name not in items:
        raise UnknownNameError(f"the knowledge has no item {name!r}", near_names(name, items))
    return items[name].model_dump(mode="json", by_alias=True, exclude_defaults=True)


def recommend(brief: Brief, *, knowledge: KnowledgeBase | None = None) -> Recommendation:
    """The architecture for a brief, with reasons, trade-offs, runner-up and sources. The same for the same input.

    Raises:
        BriefError: names in the brief refer to nothing in it or in the knowledge.
    """
    from archrules.recommendation.recommend import recommend_from

    _refuse_unread(brief, "archrules.load_brief")
    return recommend_from(brief, knowledge or load_knowledge())


def explain(
    brief: Brief, decision: str, subject: str | None = None, *, knowledge: KnowledgeBase | None = None
) -> Explanation:
    """Why a decision came out as it did, down to the brief, the defaults and the sources.

    Without a subject, where there are several, it says in short how the decision came out for each of them.

    Raises:
        BriefError: as `recommend` does.
        UnknownNameError: there is no such decision or subject.
    """
    return recommend(brief, knowledge=knowledge).why(decision, subject)


def compare(
    brief: Brief,
    decision: str,
    subject: str | None = None,
    options: Sequence[str] = (),
    *,
    knowledge: KnowledgeBase | None = None,
) -> Comparison:
    """Options of a decision side by side, and the smallest changes of the brief that would turn the choice.

    A technology stands for its best surviving option; without options all of the decision are compared. The subject
    may be left out where the decision has only one.

    Raises:
        BriefError: as `recommend` does.
        UnknownNameError: there is no such decision, subject, option or technology.
        ArchrulesError: an option is named twice.
    """
    from archrules.recommendation.comparison import compare_from

    _refuse_unread(brief, "archrules.load_brief")
    return compare_from(brief, knowledge or load_knowledge(), decision, subject, options)


def compare_subjects(
    brief: Brief, decision: str, options: Sequence[str] = (), *, knowledge: KnowledgeBase | None = None
) -> ComparisonOverview:
    """How options of a decision stand for each of its subjects; what would turn a choice, `compare` looks for.

    Raises:
        BriefError: as `recommend` does.
        UnknownNameError: there is no such decision, option or technology.
        ArchrulesError: an option is named twice.
    """
    from archrules.recommendation.comparison_overview import overview_from

    _refuse_unread(brief, "archrules.load_brief")
    return overview_from(brief, knowledge or load_knowledge(), decision, options)


def check(  # noqa: PLR0913  # all but the first are named, and each has a default
    system: System | Imported,
    *,
    policies: Iterable[Wanted] | Wanted | None = None,
    profile: Profile = "production",
    today: date | None = None,
    waivers: Waivers | None = None,
    parameters: Mapping[str, int | Decimal | Fraction] | None = None,
    knowledge: KnowledgeBase | None = None,
    fail_on: FailLevel = "error",
) -> Report:
    """What policies say about a System, as such or as `read_system` gives it. The same for the same input.

    `policies` are those of the knowledge unless named: ids, `built-in` for all of them, folders of items of one's own,
    or functions marked by `policy`. `profile` says how much is expected: `prototype`, `production` or `regulated`.
    `waivers` are a file, or waivers that were read from one; then `today` has to be said. `parameters` gives other
    values to numbers that decide, by `policy.parameter`. `fail_on` is the level from which on findings fail.

    Raises:
        KnowledgeError: a folder of policies is at fault, or there is no such parameter.
        InputError: the file of waivers cannot be read, or names in the System are used twice or refer to nothing.
        NothingToCheckError: no policy is left, or none applies to any element of the System.
        UnknownNameError: there is no such policy or profile, or a policy names what the System does not have.
        ArchrulesError: there are waivers and nobody says which day it is.
    """
    from archrules.knowledge_base.index import knowledge_for_checks
    from archrules.policies.checking import check_system

    _refuse_unread(system, "archrules.read_system")
    return check_system(
        system,
        knowledge or knowledge_for_checks(),
        policies=policies,
        profile=profile,
        today=today,
        waivers=waivers,
        parameters=parameters,
        fail_on=fail_on,
    )


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of one of `SCHEMAS`, such as `brief`.

    Raises:
        UnknownNameError: there is no such schema.
    """
    from archrules.output.documents import json_schema

    if name not in SCHEMAS:
        raise UnknownNameError(f"there is no schema {name!r}", near_names(name, SCHEMAS) or sorted(SCHEMAS))
    module, _, model = SCHEMAS[name].rpartition(".")
    described: dict[str, Any] = json.loads(json_schema(getattr(importlib.import_module(module), model)))
    return described


def _refuse_unread(given: object, reader: str) -> None:
    """Raises TypeError for the path of a file or for plain data, where what a reader makes of a file is wanted."""
    if isinstance(given, str | bytes | Path):
        message = (
            f"this takes what is in a file and not its path: read it with {reader}({os.fsdecode(given)!r})"
        )
        raise TypeError(message)
    if given is None or isinstance(given, dict | list | tuple):
        message = (
            f"this takes what {reader}(path) returns and not plain data of type {type(given).__name__}: "
            f"write it to a file and read that with {reader}, or give it to {_MODELS[reader]}.model_validate"
        )
        raise TypeError(message)
