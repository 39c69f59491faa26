"""Policies of one's own: a folder of items without the rest of a pack, which may cite the sources of another one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from archrules.errors import Fault, KnowledgeError
from archrules.knowledge_base.items import PolicyItem, Source
from archrules.knowledge_base.loading import SourcesFile, references
from archrules.knowledge_base.packs import missing_folder
from archrules.knowledge_base.rule_forms import read_policy
from archrules.knowledge_base.rules import Policy
from archrules.knowledge_base.scope import Faults
from archrules.knowledge_base.strict_yaml import load_yaml
from archrules.knowledge_base.validation import faults_at, suggest, validate
from archrules.vocabulary import VOCABULARY

_SOURCES = "sources.yaml"
_PACK = "pack.yaml"
_MOST_FILES = 2_000


@dataclass(frozen=True, slots=True)
class PolicyFolder:
    """The policies of a folder by id, and the sources that they may cite."""

    policies: Mapping[str, Policy]
    sources: Mapping[str, Source]


def load_policies(
    folder: str | PathLike[str], sources: Mapping[str, Source], taken: Mapping[str, object] | None = None
) -> PolicyFolder:
    """Read every `.yaml` file of a folder, at any depth, as a policy; `sources.yaml` at its top adds sources.

    `taken` holds the ids that may not be used again.

    Raises:
        KnowledgeError: with every fault of every file, or because the folder holds no policy.
    """
    if missing := tuple(missing_folder(folder)):
        raise KnowledgeError(missing)
    loader = _Loader(Path(folder), sources, taken or {})
    return loader.load()


class _Loader:
    def __init__(self, folder: Path, sources: Mapping[str, Source], taken: Mapping[str, object]) -> None:
        self._folder, self._taken = folder, taken
        self._sources = dict(sources)
        self._faults: list[Fault] = []
        self._policies: dict[str, Policy] = {}
        self._files: dict[str, str] = {}

    def load(self) -> PolicyFolder:
        if (self._folder / _PACK).is_file():
            message = "this is a whole pack: load it as knowledge, with `--pack`, and name its policies by their ids"
            raise KnowledgeError(Fault(str(self._folder / _PACK), 1, 1, message))
        own = self._folder / _SOURCES
        if own.is_file():
            self._sources |= self._own_sources(own)
        for file in self._item_files():
            self._add(file)
        if not self._policies and not self._faults:
            self._faults.append(Fault(str(self._folder), 1, 1, "there is no policy in this folder: add one"))
        if self._faults:
            raise KnowledgeError(self._faults)
        return PolicyFolder(dict(sorted(self._policies.items())), dict(sorted(self._sources.items())))

    def _item_files(self) -> Iterator[Path]:
        """The files of items in order of name; links are followed nowhere, lest they lead out of the folder."""
        found = [
            path
            for path in self._folder.rglob("*.yaml")
            if not any(part.startswith(".") for part in path.relative_to(self._folder).parts)
            and path != self._folder / _SOURCES
        ]
        for path in sorted(found)[: _MOST_FILES + 1]:
            if path.is_symlink() or not path.resolve().is_relative_to(self._folder.resolve()):
                message = "this is a symbolic link: put a copy in its place"
                self._faults.append(Fault(str(path), 1, 1, message))
            elif path.is_file():
                yield path
        if len(found) > _MOST_FILES:
            message = f"more than {_MOST_FILES} files: divide the folder"
            self._faults.append(Fault(str(self._folder), 1, 1, message))

    def _own_sources(self, file: Path) -> dict[str, Source]:
        try:
            return validate(load_yaml(file, error=KnowledgeError), SourcesFile, error=KnowledgeError).sources
        except KnowledgeError as error:
            self._faults.extend(error.faults)
            return {}

    def _add(self, file: Path) -> None:
        try:
            document = load_yaml(file, error=KnowledgeError)
            item = validate(document, PolicyItem, error=KnowledgeError)
            faults = Faults(document)
            policy = read_policy(item, VOCABULARY, faults)
            faults_at(document, [*faults.found, *self._problems(item, file)], KnowledgeError)
        except KnowledgeError as error:
            self._faults.extend(error.faults)
            return
        self._policies[item.id] = policy
        self._files[item.id] = document.source

    def _problems(self, item: PolicyItem, file: Path) -> Iterator[tuple[tuple[str | int, ...], str]]:
        if item.id != file.stem:
            yield ("id",), f"the id must be the name of its file, {file.stem!r}"
        elif item.id in self._files:
            yield ("id",), f"{item.id!r} is also the id of {self._files[item.id]}"
        elif item.id in self._taken:
            yield ("id",), f"{item.id!r} is also the id of a policy of the knowledge: give it another one"
        for path, reference in references(item):
            if reference not in self._sources:
                yield path, f"there is no source {reference!r}{self._hint(reference)}"

    def _hint(self, reference: str) -> str:
        """What to do about a source that is not there; what is called after a pack stands in that."""
        pack = self._folder.parent
        if "." in reference and self._folder.name and (pack / _PACK).is_file():
            message = (
                "this folder is part of a pack; lay the whole pack on the knowledge instead, with `--pack`:"
            )
            return f": {message} it is in {str(pack)!r}"
        return suggest(reference, self._sources) or f": add it to {_SOURCES}"
