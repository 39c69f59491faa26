"""The helpers that read pages, tried on pages made here."""

from pathlib import Path

import pytest

from tests.house.documents import Block, Command, blocks, commands, matches, pages


def test_blocks_are_found_with_language_text_and_line() -> None:
    page = "# Title\n\n```python\nx = 1\n\ny = 2\n```\ntext\n~~~\nplain\n~~~\n"
    assert blocks(page) == [Block("python", ("x = 1", "", "y = 2"), 4), Block("", ("plain",), 10)]


def test_a_longer_fence_holds_a_shorter_one() -> None:
    assert blocks("````md\n```python\nx\n```\n````\n") == [Block("md", ("```python", "x", "```"), 2)]


def test_the_indent_of_a_list_item_is_not_part_of_the_block() -> None:
    page = "- item\n\n  ```python\n  if x:\n      y\n\n  ```\n"
    assert blocks(page) == [Block("python", ("if x:", "    y", ""), 4)]


def test_inline_code_with_three_backticks_opens_no_block() -> None:
    assert blocks("```not a block``` text\n") == []


def test_words_after_the_language_do_not_belong_to_it() -> None:
    assert blocks("```python title='x'\n```\n") == [Block("python", (), 2)]


def test_a_block_never_closed_is_an_error() -> None:
    with pytest.raises(ValueError, match="opens on line 2"):
        blocks("\n```python\nx\n")


def test_commands_keep_their_output_and_line() -> None:
    block = Block("console", ("$ archrules a", "out", "", "$ archrules b"), 10)
    assert commands(block) == [Command("archrules a", ("out", ""), 10), Command("archrules b", (), 13)]


def test_a_continued_command_is_one() -> None:
    block = Block("console", ("$ archrules a \\", ">   -o b", "out"), 1)
    assert commands(block) == [Command("archrules a -o b", ("out",), 1)]


def test_a_here_document_belongs_to_its_command() -> None:
    block = Block("console", ("$ cat > a <<'EOF'", "$ b", "", "EOF", "out", "$ c"), 1)
    assert commands(block) == [Command("cat > a", ("out",), 1, ("$ b", "")), Command("c", (), 6)]


def test_a_here_document_without_an_end_is_an_error() -> None:
    with pytest.raises(ValueError, match="EOF"):
        commands(Block("console", ("$ cat > a <<'EOF'", "b"), 1))


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ([], []),
        (["a", "b"], ["a", "b"]),
        (["a  "], ["a", "", ""]),
        (["..."], []),
        (["a", "...", "b"], ["a", "b"]),
        (["a", "...", "b"], ["a", "x", "b", "y", "b"]),
        (["...", "b", "..."], ["a", "b", "c", "d"]),
        (["a", "  ..."], ["a", "b"]),
    ],
)
def test_output_matches(shown: list[str], printed: list[str]) -> None:
    assert matches(shown, printed)


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        (["a"], []),
        ([], ["a"]),
        (["a"], ["a", "b"]),
        (["a", "...", "b"], ["a", "b", "c"]),
        (["...", "b", "...", "a"], ["a", "b"]),
        (["a..."], ["abc"]),
        (["", "a"], ["a"]),
    ],
)
def test_output_does_not_match(shown: list[str], printed: list[str]) -> None:
    assert not matches(shown, printed)


def test_pages_are_the_readme_and_the_docs_without_a_build(tmp_path: Path) -> None:
    for name in ("b.md", "a/c.md", "_build/html/d.md", "e.txt"):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert pages(tmp_path) == [
        tmp_path / "README.md",
        tmp_path / "docs" / "a" / "c.md",
        tmp_path / "docs" / "b.md",
    ]
