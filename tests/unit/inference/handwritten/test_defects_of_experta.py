"""Each defect of experta 1.9.4 that bears on architecture rules, and the right behaviour here."""

import gc
import random
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from archrules.errors import InferenceError
from archrules.inference import experta_door
from archrules.inference.handwritten import (
    AND,
    AS,
    EXISTS,
    FORALL,
    MATCH,
    NOT,
    OR,
    TEST,
    DefFacts,
    Fact,
    Field,
    KnowledgeEngine,
    L,
    P,
    Rule,
    W,
)


class Service(Fact):
    """A service n."""


class Call(Fact):
    """A call from src to dst."""


class Stop(Fact):
    """Ends something."""


class Typed(Fact):
    """Fields that declare their types."""

    f = Field(float, default=1)
    tags = Field(list, default=lambda: [1, 2])


Engine = Any
"""experta has no types."""


def engine_with(*rules: Any, act: Callable[..., None] | None = None) -> Engine:  # noqa: ANN401  # as Engine
    """An engine whose rules note in `fired` what they bind, then act."""

    def action(name: str) -> Callable[..., None]:
        def fire(engine: Engine, **bindings: Any) -> None:  # noqa: ANN401  # any value
            engine.fired.append((name, bindings))
            if act is not None:
                act(engine, **bindings)

        fire.__name__ = name
        return fire

    members: dict[str, Any] = {f"rule_{n:02d}": rule(action(f"rule_{n:02d}")) for n, rule in enumerate(rules)}
    engine = type("Engine", (KnowledgeEngine,), members)()
    engine.fired = []
    engine.reset()
    return engine


def bindings_of(engine: Engine, *facts: Fact) -> list[dict[str, Any]]:
    """What fires after the facts are declared, in an order of its own."""
    engine.declare(*facts)
    engine.run()
    return sorted((bindings for _, bindings in engine.fired), key=str)


def test_no_stale_activation_fires() -> None:
    numbers = list(range(10))
    random.Random(7).shuffle(numbers)  # noqa: S311  # no secret
    engine = engine_with(*(Rule(Service(n=n), NOT(Stop(n=n))) for n in numbers), Rule(Service(n=W())))
    services = [engine.declare(Service(n=n)) for n in numbers]
    stops = [engine.declare(Stop(n=n)) for n in numbers]
    for stop in reversed(stops):
        engine.retract(stop)
    for service in services:
        engine.retract(service)
    engine.run()
    assert engine.fired == []


def test_activation_that_comes_back_fires_once() -> None:
    engine = engine_with(Rule(Service(n=MATCH.n), NOT(Stop(n=MATCH.n))))
    engine.declare(Service(n=1))
    for _ in range(3):
        assert len(engine.agenda.activations) == 1
        stop = engine.declare(Stop(n=1))
        assert engine.agenda.activations == []
        engine.retract(stop)
    engine.run()
    assert engine.fired == [("rule_00", {"n": 1})]


def test_exists_sees_outer_variables() -> None:
    engine = engine_with(Rule(Service(n=MATCH.n), EXISTS(Call(src=MATCH.n))))
    assert bindings_of(engine, Service(n=1), Service(n=2), Call(src=2)) == [{"n": 2}]


def test_exists_of_several_patterns_is_of_all_together() -> None:
    engine = engine_with(Rule(Service(n=MATCH.n), EXISTS(Call(src=MATCH.n, dst=MATCH.m), Service(n=MATCH.m))))
    facts = Service(n=1), Service(n=2), Call(src=1, dst=2), Call(src=2, dst=9)
    assert bindings_of(engine, *facts) == [{"n": 1}]


def test_forall_sees_outer_variables() -> None:
    """Every call of n goes to a service."""
    engine = engine_with(Rule(Service(n=MATCH.n), FORALL(Call(src=MATCH.n, dst=MATCH.m), Service(n=MATCH.m))))
    facts = Service(n=1), Service(n=2), Call(src=1, dst=2), Call(src=2, dst=9)
    assert bindings_of(engine, *facts) == [{"n": 1}]


def test_negated_conjunction_is_negated_as_a_whole() -> None:
    engine = engine_with(Rule(Service(n=MATCH.n), NOT(AND(Call(src=MATCH.n), Call(dst=MATCH.n)))))
    facts = Service(n=1), Service(n=2), Call(src=1, dst=1), Call(src=2, dst=3)
    assert bindings_of(engine, *facts) == [{"n": 2}]


