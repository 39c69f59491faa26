"""The findings of a report as marks on the service graph: on boxes, on arrows, and on the whole."""

from archrules.model.finding import Finding
from archrules.model.model_paths import interaction_names
from archrules.model.report import ReportData
from archrules.model.system import System
from archrules.output.marks import Mark, Marks, gravest


def marks_of(data: ReportData, system: System) -> Marks:
    """The gravest finding that no waiver hides on each element, each use of one by another, and the whole.

    A finding that leads along a path is marked on the uses between its steps.
    """
    ends = {
        name: (interaction.source, interaction.target)
        for name, interaction in zip(interaction_names(system), system.interactions, strict=True)
    }
    elements = {element.name for element in system.elements()}
    on_elements: dict[str, list[Finding]] = {}
    on_uses: dict[tuple[str, str], list[Finding]] = {}
    on_system: list[Finding] = []
    for finding in data.findings:
        if finding.waiver is not None:
            continue
        if len(finding.route) > 1:
            for pair in zip(finding.route, finding.route[1:], strict=False):
                on_uses.setdefault(pair, []).append(finding)
        elif finding.element in elements:
            on_elements.setdefault(finding.element, []).append(finding)
        elif finding.element in ends:
            on_uses.setdefault(ends[finding.element], []).append(finding)
        else:
            on_system.append(finding)
    return Marks(
        elements={name: found[0].severity for name, found in on_elements.items()},
        uses={pair: found[0].severity for pair, found in on_uses.items()},
        system=_gravest(on_system),
    )


def _gravest(findings: list[Finding]) -> Mark:
    return gravest(finding.severity for finding in findings)
