"""A comparison as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.model.comparison import ComparisonData, Side
from archrules.output.comparison_text import comparison_text
from archrules.output.finding_text import WIDTH
from tests.unit.output.comparison_data import ASH, ELM, FLIP, OAK, PEAK, TURNING, data

WHOLE = """\
Store for orders: oak or elm

oak wins 1.50 to 0.50 against elm, a clear lead of 1.00.

         weight   oak   elm
  fit         2    +2    +1
  cost        1    -1     0
  score          1.50  0.50

oak: The oak-single (oak-single, oak 18.1), score 1.50
  one node
  for it
    +2 fit: it fits well [1, 2]
    +1 fit: it fits [1]
  against it
    -1 cost: it is dear [2]
  gains
    order
  gives up
    speed
  look again when
    it is full
  other configurations
    The oak-large (oak-large), ruled out: it is too large

The elm (elm), score 0.50
  one node

What would have to be true for elm to win against oak (2 changes at once):
  if look is called at least 110/s at its peak, not 20/s
      (use_cases.look.peak: 110/s; it turns at 101/s)
  and back has run elm in production
      (teams.back.skills: [elm])
  then elm scores 0.75 and oak-single 0.70
  oak has no fewer points on any criterion, so no weights alone turn the choice. No
      single change is enough. Looked at: 120 single changes and 31 sets of several.

Numbers behind it that are conventions
  store.many = 100 reads per second: it is round

Sources
  [1] The Book, chapter 2, https://example.org/book
  [2] The Manual
"""


def test_the_whole_comparison() -> None:
    assert comparison_text(data()) == WHOLE


def turned(**fields: object) -> ComparisonData:
    return data(turnings=(TURNING.model_copy(update=fields),))


def flipped(**fields: object) -> ComparisonData:
    return turned(flips=(FLIP.model_copy(update=fields),))


RULED_OUT = {
    "sides": (Side(name="ash", survives=False, configurations=(ASH,)),),
    "winner": None,
    "runner_up": None,
    "margin": None,
    "choice": None,
}


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (data(margin="close"), "oak wins 1.50 to 0.50 against elm, a close call: 1.00 ahead."),
        (data(margin="tie"), "oak comes first, 1.50 to 0.50 against elm, but that is a tie: 1.00 ahead."),
        (
            data(margin="only", runner_up=None),
            "oak is the only one that no hard constraint rules out; it scores 1.50.",
        ),
        (
            data(choice="yew"),
            "oak wins 1.50 to 0.50 against elm, a clear lead of 1.00. Of all options, though, yew is",
        ),
        (data(**RULED_OUT), "None of them can be taken: hard constraints rule out every one."),
        (data(**RULED_OUT), "The ash (ash), ruled out"),
        (turned(flips=()), "Nothing near this brief makes elm win against oak."),
        (turned(flips=(), sets=0), "No single change makes elm win against oak."),
        (turned(against=None), "What would have to be true for elm to win (2 changes at once):"),
        (
            flipped(turns=(PEAK,)),
            "What would have to be true for elm to win against oak (one change is enough):",
        ),
        (flipped(loser=None, loser_score=None), "  then elm scores 0.75 and oak is ruled out"),
        (
            flipped(choice="yew"),
            "  then elm scores 0.75 and oak-single 0.70; of all options yew would be chosen",
        ),
        (turned(flips=(FLIP, FLIP)), "  or if look is called at least 110/s at its peak, not 20/s"),
        (
            turned(proven=2),
            "      single change is enough. Looked at: 120 single changes and 31 sets of several.",
        ),
        (
            turned(dominated=False, proven=2, flips=()),
            "  No single change is enough, and no two are. Looked at: 120 single changes and 31 sets",
        ),
        (turned(dominated=False, proven=0), "  Looked at: 120 single changes and 31 sets of several."),
        (turned(dominated=False, proven=0, sets=0), "  Looked at: 120 single changes."),
        (
            turned(dominated=False, proven=0, bounded=True),
            "  Looked at: 120 single changes and 31 sets of several. The bound on work ended the",
        ),
    ],
)
def test_what_is_said_otherwise(told: ComparisonData, line: str) -> None:
    assert line in comparison_text(told).splitlines()


def test_of_options_that_nobody_asked_for_only_the_first_two_are_told_in_full() -> None:
    sides = tuple(
        Side(name=each.option, survives=not each.vetoes, configurations=(each,)) for each in (OAK, ELM, ASH)
    )
    text = comparison_text(data(asked=(), sides=sides, winner="oak-single", turnings=()))
    assert "The ash (ash), ruled out\n  ruled out because\n    it burns\n" in text
    assert text.count("one node") == 2


def test_a_source_is_numbered_once() -> None:
    assert comparison_text(data()).count("The Book, chapter 2") == 1


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_no_name_acts_or_breaks_a_line(name: str) -> None:
    sides = (Side(name=name, survives=True, configurations=(OAK,)),)
    text = comparison_text(data(subject=name, sides=sides, winner=name, runner_up=None, margin="only"))
    assert all(sign == "\n" or sign.isprintable() for sign in text if sign < "\xa0")
    assert len(text.splitlines()) == len(text.split("\n")) - 1


def test_lines_are_narrow() -> None:
    assert max(len(line) for line in WHOLE.splitlines()) <= WIDTH
