"""Several systems that share one file of waivers."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from archrules.errors import Fault
from archrules.importers.imported import Imported
from archrules.model.finding import Place
from archrules.policies.report import Report
from archrules.policies.waiver_file import WaiverEntry
from archrules.policies.waiver_names import element_names

Check = Callable[[Imported, Sequence[WaiverEntry]], Report]
"""Checks one system with some waivers."""


def check_several(systems: Sequence[Imported], waivers: Sequence[WaiverEntry], check: Check) -> list[Report]:
    """Check each system with the same waivers.

    A waiver is unused only if no system has its finding, and then only one report tells so: the first on a system
    with its element, or else the first of all. One that hides different findings in several
    systems is malformed and hides none.
    """
    reports = [check(each, waivers) for each in systems]
    broad = _hiding_several(reports)
    if broad:
        waivers = [_refused(each) if each.place in broad else each for each in waivers]
        reports = [check(each, waivers) for each in systems]
    used = {record.place for each in reports for record in each.data.waivers if record.state != "unused"}
    tellers = _tellers(systems, reports)
    return [_without_unused(each, used, tellers, number) for number, each in enumerate(reports)]


def _hiding_several(reports: Iterable[Report]) -> set[Place]:
    """Where waivers stand that are active in several systems, for findings that are not the same."""
    hidden: dict[Place, set[str]] = {}
    for report in reports:
        by_waiver = {each.waiver: each.fingerprint for each in report.findings if each.waiver}
        for record in report.data.waivers:
            if record.state == "active" and record.waiver is not None:
                hidden.setdefault(record.place, set()).add(by_waiver[record.waiver])
    return {place for place, fingerprints in hidden.items() if len(fingerprints) > 1}


def _refused(entry: WaiverEntry) -> WaiverEntry:
    message = "matches different findings in several systems and hides none: add the path or the discriminator of one"
    return WaiverEntry(
        entry.place, None, (Fault(entry.place.file, entry.place.line, entry.place.column, message),)
    )


def _tellers(systems: Sequence[Imported], reports: Sequence[Report]) -> dict[Place, int]:
    """Which report tells of a waiver that none uses."""
    elements = [
        element_names(each.system, report.data.results) for each, report in zip(systems, reports, strict=True)
    ]
    return {
        record.place: next(
            (
                number
                for number, names in enumerate(elements)
                if record.waiver and record.waiver.element in names
            ),
            0,
        )
        for record in (reports[0].data.waivers if reports else ())
    }


def _without_unused(report: Report, used: set[Place], tellers: Mapping[Place, int], number: int) -> Report:
    kept = tuple(
        record
        for record in report.data.waivers
        if record.state != "unused" or (tellers[record.place] == number and record.place not in used)
    )
    return report.with_data(report.data.model_copy(update={"waivers": kept}))
