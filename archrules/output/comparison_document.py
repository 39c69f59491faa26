"""A comparison as JSON, for programs; its form is `archrules.comparison/1`."""

from archrules.model.comparison import ComparisonData
from archrules.output.json_text import json_text


def comparison_json(data: ComparisonData) -> str:
    """Return the whole comparison as JSON with sorted keys; what is invisible is written as an escape."""
    return json_text(data.model_dump(mode="json", by_alias=True))
