"""The plans around the system: data flow, scaling, current state, migration, what is open."""

from collections.abc import Iterator, Mapping

from archrules.model.domain import UseCase
from archrules.model.recommendation import (
    Assumption,
    Flow,
    MigrationStep,
    Question,
    Risk,
    Scaling,
    ServiceRow,
)
from archrules.model.system import DataStore, Service, System
from archrules.model.units import format_duration
from archrules.recommendation.composition.queries import Queries
from archrules.recommendation.composition.units import Design
from archrules.recommendation.results import cite
from archrules.vocabulary.facts import Fact


def service_rows(design: Design, system: System) -> Iterator[ServiceRow]:
    """The Service Architecture table."""
    for service in system.services:
        stores = [
            " ".join(filter(None, (_product(design, store), store.version)))
            + (f" ({', '.join(contexts)})" if (contexts := _schemas(store.notes)) else "")
            for store in system.data_stores
            if store.owner == service.name
        ]
        stores += [
            f"{design.display(cache.technology)} as cache"
            for cache in system.caches
            if cache.owner == service.name
        ]
        yield ServiceRow(
            service=service.name,
            responsibility=service.responsibility or service.name,
            tech=_tech(design, service),
            data_store="; ".join(stores) or "none",
        )


def _product(design: Design, store: DataStore) -> str:
    """The product, or what sort of store it is where only that was decided."""
    return design.display(store.technology) if store.technology else store.role or design.display(None)


def _tech(design: Design, service: Service) -> str:
    tech = " ".join(filter(None, (design.display(service.technology), service.version)))
    return f"{tech}, {service.replicas} replicas" if (service.replicas or 0) > 1 else tech


def _schemas(notes: tuple[str, ...]) -> list[str]:
    return [note.replace("one schema for each context", "a schema each") for note in notes]


def flows(design: Design) -> Iterator[Flow]:
    """Data Flow: one line for each use case."""
    queries = Queries(design)
    for use_case in sorted(design.brief.use_cases, key=lambda use_case: use_case.name):
        yield Flow(use_case=use_case.name, text=_flow(design, use_case, queries))


def _flow(design: Design, use_case: UseCase, queries: Queries) -> str:
    entry = design.label(design.unit_of(use_case.context))
    actors = {actor.name: actor for actor in design.brief.actors}
    actor = actors.get(use_case.actor or "")
    start = (
        f"{actor.name} ({', '.join(sorted(actor.clients))})" if actor and actor.clients else use_case.actor
    )
    parts = [f"{start} -> {entry}{_over(design, use_case)}" if start else f"{entry} by itself"]
    for verb in ("reads", "writes"):
        named = [fact.text("entity") for fact in design.memory.find(verb, use_case=use_case.name)]
        if named:
            parts.append(f"{verb} {', '.join(named)}")
    calls = [
        f"{queries.server} {_step(design, call)}"
        if queries.fetches(call, use_case.name)
        else _step(design, call)
        for call in design.remote_calls_of(use_case.name)
        if call.text("source_kind") == "context" and call.text("source") == use_case.context
    ]
    parts.extend(dict.fromkeys(calls))
    title = design.title("consistency", use_case.name)
    if title:
        parts.append(title[0].lower() + title[1:] if not title[:2].isupper() else title)
    return "; ".join(parts)


def _over(design: Design, use_case: UseCase) -> str:
    """How clients reach the use case, where that is not by ordinary requests."""
    for use in design.memory.find("call_use", use_case=use_case.name):
        call = design.calls[use.text("call")]
        if call.text("source_kind") == "client" and design.protocol(call) not in {None, "https"}:
            return f" over {design.protocol(call)}"
    return ""


def _step(design: Design, call: Fact) -> str:
    """What a use case does over one call."""
    target = design.end(call, "target")
    protocol = design.protocol(call)
    if design.mode(call) != "async" or call.text("target_kind") == "external":
        later = " later" if design.mode(call) == "async" else ""
        return f"calls {target} over {protocol}{later}" if protocol else f"calls {target}{later}"
    if call.get("access") == "read":
        return f"takes what {target} publishes over {protocol}"
    return f"sends to {target} over {protocol}"


