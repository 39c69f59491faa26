"""Facts as examples write them."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from archrules.knowledge_base.example_facts import example_facts
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import make_fact


def test_facts_come_in_the_order_written() -> None:
    found = example_facts([{"team": {"name": "b"}}, {"team": {"name": "a"}, "context": {"name": "c"}}])
    assert [str(fact) for fact in found] == ["team {name: b}", "team {name: a}", "context {name: c}"]


def test_decimals_are_exact() -> None:
    (fact,) = example_facts([{"series_availability": {"availability": Decimal("0.999")}}])
    assert fact == make_fact(VOCABULARY["series_availability"], {"availability": Fraction(999, 1000)})


def test_no_facts_are_no_facts() -> None:
    assert example_facts([]) == []


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ({"taem": {}}, "'taem' is not a kind of fact with fields (did you mean 'team'?)"),
        ({"team": "sales"}, "'team' is not a kind of fact with fields (did you mean 'team'?)"),
        ({"team": None}, "'team' is not a kind of fact with fields (did you mean 'team'?)"),
        ({"team": {"sise": 5}}, "team has no field 'sise' (did you mean 'size'?)"),
        ({"team": {"size": "5"}}, "team.size cannot hold '5'"),
        ({"team": {"size": None}}, "team.size cannot hold None"),
        ({"client": {"kind": "fax"}}, "client.kind cannot hold 'fax'"),
    ],
)
def test_what_is_no_fact_is_told(raw: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        example_facts([raw])
