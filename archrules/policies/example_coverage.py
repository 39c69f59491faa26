"""Which verdicts of a policy its examples show: one that is never seen to be violated may never be."""

from collections.abc import Iterator

from archrules.knowledge_base.rules import Policy
from archrules.model.finding import Verdict

_WANTED = (Verdict.VIOLATED, Verdict.SATISFIED)


def uncovered(policy: Policy) -> Iterator[Verdict]:
    """The verdicts that no example of a policy expects of any element, of violated and satisfied."""
    expected = {
        str(verdict)
        for example in policy.item.examples
        if isinstance(example.expect, dict)
        for verdict in example.expect.values()
    }
    yield from (verdict for verdict in _WANTED if verdict.value not in expected)
