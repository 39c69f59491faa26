"""Changes: what is said of them, and dials that are turned."""

from fractions import Fraction

import pytest

from archrules.recommendation.flipping.changes import WHOLE_SYSTEM, Change, Dial, Part, Said, one
from archrules.recommendation.flipping.edits import Edit

A, B = (Part(name, (Edit((name,), 1),)) for name in ("a", "b"))


def dial() -> Dial:
    def turned(value: Fraction) -> Change:
        return one("size", f"it is {value}", Edit(("size",), value))

    larger, smaller = (Fraction(20), Fraction(100)), (Fraction(5),)
    return Dial(WHOLE_SYSTEM, Fraction(10), larger, smaller, Fraction(1), turned, str, reach=2)


@pytest.mark.parametrize(
    ("said", "parts", "text"),
    [
        (Said("what", "be", "new"), (A,), "what a is new"),
        (Said("what", "be", "new"), (A, B), "what a and b are new"),
        (Said("", "have", "run it"), (A,), "a has run it"),
        (Said("", "have", "run it"), (A, B), "a and b have run it"),
        (Said("nobody waits for"), (A, B), "nobody waits for a and b"),
    ],
)
def test_a_sentence_agrees_with_the_number_of_its_names(
    said: Said, parts: tuple[Part, ...], text: str
) -> None:
    assert Change("kind", said, parts).text == text


def test_names_that_look_like_holes_stay_as_they_are() -> None:
    assert Change("kind", Said("", "be", "{names} {0}"), (Part("{x}", ()),)).text == "{x} is {names} {0}"


def test_a_part_can_be_left_out() -> None:
    fewer = Change("kind", Said("", "be", "new"), (A, B)).without(A)
    assert (fewer.text, fewer.edits) == ("b is new", B.edits)


def test_changes_clash_where_any_of_their_edits_do() -> None:
    both, other = Change("kind", Said(), (A, B)), Change("kind", Said(), (B,))
    assert both.clashes(other)
    assert not other.clashes(Change("kind", Said(), (A,)))


def test_a_ladder_leads_away_on_either_side() -> None:
    ladders = dial().ladders()
    assert [[change.value for change in ladder] for ladder in ladders] == [[20, 100], [5]]


def test_a_value_between_two_rungs_reaches_as_far_as_the_further_one() -> None:
    assert [dial().at(Fraction(value)).reach for value in (11, 20, 21, 100, 7)] == [2, 2, 3, 3, 2]
