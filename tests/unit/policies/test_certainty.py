"""Whatever the policy: a certain verdict stays the same whatever the unknown turns out to be.

Unknown fields get every value, and where a list is open there is one more interaction of every sort, or none.
"""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archrules.inference.memory import WorkingMemory
from archrules.knowledge_base.conditions import (
    Condition,
    Constraint,
    Count,
    Existence,
    Negation,
    Pattern,
    Variable,
)
from archrules.knowledge_base.rules import Policy
from archrules.model.finding import Verdict
from archrules.policies.verdicts import judge
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import Fact, Value, make_fact
from archrules.vocabulary.origins import Origin
from tests.unit.inference.programs import holds
from tests.unit.recommendation.small_pack import policy, write_pack

VALUES: dict[str, tuple[Value, ...]] = {"source": ("x", "y"), "target": ("x", "y"), "rate_per_s": (1, 2)}
MOST_UNKNOWN = 4
Known = dict[str, Value | None]


@pytest.fixture(scope="module")
def frame(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    """A policy on every interaction, to be filled with conditions."""
    call = {"interaction": {"name": "$call"}}
    return write_pack(
        tmp_path_factory.mktemp("pack"),
        policy("rule", call, {"interaction": {"name": "$call", "target": "x"}}),
    ).policies["rule"]


@st.composite
def elements(draw: st.DrawFn, bound: dict[str, str]) -> Pattern:
    """The interactions that are judged: all, or those of which a field is known or has a certain value."""
    constraints = [Constraint("name", "=", Variable("call"))]
    for field in draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=1)):
        if draw(st.booleans()):
            constraints.append(Constraint(field, "=", draw(st.sampled_from(VALUES[field]))))
        else:
            bound["own"] = "number" if field == "rate_per_s" else "name"
            constraints.append(Constraint(field, "=", Variable("own")))
    return Pattern("interaction", tuple(constraints))


@st.composite
def patterns(draw: st.DrawFn, bound: dict[str, str], *, inner: bool) -> Pattern:
    """A pattern over interactions; what it binds is added to `bound`."""
    constraints = [Constraint("name", "=", Variable("call"))] if draw(st.booleans()) and not inner else []
    for field in draw(st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=2, unique=True)):
        sort = "number" if field == "rate_per_s" else "name"
        names = sorted(name for name, of in bound.items() if of == sort)
        form = draw(st.sampled_from(["literal", "bind", *(["join", "unlike"] if names else [])]))
        operand: Value | Variable = draw(st.sampled_from(VALUES[field]))
        if form == "bind":
            operand = Variable(f"v{len(bound)}{'i' if inner else ''}")
            bound[operand.name] = sort
        elif form in {"join", "unlike"}:
            operand = Variable(draw(st.sampled_from(names)))
        constraints.append(Constraint(field, "!=" if form == "unlike" else "=", operand))
    return Pattern("interaction", tuple(constraints))


@st.composite
def inside(draw: st.DrawFn, bound: dict[str, str]) -> tuple[Condition, ...]:
    """One or two patterns that stand together in a quantifier, seldom with another inside."""
    own = dict(bound)
    found: list[Condition] = [draw(patterns(own, inner=True)) for _ in range(draw(st.integers(1, 2)))]
    if draw(st.integers(0, 4)) == 0:
        found.append(Negation((draw(patterns(dict(own), inner=True)),)))
    return tuple(found)


@st.composite
def conditions(draw: st.DrawFn) -> tuple[Condition, ...]:
    """The pattern of the elements, then what makes them violate the policy."""
    bound: dict[str, str] = {}
    found: list[Condition] = [draw(elements(bound))]
    forms = ["pattern", "not", "exists", "count", "test"]
    for form in draw(st.lists(st.sampled_from(forms), min_size=1, max_size=3)):
        numbers = sorted(name for name, sort in bound.items() if sort == "number")
        if form == "not":
            found.append(Negation(draw(inside(bound))))
        elif form == "exists":
            found.append(Existence(draw(inside(bound))))
        elif form == "count":
            name = f"n{len(bound)}"
            found.append(Count(draw(inside(bound)), name))
            bound[name] = "number"
            found.append(holds(f"{name} {draw(st.sampled_from(['>', '<', '==', '!=']))} 1"))
        elif form == "test" and numbers:
            found.append(holds(f"{draw(st.sampled_from(numbers))} > 1"))
        else:
            found.append(draw(patterns(bound, inner=False)))
    return tuple(found)


INTERACTIONS = st.lists(
    st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in VALUES.items()}),
    min_size=1,
    max_size=2,
).filter(lambda found: sum(len(VALUES) - len(one) for one in found) <= MOST_UNKNOWN)


def verdicts(of: Policy, interactions: list[Known], open_kinds: frozenset[str]) -> dict[str, Verdict]:
    memory = WorkingMemory()
    for number, values in enumerate(interactions):
        memory.give(interaction(number, values), Origin("system", "given"))
    return judge(of, memory, open_kinds)


def interaction(number: int, values: Known) -> Fact:
    return make_fact(VOCABULARY["interaction"], {"name": f"i{number}", **values})


def completions(interactions: list[Known]) -> list[list[Known]]:
    """The same interactions with every combination of values for the fields that are unknown."""
    places = [(number, name) for number, one in enumerate(interactions) for name in VALUES if name not in one]
    found = []
    for chosen in product(*(VALUES[name] for _, name in places)):
        complete = [dict(one) for one in interactions]
        for (number, name), value in zip(places, chosen, strict=True):
            complete[number][name] = value
        found.append(complete)
    return found


def assert_sound(
    of: Policy, interactions: list[Known], listed: list[Known], told: dict[str, Verdict]
) -> None:
    """Whatever `listed` turns out to be, the verdicts that are certain are those on the interactions."""
    certain = {name: verdict for name, verdict in told.items() if verdict is not Verdict.UNKNOWN}
    assert len(told) == len(interactions)
    for complete in completions(listed):
        final = verdicts(of, complete, frozenset())
        assert {name: final[name] for name in certain} == certain


def filled(frame: Policy, found: tuple[Condition, ...]) -> Policy:
    (pattern, *_) = found
    assert isinstance(pattern, Pattern)
    return replace(frame, elements=pattern, rule=replace(frame.rule, conditions=found))


@settings(max_examples=200)
@given(conditions(), INTERACTIONS)
def test_certain_verdict_is_that_of_every_completion(
    frame: Policy, found: tuple[Condition, ...], interactions: list[Known]
) -> None:
    of = filled(frame, found)
    assert_sound(of, interactions, interactions, verdicts(of, interactions, frozenset()))


@settings(max_examples=200)
@given(conditions(), INTERACTIONS)
def test_certain_verdict_is_that_of_every_list_that_an_open_one_may_be(
    frame: Policy, found: tuple[Condition, ...], interactions: list[Known]
) -> None:
    of = filled(frame, found)
    told = verdicts(of, interactions, frozenset({"interaction"}))
    for listed in (interactions, [*interactions, {}]):
        assert_sound(of, interactions, listed, told)