def test_both_negations_of_one_variable_in_one_pattern_are_tested() -> None:
    engine = engine_with(Rule(Service(n=MATCH.v), Call(src=~MATCH.v, dst=~MATCH.v)))
    calls = Call(src=1, dst=2), Call(src=2, dst=1), Call(src=1, dst=1), Call(src=2, dst=3)
    assert bindings_of(engine, Service(n=1), *calls) == [{"v": 1}]


def test_equal_patterns_match_every_pair() -> None:
    engine = engine_with(Rule(Service(), Service()))
    assert len(bindings_of(engine, Service(n=1), Service(n=2))) == 4


def test_fact_declared_and_retracted_in_one_firing_was_never_there() -> None:
    def act(engine: Engine, **_: Any) -> None:  # noqa: ANN401  # any value
        engine.retract(engine.declare(Stop(n=1)))

    engine = engine_with(Rule(Service()), Rule(Stop()), act=act)
    assert bindings_of(engine, Service(n=1)) == [{}]
    assert not any(isinstance(fact, Stop) for fact in engine.facts.values())


def test_fact_modified_in_one_firing_is_matched_anew() -> None:
    def act(engine: Engine, service: Fact, n: int) -> None:
        if n < 3:
            engine.modify(service, n=n + 1)

    engine = engine_with(Rule(AS.service << Service(n=MATCH.n)), act=act)
    assert [found["n"] for found in bindings_of(engine, Service(n=1))] == [1, 2, 3]
    assert [fact["n"] for fact in engine.facts.values() if isinstance(fact, Service)] == [3]


@pytest.mark.parametrize("value", [1, True, 1.0], ids=repr)
def test_one_true_and_one_point_zero_are_three_values(value: object) -> None:
    engine = engine_with(Rule(Service(n=L(value)), Service(n=MATCH.n)))
    found = bindings_of(engine, Service(n=1), Service(n=True), Service(n=1.0))
    assert len(engine.facts) == 4  # with InitialFact
    assert len(found) == 3


def test_values_join_only_with_the_same() -> None:
    engine = engine_with(Rule(Service(n=MATCH.n), Call(src=MATCH.n)))
    assert bindings_of(engine, Service(n=1), Call(src=True), Call(src=1.0)) == []


def test_fact_that_is_there_is_declared_as_it_is() -> None:
    engine = engine_with(Rule(Service()))
    first = engine.declare(Service(n=1))
    assert engine.declare(Service(n=1)) is first


@pytest.mark.parametrize(
    ("elements", "told"),
    [
        (
            (Service(n=MATCH.n), TEST(lambda m: m > 1)),
            "`TEST` uses m, which nothing before it binds (bound: n)",
        ),
        ((Service(n=~MATCH.n),), "`!= $n` uses n, which nothing before it binds (bound: nothing)"),
        ((Service(n=MATCH.n | L(1)),), "n: 'n' inside `|` has no one value; write OR of two patterns"),
        ((Service(n=~W()),), "n=~W() never matches; leave the rule out"),
        (
            (Service(n=~("n" << L(1))),),
            "n: 'n' is bound inside ~, where it has no one value; bind it outside",
        ),
        ((NOT(AS.f << Service()),), "AS.f inside NOT, EXISTS or FORALL binds no one fact; leave it out"),
        ((TEST(lambda *n: n),), "a TEST function takes names that patterns bind, each by itself; n is none"),
        ((TEST(1),), "TEST(1) needs a function of bound names"),
        ((EXISTS(),), "a condition without content; write a pattern inside it"),
        (
            ("service",),
            "'service' is no pattern and no condition; write a Fact, AND, OR, NOT, EXISTS, FORALL or",
        ),
    ],
)
def test_what_has_no_meaning_is_refused_where_it_is_defined(elements: tuple[Any, ...], told: str) -> None:
    with pytest.raises(InferenceError) as caught:
        engine_with(Rule(*elements))
    message = str(caught.value)
    assert message.startswith(f"{__file__}:")
    assert "rule Engine.rule_00: " in message
    assert told in message


