"""What comes up on the way is told in order, once, and not without end."""

import pytest

from archrules.errors import SystemFileError
from archrules.importers.log import Log
from archrules.importers.nodes import Origin, Span


def span(line: int) -> Span:
    return Span(Origin("f"), line, 1, 2)


def test_notes_are_told_in_order_of_their_places_and_once() -> None:
    log = Log()
    for line in (2, 1, 2):
        log.note(span(line), "odd")
    assert [str(note) for note in log.notes()] == ["f:1:1: odd", "f:2:1: odd"]


def test_notes_beyond_a_number_are_counted() -> None:
    log = Log()
    for line in range(1, 1_011):
        log.note(span(line), "odd")
    notes = log.notes()
    assert (len(notes), str(notes[-1])) == (1_000, "f:999:1: and more notes: 11")


def test_without_faults_nothing_is_raised() -> None:
    log = Log()
    log.note(span(1), "odd")
    log.raise_faults()
    assert log.faults == []


def test_all_faults_are_raised_at_once() -> None:
    log = Log()
    log.fault(span(2), "wrong")
    log.fault(span(1), "bad")
    with pytest.raises(SystemFileError) as caught:
        log.raise_faults()
    assert str(caught.value) == "f:1:1: bad\nf:2:1: wrong"
