"""What the commands share: folders that are not there are told as they were typed."""

from pathlib import Path

import pytest

from tests.unit.cli.commands import SHOP, Run


@pytest.mark.parametrize(
    "words",
    [
        ("knowledge", "list", "--pack"),
        ("knowledge", "lint"),
        ("test",),
        ("check", "compose.yaml", "--policies"),
        ("check", "compose.yaml", "--policy"),
        ("recommend", SHOP, "--pack"),
    ],
    ids=["knowledge-list", "lint", "test", "policies", "policy", "pack"],
)
def test_a_missing_folder_is_told_as_it_was_typed(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("compose.yaml").write_text("services: {a: {image: x}}", "utf-8")
    told = "./acme:1:1: there is no such folder: check the path\n"
    assert run(*words, "./acme") == (2, "", told)
