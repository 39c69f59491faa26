"""Tells what a pack is meant to be: one that stands alone, or one that is laid on the built-in knowledge."""

from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable
from typing import Any

from archrules.knowledge_base.pack_reading import SOURCES, PackFiles, read_pack
from archrules.knowledge_base.packs import built_in, knowledge_files
from archrules.knowledge_base.references import references
from archrules.knowledge_base.stack import contents, prefixes


def stands_alone(folder: Traversable) -> bool:
    """Whether a pack is meant to be loaded by itself, whatever its faults.

    It is meant to be laid on others if it has no sources of its own, changes or requires something, names something
    after itself as new items are, or builds on sources or decisions of the built-in knowledge that it lacks.
    """
    if not (folder / SOURCES).is_file():
        return False
    pack = read_pack(folder)
    changes = pack.pack is not None and (pack.pack.requires or pack.pack.replaces or pack.pack.disables)
    if changes or _names_after_packs(pack):
        return False
    cited = {
        cited for items in pack.items.values() for each in items.values() for _, cited in references(each)
    }
    sources = cited - (pack.sources or {}).keys()
    decisions = {*_decisions(pack)} - pack.ids
    return not (_built_in_sources(sources) or _built_in_decisions(decisions))


def _names_after_packs(pack: PackFiles) -> bool:
    names = pack.ids | {name for name, _, _ in contents(pack)}
    return any(part for name in names for part in prefixes(name))


def _decisions(pack: PackFiles) -> Iterator[str]:
    """The decisions that options belong to and rules name."""
    yield from (name.partition("/")[0] for name in pack.ids if "/" in name)
    for document in pack.documents.values():
        yield from _values_of("decision", document.value)


def _values_of(key: str, value: Any) -> Iterator[str]:  # noqa: ANN401 - anything that YAML can hold
    """The texts under a key, at any depth."""
    if isinstance(value, dict):
        named = value.get(key)
        yield from (each for each in (named if isinstance(named, list) else [named]) if isinstance(each, str))
    inner: Iterable[Any] = (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    )
    for each in inner:
        yield from _values_of(key, each)


def _built_in_sources(names: set[str]) -> bool:
    return bool(names) and not names.isdisjoint(read_pack(built_in(), within=()).sources or ())


def _built_in_decisions(names: set[str]) -> bool:
    if not names:
        return False
    files, _ = knowledge_files(built_in())
    return not names.isdisjoint(file.id for file in files if file.form == "decision")
