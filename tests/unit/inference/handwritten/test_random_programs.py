"""Rules by hand match and fire as the book says, and as stock experta does where stock experta is right."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archrules.knowledge_base import conditions
from archrules.knowledge_base.conditions import Existence, Negation, Pattern, Variable
from archrules.knowledge_base.rules import Rule
from archrules.vocabulary.facts import Fact
from tests.unit.inference.handwritten.language import OURS, STOCK, Language, engine_of
from tests.unit.inference.handwritten.production import Fired, Production, Program
from tests.unit.inference.programs import execute
from tests.unit.inference.random_programs import Features, facts, rules, strata

PROGRAMS = 200
LONG = 3_000
STEPS = 25
BY_HAND = Features(
    forms=("pattern",) * 4 + ("not", "not", "exists", "test"),
    constraints=("literal", "in", "compare", *("variable",) * 5),
    stratified=False,
    ordered_variables=False,
)
IN_STRATA = Features(BY_HAND.forms, BY_HAND.constraints, ordered_variables=False)
STOCK_IS_RIGHT = Features(
    ("pattern",) * 4 + ("not", "test"), BY_HAND.constraints, inner=1, nested=False, ordered_variables=False
)


@st.composite
def programs(draw: st.DrawFn, features: Features) -> Program:
    drawn = draw(rules(features))
    names = [one.id for one in drawn]
    saliences = {name: draw(st.sampled_from([0, 0, 0, 1, -1])) for name in names}
    retracts = {name: draw(st.sampled_from([None, None, 0, 1])) for name in names}
    return Program(drawn, saliences, retracts)


class Recorder:
    """Does in an engine what a production system does, and notes every firing."""

    def __init__(self, program: Program, language: Language) -> None:
        self.language, self.fired = language, list[Fired]()
        self._program = program
        actions = dict.fromkeys((one.id for one in program.rules), self._act)
        self.engine = engine_of(program.rules, language, actions, program.saliences)

    def declare(self, one: Fact) -> None:
        self.engine.declare(self.language.fact(one))

    def _act(self, engine: Any, name: str, bindings: dict[str, Any]) -> None:  # noqa: ANN401  # experta has no types
        matched = [bindings.pop(f"fact{index}") for index in range(_patterns(self._rule(name)))]
        self.fired.append((name, tuple(fact.__factid__ for fact in matched)))
        rule = self._rule(name)
        for template in rule.conclusions:
            engine.declare(self.language.fact(template.fill({**rule.parameters, **bindings})))
        retracted = self._program.retracts[name]
        if retracted is not None and matched:
            engine.retract(matched[retracted % len(matched)])

    def _rule(self, name: str) -> Rule:
        return next(one for one in self._program.rules if one.id == name)


def _patterns(rule: Rule) -> int:
    return sum(isinstance(condition, Pattern) for condition in rule.conditions)


def assert_fires_by_the_book(program: Program, given_facts: list[Fact]) -> None:
    book, ours = Production(program), Recorder(program, OURS)
    for one in given_facts:
        book.declare(one)
        ours.declare(one)
    expected = [fired for fired in (book.step() for _ in range(STEPS)) if fired]
    ours.engine.run(STEPS)
    assert ours.fired == expected


def assert_waits_by_the_book(program: Program, changes: list[list[Fact]]) -> None:
    """Before anything fires, exactly the matches wait, whatever is declared and retracted."""
    book, ours = Production(program), Recorder(program, OURS)
    for change in changes:
        for one in change:
            there = {fact: number for number, fact in book.facts.items()}
            if one in there:
                book.retract(there[one])
                ours.engine.retract(there[one])
            else:
                book.declare(one)
                ours.declare(one)
        waiting = {(found.rule.name, found.numbers) for found in ours.engine.agenda.activations}
        assert waiting == book.matches().keys()


@settings(max_examples=PROGRAMS)
@given(programs(BY_HAND), facts())
def test_rules_fire_in_the_documented_order(program: Program, given_facts: list[Fact]) -> None:
    assert_fires_by_the_book(program, given_facts)


@settings(max_examples=PROGRAMS)
@given(programs(BY_HAND), st.lists(facts(("a", "b", "p", "q"), least=0, most=4), min_size=2, max_size=5))
def test_exactly_the_matches_wait(program: Program, changes: list[list[Fact]]) -> None:
    assert_waits_by_the_book(program, changes)


@pytest.mark.long
@settings(max_examples=LONG)
@given(programs(BY_HAND), facts())
def test_many_programs_fire_in_the_documented_order(program: Program, given_facts: list[Fact]) -> None:
    assert_fires_by_the_book(program, given_facts)


@pytest.mark.long
@settings(max_examples=LONG)
@given(programs(BY_HAND), st.lists(facts(("a", "b", "p", "q"), least=0, most=4), min_size=2, max_size=5))
def test_exactly_the_matches_wait_in_many_programs(program: Program, changes: list[list[Fact]]) -> None:
    assert_waits_by_the_book(program, changes)


@settings(max_examples=PROGRAMS)
@given(rules(IN_STRATA), facts())
def test_rules_by_hand_derive_what_declarative_rules_do(program: list[Rule], given_facts: list[Fact]) -> None:
    """What lies below has the higher salience, as strata have for declarative rules."""
    saliences = {one.id: 1 - level for level, stratum in enumerate(strata(program)) for one in stratum}
    by_hand = Recorder(Program(program, saliences, dict.fromkeys(saliences)), OURS)
    for one in given_facts:
        by_hand.declare(one)
    by_hand.engine.run()
    declared = {by_hand.language.fact(one) for one in execute(program, *given_facts)}
    assert contents(by_hand.engine) == {content(one) for one in declared}


def content(one: Any) -> tuple[str, frozenset[Any]]:  # noqa: ANN401  # experta has no types
    return type(one).__name__, frozenset(one.as_dict().items())


def contents(engine: Any) -> set[tuple[str, frozenset[Any]]]:  # noqa: ANN401  # experta has no types
    return {content(one) for one in engine.facts.values() if type(one).__name__ != "InitialFact"}


def stock_is_wrong(rule: Rule) -> bool:
    """A test first; two equal patterns; `~` of a variable twice in a pattern, or of one that it binds itself."""
    patterns = [one for one in rule.conditions if isinstance(one, Pattern)]
    inner = [one.conditions[0] for one in rule.conditions if isinstance(one, Negation | Existence)]
    if isinstance(rule.conditions[0], conditions.Test):
        return True
    if len({(one.kind, frozenset(one.constraints)) for one in patterns}) < len(patterns):
        return True
    for pattern in [*patterns, *inner]:
        assert isinstance(pattern, Pattern)
        unlike = [
            c.operand for c in pattern.constraints if c.operator == "!=" and isinstance(c.operand, Variable)
        ]
        equal = [
            c.operand for c in pattern.constraints if c.operator == "=" and isinstance(c.operand, Variable)
        ]
        fields = [(c.field, c.operand) for c in pattern.constraints if c.operator == "="]
        if len(set(unlike)) < len(unlike) or set(unlike) & set(equal) or len(set(equal)) < len(equal):
            return True
        if len({field for field, _ in fields}) < len(fields):
            return True
    return False


def waiting(engine: Any) -> set[tuple[str, frozenset[int], frozenset[Any]]]:  # noqa: ANN401  # experta has no types
    return {
        (
            getattr(found.rule, "name", None) or found.rule.__name__,
            frozenset(number for fact in found.facts if (number := fact["__factid__"]) > 0),
            frozenset((k, v) for k, v in found.context.items() if not k.startswith(("fact", "__"))),
        )
        for found in engine.agenda.activations
    }


@settings(max_examples=PROGRAMS)
@given(
    rules(STOCK_IS_RIGHT).filter(lambda found: not any(map(stock_is_wrong, found))),
    st.lists(facts(("a", "b", "p", "q"), least=0, most=4), min_size=1, max_size=4),
)
def test_what_waits_is_what_stock_experta_finds(program: list[Rule], changes: list[list[Fact]]) -> None:
    neutral = Program(program, {}, dict.fromkeys(one.id for one in program))
    ours, stock = Recorder(neutral, OURS), Recorder(neutral, STOCK)
    there: dict[Fact, int] = {}
    for change in changes:
        for one in dict.fromkeys(change):
            if one in there:
                ours.engine.retract(there[one])
                stock.engine.retract(there.pop(one))
            else:
                ours.declare(one)
                stock.declare(one)
                there[one] = stock.engine.facts.last_index - 1
        assert waiting(ours.engine) == waiting(stock.engine)
