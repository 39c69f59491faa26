"""Which policies are checked: those of the knowledge, of folders, and functions, in the profile that is asked for."""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from archrules.errors import ArchrulesError, NothingToCheckError, UnknownNameError, near_names
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.items import Source
from archrules.knowledge_base.rules import Policy
from archrules.model.finding import Severity
from archrules.policies.profiles import Profile, Severities, severities
from archrules.policies.python_policies import PythonPolicy
from archrules.vocabulary.facts import Value

BUILT_IN = "built-in"
"""Stands for all policies of the knowledge."""

Wanted = str | os.PathLike[str] | PythonPolicy
"""The id of a policy of the knowledge, `built-in` for all of them, a folder of policies, or a function."""

_IDENTIFIER = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Selected:
    """The policies to check by id, in order of id, and the sources that they cite."""

    policies: Mapping[str, Policy | PythonPolicy]
    sources: Mapping[str, Source]


def select(wanted: Iterable[Wanted] | Wanted | None, knowledge: KnowledgeBase, profile: Profile) -> Selected:
    """The policies asked for, or without any all those of the knowledge, but for those that the profile leaves out.

    A text is an id if it looks like one, else a folder: write `./name` where a folder is meant.

    Raises:
        UnknownNameError: the knowledge has no policy of that id.
        KnowledgeError: with every fault of every file of a folder.
        NothingToCheckError: no policy is left.
    """
    choice = _Choice(knowledge)
    several = [BUILT_IN] if wanted is None else _several(wanted)
    for one in several:
        choice.add(one)
    if not choice.policies:
        raise NothingToCheckError("no policy was asked for: name one at least")
    kept = {
        name: policy
        for name, policy in sorted(choice.policies.items())
        if severity_of(policy, profile) is not None
    }
    if not kept:
        message = f"the profile {profile} leaves out every policy that was asked for: name another profile"
        raise NothingToCheckError(message)
    return Selected(kept, choice.sources)


def adjusted(
    selected: Selected, knowledge: KnowledgeBase, values: Mapping[str, Value]
) -> tuple[Selected, KnowledgeBase]:
    """The policies and the knowledge with other values for some parameters, also for those of policies of folders.

    Raises:
        KnowledgeError: there is no such parameter.
    """
    if not values:
        return selected, knowledge
    own = {
        name: each
        for name, each in selected.policies.items()
        if isinstance(each, Policy) and name not in knowledge.policies
    }
    both = replace(knowledge, policies={**knowledge.policies, **own}).with_parameters(values)
    policies = {name: both.policies.get(name, each) for name, each in selected.policies.items()}
    known = replace(
        both,
        policies={name: each for name, each in both.policies.items() if name not in own},
        overrides={name: each for name, each in both.overrides.items() if name.rpartition(".")[0] not in own},
    )
    return replace(selected, policies=policies), known


def severity_of(policy: Policy | PythonPolicy, profile: Profile) -> Severity | None:
    """How grave a violation of a policy is in a profile; None where it is not checked."""
    severity = severity_map(policy)[profile]
    return None if severity == "off" else severity


def severity_map(policy: Policy | PythonPolicy) -> Severities:
    """How grave a violation of a policy is in each profile."""
    return policy.severity if isinstance(policy, PythonPolicy) else severities(policy.item.finding.severity)


def _several(wanted: Iterable[Wanted] | Wanted) -> list[Wanted]:
    return [wanted] if isinstance(wanted, str | os.PathLike | PythonPolicy) else list(wanted)


class _Choice:
    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self.policies: dict[str, Policy | PythonPolicy] = {}
        self.sources: dict[str, Source] = dict(knowledge.sources)

    def add(self, wanted: Wanted) -> None:
        match wanted:
            case PythonPolicy():
                self._take(wanted.id, wanted)
            case str() if wanted == BUILT_IN:
                self.policies |= self._knowledge.policies
            case str() if _IDENTIFIER.fullmatch(wanted):
                self.policies[wanted] = self._named(wanted)
            case str() | os.PathLike():
                from archrules.knowledge_base.policy_folder import (
                    load_policies,
                )  # few have policies of their own

                known = {**self._knowledge.policies, **self.policies}
                folder = load_policies(wanted, self.sources, known)
                self.policies |= folder.policies
                self.sources |= folder.sources
            case _:
                message = f"{wanted!r} is no policy: name an id or a folder, or mark a function with archrules.policy"
                raise ArchrulesError(message)

    def _named(self, name: str) -> Policy:
        known = self._knowledge.policies
        if name not in known:
            message = f"the knowledge has no policy {name!r}; for a folder write './{name}'"
            raise UnknownNameError(message, near_names(name, known))
        return known[name]

    def _take(self, name: str, policy: PythonPolicy) -> None:
        if self.policies.get(name, policy) is not policy or name in self._knowledge.policies:
            raise ArchrulesError(f"there is more than one policy {name!r}: give one of them another id")
        self.policies[name] = policy
