"""Object stores beside the databases: where the files of a unit's contexts rest, and how it reaches them."""

from collections.abc import Iterator

from archrules.model.base import TEXT_LENGTH
from archrules.model.system import DataStore, Interaction
from archrules.recommendation.composition.units import Design, Unit, fitting

OBJECT_STORE = "object-store"
"""The decision where files rest, and the role of what it decides on."""


def object_stores(design: Design) -> Iterator[DataStore]:
    """One for the contexts of a unit that decided alike. Entities lie in the database, whose rows name the files."""
    for unit in design.units:
        for option, contexts in sorted(_groups(design, unit).items()):
            technology, release = design.technology(OBJECT_STORE, contexts[0])
            nodes = design.option_property(OBJECT_STORE, contexts[0], "replicas")
            yield DataStore(
                name=_name(design, unit, option),
                technology=technology,
                version=release,
                context=contexts[0] if len(unit.contexts) == 1 else None,
                team=unit.teams[0] if len(unit.teams) == 1 else None,
                replicas=int(nodes) if nodes and nodes.isdigit() else None,
                scope="database",
                owner=design.label(unit.name),
                topology=design.shape(OBJECT_STORE, contexts[0]),
                role=OBJECT_STORE,
                encryption_at_rest=True,
                backup=_kept_versions(design, contexts[0]),
                notes=(fitting(f"files of {', '.join(contexts)}", TEXT_LENGTH),),
            )


def file_interactions(design: Design) -> Iterator[Interaction]:
    """A unit writes and deletes its files, and signs the addresses under which clients send and fetch them."""
    for unit in design.units:
        for option, contexts in sorted(_groups(design, unit).items()):
            yield Interaction(
                source=design.label(unit.name),
                target=_name(design, unit, option),
                protocol=design.option_property(OBJECT_STORE, contexts[0], "protocol"),
                mode="data",
                access="read-write",
                use_cases=tuple(sorted(_use_cases(design, contexts))),
                encryption="tls",
            )


def _groups(design: Design, unit: Unit) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for context in unit.contexts:
        option = design.chosen(OBJECT_STORE, context)
        if option is not None:
            groups.setdefault(option, []).append(context)
    return groups


def _name(design: Design, unit: Unit, option: str) -> str:
    return design.element("object store", f"{design.label(unit.name)}-files", unit.name, option)


def _use_cases(design: Design, contexts: list[str]) -> set[str]:
    """Those that read or write a file of the contexts."""
    names = {
        fact.text("entity") for context in contexts for fact in design.memory.find("file", context=context)
    }
    return {
        fact.text("use_case")
        for kind in ("reads", "writes")
        for name in names
        for fact in design.memory.find(kind, entity=name)
    }


def _kept_versions(design: Design, context: str) -> str | None:
    """How files that were deleted or replaced by mistake come back."""
    told = design.memory.find("guideline", decision=OBJECT_STORE, subject=context, topic="recovery")
    return fitting("; ".join(fact.text("text") for fact in told), TEXT_LENGTH) if told else None
