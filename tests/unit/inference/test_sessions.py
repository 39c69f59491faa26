"""A session follows changes, also after errors: what it knows is what a fresh run would find."""

import time

import pytest

from archrules.errors import InferenceError, InferenceLimitError
from archrules.inference.program import Program
from archrules.inference.session import Session
from archrules.knowledge_base.conditions import Count, Existence
from archrules.knowledge_base.expressions import parse_expression
from archrules.knowledge_base.rules import Rule
from archrules.vocabulary.facts import Fact
from tests.unit.inference.programs import GIVEN, KINDS, fact, holds, pattern, rule, then, var

ONE, TWO = fact("a", x=1), fact("a", x=2)
TO_Q = then("q", x=var("u"))
BROKEN_BY_TWO = rule("broken", [pattern("a", x=var("u")), holds("1 / (u - 2) < 9")], TO_Q)


def session_of(*rules: Rule, given: tuple[Fact, ...] = (), firing_limit: int = 1000) -> Session:
    session = Session(Program(rules, KINDS), firing_limit=firing_limit)
    for one in given:
        session.give(one, GIVEN)
    return session


def test_rule_that_concludes_one_fact_twice_withdraws_it_once() -> None:
    both = then("p", x=var("u")), then("p", x=var("v"))
    session = session_of(
        rule("r", [pattern("edge", x=var("u"), y=var("v"))], *both), given=(fact("edge", x=1, y=1),)
    )
    session.run()
    session.take(fact("edge", x=1, y=1))
    session.run()
    assert list(session.memory) == []


def test_what_is_taken_need_not_be_computed() -> None:
    session = session_of(BROKEN_BY_TWO, given=(ONE,))
    session.run()
    session.give(TWO, GIVEN)
    with pytest.raises(InferenceError):
        session.run()
    session.take(TWO)
    session.run()
    assert session.memory.of_kind("q") == [fact("q", x=1)]


def test_error_stays_until_its_fact_goes() -> None:
    session = session_of(BROKEN_BY_TWO, given=(ONE, TWO))
    for _ in range(2):
        with pytest.raises(InferenceError, match=r"^rule broken: .*where u = 2"):
            session.run()
    session.take(TWO)
    session.run()
    assert session.memory.of_kind("q") == [fact("q", x=1)]


def test_nothing_derived_is_left_of_a_run_that_failed() -> None:
    session = session_of(
        rule("r", [pattern("a", x=var("u"))], then("p", x=var("u"))), BROKEN_BY_TWO, given=(TWO,)
    )
    with pytest.raises(InferenceError):
        session.run()
    assert list(session.memory) == [TWO]


def test_changes_survive_a_limit_that_was_passed() -> None:
    pairs = rule("r", [pattern("a", x=var("u")), pattern("b", x=var("v"))], then("p", x=var("u"), y=var("v")))
    session = session_of(pairs, given=tuple(fact("b", x=n) for n in range(5)), firing_limit=7)
    session.run()
    session.give(ONE, GIVEN)
    session.give(TWO, GIVEN)
    with pytest.raises(InferenceLimitError):
        session.run()
    session.take(TWO)
    session.run()
    assert len(session.memory.of_kind("p")) == 5


def test_fact_that_was_forgotten_is_derived_again() -> None:
    """Of facts that were taken out together, one is put back and lets another follow again."""
    calls = [(1, 2), (1, 3), (2, 3), (3, 2)]
    critical = [
        rule("entry", [pattern("a", x=var("u"))], then("p", x=var("u"))),
        rule(
            "callee",
            [pattern("p", x=var("u")), pattern("edge", x=var("u"), y=var("v"))],
            then("p", x=var("v")),
        ),
    ]
    session = session_of(*critical, given=(ONE, *(fact("edge", x=x, y=y) for x, y in calls)))
    session.run()
    session.take(fact("edge", x=1, y=3))
    session.run()
    assert session.memory.of_kind("p") == [fact("p", x=n) for n in (1, 2, 3)]


def test_facts_that_only_an_exists_of_their_own_supports_go() -> None:
    rules = [
        rule("start", [pattern("a")], then("p", x=0)),
        rule("on", [Existence((pattern("p"),))], then("p", x=1)),
    ]
    session = session_of(*rules, given=(ONE,))
    session.run()
    session.take(ONE)
    session.run()
    assert list(session.memory) == []


def seconds(session: Session) -> float:
    start = time.perf_counter()
    session.run()
    return time.perf_counter() - start


def cost_of(size: int, *rules: Rule, kinds: str, given: Fact) -> float:
    """Seconds of a run that follows one fact among many."""
    facts = tuple(fact(kind, x=n, y=n) for kind in kinds for n in range(size))
    session = session_of(*rules, given=facts, firing_limit=10**9)
    session.run()
    session.give(given, GIVEN)
    return seconds(session)


def test_fact_that_bears_on_few_matches_costs_little() -> None:
    """Its partners inside the `exists` tell which matches those are."""
    exists = Existence((pattern("b", x=var("u"), y=var("v")), pattern("p", x=var("v"))))
    tried = rule("r", [pattern("a", x=var("u")), exists], TO_Q)
    least = [
        min(cost_of(size, tried, kinds="ab", given=fact("p", x=7)) for _ in range(3)) for size in (50, 3000)
    ]
    assert least[1] < 20 * least[0]


def test_many_conclusions_of_one_fact_cost_as_many() -> None:
    tried = rule("r", [pattern("a", x=var("u")), pattern("edge")], TO_Q)
    least = [
        min(cost_of(size, tried, kinds="a", given=fact("edge", x=0)) for _ in range(2))
        for size in (500, 8000)
    ]
    assert least[1] < 60 * least[0]


def test_counted_number_may_pass_through_an_expression() -> None:
    counted = Count((pattern("b", x=var("u")),), "n")
    tried = rule("r", [pattern("a", x=var("u")), counted], then("q", x=parse_expression("n * 2 + 1")))
    session = session_of(tried, given=(ONE, fact("b", x=1)))
    session.run()
    session.give(fact("b", x=1, y=1), GIVEN)
    session.run()
    assert session.memory.of_kind("q") == [fact("q", x=5)]
