"""A recommendation in about a dozen lines of plain text, for a terminal."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from archrules.model.recommendation import DecisionResult, Margin, RecommendationData
from archrules.output.escaping import terminal_text
from archrules.output.report_margins import chosen, margin_words, second
from archrules.output.report_markup import counted

_MOST_SERVICES = 5
_MOST_DECISIONS = 8
_LEADS: Mapping[Margin, str] = {"clear": "clear", "close": "close", "tie": "tied", "only": "without a rival"}


def summary(data: RecommendationData) -> str:
    """Return the system, its services, the main decisions and what is open; ends without a line break."""
    services = list(_services(data))
    decisions = list(_decisions(data))
    lines = [
        f"{terminal_text(data.system_name)}: {counted(len(services), 'service')}",
        *_indented(services, _MOST_SERVICES),
        *(["decisions"] if decisions else []),
        *_indented(decisions, _MOST_DECISIONS),
        *_stuck(data),
        f"{counted(len(data.assumptions), 'assumption')}, {counted(len(data.questions), 'open question')}",
    ]
    return "\n".join(lines)


def _services(data: RecommendationData) -> Iterator[str]:
    for row in data.services:
        tech, store = terminal_text(row.tech), terminal_text(row.data_store)
        yield f"{terminal_text(row.service)}: {tech}; data: {store}"


def _decisions(data: RecommendationData) -> Iterator[str]:
    kinds: dict[str, list[DecisionResult]] = {}
    for result in data.decisions:
        kinds.setdefault(result.decision, []).append(result)
    for results in kinds.values():
        made = [result for result in results if result.choice is not None]
        if made:
            yield f"{terminal_text(results[0].title)}: {_one(made[0]) if len(results) == 1 else _several(made)}"


def _one(result: DecisionResult) -> str:
    option, other = chosen(result), second(result)
    words = margin_words(
        result, terminal_text(other.title) if other else "", terminal_text(result.margin_text or "")
    )
    title = terminal_text(option.title) if option else ""
    return f"{title} ({words})" if words else title


def _several(made: Sequence[DecisionResult]) -> str:
    """Return how often each option was chosen, the most frequent first, and how clearly."""
    titles = Counter(option.title for result in made if (option := chosen(result)))
    margins = Counter(result.margin for result in made)
    ordered = sorted(titles.items(), key=lambda item: (-item[1], item[0]))
    shown = ", ".join(f"{terminal_text(title)} ({count})" for title, count in ordered)
    leads = ", ".join(f"{margins[margin]} {word}" for margin, word in _LEADS.items() if margins[margin])
    return f"{shown}; {leads}" if leads else shown


def _stuck(data: RecommendationData) -> Iterator[str]:
    kinds: dict[str, list[str]] = {}
    for result in data.decisions:
        if result.choice is None:
            kinds.setdefault(terminal_text(result.title), []).append(terminal_text(result.subject))
    for title, subjects in kinds.items():
        about = subjects[0] if len(subjects) == 1 else f"{len(subjects)} of its subjects"
        yield f"no option survives: {title} for {about}"


def _indented(items: Sequence[str], most: int) -> list[str]:
    hidden = len(items) - most
    return [f"  {item}" for item in [*items[:most], *([f"and {hidden} more"] if hidden > 0 else [])]]
