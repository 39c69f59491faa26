"""What is checked: a System as facts, what of it may be left out, and where each part of it is described."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from archrules.analysis.openness import open_kinds
from archrules.analysis.system_facts import system_facts
from archrules.errors import Fault, SystemFileError
from archrules.importers.imported import Imported
from archrules.inference.memory import WorkingMemory
from archrules.inference.program import Program
from archrules.knowledge_base.rules import Rule
from archrules.model.finding import Place, Step
from archrules.model.model_paths import interaction_names, model_places
from archrules.model.system import ExternalSystem, Interaction, System
from archrules.model.system_references import system_problems
from archrules.model.units import format_duration, format_percent
from archrules.policies.deriving import derive_certain
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Origin

_INTERACTIONS = "interactions."


@dataclass(frozen=True)
class Subject:
    """A System that is checked. `places` goes from model paths to places and is empty where none is known."""

    system: System
    places: Mapping[str, Place]
    form: str
    memory: WorkingMemory
    open_kinds: frozenset[str]
    program: Program

    @cached_property
    def interactions(self) -> Mapping[str, Interaction]:
        """Every interaction by name."""
        return dict(zip(interaction_names(self.system), self.system.interactions, strict=True))

    @cached_property
    def model_paths(self) -> Mapping[str, str]:
        """For each element, interaction and use case the model path that leads to it, by name; the System by its own.

        Where several have one name, the first has it.
        """
        found: dict[str, str] = {}
        for path in model_places(self.system):
            found.setdefault(path.partition(".")[2] or self.system.name, path)
        return found

    def place(self, name: str) -> Place | None:
        """Where an element, interaction, use case or the System is described."""
        return self.places.get(self.model_paths.get(name, ""))

    def origins(self, fact: Fact) -> list[Origin]:
        """Where a fact came from; nowhere if a rule derived it."""
        return self.memory.origins(fact)

    def path_of(self, fact: Fact) -> tuple[Step, ...]:
        """The elements that the interactions behind a computed fact lead through, in their order."""
        names = [
            reference.removeprefix(_INTERACTIONS)
            for origin in self.origins(fact)
            for reference in origin.inputs
            if reference.startswith(_INTERACTIONS)
        ]
        pairs: dict[tuple[str, str], list[str]] = {}
        for name in names:
            interaction = self.interactions[name]
            pairs.setdefault((interaction.source, interaction.target), []).append(name)
        steps: list[Step] = []
        for (source, target), between in pairs.items():
            if not steps:
                steps.append(Step(element=source, place=self.place(source)))
            place = self.places.get(f"{_INTERACTIONS}{between[0]}")
            steps.append(Step(element=target, place=place, note=self._note(target, between) or None))
        return tuple(steps)

    def _note(self, target: str, between: Sequence[str]) -> str:
        """What a call adds to a path: its latency, and the availability that is promised by whom it calls."""
        latencies = [latency for name in between if (latency := self.interactions[name].latency) is not None]
        told = [format_duration(max(latencies))] if latencies else []
        called = self._externals.get(target)
        if called is not None and called.latency is not None and not latencies:
            told.append(format_duration(called.latency))
        if called is not None and called.availability is not None:
            told.append(f"{format_percent(called.availability)} available")
        return ", ".join(told)

    @cached_property
    def _externals(self) -> Mapping[str, ExternalSystem]:
        return {external.name: external for external in self.system.external_systems}


def subject_of(given: System | Imported, strata: Sequence[Sequence[Rule]], program: Program) -> Subject:
    """A System, as such or as it was read, with its facts and what certainly follows from them.

    Raises:
        InferenceError: a rule cannot be computed, which is a fault of the knowledge.
    """
    imported = given if isinstance(given, Imported) else Imported(given, {}, {}, (), form="")
    memory = WorkingMemory()
    for fact, origins in system_facts(imported.system):
        for origin in origins:
            memory.give(fact, origin)
    kinds = derive_certain(strata, memory, open_kinds(imported.system), program)
    return Subject(imported.system, imported.places, imported.form, memory, kinds, program)


def require_names(system: System) -> None:
    """Refuse a System whose names are used twice or refer to nothing in it; paths stand in for places.

    Raises:
        SystemFileError: with every such name.
    """
    faults = [
        Fault("system", 1, 1, f"{'.'.join(map(str, path))}: {message}")
        for path, message in system_problems(system)
    ]
    if faults:
        raise SystemFileError(faults)
