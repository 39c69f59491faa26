"""Whatever the rules and facts, the engine knows what a naive evaluation of the same rules finds."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archrules.inference.program import Program
from archrules.inference.session import Session
from archrules.knowledge_base.rules import Rule
from archrules.vocabulary.facts import Fact
from tests.unit.inference.programs import GIVEN, KINDS, execute, known
from tests.unit.inference.random_programs import facts, rules, strata
from tests.unit.inference.reference import consequences

PROGRAMS = 300
LONG = 3_000


@dataclass(frozen=True)
class Step:
    """Facts given and taken between two runs."""

    given: list[Fact]
    taken: list[Fact]


def assert_all_is_found(program: list[Rule], given_facts: list[Fact]) -> None:
    assert known(execute(program, *given_facts)) == consequences(strata(program), given_facts)


@st.composite
def steps(draw: st.DrawFn) -> list[Step]:
    """Changes, of which most take what is there."""
    there: list[Fact] = []
    found = []
    for _ in range(draw(st.integers(2, 5))):
        given_facts = draw(facts(least=0, most=5))
        taken = draw(st.lists(st.sampled_from(there), max_size=4)) if there else []
        there = [one for one in [*there, *given_facts] if one not in taken]
        found.append(Step(given_facts, taken))
    return found


def assert_changes_are_followed(program: list[Rule], changes: list[Step]) -> None:
    session = Session(Program(program, KINDS))
    there: dict[Fact, None] = {}
    for step in changes:
        for one in step.given:
            session.give(one, GIVEN)
            there[one] = None
        for one in step.taken:
            session.take(one)
            there.pop(one, None)
        session.run()
        assert known(session.memory) == consequences(strata(program), there)


@settings(max_examples=PROGRAMS)
@given(rules(), facts(("a", "b", "p", "q")))
def test_engine_knows_what_naive_evaluation_finds(program: list[Rule], given_facts: list[Fact]) -> None:
    assert_all_is_found(program, given_facts)


@settings(max_examples=PROGRAMS)
@given(rules(), steps())
def test_changes_leave_what_a_fresh_run_finds(program: list[Rule], changes: list[Step]) -> None:
    assert_changes_are_followed(program, changes)


@pytest.mark.long
@settings(max_examples=LONG)
@given(rules(), facts(("a", "b", "p", "q")))
def test_engine_knows_what_naive_evaluation_finds_in_many_programs(
    program: list[Rule], given_facts: list[Fact]
) -> None:
    assert_all_is_found(program, given_facts)


@pytest.mark.long
@settings(max_examples=LONG)
@given(rules(), steps())
def test_changes_leave_what_a_fresh_run_finds_in_many_programs(
    program: list[Rule], changes: list[Step]
) -> None:
    assert_changes_are_followed(program, changes)
