"""Rules that can never fire, and conditions that always come out the same."""

from collections.abc import Iterator, Sequence

from archrules.knowledge_base.conditions import Condition, Variable, patterns_in
from archrules.knowledge_base.lint.faults import LintFault
from archrules.knowledge_base.lint.placed_rules import PlacedRule, patterns, placed_rules
from archrules.knowledge_base.lint.subject import Subject
from archrules.knowledge_base.lint.supply import Firing, Supplies, Supply
from archrules.knowledge_base.validation import suggest
from archrules.vocabulary.facts import value_text


def reach_faults(subject: Subject, supplies: Supplies) -> Iterator[LintFault]:
    """Faults of every rule. What several rules share is told once."""
    told = set()
    for placed in placed_rules(subject.knowledge):
        run_on = [supply for supply in supplies if placed.form in supply.forms]
        for fault in _of_rule(subject, placed, run_on):
            if fault not in told:
                told.add(fault)
                yield fault


def _of_rule(subject: Subject, placed: PlacedRule, run_on: Sequence[Supply]) -> Iterator[LintFault]:
    firings = [(supply, supply.firing(placed)) for supply in run_on]
    reached = [(supply, firing) for supply, firing in firings if firing.unmet is None]
    if not reached:
        supply, firing = max(firings, key=lambda entry: _how_far(placed, entry[1]))
        unmet = firing.unmet
        if unmet is not None:
            hint = _hint(unmet.condition, supply)
            message = f"no input gives and no rule concludes {_text(unmet.condition)}{hint}"
            yield subject.fault(unmet.item, unmet.path, "unreachable-rule", message)
        return
    for condition in placed.conditions:
        for inner in patterns(condition):
            if inner.within is None or any(
                supply.narrow(inner.pattern, dict(firing.bindings), placed) for supply, firing in reached
            ):
                continue
            hint = _hint(inner.pattern, reached[0][0])
            message = (
                f"no input gives and no rule concludes {_text(inner.pattern)}, so this says nothing{hint}"
            )
            yield subject.fault(inner.item, inner.path, "idle-condition", message)


def _how_far(placed: PlacedRule, firing: Firing) -> int:
    """How many conditions are met before the first that nothing meets."""
    return len(placed.conditions) if firing.unmet is None else placed.conditions.index(firing.unmet)


def _text(condition: Condition) -> str:
    """The first pattern of a condition, as people read it."""
    pattern, _ = next(patterns_in((condition,)))
    parts = []
    for constraint in pattern.constraints:
        operand = constraint.operand
        several = operand if isinstance(operand, tuple) else (operand,)
        texts = [str(v) if isinstance(v, Variable) else value_text(v) for v in several if not callable(v)]
        sign = "is" if constraint.operator in {"=", "in"} else constraint.operator
        shown = "unknown" if constraint.operator == "unknown" else f"{sign} {' or '.join(texts)}"
        parts.append(f"{constraint.field} {shown}")
    article = (
        "an" if str(pattern.kind)[0] in "aeio" else "a"
    )  # of those with u each is spoken with a y before it
    return f"{article} {pattern.kind}" + (f" whose {', '.join(parts)}" if parts else "")


def _hint(condition: Condition, supply: Supply) -> str:
    """A name that there is and that looks like one that there is not, or else what to do."""
    pattern, _ = next(patterns_in((condition,)))
    for constraint in pattern.constraints:
        known = [
            value
            for shape in supply.of_kind(str(pattern.kind))
            if isinstance(values := shape.slot(str(constraint.field)).values, frozenset)
            for value in values
            if isinstance(value, str)
        ]
        operand = constraint.operand
        for wanted in operand if isinstance(operand, tuple) else (operand,):
            if isinstance(wanted, str) and wanted not in known and (hint := suggest(wanted, known)):
                return hint
    return ": conclude it, mend the names, or remove this"
