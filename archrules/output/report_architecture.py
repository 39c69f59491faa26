"""The parts of a report about the architecture itself: the four that guide B asks for, and what stands beside them."""

from archrules.model.recommendation import MigrationStep, RecommendationData
from archrules.output.escaping import markdown_cell, markdown_text
from archrules.output.report_markup import bullets, emphasis, heading, labelled, listed, numbered, table

_SERVICE_COLUMNS = ("Service", "Responsibility", "Tech", "Data Store")
_SCALABILITY_COLUMNS = ("Bottleneck", "Solution", "Impact")
_PICTURE = "![Service graph: who calls whom, and where data rests](service-graph.svg)"

_NO_FLOWS = "The brief names no use cases, so there is no flow of data to follow."
_NO_LOADS = "The brief gives no loads from which a bottleneck could be computed."
_NO_BOTTLENECKS = "At the loads that the brief gives, no part comes near its capacity."


def current_state_blocks(data: RecommendationData) -> list[str]:
    """Return what runs today, none where the brief names no existing system."""
    if not data.current_state:
        return []
    return [heading(3, "Current State"), bullets(markdown_text(text) for text in data.current_state)]


def service_blocks(data: RecommendationData) -> list[str]:
    """Return the services with what they do, run on and store."""
    title = heading(3, "Service Architecture")
    if not data.services:
        return [title, _no_services(data)]
    rows = [
        [markdown_cell(cell) for cell in (row.service, row.responsibility, row.tech, row.data_store)]
        for row in data.services
    ]
    return [title, table(_SERVICE_COLUMNS, rows), _PICTURE]


def _no_services(data: RecommendationData) -> str:
    stuck = dict.fromkeys(result.title for result in data.decisions if result.choice is None)
    if not stuck:
        return "The brief names no part of the domain from which a service could be cut."
    names = listed([markdown_text(title) for title in stuck])
    return f"No service can be described while these decisions are open: {names}."


def flow_blocks(data: RecommendationData) -> list[str]:
    """Return how each use case runs through the system."""
    items = [f"{emphasis(flow.use_case)}: {markdown_text(flow.text)}" for flow in data.data_flow]
    return [heading(3, "Data Flow"), bullets(items) if items else _NO_FLOWS]


def scalability_blocks(data: RecommendationData) -> list[str]:
    """Return each bottleneck with why it is one, what to do and what that brings; one row where the same is done."""
    together: dict[tuple[str, str], list[str]] = {}
    for row in data.scalability:
        why = ": ".join(markdown_cell(part) for part in (row.bottleneck, row.because) if part)
        together.setdefault((row.solution, row.impact), []).append(why)
    rows = [
        ["; ".join(reasons), markdown_cell(solution), markdown_cell(impact)]
        for (solution, impact), reasons in together.items()
    ]
    otherwise = _NO_BOTTLENECKS if data.data_flow else _NO_LOADS
    return [heading(3, "Scalability Plan"), table(_SCALABILITY_COLUMNS, rows) if rows else otherwise]


def migration_blocks(data: RecommendationData) -> list[str]:
    """Return the steps from the existing system, none where there is nothing to migrate."""
    if not data.migration:
        return []
    steps = sorted(data.migration, key=lambda step: step.number)
    return [heading(3, "Migration Path"), numbered(_step(step) for step in steps)]


def _step(step: MigrationStep) -> str:
    details = [
        *labelled("Undo", [markdown_text(step.undo)]),
        *labelled("Done when", [markdown_text(step.done_when)]),
    ]
    return "\n".join([markdown_text(step.does), *([bullets(details)] if details else [])])
