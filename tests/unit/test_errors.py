"""The error tree: what it prints, how it is ordered, and that it survives pickling."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.errors import (
    ArchrulesError,
    BriefError,
    DrawingError,
    Fault,
    InferenceError,
    InferenceLimitError,
    InputError,
    KnowledgeError,
    SystemFileError,
    UnknownNameError,
    did_you_mean,
    near_names,
    printable,
)

FAULT = Fault("shop.yaml", 3, 7, "unknown field 'titel'")


def test_a_fault_prints_its_place_before_its_message() -> None:
    assert str(FAULT) == "shop.yaml:3:7: unknown field 'titel'"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31m", "\\x1b[31m"),
        ("a\nb", "a\\nb"),
        ("\x07", "\\x07"),
        ("\x9b", "\\x9b"),
        ("\u202e", "\\u202e"),
        ("\u2028", "\\u2028"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_a_fault_escapes_what_a_terminal_would_act_on(raw: str, shown: str) -> None:
    assert str(Fault(raw, 1, 1, raw)) == f"{shown}:1:1: {shown}"


def test_printable_text_keeps_letters_of_every_script() -> None:
    assert printable("Größe 数据 😀") == "Größe 数据 😀"


@given(st.text(), st.text())
def test_a_fault_is_always_one_line(file: str, message: str) -> None:
    assert len(str(Fault(file, 1, 1, message)).splitlines()) == 1


def test_a_fault_is_bounded_in_length() -> None:
    assert len(str(Fault("f" * 100_000, 1, 1, "\x00" * 100_000))) < 1500


def test_cut_text_ends_with_an_ellipsis() -> None:
    assert printable("abcdef", limit=4) == "abc…"


def test_text_of_just_the_limit_is_not_cut() -> None:
    assert printable("abcd", limit=4) == "abcd"


def test_an_input_error_prints_faults_by_file_then_line_then_column() -> None:
    faults = [Fault("b", 1, 1, "m"), Fault("a", 10, 1, "m"), Fault("a", 9, 2, "m"), Fault("a", 9, 1, "m")]
    assert str(InputError(faults)).splitlines() == ["a:9:1: m", "a:9:2: m", "a:10:1: m", "b:1:1: m"]


def test_an_input_error_keeps_a_fault_once() -> None:
    assert InputError([FAULT, FAULT]).faults == (FAULT,)


def test_an_input_error_is_made_from_a_single_fault_too() -> None:
    assert InputError(FAULT).faults == (FAULT,)


def test_an_input_error_without_faults_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        InputError([])


def test_an_input_error_counts_the_faults_past_a_thousand() -> None:
    lines = str(InputError(Fault("f", line, 1, "m") for line in range(1, 1501))).splitlines()
    assert (len(lines), lines[-1]) == (1001, "and more faults: 500")


@pytest.mark.parametrize("kind", [BriefError, SystemFileError, KnowledgeError])
def test_each_kind_of_input_error_is_an_input_error(kind: type[InputError]) -> None:
    assert issubclass(kind, InputError)


@pytest.mark.parametrize("kind", [InputError, InferenceError, DrawingError, UnknownNameError])
def test_everything_is_an_archrules_error(kind: type[Exception]) -> None:
    assert issubclass(kind, ArchrulesError)


def test_a_passed_limit_is_an_inference_error() -> None:
    assert issubclass(InferenceLimitError, InferenceError)


@pytest.mark.parametrize(
    "error",
    [
        BriefError([FAULT]),
        SystemFileError(FAULT),
        KnowledgeError([FAULT]),
        InferenceError("no end"),
        InferenceLimitError("too many facts"),
        DrawingError("no engine"),
        UnknownNameError("no decision 'datastor'", ["datastore"]),
    ],
    ids=lambda error: type(error).__name__,
)
def test_pickling_keeps_an_error_whole(error: ArchrulesError) -> None:
    # Made by this very test, so there is nothing hostile in it.
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))


def test_an_unknown_name_prints_its_suggestions() -> None:
    error = UnknownNameError("there is no option 'mysq'", ["mysql", "mysql-cluster"])
    assert str(error) == "there is no option 'mysq' (did you mean 'mysql' or 'mysql-cluster'?)"


def test_a_message_keeps_its_line_breaks_and_loses_its_escapes() -> None:
    assert str(DrawingError("dot says:\n\x1b[2J")) == "dot says:\n\\x1b[2J"


def test_near_names_come_best_first() -> None:
    assert near_names("datastor", ["data-stream", "datastore", "cache"])[0] == "datastore"


def test_near_names_ignore_the_case_of_letters() -> None:
    assert near_names("POSTGRESQL", ["PostgreSQL"]) == ("PostgreSQL",)


def test_a_name_like_no_other_has_no_near_names() -> None:
    assert near_names("zebra", ["cache", "queue"]) == ()


def test_a_very_long_name_has_no_near_names() -> None:
    assert near_names("a" * 101, ["a" * 100]) == ()


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=8))
def test_near_names_are_the_same_in_any_order_of_candidates(name: str, candidates: list[str]) -> None:
    assert near_names(name, candidates) == near_names(name, reversed(candidates))


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ([], ""),
        (["a"], " (did you mean 'a'?)"),
        (["a", "b"], " (did you mean 'a' or 'b'?)"),
        (["a", "b", "c"], " (did you mean 'a', 'b' or 'c'?)"),
    ],
)
def test_a_suggestion_reads_as_a_question(names: list[str], shown: str) -> None:
    assert did_you_mean(names) == shown
