"""Random rules and facts: joins, negation, existence, counting, tests, recursion; stratified by the way they are drawn.

Kinds `a` and `b` are only given, `p` may follow from them, `q` from all. What a rule negates or counts lies below what
it concludes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hypothesis import strategies as st

from archrules.knowledge_base.conditions import (
    Condition,
    Constraint,
    Count,
    Existence,
    Negation,
    Pattern,
    Variable,
)
from archrules.knowledge_base.rules import Rule
from archrules.knowledge_base.templates import FactTemplate, Operand
from archrules.vocabulary.facts import Fact, Value
from tests.unit.inference import programs
from tests.unit.inference.programs import KINDS, rule

NUMBERS: st.SearchStrategy[Value] = st.sampled_from([0, 1, 2, Fraction(1, 2)])
NAMES: st.SearchStrategy[Value] = st.sampled_from(["red", "blue"])
VARIABLES = ("u", "v", "w")
LIMIT: dict[str, Value] = {"limit": 1}


@dataclass(frozen=True)
class Features:
    """What may occur in the rules."""

    forms: tuple[str, ...] = ("pattern",) * 4 + ("not", "exists", "count", "test")
    constraints: tuple[str, ...] = (
        "literal",
        "in",
        "unknown",
        "compare",
        *("variable",) * 5,
    )
    inner: int = 2
    """The most conditions inside a quantifier."""
    nested: bool = True
    """Whether quantifiers stand inside others."""
    recursive: bool = True
    stratified: bool = True
    """Whether what is negated or counted lies below what is concluded."""
    ordered_variables: bool = True
    """Whether variables stand in comparisons other than `!=`."""


EVERYTHING = Features()
Bound = dict[str, str]
"""Variable to sort: `x` for numbers, `t` for names."""


def values_of(field: str) -> st.SearchStrategy[Value]:
    return NAMES if field == "t" else NUMBERS


@st.composite
def facts(draw: st.DrawFn, kinds: Sequence[str] = ("a", "b"), least: int = 4, most: int = 10) -> list[Fact]:
    """Facts of the kinds; now and then a field is unknown."""

    def one() -> Fact:
        known = [field for field in "xyt" if draw(st.integers(0, 5))]
        return programs.fact(
            draw(st.sampled_from(kinds)), **{field: draw(values_of(field)) for field in known}
        )

    return [one() for _ in range(draw(st.integers(least, most)))]


@st.composite
def patterns(draw: st.DrawFn, kinds: Sequence[str], bound: Bound, features: Features) -> Pattern:
    """A pattern; what it binds is added to `bound`."""
    fields = draw(st.lists(st.sampled_from("xyt"), max_size=2))
    constraints = [draw(constraint_on(field, bound, features)) for field in fields]
    return Pattern(draw(st.sampled_from(kinds)), tuple(constraints))


@st.composite
def constraint_on(draw: st.DrawFn, field: str, bound: Bound, features: Features) -> Constraint:
    sort = "t" if field == "t" else "x"
    form = draw(st.sampled_from(features.constraints))
    if form == "literal":
        return Constraint(field, "=", draw(values_of(field)))
    if form == "in":
        return Constraint(field, "in", tuple(draw(st.lists(values_of(field), min_size=1, max_size=3))))
    if form == "unknown":
        return Constraint(field, "unknown", True)  # noqa: FBT003  # the operand of `unknown`
    if form == "variable":
        fitting = [name for name in VARIABLES if bound.get(name, sort) == sort]
        name = draw(st.sampled_from(fitting or [f"only_{sort}"]))
        bound[name] = sort
        return Constraint(field, "=", Variable(name))
    signs = ["!="] if sort == "t" else ["!=", "<", "<=", ">", ">="]
    parameters = ["limit"] if sort == "x" and features.ordered_variables else []
    others = [name for name, of in bound.items() if of == sort] + parameters
    operand: Value | Variable = draw(values_of(field))
    named: bool = draw(st.booleans())
    if others and named:
        operand = Variable(draw(st.sampled_from(sorted(others))))
        signs = signs if features.ordered_variables else ["!="]
    return Constraint(field, draw(st.sampled_from(signs)), operand)


@st.composite
def conditions(
    draw: st.DrawFn, readable: Sequence[str], below: Sequence[str], bound: Bound, features: Features
) -> Condition:
    form = draw(st.sampled_from(features.forms))
    if form == "exists":
        return Existence(draw(inside(readable, below, dict(bound), features))[0])
    if form == "not":
        return Negation(draw(inside(below, below, dict(bound), features))[0])
    if form == "count":
        inner, found = draw(inside(below, below, dict(bound), features))
        name = f"n{len(bound)}"
        distinct = draw(st.sampled_from([None, *sorted(found)]))
        bound[name] = "x"
        return Count(inner, name, distinct)
    if form == "test":
        return draw(tests(bound))
    return draw(patterns(readable, bound, features))


@st.composite
def inside(
    draw: st.DrawFn, readable: Sequence[str], below: Sequence[str], bound: Bound, features: Features
) -> tuple[tuple[Condition, ...], Bound]:
    """What stands in a quantifier, and what is bound there."""
    found: list[Condition] = [draw(patterns(readable, bound, features))]
    for _ in range(draw(st.integers(0, features.inner - 1))):
        if features.nested and draw(st.integers(0, 3)) == 0:
            found.append(Negation((draw(patterns(below, dict(bound), features)),)))
        elif "test" in features.forms and draw(st.integers(0, 3)) == 0:
            found.append(draw(tests(bound)))
        else:
            found.append(draw(patterns(readable, bound, features)))
    return tuple(found), bound


@st.composite
def tests(draw: st.DrawFn, bound: Bound) -> Condition:
    numbers = ["limit", *sorted(name for name, sort in bound.items() if sort == "x")]
    left, right = draw(st.sampled_from(numbers)), draw(st.sampled_from([*numbers, "1", "0.5"]))
    sign = draw(st.sampled_from(["<", "<=", "==", "!=", ">"]))
    form = draw(st.sampled_from(["{} {} {}", "not ({} + 1 {} {})", "{} / 2 {} {}", "{} {} {} or limit > 5"]))
    return programs.holds(form.format(left, sign, right))


@st.composite
def rules(draw: st.DrawFn, features: Features = EVERYTHING, most: int = 4) -> list[Rule]:
    return [draw(one_rule(f"r{number}", features)) for number in range(draw(st.integers(1, most)))]


@st.composite
def one_rule(draw: st.DrawFn, name: str, features: Features) -> Rule:
    concluded = draw(st.sampled_from("pq"))
    below: tuple[str, ...] = ("a", "b") if concluded == "p" else ("a", "b", "p")
    readable = (*below, concluded) if features.recursive else below
    if not features.stratified:
        below = readable = ("a", "b", "p", "q")
    bound: Bound = {}
    found = [draw(conditions(readable, below, bound, features)) for _ in range(draw(st.integers(1, 4)))]
    numbers: list[Operand] = [Variable(n) for n, sort in bound.items() if sort == "x" and n in _outer(found)]
    texts: list[Operand] = [Variable(n) for n, sort in bound.items() if sort == "t" and n in _outer(found)]
    fields: dict[str, Operand] = {
        "x": draw(st.sampled_from([*numbers, 0])),
        "y": draw(st.sampled_from([*numbers, 2])),
        "t": draw(st.sampled_from([*texts, "red"])),
    }
    used = {field: fields[field] for field in draw(st.sets(st.sampled_from("xyt")))}
    return rule(name, found, FactTemplate(KINDS[concluded], tuple(used.items())), **LIMIT)


def _outer(found: Sequence[Condition]) -> set[str]:
    """The variables that conclusions may use."""
    names: set[str] = set()
    for one in found:
        if isinstance(one, Pattern):
            names |= {
                c.operand.name
                for c in one.constraints
                if c.operator == "=" and isinstance(c.operand, Variable)
            }
        elif isinstance(one, Count):
            names.add(one.name)
    return names


def strata(program: Sequence[Rule]) -> list[list[Rule]]:
    """The rules that conclude `p`, then those that conclude `q`."""
    return [[one for one in program if one.conclusions[0].kind.name == kind] for kind in "pq"]
