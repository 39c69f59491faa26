"""A compose file with all that it includes: its services, each whole."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from archrules.importers.compose.documents import Documents
from archrules.importers.compose.extends import Extensions
from archrules.importers.compose.includes import Part, included_part
from archrules.importers.compose.merging import merged
from archrules.importers.interpolation import Interpolation
from archrules.importers.nodes import Entry, Mapped, Node, Span

_USUAL_NAME = re.compile(r"((?:docker-)?compose)\.ya?ml")
_MOST_LEVELS = 20
_MOST_INCLUDES = 200


@dataclass(slots=True)
class Model:
    """Services, the networks that are declared, the variables of the project, and its name where it has one.

    `span` is the place of the name, or where the file starts.
    """

    services: Mapped = field(default_factory=dict)
    networks: Mapped = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    name: str | None = None
    span: Span | None = None


class ComposeFiles:
    """Reads the model that the documents make together."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._log = documents.log
        self._extensions = Extensions(documents)
        self._overrides = _overrides(documents)
        self._includes = 0

    def model(self) -> Model:
        """Return the services of the document that people named, and of those it includes."""
        variables = self._documents.variables(".env", "", {})
        part = Part((self._documents.main, *self._overrides), "", Interpolation(variables))
        model = self._load(part)
        model.variables = variables
        if not model.services and not self._log.faults:
            main = self._documents.get(self._documents.main, part.base, part.interpolation)
            if main is not None:
                self._log.fault(main.span, _without_services(main))
        return model

    def _load(self, part: Part) -> Model:
        model = Model()
        includes: list[Node] = []
        for relative in part.files:
            document = self._documents.get(relative, part.base, part.interpolation)
            if document is not None:
                if relative in self._overrides:
                    self._log.note(document.span, f"this lies over {part.files[0]}, as docker compose has it")
                self._lay_over(model, document, part.interpolation)
                includes += [entry.node] if (entry := document.mapping().get("include")) else []
        for include in includes:
            items = include.items() if isinstance(include.content, list) else [include]
            for item in items:
                self._include(item, part, model)
        return model

    def _lay_over(self, model: Model, document: Node, interpolation: Interpolation) -> None:
        for name, entry in self._extensions.services(document).items():
            whole = self._extensions.whole(name, document, interpolation)
            earlier = model.services.get(name)
            if earlier is None:
                model.services[name] = Entry(entry.key, Node(whole, entry.node.span))
            else:
                both = Node(merged(earlier.node.mapping(), whole), earlier.node.span)
                model.services[name] = Entry(earlier.key, both)
        networks = document.at("networks")
        model.networks |= networks.mapping() if networks else {}
        named = document.at("name")
        model.name = model.name or (named.text() if named else None)
        model.span = model.span or document.key("name") or document.span

    def _include(self, item: Node, part: Part, model: Model) -> None:
        included = included_part(item, part, self._documents)
        if included is None:
            return
        self._includes += 1
        if self._includes > _MOST_INCLUDES:
            if self._includes == _MOST_INCLUDES + 1:
                self._log.fault(item.span, f"more than {_MOST_INCLUDES} files are included: include fewer")
        elif included.files[0] in included.chain:
            self._log.fault(item.span, "this includes itself, directly or through others: break the circle")
        elif len(included.chain) > _MOST_LEVELS:
            self._log.fault(item.span, f"more than {_MOST_LEVELS} files include one another: include fewer")
        else:
            self._take(self._load(included), model)

    def _take(self, other: Model, model: Model) -> None:
        for name, entry in other.services.items():
            if name in model.services:
                file = model.services[name].key.origin.file
                self._log.note(
                    entry.key, f"{name!r} is also a service of {file}, and that one counts: rename one"
                )
            else:
                model.services[name] = entry
        model.networks = {**other.networks, **model.networks}


def _without_services(document: Node) -> str:
    bodies = [entry.node for entry in document.mapping().values()]
    if any(body.at("image") or body.at("build") for body in bodies):
        return (
            "there is no 'services': this seems to be version 1 of the format, so put all services under it"
        )
    return "there is no service under 'services': is this a compose file?"


def _overrides(documents: Documents) -> list[str]:
    """The file that docker compose lays over one of the usual name, if it is there."""
    match = _USUAL_NAME.fullmatch(documents.main)
    names = [f"{match.group(1)}.override.{ending}" for ending in ("yml", "yaml")] if match else []
    return [name for name in names if documents.folder.has(name)][:1]
