"""In which order the patterns of a rule are joined: what is bound first narrows what comes after."""

from collections.abc import Iterable, Sequence

from archrules.knowledge_base.conditions import Pattern, Variable, binds


def join_order(patterns: Sequence[Pattern], bound: Iterable[str], first: int | None = None) -> list[int]:
    """Indexes of the patterns: `first`, then always the one with most variables bound, most literals, or written first.

    The order depends on the rule alone, never on facts.
    """
    known = set(bound)
    order: list[int] = []
    waiting = list(range(len(patterns)))
    while waiting:
        if first is not None and not order:
            chosen = first
        else:
            chosen = max(waiting, key=lambda index: (*_narrowness(patterns[index], known), -index))
        waiting.remove(chosen)
        order.append(chosen)
        known |= binds(patterns[chosen])
    return order


def joined_to(patterns: Sequence[Pattern], bound: Iterable[str]) -> list[Pattern]:
    """The patterns that join, one after the other, on what is bound by then; those that never do are left out."""
    known = set(bound)
    order: list[Pattern] = []
    waiting = list(patterns)
    while chosen := next((one for one in waiting if binds(one) & known), None):
        waiting.remove(chosen)
        order.append(chosen)
        known |= binds(chosen)
    return order


def _narrowness(pattern: Pattern, known: set[str]) -> tuple[int, int]:
    equalities = [c.operand for c in pattern.constraints if c.operator == "="]
    joined = sum(isinstance(operand, Variable) and operand.name in known for operand in equalities)
    return joined, sum(not isinstance(operand, Variable) for operand in equalities)
