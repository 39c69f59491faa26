"""Findings, unknowns and waivers as text: narrow lines, each told in full or in brief."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.errors import printable
from archrules.model.finding import DecidingParameter, Finding, MatchedFact, Remedy, Step, Support
from archrules.model.provenance import Citation
from archrules.model.report import Missing, UnknownGroup
from archrules.output.finding_text import (
    WIDTH,
    finding_lines,
    item,
    named,
    one_line,
    parameter_text,
    path_text,
    remedy_text,
    source_text,
    unknown_lines,
    unknowns_lines,
    waiver_lines,
)
from tests.unit.output.check_data import finding, hostile, place, realistic, waiver, waiver_record

CHAIN = next(each for each in realistic().findings if each.policy == "synchronous-chain")
SHARED = next(each for each in realistic().findings if each.element == "orders-db")
MISSING = Missing(what="whether there is a timeout", shown_by="a System file")


def test_a_finding_in_brief_is_policy_element_message_place_path_and_remedies() -> None:
    assert finding_lines(CHAIN, full=False) == [
        "warning synchronous-chain on web",
        "  a request at web waits for 4 services in a row, at best 99.6 % available",
        "  at deploy/docker-compose.yml:5:3",
        "  path: web -> checkout (waits 200 ms) -> inventory -> pricing",
        "  remedy: answer from a copy; costs: the copy lags",
    ]


def test_a_finding_in_full_has_supports_parameters_and_sources_as_well() -> None:
    more = [line for line in finding_lines(SHARED) if line not in finding_lines(SHARED, full=False)]
    assert more == [
        "  because: interaction {source: billing, target: orders-db, access: write}",
        "      (deploy/docker-compose.yml:41:7; environment DATABASE_URL)",
        "  because: interaction {source: checkout, target: orders-db, access: write}",
        "      (deploy/docker-compose.yml:30:7)",
        "  decided by: shared-database.allowed_writers = 1 services (definition); to change it:",
        "      set it under parameters",
        "  source: Guide to Boundaries, Data, https://example.org/guide?a=1&b=2",
    ]


def test_facts_that_match_together_stand_together() -> None:
    support = Support(facts=(MatchedFact(text="a calls b"), MatchedFact(text="b calls a")))
    lines = finding_lines(finding(supports=(support,)))
    assert lines[-2:] == ["  because: a calls b", "  and: b calls a"]


def test_supports_past_the_twelfth_are_counted() -> None:
    supports = tuple(Support(facts=(MatchedFact(text=f"fact {number:02}"),)) for number in range(14))
    assert finding_lines(finding(supports=supports))[-2:] == ["  because: fact 11", "  and in 2 more ways"]


def test_a_waived_finding_says_by_whom_until_when_and_why() -> None:
    lines = finding_lines(finding(waiver=waiver()), full=False)
    assert lines[-1] == "  waived by team orders until 2027-01-31: moves out next quarter"


def test_the_severity_can_be_painted() -> None:
    lines = finding_lines(finding(), paint=lambda what, word: f"<{what}>{word}</{what}>")
    assert lines[0] == "<error>error</error> shared-database on orders-db"


def test_a_path_has_the_notes_of_its_steps() -> None:
    assert (
        path_text((Step(element="a"), Step(element="b", note="5 s"), Step(element="a")))
        == "a -> b (5 s) -> a"
    )


def test_a_remedy_says_what_it_costs_and_when_it_does_not_apply() -> None:
    assert remedy_text(Remedy(do="a", costs="b", unless=("c", "d"))) == "a; costs: b; not if c; d"


@pytest.mark.parametrize(
    ("overridden", "grade"), [(False, "(convention)"), (True, "(convention, overridden)")]
)
def test_a_parameter_says_how_firm_it_is_and_how_to_change_it(overridden: bool, grade: str) -> None:  # noqa: FBT001 - a case
    parameter = DecidingParameter(
        name="p.n",
        value="4",
        unit="services",
        evidence="convention",
        override="set it",
        overridden=overridden,
    )
    assert parameter_text(parameter) == f"p.n = 4 services {grade}; to change it: set it"


def test_a_source_may_be_a_title_alone() -> None:
    assert source_text(Citation(ref="r", title="A Book")) == "A Book"


def test_the_unknown_says_what_is_missing_and_which_input_would_show_it() -> None:
    group = UnknownGroup(policy="timeout", elements=("a", "b"), missing=(MISSING,))
    assert unknown_lines(group, 1) == [
        "  timeout: a, b",
        "    nothing says whether there is a timeout",
        "    shown by: a System file",
    ]


def test_names_past_the_twelfth_are_counted() -> None:
    assert named([str(number) for number in range(14)]).endswith("10, 11 and 2 more")
    assert named([str(number) for number in range(12)]).endswith("10, 11")


def test_a_waiver_is_told_with_place_and_state() -> None:
    assert waiver_lines(waiver_record("unused", 7, "remove it")) == ["waivers.yaml:7:3: unused: remove it"]


def test_an_active_waiver_needs_no_word() -> None:
    assert waiver_lines(waiver_record("active", 7)) == []


@given(st.lists(st.text("ab-é", min_size=1, max_size=30), max_size=30), st.integers(0, 3))
def test_lines_are_narrow_and_lose_no_word(words: list[str], depth: int) -> None:
    lines = item(" ".join(words), depth)
    assert [word for line in lines for word in line.split()] == words
    assert all(len(line) <= WIDTH for line in lines)


def test_a_word_too_long_for_a_line_stays_whole() -> None:
    assert item("x" * 200) == ["  " + "x" * 200]


def test_line_breaks_and_tabs_are_blanks() -> None:
    assert one_line("  a\n\n\tb\r\nc ") == "a b c"


@given(st.text())
def test_a_line_holds_nothing_that_acts_on_a_terminal(text: str) -> None:
    assert printable(one_line(text), limit=100_000) == one_line(text)


@pytest.mark.parametrize("found", hostile().findings)
def test_no_name_breaks_a_line_or_acts(found: Finding) -> None:
    lines = finding_lines(found)
    assert [line for line in lines if line != printable(line, limit=len(line))] == []


def test_the_place_of_a_file_that_acts_is_shown_as_escapes() -> None:
    assert finding_lines(finding(places=(place(1, file="\x1b[2J\ufffe"),)))[2] == r"  at \x1b[2J\ufffe:1:3"


def test_unknowns_stand_under_what_is_missing() -> None:
    other = Missing(what="its owner", shown_by="a System file")
    groups = [
        UnknownGroup(policy="timeout", elements=("a -> b", "a -> c"), missing=(MISSING,)),
        UnknownGroup(policy="retry", elements=("a -> b",), missing=(MISSING, other)),
    ]
    assert unknowns_lines(groups) == [
        "  nothing says whether there is a timeout; shown by: a System file",
        "    timeout: a -> b, a -> c; retry: a -> b",
        "  nothing says its owner; shown by: a System file",
        "    retry: a -> b",
    ]


def test_of_many_unknown_elements_the_first_are_named() -> None:
    group = UnknownGroup(policy="timeout", elements=tuple("abcde"), missing=(MISSING,))
    assert unknowns_lines([group])[1] == "    timeout: a, b, c and 2 more"


def test_what_is_unknown_for_no_told_reason_stands_alone() -> None:
    assert unknowns_lines([UnknownGroup(policy="timeout", elements=("a",), missing=())]) == ["  timeout: a"]
