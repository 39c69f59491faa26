"""Policies as SARIF rules: within GitHub's limits, and safe to show as Markdown."""

import pytest
from markdown_it import MarkdownIt

from archrules.model.finding import Remedy, Severity
from archrules.output.sarif_rules import rule
from tests.unit.output.check_data import EVIL, hostile, policy, realistic

MARKDOWN = MarkdownIt("commonmark")


def test_a_rule_tells_title_and_reason() -> None:
    found = rule(policy(title="One writer", why="Because."))
    assert (found["shortDescription"]["text"], found["fullDescription"]["text"]) == ("One writer", "Because.")


@pytest.mark.parametrize("length", [1023, 1024, 1025])
def test_descriptions_are_cut_to_what_github_takes(length: int) -> None:
    text = rule(policy(why="x" * length))["fullDescription"]["text"]
    assert text == ("x" * length if length <= 1024 else "x" * 1023 + "…")


@pytest.mark.parametrize(
    ("severity", "problem"), [("error", "error"), ("warning", "warning"), ("note", "recommendation")]
)
def test_a_rule_has_the_severity_of_its_policy(severity: Severity, problem: str) -> None:
    found = rule(policy(severity=severity))
    assert found["defaultConfiguration"] == {"level": severity}
    assert found["properties"]["problem.severity"] == problem


def test_tags_are_twenty_at_most_each_once() -> None:
    tags = rule(policy(tags=("architecture", *map(str, range(30)))))["properties"]["tags"]
    assert tags == ["architecture", *map(str, range(19))]


def test_help_tells_remedies_thresholds_and_sources() -> None:
    (result,) = [each for each in realistic().results if each.policy == "shared-database"]
    assert rule(result)["help"]["text"] == (
        "A data store has one writer\n\n"
        "Who writes into the tables of others is bound to them.\n\n"
        "Remedies:\n- give each service a store of its own; costs: no joins; not if one team owns both\n\n"
        "Thresholds:\n"
        "- shared-database.allowed_writers, in services (definition); to change it: set it under parameters\n\n"
        "Sources:\n- Guide to Boundaries, Data, https://example.org/guide?a=1&b=2"
    )


def test_help_is_markdown_as_well() -> None:
    html = MARKDOWN.render(rule(policy(remedies=(Remedy(do="split it", costs="joins"),)))["help"]["markdown"])
    assert "<h2>Remedies</h2>\n<ul>\n<li><strong>split it</strong>\n<ul>\n<li>Costs: joins</li>" in html


def test_values_of_parameters_are_not_told() -> None:
    (result,) = [each for each in realistic().results if each.policy == "shared-database"]
    other = result.parameters[0].model_copy(update={"value": "999", "overridden": True})
    assert rule(result.model_copy(update={"parameters": (other,)})) == rule(result)


def test_no_name_is_a_link_an_image_or_html_in_the_help() -> None:
    html = "".join(MARKDOWN.render(rule(result)["help"]["markdown"]) for result in hostile().results)
    assert [tag for tag in ("<a ", "<img", "<script", "<code", "<b>") if tag in html] == []
    assert "&lt;script&gt;" in html


def test_nothing_that_is_required_is_empty() -> None:
    found = rule(policy("p", title="", why=""))
    assert [found[field]["text"] for field in ("shortDescription", "fullDescription", "help")] == [
        "p",
        "p",
        "p",
    ]


def test_every_evil_text_is_in_the_hostile_report() -> None:
    assert set(EVIL) <= {result.title for result in hostile().results} | {
        step.element for each in hostile().findings for step in each.path
    } | {each.message for each in hostile().findings} | {each.file for each in hostile().inputs}
