"""A recommendation in about a dozen lines of plain text, for a terminal."""

from collections.abc import Iterator, Sequence

from archrules.model.recommendation import RecommendationData
from archrules.output.escaping import terminal_text
from archrules.output.report_markup import counted
from archrules.output.report_outline import decisions_in_short, undecided

_MOST_SERVICES = 5
_MOST_DECISIONS = 8


def summary(data: RecommendationData) -> str:
    """Return the system, its services, the main decisions and what is open; ends without a line break."""
    services = list(_services(data))
    decisions = [f"{title}: {text}" for title, text in decisions_in_short(data, terminal_text)]
    lines = [
        f"{terminal_text(data.system_name)}: {counted(len(services), 'service')}",
        *_indented(services, _MOST_SERVICES),
        *(["decisions"] if decisions else []),
        *_indented(decisions, _MOST_DECISIONS),
        *(f"no option survives: {text}" for text in undecided(data, terminal_text)),
        f"{counted(len(data.assumptions), 'assumption')}, {counted(len(data.questions), 'open question')}",
    ]
    return "\n".join(lines)


def _services(data: RecommendationData) -> Iterator[str]:
    for row in data.services:
        tech, store = terminal_text(row.tech), terminal_text(row.data_store)
        yield f"{terminal_text(row.service)}: {tech}; data: {store}"


def _indented(items: Sequence[str], most: int) -> list[str]:
    hidden = len(items) - most
    return [f"  {item}" for item in [*items[:most], *([f"and {hidden} more"] if hidden > 0 else [])]]
