"""Search indexes beside the stores: copies of their texts that a unit fills and asks."""

from collections.abc import Iterator

from archrules.model.base import TEXT_LENGTH
from archrules.model.system import DataStore, Interaction
from archrules.recommendation.composition.units import Design, Unit, fitting


def search_stores(design: Design) -> Iterator[DataStore]:
    """One index for the contexts of a unit that decided for the same product; its truth lies in their stores."""
    for unit in design.units:
        for technology, contexts in sorted(_groups(design, unit).items()):
            nodes = design.option_property("search", contexts[0], "replicas")
            yield DataStore(
                name=_name(design, unit, technology),
                technology=technology,
                version=design.technology("search", contexts[0])[1],
                context=contexts[0] if len(unit.contexts) == 1 else None,
                team=unit.teams[0] if len(unit.teams) == 1 else None,
                replicas=int(nodes) if nodes and nodes.isdigit() else None,
                scope="database",
                owner=design.label(unit.name),
                topology=design.shape("search", contexts[0]),
                role="search",
                backup="not needed: it is built again from the store that holds the truth",
                notes=(fitting(f"search index for {', '.join(contexts)}", TEXT_LENGTH),),
            )


def searches(design: Design) -> Iterator[Interaction]:
    """A unit writes its changes to its indexes, and searches them."""
    for unit in design.units:
        for technology in sorted(_groups(design, unit)):
            yield Interaction(
                source=design.label(unit.name),
                target=_name(design, unit, technology),
                protocol=technology,
                mode="data",
                access="read-write",
                encryption="tls",
            )


def _groups(design: Design, unit: Unit) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for context in unit.contexts:
        technology, _ = design.technology("search", context)
        if technology is not None:
            groups.setdefault(technology, []).append(context)
    return groups


def _name(design: Design, unit: Unit, technology: str) -> str:
    return design.element("data store", f"{design.label(unit.name)}-{technology}", unit.name)
