"""Which boxes and arrows of the service graph a report marks."""

from pathlib import Path

import pytest

import archrules
from archrules.errors import DrawingError
from archrules.model.system import System
from archrules.output.marks import Marks
from archrules.policies.marking import marks_of
from archrules.policies.report import Report
from tests.unit.output.check_data import finding, report
from tests.unit.policies.systems import PRESENCE, shop, system

SHOP = system(
    name="shop",
    services=[{"name": "a"}, {"name": "b"}],
    interactions=[{"source": "a", "target": "b", "mode": "sync", "name": "asks"}],
)


def marks(*findings: archrules.Finding) -> Marks:
    return marks_of(report(*findings), SHOP)


def test_finding_on_an_element_marks_its_box() -> None:
    assert marks(finding(element="a")) == Marks(elements={"a": "error"})


def test_finding_on_an_interaction_marks_its_arrow() -> None:
    assert marks(finding(element="asks")) == Marks(uses={("a", "b"): "error"})


def test_finding_along_a_path_marks_its_arrows() -> None:
    path = [{"element": "a"}, {"element": "b"}, {"element": "a"}]
    assert marks(finding(element="a", path=path)) == Marks(uses={("a", "b"): "error", ("b", "a"): "error"})


def test_finding_on_the_whole_marks_the_title() -> None:
    assert marks(finding(element="shop")) == Marks(system="error")


def test_gravest_finding_marks() -> None:
    lesser = finding("service-without-health-check", "a", severity="note")
    assert marks(lesser, finding(element="a")) == Marks(elements={"a": "error"})


def test_waived_finding_marks_nothing(tmp_path: Path) -> None:
    waiver = archrules.load_waivers(_waivers(tmp_path))[0].waiver
    assert marks(finding(element="a").model_copy(update={"waiver": waiver})) == Marks()


def _waivers(folder: Path) -> Path:
    path = folder / "waivers.yaml"
    path.write_text(
        "waivers: [{policy: x, element: a, reason: known, owner: us, expires: 2026-12-31}]\n", "utf-8"
    )
    return path


def test_graph_of_a_report_shows_what_was_found(tmp_path: Path) -> None:
    text = archrules.check(shop(tmp_path), policies=PRESENCE).graph("dot").decode()
    assert text.count("! warning") == 2


def test_report_without_its_system_cannot_be_drawn() -> None:
    with pytest.raises(DrawingError, match="does not hold the system"):
        Report(report(finding())).graph("dot")


def test_report_holds_what_was_checked() -> None:
    checked = archrules.check(system(services=[{"name": "a"}]), policies="service-without-health-check")
    assert isinstance(checked.system, System)
    assert checked.with_data(checked.data).system == checked.system
