"""The peer in Python: experta 1.9.4 as it comes, with its own matcher and strategy."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from archrules.inference.experta_door import (
    AS,
    EXISTS,
    MATCH,
    NOT,
    TEST,
    ExpertaEngine,
    ExpertaFact,
    L,
    P,
)
from archrules.inference.experta_door import (
    Rule as ExpertaRule,
)
from archrules.knowledge_base.conditions import (
    Condition,
    Constraint,
    Existence,
    Negation,
    Pattern,
    Test,
    Variable,
)
from archrules.knowledge_base.expressions import Expression
from archrules.knowledge_base.rules import Rule
from archrules.vocabulary.facts import Value
from tests.benchmarks.manners import Language
from tests.benchmarks.rule_order import kinds_read, strata
from tests.benchmarks.workload import Result, Row, Workload

Names = Mapping[str, tuple[str, ...]]
_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": lambda found, limit: found < limit,
    "<=": lambda found, limit: found <= limit,
    ">": lambda found, limit: found > limit,
    ">=": lambda found, limit: found >= limit,
}


class StockEngine:
    """One engine for each stratum, made once and reset before each run; each gets all its facts in one go.

    Not one engine with a salience for each stratum: stock experta fires activations that a negation has withdrawn.
    """

    def __init__(self, workload: Workload) -> None:
        self._results = set(workload.results)
        classes = {name: type(name, (ExpertaFact,), {}) for name in workload.kinds}
        names = {name: tuple(kind.fields) for name, kind in workload.kinds.items()}
        self._strata = [_Stratum(rules, classes, names) for rules in strata(workload.rules)]

    def run(self, rows: Iterable[Row]) -> list[Result]:
        """All conclusions of the result kinds."""
        given = list(rows)
        concluded: dict[Result, Row] = {}
        for stratum in self._strata:
            stratum.run([*given, *concluded.values()], concluded)
        return [result for result in concluded if result[0] in self._results]


class _Stratum:
    def __init__(self, rules: Sequence[Rule], classes: Mapping[str, Any], names: Names) -> None:
        self._classes = classes
        self._names = names
        self._read = kinds_read(rules)
        self._concluded: dict[Result, Row] = {}
        members = {f"rule_{index}": self._rule(rule) for index, rule in enumerate(rules)}
        self._engine = type("Stock", (ExpertaEngine,), members)()
        self._engine.reset()

    def run(self, rows: Sequence[Row], concluded: dict[Result, Row]) -> None:
        """Add what the rules conclude from the rows."""
        self._concluded = concluded
        classes = self._classes
        self._engine.declare(*(classes[kind](**values) for kind, values in rows if kind in self._read))
        self._engine.run()
        # What it keeps would slow the collection of garbage, and with it every other engine.
        self._engine.reset()

    def _rule(self, rule: Rule) -> Any:  # noqa: ANN401  # experta has no types
        if rule.parameters:
            raise ValueError(f"{rule.id}: parameters are not translated")
        conclusions = [(c.kind.name, c.fields) for c in rule.conclusions]

        def act(engine: Any, **bindings: Value) -> None:  # noqa: ANN401  # likewise
            for kind, fields in conclusions:
                values = {name: bindings[v.name] if isinstance(v, Variable) else v for name, v in fields}
                self._conclude(engine, kind, values)

        elements = [e for index, c in enumerate(rule.conditions) for e in _elements(c, index, self._classes)]
        return ExpertaRule(*elements)(act)

    def _conclude(self, engine: Any, kind: str, values: dict[str, Any]) -> None:  # noqa: ANN401  # likewise
        result = (kind, *[values[name] for name in self._names[kind]])
        if result not in self._concluded:
            self._concluded[result] = kind, values
            if kind in self._read:
                engine.declare(self._classes[kind](**values))


def _elements(condition: Condition, index: int, classes: Mapping[str, Any]) -> list[Any]:
    """The conditional elements of one condition."""
    match condition:
        case Pattern():
            pattern, tests = _pattern(condition, index, classes)
            return [pattern, *(TEST(_function(text)) for text in tests)]
        case Negation(conditions=(Pattern() as inner,)):
            return [NOT(_pattern(inner, index, classes)[0])]
        case Existence(conditions=(Pattern() as inner,)):
            return [EXISTS(_pattern(inner, index, classes)[0])]
        case Test(expression=Expression(text=text, names=names)):
            return [TEST(_function(f"lambda {', '.join(names)}: {text}"))]
        case _:
            raise ValueError(f"{condition} is not translated")


def _function(text: str) -> Callable[..., bool]:
    """A function as experta wants it for a test: it reads what the test needs from the names of the parameters."""
    function: Callable[..., bool] = eval(text)  # noqa: S307  # from the rules of this folder
    return function


def _pattern(pattern: Pattern, index: int, classes: Mapping[str, Any]) -> tuple[Any, list[str]]:
    """The pattern, and the tests that compare its fields with variables."""
    fields: dict[str, Any] = {}
    tests: list[str] = []
    for number, constraint in enumerate(pattern.constraints):
        free = f"c{index}_{number}"
        element = _constraint(constraint, free)
        if constraint.operator in _COMPARISONS and isinstance(constraint.operand, Variable):
            other = constraint.operand.name
            tests.append(f"lambda {free}, {other}: {free} {constraint.operator} {other}")
        name = str(constraint.field)
        fields[name] = fields[name] & element if name in fields else element
    return classes[str(pattern.kind)](**fields), tests


def _constraint(constraint: Constraint, free: str) -> Any:  # noqa: ANN401  # experta has no types
    operator, operand = constraint.operator, constraint.operand
    bound = operand.name if isinstance(operand, Variable) else None
    match operator:
        case "=":
            return getattr(MATCH, bound) if bound else L(operand)
        case "!=":
            return ~getattr(MATCH, bound) if bound else ~L(operand)
        case "in" if isinstance(operand, tuple):
            return P(frozenset(operand).__contains__)
        case _ if operator in _COMPARISONS:
            compare = _COMPARISONS[operator]
            return getattr(MATCH, free) if bound else P(lambda found: compare(found, operand))
        case _:
            raise ValueError(f"{constraint} is not translated")


def stock_language() -> Language:
    """The rule language for rules written by hand."""
    return Language(ExpertaEngine, ExpertaFact, ExpertaRule, MATCH, AS, NOT)
