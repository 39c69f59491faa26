"""The documents of one compose file: itself and those that it leads to, each read once, its variables put in."""

import os
from collections.abc import Mapping

from archrules.errors import InputError, SystemFileError
from archrules.importers.compose.ignored import count_ignored
from archrules.importers.compose.merging import note_tag
from archrules.importers.dotenv import LIMIT, read_variables
from archrules.importers.folder import Folder, OutsideError
from archrules.importers.interpolation import Interpolation
from archrules.importers.log import Log
from archrules.importers.nodes import Entry, Node, Origin, Span, parse_nodes
from archrules.knowledge_base.reading import read_text


class Documents:
    """Reads documents below the folder of the one that people named."""

    def __init__(self, path: str | os.PathLike[str], log: Log) -> None:
        self.folder = Folder(path)
        self.log = log
        self.main = os.path.split(os.fsdecode(path))[1]
        self._path = path
        self._parsed: dict[tuple[str, str], Node | None] = {}
        self._ready: dict[tuple[str, str, Interpolation], Node | None] = {}

    def get(self, relative: str, base: str, interpolation: Interpolation) -> Node | None:
        """Return the document at a path in the folder; None, with its faults noted, where it cannot be read.

        Paths in it start from the folder `base`.
        """
        key = (relative, base, interpolation)
        if key not in self._ready:
            document = self._document(relative, base)
            self._ready[key] = document and self._interpolated(document, interpolation)
        return self._ready[key]

    def variables(
        self,
        reference: str,
        base: str,
        known: Mapping[str, str],
        *,
        span: Span | None = None,
        raw: bool = False,
    ) -> dict[str, str]:
        """Return the variables of a file; what is wrong with it is noted.

        Where there is no such file that is noted at the span; without one it need not be there.
        """
        try:
            relative = self.folder.find(base, reference)
        except OutsideError as error:
            if span:
                self.log.note(span, f"this file is not read, as {error}: what it sets is not known")
            return {}
        if not self.folder.has(relative):
            if span:
                self.log.note(span, "there is no such file, or nothing in it: what it sets is not known")
            return {}
        return self._variables(relative, known, raw=raw)

    def _variables(self, relative: str, known: Mapping[str, str], *, raw: bool) -> dict[str, str]:
        origin = Origin(self.folder.name(relative))
        try:
            text = self.folder.read(relative, limit=LIMIT)
        except SystemFileError as error:
            for fault in error.faults:
                self.log.note(Span(origin, fault.line, fault.column, fault.column + 1), fault.message)
            return {}
        values, problems = read_variables(text, known, raw=raw)
        for line, message in problems:
            self.log.note(Span(origin, line, 1, 2), message)
        return values

    def _document(self, relative: str, base: str) -> Node | None:
        key = (relative, base)
        if key not in self._parsed:
            try:
                document = self._parse(relative, base)
                count_ignored(document, self.log)
                self._parsed[key] = document
            except InputError as error:
                self.log.faults.extend(error.faults)
                self._parsed[key] = None
        return self._parsed[key]

    def _parse(self, relative: str, base: str) -> Node:
        if (relative, base) == (self.main, ""):
            text, name = read_text(self._path, error=SystemFileError)
        else:
            text, name = self.folder.read(relative), self.folder.name(relative)
        return parse_nodes(text, Origin(name, base), error=SystemFileError)

    def _interpolated(self, node: Node, interpolation: Interpolation) -> Node:
        note_tag(node, self.log)
        content = node.content
        if isinstance(content, dict):
            entries = {
                key: Entry(at, self._interpolated(each, interpolation)) for key, (at, each) in content.items()
            }
            return Node(entries, node.span, node.tag)
        if isinstance(content, list):
            return Node([self._interpolated(each, interpolation) for each in content], node.span, node.tag)
        if content is None:
            return node
        text, problems = interpolation.text(content)
        for problem in problems:
            self.log.note(node.span, problem)
        return Node(text, node.span, node.tag)
