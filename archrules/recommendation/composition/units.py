"""Units of deployment as the reasoning left them: contexts, teams, load, and what calls reach them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import chain, count

from archrules.analysis.defaults import Defaults
from archrules.model.base import NAME_LENGTH
from archrules.model.brief import Brief
from archrules.model.references import entity_names
from archrules.recommendation.reasoning import Reasoning
from archrules.vocabulary.facts import Fact

_OVER_HTTPS = {"rest", "webhook", "soap"}


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of deployment; contexts and teams in order of name."""

    name: str
    contexts: tuple[str, ...]
    teams: tuple[str, ...]


def fitting(text: str, most: int = NAME_LENGTH) -> str:
    """The text, its middle left out where it is longer than it may be."""
    half = (most - 1) // 2
    return text if len(text) <= most else f"{text[:half].rstrip()}…{text[-half:].lstrip()}"


class Design:
    """Answers what composition asks of one finished reasoning."""

    def __init__(self, brief: Brief, reasoning: Reasoning) -> None:
        self.brief, self.reasoning = brief, reasoning
        self.memory, self.knowledge = reasoning.memory, reasoning.knowledge
        self.defaults = Defaults(reasoning.knowledge)
        self.used_defaults: set[tuple[str, str]] = set()
        placements = self.memory.of_kind("placement")
        self._unit_of = {fact.text("context"): fact.text("unit") for fact in placements}
        self._contexts_of: dict[str, list[str]] = {}
        for context, name in self._unit_of.items():
            self._contexts_of.setdefault(name, []).append(context)
        self.units = tuple(self._unit(fact.text("name")) for fact in self.memory.of_kind("unit"))
        self.calls = {fact.text("name"): fact for fact in self.memory.of_kind("call")}
        self.entities = entity_names(brief)
        self.contexts = {context.name: context for context in brief.contexts}
        self._elements: dict[tuple[str, ...], str] = {}
        self._taken: set[str] = set()
        for client in brief.clients:
            self.element("client", client.name)
        for system in brief.external_systems:
            self.external(system.name)
        for unit in self.units:
            self.label(unit.name)

    def element(self, role: str, name: str, *part: str) -> str:
        """The name of an element: the one given, or with its role behind it where another element has that.

        It stays the same for the same role, name and part, which tells elements of one role and name apart.
        """
        key = (role, name, *part)
        if key not in self._elements:
            numbered = (f"{name} {role} {number}" for number in count(2))
            candidates = map(fitting, chain([name, f"{name} {role}"], numbered))
            self._elements[key] = next(found for found in candidates if found not in self._taken)
            self._taken.add(self._elements[key])
        return self._elements[key]

    def label(self, unit: str) -> str:
        """The name of a unit's service in the system."""
        return self.element("service", unit)

    def external(self, name: str) -> str:
        """The name of an external system in the system."""
        return self.element("external system", name)

    def _unit(self, name: str) -> Unit:
        contexts = tuple(sorted(self._contexts_of.get(name, ())))
        teams = tuple(fact.text("team") for fact in self.memory.find("unit_team", unit=name))
        return Unit(name, contexts, teams)

    def unit_of(self, context: str) -> str:
        """The unit that runs a context; the context itself if none was decided."""
        return self._unit_of.get(context, context)

    def amount(self, default: str, used_for: str) -> Fraction:
        """A default that composition needs; its use is noted as an assumption."""
        if default not in self.knowledge.overrides:
            self.used_defaults.add((default, used_for))
        return self.defaults.amount(default)

    def chosen(self, decision: str, subject: str) -> str | None:
        """The option chosen for a subject."""
        return self.reasoning.chosen(decision, subject)

    def technology(self, decision: str, subject: str) -> tuple[str | None, str | None]:
        """The technology chosen for a subject, and the release of it to use."""
        found = self.memory.find("choice", decision=decision, subject=subject)
        name = found[0].get("technology") if found else None
        if not isinstance(name, str):
            return None, None
        support = self.memory.find("technology_support", technology=name)
        return name, support[0].text("release") if support else None

    def display(self, technology: str | None) -> str:
        """A technology as people write it."""
        item = self.knowledge.technologies.get(technology or "")
        return item.name if item else technology or "open"

    def option_property(self, decision: str, subject: str, name: str) -> str | None:
        """A property of the option chosen for a subject."""
        chosen = self.chosen(decision, subject)
        if chosen is None:
            return None
        return self.knowledge.decisions[decision].option(chosen).item.properties.get(name)

    def shape(self, decision: str, subject: str) -> str | None:
        """The shape of the option chosen for a subject."""
        chosen = self.chosen(decision, subject)
        return self.knowledge.decisions[decision].option(chosen).item.shape if chosen else None

    def title(self, decision: str, subject: str) -> str | None:
        """The title of the option chosen for a subject."""
        chosen = self.chosen(decision, subject)
        return self.knowledge.decisions[decision].option(chosen).item.title if chosen else None

    def end(self, call: Fact, side: str) -> str:
        """The element at one end of a call: a client, a unit or an external system."""
        name = call.text(side)
        match call.text(f"{side}_kind"):
            case "context":
                return self.label(self.unit_of(name))
            case "external":
                return self.external(name)
            case _:
                return name

    @cached_property
    def remote_calls(self) -> Mapping[str, Fact]:
        """The calls that cross units of deployment, in order of name."""
        names = {fact.text("call") for fact in self.memory.of_kind("remote_call")}
        return {name: self.calls[name] for name in sorted(names & self.calls.keys())}

    def is_remote(self, call: Fact) -> bool:
        """Whether a call crosses units of deployment."""
        return call.text("name") in self.remote_calls

    @cached_property
    def arriving(self) -> Mapping[str, list[Fact]]:
        """The calls from outside that end in each unit, in order of name; nothing for a unit without any."""
        found: dict[str, list[Fact]] = {}
        for call in self.remote_calls.values():
            if call.text("target_kind") == "context":
                found.setdefault(self.unit_of(call.text("target")), []).append(call)
        return found

    @cached_property
    def stores(self) -> Mapping[tuple[str, str], set[str | None]]:
        """For each unit and technology of data stores the options with it that contexts of the unit chose."""
        found: dict[tuple[str, str], set[str | None]] = {}
        for unit in self.units:
            for context in unit.contexts:
                technology, _ = self.technology("datastore", context)
                if technology is not None:
                    found.setdefault((unit.name, technology), set()).add(self.chosen("datastore", context))
        return found

    def remote_calls_of(self, use_case: str) -> list[Fact]:
        """The calls across units that a use case makes, in order of name."""
        names = {fact.text("call") for fact in self.memory.find("call_use", use_case=use_case)}
        return [self.remote_calls[name] for name in sorted(names & self.remote_calls.keys())]

    def mode(self, call: Fact) -> str:
        """Whether a call is `sync`, so that its caller waits, or `async`."""
        if call.text("target_kind") == "external":
            return "sync" if call.text("answer") == "now" else "async"
        return self.option_property("communication", call.text("name"), "mode") or "sync"

    def protocol(self, call: Fact) -> str | None:
        """What a call is spoken in: its pattern's protocol, or for messages that of the chosen broker."""
        if call.text("target_kind") == "external":
            found = self.memory.find("external_system", name=call.text("target"))
            protocol = found[0].get("protocol") if found else None
            return "https" if protocol in _OVER_HTTPS else None if protocol is None else str(protocol)
        if self.mode(call) == "async":
            spoken = self.option_property("broker", self.brief.system, "protocol")
            return "a queue table" if spoken == "sql" else spoken or "messages"
        return self.option_property("communication", call.text("name"), "protocol")

    def patterns(self, call: Fact) -> set[str]:
        """The fault-tolerance patterns that a call needs."""
        return {fact.text("pattern") for fact in self.memory.find("protection", call=call.text("name"))}
