"""One file of waivers for several systems."""

from collections.abc import Sequence
from datetime import date

from archrules.importers.imported import Imported
from archrules.model.finding import Finding, Step
from archrules.model.system import Service, System
from archrules.model.waiver import Waiver
from archrules.policies.report import Report
from archrules.policies.several_systems import check_several
from archrules.policies.waiver_file import WaiverEntry
from archrules.policies.waivers import apply_waivers
from tests.unit.output.check_data import TODAY, finding, place, report, waiver

CYCLE = finding("cycle", "a", path=(Step(element="a"), Step(element="b")))
OTHER_CYCLE = finding("cycle", "a", path=(Step(element="a"), Step(element="c")))


def checked(
    systems: Sequence[Sequence[Finding]], *waivers: Waiver, today: date = TODAY, fail_on: str = "error"
) -> list[Report]:
    """Return the reports on systems that have these findings."""
    found = {f"system {number}": findings for number, findings in enumerate(systems)}

    def check(imported: Imported, entries: Sequence[WaiverEntry]) -> Report:
        applied = apply_waivers(found[imported.system.name], entries, today)
        data = report(*applied.findings, system_name=imported.system.name, waivers=applied.waivers)
        return Report(data, fail_on=fail_on)  # type: ignore[arg-type]  # one of its levels

    entries = [
        WaiverEntry(place(line, file="waivers.yaml"), each) for line, each in enumerate(waivers, start=2)
    ]
    return check_several([Imported(System(name=name), {}, {}, ()) for name in found], entries, check)


def states(reports: Sequence[Report]) -> list[list[str]]:
    return [[record.state for record in each.data.waivers] for each in reports]


def test_each_system_has_its_report() -> None:
    assert [each.data.system_name for each in checked([[], [finding()]])] == ["system 0", "system 1"]


def test_a_waiver_for_one_of_them_is_not_unused_in_the_others() -> None:
    assert states(checked([[], [finding()], []], waiver())) == [[], ["active"], []]


def test_a_waiver_for_none_of_them_is_told_once() -> None:
    assert states(checked([[], []], waiver())) == [["unused"], []]


def test_a_waiver_for_none_of_them_is_told_where_its_element_is() -> None:
    systems = [System(name=name, services=(Service(name=name),)) for name in ("a", "orders-db")]

    def check(imported: Imported, entries: Sequence[WaiverEntry]) -> Report:
        return Report(report(waivers=apply_waivers([], entries, TODAY).waivers), system=imported.system)

    entries = [WaiverEntry(place(2, file="waivers.yaml"), waiver("orders-db"))]
    reports = check_several([Imported(each, {}, {}, ()) for each in systems], entries, check)
    assert states(reports) == [[], ["unused"]]


def test_one_finding_in_several_systems_needs_one_waiver() -> None:
    assert states(checked([[finding()], [finding()]], waiver())) == [["active"], ["active"]]


def test_a_waiver_that_would_hide_different_findings_hides_none() -> None:
    accepted = waiver("a", policy="cycle")
    reports = checked([[CYCLE], [OTHER_CYCLE]], accepted)
    assert states(reports) == [["malformed"], ["malformed"]]
    assert [each.findings[0].waiver for each in reports] == [None, None]
    (problem,) = reports[0].data.waivers[0].problems
    assert str(problem.place) == "waivers.yaml:2:3"
    assert problem.text.startswith("matches different findings in several systems and hides none: ")


def test_a_path_makes_it_one_finding() -> None:
    accepted = waiver("a", policy="cycle", path=("a", "b"))
    assert states(checked([[CYCLE], [OTHER_CYCLE]], accepted)) == [["active"], []]


def test_the_level_stays_that_of_the_check() -> None:
    assert [each.fail_on for each in checked([[]], fail_on="note")] == ["note"]
