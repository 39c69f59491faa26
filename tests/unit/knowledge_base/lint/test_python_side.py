"""What lint takes the Python side to give and to read is what it gives and reads."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import archrules.analysis
from archrules.api import load_brief, load_knowledge
from archrules.inference.memory import WorkingMemory
from archrules.knowledge_base.lint.known_facts import CLOSED, known_facts
from archrules.knowledge_base.lint.python_side import (
    GIVEN_BY_BRIEFS,
    GIVEN_BY_DESIGNS,
    GIVEN_BY_SYSTEMS,
    READ_BY_COMPOSITION,
    READ_BY_COMPUTATIONS,
    READ_BY_DECIDING,
)
from archrules.model.canonical import canonical
from archrules.recommendation.composition.compose import compose
from archrules.recommendation.recommend import reason_about
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.boundary_kinds import BOUNDARY_KINDS
from archrules.vocabulary.conclusion_kinds import CONCLUSION_KINDS
from archrules.vocabulary.design_kinds import COMPUTATIONS
from archrules.vocabulary.guidance_kinds import GUIDANCE_KINDS
from archrules.vocabulary.reliability_kinds import RELIABILITY_KINDS
from archrules.vocabulary.technology_kinds import TECHNOLOGY_KINDS
from tests.golden.briefs.examples import NAMES, path_of

CONCLUDED = {kind.name for kind in (*BOUNDARY_KINDS, *CONCLUSION_KINDS, *GUIDANCE_KINDS, *RELIABILITY_KINDS)}
OF_TECHNOLOGIES = {kind.name for kind in TECHNOLOGY_KINDS}


class Reading:
    """Notes the kinds that are asked for; who goes through all facts asks for none."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.kinds: set[str] = set()
        for name in ("of_kind", "find"):
            monkeypatch.setattr(WorkingMemory, name, self._noting(getattr(WorkingMemory, name)))

    def _noting(self, method: Any) -> Any:  # noqa: ANN401 - any method
        def noting(memory: WorkingMemory, kind: str, *args: object, **fields: object) -> object:
            if sys._getframe(1).f_globals["__name__"] != WorkingMemory.__module__:  # noqa: SLF001 - the caller's name
                self.kinds.add(kind)
            return method(memory, kind, *args, **fields)

        return noting


def kinds_named_in(package: Path) -> Iterator[str]:
    """Every kind of fact that a text of a package names."""
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and node.value in VOCABULARY:
                yield str(node.value)


def test_composition_reads_the_kinds_that_are_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[str] = set()
    for name in NAMES:
        brief = canonical(load_brief(path_of(name)))
        reasoning = reason_about(brief, load_knowledge())
        with monkeypatch.context() as patched:
            reading = Reading(patched)
            compose(brief, reasoning)
        read |= reading.kinds
    assert (read & CONCLUDED) - {"choice"} == READ_BY_COMPOSITION


def test_deciding_and_computing_read_the_kinds_that_are_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = Reading(monkeypatch)
    reason_about(canonical(load_brief(path_of("shop"))), load_knowledge())
    sized = {"sizing"} if any(one.sizes for one in COMPUTATIONS.values()) else set()
    declared = READ_BY_DECIDING | (READ_BY_COMPUTATIONS & CONCLUDED) | sized
    assert (reading.kinds & CONCLUDED) - {"veto", "argument"} == declared


def test_analysis_names_every_kind_that_inputs_are_said_to_give() -> None:
    named = set(kinds_named_in(Path(archrules.analysis.__path__[0])))
    assert (GIVEN_BY_BRIEFS | GIVEN_BY_DESIGNS | GIVEN_BY_SYSTEMS | OF_TECHNOLOGIES) - named == set()


def test_every_kind_is_given_or_concluded() -> None:
    given = GIVEN_BY_BRIEFS | GIVEN_BY_DESIGNS | GIVEN_BY_SYSTEMS | OF_TECHNOLOGIES
    assert set(VOCABULARY) == given | CONCLUDED


def test_inputs_give_no_kind_that_is_concluded() -> None:
    assert set() == (GIVEN_BY_BRIEFS | GIVEN_BY_DESIGNS | GIVEN_BY_SYSTEMS) & CONCLUDED


def test_the_known_facts_are_those_that_a_recommendation_starts_from() -> None:
    knowledge = load_knowledge()
    memory = reason_about(canonical(load_brief(path_of("shop"))), knowledge).memory
    assert {fact for kind in CLOSED for fact in memory.of_kind(kind)} == set(known_facts(knowledge))
