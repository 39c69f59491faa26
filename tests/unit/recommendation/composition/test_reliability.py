"""What is promised, what keeps it when parts fail, and how data comes back."""

from pathlib import Path

from archrules.knowledge_base.base import KnowledgeBase
from archrules.recommendation.composition.compose import compose_system
from archrules.recommendation.composition.reliability import reliability
from tests.unit.recommendation.composition.shops import shop, use_case
from tests.unit.recommendation.small_pack import Item, derivation
from tests.unit.recommendation.system_pack import APART, designed, system_pack

SYSTEM: Item = {"system": {"name": "$system"}}


def test_targets_in_words(apart: KnowledgeBase) -> None:
    promised = {"availability": "99.99 %", "rto": "90 min", "rpo": "30 s"}
    assert reliability(designed(apart, objectives=promised)).targets == (
        "availability 99.99 %: at most 53 min of outage a year",
        "RTO 90 min: running again within that time",
        "RPO 30 s: at most that much data lost",
    )


def test_where_nothing_may_be_lost_no_length_of_time_is_told(apart: KnowledgeBase) -> None:
    found = reliability(designed(apart, objectives={"rpo": "0 s"}))
    assert found.targets[2] == "RPO 0: nothing that was confirmed may be lost"


def test_a_promise_that_is_only_assumed_says_so(apart: KnowledgeBase) -> None:
    found = reliability(designed(apart, objectives={"rto": "1 h"}))
    assert [target.endswith("(assumed, the brief does not say)") for target in found.targets[:3]] == [
        True,
        False,
        True,
    ]


def test_long_outages_are_told_in_hours(apart: KnowledgeBase) -> None:
    found = reliability(designed(apart, objectives={"availability": "99.9 %"}))
    assert found.targets[0] == "availability 99.9 %: at most 8.8 h of outage a year"


def test_patterns_name_the_calls_and_measures_the_services(apart: KnowledgeBase) -> None:
    pay = use_case("pay", "orders", actor="customer", calls=[{"to": "bank"}])
    assert reliability(designed(apart, **shop(pay))).patterns == (
        "circuit breaker: orders -> bank",
        "timeout: every call",
        "redundancy: every service",
    )


def test_way_in_is_told_by_the_name_it_has_in_the_system(apart: KnowledgeBase) -> None:
    clients = {
        "clients": [{"name": "front-door", "kind": "native"}],
        "actors": [{"name": "customer", "clients": ["front-door"]}],
    }
    design = designed(apart, **shop(use_case("buy", "orders", actor="customer"), **clients))
    (gateway,) = compose_system(design).gateways
    assert gateway.name != "front-door"
    assert [row.calls for row in reliability(design).calls] == [f"{gateway.name} -> orders"]


def test_recovery_is_told(tmp_path: Path) -> None:
    recovery = {"tier": "warm", "backup": "each night", "restore": "each quarter"}
    pack = system_pack(tmp_path, APART, derivation("recover", [SYSTEM], {"recovery": recovery}))
    found = reliability(designed(pack))
    assert (found.targets[-1], found.backup) == ("recovery tier: warm", ("each night", "each quarter"))


def test_notes_of_rules_stand_beside_the_calls(tmp_path: Path) -> None:
    note = {"section": "calls", "topic": "pauses", "text": "they are drawn at random"}
    pack = system_pack(tmp_path, APART, derivation("note", [SYSTEM], {"report_note": note}))
    assert reliability(designed(pack)).call_notes == ("pauses: they are drawn at random",)


def recovery_step(name: str, rank: int, part: str | None, does: str = "start") -> dict[str, Item]:
    step: Item = {"phase": 1, "rank": rank, "does": does, "done_when": "it runs"}
    return derivation(f"step-{name}", [SYSTEM], {"recovery_step": step | ({"part": part} if part else {})})


def test_steps_of_recovery_are_in_order_and_name_their_parts(tmp_path: Path) -> None:
    steps = (
        recovery_step("b", 2, "orders"),
        recovery_step("a", 1, "users"),
        recovery_step("c", 1, "stock"),
        recovery_step("d", 3, None, "open"),
    )
    found = reliability(designed(system_pack(tmp_path, APART, *steps))).recovery
    assert [(step.number, step.does, step.parts) for step in found] == [
        (1, "start", ("stock", "users")),
        (2, "start", ("orders",)),
        (3, "open", ()),
    ]


def test_notes_on_recovery_stand_with_the_backup(tmp_path: Path) -> None:
    note = {"section": "recovery", "topic": "how long", "text": "a month"}
    pack = system_pack(tmp_path, APART, derivation("note", [SYSTEM], {"report_note": note}))
    assert reliability(designed(pack)).backup == ("how long: a month",)


def test_what_a_promise_takes_is_a_target(tmp_path: Path) -> None:
    price = {"promise": "up to 99 %", "takes": "one replica", "next": "more takes two"}
    pack = system_pack(tmp_path, APART, derivation("price", [SYSTEM], {"promise_price": price}))
    assert reliability(designed(pack)).targets[-1] == "up to 99 % takes one replica; more takes two"


def test_parts_that_fail_alike_are_told_together(tmp_path: Path) -> None:
    modes = [
        derivation(
            f"fails-{part}",
            [SYSTEM],
            {
                "failure_mode": {
                    "part": part,
                    "use_cases": 2,
                    "fails": fails,
                    "follows": "it is gone",
                    "answer": "another one",
                }
            },
        )
        for part, fails in (("b", "it stops"), ("a", "it stops"), ("c", "it burns"))
    ]
    found = reliability(designed(system_pack(tmp_path, APART, *modes))).failures
    assert [(row.parts, row.fails) for row in found] == [
        (("a (2)", "b (2)"), "it stops"),
        (("c (2)",), "it burns"),
    ]
