"""Who follows what a context publishes: the contexts that read its data and do not wait for it."""

from collections.abc import Iterable, Iterator

from archrules.analysis.given_facts import given
from archrules.vocabulary.origins import Given, Origin


def followed_contexts(calls: Iterable[Given]) -> Iterator[Given]:
    """`followed_context` for each context whose data others read without hurry; the calls are given facts."""
    readers: dict[str, set[str]] = {}
    paths: dict[str, set[str]] = {}
    for call, origins in calls:
        if call.kind != "call" or (call.get("answer"), call.get("access")) != ("later", "read"):
            continue
        if (call.text("source_kind"), call.text("target_kind")) == ("context", "context"):
            readers.setdefault(call.text("target"), set()).add(call.text("source"))
            paths.setdefault(call.text("target"), set()).update(*(origin.inputs for origin in origins))
    for context, found in sorted(readers.items()):
        inputs = tuple(sorted(paths[context]))
        origin = Origin("computed", f"readers of {context}", "counted over the calls that can wait", inputs)
        yield given("followed_context", {"context": context, "readers": len(found)}, origin)
