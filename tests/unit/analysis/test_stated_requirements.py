"""The requirements that a brief states, as facts."""

from typing import Any

import pytest

from archrules.analysis.stated_requirements import stated_requirements
from archrules.model.brief import Brief
from archrules.vocabulary.origins import Origin
from tests.unit.analysis.briefs import brief, shop


def stated(asked: Brief) -> dict[str, tuple[object, object, object]]:
    """Path to topic, subject and text."""
    return {
        fact.text("path"): (fact.get("topic"), fact.get("subject"), fact.get("text"))
        for fact, _ in stated_requirements(asked)
    }


def test_a_brief_that_asks_for_nothing_states_nothing() -> None:
    assert stated(brief()) == {}


def test_what_a_default_would_fill_in_is_not_stated() -> None:
    assert list(stated(brief(objectives={"rto": "4 h"}))) == ["objectives.rto"]


def test_anything_goes_is_no_requirement() -> None:
    assert stated(brief(constraints={"licences": "any", "cloud": "any", "skills": "prefer"})) == {}


@pytest.mark.parametrize(
    ("fields", "path", "topic", "subject", "text"),
    [
        (
            {"objectives": {"availability": "99.9 %"}},
            "objectives.availability",
            "availability",
            None,
            "available 99.9 % of the time",
        ),
        (
            {"objectives": {"latency_p95": "200 ms"}},
            "objectives.latency_p95",
            "latency-p95",
            None,
            "95 of 100 answers within 200 ms",
        ),
        (
            {"objectives": {"rpo": "5 min"}},
            "objectives.rpo",
            "recovery-point",
            None,
            "after losing the site, at most the last 5 min of data lost",
        ),
        (
            {"objectives": {"rpo": "0 s"}},
            "objectives.rpo",
            "recovery-point",
            None,
            "no data lost with the site",
        ),
        (
            {"budget": {"monthly": 6000, "currency": "EUR"}},
            "budget.monthly",
            "budget",
            None,
            "at most 6,000 EUR a month",
        ),
        ({"compliance": ["gdpr"]}, "compliance.gdpr", "compliance", "gdpr", "complies with gdpr"),
        ({"delivery": "9 months"}, "delivery", "delivery", None, "first release within 9 months"),
        ({"horizon": "2 years"}, "horizon", "horizon", None, "planned 2 years ahead"),
        ({"horizon": "10 d"}, "horizon", "horizon", None, "planned 10 d ahead"),
        (
            {"constraints": {"cloud": "on-premises"}},
            "constraints.cloud",
            "cloud",
            "on-premises",
            "runs on premises",
        ),
        (
            {"constraints": {"licences": "osi-only"}},
            "constraints.licences",
            "licences",
            None,
            "only licences that the Open Source Initiative approved",
        ),
        (
            {"constraints": {"data_residency": ["eu"]}},
            "constraints.data_residency.eu",
            "data-residency",
            "eu",
            "data stays in eu",
        ),
        (
            {"constraints": {"mandated": ["mysql"]}},
            "constraints.mandated.mysql",
            "mandated",
            "mysql",
            "mysql is used where it applies",
        ),
        (
            {"contexts": [{"name": "pay", "availability": "99.99 %"}]},
            "contexts.pay.availability",
            "context-availability",
            "pay",
            "pay available 99.99 % of the time",
        ),
    ],
)
def test_each_requirement_has_its_path_topic_subject_and_text(
    fields: dict[str, Any], path: str, topic: str, subject: str | None, text: str
) -> None:
    assert stated(brief(**fields)) == {path: (topic, subject, text)}


def test_a_use_case_states_latency_consistency_and_peak() -> None:
    use_case = {
        "name": "buy",
        "context": "orders",
        "latency": "1 s",
        "consistency": "strong",
        "peak": "3/s",
    }
    assert stated(shop(use_case)) == {
        "use_cases.buy.latency": ("use-case-latency", "buy", "95 of 100 answers to buy within 1 s"),
        "use_cases.buy.consistency": ("use-case-consistency", "buy", "strong consistency of buy"),
        "use_cases.buy.peak": ("use-case-peak", "buy", "buy 3/s at the peak"),
    }


def test_a_requirement_comes_from_its_place_in_the_brief() -> None:
    ((_, found),) = stated_requirements(brief(delivery="9 months"))
    assert found == (Origin("brief", "delivery"),)