@pytest.mark.parametrize(
    ("elements", "fires"),
    [
        ((NOT(EXISTS(Call(src=9))),), 1),
        ((NOT(EXISTS(Call(src=1))),), 0),
        ((NOT(NOT(Call(src=1))),), 1),
        ((Service(n=MATCH.n), NOT(TEST(lambda n: n > 1))), 1),
        ((NOT(FORALL(Service(n=MATCH.n), Call(src=MATCH.n))),), 1),
        ((EXISTS(OR(Call(src=9), Call(src=1))),), 1),
        ((EXISTS(OR(Call(src=9), Call(src=8))),), 0),
        ((NOT(OR(Call(src=9), Call(src=8))),), 1),
        ((NOT(OR(Call(src=9), Call(src=1))),), 0),
        ((AND(Service(n=1), Service(n=2)), AND(Call(src=1), Service(n=1))), 1),
        ((OR(Service(n=1), Service(n=2)),), 2),
        ((Service(n=P(lambda n: n > 1) & ~L(3)),), 1),
        ((Service(n=L(1) | P(lambda n: n > 1) | ~L(2)),), 2),
        ((Service(n=~(L(1) | L(2))),), 0),
        ((Service(n=~(P(lambda n: n > 1) & L(2))),), 1),
        (tuple(Service(n=1) for _ in range(15)), 1),
    ],
)
def test_what_experta_cannot_build_works(elements: tuple[Any, ...], fires: int) -> None:
    engine = engine_with(Rule(*elements))
    assert len(bindings_of(engine, Service(n=1), Service(n=2), Call(src=1))) == fires


def test_rule_may_have_hundreds_of_patterns() -> None:
    patterns = [Service(n=n) for n in range(400)]
    engine = engine_with(Rule(*patterns))
    assert len(bindings_of(engine, *(Service(n=n) for n in range(400)))) == 1


def test_error_in_a_rule_names_it_and_leaves_the_engine_usable() -> None:
    def act(_: Engine, n: int) -> None:
        if n == 2:
            raise ValueError("two is too much")  # the message is the point

    engine = engine_with(Rule(Service(n=MATCH.n)), act=act)
    engine.declare(Service(n=2))
    with pytest.raises(
        InferenceError, match=r"^rule rule_00: ValueError: two is too much \(facts: Service\(n=2\)\)$"
    ):
        engine.run()
    assert not engine.running
    assert [found["n"] for found in bindings_of(engine, Service(n=3))] == [2, 3]


def test_error_in_a_test_names_the_rule_and_what_it_was_asked_about() -> None:
    engine = engine_with(Rule(Service(n=MATCH.n), TEST(lambda n: 1 / n > 0)))
    engine.declare(Service(n=0))
    with pytest.raises(
        InferenceError, match=r"^rule rule_00: division by zero \(where n = 0; matched: Service"
    ):
        engine.run()
    assert [found["n"] for found in bindings_of(engine, Service(n=1))] == [1]


@pytest.mark.parametrize(
    ("elements", "fires"),
    [
        ((Typed(f=L(1)),), 2),
        ((Typed(f=~L(1)),), 1),
        ((Typed(f=L(1) | L(7)),), 2),
        ((Typed(f=MATCH.f, tags=MATCH.tags),), 3),
        ((Typed(tags=L([1, 2])),), 2),
    ],
    ids=str,
)
def test_declared_fields_are_compared_in_their_type(elements: tuple[Any, ...], fires: int) -> None:
    engine = engine_with(Rule(*elements))
    assert len(bindings_of(engine, Typed(f=1), Typed(), Typed(f=2.5, tags=[1]))) == fires


def test_field_holds_what_it_is_given_in_its_type() -> None:
    made, changed = Typed(f=1), Typed()
    changed["f"] = 2
    assert [type(made["f"]), type(changed["f"]), type(Typed()["f"])] == [float, float, float]


@pytest.mark.parametrize("value", ["1", None, 10**400], ids=str)
def test_field_refuses_what_its_type_cannot_hold(value: object) -> None:
    with pytest.raises(ValueError, match="field 'f' holds float"):
        Typed(f=value)


def test_fact_that_cannot_be_modified_is_still_there() -> None:
    engine = engine_with(Rule(Typed()))
    declared = engine.declare(Typed(f=1))
    with pytest.raises(ValueError, match="field 'f' holds float"):
        engine.modify(declared, f="no")
    assert engine.modify(declared, f=2)["f"] == 2.0
    assert len(engine.facts) == 2  # with InitialFact


