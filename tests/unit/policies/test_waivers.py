"""Waivers applied: one finding each, up to the last day, and whatever else is wrong hides nothing and is told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.errors import Fault
from archrules.model.finding import Finding, Step
from archrules.model.waiver import Waiver
from archrules.policies.waiver_file import WaiverEntry
from archrules.policies.waivers import Applied, apply_waivers
from tests.unit.output.check_data import TODAY, finding, place, waiver

CYCLE = finding("cycle", "a", path=(Step(element="a"), Step(element="b")))
OTHER_CYCLE = finding("cycle", "a", path=(Step(element="a"), Step(element="c")))
SCHEMA = finding(discriminator="schema")
SERVER = finding(discriminator="server")


def entry(accepted: Waiver | None, line: int = 2, *faults: str) -> WaiverEntry:
    where = place(line, 5, file="waivers.yaml")
    return WaiverEntry(where, accepted, tuple(Fault("waivers.yaml", line, 5, fault) for fault in faults))


def applied(findings: list[Finding], *waivers: Waiver, today: date = TODAY) -> Applied:
    return apply_waivers(findings, [entry(each, line) for line, each in enumerate(waivers, start=2)], today)


def states(found: Applied) -> list[str]:
    return [record.state for record in found.waivers]


def problems(found: Applied) -> list[str]:
    return [f"{each.place}: {each.text}" for record in found.waivers for each in record.problems]


def problem(found: Applied) -> str:
    return "\n".join(problems(found))


def hidden(found: Applied) -> list[str]:
    return [each.element for each in found.findings if each.waiver is not None]


def test_an_active_waiver_marks_its_finding_and_no_other() -> None:
    found = applied([finding(), finding(element="users-db"), finding("cycle")], waiver())
    assert [each.waiver for each in found.findings] == [waiver(), None, None]


def test_an_active_waiver_has_no_problem() -> None:
    found = applied([finding()], waiver())
    assert (states(found), problems(found)) == (["active"], [])


@pytest.mark.parametrize(
    ("today", "state"),
    [(date(2027, 1, 30), "active"), (date(2027, 1, 31), "active"), (date(2027, 2, 1), "expired")],
)
def test_a_waiver_counts_up_to_and_including_its_last_day(today: date, state: str) -> None:
    assert states(applied([finding()], waiver(expires="2027-01-31"), today=today)) == [state]


def test_an_expired_waiver_hides_nothing() -> None:
    assert hidden(applied([finding()], waiver(expires="2026-11-19"))) == []


def test_an_expired_waiver_is_told_with_its_place() -> None:
    assert problem(applied([finding()], waiver(expires="2026-11-19"))) == (
        "waivers.yaml:2:5: its last day was 2026-11-19: put 'shared-database' on 'orders-db' right, "
        "or have it accepted anew"
    )


def test_a_waiver_whose_finding_is_gone_is_unused() -> None:
    found = applied([finding(element="users-db")], waiver())
    assert states(found) == ["unused"]
    assert problem(found) == (
        "waivers.yaml:2:5: no finding of 'shared-database' on 'orders-db' is left: remove this waiver"
    )


def test_a_waiver_that_is_expired_and_unused_is_to_be_removed() -> None:
    assert states(applied([], waiver(expires="2020-01-01"))) == ["unused"]


def test_a_malformed_waiver_hides_nothing_and_tells_each_fault() -> None:
    found = apply_waivers([finding()], [entry(None, 7, "no owner", "no reason")], TODAY)
    assert (states(found), hidden(found)) == (["malformed"], [])
    assert problems(found) == ["waivers.yaml:7:5: no owner", "waivers.yaml:7:5: no reason"]


@pytest.mark.parametrize(
    "broad",
    [
        waiver(None),
        waiver("*"),
        waiver("*-db"),
        waiver("orders-d?"),
        waiver("[a-z]*"),
        waiver(policy="*"),
        waiver("*", policy="shared-*"),
    ],
)
@pytest.mark.parametrize("others", [[], [finding(element="users-db")]])
def test_a_waiver_that_names_no_one_element_hides_nothing(broad: Waiver, others: list[Finding]) -> None:
    found = applied([finding(), *others], broad)
    assert (states(found), hidden(found)) == (["over-broad"], [])


def test_an_over_broad_waiver_is_told_what_to_write_instead() -> None:
    several = [finding(element=f"{letter}-db") for letter in "edcba"]
    assert problem(applied(several, waiver("*"))) == (
        "waivers.yaml:2:5: names no one finding but matches 5 findings and hides none: write one waiver for each of "
        "'shared-database' on 'a-db', 'shared-database' on 'b-db', 'shared-database' on 'c-db' and 2 more"
    )


@pytest.mark.parametrize("broad", [waiver(None), waiver("*")])
def test_an_over_broad_waiver_that_matches_nothing_is_unused(broad: Waiver) -> None:
    assert states(applied([finding("cycle")], broad)) == ["unused"]


def test_an_element_named_like_a_pattern_is_that_element() -> None:
    found = applied([finding(element="*"), finding(element="users-db")], waiver("*"))
    assert (states(found), hidden(found)) == (["active"], ["*"])


def test_case_matters() -> None:
    assert states(applied([finding(element="Orders-DB")], waiver("orders-db"))) == ["unused"]


def test_a_waiver_for_one_of_several_findings_on_an_element_has_to_name_its_path() -> None:
    accepted = waiver("a", policy="cycle")
    found = applied([CYCLE, OTHER_CYCLE], accepted)
    assert (states(found), hidden(found)) == (["over-broad"], [])
    assert problem(found) == (
        "waivers.yaml:2:5: matches 2 findings of 'cycle' on 'a' and hides none: "
        "add the path or the discriminator of one"
    )


def test_a_path_tells_which_finding_is_meant() -> None:
    found = applied([CYCLE, OTHER_CYCLE], waiver("a", policy="cycle", path=("a", "c")))
    assert [each.waiver is not None for each in found.findings] == [False, True]


@pytest.mark.parametrize("path", [(), ("c", "a"), ("a",), ("a", "c", "a")])
def test_another_path_is_of_no_finding(path: tuple[str, ...]) -> None:
    assert states(applied([CYCLE, OTHER_CYCLE], waiver("a", policy="cycle", path=path))) == ["unused"]


def test_a_discriminator_tells_which_finding_is_meant() -> None:
    found = applied([SCHEMA, SERVER], waiver(discriminator="server"))
    assert [each.waiver is not None for each in found.findings] == [False, True]


def test_a_second_waiver_for_a_finding_is_unused() -> None:
    found = applied([finding()], waiver(owner="first"), waiver(owner="second"))
    assert states(found) == ["active", "unused"]
    assert [each.waiver and each.waiver.owner for each in found.findings] == ["first"]
    assert problem(found) == (
        "waivers.yaml:3:5: a waiver before it hides the finding of 'shared-database' on 'orders-db': "
        "remove one of them"
    )


def test_an_expired_waiver_leaves_its_finding_to_the_next() -> None:
    assert states(applied([finding()], waiver(expires="2020-01-01"), waiver())) == ["expired", "active"]


def test_findings_keep_their_order() -> None:
    findings = [finding(element=name) for name in ("c", "a", "b")]
    assert [each.element for each in applied(findings, waiver("b")).findings] == ["c", "a", "b"]


def test_a_finding_that_was_waived_before_is_judged_anew() -> None:
    (once,) = applied([finding()], waiver()).findings
    assert applied([once]).findings == (finding(),)


WAIVERS = st.builds(
    waiver,
    st.sampled_from([None, "a", "b", "*", "?", "orders-db"]),
    policy=st.sampled_from(["cycle", "shared-database", "*"]),
    path=st.sampled_from([None, (), ("a", "b")]),
    discriminator=st.sampled_from([None, "server"]),
    expires=st.sampled_from(["2020-01-01", "2027-01-31"]),
)


@given(st.lists(WAIVERS, max_size=6), st.randoms())
def test_no_waiver_hides_more_than_one_finding_whatever_the_order(
    waivers: list[Waiver], random: object
) -> None:
    findings = [CYCLE, OTHER_CYCLE, SCHEMA, SERVER, finding(element="a")]
    entries = [entry(each, line) for line, each in enumerate(waivers, start=2)]
    found = apply_waivers(findings, entries, TODAY)
    assert len(hidden(found)) == states(found).count("active")
    random.shuffle(entries)  # type: ignore[attr-defined]  # hypothesis' Random
    assert apply_waivers(findings, entries, TODAY) == found
