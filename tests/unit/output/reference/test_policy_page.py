from pathlib import Path

from archrules.output.reference.policy_page import policy_page
from tests.unit.knowledge_base.small_pack import argument, option, parameter, policy
from tests.unit.output.reference.reference_data import shown, small_site


def made(folder: Path, **changes: object) -> str:
    site = small_site(folder, policies__calls__no_timeout=policy("no-timeout", **changes))
    return policy_page(site, site.knowledge.policies["no-timeout"])


def test_the_headings_stand_in_a_fixed_order(tmp_path: Path) -> None:
    numbers = {"limit": parameter()}
    when = [{"interaction": {"name": "$call", "attempts": {">": "$limit"}}}]
    page = made(tmp_path, parameters=numbers, when=when, clauses=["S0-001"])
    assert [line for line in page.split("\n") if line.startswith("#")] == [
        "# About no-timeout",
        "## Why",
        "## What it judges",
        "## When it is violated",
        "## How grave it is",
        "## What must be known",
        "## Parameters",
        "## What to do",
        "## Examples",
        "## Decisions",
        "## What it puts into effect",
        "## Sources",
    ]


def test_a_pattern_that_narrows_the_elements_is_shown(tmp_path: Path) -> None:
    page = made(tmp_path)
    assert "Every [`interaction`](../facts/index.md#interaction) that matches this, each by itself:" in page
    assert "```yaml\ninteraction: {name: $call, source: $source, mode: sync}\n```" in page


def test_where_every_element_is_judged_no_pattern_is_shown(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        **{"for": {"service": {"name": "$service"}}},
        when=[{"service": {"name": "$service", "operations": {"<": 2}}}],
        finding={"severity": "note", "message": "{service} is small"},
    )
    assert "Every [`service`](../facts/index.md#service), each by itself.\n" in page


def test_the_conditions_are_shown_with_the_message_of_the_finding(tmp_path: Path) -> None:
    page = made(tmp_path)
    assert "```yaml\n- interaction: {name: $call, has_timeout: false}\n```" in page
    assert "\n> `source` waits for ever\n" in page


def test_one_severity_holds_in_every_profile(tmp_path: Path) -> None:
    assert "| prototype | production | regulated |\n| --- | --- | --- |\n| error | error | error |" in made(
        tmp_path
    )


def test_each_profile_may_have_its_own_severity(tmp_path: Path) -> None:
    severity = {"prototype": "off", "production": "note", "regulated": "error"}
    page = made(tmp_path, finding={"severity": severity, "message": "it waits"})
    assert "| off | note | error |" in page


def test_the_fields_that_must_be_known_are_listed_by_kind(tmp_path: Path) -> None:
    page = made(tmp_path, needs=["service"])
    assert "| [`service`](../facts/index.md#service) |" in page
    assert "| `source`, `mode`, `has_timeout` |" in page


def test_a_remedy_tells_its_costs_and_when_it_is_none(tmp_path: Path) -> None:
    page = made(
        tmp_path, remedies=[{"do": "set one", "costs": "thought", "unless": ["it is fast", "nobody waits"]}]
    )
    assert (
        "1. set one\n   - **Costs:** thought\n   - **Not if:**\n     - it is fast\n     - nobody waits"
        in page
    )


def test_examples_are_named_with_their_verdicts(tmp_path: Path) -> None:
    examples = [
        {"name": "none set", "expect": {"a": "violated", "b": "satisfied", "c": "satisfied"}},
        {"name": "nobody knows", "expect": {"a": "unknown"}},
    ]
    page = made(tmp_path, examples=examples)
    assert "| none set | satisfied and violated |\n| nobody knows | unknown |" in page


def test_what_tells_findings_apart_and_where_they_lead_is_told(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        when=[{"synchronous_cycle": {"name": "$cycle"}}],
        finding={
            "severity": "note",
            "message": "it waits",
            "path": "synchronous_cycle",
            "discriminator": "{cycle}",
        },
    )
    assert (
        "It leads along the calls of the [`synchronous_cycle`](../facts/index.md#synchronous_cycle)." in page
    )
    assert "Several findings on one element are told apart by `cycle`." in page


def test_options_that_rest_on_the_same_place_are_linked_to(tmp_path: Path) -> None:
    place = {"ref": "book", "where": "chapter 7"}
    second = option("second", arguments=[argument(source=place)])
    site = small_site(
        tmp_path,
        policies__calls__no_timeout=policy("no-timeout", sources=[place]),
        decisions__store__second=second,
    )
    page = policy_page(site, site.knowledge.policies["no-timeout"])
    assert (
        "- [About store](../decisions/store.md): [About second](../decisions/store.md#about-second)" in page
    )


def test_a_policy_beside_no_option_has_no_section_of_decisions(tmp_path: Path) -> None:
    page = made(tmp_path, sources=[{"ref": "book", "where": "chapter 7"}])
    assert "Decisions" not in shown(page)
