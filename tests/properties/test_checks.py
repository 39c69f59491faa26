"""Whatever a System says: it is checked without an error, always with the same result, and each finding is certain."""

from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import archrules
from archrules.errors import NothingToCheckError
from archrules.model.finding import Verdict
from archrules.model.system import System
from tests.properties.briefs import NAMES, shuffled

Data = dict[str, Any]
NUMBERS = st.sampled_from([0, 1, 2, 5])
YES_OR_NONE = st.sampled_from(["yes", "none"])
LENGTHS = st.sampled_from(["none", "100 ms", "2 s"])


def record(required: Data, **optional: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    return st.fixed_dictionaries({name: st.just(of) for name, of in required.items()}, optional=optional)


@st.composite
def systems(draw: st.DrawFn) -> Data:
    """Systems of up to five services and two data stores, with names of every kind."""
    several = draw(st.lists(NAMES, min_size=1, max_size=7, unique=True))
    names, stores = several[:5], several[5:]
    units = st.sampled_from(["one", "two"])
    services = [
        draw(
            record(
                {"name": name},
                replicas=NUMBERS,
                operations=NUMBERS,
                deployment_unit=units,
                exposure=st.sampled_from(["public", "internal"]),
                health_check=st.sampled_from(["readiness", "none"]),
                graceful_shutdown=st.booleans(),
            )
        )
        for name in names
    ]
    scope = st.sampled_from(["server", "database", "schema"])
    owner = st.sampled_from(names)
    held = [
        draw(record({"name": name}, scope=scope, owner=owner, replicas=NUMBERS, backup=YES_OR_NONE))
        for name in stores
    ]
    ends = st.sampled_from([*names, *stores])
    mode = st.sampled_from(["sync", "async", "data", "start-order"])
    uses = [
        draw(
            record(
                {"source": draw(ends), "target": draw(ends)},
                mode=mode,
                access=st.sampled_from(["read", "write", "read-write"]),
                timeout=LENGTHS,
                circuit_breaker=YES_OR_NONE,
                retry=st.sampled_from(["none", {"attempts": 2}, {"attempts": 2, "jitter": False}]),
                idempotent=st.booleans(),
                latency=st.just("10 ms"),
            )
        )
        for _ in range(draw(st.integers(0, 8)))
    ]
    listed = st.lists(st.sampled_from(["services", "data_stores", "interactions"]), unique=True)
    return {
        "name": draw(NAMES),
        "open": draw(listed),
        "services": services,
        "data_stores": held,
        "interactions": uses,
    }


def checked(data: Data) -> archrules.Report | None:
    try:
        return archrules.check(System.model_validate(data))
    except NothingToCheckError:
        return None


@settings(max_examples=150)
@given(systems())
def test_report_can_be_told_in_every_form(data: Data) -> None:
    report = checked(data)
    if report is not None:
        assert report.text()
        assert report.sarif()
        assert report.graph("dot")


@settings(max_examples=100)
@given(systems(), st.integers(0, 2**32))
def test_order_of_what_a_system_lists_means_nothing(data: Data, seed: int) -> None:
    one = checked(data)
    other = checked(shuffled(data, Random(seed)))  # noqa: S311 - shuffles, keeps no secret
    assert (one and one.json()) == (other and other.json())


@settings(max_examples=100)
@given(systems())
def test_policy_has_findings_where_it_is_violated_and_only_there(data: Data) -> None:
    report = checked(data)
    if report is None:
        return
    violated = {each.policy for each in report.data.results if each.verdict is Verdict.VIOLATED}
    assert {each.policy for each in report.findings} == violated


@settings(max_examples=100)
@given(systems())
def test_finding_stays_when_nothing_but_an_open_list_is_said_of_a_system(data: Data) -> None:
    """What is certain of lists that may be longer is as certain of the same lists where they are whole."""
    unlisted, whole = checked(data), checked({**data, "open": []})
    if unlisted is not None and whole is not None:
        found = {(each.policy, each.element) for each in unlisted.findings}
        assert found <= {(each.policy, each.element) for each in whole.findings}
