"""The command line. Nothing heavy is imported before a command needs it."""

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from archrules.errors import ArchrulesError, DrawingError, Fault, InputError, printable

FINE, FINDINGS, FAILED = 0, 1, 2
GRAPH_FORMATS = ("svg", "png", "pdf", "dot", "mmd")


class _Parser(argparse.ArgumentParser):
    """Reports wrong usage in one line that says what to do."""

    def error(self, message: str) -> NoReturn:
        self.exit(FAILED, f"{self.prog}: {message}\n{self.prog}: try `{self.prog} --help`\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns 0 if all is fine, 1 for findings, 2 if the command could not do its work."""
    _prepare_output()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except (ArchrulesError, OSError, KeyboardInterrupt) as error:
        sys.stderr.write(f"{_told(error)}\n")
        return FAILED
    return code


def _run(arguments: Sequence[str] | None) -> int:
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else FAILED
    command: Callable[[argparse.Namespace], int] = options.command
    return command(options)


def _prepare_output() -> None:
    """Make both streams write the same bytes everywhere, and somewhere where they are closed."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, io.StringIO())
        elif isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _told(error: BaseException) -> str:
    """What went wrong, in one line for each fault."""
    if isinstance(error, InputError):
        return str(error)
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return printable(f"archrules: {where}{error.strerror or error}")
    return f"archrules: {error}" if isinstance(error, ArchrulesError) else "archrules: interrupted"


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="archrules",
        description="A backend architect that you can import, reproduce and unit-test.",
        epilog="Exit codes: 0 fine, 1 findings, 2 the command could not do its work.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_recommend(commands)
    _add_explain(commands)
    _add_graph(commands)
    _add_schema(commands)
    _add_knowledge(commands)
    return parser


class _Version(argparse.Action):
    """Looks the version up only when it is printed."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        import archrules  # not needed by other commands

        sys.stdout.write(f"archrules {archrules.__version__}\n")
        parser.exit()


def _add_format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print (default: text)"
    )


def _add_recommend(commands: "argparse._SubParsersAction[_Parser]") -> None:
    parser = commands.add_parser(
        "recommend",
        help="recommend an architecture for a brief",
        description="Recommend an architecture for a requirements brief, with reasons, trade-offs and sources.",
    )
    parser.add_argument("brief", metavar="BRIEF", help="the brief, a YAML or JSON file")
    parser.add_argument(
        "-o", "--output", metavar="DIR", help="write report, data and pictures into this folder"
    )
    _add_format(parser)
    parser.set_defaults(command=_recommend)


def _add_explain(commands: "argparse._SubParsersAction[_Parser]") -> None:
    parser = commands.add_parser(
        "explain",
        help="why a decision came out as it did",
        description="Without DECISION: what was decided. With it: why, down to the brief, defaults and sources.",
    )
    parser.add_argument("brief", metavar="BRIEF", help="the brief, a YAML or JSON file")
    parser.add_argument("decision", metavar="DECISION", nargs="?", help="a decision, such as datastore")
    parser.add_argument("subject", metavar="SUBJECT", nargs="?", help="its subject, such as a context")
    _add_format(parser)
    parser.set_defaults(command=_explain)


def _add_graph(commands: "argparse._SubParsersAction[_Parser]") -> None:
    parser = commands.add_parser(
        "graph",
        help="draw the service graph of a brief or a system",
        description="Draw the service graph of the architecture recommended for a brief, or of a system.",
    )
    parser.add_argument("source", metavar="BRIEF|SYSTEM", help="a brief or a system, a YAML or JSON file")
    parser.add_argument(
        "-o", "--output", metavar="FILE", required=True, help=f"a file named *.{{{','.join(GRAPH_FORMATS)}}}"
    )
    parser.add_argument("--format", choices=GRAPH_FORMATS, help="the format, if the file name does not say")
    parser.set_defaults(command=_graph)


def _add_schema(commands: "argparse._SubParsersAction[_Parser]") -> None:
    parser = commands.add_parser("schema", help="print a JSON Schema", description="Print a JSON Schema.")
    parser.add_argument("name", metavar="NAME", help="brief, system or recommendation")
    parser.add_argument("--format", choices=("json",), default="json", help="a schema is always JSON")
    parser.set_defaults(command=_schema)


