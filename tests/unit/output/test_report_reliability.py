"""The part of the report about failing."""

from archrules.model.recommendation import Reliability
from archrules.model.resilience import CallTimes, FailureMode, ProtectedCalls, Reached, RecoveryStep
from archrules.output.report_reliability import reliability_blocks
from tests.unit.output.report_data import recommendation

ROW = ProtectedCalls(
    calls="a -> b",
    timeout="1 s",
    retries="none: no | time",
    breaker="50 % of at least 20 calls",
    bulkhead="-",
    fallback="<b>nothing</b>",
)


def blocks(*notes: str, rows: tuple[ProtectedCalls, ...] = (ROW,)) -> list[str]:
    found = Reliability(targets=("RTO 1 h",), patterns=(), backup=(), calls=rows, call_notes=notes)
    return reliability_blocks(recommendation(reliability=found))


def test_each_protected_call_has_a_row() -> None:
    _, _, told, table = blocks()
    head, _, row = table.splitlines()
    assert told == "What protects each call:"
    assert head == "| Call | Timeout | Retries | Breaker | Bulkhead | Fallback |"
    assert row.count(" | ") == 5


def test_nothing_in_a_row_acts_as_markup() -> None:
    row = blocks()[3].splitlines()[2]
    assert "no \\| time" in row
    assert "<b>" not in row


def test_what_holds_for_all_calls_stands_below() -> None:
    assert blocks("pauses: at random")[4] == "- pauses: at random"


def test_without_calls_there_is_no_table() -> None:
    assert len(blocks(rows=())) == 2


def reached(*names: str, kept: bool = True) -> Reached:
    return Reached(
        use_cases=names,
        needs=("a", "b"),
        availability="99.9 %",
        outage="8.8 h",
        kept=kept,
        weakest="a, 99.95 %",
    )


def promise(*rows: Reached, times: tuple[CallTimes, ...] = (), notes: tuple[str, ...] = ()) -> list[str]:
    found = Reliability(
        targets=("RTO 1 h",),
        patterns=(),
        backup=(),
        promise="99.95 %",
        reached=rows,
        times=times,
        promise_notes=notes,
    )
    return reliability_blocks(recommendation(reliability=found))[2:]


def test_what_is_reached_stands_beside_what_is_promised() -> None:
    title, table = promise(reached("buy", kept=False))
    assert title == "What the design can reach, beside the 99.95 % that is promised:"
    assert table.splitlines()[2] == "| buy | a, b | 99.9 %, less than promised | 8.8 h | a, 99.95 % |"


def test_many_use_cases_of_a_row_are_counted() -> None:
    _, table = promise(reached("a", "b", "c", "d", "e", "f"))
    assert table.splitlines()[2].startswith("| a, b, c, d and 2 more |")


def test_more_than_a_dozen_rows_are_counted() -> None:
    _, table, more = promise(*(reached(f"u{number}") for number in range(14)))
    assert len(table.splitlines()) == 14
    assert more == "2 more rows of use cases are left out; they are more available."


def test_times_of_calls_have_a_row_for_each_use_case() -> None:
    time = CallTimes(
        use_case="buy", calls=3, layers=2, usual="1 s", allowed="2 s", given_up="2 s", late_share="1.67 %"
    )
    title, table = promise(times=(time,))
    assert title == "How long use cases take that wait for others:"
    assert table.splitlines()[2] == "| buy | 3, 2 deep | 1 s | 2 s | 2 s | 1.67 % |"


def test_notes_on_the_promise_stand_below() -> None:
    assert promise(notes=("assumes: independence",)) == ["- assumes: independence"]


def test_steps_of_recovery_are_numbered_with_when_they_are_done() -> None:
    steps = (
        RecoveryStep(number=1, does="Decide", parts=(), done_when="it is said"),
        RecoveryStep(number=2, does="Start", parts=("a", "b"), done_when="they run"),
    )
    found = Reliability(targets=("RTO 1 h",), patterns=(), backup=(), recovery=steps)
    title, told = reliability_blocks(recommendation(reliability=found))[2:]
    assert title == "How to come back after losing the site, in this order:"
    assert told.splitlines() == [
        "1. Decide",
        "   - **Done when:** it is said",
        "2. Start: a, b",
        "   - **Done when:** they run",
    ]


def test_each_way_of_failing_has_a_row() -> None:
    mode = FailureMode(parts=("a (2)", "b (1)"), fails="it | stops", follows="silence", answer="another one")
    found = Reliability(targets=("RTO 1 h",), patterns=(), backup=(), failures=(mode,))
    title, told = reliability_blocks(recommendation(reliability=found))[2:]
    assert title == "What happens when a part fails:"
    assert told.splitlines()[2] == "| a (2), b (1) | it \\| stops | silence | another one |"
