"""Who writes what together, who writes the same, and who looks at what was just written."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archrules.analysis.domain_facts import DomainFacts
from archrules.analysis.given_facts import given
from archrules.analysis.structure.names import names_text
from archrules.model.brief import Brief
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value


def shared_data(brief: Brief, domain: DomainFacts) -> Iterator[Given]:
    """`written_together` by context, `written_by_several` by entity, `reads_back` by use case and entity."""
    yield from _written_together(brief, domain)
    writers: dict[tuple[str, str], set[str]] = {}
    by_actor: dict[tuple[str, str], set[str]] = {}
    for use_case in brief.use_cases:
        for name in use_case.writes:
            entity, context = domain.entity(use_case, name)
            writers.setdefault((context, entity), set()).add(use_case.name)
            if use_case.actor is not None:
                by_actor.setdefault((use_case.actor, entity), set()).add(use_case.name)
    yield from _written_by_several(writers)
    yield from _reads_back(brief, domain, by_actor)


def _written_together(brief: Brief, domain: DomainFacts) -> Iterator[Given]:
    entities: dict[str, set[str]] = {}
    use_cases: dict[str, set[str]] = {}
    for use_case in brief.use_cases:
        written: dict[str, set[str]] = {}
        for name in use_case.writes:
            entity, context = domain.entity(use_case, name)
            written.setdefault(context, set()).add(entity)
        for context, several in written.items():
            if len(several) > 1:
                entities.setdefault(context, set()).update(several)
                use_cases.setdefault(context, set()).add(use_case.name)
    for context, together in sorted(entities.items()):
        values: dict[str, Value | None] = {
            "context": context,
            "entities": names_text(sorted(together)),
            "use_cases": names_text(sorted(use_cases[context])),
        }
        paths = tuple(f"use_cases.{name}.writes" for name in sorted(use_cases[context]))
        formula = "entities of the context that one use case writes"
        yield given("written_together", values, Origin("computed", f"writes in {context}", formula, paths))


def _written_by_several(writers: dict[tuple[str, str], set[str]]) -> Iterator[Given]:
    for (context, entity), names in sorted(writers.items()):
        if len(names) > 1:
            values: dict[str, Value | None] = {
                "entity": entity,
                "context": context,
                "use_cases": len(names),
                "names": names_text(sorted(names)),
            }
            paths = tuple(f"use_cases.{name}.writes" for name in sorted(names))
            origin = Origin("computed", f"writers of {entity}", "use cases that write it, counted", paths)
            yield given("written_by_several", values, origin)


def _reads_back(
    brief: Brief, domain: DomainFacts, by_actor: dict[tuple[str, str], set[str]]
) -> Iterator[Given]:
    for use_case in brief.use_cases:
        for entity, context in sorted({domain.entity(use_case, name) for name in use_case.reads}):
            after = by_actor.get((use_case.actor or "", entity), set()) - {use_case.name}
            if after:
                values: dict[str, Value | None] = {
                    "use_case": use_case.name,
                    "context": context,
                    "entity": entity,
                    "after": names_text(sorted(after)),
                }
                written = (f"use_cases.{name}.writes" for name in sorted(after))
                paths = (f"use_cases.{use_case.name}.reads", *written)
                formula = "use cases of the same actor that write what it reads"
                origin = Origin("computed", f"reads of {use_case.name}", formula, paths)
                yield given("reads_back", values, origin)
