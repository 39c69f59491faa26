import re

from hypothesis import given
from hypothesis import strategies as st

from archrules.model.recommendation import ServiceRow
from archrules.output.report import summary
from tests.unit.output.report_data import (
    EVIL,
    decision,
    hostile,
    minimal,
    option,
    realistic,
    recommendation,
    veto,
)


def test_the_summary_of_a_realistic_recommendation() -> None:
    assert summary(realistic()).splitlines() == [
        "Book Shop: 2 services",
        "  checkout: Java 25, 2 replicas; data: PostgreSQL 18",
        "  storefront: Java 25; data: none",
        "decisions",
        "  Architecture style: Service based (a clear lead of 0.62 over Modular monolith)",
        (
            "  Data store: PostgreSQL with a standby (accounts, orders and stock), "
            "Redis for sessions (cart); 3 clear, 1 close"
        ),
        "no option survives: Broker for Book Shop",
        "1 assumption, 1 open question",
    ]


def test_the_summary_of_a_bare_name() -> None:
    assert summary(minimal()) == "Book Shop: 0 services\n0 assumptions, 0 open questions"


def test_beyond_five_services_are_counted() -> None:
    rows = tuple(ServiceRow(service=name, responsibility="", tech="x", data_store="y") for name in "abcdefg")
    lines = summary(recommendation(services=rows)).splitlines()
    assert lines[5:7] == ["  e: x; data: y", "  and 2 more"]


def test_beyond_eight_decisions_are_counted() -> None:
    made = [decision("x", option("a", "1"), decision=str(number)) for number in range(10)]
    assert summary(recommendation(*made)).splitlines()[-2] == "  and 2 more"


def test_subjects_without_an_option_are_counted() -> None:
    stuck = [decision(name, option("a", "1", vetoes=(veto("no"),))) for name in "ab"]
    assert "no option survives: Data store for 2 of its subjects" in summary(recommendation(*stuck))


@given(texts=st.lists(st.one_of(st.text(max_size=20), st.sampled_from(EVIL)), min_size=1, max_size=7))
def test_nothing_in_a_summary_acts_on_a_terminal(texts: list[str]) -> None:
    text = summary(hostile(tuple(texts)))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ud800-\udfff]", text)


@given(texts=st.lists(st.one_of(st.text(max_size=20), st.sampled_from(EVIL)), min_size=1, max_size=7))
def test_no_text_adds_a_line_to_a_summary(texts: list[str]) -> None:
    assert len(summary(hostile(tuple(texts))).split("\n")) == len(summary(hostile(("x",))).split("\n"))
