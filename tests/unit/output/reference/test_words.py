from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from archrules.errors import printable
from archrules.knowledge_base.items import Number
from archrules.output.reference.words import concluded, filled, meaning, quantity, yaml_block
from tests.unit.output.test_escaping import TEXTS


def test_a_parameter_is_filled_in_and_a_variable_shown_as_code() -> None:
    text = "{writes:rate} are more than the {limit:rate} of {primary_store}"
    assert filled(text, {"limit": 5000}) == "`writes` are more than the 5,000/s of `primary_store`"


def test_a_variable_that_ends_with_an_underscore_keeps_its_name() -> None:
    assert filled("{odd_} and {_x}", {}) == "`odd_` and {\\_x}"


def test_what_is_filled_in_is_escaped() -> None:
    assert filled("*{name}*", {"name": "<b>"}) == r"\*&lt;b>\*"


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (4_000_000_000_000, "bytes", "4,000,000,000,000 bytes (4 TB)"),
        (10, "bytes", "10 bytes"),
        (3600, "seconds", "3,600 seconds (1 h)"),
        (5, "seconds", "5 seconds"),
        (1000, "milliseconds", "1,000 milliseconds (1 s)"),
        (2_000_000, "bytes per second", "2,000,000 bytes per second (2 MB/s)"),
        (Decimal("0.05"), "share of all requests", "0.05 share of all requests (5 %)"),
        (Decimal("1234.56789"), "nodes", "1,234.56789 nodes"),
        (-5, "bytes", "-5 bytes"),
    ],
)
def test_a_quantity_is_exact_and_said_as_people_do(value: Number, unit: str, shown: str) -> None:
    assert quantity(value, unit) == shown


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("$team", "`$team`"),
        ({"value": "a * (1 - b)"}, "`a * (1 - b)`"),
        ({"value": "a `b`"}, r"a \`b\`"),
        ("{size} of {limit}", "`size` of 5"),
        (1200, "1,200"),
        (True, "true"),
        (Decimal("0.50"), "0.50"),
    ],
)
def test_a_conclusion_is_shown_as_what_it_is(raw: object, shown: str) -> None:
    assert concluded(raw, {"limit": 5}) == shown


def test_names_in_the_meaning_of_a_kind_are_code() -> None:
    text = "`shared`: several use *it*, `source -> target` or `a-sign`"
    assert meaning(text) == r"`shared`: several use \*it\*, `source -> target` or `a-sign`"


def test_conditions_stand_one_on_a_line() -> None:
    entries: list[dict[str, Any]] = [{"call": {"name": "$call", "mode": "sync"}}, {"test": "a > b"}]
    assert yaml_block(entries) == "```yaml\n- call: {name: $call, mode: sync}\n- test: a > b\n```"


def test_conclusions_are_no_list() -> None:
    assert yaml_block([{"flag": {"name": "$x"}}], listed=False) == "```yaml\nflag: {name: $x}\n```"


def test_long_conditions_are_folded() -> None:
    entry = {"context_load": {f"field_{number}": f"$variable_{number}" for number in range(9)}}
    lines = yaml_block([entry]).split("\n")
    assert len(lines) > len(("```", "- context_load", "```"))
    assert max(map(len, lines)) <= 80


VALUES = st.one_of(
    st.booleans(),
    st.integers(),
    st.text(max_size=30).filter(lambda text: printable(text) == text),
    st.sampled_from(["on", "1e3", "2026-01-31", "null", "a: b"]),
)
ENTRIES = st.lists(
    st.dictionaries(
        st.sampled_from(["kind", "not", "test"]),
        st.dictionaries(st.text("ab_", min_size=1), VALUES),
        min_size=1,
        max_size=1,
    ),
    min_size=1,
    max_size=3,
)


@given(entries=ENTRIES)
def test_a_block_reads_back_as_what_was_written(entries: list[dict[str, dict[str, object]]]) -> None:
    block = yaml_block(entries)
    assert yaml.safe_load(block.partition("\n")[2].rpartition("\n")[0]) == entries


def test_decimals_are_written_as_they_are() -> None:
    assert yaml_block([{"limit": {"value": Decimal("0.10")}}]) == "```yaml\n- limit: {value: 0.10}\n```"


@given(text=TEXTS)
def test_no_text_ends_a_block(text: str) -> None:
    fence, *inside, end = yaml_block([{"test": text}]).split("\n")
    assert end == fence.removesuffix("yaml")
    assert not [line for line in inside if line.strip().startswith(end)]


def test_a_share_may_be_a_fraction() -> None:
    assert filled("{share:percent}", {"share": Fraction(1, 8)}) == "12.5 %"
