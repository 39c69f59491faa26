"""Queries of our own clients over several services: who puts their answers together, and from what."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from archrules.model.system import Gateway
from archrules.recommendation.composition.units import Design
from archrules.vocabulary.facts import Fact

_PROTOCOL = "graphql"
_SEVERAL = 2
_NOTE = "code of ours: resolvers for one schema, which ask the services side by side and in batches"

Split = tuple[tuple[tuple[str, ...], Fraction], tuple[tuple[str, ...], Fraction]]
"""Use cases with their rate, for two ways that one call is made."""


def is_query(design: Design, call: Fact) -> bool:
    """Whether a client's call is a query over a schema of several contexts."""
    return call.text("source_kind") == "client" and design.protocol(call) == _PROTOCOL


class Queries:
    """Finds what the server of queries answers in one design; in front of a single unit the unit answers itself."""

    def __init__(self, design: Design) -> None:
        self._design = design
        self._calls = [call for _, call in sorted(design.calls.items()) if is_query(design, call)]
        self._pages = self._find_pages()
        units = {design.end(call, "target") for call in self._calls}
        units |= {design.end(call, "target") for call in design.calls.values() if self._is_fetched(call)}
        self.server = design.element("gateway", "graphql-server") if len(units) >= _SEVERAL else None
        """The name of the server, where there has to be one."""

    def gateway(self) -> Gateway | None:
        """The server as an element of the system: it is reached through the way in, and runs twice like that."""
        if self.server is None:
            return None
        return Gateway(name=self.server, exposure="internal", replicas=2, notes=(_NOTE,))

    def _find_pages(self) -> frozenset[str]:
        """The pages that all their clients ask for by query."""
        memory = self._design.memory
        entered: dict[str, bool] = {}
        for name, call in self._design.calls.items():
            if call.text("source_kind") == "client":
                for use in memory.find("call_use", call=name):
                    page = use.text("use_case")
                    entered[page] = entered.get(page, True) and is_query(self._design, call)
        joint = {fact.text("use_case") for fact in memory.of_kind("joint_page")}
        return frozenset(page for page in joint if entered.get(page, False))

    def _is_fetched(self, call: Fact) -> bool:
        """Whether the server fetches, for some page, what one service would have asked another for."""
        if call.text("source_kind") != "context" or call.text("target_kind") != "context":
            return False
        design, name = self._design, call.text("name")
        waited_for = design.is_remote(call) and design.mode(call) == "sync"
        return waited_for and any(
            use.text("use_case") in self._pages for use in design.memory.find("call_use", call=name)
        )

    def fetches(self, call: Fact, page: str) -> bool:
        """Whether the server makes a call, in the place of its source, for a page."""
        return self.server is not None and page in self._pages and self._is_fetched(call)

    def split(self, call: Fact) -> Split:
        """The use cases for which a call is made by its source, and the pages for which the server makes it."""
        memory = self._design.memory
        use_cases = [fact.text("use_case") for fact in memory.find("call_use", call=call.text("name"))]
        rate = call.amount("rate_per_s")
        if self.server is None or not self._is_fetched(call):
            return (tuple(use_cases), rate), ((), Fraction(0))
        pages = tuple(name for name in use_cases if name in self._pages)
        fetched = sum(
            (memory.find("use_case", name=name)[0].amount("rate_per_s") for name in pages), Fraction(0)
        )
        others = tuple(name for name in use_cases if name not in self._pages)
        return (others, rate - fetched), (pages, fetched)

    def routes(self, call: Fact, way_in: str | None) -> Iterator[tuple[str, str]]:
        """The pairs of elements between which a call that is waited for goes, one after the other."""
        source, target = self._design.end(call, "source"), self._design.end(call, "target")
        if call.text("source_kind") == "client":
            between = [way_in, self.server if is_query(self._design, call) else None]
            yield from pairwise((source, *(each for each in between if each), target))
            return
        (own, _), (pages, _) = self.split(call)
        if own or not pages:
            yield source, target
        if pages and self.server:
            yield self.server, target
