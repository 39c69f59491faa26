from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from archrules.knowledge_base.coverage import Clause
from archrules.knowledge_base.loading import load_knowledge
from archrules.output.reference.citations import Citations
from archrules.output.reference.sections import (
    MARK,
    clause_section,
    contents,
    head,
    page,
    parameters,
    section_head,
)
from archrules.output.reference.site import Site
from tests.unit.knowledge_base import small_pack
from tests.unit.knowledge_base.small_pack import derivation, parameter, policy
from tests.unit.knowledge_base.stacks import pack, stack
from tests.unit.output.reference.reference_data import small_site


def test_every_page_begins_with_its_mark() -> None:
    assert page(["# One", "", "two"]) == f"{MARK}\n\n# One\n\ntwo\n"


def test_contents_are_hidden_in_the_page_and_shown_beside_it() -> None:
    assert contents(["a.md", "b.md"]) == "```{toctree}\n:hidden:\n\na.md\nb.md\n```"


def test_a_head_names_file_and_command(tmp_path: Path) -> None:
    assert head(replace(small_site(tmp_path), manual=True), "horizon", "years") == [
        "# About horizon",
        "`horizon` · years · stable since 0.1.0",
        (
            "Made from `knowledge/defaults/horizon.yaml`: change that file, not this page. "
            "[`archrules knowledge show horizon`](../command-line.md) prints the item in full."
        ),
    ]


def test_a_head_without_a_file_names_the_command(tmp_path: Path) -> None:
    site = Site(load_knowledge(small_pack.write_pack(tmp_path, small_pack.PACK)))
    assert head(site, "horizon")[2] == "`archrules knowledge show horizon` prints the item in full."


def test_an_item_that_shares_a_page_names_its_file(tmp_path: Path) -> None:
    assert section_head(small_site(tmp_path), "horizon") == [
        "## About horizon",
        "`horizon` · stable since 0.1.0 · `knowledge/defaults/horizon.yaml`",
    ]


def test_where_there_are_several_packs_an_item_names_its_own(tmp_path: Path) -> None:
    rule = {"derivations/acme.rule.yaml": small_pack.flags("acme.rule", small_pack.TEAM)}
    site = Site(stack(tmp_path, pack("acme", rule)))
    assert [section_head(site, name)[1] for name in ("acme.rule", "horizon")] == [
        "`acme.rule` · stable since 0.1.0 · pack `acme`",
        "`horizon` · stable since 0.1.0 · pack `small`",
    ]


def test_a_parameter_is_told_with_unit_evidence_reason_and_source(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    assert parameters(site, "big-team", Citations(site)) == [
        (
            "| Parameter | Value | Evidence | Why |\n"
            "| --- | --- | --- | --- |\n"
            "| `limit` | 5 people | convention | it is so ([book](../sources/index.md#book), chapter 1) |"
        ),
        "Put another value in its place with `parameters: {big-team.limit: VALUE}` in a brief.",
    ]


def test_an_item_without_parameters_has_no_table_of_them(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    assert parameters(site, "store", Citations(site)) == []


@pytest.mark.parametrize("changed", ["derivations__systems__rule", "policies__rule"])
def test_a_number_of_what_judges_systems_is_set_for_a_check(tmp_path: Path, changed: str) -> None:
    numbers = {"limit": parameter()}
    when = [{"interaction": {"name": "$call", "attempts": {">": "$limit"}}}]
    derive = {"derived_flag": {"name": "rule", "subject": "$call", "holds": True}}
    make = policy if changed.startswith("policies") else partial(derivation, derive=derive)
    site = small_site(tmp_path, **{changed: make("rule", parameters=numbers, when=when)})
    assert parameters(site, "rule", Citations(site))[1] == (
        "Put another value in its place with `archrules check --parameter rule.limit=VALUE` "
        "or `parameters: {rule.limit: VALUE}` in a brief."
    )


def test_clauses_are_told_as_far_as_they_are_listed(tmp_path: Path) -> None:
    known = {"S0-001": Clause(guide="A", line=1, kind="rule", asks="ask first")}
    site = replace(small_site(tmp_path), clauses=known)
    assert clause_section(site, ["S0-002", "S0-001", "S0-002"]) == [
        "## What it puts into effect",
        "- `S0-001`: ask first\n- `S0-002`",
    ]
