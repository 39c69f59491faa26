"""`archrules knowledge`."""

import json

import pytest
import yaml

from tests.unit.cli.commands import Run


def test_list_prints_every_item_with_form_and_title(run: Run) -> None:
    code, out, err = run("knowledge", "list")
    assert (code, err) == (0, "")
    assert any(line.split() == ["postgresql", "technology", "PostgreSQL"] for line in out.splitlines())


def test_list_tells_the_same_as_json(run: Run) -> None:
    rows = json.loads(run("knowledge", "list", "--format", "json").out)
    assert [row["id"] for row in rows] == [
        line.split()[0] for line in run("knowledge", "list").out.splitlines()
    ]


@pytest.mark.parametrize("name", ["datastore", "datastore/postgresql-replicated", "postgresql", "horizon"])
def test_show_prints_an_item_alike_in_both_formats(name: str, run: Run) -> None:
    text, data = run("knowledge", "show", name), run("knowledge", "show", name, "--format", "json")
    assert (text.code, data.code) == (0, 0)
    assert yaml.safe_load(text.out) == json.loads(data.out)
    assert json.loads(data.out)["id"] == name.rpartition("/")[2]
