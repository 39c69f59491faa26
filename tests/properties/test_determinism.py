"""The same input gives the same bytes: over hash seeds, processes, interpreters, and any order inside."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path
from typing import TypeVar

import pytest

from archrules.analysis.facts import initial_facts
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.loading import load_knowledge
from archrules.knowledge_base.packs import built_in
from archrules.knowledge_base.rules import Decision
from archrules.model.brief import Brief
from archrules.recommendation.reasoning import Reasoning
from archrules.recommendation.recommend import reason_about, recommend_from
from archrules.vocabulary.origins import Given
from tests.golden.briefs.examples import NAMES, brief, path_of, recommended
from tests.properties.fingerprints import Fingerprint, fingerprint

ROOT = Path(__file__).resolve().parents[2]
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
Value = TypeVar("Value")


def started(python: str, path: str, names: list[str], seed: int) -> dict[str, Fingerprint]:
    """The fingerprints of examples as another process finds them."""
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": path}
    command = [python, "-m", "tests.properties.fingerprints", *(str(path_of(name)) for name in names)]
    ran = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, env=environment, timeout=300)
    found: dict[str, Fingerprint] = json.loads(ran.stdout)
    return {Path(name).stem: each for name, each in found.items()}


def test_hash_seeds_change_no_byte() -> None:
    expected = {"monolith-split": fingerprint(recommended("monolith-split"))}
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(partial(started, sys.executable, str(ROOT), ["monolith-split"]), range(3))
        assert [each for each in found if each != expected] == []


def interpreters() -> Iterator[tuple[str, str]]:
    """Each interpreter that is found and can import archrules, once, with the path that it needs for that."""
    seen = {sys.version}
    yield sys.executable, str(ROOT)
    with_packages = os.pathsep.join([str(ROOT), sysconfig.get_path("purelib")])
    for version, path in product(VERSIONS, (str(ROOT), with_packages)):
        python = shutil.which(f"python{version}")
        if python is not None:
            command = [python, "-c", "import sys, archrules.api; print(sys.version)"]
            environment = {**os.environ, "PYTHONPATH": path}
            ran = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
            if not ran.returncode and ran.stdout.strip() not in seen:
                seen.add(ran.stdout.strip())
                yield python, path


@pytest.mark.long
def test_neither_hash_seeds_nor_interpreters_change_a_byte_of_any_example() -> None:
    expected = {name: fingerprint(recommended(name)) for name in NAMES}
    runs = [(*each, NAMES, seed) for each in interpreters() for seed in range(20)]
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda run: started(*run), runs)
        assert [run for run, each in zip(runs, found, strict=True) if each != expected] == []


def backwards(mapping: Mapping[str, Value]) -> dict[str, Value]:
    return dict(reversed(list(mapping.items())))


def options_backwards(decision: Decision) -> Decision:
    return replace(decision, options=decision.options[::-1])


def rules_backwards(knowledge: KnowledgeBase) -> KnowledgeBase:
    """The same knowledge with all items, and the options of each decision, the other way round."""
    decisions = {name: options_backwards(decision) for name, decision in knowledge.decisions.items()}
    return replace(
        knowledge,
        derivations=backwards(knowledge.derivations),
        tables=backwards(knowledge.tables),
        decisions=backwards(decisions),
        technologies=backwards(knowledge.technologies),
        defaults=backwards(knowledge.defaults),
    )


def facts_backwards(brief: Brief, knowledge: KnowledgeBase) -> Iterator[Given]:
    yield from reversed(list(initial_facts(brief, knowledge)))


def conclusions(reasoning: Reasoning) -> list[str]:
    """Every decision in the order in which it was made, then every fact with all that supports it."""
    memory = reasoning.memory
    decided = [f"{key}: {outcome.choice}" for key, outcome in reasoning.outcomes.items()]
    return [*decided, *(f"{fact} {memory.origins(fact)} {memory.supports(fact)}" for fact in memory)]


def test_the_order_of_facts_changes_no_conclusion(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = conclusions(reason_about(brief("telemetry"), load_knowledge()))
    monkeypatch.setattr("archrules.recommendation.recommend.initial_facts", facts_backwards)
    assert conclusions(reason_about(brief("telemetry"), load_knowledge())) == expected


def test_the_order_of_rules_changes_no_conclusion() -> None:
    expected = conclusions(reason_about(brief("telemetry"), load_knowledge()))
    assert conclusions(reason_about(brief("telemetry"), rules_backwards(load_knowledge()))) == expected


def test_the_order_of_rules_changes_no_byte() -> None:
    found = recommend_from(brief("telemetry"), rules_backwards(load_knowledge()))
    assert fingerprint(found) == fingerprint(recommended("telemetry"))


def test_the_order_of_files_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = load_knowledge()
    listed = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda folder: iter(sorted(listed(folder), reverse=True)))
    found = load_knowledge(built_in())
    assert [name for name, _ in found.items()] == [name for name, _ in expected.items()]
    assert found == expected
