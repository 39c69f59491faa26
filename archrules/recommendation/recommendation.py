"""The Recommendation that people hold: its data, the reasoning behind it, and how to write it down."""

from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from archrules.errors import UnknownNameError, near_names
from archrules.model.recommendation import DecisionResult, Margin, OptionResult, RecommendationData
from archrules.model.system import System
from archrules.output.documents import recommendation_json, system_yaml
from archrules.output.report import report_markdown, summary
from archrules.output.writing import Written, write_all
from archrules.recommendation.reasoning import Reasoning
from archrules.recommendation.why import Explainer, Explanation, in_short


@dataclass(frozen=True, slots=True, repr=False)
class Decided:
    """One decision for one subject; `str` gives it in one line. `result` holds everything that was weighed."""

    result: DecisionResult

    @property
    def choice(self) -> OptionResult | None:
        """The chosen option with its `id`, `technology` and `release`; None if nothing survived."""
        return self.result.option(self.result.choice) if self.result.choice is not None else None

    @property
    def runner_up(self) -> OptionResult | None:
        """The option that came second; None if there was none."""
        return self.result.option(self.result.runner_up) if self.result.runner_up is not None else None

    @property
    def margin(self) -> Margin | None:
        """`clear`, `close`, `tie`, or `only` if nothing else survived."""
        return self.result.margin

    def __str__(self) -> str:
        return str(self.result)

    def __repr__(self) -> str:
        return repr(self.result).replace("DecisionResult", "Decided", 1)


class Recommendation:
    """What archrules recommends for a brief. Made by `archrules.recommend`; does not change."""

    def __init__(self, data: RecommendationData, reasoning: Reasoning) -> None:
        self._data, self._reasoning = data, reasoning

    @property
    def data(self) -> RecommendationData:
        """Everything, as it is written to `recommendation.json`."""
        return self._data

    @property
    def system(self) -> System:
        """The recommended architecture."""
        return self._data.system

    @property
    def decisions(self) -> tuple[Decided, ...]:
        """Every decision for every subject, in the order in which they were made."""
        return tuple(Decided(result) for result in self._data.decisions)

    def decision(self, decision: str, subject: str | None = None) -> Decided:
        """One decision; the subject may be left out where there is only one.

        Raises:
            UnknownNameError: there is no such decision or subject, or there are several and none was named.
        """
        found = [result for result in self._data.decisions if result.decision == decision]
        if not found:
            known = {result.decision for result in self._data.decisions}
            raise UnknownNameError(
                f"no decision {decision!r} was made", near_names(decision, known) or sorted(known)
            )
        if subject is None and len(found) == 1:
            return Decided(found[0])
        for result in found:
            if result.subject == subject:
                return Decided(result)
        subjects = {result.subject for result in found}
        wrong = (
            f"has no subject {subject!r}"
            if subject is not None
            else "was made for several subjects; name one"
        )
        suggestions = near_names(subject or "", subjects) or sorted(subjects)
        raise UnknownNameError(f"the decision {decision!r} {wrong}", suggestions)

    def why(self, decision: str, subject: str | None = None) -> Explanation:
        """The derivation of a decision, down to the brief, the defaults and the sources. `str` gives the text.

        Without a subject, where there are several, it says in short how the decision came out for each of them.

        Raises:
            UnknownNameError: there is no such decision or subject.
        """
        made = [result for result in self._data.decisions if result.decision == decision]
        if subject is None and len(made) > 1:
            return in_short(made)
        result = self.decision(decision, subject).result
        outcome = self._reasoning.outcomes[result.decision, result.subject]
        return Explainer(self._reasoning).outcome(outcome, result)

    def report(self) -> str:
        """The report as Markdown."""
        return report_markdown(self._data)

    def summary(self) -> str:
        """A dozen lines of plain text."""
        return summary(self._data)

    def json(self) -> str:
        """Everything as JSON."""
        return recommendation_json(self._data)

    def write(self, folder: str | PathLike[str]) -> Written:
        """Write report.md, recommendation.json, system.yaml and service-graph.{svg,png,dot,mmd} into a folder.

        Pictures that cannot be drawn here are left out and named in the result with the reason.

        Raises:
            OSError: the folder cannot be made or written.
        """
        texts = {
            "report.md": self.report(),
            "recommendation.json": self.json(),
            "system.yaml": system_yaml(self.system),
        }
        return write_all(Path(folder), texts, self.system)

    def __str__(self) -> str:
        return self.summary()

    def __repr__(self) -> str:
        return f"<Recommendation for {self._data.system_name!r}: {len(self._data.decisions)} decisions>"
