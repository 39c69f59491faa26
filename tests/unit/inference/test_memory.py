"""Working memory keeps each fact once, in a fixed order, with everywhere it came from."""

from hypothesis import given
from hypothesis import strategies as st

from archrules.inference.memory import Support, WorkingMemory
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Origin
from tests.unit.inference.programs import fact, memory_of

ONE, TWO = fact("a", x=1), fact("a", x=2)


def test_fact_given_twice_is_one_fact_with_both_origins() -> None:
    memory = WorkingMemory()
    memory.give(ONE, Origin("default", "d"))
    memory.give(ONE, Origin("brief", "b"))
    assert list(memory) == [ONE]
    assert memory.origins(ONE) == [Origin("brief", "b"), Origin("default", "d")]


def test_fact_derived_twice_keeps_both_supports() -> None:
    memory = memory_of(ONE, TWO)
    first, second = Support("r", (ONE,)), Support("r", (TWO,))
    derived = fact("p", x=0)
    assert [memory.derive(derived, second), memory.derive(derived, first)] == [True, False]
    assert memory.supports(derived) == [first, second]


def test_given_fact_that_follows_as_well_is_not_new() -> None:
    memory = memory_of(ONE, TWO)
    assert not memory.derive(ONE, Support("r", (TWO,)))
    assert memory.origins(ONE)
    assert memory.supports(ONE)


def test_what_was_only_derived_has_no_origin() -> None:
    memory = memory_of(ONE)
    memory.derive(TWO, Support("r", (ONE,)))
    assert memory.origins(TWO) == []


def test_membership_is_of_facts() -> None:
    memory = memory_of(ONE)
    assert ONE in memory
    assert TWO not in memory
    assert "a" not in memory


def test_find_matches_known_fields_only() -> None:
    known, unknown = fact("a", x=1, t="red"), fact("a", x=1)
    memory = memory_of(known, unknown, TWO)
    assert memory.find("a", x=1) == [unknown, known]
    assert memory.find("a", x=1, t="red") == [known]
    assert memory.find("b", x=1) == []


def test_kinds_named_twice_are_listed_once_in_order() -> None:
    facts = [fact(kind, x=1) for kind in ("a", "b", "edge", "p", "path", "q")]
    assert WorkingMemory().of_kinds(["a"]) == []
    assert memory_of(*facts).of_kinds(["q", "path", "q", "b", "edge", "a", "p"]) == facts


NUMBERS = st.one_of(st.integers(-3, 3), st.fractions(-3, 3))
FACTS = st.builds(fact, st.sampled_from("ab"), x=NUMBERS, t=st.sampled_from(["", "red", "blue"]))


@given(st.lists(FACTS, max_size=8).flatmap(lambda facts: st.tuples(st.just(facts), st.permutations(facts))))
def test_order_is_independent_of_insertion(orders: tuple[list[Fact], list[Fact]]) -> None:
    first, second = orders
    assert list(memory_of(*first)) == list(memory_of(*second))


def test_a_copy_holds_the_same_facts_with_where_they_came_from() -> None:
    memory = memory_of(ONE)
    memory.derive(TWO, Support("r", (ONE,)))
    twin = memory.copy()
    assert list(twin) == [ONE, TWO]
    assert twin.origins(ONE) == memory.origins(ONE)
    assert twin.supports(TWO) == memory.supports(TWO)
    assert twin.find("a", x=2) == [TWO]


def test_what_is_added_to_a_copy_is_not_in_the_memory_that_it_was_made_from() -> None:
    memory = memory_of(ONE)
    memory.derive(TWO, Support("r", (ONE,)))
    twin = memory.copy()
    twin.give(fact("a", x=3), Origin("default", "d"))
    twin.derive(TWO, Support("s", (ONE,)))
    assert memory.find("a", x=3) == []
    assert memory.of_kind("a") == [ONE, TWO]
    assert memory.supports(TWO) == [Support("r", (ONE,))]
