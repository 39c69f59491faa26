"""One form and one digest for everything that says the same."""

import json
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.model.brief import Brief
from archrules.model.canonical import canonical, digest
from archrules.model.system import System

NAMES = st.sampled_from(["a", "b", "c d", "Ü", "z1"])
TAGS = st.lists(st.sampled_from(["pii", "financial", "feed", "audit"]), max_size=3)
ENTITIES = st.fixed_dictionaries(
    {
        "name": NAMES,
        "tags": TAGS,
        "fields": st.lists(NAMES, max_size=3),
        "relations": st.lists(NAMES, max_size=2),
    },
    optional={"volume": st.sampled_from(["2M", 7]), "retention": st.sampled_from(["30 d", "18 months"])},
)
BRIEFS = st.fixed_dictionaries(
    {
        "system": NAMES,
        "contexts": st.lists(
            st.fixed_dictionaries({"name": NAMES, "entities": st.lists(ENTITIES, max_size=3)}), max_size=3
        ),
        "use_cases": st.lists(
            st.fixed_dictionaries(
                {
                    "name": NAMES,
                    "context": NAMES,
                    "reads": st.lists(NAMES, max_size=3),
                    "calls": st.lists(
                        st.fixed_dictionaries({"to": NAMES}, optional={"answer": st.just("now")}), max_size=3
                    ),
                },
                optional={"peak": st.sampled_from(["400/s", "7/day"])},
            ),
            max_size=3,
        ),
        "teams": st.lists(
            st.fixed_dictionaries({"name": NAMES, "size": st.integers(1, 9), "skills": st.lists(NAMES)}),
            max_size=3,
        ),
        "priorities": st.dictionaries(NAMES, st.integers(0, 10), max_size=3),
    }
)


def shuffled(value: Any, random: Random) -> Any:  # noqa: ANN401 - JSON is of any type
    """The same with every list and mapping in another order."""
    if isinstance(value, dict):
        keys = list(value)
        random.shuffle(keys)
        return {key: shuffled(value[key], random) for key in keys}
    if isinstance(value, list):
        entries = [shuffled(entry, random) for entry in value]
        random.shuffle(entries)
        return entries
    return value


@given(BRIEFS, st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_listed_means_nothing(raw: dict[str, Any], random: Random) -> None:
    first, second = Brief.model_validate(raw), Brief.model_validate(shuffled(raw, random))
    assert canonical(first) == canonical(second)
    assert digest(first) == digest(second)


@given(BRIEFS)
def test_the_canonical_form_of_the_canonical_form_is_itself(raw: dict[str, Any]) -> None:
    once = canonical(Brief.model_validate(raw))
    assert canonical(once) == once


@given(BRIEFS)
def test_the_canonical_form_loses_nothing(raw: dict[str, Any]) -> None:
    def leaves(value: Any) -> list[str]:  # noqa: ANN401 - JSON is of any type
        if isinstance(value, dict):
            return sorted(f"{key}={leaf}" for key, entry in value.items() for leaf in leaves(entry))
        if isinstance(value, list):
            return sorted(leaf for entry in value for leaf in leaves(entry))
        return [json.dumps(value)]

    brief = Brief.model_validate(raw)
    assert leaves(canonical(brief).model_dump(mode="json")) == leaves(brief.model_dump(mode="json"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"system": "a"}, {"system": "b"}),
        ({"system": "a"}, {"system": "a", "domain": "d"}),
        ({"system": "a", "horizon": "3 years"}, {"system": "a", "horizon": "35 months"}),
        ({"system": "a", "priorities": {"cost": 1}}, {"system": "a", "priorities": {"cost": 2}}),
        ({"system": "a", "parameters": {"x.y": 1}}, {"system": "a", "parameters": {"x.y": 2}}),
    ],
)
def test_another_value_has_another_digest(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert digest(Brief.model_validate(first)) != digest(Brief.model_validate(second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"system": "a", "horizon": "3 years"}, {"system": "a", "horizon": "36 months"}),
        ({"system": "a", "domain": None}, {"system": "a"}),
        ({"system": " a "}, {"system": "a"}),
        (
            {"system": "a", "budget": {"monthly": "100.0", "currency": "EUR"}},
            {"system": "a", "budget": {"monthly": 100, "currency": "EUR"}},
        ),
    ],
)
def test_the_same_said_otherwise_has_the_same_digest(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert digest(Brief.model_validate(first)) == digest(Brief.model_validate(second))


def system(**parts: Any) -> System:  # noqa: ANN401 - as a file has them
    return System.model_validate({"services": [{"name": "a"}, {"name": "b"}], **parts})


def test_interactions_without_a_name_have_an_order_too() -> None:
    calls = [{"source": "a", "target": "b"}, {"source": "b", "target": "a"}]
    assert digest(system(interactions=calls)) == digest(system(interactions=calls[::-1]))


def test_the_order_of_the_steps_of_a_path_has_a_meaning() -> None:
    there, back = (
        system(use_cases=[{"use_case": "u", "path": path}]) for path in (["b", "a", "b"], ["a", "b", "b"])
    )
    assert canonical(there).use_cases[0].path == ("b", "a", "b")
    assert digest(there) != digest(back)
