"""From a fact back to what it rests on: one well-founded way to show, all ways to count."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from archrules.inference.derivation import Derivation, Ground, derive, ground
from archrules.inference.memory import Support, WorkingMemory
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import Fact, make_fact
from archrules.vocabulary.origins import Origin
from tests.unit.inference.programs import GIVEN, fact, memory_of

BASE, OTHER = fact("a", x=1), fact("a", x=2)
LEFT, RIGHT, TOP = fact("p", t="left"), fact("p", t="right"), fact("q", t="top")
ORDERS = make_fact(
    VOCABULARY["choice"], {"decision": "datastore", "subject": "orders", "option": "postgresql-single"}
)


def derived(memory: WorkingMemory, conclusion: Fact, rule: str, *facts: Fact) -> None:
    memory.derive(conclusion, Support(rule, facts))


def diamond() -> WorkingMemory:
    """TOP follows from LEFT and RIGHT, each of which follows from BASE."""
    memory = memory_of(BASE)
    derived(memory, LEFT, "left", BASE)
    derived(memory, RIGHT, "right", BASE)
    derived(memory, TOP, "top", LEFT, RIGHT)
    return memory


def every(found: Derivation) -> Iterator[Derivation]:
    yield found
    for premise in found.premises:
        yield from every(premise)


def test_given_fact_is_derived_from_its_origins() -> None:
    assert derive(memory_of(BASE), BASE) == Derivation(BASE, (GIVEN,))


def test_fact_that_is_given_and_follows_counts_as_given() -> None:
    memory = diamond()
    memory.give(TOP, Origin("brief", "top"))
    assert derive(memory, TOP) == Derivation(TOP, (Origin("brief", "top"),))


def test_unknown_fact_has_no_derivation() -> None:
    assert derive(memory_of(BASE), TOP) == Derivation(TOP)


def test_diamond_is_shown_down_to_what_was_given() -> None:
    given_base = Derivation(BASE, (GIVEN,))
    left, right = (
        Derivation(one, rule=name, premises=(given_base,)) for one, name in ((LEFT, "left"), (RIGHT, "right"))
    )
    assert derive(diamond(), TOP) == Derivation(TOP, rule="top", premises=(left, right))


def test_fact_needed_twice_is_unfolded_once() -> None:
    memory = diamond()
    summit = fact("q", t="summit")
    derived(memory, summit, "summit", LEFT, TOP)
    shown = [found for found in every(derive(memory, summit)) if found.fact == LEFT]
    assert [found.again for found in shown] == [False, True]


def test_way_with_fewest_facts_is_shown_and_the_others_are_counted() -> None:
    memory = memory_of(BASE, OTHER)
    derived(memory, TOP, "a-long", BASE, OTHER)
    derived(memory, TOP, "z-short", BASE)
    derived(memory, TOP, "y-short", BASE)
    found = derive(memory, TOP)
    assert (found.rule, found.others) == ("y-short", 2)


def test_fact_never_explains_itself() -> None:
    """LEFT and RIGHT follow from each other by one fact, LEFT from what was given by two."""
    memory = memory_of(BASE, OTHER)
    derived(memory, LEFT, "start", BASE, OTHER)
    derived(memory, RIGHT, "round", LEFT)
    derived(memory, LEFT, "round", RIGHT)
    found = derive(memory, RIGHT)
    assert [one.rule for one in every(found)] == ["round", "start", None, None]
    assert found.premises[0].others == 1


FACTS = [fact("p", x=n) for n in range(5)]
WAYS = st.lists(
    st.tuples(st.sampled_from(FACTS), st.lists(st.sampled_from([TOP, *FACTS]), min_size=1, max_size=2)),
    max_size=12,
)


@given(WAYS)
def test_every_derivation_ends_in_what_was_given(ways: list[tuple[Fact, list[Fact]]]) -> None:
    memory, pending, known = memory_of(TOP), list(ways), {TOP}
    while ready := [way for way in pending if known.issuperset(way[1])]:
        pending = [way for way in pending if way not in ready]
        known |= {conclusion for conclusion, _ in ready}
        for conclusion, premises in ready:
            derived(memory, conclusion, "r", *premises)
    for conclusion in known:
        nodes = list(every(derive(memory, conclusion)))
        explained = {node.fact for node in nodes if not node.again}
        assert all(node.origins or node.premises or node.again for node in nodes)
        assert all(node.fact in explained for node in nodes)
        assert all(
            inner.fact != node.fact for node in nodes for part in node.premises for inner in every(part)
        )


def test_ground_of_a_diamond_is_what_was_given_and_all_rules() -> None:
    assert ground(diamond(), [TOP]) == Ground(
        frozenset({GIVEN}), frozenset({"left", "right", "top"}), frozenset()
    )


def test_ground_covers_every_way() -> None:
    memory = WorkingMemory()
    memory.give(BASE, Origin("brief", "one"))
    memory.give(OTHER, Origin("default", "two"))
    derived(memory, TOP, "first", BASE)
    derived(memory, TOP, "second", OTHER)
    found = ground(memory, [TOP])
    assert found.origins == {Origin("brief", "one"), Origin("default", "two")}
    assert found.rules == {"first", "second"}


def test_ground_goes_behind_given_facts_that_follow_as_well() -> None:
    memory = diamond()
    memory.give(LEFT, Origin("brief", "left"))
    assert ground(memory, [LEFT]).origins == {GIVEN, Origin("brief", "left")}


def test_ground_of_a_circle_is_found() -> None:
    memory = memory_of(BASE)
    derived(memory, LEFT, "start", BASE)
    derived(memory, RIGHT, "round", LEFT)
    derived(memory, LEFT, "round", RIGHT)
    assert ground(memory, [RIGHT]) == Ground(frozenset({GIVEN}), frozenset({"start", "round"}), frozenset())


def test_ground_stops_at_choices() -> None:
    memory = memory_of(BASE)
    derived(memory, ORDERS, "datastore/postgresql-single", BASE)
    derived(memory, TOP, "top", ORDERS)
    assert ground(memory, [TOP]) == Ground(frozenset(), frozenset({"top"}), frozenset({ORDERS}))


def test_ground_of_several_facts_is_their_union() -> None:
    memory = diamond()
    derived(memory, ORDERS, "datastore/postgresql-single", BASE)
    assert ground(memory, [LEFT, ORDERS]) == Ground(
        frozenset({GIVEN}), frozenset({"left"}), frozenset({ORDERS})
    )


def test_derivation_stops_at_choices_and_unfolds_what_they_rest_on_where_it_is_a_premise() -> None:
    memory = memory_of(BASE)
    derived(memory, LEFT, "left", BASE)
    derived(memory, ORDERS, "chosen", LEFT)
    derived(memory, TOP, "top", ORDERS, LEFT)
    left = Derivation(LEFT, rule="left", premises=(Derivation(BASE, (GIVEN,)),))
    assert derive(memory, TOP) == Derivation(TOP, rule="top", premises=(Derivation(ORDERS), left))
    assert derive(memory, ORDERS) == Derivation(ORDERS, rule="chosen", premises=(left,))