def scaling(design: Design) -> Iterator[Scaling]:
    """The Scalability Plan: the remedy chosen for each bottleneck."""
    for fact in design.memory.of_kind("bottleneck"):
        chosen = design.chosen("remedy", fact.text("name"))
        option = design.knowledge.decisions["remedy"].option(chosen) if chosen else None
        yield Scaling(
            bottleneck=f"{fact.text('type')}: {fact.text('name')}",
            because=fact.text("because"),
            solution=f"{option.item.title}: {option.item.shape}"
            if option
            else "none of the known remedies applies",
            impact="; ".join(option.item.gives) if option else "open",
        )


def current_state(design: Design) -> Iterator[str]:
    """What runs today, as the brief tells it."""
    existing = design.brief.existing
    if existing is None:
        return
    released = (
        f", released every {format_duration(existing.release_interval)}" if existing.release_interval else ""
    )
    yield f"{existing.style.replace('-', ' ')}{released}" + (
        f": {existing.description}" if existing.description else ""
    )
    for part in sorted(existing.parts, key=lambda part: part.name):
        serves = f" for {', '.join(sorted(part.contexts))}" if part.contexts else ""
        uses = f"; uses {', '.join(sorted(part.uses))}" if part.uses else ""
        technology = f" ({design.display(part.technology)})" if part.technology else ""
        yield f"{part.kind.replace('-', ' ')} {part.name}{technology}{serves}{uses}"
    yield from (f"problem: {problem}" for problem in existing.problems)


def migration(design: Design) -> tuple[MigrationStep, ...]:
    """The steps from the existing system to the recommended one, in order."""
    steps = sorted(
        design.memory.of_kind("migration_step"),
        key=lambda fact: (fact.amount("phase"), fact.amount("rank"), fact.text("name")),
    )
    return tuple(
        MigrationStep(
            number=number, does=fact.text("does"), undo=fact.text("undo"), done_when=fact.text("done_when")
        )
        for number, fact in enumerate(steps, start=1)
    )


def risks(design: Design) -> tuple[Risk, ...]:
    """What may go wrong with what was chosen."""
    return tuple(
        Risk(about=fact.text("about"), text=fact.text("text"), mitigation=fact.text("mitigation"))
        for fact in design.memory.of_kind("risk")
    )


def assumptions(design: Design) -> Iterator[Assumption]:
    """Every default that was used, once, with all it was used for."""
    used: dict[str, set[str]] = {}
    for fact in design.memory:
        for origin in design.memory.origins(fact):
            if origin.source == "default":
                used.setdefault(origin.reference, set()).add(origin.formula)
    for name, used_for in design.used_defaults:
        used.setdefault(name, set()).add(used_for)
    for name, paths in sorted(used.items()):
        item = design.knowledge.defaults[name]
        yield Assumption(
            default=name,
            title=item.title,
            value=item.value if isinstance(item.value, str) else f"{item.value} {item.unit}",
            used_for=tuple(sorted(paths)),
            why=item.why,
            evidence=item.evidence,
            override=item.override,
            sources=cite(design.knowledge, item.sources),
        )


def questions(
    design: Design, assumed: tuple[Assumption, ...], resting: Mapping[str, int]
) -> Iterator[Question]:
    """What the brief leaves open: those first that most decisions rest on, as far as that can be counted.

    Of a default it is counted how many decisions read it. What a rule asks for has nothing in its place that could be
    counted, so it comes after the defaults that decisions rest on and before those that none does.
    """
    asked = [
        Question(
            about=assumption.default,
            text=item.question,
            changes=item.changes or item.why,
            decisions=resting.get(assumption.default, 0),
        )
        for assumption in assumed
        if (item := design.knowledge.defaults[assumption.default]).question
    ]
    yield from sorted(
        (question for question in asked if question.decisions),
        key=lambda question: (-(question.decisions or 0), question.about),
    )
    for fact in design.memory.of_kind("question"):
        yield Question(about=fact.text("about"), text=fact.text("text"), changes=fact.text("changes"))
    yield from (question for question in asked if not question.decisions)
