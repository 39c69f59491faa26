"""What `check` still finds in the recommended system, named with the decisions that force it and why they do."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from archrules.inference.derivation import ground
from archrules.model.finding import Finding
from archrules.model.model_paths import interaction_names
from archrules.model.recommendation import AcceptedFinding, DecisionResult
from archrules.model.system import System
from archrules.policies.checking import findings_of
from archrules.recommendation.composition.queries import Queries
from archrules.recommendation.composition.services import store_of
from archrules.recommendation.composition.units import Design
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Origin

_Decision = tuple[str, str]
"""The id of a decision and its subject."""

_MOST_REASONS = 8
"""So many facts of the brief are named; more make a sentence that nobody reads to its end."""


def with_accepted(
    results: Sequence[DecisionResult], design: Design, system: System
) -> tuple[DecisionResult, ...]:
    """The decisions, each with the findings in the recommended system that it forces."""
    findings = findings_of(system, design.knowledge)
    if not findings:
        return tuple(results)
    forcing = _Forcing(design, system)
    accepted: dict[_Decision, list[AcceptedFinding]] = {}
    for finding in findings:
        for decision in forcing.decisions(finding):
            accepted.setdefault(decision, []).append(_accepted(finding, forcing.reasons(finding, decision)))
    return tuple(
        result.model_copy(update={"accepts": tuple(accepted.get((result.decision, result.subject), ()))})
        for result in results
    )


def _accepted(finding: Finding, reasons: Iterable[str]) -> AcceptedFinding:
    return AcceptedFinding(
        policy=finding.policy,
        severity=finding.severity,
        element=finding.element,
        path=finding.route,
        text=finding.message,
        because=tuple(sorted(set(reasons))[:_MOST_REASONS]),
    )


class _Forcing:
    """Finds the decisions without which a finding would not be there, and the facts of the brief behind them."""

    def __init__(self, design: Design, system: System) -> None:
        self._design, self._outcomes = design, design.reasoning.outcomes
        self._system = system
        self._ends = {
            name: (interaction.source, interaction.target)
            for name, interaction in zip(interaction_names(system), system.interactions, strict=True)
        }
        self._calls: dict[tuple[str, str], list[Fact]] = {}
        queries = Queries(design)
        self._server = queries.server
        way_in = next((each.name for each in system.gateways if each.name != self._server), None)
        for call in design.calls.values():
            if design.is_remote(call) and design.mode(call) == "sync":
                for ends in queries.routes(call, way_in):
                    self._calls.setdefault(ends, []).append(call)

    def decisions(self, finding: Finding) -> list[_Decision]:
        """The decisions that force a finding, each once; for want of a nearer one that on the style of the whole."""
        whole = ("architecture-style", self._design.brief.system)
        near = [each for each in dict.fromkeys(self._near(finding)) if each in self._outcomes]
        return near or [each for each in (whole, *self._outcomes) if each in self._outcomes][:1]

    def _near(self, finding: Finding) -> Iterator[_Decision]:
        yield from (("communication", call.text("name")) for call in self._calls_of(finding))
        if finding.path:
            return
        for unit in self._design.units:
            if finding.element == self._design.label(unit.name):
                yield from (("service-boundary", context) for context in unit.contexts)
            for context in unit.contexts:
                if finding.element == store_of(self._design, context):
                    yield "datastore", context
        if finding.element == self._server:
            through = (calls for ends, calls in self._calls.items() if self._server in ends)
            yield from (("communication", call.text("name")) for calls in through for call in calls)
        elif any(finding.element == gateway.name for gateway in self._system.gateways):
            yield "entry", self._design.brief.system

    def _calls_of(self, finding: Finding) -> list[Fact]:
        """The calls along the path of a finding, those of clients only if there are no others, or of an interaction."""
        pairs = list(pairwise(finding.route)) or [self._ends.get(finding.element, ("", ""))]
        calls = [call for pair in pairs for call in self._calls.get(pair, ())]
        return [call for call in calls if call.text("source_kind") == "context"] or calls

    def reasons(self, finding: Finding, decision: _Decision) -> Iterator[str]:
        """The paths of the brief on which the finding and the decision rest."""
        memory = self._design.memory
        calls = self._calls_of(finding)
        if finding.element == self._system.name:
            calls = [call for several in self._calls.values() for call in several]
        yield from _paths(origin for call in calls for origin in memory.origins(call))
        if calls:
            return
        outcome = self._outcomes[decision]
        supports = memory.supports(outcome.choice) if outcome.choice else []
        vetoes = [fact for weighed in outcome.weighed for fact in weighed.vetoes]
        facts = [*vetoes, *(fact for support in supports for fact in support.facts)]
        if self._is_alone(finding.element):
            facts += memory.of_kind("objectives")
        yield from _paths(ground(memory, facts).origins)

    def _is_alone(self, name: str) -> bool:
        return any(
            each.name == name and each.replicas is not None and each.replicas <= 1
            for each in self._system.elements()
        )


def _paths(origins: Iterable[Origin]) -> Iterator[str]:
    """The paths of the brief among what facts rest on."""
    for origin in origins:
        if origin.source == "brief":
            yield origin.reference
        elif origin.source == "computed":
            yield from origin.inputs
