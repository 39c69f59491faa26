"""What a waiver can name: policies and elements that are there."""

import pytest

from archrules.model.system import Interaction, Service, System
from archrules.policies.waiver_names import WaiverNames, element_names
from tests.unit.output.check_data import waiver

WHAT_TO_DO = "mend the name, or remove this waiver"
NAMES = WaiverNames(
    frozenset({"shared-database"}), frozenset({"shared-database", "cycle"}), frozenset({"orders-db"})
)


@pytest.mark.parametrize(
    ("policy", "element", "told"),
    [
        (
            "shard-database",
            "orders-db",
            "there is no policy 'shard-database' (did you mean 'shared-database'?): " + WHAT_TO_DO,
        ),
        (
            "cycle",
            "orders-db",
            "the policy 'cycle' is not checked here: check by it, or remove this waiver",
        ),
        (
            "shared-database",
            "ordrs-db",
            "there is no element 'ordrs-db' (did you mean 'orders-db'?): " + WHAT_TO_DO,
        ),
        ("shared-database", "mail", "there is no element 'mail': " + WHAT_TO_DO),
        ("shared-database", "orders-db", None),
        ("shared-*", "mail-?", None),
        ("shared-database", None, None),
    ],
)
def test_what_is_not_there_is_told_with_what_was_meant(
    policy: str, element: str | None, told: str | None
) -> None:
    assert NAMES.missing(waiver(policy=policy).model_copy(update={"element": element})) == told


def test_calls_are_elements_too() -> None:
    services = (Service(name="a"), Service(name="b"))
    system = System(name="s", services=services, interactions=(Interaction(source="a", target="b"),))
    assert element_names(system, ()) == {"a", "b", "a -> b"}