def test_watching_shows_activations_whose_facts_have_gone(caplog: pytest.LogCaptureFixture) -> None:
    engine = engine_with(Rule(Service(n=MATCH.n)))
    service = engine.declare(Service(n=1))
    (waiting,) = engine.agenda.activations
    experta_door.watch("ACTIVATIONS")
    try:
        engine.retract(service)
        assert engine.agenda.activations == []
    finally:
        experta_door.unwatch()
    assert "rule_00" in repr(waiting)
    assert caplog.records


def test_agenda_does_not_grow_with_what_came_and_went() -> None:
    engine = engine_with(Rule(Service(n=MATCH.n)))
    for n in range(1000):
        service = engine.declare(Service(n=n))
        assert len(engine.agenda.activations) == 1
        engine.retract(service)
        assert engine.agenda.activations == []
    assert len(engine.agenda._heap) < 250  # noqa: SLF001  # memory is what is asked about


def test_rule_that_declares_a_fact_twice_supports_it_once() -> None:
    def act(engine: Engine, **_: Any) -> None:  # noqa: ANN401  # any value
        engine.declare(Stop(n=1))
        engine.declare(Stop(n=1))

    engine = engine_with(Rule(AS.service << Service()), act=act)
    engine.declare(Service(n=1))
    engine.run()
    (stop,) = (fact for fact in engine.facts.values() if isinstance(fact, Stop))
    assert [name for name, _ in engine.supports(stop)] == ["rule_00"]


def test_engines_do_not_share_initial_facts() -> None:
    shared = Service(n=1)

    class Sharing(KnowledgeEngine):
        @DefFacts()  # type: ignore[untyped-decorator]  # experta has no types
        def given(self) -> Any:  # noqa: ANN401  # likewise
            yield shared

    first, second = Sharing(), Sharing()
    first.reset()
    second.declare(Stop(n=9))
    second.reset()
    assert shared.__factid__ is None


def test_engine_without_rules_runs() -> None:
    engine = KnowledgeEngine()
    engine.reset()
    engine.run()
    assert len(engine.facts) == 1


def test_many_patterns_are_matched_after_the_first_run() -> None:
    engine = engine_with(Rule(*(Service(n=n) for n in range(40)), NOT(Stop())))
    engine.run()
    assert bindings_of(engine, *(Service(n=n) for n in range(40))) == [{}]
    engine.declare(Stop(n=1))
    assert engine.agenda.activations == []


def test_engine_is_freed() -> None:
    engine = engine_with(Rule(Service(n=MATCH.n)))
    bindings_of(engine, Service(n=1))
    seen = weakref.ref(engine)
    del engine
    gc.collect()
    assert seen() is None


class Counting(KnowledgeEngine):
    """Calls of each service, found by rules; what is first declared depends on the engine."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size, self.found = size, list[tuple[int, int]]()

    @DefFacts()  # type: ignore[untyped-decorator]  # experta has no types
    def calls(self) -> Any:  # noqa: ANN401  # experta has no types
        for n in range(self.size):
            yield Service(n=n)
            yield Call(src=n, dst=(n * 7 + 1) % self.size)

    @Rule(Service(n=MATCH.n), Call(src=MATCH.n, dst=MATCH.m), NOT(Call(src=MATCH.m, dst=MATCH.n)))  # type: ignore[untyped-decorator]  # likewise
    def one_way(self, n: int, m: int) -> None:
        self.found.append((n, m))


def checked(size: int) -> list[tuple[int, int]]:
    engine = Counting(size)
    engine.reset()
    engine.run()
    return engine.found


def test_engines_in_threads_do_not_meet() -> None:
    """Eight threads, 200 checks each."""
    sizes = [2 + n % 9 for n in range(200)]
    alone = [checked(size) for size in sizes]
    with ThreadPoolExecutor(max_workers=8) as pool:
        answers = list(pool.map(lambda _: [checked(size) for size in sizes], range(8)))
    assert answers == [alone] * 8


def test_engines_made_and_dropped_leave_nothing() -> None:
    """Ten thousand of them, counted in objects that the garbage collector knows."""
    for _ in range(100):
        checked(2)
    gc.collect()
    before = len(gc.get_objects())
    for _ in range(10_000):
        checked(2)
    gc.collect()
    assert len(gc.get_objects()) - before < 200
