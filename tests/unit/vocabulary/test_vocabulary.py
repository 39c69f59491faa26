"""Every kind of fact is declared once, and so that rules can name it."""

import re
from collections import Counter

import pytest

from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.boundary_kinds import BOUNDARY_KINDS
from archrules.vocabulary.brief_kinds import BRIEF_KINDS
from archrules.vocabulary.conclusion_kinds import CONCLUSION_KINDS
from archrules.vocabulary.design_kinds import COMPUTATIONS, DESIGN_KINDS
from archrules.vocabulary.guidance_kinds import GUIDANCE_KINDS
from archrules.vocabulary.kinds import Kind, Type
from archrules.vocabulary.reliability_kinds import RELIABILITY_KINDS
from archrules.vocabulary.system_kinds import SYSTEM_KINDS
from archrules.vocabulary.technology_kinds import TECHNOLOGY_KINDS

KINDS = (
    *BOUNDARY_KINDS,
    *BRIEF_KINDS,
    *TECHNOLOGY_KINDS,
    *CONCLUSION_KINDS,
    *DESIGN_KINDS,
    *GUIDANCE_KINDS,
    *RELIABILITY_KINDS,
    *SYSTEM_KINDS,
)
WORD = re.compile(r"[a-z][a-z0-9_]*")
CONDITION_WORDS = {"test", "not", "exists", "count"}


def test_every_kind_is_declared_once() -> None:
    counted = Counter(kind.name for kind in KINDS)
    assert [name for name, count in counted.items() if count > 1] == []
    assert set(VOCABULARY) == set(counted)


def test_the_vocabulary_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        VOCABULARY["mine"] = KINDS[0]  # type: ignore[index]  # what is tested


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_can_be_named_in_a_condition(kind: Kind) -> None:
    assert WORD.fullmatch(kind.name)
    assert kind.name not in CONDITION_WORDS


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_fields_of_a_kind_can_be_named_in_a_pattern(kind: Kind) -> None:
    assert kind.fields
    assert [name for name in kind.fields if not WORD.fullmatch(name)] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_field_is_named_like_the_mark_of_an_unknown_one(kind: Kind) -> None:
    assert [name for name in kind.fields if name.startswith("unknown")] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_key_of_a_kind_is_a_name_among_its_fields(kind: Kind) -> None:
    assert not kind.key or kind.fields[kind.key].type is Type.NAME


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_choices_are_distinct_words_of_a_name_field(kind: Kind) -> None:
    for field in kind.fields.values():
        assert len(set(field.choices)) == len(field.choices)
        assert not field.choices or field.type is Type.NAME
        assert "unknown" not in field.choices


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_meaning_of_a_kind_is_a_sentence(kind: Kind) -> None:
    assert re.match(r"[A-Z].*[.?]$", kind.meaning, re.DOTALL)


def test_computations_read_and_give_declared_kinds() -> None:
    for computation in COMPUTATIONS.values():
        assert computation.reads | computation.gives <= set(VOCABULARY)


def test_every_design_kind_is_given_by_one_computation() -> None:
    given = [kind for computation in COMPUTATIONS.values() for kind in computation.gives]
    assert sorted(given) == sorted(kind.name for kind in DESIGN_KINDS)


def test_no_computation_can_be_mistaken_for_an_item() -> None:
    assert [name for name in COMPUTATIONS if " " not in name] == []
