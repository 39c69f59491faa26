"""In which order units come back: those first that others wait for."""

from collections.abc import Iterator

import networkx as nx

from archrules.analysis.design.decided import Decided, remote_calls, unit_of
from archrules.analysis.given_facts import given
from archrules.vocabulary.origins import Given, Origin


def restore_ranks(decided: Decided) -> Iterator[Given]:
    """`restore_rank` for each unit: 1 if it waits for no other, else one more than all that it waits for.

    Units that wait for each other come back together.
    """
    unit, remote = unit_of(decided), remote_calls(decided)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(fact.text("name") for fact in decided.of_kind("unit"))
    paths: dict[str, set[str]] = {}
    for call in decided.find("call", source_kind="context", target_kind="context", answer="now"):
        if call.text("name") in remote:
            caller, callee = unit.get(call.text("source"), ""), unit.get(call.text("target"), "")
            if caller in graph and callee in graph:
                graph.add_edge(callee, caller)
                paths.setdefault(caller, set()).add(f"call {call.text('name')}")
    circles = nx.condensation(graph)
    for rank, generation in enumerate(nx.topological_generations(circles), start=1):
        for name in sorted(name for circle in generation for name in circles.nodes[circle]["members"]):
            inputs = tuple(sorted(paths.get(name, ())))
            origin = Origin("computed", f"restoring {name}", "after all that it waits for", inputs)
            waited_for = sum(1 for caller in graph.successors(name) if caller != name)
            yield given("restore_rank", {"unit": name, "rank": rank, "waited_for_by": waited_for}, origin)
