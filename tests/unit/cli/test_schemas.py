"""`archrules schema`."""

import json
from typing import Any

import jsonschema
import pytest
import yaml

from tests.golden.briefs.examples import NAMES, path_of
from tests.unit.cli.commands import Run


def described(name: str, run: Run) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(run("schema", name).out)
    return schema


@pytest.mark.parametrize("name", ["brief", "recommendation", "system"])
def test_prints_a_valid_schema(name: str, run: Run) -> None:
    jsonschema.Draft202012Validator.check_schema(described(name, run))


@pytest.mark.parametrize("name", NAMES)
def test_of_a_brief_describes_the_examples(name: str, run: Run) -> None:
    content = yaml.safe_load(path_of(name).read_text("utf-8"))
    jsonschema.Draft202012Validator(described("brief", run)).validate(content)
