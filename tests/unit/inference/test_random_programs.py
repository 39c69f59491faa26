"""Whatever the rules and facts, the engine derives what a naive evaluation of the same rules derives."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from archrules.inference.memory import WorkingMemory
from archrules.knowledge_base.conditions import Condition, Constraint, Existence, Negation, Pattern, Variable
from archrules.knowledge_base.rules import Rule
from archrules.knowledge_base.templates import FactTemplate, Operand
from archrules.vocabulary.facts import Fact, Value
from tests.unit.inference import programs
from tests.unit.inference.programs import KINDS, fire, memory_of, naive_run, rule

BASE, DERIVED = ("a", "b"), ("p", "q")
NUMBERS: st.SearchStrategy[Value] = st.sampled_from([0, 1, 2, Fraction(1, 2)])
NAMES: st.SearchStrategy[Value] = st.sampled_from(["red", "blue"])
VARIABLES = ("u", "v", "w")
PARAMETERS: dict[str, Value] = {"limit": 1}


def values_of(field: str) -> st.SearchStrategy[Value]:
    return NAMES if field == "t" else NUMBERS


@st.composite
def facts(draw: st.DrawFn) -> list[Fact]:
    def one() -> Fact:
        kind = draw(st.sampled_from([*BASE, *DERIVED]))
        return programs.fact(
            kind, **{field: draw(values_of(field)) for field in ("x", "y", "t") if draw(st.integers(0, 4))}
        )

    return [one() for _ in range(draw(st.integers(3, 9)))]


@st.composite
def patterns(
    draw: st.DrawFn, kinds: tuple[str, ...], bound: dict[str, str], *, inner: bool = False
) -> Pattern:
    """A pattern; what it binds is added to `bound`, variable to field. Inner ones compare with literals only."""
    constraints: list[Constraint] = []
    for field in draw(st.lists(st.sampled_from("xyt"), max_size=2)):
        sort = "t" if field == "t" else "x"
        form = draw(
            st.sampled_from(
                ["literal", "in", "unknown", "variable", "variable", "variable", "compare", "join"]
            )
        )
        if form == "literal":
            constraints.append(Constraint(field, "=", draw(values_of(field))))
        elif form == "in":
            constraints.append(
                Constraint(field, "in", tuple(draw(st.lists(values_of(field), min_size=1, max_size=3))))
            )
        elif form == "unknown":
            constraints.append(Constraint(field, "unknown", True))  # noqa: FBT003  # the operand of `unknown`
        elif form == "variable":
            name = draw(
                st.sampled_from([n for n in VARIABLES if bound.get(n, sort) == sort] or [f"only_{sort}"])
            )
            bound[name] = sort
            constraints.append(Constraint(field, "=", Variable(name)))
        else:
            signs = ["!="] if sort == "t" else ["!=", "<", "<=", ">", ">="]
            others = [n for n, of in bound.items() if of == sort]
            operand: Value | Variable = draw(values_of(field))
            if sort == "x" and draw(st.booleans()):
                operand = Variable("limit")
            elif form == "join" and others and not inner:
                operand = Variable(draw(st.sampled_from(sorted(others))))
            constraints.append(Constraint(field, draw(st.sampled_from(signs)), operand))
    return Pattern(draw(st.sampled_from(kinds)), tuple(constraints))


@st.composite
def conditions(draw: st.DrawFn, bound: dict[str, str]) -> Condition:
    form = draw(st.sampled_from(["pattern", "pattern", "pattern", "pattern", "not", "exists", "test"]))
    if form == "not":
        return Negation(draw(patterns(BASE, dict(bound), inner=True)))
    if form == "exists":
        alone: dict[str, str] = {}
        found = draw(patterns((*BASE, *DERIVED), alone, inner=True))
        fresh = {name: f"{name}_inner" for name in alone}
        return Existence(
            Pattern(
                found.kind,
                tuple(
                    Constraint(c.field, c.operator, Variable(fresh.get(c.operand.name, c.operand.name)))
                    if isinstance(c.operand, Variable)
                    else c
                    for c in found.constraints
                ),
            )
        )
    numbers = ["limit", *sorted(name for name, sort in bound.items() if sort == "x")]
    if form == "test":
        left, right = draw(st.sampled_from(numbers)), draw(st.sampled_from([*numbers, "1", "0.5"]))
        sign = draw(st.sampled_from(["<", "<=", "==", "!="]))
        return programs.holds(
            f"{left} {sign} {right}" if draw(st.booleans()) else f"not ({left} + 1 {sign} {right})"
        )
    return draw(patterns((*BASE, *DERIVED), bound))


@st.composite
def rules(draw: st.DrawFn) -> list[Rule]:
    def one(number: int) -> Rule:
        bound: dict[str, str] = {}
        found = [draw(conditions(bound)) for _ in range(draw(st.integers(1, 4)))]
        numbers: list[Operand] = [Variable(name) for name, sort in bound.items() if sort == "x"]
        texts: list[Operand] = [Variable(name) for name, sort in bound.items() if sort == "t"]
        fields: dict[str, Operand] = {
            "x": draw(st.sampled_from([*numbers, 0])),
            "y": draw(st.sampled_from([*numbers, 2])),
            "t": draw(st.sampled_from([*texts, "red"])),
        }
        used = {name: fields[name] for name in draw(st.sets(st.sampled_from("xyt")))}
        conclusion = FactTemplate(KINDS[draw(st.sampled_from(DERIVED))], tuple(used.items()))
        return rule(f"r{number}", found, conclusion, **PARAMETERS)

    return [one(number) for number in range(draw(st.integers(1, 4)))]


def with_supports(memory: WorkingMemory) -> list[tuple[Fact, list[object]]]:
    return [(fact, list(memory.supports(fact))) for fact in memory]


@settings(max_examples=200)
@given(rules(), facts())
def test_engine_derives_what_naive_evaluation_derives(program: list[Rule], given_facts: list[Fact]) -> None:
    engine, naive = memory_of(*given_facts), memory_of(*given_facts)
    firings = fire(program, engine)
    assert set(firings) == naive_run(program, naive)
    assert len(set(firings)) == len(firings)
    assert with_supports(engine) == with_supports(naive)
