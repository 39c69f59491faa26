"""Who waits for whom, by hand: calls in turn, what serves them, and circles."""

from fractions import Fraction

from archrules.analysis.design.waiting import Path, Waiting, waiting
from tests.unit.analysis.design.decisions import Item, call, memory, use_case

HOP = Fraction(20)
BANK: Item = {"external_system": {"name": "bank", "latency_ms": 300}}


def found(*facts: Item) -> Waiting:
    return waiting(memory(*facts), HOP)


def path(name: str, *facts: Item) -> Path:
    return found(*facts).path(name)


def to_bank(source: str, *use_cases: str) -> list[Item]:
    return call(source, "bank", *use_cases, target_kind="external", access="write")


BUY = use_case("buy", "orders")
PAY = use_case("pay", "payments")
ASKED = call("orders", "payments", "buy", access="write")


def test_a_use_case_without_calls_waits_for_nothing() -> None:
    assert path("buy", BUY) == Path()


def test_calls_follow_one_another() -> None:
    facts = (
        BUY,
        *call("orders", "stock", "buy", access="read"),
        *call("orders", "users", "buy", access="read"),
    )
    assert path("buy", *facts) == Path(Fraction(40), 1, 2)


def test_a_system_of_others_takes_as_long_as_it_says() -> None:
    assert path("buy", BUY, BANK, *to_bank("orders", "buy")) == Path(Fraction(300), 1, 1)


def test_a_system_of_others_that_says_nothing_takes_as_long_as_a_service() -> None:
    silent: Item = {"external_system": {"name": "bank"}}
    assert path("buy", BUY, silent, *to_bank("orders", "buy")) == Path(HOP, 1, 1)


def test_a_call_inside_a_unit_takes_no_time() -> None:
    inside, _, use = call("orders", "stock", "buy", access="read")
    assert path("buy", BUY, inside, use) == Path()


def test_what_writes_waits_for_all_that_serves_it() -> None:
    assert path("buy", BUY, PAY, BANK, *ASKED, *to_bank("payments", "pay")) == Path(Fraction(320), 2, 2)


def test_what_only_reads_waits_for_nothing_behind() -> None:
    asked = call("orders", "payments", "buy", access="read")
    assert path("buy", BUY, PAY, BANK, *asked, *to_bank("payments", "pay")) == Path(HOP, 1, 1)


def test_a_use_case_that_a_client_starts_serves_nobody_else() -> None:
    started = call("web", "payments", "pay", source_kind="client")
    assert path("buy", BUY, PAY, BANK, *ASKED, *started, *to_bank("payments", "pay")) == Path(HOP, 1, 1)


def test_what_is_worked_off_later_is_not_waited_for() -> None:
    later = use_case("pay", "payments", answer="later")
    assert path("buy", BUY, later, BANK, *ASKED, *to_bank("payments", "pay")) == Path(HOP, 1, 1)


def test_of_several_that_may_serve_the_slowest_counts() -> None:
    other = use_case("note", "payments")
    facts = BUY, PAY, other, BANK, *ASKED, *to_bank("payments", "pay")
    assert path("buy", *facts, *call("payments", "log", "note", access="read")) == Path(Fraction(320), 2, 2)


def test_a_circle_is_not_followed_round() -> None:
    back = call("payments", "orders", "pay", access="write")
    facts = BUY, PAY, BANK, *ASKED, *back, *to_bank("payments", "pay")
    assert path("buy", *facts) == Path(HOP, 1, 1)
    assert path("pay", *facts) == Path(Fraction(320), 1, 2)


def test_callers_come_before_those_that_serve_them() -> None:
    names = list(found(BUY, PAY, BANK, *ASKED, *to_bank("payments", "pay")).waits)
    assert names == ["buy", "pay"]


def test_a_caller_whose_name_comes_later_still_comes_first() -> None:
    facts = use_case("zz", "orders"), PAY, *call("orders", "payments", "zz", access="write")
    assert list(found(*facts).waits) == ["zz", "pay"]
