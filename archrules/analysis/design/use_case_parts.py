"""What must be up for a use case: its unit and stores, and those of everything it waits for."""

from dataclasses import dataclass, field

from archrules.analysis.design.channel_load import KINDS
from archrules.analysis.design.decided import Decided
from archrules.analysis.design.parts import ENTRY, OTHERS, SERVICE, SITE, Part, Parts
from archrules.analysis.design.waiting import Wait, Waiting
from archrules.vocabulary.facts import Fact


@dataclass(slots=True)
class UseCaseParts:
    """Finds the parts of use cases of one design.

    What is answered from the last good answer while it is away need not be up. Of several use cases that may serve a
    call the least available one counts.
    """

    decided: Decided
    parts: Parts
    found: Waiting
    _inner: dict[str, frozenset[Part]] = field(default_factory=dict)
    _own: dict[str, frozenset[Part]] = field(default_factory=dict)

    def all(self) -> dict[str, frozenset[Part]]:
        """The parts of each use case: of those answered at once, and of those that clients leave to be done later."""
        servants: dict[str, list[str]] = {}
        for name in reversed(list(self.found.waits)):
            use_case = self.found.use_cases[name]
            self._own[name] = self._needed(use_case)
            if name not in self.found.started:
                context = use_case.text("context")
                servants.setdefault(context, []).append(name)
                self._inner[context] = min(
                    (self._own[each] for each in servants[context]),
                    key=lambda parts: (self.parts.product(parts), sorted(parts)),
                )
        entered = {
            name: parts | self._around(entered=name in self.found.started)
            for name, parts in self._own.items()
        }
        return entered | dict(self._accepted())

    def _around(self, *, entered: bool) -> frozenset[Part]:
        """The site, and the way in for what clients enter."""
        chosen = self.decided.find("choice", decision="entry")
        if entered and any(choice.text("option") != "none" for choice in chosen):
            return frozenset({Part(SITE, "the site"), Part(ENTRY, "the way in")})
        return frozenset({Part(SITE, "the site")})

    def _needed(self, use_case: Fact) -> frozenset[Part]:
        name, context = use_case.text("name"), use_case.text("context")
        needed = {self._service(context), *self._stores(name, context)}
        for wait in self.found.waits[name]:
            if not self._can_fall_back(wait):
                needed |= self._behind(name, wait)
        return frozenset(needed)

    def _service(self, context: str) -> Part:
        return Part(SERVICE, self.parts.unit.get(context, context))

    def _stores(self, use_case: str, context: str) -> set[Part]:
        """The store of a context, if the use case reads or writes there, and that of its files, if it touches some."""
        touched = {
            fact.text("entity")
            for verb in ("reads", "writes")
            for fact in self.decided.find(verb, use_case=use_case, context=context)
        }
        stores = self.parts.stores, self.parts.files
        needed = bool(touched), any(self.decided.find("file", entity=entity) for entity in touched)
        return {held[context] for held, need in zip(stores, needed, strict=True) if need and context in held}

    def _can_fall_back(self, wait: Wait) -> bool:
        return bool(self.decided.find("protection", call=wait.call.text("name"), pattern="fallback"))

    def _behind(self, use_case: str, wait: Wait) -> set[Part]:
        target = wait.call.text("target")
        if wait.call.text("target_kind") == "external":
            return {Part(OTHERS, target)}
        inner = self._inner.get(target, frozenset()) if wait.follows else frozenset[Part]()
        return {self._service(target), *self._stores(use_case, target), *inner}

    def _accepted(self) -> dict[str, frozenset[Part]]:
        """What must be up to take on what clients leave to be done later."""
        found: dict[str, frozenset[Part]] = {}
        around = self._around(entered=True)
        for call in self.decided.find("call", source_kind="client", answer="later"):
            chosen = self.decided.find("choice", decision="communication", subject=call.text("name"))
            by_message = any(choice.text("option") in KINDS for choice in chosen)
            for use in self.decided.find("call_use", call=call.text("name")):
                name, context = use.text("use_case"), call.text("target")
                taking = {self._service(context), *self._stores(name, context)}
                if by_message and self.parts.broker is not None:
                    taking = {self.parts.broker}
                found[name] = found.get(name, frozenset()) | taking | around
        return found
