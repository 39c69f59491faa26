"""The helpers for authors of knowledge, on a small pack of which one example is wrong."""

from pathlib import Path

import pytest

from archrules.errors import KnowledgeError
from archrules.testing import assert_example, example_cases

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
