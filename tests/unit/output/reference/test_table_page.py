from decimal import Decimal
from pathlib import Path

from archrules.output.reference.table_page import table_page
from tests.unit.knowledge_base.small_pack import parameter, table
from tests.unit.output.reference.reference_data import small_site

LONG = "a text that is far too long to stand in a column"


def made(folder: Path, **changes: object) -> str:
    return table_page(small_site(folder, tables__team_size=table("team-size", **changes)))


def test_inputs_and_rows_are_tables(tmp_path: Path) -> None:
    page = made(tmp_path)
    assert "| Input | Values |\n| --- | --- |\n| `size` | 0 to 100 |" in page
    assert "| Row | `size` | → `name` | → `subject` | → `holds` |" in page
    assert "| 1 | &lt; 5 | small | `$team` | true |\n| 2 | ≥ 5 | small | `$team` | false |" in page


def test_the_reason_of_each_row_has_its_number(tmp_path: Path) -> None:
    assert "\n1. few\n2. many\n" in made(tmp_path)


def test_the_hit_policy_is_told(tmp_path: Path) -> None:
    assert "Hit policy `unique`: one row holds, and no other." in made(tmp_path)


def test_an_input_that_a_row_leaves_out_is_an_empty_cell(tmp_path: Path) -> None:
    rows = [{"then": {"name": "small", "subject": "$team"}, "because": "always"}]
    assert "| 1 | | small | `$team` |" in made(tmp_path, rows=rows)


def test_a_list_of_values_is_told_in_a_row(tmp_path: Path) -> None:
    call = {"call": {"name": "$call", "answer": "$answer", "idempotent": "$again"}}
    page = made(
        tmp_path,
        when=[call],
        inputs={"answer": ["now", "later"], "again": [True, False]},
        rows=[
            {
                "when": {"answer": ["now", "later"], "again": True},
                "then": {"name": "safe", "subject": "$call"},
                "because": "it is",
            }
        ],
    )
    assert "| `answer` | now, later |\n| `again` | true, false |" in page
    assert "| 1 | now, later | true | safe | `$call` |" in page


def test_a_long_conclusion_stands_below_its_row(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        output="risk",
        rows=[
            {
                "when": {"size": {"<": 5}},
                "then": {"about": "$team", "text": f"{{size}} of {{limit}}: {LONG}", "mitigation": "none"},
                "because": "few",
            }
        ],
        parameters={"limit": parameter(Decimal("2.5"))},
    )
    assert "1. few\n   - `text`: `size` of 2.5: " + LONG in page
