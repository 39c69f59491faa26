"""The helpers for tests: that a system conforms, and that examples hold, on a small pack of which one is wrong."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import archrules
from archrules.errors import KnowledgeError, SystemFileError
from archrules.model.finding import FailLevel
from archrules.testing import assert_conforms, assert_example, example_cases
from tests.unit.cli.systems import CLEAN, SYSTEM, WAIVERS, policies_in, written

pytest_plugins = ["pytester"]

PACK = """\
name: small
title: A small pack
version: 0.1.0
as-of: 2026-01-01
"""
SOURCES = "sources: {book: {title: A book, author: Somebody}}\n"
RULE = """\
id: feed-is-late
title: A feed may be late
status: stable
since: 0.1.0
why: nobody looks twice
sources: [{ref: book}]
when:
  - reads: {use_case: $use_case, context: feed}
derive:
  eventual_consistency: {use_case: $use_case}
examples:
  - name: reads the feed
    given: [{reads: {use_case: look, entity: feed.entry, context: feed}}]
    expect: [{eventual_consistency: {use_case: look}}]
  - name: reads the feed, and says something else
    given: [{reads: {use_case: look, entity: feed.entry, context: feed}}]
    expect: [{eventual_consistency: {use_case: listen}}]
"""
THREE_LINES = """\
import pytest
from archrules.testing import assert_example, example_cases

@pytest.mark.parametrize("case", example_cases("pack"))
def test_item_does_what_its_example_says(case):
    assert_example(case)
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    (folder / "derivations").mkdir(parents=True)
    for name, text in {"pack.yaml": PACK, "sources.yaml": SOURCES}.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "derivations" / "feed-is-late.yaml").write_text(RULE, "utf-8")
    return folder


def test_each_example_becomes_a_case_named_after_item_and_example(pack: Path) -> None:
    assert [case.id for case in example_cases(pack)] == [
        "feed-is-late: reads the feed",
        "feed-is-late: reads the feed, and says something else",
    ]


def test_without_a_folder_the_cases_are_those_of_the_built_in_knowledge() -> None:
    assert any(str(case.id).startswith("datastore/") for case in example_cases())


def test_an_example_that_holds_passes(pack: Path) -> None:
    assert_example(example_cases(pack)[0].values[0])  # type: ignore[arg-type]  # pytest does not say what a param holds


def test_an_example_that_does_not_hold_fails_with_what_was_expected_and_found(pack: Path) -> None:
    with pytest.raises(AssertionError) as caught:
        assert_example(example_cases(pack)[1].values[0])  # type: ignore[arg-type]  # as above
    told = str(caught.value).splitlines()
    assert told[0] == "feed-is-late: reads the feed, and says something else"
    assert "listen" in told[1]
    assert "look" in told[2]


def test_a_fault_in_the_pack_is_told_with_its_place(pack: Path) -> None:
    path = pack / "derivations" / "feed-is-late.yaml"
    path.write_text(RULE.replace("context: feed}\nderive", "contxt: feed}\nderive"), "utf-8")
    with pytest.raises(KnowledgeError, match=r"feed-is-late\.yaml:8:\d+: .*contxt"):
        example_cases(pack)


def test_three_lines_test_a_pack(pack: Path, pytester: pytest.Pytester) -> None:
    pack.rename(pytester.path / "pack")
    pytester.makepyfile(THREE_LINES)
    result = pytester.runpytest("-q", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*expected: *listen*", "*found: *look*"])


def test_the_examples_of_a_folder_of_policies_are_cases(tmp_path: Path) -> None:
    cases = example_cases(policies_in(tmp_path))
    assert [case.id for case in cases] == [
        "few: two in one",
        "few: one alone",
        "watched: no check",
        "watched: a check",
    ]
    for case in cases:
        assert_example(case.values[0])  # type: ignore[arg-type]  # pytest does not say what a param holds


class TestConformity:
    @pytest.fixture
    def policies(self, tmp_path: Path) -> Path:
        return policies_in(tmp_path)

    @pytest.fixture
    def shop(self, tmp_path: Path) -> Path:
        return written(tmp_path / "shop.yaml", SYSTEM)

    def test_is_shown_by_the_report(self, policies: Path, tmp_path: Path) -> None:
        path = written(tmp_path / "clean.yaml", CLEAN)
        assert assert_conforms(path, [policies]).data.system_name == "Clean"

    def test_fails_with_the_whole_report(self, shop: Path, policies: Path) -> None:
        with pytest.raises(AssertionError) as caught:
            assert_conforms(shop, [policies])
        report = archrules.check(archrules.read_system(shop), policies=[policies])
        assert str(caught.value) == str(report)
        assert f"  at {shop}:3:6\n" in str(caught.value)

    def test_is_asked_of_a_system_too(self, shop: Path, policies: Path) -> None:
        with pytest.raises(AssertionError, match="error watched on orders"):
            assert_conforms(archrules.load_system(shop), policies)

    def test_is_asked_of_what_was_read_too(self, shop: Path, policies: Path) -> None:
        with pytest.raises(AssertionError, match=r"shop\.yaml:3:6"):
            assert_conforms(archrules.read_system(shop), policies)

    @pytest.mark.parametrize("level", ["note", "warning"])
    def test_fails_from_the_level_asked_for(self, level: FailLevel, shop: Path, policies: Path) -> None:
        (policies / "watched.yaml").unlink()  # what is left finds warnings
        assert_conforms(shop, policies)
        with pytest.raises(AssertionError):
            assert_conforms(shop, policies, fail_on=level)

    def test_is_judged_in_the_profile_asked_for(self, tmp_path: Path, policies: Path) -> None:
        path = written(tmp_path / "clean.yaml", CLEAN)
        assert assert_conforms(path, policies, profile="regulated").data.profile == "regulated"

    def test_regards_waivers_up_to_their_last_day(self, shop: Path, policies: Path, tmp_path: Path) -> None:
        waivers = written(tmp_path / "waivers.yaml", WAIVERS)
        assert_conforms(shop, policies, waivers=waivers, today=date(2027, 1, 31))
        with pytest.raises(AssertionError):
            assert_conforms(shop, policies, waivers=waivers, today=date(2027, 2, 1))

    def test_bad_input_is_no_failed_assertion(self, tmp_path: Path) -> None:
        with pytest.raises(SystemFileError):
            assert_conforms(tmp_path / "missing.yaml")


def test_importing_the_helpers_needs_no_pytest_and_loads_nothing_heavy() -> None:
    code = "import sys, archrules.testing; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"pytest", "pydantic", "networkx", "yaml"}.isdisjoint(ran.stdout.split())
