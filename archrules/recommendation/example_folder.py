"""Folders whose examples people run: a whole pack, one that is laid on the built-in knowledge, or policies alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.loading import load_knowledge
from archrules.knowledge_base.pack_reading import PACK
from archrules.knowledge_base.pack_standing import stands_alone
from archrules.knowledge_base.policy_folder import load_policies
from archrules.knowledge_base.rules import Policy
from archrules.recommendation.examples import KnowledgeExample, examples


@dataclass(frozen=True, slots=True)
class ExampleFolder:
    """The knowledge in which the examples of a folder run, and the ids of its items; of all if there are none."""

    knowledge: KnowledgeBase
    ids: frozenset[str] | None = None

    def examples(self) -> Iterator[KnowledgeExample]:
        """Every example of the items of the folder."""
        return (each for each in examples(self.knowledge) if self.ids is None or each.item in self.ids)

    def policies(self) -> Iterator[tuple[str, Policy]]:
        """Every policy of the folder by id."""
        policies = self.knowledge.policies.items()
        return ((name, each) for name, each in policies if self.ids is None or name in self.ids)


def load_example_folder(folder: Path | None = None) -> ExampleFolder:
    """What is in a folder, or the built-in knowledge.

    A folder without `pack.yaml` holds policies. A pack stands alone if it is meant to; any other is laid on the
    built-in knowledge; see `stands_alone`.

    Raises:
        KnowledgeError: with every fault of every file.
    """
    if folder is None:
        return ExampleFolder(load_knowledge())
    if not (folder / PACK).is_file():
        return _policies(folder)
    return ExampleFolder(load_knowledge(folder)) if stands_alone(folder) else _on_top(folder)


def _policies(folder: Path) -> ExampleFolder:
    built_in = load_knowledge()
    found = load_policies(folder, built_in.sources, built_in.policies)
    policies = {**built_in.policies, **found.policies}
    return ExampleFolder(
        replace(built_in, policies=policies, sources=found.sources), frozenset(found.policies)
    )


def _on_top(folder: Path) -> ExampleFolder:
    knowledge = load_knowledge(packs=[folder])
    pack = knowledge.packs[-1].name
    return ExampleFolder(
        knowledge, frozenset(name for name, owner in knowledge.pack_of.items() if owner == pack)
    )
