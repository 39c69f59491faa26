"""`archrules compare`: options side by side, in three formats."""

import json

import pytest

import archrules
from archrules.recommendation.comparison import Comparison
from tests.unit.cli.commands import SHOP, Run

QUESTION = ("compare", "datastore", "redis", "postgresql", "--brief", SHOP, "--subject", "cart")


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    brief = archrules.load_brief(SHOP)
    return archrules.compare(brief, "datastore", "cart", ["redis", "postgresql"])


def test_prints_the_text(run: Run, comparison: Comparison) -> None:
    assert run(*QUESTION) == (0, comparison.text(), "")


def test_options_may_stand_last(run: Run, comparison: Comparison) -> None:
    last = ("compare", "datastore", "--brief", SHOP, "--subject", "cart", "redis", "postgresql")
    assert run(*last) == (0, comparison.text(), "")


def test_prints_markdown_if_asked(run: Run, comparison: Comparison) -> None:
    assert run(*QUESTION, "--format", "markdown") == (0, comparison.markdown(), "")


def test_prints_json_if_asked(run: Run, comparison: Comparison) -> None:
    document = json.loads(run(*QUESTION, "--format", "json").out)
    assert document["winner"] == comparison.data.winner
    assert document["schema"] == "archrules.comparison/1"


def test_misspelt_option_is_suggested(run: Run) -> None:
    code, out, err = run("compare", "datastore", "postgres", "--brief", SHOP, "--subject", "orders")
    assert (code, out) == (2, "")
    assert "postgresql" in err


def test_tells_each_subject_in_short_where_none_is_named(run: Run) -> None:
    overview = archrules.compare_subjects(archrules.load_brief(SHOP), "datastore", ["redis", "postgresql"])
    assert run("compare", "datastore", "redis", "postgresql", "--brief", SHOP) == (0, overview.text(), "")


def test_needs_no_subject_where_there_is_one_only(run: Run) -> None:
    ran = run("compare", "broker", "rabbitmq", "kafka", "--brief", SHOP, "--format", "json")
    assert json.loads(ran.out)["schema"] == "archrules.comparison/1"


def test_misspelt_option_is_suggested_without_a_subject_too(run: Run) -> None:
    code, out, err = run("compare", "datastore", "postgres", "--brief", SHOP)
    assert (code, out) == (2, "")
    assert "did you mean 'postgresql'" in err


def test_needs_a_brief(run: Run) -> None:
    code, _, err = run("compare", "datastore")
    assert code == 2
    assert "--brief" in err
