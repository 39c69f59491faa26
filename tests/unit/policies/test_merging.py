"""Findings that are one and the same become one, with all that supports them."""

from itertools import permutations

from archrules.model.finding import MatchedFact, Remedy, Support
from archrules.policies.merging import merged
from tests.unit.output.check_data import finding, place


def support(text: str) -> Support:
    return Support(facts=(MatchedFact(text=text),))


def test_findings_with_one_fingerprint_become_one_with_all_supports() -> None:
    found = merged([finding(supports=(support("b"),)), finding(supports=(support("a"), support("b")))])
    assert [each.supports for each in found] == [(support("a"), support("b"))]


def test_findings_that_differ_in_what_tells_them_apart_stay_apart() -> None:
    several = [finding(), finding(element="other"), finding("other"), finding(discriminator="other")]
    assert len(merged(several)) == 4


def test_places_and_remedies_are_put_together_each_once() -> None:
    first, second = Remedy(do="a", costs="a"), Remedy(do="b", costs="b")
    (found,) = merged(
        [
            finding(message="a", places=(place(9), place(1)), remedies=(first,)),
            finding(message="b", places=(place(9), place(5)), remedies=(first, second)),
        ]
    )
    assert found.places == (place(9), place(1), place(5))
    assert found.remedies == (first, second)


def test_the_gravest_severity_counts() -> None:
    (found,) = merged([finding(severity="note", message="a"), finding(severity="warning", message="b")])
    assert (found.severity, found.message) == ("warning", "b")


def test_the_order_in_which_findings_come_does_not_matter() -> None:
    several = [
        finding(message="b", supports=(support("x"),), places=(place(1),)),
        finding(message="a", supports=(support("y"),), places=(place(2),)),
        finding(message="a", places=(place(3),)),
        finding(element="other", severity="note"),
    ]
    assert len({merged(order) for order in permutations(several)}) == 1
