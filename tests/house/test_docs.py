"""Every Python and console example of the pages runs, and prints what the page shows.

A page runs from top to bottom in one namespace and one folder, which holds a copy of docs/examples. Of the
console blocks, `archrules ...`, `pytest ...`, `cat FILE`, `cat > FILE <<'EOF'` and `echo $?` run; other commands
are for the reader. A command has to succeed, unless an `echo $?` under it shows its exit code.
"""

import contextlib
import difflib
import doctest
import io
import re
import shlex
import shutil
import subprocess
import sys
import types
from pathlib import Path

import pytest

from tests.house.documents import ROOT, Block, Command, blocks, commands, matches, pages

RUNNABLE = {"python", "console"}


class Page:
    """A page that is being run: its folder is the working directory, its namespace a module of its own."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = path
        self.monkeypatch = monkeypatch
        self.module = types.ModuleType("page_under_test")
        monkeypatch.setitem(sys.modules, self.module.__name__, self.module)

    def run(self, block: Block) -> None:
        if block.language == "console":
            self._run_commands(commands(block))
        elif any(line.startswith(">>> ") for line in block.lines):
            self._run_session(block)
        else:
            source = "\n" * (block.start - 1) + "\n".join(block.lines)
            exec(compile(source, str(self.path), "exec"), self.module.__dict__)  # noqa: S102 - our own pages

    def _run_session(self, block: Block) -> None:
        """Run a block of `>>>` lines; the output that it shows is compared."""
        text = "\n".join(block.lines) + "\n"
        session = doctest.DocTestParser().get_doctest(
            text, self.module.__dict__, self.path.name, str(self.path), block.start - 1
        )
        report = io.StringIO()
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
        runner.run(session, out=report.write, clear_globs=False)
        self.module.__dict__.update(session.globs)
        assert not runner.failures, report.getvalue()

    def _run_commands(self, todo: list[Command]) -> None:
        status = 0
        for number, command in enumerate(todo):
            words = shlex.split(command.text)
            following = todo[number + 1].text if number + 1 < len(todo) else ""
            if words[0] == "echo" and words[1:] == ["$?"]:
                self._compare(command, f"{status}\n")
            elif words[:2] == ["cat", ">"]:
                Path(words[2]).parent.mkdir(parents=True, exist_ok=True)
                Path(words[2]).write_text("\n".join((*command.body, "")), "utf-8")
            elif words[0] == "cat":
                self._compare(command, "".join(Path(name).read_text("utf-8") for name in words[1:]))
            elif words[0] in _RUNS:
                status, printed = _RUNS[words[0]](self, words[1:])
                place = f"{self.path.name}:{command.line}"
                told = following == "echo $?"
                assert told or status == 0, (
                    f"{place}: exit code {status}, show it with `$ echo $?`\n{printed}"
                )
                self._compare(command, printed)

    def pytest(self, words: list[str]) -> tuple[int, str]:
        """Run pytest in a process of its own; return its exit code and what it prints, but for the time it takes."""
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:benchmark", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, re.sub(r" in [0-9.]+s", " in 0.50s", done.stdout)

    def archrules(self, words: list[str]) -> tuple[int, str]:
        """Run the command line in this process; return its exit code and what a terminal would show."""
        from archrules.cli import main

        target = None
        if len(words) > 1 and words[-2] == ">":
            words, target = words[:-2], Path(words[-1])
        self.monkeypatch.setattr(sys, "argv", ["archrules", *words])
        screen = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True)
        with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen):
            try:
                status = main()
            except SystemExit as leave:
                status = leave.code if isinstance(leave.code, int) else int(leave.code is not None)
        screen.seek(0)
        printed = screen.read()
        if target is not None:
            target.write_text(printed, "utf-8", newline="")
            printed = ""
        return status, printed

    def _compare(self, command: Command, printed: str) -> None:
        if not any(line.strip() for line in command.shown):
            return
        actual = printed.splitlines()
        place = f"{self.path.name}:{command.line}"
        difference = difflib.unified_diff(command.shown, actual, f"{place} shows", "printed", lineterm="")
        assert matches(command.shown, actual), "\n".join([f"{place}: $ {command.text}", *difference])


_RUNS = {"archrules": Page.archrules, "pytest": Page.pytest}


def runnable(path: Path) -> list[Block]:
    return [block for block in blocks(path.read_text("utf-8")) if block.language in RUNNABLE]


@pytest.fixture
def examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a copy of docs/examples, made the working directory of a plain terminal."""
    source = ROOT / "docs" / "examples"
    if source.is_dir():
        shutil.copytree(source, tmp_path / "docs" / "examples")
    monkeypatch.chdir(tmp_path)
    for name, value in {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return tmp_path


@pytest.mark.usefixtures("examples")
@pytest.mark.parametrize(
    "path", [path for path in pages() if runnable(path)], ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_the_examples_of_a_page_run(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(path, monkeypatch)
    for block in runnable(path):
        page.run(block)


@pytest.mark.usefixtures("examples")
def test_a_wrong_output_of_a_session_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(Path("made-here.md"), monkeypatch)
    page.run(Block("python", ("answer = 1",), 1))
    page.run(Block("python", (">>> answer", "1"), 4))
    with pytest.raises(AssertionError, match="line 8"):
        page.run(Block("python", (">>> answer", "2"), 8))


@pytest.mark.usefixtures("examples")
def test_a_wrong_output_of_a_command_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("note.txt").write_text("one\ntwo\n", "utf-8")
    page = Page(Path("made-here.md"), monkeypatch)
    page.run(Block("console", ("$ cat note.txt", "one", "...", "$ echo $?", "0"), 1))
    with pytest.raises(AssertionError, match=r"made-here\.md:5"):
        page.run(Block("console", ("$ cat note.txt", "two"), 5))


@pytest.fixture
def fake_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a command line in place that prints to both streams, and ends with the code it is told."""

    def main() -> int:
        words = sys.argv[1:]
        sys.stdout.buffer.write(f"{' '.join(words)}\n".encode())
        sys.stderr.write("done\n")
        if words[0] == "leave":
            sys.exit(int(words[-1]))
        return int(words[-1])

    fake = types.ModuleType("archrules.cli")
    monkeypatch.setattr(fake, "main", main, raising=False)
    monkeypatch.setitem(sys.modules, "archrules.cli", fake)


@pytest.mark.usefixtures("examples", "fake_command")
@pytest.mark.parametrize(
    "lines",
    [
        ("$ archrules give 0", "give 0", "done"),
        ("$ archrules give 'x y' 0", "give x y 0", "..."),
        ("$ archrules give 2", "give 2", "done", "$ echo $?", "2"),
        ("$ archrules leave 1", "...", "$ echo $?", "1"),
        ("$ archrules give 0 > out.txt", "$ cat out.txt", "give 0", "done"),
        ("$ pip install something", "never run"),
        ("$ cat > some/new.txt <<'EOF'", "one", "EOF", "$ cat some/new.txt", "one"),
    ],
)
def test_a_true_console_block_passes(lines: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    Page(Path("made-here.md"), monkeypatch).run(Block("console", lines, 1))


@pytest.mark.usefixtures("examples", "fake_command")
@pytest.mark.parametrize(
    "lines",
    [
        ("$ archrules give 0", "give 1", "done"),
        ("$ archrules give 0", "give 0"),
        ("$ archrules give 1", "..."),
        ("$ archrules give 2", "...", "$ echo $?", "1"),
        ("$ archrules leave 1", "..."),
    ],
)
def test_a_wrong_console_block_fails(lines: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(Path("made-here.md"), monkeypatch)
    with pytest.raises(AssertionError, match=r"made-here\.md:[13]: "):
        page.run(Block("console", lines, 1))
