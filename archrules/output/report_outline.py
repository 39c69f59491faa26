"""What was decided, a line for each kind of decision, for a terminal and for the head of a report."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from archrules.model.recommendation import DecisionResult, Margin, RecommendationData
from archrules.output.escaping import markdown_text
from archrules.output.report_margins import chosen, margin_words, second
from archrules.output.report_markup import bullets, counted, heading, linked, listed
from archrules.output.report_requirements import requirements_in_short

Shown = Callable[[str], str]
"""Makes any text safe for the place where it is shown."""

_MOST_NAMED = 3
"""Subjects that are named beside an option; of more their number is told."""

_LEADS: Mapping[Margin, str] = {"clear": "clear", "close": "close", "tie": "tied", "only": "without a rival"}


def in_short_blocks(data: RecommendationData) -> list[str]:
    """Return the head of a report: what was decided and how clearly, at what price, and what is still open."""
    items = [f"**{linked(title)}:** {text}" for title, text in decisions_in_short(data, markdown_text)]
    if not items:
        return []
    items += [f"**No option survives:** {text}" for text in undecided(data, markdown_text)]
    if accepted := dict.fromkeys(
        markdown_text(f"{finding.policy} ({finding.severity})")
        for result in data.decisions
        for finding in result.accepts
    ):
        told = "each told with the decision that forces it; `check` tells them until they are waived"
        items.append(f"**Accepted:** {listed(list(accepted))}, {told}")
    if requirements := requirements_in_short(data):
        items.append(f"**Requirements:** {requirements}")
    counts = [
        counted(len(data.risks), "risk"),
        counted(len(data.assumptions), "assumption"),
        counted(len(data.questions), "open question"),
    ]
    items.append(f"**To go through before building:** {listed(counts)}, at the end")
    return [heading(3, "In Short"), bullets(items)]


def decisions_in_short(data: RecommendationData, shown: Shown) -> Iterator[tuple[str, str]]:
    """Yield the title of each kind of decision, and what was chosen, as it is shown."""
    kinds: dict[str, list[DecisionResult]] = {}
    for result in data.decisions:
        kinds.setdefault(result.decision, []).append(result)
    for results in kinds.values():
        made = [result for result in results if result.choice is not None]
        if made:
            text = _one(made[0], shown) if len(results) == 1 else _several(made, shown)
            yield shown(results[0].title), text


def _one(result: DecisionResult, shown: Shown) -> str:
    option, other = chosen(result), second(result)
    words = margin_words(result, shown(other.title) if other else "", shown(result.margin_text or ""))
    title = shown(option.title) if option else ""
    return f"{title} ({words})" if words else title


def _several(made: Sequence[DecisionResult], shown: Shown) -> str:
    """Return for what, or how often, each option was chosen, the most frequent first, and how clearly."""
    subjects: dict[str, list[str]] = {}
    for result in made:
        if option := chosen(result):
            subjects.setdefault(option.title, []).append(result.subject)
    margins = Counter(result.margin for result in made)
    ordered = sorted(subjects.items(), key=lambda item: (-len(item[1]), item[0]))
    told = ", ".join(f"{shown(title)} ({_named(names, shown)})" for title, names in ordered)
    leads = ", ".join(f"{margins[margin]} {word}" for margin, word in _LEADS.items() if margins[margin])
    return f"{told}; {leads}" if leads else told


def _named(names: Sequence[str], shown: Shown) -> str:
    if len(names) > _MOST_NAMED:
        return str(len(names))
    return listed([shown(name) for name in names])


def undecided(data: RecommendationData, shown: Shown) -> Iterator[str]:
    """Yield each kind of decision in which no option survives for some subject."""
    kinds: dict[str, list[str]] = {}
    for result in data.decisions:
        if result.choice is None:
            kinds.setdefault(shown(result.title), []).append(shown(result.subject))
    for title, subjects in kinds.items():
        about = subjects[0] if len(subjects) == 1 else f"{len(subjects)} of its subjects"
        yield f"{title} for {about}"
