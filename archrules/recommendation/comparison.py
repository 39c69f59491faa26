"""compare(): options of one decision side by side, and the smallest changes of the brief that would turn the choice."""

from collections.abc import Mapping, Sequence

from archrules.errors import UnknownNameError, near_names
from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.brief import Brief
from archrules.model.canonical import canonical
from archrules.model.comparison import ComparisonData, Side, Turning
from archrules.output.comparison_document import comparison_json
from archrules.output.comparison_markdown import comparison_markdown
from archrules.output.comparison_text import comparison_text
from archrules.recommendation.comparing import compared
from archrules.recommendation.reasoning import Outcome, Reasoning
from archrules.recommendation.recommend import check_brief, reason_about

MOST_WORK = 1_000_000
"""About a thousand variants of a brief of ordinary size."""


class Comparison:
    """Options of one decision side by side. Made by `archrules.compare`; does not change. `str` gives the text."""

    def __init__(self, data: ComparisonData) -> None:
        self._data = data

    @property
    def data(self) -> ComparisonData:
        """Everything, as it is written as JSON."""
        return self._data

    @property
    def winner(self) -> Side | None:
        """The side that comes first; None if none survives."""
        return None if self._data.winner is None else self._data.side(self._data.winner)

    @property
    def runner_up(self) -> Side | None:
        """The side that comes second; None if no other survives."""
        return None if self._data.runner_up is None else self._data.side(self._data.runner_up)

    def turning(self, side: str) -> Turning:
        """What would make a side win that does not. Raises KeyError if there is none of that name, or if it wins."""
        for turning in self._data.turnings:
            if turning.side == side:
                return turning
        raise KeyError(side)

    def text(self) -> str:
        """The comparison as plain text that ends with a line break."""
        return comparison_text(self._data)

    def markdown(self) -> str:
        """The comparison as Markdown."""
        return comparison_markdown(self._data)

    def json(self) -> str:
        """Everything as JSON; its form is `archrules.comparison/1`."""
        return comparison_json(self._data)

    def __str__(self) -> str:
        return self.text().rstrip("\n")

    def __repr__(self) -> str:
        names = ", ".join(repr(side.name) for side in self._data.sides)
        return f"<Comparison of {self._data.decision!r} for {self._data.subject!r}: {names}>"


def compare_from(
    brief: Brief,
    knowledge: KnowledgeBase,
    decision: str,
    subject: str | None = None,
    options: Sequence[str] = (),
    *,
    most_work: int = MOST_WORK,
) -> Comparison:
    """Options of a decision, or technologies that stand for their best surviving options, side by side.

    Without options all of the decision are compared. The subject may be left out where there is only one. `most_work`
    bounds how many facts are looked at in the search for what would turn the choice; where it is reached, it is told.

    Raises:
        BriefError: names in the brief refer to nothing in it or in the knowledge.
        UnknownNameError: there is no such decision, subject, option or technology.
        ArchrulesError: an option is named twice.
    """
    check_brief(brief, knowledge)
    ordered = canonical(brief)
    reasoning = reason_about(ordered, knowledge)
    outcome = _outcome(outcomes_of(reasoning, decision), decision, subject)
    return Comparison(compared(ordered, reasoning, outcome, options, most_work=most_work))


def outcomes_of(reasoning: Reasoning, decision: str) -> dict[str, Outcome]:
    """The outcomes of a decision by subject.

    Raises:
        UnknownNameError: there is no such decision, or the brief has nothing that it is made for.
    """
    if decision not in reasoning.knowledge.decisions:
        known = reasoning.knowledge.decisions
        raise UnknownNameError(
            f"the knowledge has no decision {decision!r}", near_names(decision, known) or sorted(known)
        )
    found = {key[1]: outcome for key, outcome in reasoning.outcomes.items() if key[0] == decision}
    if not found:
        raise UnknownNameError(f"the brief has nothing that the decision {decision!r} is made for")
    return found


def _outcome(found: Mapping[str, Outcome], decision: str, subject: str | None) -> Outcome:
    """One outcome; the subject may be None where there is only one."""
    if subject is None and len(found) == 1:
        return next(iter(found.values()))
    if subject is None:
        message = f"the decision {decision!r} was made for several subjects; name one"
        raise UnknownNameError(message, sorted(found))
    if subject not in found:
        message = f"the decision {decision!r} has no subject {subject!r}"
        raise UnknownNameError(message, near_names(subject, found) or sorted(found))
    return found[subject]
