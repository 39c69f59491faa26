"""Every interaction has a name of its own, whichever order they stand in."""

from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from archrules.model.model_paths import interaction_names, model_places
from tests.unit.analysis.structure.systems import link, system

ANY_LINK = st.builds(
    link,
    st.sampled_from(["a -> b", "a ~> b", "a ?> b", "b -> a"]),
    name=st.sampled_from([None, "a -> b", "pay", "pay 2"]),
    protocol=st.sampled_from([None, "http"]),
)


def names(*interactions: Any) -> list[str]:  # noqa: ANN401  # a text or a record
    return list(interaction_names(system(*interactions)))


def test_interaction_without_a_name_is_called_after_its_ends() -> None:
    assert names("a -> b") == ["a -> b"]


def test_interaction_keeps_the_name_it_was_given() -> None:
    assert names(link("a -> b", name="pay")) == ["pay"]


def test_call_has_the_plain_name_before_a_message() -> None:
    assert names("a ~> b", "a -> b") == ["a -> b (async)", "a -> b"]


def test_name_that_was_given_is_not_taken_by_another() -> None:
    assert names("a -> b", link("c -> d", name="a -> b")) == ["a -> b (sync)", "a -> b"]


def test_all_that_tells_an_interaction_apart_stands_behind_the_third_of_a_name() -> None:
    events = [link("a ~> b", protocol=protocol) for protocol in ("kafka", "amqp")]
    assert names("a -> b", *events) == ["a -> b", "a -> b (async, kafka)", "a -> b (async)"]


def test_equal_interactions_are_numbered() -> None:
    assert names("a ?> b", "a ?> b", "a ?> b") == ["a -> b", "a -> b 2", "a -> b 3"]


@given(st.lists(ANY_LINK, max_size=8))
def test_names_differ(interactions: list[dict[str, Any]]) -> None:
    assert len(set(names(*interactions))) == len(interactions)


@given(st.lists(ANY_LINK, max_size=4, unique_by=repr))
def test_names_stay_the_same_in_any_order(interactions: list[dict[str, Any]]) -> None:
    expected = dict(zip(map(repr, interactions), names(*interactions), strict=True))
    for order in permutations(interactions):
        assert dict(zip(map(repr, order), names(*order), strict=True)) == expected


def test_every_part_has_a_place() -> None:
    described = system("a -> b", "a ~> b", caches=["c"], use_cases=[{"use_case": "buy"}])
    assert model_places(described) == {
        "name": ("name",),
        "services.a": ("services", 0),
        "services.b": ("services", 1),
        "caches.c": ("caches", 0),
        "interactions.a -> b": ("interactions", 0),
        "interactions.a -> b (async)": ("interactions", 1),
        "use_cases.buy": ("use_cases", 0),
    }
