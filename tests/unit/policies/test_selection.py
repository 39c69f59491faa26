"""Policies asked for, with other values for their parameters."""

from pathlib import Path
from typing import cast

import pytest

from archrules.errors import ArchrulesError, KnowledgeError, NothingToCheckError, UnknownNameError
from archrules.knowledge_base.loading import load_knowledge
from archrules.knowledge_base.rules import Policy
from archrules.model.system import System
from archrules.policies.profiles import Profile
from archrules.policies.python_policies import Judgement, PythonPolicy, policy
from archrules.policies.selection import BUILT_IN, Wanted, adjusted, select
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


def names(wanted: object, profile: Profile = "production") -> list[str]:
    return list(select(cast("Wanted", wanted), load_knowledge(), profile).policies)


def test_without_a_wish_all_policies_of_the_knowledge_are_checked() -> None:
    assert names(None, "regulated") == list(load_knowledge().policies)


def test_policies_of_the_knowledge_are_named_by_their_ids() -> None:
    assert names(["shared-database", "nanoservice"]) == ["nanoservice", "shared-database"]


def test_folder_is_checked_alone_unless_those_built_in_are_asked_for(tmp_path: Path) -> None:
    folder = policies_in(tmp_path)
    assert "shared-database" not in names(folder)
    assert {"shared-database", "few"} <= set(names([BUILT_IN, folder]))


def test_text_that_looks_like_no_id_is_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policies_in(tmp_path)
    monkeypatch.chdir(tmp_path)
    (folder,) = {path.parent.name for path in tmp_path.rglob("few.yaml")}
    assert "few" in names(f"./{folder}")


def test_id_that_does_not_exist_is_told_with_near_ones() -> None:
    with pytest.raises(UnknownNameError) as caught:
        names("shared-databse")
    assert caught.value.suggestions[0] == "shared-database"


def test_two_functions_with_one_id_are_refused() -> None:
    with pytest.raises(ArchrulesError, match="more than one policy 'own'"):
        names([own_policy(), own_policy()])


def test_function_with_the_id_of_a_policy_of_the_knowledge_is_refused() -> None:
    with pytest.raises(ArchrulesError, match="more than one policy 'nanoservice'"):
        names([own_policy("nanoservice")])


def test_function_named_twice_is_checked_once() -> None:
    own = own_policy()
    assert names([own, own]) == ["own"]


def test_what_is_no_policy_is_refused() -> None:
    with pytest.raises(ArchrulesError, match="7 is no policy"):
        names([7])


def test_no_policy_is_nothing_to_check() -> None:
    with pytest.raises(NothingToCheckError, match="name one at least"):
        names([])


def own_policy(name: str = "own") -> PythonPolicy:
    def judging(_: System) -> list[Judgement]:
        return []

    return policy(id=name, title="x")(judging)
