"""Where a service of a compose file may hold addresses: its environment, its commands, the arguments of its build."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archrules.importers.compose.documents import Documents
from archrules.importers.compose.services import ComposeService
from archrules.importers.nodes import Node, Span

_FLAG = re.compile(r"(?:--?)?([A-Za-z][A-Za-z0-9_.-]{0,200})=(.+)", re.DOTALL)
_FLAG_BEFORE_VALUE = re.compile(r"--?([A-Za-z][A-Za-z0-9_.-]{0,200})")
_WAITING = re.compile(r"(?:.*/)?(?:wait-?for|wait_for|wait-on|wait4)[A-Za-z_-]*(?:\.sh)?", re.DOTALL)
_WAITED = frozenset(("--", "&&", "||", ";", "exec"))


@dataclass(frozen=True, slots=True)
class Setting:
    """A text that may hold addresses; the name is empty where it has none.

    `waits` is true where the service only waits for what is there.
    """

    name: str
    value: str
    span: Span
    waits: bool = False


def settings_of(service: ComposeService, documents: Documents, known: Mapping[str, str]) -> Iterator[Setting]:
    """Yield the settings of a service, those of its environment first.

    `known` are the variables of the project: one that the service names without a value has its value there.
    """
    environment = service.at("environment")
    stated = environment.mapping() if environment else {}
    for name, (value, span) in _from_files(service, documents, known).items():
        if name not in stated:
            yield Setting(name, value, span)
    arguments = service.at("build", "args")
    for node in (environment, arguments):
        for name, entry in (node.mapping() if node else {}).items():
            text = entry.node.text() if entry.node.content is not None else known.get(name)
            if text:
                yield Setting(name, text, entry.node.span)
    for place in ("entrypoint", "command"):
        if command := service.at(place):
            yield from _of_command(command)


def _from_files(
    service: ComposeService, documents: Documents, known: Mapping[str, str]
) -> dict[str, tuple[str, Span]]:
    """The variables of the files that the service names; those of later ones count."""
    named = service.at("env_file")
    found: dict[str, tuple[str, Span]] = {}
    for item in (named.items() or [named]) if named else []:
        path = item.at("path") if isinstance(item.content, dict) else item
        reference = path.text() if path else None
        if path is None or not reference:
            documents.log.note(item.span, "the name of a file stands here: write its path")
            continue
        style, required = item.at("format"), item.at("required")
        values = documents.variables(
            reference,
            path.span.origin.base,
            known,
            span=None if required and required.text() == "false" else path.span,
            raw=bool(style and style.text() == "raw"),
        )
        found |= {name: (value, path.span) for name, value in values.items()}
    return found


def _of_command(command: Node) -> Iterator[Setting]:
    """The flags of a command with their values, and its other words without a name."""
    parts = command.items() or [command]
    words = [(word.strip("'\""), part.span) for part in parts for word in (part.text() or "").split()]
    waits, flag = False, ""
    for word, span in words:
        assigned = _FLAG.fullmatch(word)
        before_value = _FLAG_BEFORE_VALUE.fullmatch(word)
        if _WAITING.fullmatch(word) or word in _WAITED:
            waits = word not in _WAITED
            flag = ""
        elif assigned:
            yield Setting(assigned.group(1), assigned.group(2), span, waits)
            flag = ""
        elif before_value:
            flag = before_value.group(1)
        else:
            yield Setting(flag, word, span, waits or flag == "wait")
            flag = ""
