"""Policies written in Python: what they say about themselves, what they may give, and what check makes of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import archrules
from archrules.errors import ArchrulesError, NothingToCheckError, UnknownNameError
from tests.unit.policies.systems import shop, system

TWO = system(
    name="pair",
    services=[{"name": "a", "team": "red"}, {"name": "b"}, {"name": "c", "team": "none"}],
    interactions=[{"source": "a", "target": "b", "mode": "sync"}, {"source": "b", "target": "a"}],
    use_cases=[{"use_case": "buy", "path": ["a", "b"]}],
)


@archrules.policy(
    id="service-without-team",
    title="A service has a team",
    severity={"prototype": "off", "production": "warning", "regulated": "error"},
    remedies=[archrules.Remedy(do="name one", costs="a talk")],
    tags=["teams"],
)
def service_without_team(system: archrules.System) -> Iterator[archrules.Judgement]:
    """Nobody mends what belongs to nobody.

    Nor does anybody know it.
    """
    for service in system.services:
        if service.team is None:
            yield archrules.unknown(service, "which team it belongs to", "`team:` of the service")
        elif service.team == "none":
            yield archrules.violated(service, f"{service.name} belongs to no team")
        else:
            yield archrules.satisfied(service)


def judging(*judgements: archrules.Judgement) -> archrules.PythonPolicy:
    @archrules.policy(id="own", title="A thing is right")
    def own(_: archrules.System) -> list[archrules.Judgement]:
        return list(judgements)

    return own


def test_each_element_has_the_verdict_that_was_given() -> None:
    (result,) = archrules.check(TWO, policies=service_without_team).data.results
    assert {each.element: each.verdict.value for each in result.verdicts} == {
        "a": "satisfied",
        "b": "unknown",
        "c": "violated",
    }


def test_finding_has_what_the_policy_says_of_itself() -> None:
    (finding,) = archrules.check(TWO, policies=service_without_team).findings
    assert (finding.policy, finding.title) == ("service-without-team", "A service has a team")
    assert (finding.severity, finding.message) == ("warning", "c belongs to no team")
    assert [each.do for each in finding.remedies] == ["name one"]


def test_why_is_the_documentation_of_the_function() -> None:
    assert service_without_team.why == ("Nobody mends what belongs to nobody.\n\nNor does anybody know it.")


def test_what_is_unknown_says_what_would_show_it() -> None:
    (group,) = archrules.check(TWO, policies=service_without_team).unknown
    assert (group.element, group.missing[0].shown_by) == ("b", "`team:` of the service")


def test_profile_may_leave_it_out() -> None:
    with pytest.raises(NothingToCheckError):
        archrules.check(TWO, policies=service_without_team, profile="prototype")


def test_finding_stands_where_its_element_is_described(tmp_path: Path) -> None:
    own = judging(archrules.violated("payment", "is wrong"))
    (finding,) = archrules.check(shop(tmp_path), policies=own).findings
    assert finding.places[0].line == 4


@pytest.mark.parametrize(
    ("thing", "name"),
    [
        ("a", "a"),
        (TWO.services[0], "a"),
        (TWO.interactions[1], "b -> a"),
        (TWO.use_cases[0], "buy"),
        (TWO, "pair"),
    ],
    ids=["name", "element", "interaction", "use case", "system"],
)
def test_thing_may_be_named_or_handed_over(thing: Any, name: str) -> None:  # noqa: ANN401  # any thing of a System
    (finding,) = archrules.check(TWO, policies=judging(archrules.violated(thing, "is wrong"))).findings
    assert finding.element == name


def test_path_and_discriminator_tell_findings_apart() -> None:
    own = judging(
        archrules.violated("a", "goes round", path=["a", "b"]),
        archrules.violated("a", "goes back", path=["a", "b"], discriminator="back"),
    )
    findings = archrules.check(TWO, policies=own).findings
    assert [(each.route, each.discriminator) for each in findings] == [
        (("a", "b"), ""),
        (("a", "b"), "back"),
    ]


def test_gravest_of_several_verdicts_on_one_element_counts() -> None:
    own = judging(archrules.satisfied("a"), archrules.unknown("a", "x", "y"), archrules.violated("a", "no"))
    (result,) = archrules.check(TWO, policies=own).data.results
    assert [(each.verdict.value, each.missing) for each in result.verdicts] == [("violated", ())]


def test_violation_without_a_message_says_the_title() -> None:
    (finding,) = archrules.check(TWO, policies=judging(archrules.violated("a", ""))).findings
    assert finding.message == "A thing is right"


def test_name_that_the_system_does_not_have_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="the policy 'own' names 'paymant'"):
        archrules.check(TWO, policies=judging(archrules.violated("paymant", "no")))


def test_what_is_no_judgement_is_refused() -> None:
    odd: Any = "a"
    with pytest.raises(ArchrulesError, match=r"gave 'a': yield violated"):
        archrules.check(TWO, policies=judging(odd))


def test_function_that_gives_nothing_judges_nothing() -> None:
    @archrules.policy(id="own", title="Nothing")
    def nothing(_: archrules.System) -> Any:  # noqa: ANN401  # not what it should be
        return None

    with pytest.raises(NothingToCheckError):
        archrules.check(TWO, policies=nothing)


def test_error_in_the_function_is_its_own() -> None:
    @archrules.policy(id="own", title="Broken")
    def broken(_: archrules.System) -> list[archrules.Judgement]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        archrules.check(TWO, policies=broken)


@pytest.mark.parametrize("name", ["", "Own", "own policy", "own_policy", "-own"])
def test_id_is_in_kebab_case(name: str) -> None:
    with pytest.raises(ArchrulesError, match="cannot be the id of a policy"):
        archrules.policy(id=name, title="x")


def test_marked_function_can_still_be_called() -> None:
    assert [each.verdict.value for each in service_without_team(TWO)] == ["satisfied", "unknown", "violated"]


def test_marking_keeps_nothing_anywhere() -> None:
    judging(archrules.violated("a", "no"))
    assert "own" not in {each.policy for each in archrules.check(TWO).data.results}
