"""A comparison as JSON."""

import json

from archrules.model.comparison import ComparisonData
from archrules.output.comparison_document import comparison_json
from archrules.output.documents import json_schema
from tests.unit.output.comparison_data import data


def test_it_holds_all_that_the_comparison_holds() -> None:
    assert ComparisonData.model_validate_json(comparison_json(data())) == data()


def test_it_names_its_form() -> None:
    assert json.loads(comparison_json(data()))["schema"] == "archrules.comparison/1"


def test_what_is_invisible_is_written_as_an_escape() -> None:
    assert "\\u202e" in comparison_json(data(subject="a\u202eb"))


def test_its_form_has_a_schema() -> None:
    assert "schema" in json.loads(json_schema(ComparisonData))["properties"]
