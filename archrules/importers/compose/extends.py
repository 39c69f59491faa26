"""Services that extend others, of the same file or of another one in its folder."""

from pathlib import PurePath

from archrules.errors import did_you_mean, near_names
from archrules.importers.compose.documents import Documents
from archrules.importers.compose.merging import canonical, merged
from archrules.importers.folder import OutsideError
from archrules.importers.interpolation import Interpolation
from archrules.importers.nodes import Mapped, Node

_MOST_LEVELS = 50
_Key = tuple[str, str, Interpolation]


class Extensions:
    """Returns services whole, with all that they extend."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._log = documents.log
        self._whole: dict[_Key, Mapped] = {}

    def services(self, document: Node) -> Mapped:
        """Return the services of a document as they stand there; what cannot be a service is a fault."""
        entry = document.mapping().get("services")
        if entry is None:
            return {}
        if not isinstance(entry.node.content, dict):
            found = entry.node
            self._log.fault(
                found.span, f"'services' must be a mapping, not {found.kind}: write 'name:' lines"
            )
            return {}
        services = entry.node.mapping()
        for name, (_, node) in services.items():
            if node.content is not None and not isinstance(node.content, dict):
                self._log.fault(
                    node.span, f"the service {name!r} must be a mapping, not {node.kind}: write 'image: ...'"
                )
        return services

    def whole(
        self, name: str, document: Node, interpolation: Interpolation, chain: tuple[_Key, ...] = ()
    ) -> Mapped:
        """Return a service of the document with what it extends; `chain` are those that extend it."""
        key = (document.span.origin.file, name, interpolation)
        if key not in self._whole:
            node = (document.at("services") or document).mapping()[name].node
            own = canonical(node, self._log)
            extends = own.pop("extends", None)
            base = self._base(extends.node, document, interpolation, (*chain, key)) if extends else {}
            self._whole[key] = merged(base, own)
        return self._whole[key]

    def _base(
        self, extends: Node, document: Node, interpolation: Interpolation, chain: tuple[_Key, ...]
    ) -> Mapped:
        service, file = extends, extends.at("file")
        if isinstance(extends.content, dict):
            service = extends.at("service") or extends
        name = service.text()
        if name is None:
            self._log.fault(extends.span, "this does not say which service is extended: add 'service:'")
            return {}
        other = self._other(file, interpolation) if file else document
        if other is None:
            return {}
        names = (other.at("services") or other).mapping() if other.at("services") else {}
        if name not in names:
            hint = did_you_mean(near_names(name, list(names)[:500])[:1])
            self._log.fault(service.span, f"there is no service {name!r} to extend{hint}: correct the name")
            return {}
        if (other.span.origin.file, name, interpolation) in chain:
            self._log.fault(
                service.span, f"{name!r} extends itself, directly or through others: break the circle"
            )
            return {}
        if len(chain) > _MOST_LEVELS:
            self._log.fault(
                service.span, f"more than {_MOST_LEVELS} services extend one another: extend fewer"
            )
            return {}
        return self.whole(name, other, interpolation, chain)

    def _other(self, file: Node, interpolation: Interpolation) -> Node | None:
        reference = file.text()
        if reference is None:
            self._log.fault(file.span, f"the name of a file stands here, not {file.kind}: write its path")
            return None
        try:
            relative = self._documents.folder.find(file.span.origin.base, reference)
        except OutsideError as error:
            self._log.note(file.span, f"this file is not read, as {error}: what is extended is not known")
            return None
        base = str(PurePath(relative).parent)
        return self._documents.get(relative, "" if base == "." else base, interpolation)
