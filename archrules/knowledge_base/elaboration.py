"""From the items in force to a knowledge base: every rule read and checked, every reference followed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, cast

import networkx as nx

from archrules.errors import Fault
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.decision_form import read_decision, read_option, with_options
from archrules.knowledge_base.images import ImagesFile, ImageTable
from archrules.knowledge_base.items import DerivationItem, Item, OptionItem, TechnologyItem
from archrules.knowledge_base.pack_reading import PackFiles, place_of
from archrules.knowledge_base.pack_record import Pack
from archrules.knowledge_base.references import references
from archrules.knowledge_base.remarks import listed, remarks
from archrules.knowledge_base.rule_forms import read_derivation, read_policy, read_table
from archrules.knowledge_base.rules import Decision, Option
from archrules.knowledge_base.scope import Faults
from archrules.knowledge_base.stack import Stack, Touch
from archrules.knowledge_base.strict_yaml import Document, ValuePath
from archrules.knowledge_base.validation import suggest
from archrules.vocabulary import VOCABULARY

_FOR_DECISIONS = {"decision", "derivation", "option", "technology"}


def elaborate(stack: Stack, packs: list[PackFiles]) -> KnowledgeBase:
    """The knowledge in force; what is wrong with it becomes faults of the stack, and then it is of no use.

    `packs` are those that the stack was made of, the one at the bottom first.
    """
    work = _Elaboration(stack)
    work.check_sources()
    work.check_technologies()
    knowledge = KnowledgeBase(
        pack=cast("Any", packs[0].pack),  # one that could not be read is a fault, and raised
        sources=dict(sorted(stack.sources.items())),
        defaults=work.items_of("default"),
        technologies=work.items_of("technology"),
        derivations=work.each("derivation", lambda item, faults: read_derivation(item, VOCABULARY, faults)),
        tables=work.each("table", lambda item, faults: read_table(item, VOCABULARY, faults)),
        decisions=work.decisions(),
        policies=work.each("policy", lambda item, faults: read_policy(item, VOCABULARY, faults)),
        images=work.images(),
        packs=_in_order(stack, packs) if len(packs) > 1 else (),
        pack_of=dict(sorted(stack.pack_of.items())),
    )
    return replace(knowledge, remarks=remarks(knowledge, stack.gone))


def _in_order(stack: Stack, packs: list[PackFiles]) -> tuple[Pack, ...]:
    """The packs in an order in which they can be laid, the same whatever the order in which they were."""
    found = {files.pack.name: files for files in packs if files.pack is not None}
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(found)
    for name in found:
        below = stack.closure.get(name, frozenset()) & found.keys() - {name}
        graph.add_edges_from((lower, name) for lower in below)
    return tuple(_pack(found[name]) for name in nx.lexicographical_topological_sort(graph))


def _pack(files: PackFiles) -> Pack:
    items = {name: item for items in files.items.values() for name, item in items.items()}
    return Pack(
        item=cast("Any", files.pack),  # there is one, see `_in_order`
        items=dict(sorted(items.items())),
        sources=dict(sorted((files.sources or {}).items())),
        images=files.images.table() if files.images else ImageTable(),
    )


class _Elaboration:
    def __init__(self, stack: Stack) -> None:
        self._stack, self._items = stack, stack.items

    def items_of(self, form: str) -> dict[str, Any]:
        return dict(sorted(self._items[form].items()))

    def each(self, form: str, read: Callable[[Any, Faults], Any]) -> dict[str, Any]:
        result = {}
        for name in sorted(self._items[form]):
            faults = Faults(self._stack.documents[name])
            result[name] = read(self._items[form][name], faults)
            self._take(faults)
        return result

    def _take(self, faults: Faults) -> None:
        for path, message in faults.found:
            self._note(faults.document, path, message)

    def _note(self, document: Document, path: ValuePath, message: str) -> None:
        self._stack.faults.append(Fault(*place_of(document, path), message))

    # ---- references

    def check_sources(self) -> None:
        if "sources" in self._stack.broken:
            return
        missed: dict[str, set[str]] = {}
        for name, document, start, item in self._citing():
            for path, reference in references(item, start):
                if f"sources/{reference}" in self._stack.gone:
                    missed.setdefault(reference, set()).add(name)
                elif reference not in self._stack.sources:
                    hint = suggest(reference, self._stack.sources)
                    self._note(document, path, f"sources.yaml has no source {reference!r}{hint}")
        for source, citing in sorted(missed.items()):
            self._blame(self._stack.gone[f"sources/{source}"], f"sources/{source}", "cited by", citing)

    def _citing(self) -> Iterator[tuple[str, Document, ValuePath, Item]]:
        """Everything that names sources: its id, the document that it stands in, and where in there."""
        documents = self._stack.documents
        for items in self._items.values():
            yield from ((name, documents[name], (), item) for name, item in items.items())
        for name, image in self._stack.images.items():
            yield f"images/{name}", documents[f"images/{name}"], ("images", name), image

    def check_technologies(self) -> None:
        """Tell which options stand for a technology that is disabled."""
        missed: dict[str, set[str]] = {}
        for name, item in self._items["option"].items():
            if isinstance(item, OptionItem) and item.technology in self._stack.gone:
                missed.setdefault(str(item.technology), set()).add(name)
        for technology, options in sorted(missed.items()):
            self._blame(self._stack.gone[technology], technology, "needed by", options)

    def _blame(self, touch: Touch, name: str, how: str, users: set[str]) -> None:
        fault = touch.fault(f"{name!r} is {how} {listed(users)}; replace or disable them as well, or keep it")
        self._stack.faults.append(fault)

    def images(self) -> ImageTable:
        """The entries of all packs; what stands in two of them is a fault."""
        merged = ImagesFile.model_construct(tasks=tuple(self._stack.tasks), images=self._stack.images)
        for path, message in merged.problems():
            self._note(self._stack.documents[f"images/{path[1]}"], path, message)
        return merged.table()

    # ---- decisions

    def decisions(self) -> dict[str, Decision]:
        decisions = self.each("decision", lambda item, faults: read_decision(item, VOCABULARY, faults))
        self._note_stray_options()
        if not self._stack.broken.isdisjoint(_FOR_DECISIONS):
            return {}  # what is missing of them would be told as further faults
        return {name: self._with_options(name, decision) for name, decision in decisions.items()}

    def _note_stray_options(self) -> None:
        known = self._items["decision"].keys() | self._stack.unread
        for name in sorted(self._items["option"]):
            decision = name.partition("/")[0]
            if decision in known:
                continue
            if decision in self._stack.gone:
                message = f"the pack {self._stack.gone[decision].pack!r} disables the decision {decision!r}"
            elif self._stack.pack_of[name] == next(iter(self._stack.closure)):
                message = f"there is no decision.yaml beside it in {decision}/"
            else:
                message = f"there is no decision {decision!r}{suggest(decision, self._items['decision'])}"
            self._note(self._stack.documents[name], (), message)

    def _argued(self) -> set[str]:
        """The criteria that derivations argue for all options."""
        conclusions = (
            item.derive.get("argued")
            for item in self._items["derivation"].values()
            if isinstance(item, DerivationItem)
        )
        return {str(fields.get("criterion")) for fields in conclusions if isinstance(fields, dict)}

    def _with_options(self, name: str, decision: Decision) -> Decision:
        maturity = {
            item.id: item.maturity.value
            for item in self._items["technology"].values()
            if isinstance(item, TechnologyItem)
        }
        options: list[Option] = []
        used: set[str] = set()
        for identity in self._stack.options(name):
            item = cast("OptionItem", self._items["option"][identity])
            faults = Faults(self._stack.documents[identity])
            options.append(read_option(item, decision, VOCABULARY, faults, maturity, used))
            self._take_of_option(identity, item, faults)
        faults = Faults(self._stack.documents[name])
        decision = with_options(decision, options, self._argued(), used, faults)
        if self._options_were_changed(name):
            faults.found.clear()  # what is no longer used is no fault of who wrote the decision
            self._note_nothing_left(name, options)
        for index, earlier in enumerate(decision.item.after):
            if earlier not in self._items["decision"] and earlier not in self._stack.gone:
                hint = suggest(earlier, self._items["decision"])
                faults.add(("after", index), f"there is no decision {earlier!r}{hint}")
        self._take(faults)
        return decision

    def _take_of_option(self, identity: str, item: OptionItem, faults: Faults) -> None:
        """Take the faults of an option; if another pack has replaced its decision, they are told there."""
        found = [
            (path, message)
            for path, message in faults.found
            if path != ("technology",) or item.technology not in self._stack.gone
        ]
        decision = identity.partition("/")[0]
        touch, owner = self._stack.replaced.get(decision), self._stack.pack_of[identity]
        if touch is None or touch.pack in self._stack.closure[owner]:
            self._take(replace(faults, found=found))
            return
        for path, message in found:
            place = ":".join(map(str, place_of(faults.document, path)))
            told = f"with {decision!r} replaced, {identity!r} is at fault: {message} ({place})"
            self._stack.faults.append(touch.fault(f"{told}; replace or disable it as well"))

    def _options_were_changed(self, decision: str) -> bool:
        changed = (*self._stack.gone, *self._stack.replaced)
        return any(name.startswith(f"{decision}/") for name in changed)

    def _note_nothing_left(self, decision: str, options: list[Option]) -> None:
        if not options:
            touch = min(t for name, t in self._stack.gone.items() if name.startswith(f"{decision}/"))
            message = f"nothing is left to choose for {decision!r}; keep an option, or disable {decision!r}"
            self._stack.faults.append(touch.fault(message))
