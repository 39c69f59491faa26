"""The part of the report about failing."""

from archrules.model.recommendation import Reliability
from archrules.model.resilience import ProtectedCalls
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
