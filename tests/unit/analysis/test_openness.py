"""Of which kinds of facts a System may leave some out."""

from typing import Any, get_args

import pytest

from archrules.analysis.openness import RESTS_ON, open_kinds
from archrules.model.system import Collection, System
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.system_kinds import SYSTEM_KINDS
from tests.unit.analysis.structure.systems import system

WHOLE: dict[str, Any] = {
    "services": [
        {"name": name, "context": "c", "owns": ["e"], "deployment_unit": "u", "team": "t"} for name in "ab"
    ],
    "data_stores": [{"name": "db", "entities": ["e"]}],
    "brokers": [{"name": "mq", "channels": [{"name": "q"}]}],
    "interactions": [{"source": "a", "target": "b", "mode": "sync", "use_cases": ["buy"]}],
    "use_cases": [{"use_case": "buy", "path": ["a"]}],
}
ON_CALLS = {
    "cycle_member",
    "only_caller",
    "single_point_of_failure",
    "synchronous_chain",
    "synchronous_cycle",
}


def opened(**fields: Any) -> frozenset[str]:  # noqa: ANN401  # checked by pydantic
    return open_kinds(System.model_validate({**WHOLE, **fields}))


def test_every_kind_of_a_system_rests_on_lists_of_it() -> None:
    kinds = {"external_system", "system", *(kind.name for kind in SYSTEM_KINDS)}
    assert set(RESTS_ON) == kinds <= set(VOCABULARY)
    assert set().union(*RESTS_ON.values()) == set(get_args(Collection))


def test_system_lists_all_there_is() -> None:
    assert opened() == frozenset()


def test_open_interactions() -> None:
    assert opened(open=["interactions"]) == {
        "interaction",
        "interaction_use",
        "store_sharing",
        "store_use",
        *ON_CALLS,
    }


def test_open_caches_concern_no_calls() -> None:
    assert opened(open=["caches"]) == {"cache", "element", "interaction", "interaction_use"}


def test_open_services_open_whatever_counts_services_or_their_calls() -> None:
    assert opened(open=["services"]) == {
        "coupling",
        "element",
        "interaction",
        "interaction_use",
        "joint_deployment",
        "owned_entity",
        "service",
        "service_context",
        "store_sharing",
        "store_use",
        "team_services",
        *ON_CALLS,
    }


def test_interaction_of_unknown_mode_may_be_a_call() -> None:
    unknown = {"source": "a", "target": "b", "use_cases": ["buy"]}
    assert opened(interactions=[unknown]) == ON_CALLS


@pytest.mark.parametrize(
    ("collection", "field", "kind"),
    [
        ("services", "context", "service_context"),
        ("services", "owns", "owned_entity"),
        ("services", "deployment_unit", "joint_deployment"),
        ("services", "team", "team_services"),
        ("data_stores", "entities", "stored_entity"),
        ("brokers", "channels", "channel"),
        ("interactions", "use_cases", "interaction_use"),
        ("use_cases", "path", "path_step"),
    ],
)
def test_what_one_leaves_out_may_be_anything(collection: str, field: str, kind: str) -> None:
    first, *rest = WHOLE[collection]
    without = {name: value for name, value in first.items() if name != field}
    assert opened(**{collection: [without, *rest]}) == {kind}


def test_nothing_at_all_leaves_nothing_out() -> None:
    assert open_kinds(system()) == frozenset()
