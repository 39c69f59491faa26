"""compare_subjects(): how the options of one decision stand for each of its subjects."""

from collections.abc import Sequence

from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.brief import Brief
from archrules.model.canonical import canonical, digest
from archrules.model.comparison import ComparisonData
from archrules.model.comparison_overview import OverviewData, Standing
from archrules.output.comparison_overview import overview_json, overview_markdown, overview_text
from archrules.output.comparison_words import verdict_words
from archrules.recommendation.comparing import side_by_side
from archrules.recommendation.comparison import outcomes_of
from archrules.recommendation.recommend import check_brief, reason_about


class ComparisonOverview:
    """How options stand for each subject. Made by `archrules.compare_subjects`; `str` gives the text."""

    def __init__(self, data: OverviewData) -> None:
        self._data = data

    @property
    def data(self) -> OverviewData:
        """Everything, as it is written as JSON."""
        return self._data

    @property
    def standings(self) -> tuple[Standing, ...]:
        """How they stand for one subject after the other."""
        return self._data.standings

    def text(self) -> str:
        """A sentence for each subject; it ends with a line break."""
        return overview_text(self._data)

    def markdown(self) -> str:
        """The same as a table in Markdown."""
        return overview_markdown(self._data)

    def json(self) -> str:
        """Everything as JSON; its form is `archrules.comparison-overview/1`."""
        return overview_json(self._data)

    def __str__(self) -> str:
        return self.text().rstrip("\n")

    def __repr__(self) -> str:
        subjects = ", ".join(repr(each.subject) for each in self._data.standings)
        return f"<ComparisonOverview of {self._data.decision!r}: {subjects}>"


def overview_from(
    brief: Brief, knowledge: KnowledgeBase, decision: str, options: Sequence[str] = ()
) -> ComparisonOverview:
    """How options of a decision, or technologies, stand for each subject; without options all are compared.

    Raises:
        BriefError: names in the brief refer to nothing in it or in the knowledge.
        UnknownNameError: there is no such decision, option or technology.
        ArchrulesError: an option is named twice.
    """
    check_brief(brief, knowledge)
    ordered = canonical(brief)
    reasoning = reason_about(ordered, knowledge)
    outcomes = outcomes_of(reasoning, decision)
    compared = [side_by_side(ordered, reasoning, outcomes[subject], options) for subject in sorted(outcomes)]
    return ComparisonOverview(
        OverviewData(
            system_name=ordered.system,
            brief_digest=digest(ordered),
            knowledge=reasoning.knowledge.records,
            decision=decision,
            title=compared[0].title,
            question=compared[0].question,
            asked=compared[0].asked,
            standings=tuple(map(_standing, compared)),
        )
    )


def _standing(data: ComparisonData) -> Standing:
    return Standing(
        subject=data.subject,
        winner=data.winner,
        runner_up=data.runner_up,
        margin=data.margin,
        lead=data.lead,
        choice=data.choice,
        verdict=verdict_words(data),
    )
