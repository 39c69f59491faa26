"""Findings: what tells them apart, in which order they stand, and which of them fail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from archrules.model.finding import Finding, MatchedFact, Place, Severity, Step, Support, fingerprint
from tests.unit.output.check_data import finding, place, realistic, waiver

NAMES = st.text("ab\0 ,[]\"'\ud800", max_size=3)
IDENTITIES = st.tuples(NAMES, NAMES, st.lists(NAMES, max_size=3), NAMES)


def test_a_place_reads_as_file_line_and_column() -> None:
    assert str(Place(file="a/b.yml", line=3, column=7)) == "a/b.yml:3:7"


def test_a_place_shows_control_characters_of_the_file_name() -> None:
    assert str(Place(file="a\x1b[31m")) == r"a\x1b[31m:1:1"


def test_a_file_name_that_is_no_text_keeps_its_bytes_as_escapes() -> None:
    assert Place(file="caf\udce9.yml").file == r"caf\udce9.yml"


@pytest.mark.parametrize("field", ["line", "column"])
def test_lines_and_columns_count_from_one(field: str) -> None:
    with pytest.raises(ValidationError, match="greater than or equal to 1"):
        Place.model_validate({"file": "a", field: 0})


@pytest.mark.parametrize("end", [(2, 9), (2, 10), (1, 99)])
def test_a_place_cannot_end_where_or_before_it_starts(end: tuple[int, int]) -> None:
    with pytest.raises(ValidationError, match="ends after its start"):
        Place(file="a", line=2, column=10, end_line=end[0], end_column=end[1])


@pytest.mark.parametrize("end", [(2, 11), (3, 1)])
def test_a_place_ends_after_its_start(end: tuple[int, int]) -> None:
    assert Place(file="a", line=2, column=10, end_line=end[0], end_column=end[1]).end_column == end[1]


@pytest.mark.parametrize("end", [{"end_line": 5}, {"end_column": 5}])
def test_half_an_end_is_no_end(end: dict[str, int]) -> None:
    with pytest.raises(ValidationError, match="both an end_line and an end_column"):
        Place.model_validate({"file": "a", **end})


@given(IDENTITIES, IDENTITIES)
def test_fingerprints_are_equal_only_for_the_same_finding(
    one: tuple[str, str, list[str], str], other: tuple[str, str, list[str], str]
) -> None:
    assert (fingerprint(*one) == fingerprint(*other)) == (one == other)


def test_a_fingerprint_is_never_another_than_it_was() -> None:
    found = fingerprint("shared-database", "orders-db", ["a", "b"], "schema")
    assert found == "9d1c3f48aa486bc9d7e43c30f4abff48b81e4b42edd816ea1fac20edd697a8df"


def test_a_finding_has_the_fingerprint_of_what_tells_it_apart() -> None:
    found = finding("p", "e", path=(Step(element="b"), Step(element="a")), discriminator="d")
    assert found.fingerprint == fingerprint("p", "e", ["b", "a"], "d")


def test_a_fingerprint_knows_no_lines_messages_or_severities() -> None:
    other = finding(
        message="other",
        severity="note",
        places=(place(99),),
        path=(Step(element="a", place=place(5), note="n"),),
    )
    assert other.fingerprint == finding(path=(Step(element="a"),)).fingerprint


def test_a_finding_with_the_fingerprint_of_another_is_refused() -> None:
    with pytest.raises(ValidationError, match="not that of this policy"):
        finding(fingerprint=fingerprint("shared-database", "other"))


def test_the_route_names_the_elements_of_the_path() -> None:
    assert finding(path=(Step(element="b"), Step(element="a"))).route == ("b", "a")


def test_supports_stand_in_the_same_order_whatever_order_they_come_in() -> None:
    several = [
        Support(facts=(MatchedFact(text=text, places=(place(line),)),)) for text, line in [("b", 1), ("a", 9)]
    ]
    assert finding(supports=several) == finding(supports=several[::-1])
    assert [support.facts[0].text for support in finding(supports=several).supports] == ["a", "b"]


def test_a_support_given_twice_is_one() -> None:
    support = Support(facts=(MatchedFact(text="a"),))
    assert finding(supports=(support, support)).supports == (support,)


def test_a_finding_is_the_same_from_its_own_json() -> None:
    for each in realistic().findings:
        assert Finding.model_validate_json(each.model_dump_json()) == each


@pytest.mark.parametrize(
    ("severity", "failing"),
    [("error", ["error", "warning", "note"]), ("warning", ["warning", "note"]), ("note", ["note"])],
)
def test_a_finding_fails_at_its_severity_and_below(severity: Severity, failing: list[str]) -> None:
    found = finding(severity=severity)
    assert [level for level in ("error", "warning", "note", "never") if found.fails(level)] == failing


def test_a_waived_finding_never_fails() -> None:
    assert not finding(waiver=waiver()).fails("note")


def test_a_finding_says_in_one_line_what_is_wrong_where() -> None:
    found = finding(severity="warning", message="it is\nslow", places=(place(3, 5),))
    assert str(found) == rf"warning {found.policy} on {found.element}: it is\nslow ({found.places[0]})"


def test_a_waived_finding_says_that_it_is() -> None:
    assert str(finding(waiver=waiver())).startswith("waived ")


def test_a_finding_is_represented_by_severity_policy_and_element() -> None:
    found = finding(severity="note")
    assert repr(found) == f"<Finding note {found.policy!r} on {found.element!r}>"