def _add_knowledge(commands: "argparse._SubParsersAction[_Parser]") -> None:
    parser = commands.add_parser(
        "knowledge", help="what archrules knows", description="List the items of the knowledge, or show one."
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="every item with its title")
    _add_format(listing)
    listing.set_defaults(command=_knowledge_list)
    showing = actions.add_parser("show", help="one item in full")
    showing.add_argument("item", metavar="ID", help="an item's id, such as datastore or postgresql")
    _add_format(showing)
    showing.set_defaults(command=_knowledge_show)


def _print_json(value: object) -> None:
    import json  # not needed by other commands

    sys.stdout.write(json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n")


def _recommend(options: argparse.Namespace) -> int:
    from archrules import api  # heavy

    recommendation = api.recommend(api.load_brief(options.brief))
    if options.output is None:
        sys.stdout.write(recommendation.json() if options.format == "json" else recommendation.report())
        return FINE
    written = recommendation.write(_folder(options.output))
    if options.format == "json":
        _print_json({"files": [str(path) for path in written.files], "missing": list(written.missing)})
        return FINE
    sys.stdout.write(recommendation.summary())
    sys.stdout.write("\nWritten: " + ", ".join(printable(str(path)) for path in written.files) + "\n")
    sys.stdout.write(f"Read {printable(str(Path(options.output) / 'report.md'))} first.\n")
    for reason in written.missing:
        sys.stderr.write(f"archrules: {reason}\n")
    return FINE


def _folder(name: str) -> Path:
    folder = Path(name)
    if folder.exists() and not folder.is_dir():
        raise InputError(Fault(name, 1, 1, "is a file; -o takes the name of a folder"))
    return folder


def _explain(options: argparse.Namespace) -> int:
    from archrules import api  # heavy

    recommendation = api.recommend(api.load_brief(options.brief))
    if options.decision is not None:
        explanation = recommendation.why(options.decision, options.subject)
        if options.format == "json":
            _print_json(explanation.as_dict())
        else:
            sys.stdout.writelines(f"{printable(line, limit=4_000)}\n" for line in explanation.lines())
        return FINE
    rows = [
        (r.decision, r.subject, r.choice or "nothing survives", r.margin or "")
        for r in recommendation.data.decisions
    ]
    if options.format == "json":
        _print_json(
            [dict(zip(("decision", "subject", "choice", "margin"), row, strict=True)) for row in rows]
        )
    else:
        sys.stdout.write(_columns(rows))
    return FINE


def _columns(rows: Sequence[tuple[str, ...]]) -> str:
    shown = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)] if shown else []
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in shown
    )
    return "".join(f"{line}\n" for line in lines)


def _graph(options: argparse.Namespace) -> int:
    target = Path(options.output)
    form = options.format or target.suffix.removeprefix(".")
    if form not in GRAPH_FORMATS:
        known = ", ".join(f".{name}" for name in GRAPH_FORMATS)
        raise InputError(Fault(options.output, 1, 1, f"no picture format; name the file with one of {known}"))
    from archrules import api  # heavy
    from archrules.output.writing import graph_bytes, replace_file  # heavy

    content = graph_bytes(api.load_any(options.source), form)
    if not target.parent.is_dir():
        raise DrawingError(f"{target.parent}: no such folder")
    replace_file(target, content)
    sys.stdout.write(f"Written: {printable(str(target))}\n")
    return FINE


def _schema(options: argparse.Namespace) -> int:
    from archrules import api  # heavy

    _print_json(api.schema(options.name))
    return FINE


def _knowledge_list(options: argparse.Namespace) -> int:
    from archrules import api  # heavy

    rows = [
        (name, type(item).__name__.removesuffix("Item").lower(), item.title)
        for name, item in api.load_knowledge().items()
    ]
    if options.format == "json":
        _print_json([dict(zip(("id", "form", "title"), row, strict=True)) for row in rows])
    else:
        sys.stdout.write(_columns(rows))
    return FINE


def _knowledge_show(options: argparse.Namespace) -> int:
    from archrules import api  # heavy

    item = api.knowledge_item(options.item)
    if options.format == "json":
        _print_json(item)
    else:
        import yaml  # not needed by other commands

        sys.stdout.write(yaml.safe_dump(item, sort_keys=False, allow_unicode=True, width=110))
    return FINE
