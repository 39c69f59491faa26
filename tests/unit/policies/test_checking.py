"""check(): which findings there are, of which severity, with what beside them, and when there is nothing to say."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import archrules
from archrules.errors import ArchrulesError, KnowledgeError, NothingToCheckError, UnknownNameError
from archrules.model.finding import Verdict
from archrules.model.waiver import Waiver
from tests.unit.policies.systems import PRESENCE, shop, system

WAIVER = Waiver(
    policy="synchronous-call-without-timeout",
    element="checkout -> payment",
    reason="the proxy sets one",
    owner="payments",
    expires=date(2026, 12, 31),
)


def found(report: archrules.Report) -> list[tuple[str, str, str]]:
    return [(each.severity, each.policy, each.element) for each in report.findings]


@pytest.fixture
def shop_file(tmp_path: Path) -> archrules.Imported:
    return shop(tmp_path)


def test_every_violation_is_a_finding(shop_file: archrules.Imported) -> None:
    assert found(archrules.check(shop_file, policies=PRESENCE)) == [
        ("warning", "service-without-health-check", "payment"),
        ("warning", "synchronous-call-without-timeout", "checkout -> payment"),
    ]


def test_finding_says_where_its_element_is_described(shop_file: archrules.Imported) -> None:
    report = archrules.check(shop_file, policies=PRESENCE)
    assert [(each.places[0].line, each.places[0].column) for each in report.findings] == [(4, 6), (9, 5)]


def test_finding_rests_on_the_field_that_is_wrong(shop_file: archrules.Imported) -> None:
    (finding,) = archrules.check(shop_file, policies="synchronous-call-without-timeout").findings
    (support,) = finding.supports
    assert [(fact.text, [place.line for place in fact.places]) for fact in support.facts] == [
        ("checkout -> payment has no timeout", [12])
    ]


def test_finding_has_what_its_policy_says(shop_file: archrules.Imported) -> None:
    knowledge = archrules.load_knowledge()
    item = knowledge.policies["synchronous-call-without-timeout"].item
    (finding,) = archrules.check(shop_file, policies=item.id).findings
    assert (finding.title, finding.message) == (item.title, "checkout calls payment without a timeout")
    assert [each.do for each in finding.remedies] == [each.do for each in item.remedies]
    assert [each.ref for each in finding.sources] == [each.ref for each in item.sources]


def test_system_that_no_file_describes_has_findings_without_places() -> None:
    bare = system(services=[{"name": "a", "health_check": "none"}])
    (finding,) = archrules.check(bare, policies="service-without-health-check").findings
    assert finding.places == ()
    assert [fact.origins for fact in finding.supports[0].facts] == [("services.a",)]


@pytest.mark.parametrize(
    ("profile", "severities"),
    [("prototype", ["note"]), ("production", ["warning"]), ("regulated", ["error"])],
)
def test_profile_says_how_grave_a_finding_is(profile: Any, severities: list[str]) -> None:  # noqa: ANN401  # a Profile
    bare = system(services=[{"name": "a", "health_check": "none"}])
    report = archrules.check(bare, policies="service-without-health-check", profile=profile)
    assert [each.severity for each in report.findings] == severities
    assert report.data.profile == profile


def test_policy_that_the_profile_leaves_out_is_not_judged(shop_file: archrules.Imported) -> None:
    report = archrules.check(shop_file, policies=PRESENCE, profile="prototype")
    assert [each.policy for each in report.data.results] == list(PRESENCE[:2])


def test_verdict_on_every_element_is_told(shop_file: archrules.Imported) -> None:
    (result,) = archrules.check(shop_file, policies="synchronous-call-without-circuit-breaker").data.results
    assert {each.element: each.verdict for each in result.verdicts} == {
        "checkout -> payment": Verdict.SATISFIED,
        "checkout -> orders-db": Verdict.NOT_APPLICABLE,
    }


def test_what_is_unknown_names_what_would_show_it() -> None:
    bare = system(services=[{"name": "a"}])
    (group,) = archrules.check(bare, policies="service-without-health-check").unknown
    assert (group.element, [(each.what, each.shown_by) for each in group.missing]) == (
        "a",
        [("whether it has a health check", "`health_check:` in a System file")],
    )


def test_report_tells_what_was_read(shop_file: archrules.Imported) -> None:
    (record,) = archrules.check(shop_file, policies=PRESENCE).data.inputs
    assert (record.file, record.form) == (shop_file.places["name"].file, "system")


@pytest.mark.parametrize(("fail_on", "ok"), [("error", True), ("warning", False)])
def test_fail_on_says_which_findings_fail(shop_file: archrules.Imported, fail_on: Any, *, ok: bool) -> None:  # noqa: ANN401  # a FailLevel
    assert archrules.check(shop_file, policies=PRESENCE, fail_on=fail_on).ok is ok


def test_waiver_hides_its_finding(shop_file: archrules.Imported) -> None:
    today = date(2026, 12, 1)
    report = archrules.check(shop_file, policies=PRESENCE, waivers=[WAIVER], today=today)
    assert [each.element for each in report.findings if each.waiver] == ["checkout -> payment"]
    assert report.data.today == today


def test_waivers_may_stand_in_a_file(shop_file: archrules.Imported, tmp_path: Path) -> None:
    path = tmp_path / "waivers.yaml"
    path.write_text(f"waivers: [{WAIVER.model_dump_json(exclude_none=True)}]\n", "utf-8")
    report = archrules.check(shop_file, policies=PRESENCE, waivers=path, today=date(2026, 12, 1))
    assert [each.state for each in report.data.waivers] == ["active"]


@pytest.mark.parametrize(
    ("field", "name", "told"),
    [
        (
            "element",
            "checkout -> paiment",
            "there is no element 'checkout -> paiment' (did you mean 'checkout -> payment'?): ",
        ),
        ("policy", "nothing-like-it", "there is no policy 'nothing-like-it': "),
    ],
)
def test_a_waiver_for_what_is_not_there_is_told_so(
    field: str, name: str, told: str, shop_file: archrules.Imported
) -> None:
    mistyped = WAIVER.model_copy(update={field: name})
    report = archrules.check(shop_file, policies=PRESENCE, waivers=[mistyped], today=date(2026, 12, 1))
    ((problem,),) = [each.problems for each in report.data.waivers]
    assert problem.text == f"{told}mend the name, or remove this waiver"


def test_waivers_need_a_day(shop_file: archrules.Imported) -> None:
    with pytest.raises(ArchrulesError, match="say with `today` which day it is"):
        archrules.check(shop_file, policies=PRESENCE, waivers=[WAIVER])


def test_without_waivers_the_day_is_not_told(shop_file: archrules.Imported) -> None:
    report = archrules.check(shop_file, policies=PRESENCE, today=date(2026, 12, 1))
    assert report.data.today is None


@pytest.mark.parametrize(
    ("described", "policies"),
    [
        ({}, None),
        ({"services": [{"name": "a"}]}, ["data-store-without-owner"]),
        ({"services": [{"name": "a"}]}, []),
    ],
    ids=["no elements", "no element of the sort", "no policies"],
)
def test_checking_nothing_is_an_error(described: dict[str, Any], policies: list[str] | None) -> None:
    with pytest.raises(NothingToCheckError):
        archrules.check(system(**described), policies=policies)


def test_checking_only_what_the_profile_leaves_out_is_an_error(shop_file: archrules.Imported) -> None:
    with pytest.raises(NothingToCheckError, match="the profile prototype leaves out"):
        archrules.check(shop_file, policies="synchronous-call-without-timeout", profile="prototype")


def test_unknown_profile_comes_with_suggestions(shop_file: archrules.Imported) -> None:
    profile: Any = "prodution"
    with pytest.raises(UnknownNameError, match="did you mean 'production'"):
        archrules.check(shop_file, profile=profile)


def test_unknown_parameter_is_refused(shop_file: archrules.Imported) -> None:
    with pytest.raises(KnowledgeError, match="there is no parameter 'x'"):
        archrules.check(shop_file, parameters={"x": 1})


def test_same_system_in_another_order_gives_the_same_findings(tmp_path: Path) -> None:
    first = archrules.check(shop(tmp_path).system, policies=PRESENCE)
    other = shop(tmp_path).system
    turned = other.model_copy(
        update={"services": other.services[::-1], "interactions": other.interactions[::-1]}
    )
    assert archrules.check(turned, policies=PRESENCE).json() == first.json()


def test_same_answer_with_the_knowledge_given(shop_file: archrules.Imported) -> None:
    given = archrules.check(shop_file, knowledge=archrules.load_knowledge())
    assert given.json() == archrules.check(shop_file).json()


def test_check_prints_nothing(shop_file: archrules.Imported, capfd: pytest.CaptureFixture[str]) -> None:
    archrules.check(shop_file)
    assert capfd.readouterr() == ("", "")


PROBE = """
import sys
import archrules
archrules.check(archrules.read_system(sys.argv[1])).text()
print(sorted({name.partition(".")[0] for name in sys.modules}))
print("archrules.recommendation" in sys.modules)
"""


def test_check_loads_neither_experta_nor_what_recommends(tmp_path: Path) -> None:
    shop(tmp_path)
    command = [sys.executable, "-c", PROBE, str(tmp_path / "shop.yaml")]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert "'experta'" not in told[0]
    assert told[1] == "False"


CHAIN = system(
    services=[{"name": name} for name in ("a", "b", "c", "d")],
    interactions=[
        {"source": source, "target": target, "mode": "sync"}
        for source, target in (("a", "b"), ("b", "c"), ("c", "d"))
    ],
)


def test_number_that_decides_is_told_with_its_evidence_and_how_to_change_it() -> None:
    (finding,) = archrules.check(CHAIN, policies="synchronous-chain").findings
    (parameter,) = finding.parameters
    assert (parameter.name, parameter.value, parameter.evidence, parameter.overridden) == (
        "synchronous-chain.most_calls",
        "2",
        "convention",
        False,
    )
    assert "--parameter synchronous-chain.most_calls=" in parameter.override


def test_number_that_decides_takes_another_value() -> None:
    report = archrules.check(
        CHAIN, policies="synchronous-chain", parameters={"synchronous-chain.most_calls": 3}
    )
    (result,) = report.data.results
    assert report.findings == ()
    assert [(each.value, each.overridden) for each in result.parameters] == [("3", True)]
    assert report.data.knowledge[0].parameters == {"synchronous-chain.most_calls": "3"}


def test_number_of_a_derivation_that_decides_is_told_too() -> None:
    (result,) = archrules.check(CHAIN, policies="distributed-monolith").data.results
    assert [each.name for each in result.parameters] == [
        "distributed-monolith.signs_needed",
        "calls-across-services.decisive_share",
    ]


def test_policy_that_rests_on_conventions_is_less_precise() -> None:
    results = archrules.check(CHAIN).data.results
    precision = {each.policy: each.precision for each in results}
    assert (precision["synchronous-chain"], precision["synchronous-cycle"]) == ("medium", "high")


SEEDED = """
import sys
import archrules
sys.stdout.write(archrules.check(archrules.read_system(sys.argv[1])).json())
"""


def test_hash_seed_changes_nothing(tmp_path: Path) -> None:
    shop(tmp_path)
    command = [sys.executable, "-c", SEEDED, "shop.yaml"]
    told = {
        subprocess.run(
            command, capture_output=True, check=True, cwd=tmp_path, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(told) == 1
