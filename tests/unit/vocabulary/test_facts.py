"""Facts: typed, immutable, equal by content, and in one total order."""

import pickle
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.vocabulary.facts import Fact, Value, canonical_text, fits, make_fact, number, value_text
from archrules.vocabulary.kinds import FLAG, NAME, NUMBER, TEXT, Field, Kind, one_of
from archrules.vocabulary.origins import Origin

TEAM = Kind(
    "team",
    "A team.",
    {"name": NAME, "size": NUMBER, "remote": FLAG, "motto": TEXT, "mood": one_of("good", "bad")},
    "name",
)
VALUES: dict[str, st.SearchStrategy[Value]] = {
    "name": st.text(max_size=3),
    "size": st.integers(-3, 3) | st.fractions(max_denominator=9),
    "remote": st.booleans(),
    "motto": st.text(max_size=3),
    "mood": st.sampled_from(["good", "bad"]),
}
FACTS = st.fixed_dictionaries({}, optional=VALUES).map(lambda values: make_fact(TEAM, values))


def test_a_fact_holds_its_fields_in_the_order_of_its_kind() -> None:
    fact = make_fact(TEAM, {"mood": "bad", "size": 5, "name": "sales"})
    assert fact == Fact("team", ("sales", 5, None, None, "bad"), TEAM.positions)
    assert fact.items == (("name", "sales"), ("size", 5), ("mood", "bad"))


def test_what_is_unknown_is_absent() -> None:
    assert make_fact(TEAM, {"name": "sales", "size": None}) == make_fact(TEAM, {"name": "sales"})
    assert make_fact(TEAM, {"name": "sales"}).get("size") is None


def test_false_zero_and_empty_are_known() -> None:
    fact = make_fact(TEAM, {"remote": False, "size": 0, "motto": ""})
    assert [fact.get(name) for name in ("remote", "size", "motto")] == [False, 0, ""]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", 5),
        ("name", True),
        ("motto", 5),
        ("size", "5"),
        ("size", True),
        ("size", 5.0),
        ("remote", 1),
        ("remote", "true"),
        ("mood", "ugly"),
    ],
)
def test_a_field_holds_only_its_type(field: str, value: Value) -> None:
    assert not fits(value, TEAM.fields[field])
    with pytest.raises(TypeError, match=rf"team\.{field} cannot hold"):
        make_fact(TEAM, {field: value})


def test_a_kind_holds_only_its_fields() -> None:
    with pytest.raises(KeyError, match="colour"):
        make_fact(TEAM, {"colour": "red"})


@given(FACTS)
def test_every_value_of_a_fact_fits_its_field(fact: Fact) -> None:
    assert all(fits(value, TEAM.fields[name]) for name, value in fact.items)


@given(st.integers(-9, 9))
def test_equal_numbers_look_alike(whole: int) -> None:
    fact = make_fact(TEAM, {"size": Fraction(whole)})
    assert type(fact.get("size")) is int
    assert str(fact) == str(make_fact(TEAM, {"size": whole}))


@given(st.fractions())
def test_a_number_keeps_its_value(value: Fraction) -> None:
    assert number(value) == value


@given(st.lists(FACTS, unique=True, max_size=4))
def test_facts_have_one_total_order(facts: list[Fact]) -> None:
    orders = {tuple(sorted(order, key=lambda fact: fact.sort_key)) for order in permutations(facts)}
    assert len(orders) == 1


@given(FACTS, FACTS)
def test_only_equal_facts_have_the_same_place_in_the_order(first: Fact, second: Fact) -> None:
    assert (first.sort_key == second.sort_key) == (first == second)


def test_numbers_are_ordered_as_numbers() -> None:
    sizes: list[Value] = [10, Fraction(1, 2), -3, 9]
    facts = sorted((make_fact(TEAM, {"size": size}) for size in sizes), key=lambda fact: fact.sort_key)
    assert [fact.get("size") for fact in facts] == [-3, Fraction(1, 2), 9, 10]


@given(FACTS)
def test_a_fact_can_be_pickled(fact: Fact) -> None:
    copy = pickle.loads(pickle.dumps(fact))  # noqa: S301 - of our own
    assert copy == fact
    assert copy.get("size") == fact.get("size")


def test_a_fact_is_read_by_type() -> None:
    fact = make_fact(TEAM, {"name": "sales", "size": Fraction(5, 2), "remote": True})
    assert (fact.text("name"), fact.text("size"), fact.text("remote")) == ("sales", "2.5", "true")
    amounts = [fact.amount("size"), fact.amount("motto", 7), fact.amount("name", 7), fact.amount("mood")]
    assert amounts == [Fraction(5, 2), Fraction(7), Fraction(7), Fraction(0)]
    with pytest.raises(KeyError):
        fact.text("motto")


def test_a_fact_reads_as_it_is_written_in_examples() -> None:
    fact = make_fact(TEAM, {"name": "sales", "size": 12345, "remote": False})
    assert str(fact) == "team {name: sales, size: 12,345, remote: false}"


@pytest.mark.parametrize(
    ("value", "for_people", "canonical"),
    [
        (True, "true", "true"),
        ("a b", "a b", "a b"),
        (12345, "12,345", "12345"),
        (Fraction(1, 3), "0.333333", "0.333333333"),
        (Fraction(9995, 10000), "0.9995", "0.9995"),
        (Fraction(-5, 4), "-1.25", "-1.25"),
    ],
)
def test_a_value_has_a_text_for_people_and_an_exact_one(
    value: Value, for_people: str, canonical: str
) -> None:
    assert (value_text(value), canonical_text(value)) == (for_people, canonical)


@given(st.decimals(-(10**12), 10**12, places=9), st.decimals(-(10**12), 10**12, places=9))
def test_the_exact_text_differs_for_different_numbers(first: object, second: object) -> None:
    one, other = Fraction(str(first)), Fraction(str(second))
    assert (canonical_text(one) == canonical_text(other)) == (one == other)


def test_a_field_without_choices_takes_any_name() -> None:
    assert fits("anything", Field(NAME.type))


def test_origins_are_ordered() -> None:
    origins = [
        Origin("default", "x"),
        Origin("brief", "y", "sum", ("b",)),
        Origin("brief", "y", "sum", ("a",)),
    ]
    assert [origin.inputs for origin in sorted(origins)] == [("a",), ("b",), ()]
