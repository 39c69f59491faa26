"""Policies asked for, with other values for their parameters."""

from pathlib import Path

import pytest

from archrules.errors import KnowledgeError
from archrules.knowledge_base.loading import load_knowledge
from archrules.knowledge_base.rules import Policy
from archrules.policies.selection import Wanted, adjusted, select
from tests.unit.cli.systems import policies_in


def value_of(policy: object, parameter: str) -> object:
    assert isinstance(policy, Policy)
    return policy.rule.parameters[parameter]


def test_a_policy_of_a_folder_takes_another_value(tmp_path: Path) -> None:
    knowledge = load_knowledge()
    selected, known = adjusted(
        select(policies_in(tmp_path), knowledge, "production"), knowledge, {"few.most": 2}
    )
    assert value_of(selected.policies["few"], "most") == 2
    assert known == knowledge


def test_so_does_one_of_the_knowledge_and_the_knowledge_says_so(tmp_path: Path) -> None:
    knowledge = load_knowledge()
    name, parameter = next((n, p) for n, each in knowledge.policies.items() for p in each.item.parameters)
    wanted: list[Wanted] = [name, policies_in(tmp_path)]
    values = {f"{name}.{parameter}": 7, "few.most": 2}
    selected, known = adjusted(select(wanted, knowledge, "production"), knowledge, values)
    assert value_of(selected.policies[name], parameter) == 7
    assert value_of(known.policies[name], parameter) == 7
    assert known.overrides == {f"{name}.{parameter}": 7}


def test_a_parameter_that_nothing_has_is_told(tmp_path: Path) -> None:
    knowledge = load_knowledge()
    selected = select(policies_in(tmp_path), knowledge, "production")
    with pytest.raises(KnowledgeError, match=r"no parameter 'few\.mots' \(did you mean 'few\.most'\?\)"):
        adjusted(selected, knowledge, {"few.mots": 2})
