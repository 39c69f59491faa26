"""What a pack is, so that results can name it: its name, version, date, and the digest of all that stands in it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from archrules.knowledge_base.images import ImageTable
from archrules.knowledge_base.items import Header, PackItem, Source
from archrules.model.provenance import KnowledgeRecord
from archrules.vocabulary.facts import Value, canonical_text


@dataclass(frozen=True)
class Pack:
    """One pack as it was read, whatever other packs make of it. The mappings go from id to item."""

    item: PackItem
    items: Mapping[str, Header]
    sources: Mapping[str, Source]
    images: ImageTable

    @property
    def name(self) -> str:
        """Its name, which stands before the ids of what it adds to others."""
        return self.item.name

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the parsed content of all its items, independent of file order and layout."""
        content = {name: item.model_dump(mode="json") for name, item in self.items.items()}
        content["pack.yaml"] = self.item.model_dump(mode="json", exclude_defaults=True)
        content["sources.yaml"] = {
            name: source.model_dump(mode="json") for name, source in self.sources.items()
        }
        content["images.yaml"] = {
            "tasks": sorted(self.images.tasks),
            "images": {name: item.model_dump(mode="json") for name, item in self.images.items.items()},
        }
        return digest_of(content)

    def record(self, parameters: Mapping[str, Value]) -> KnowledgeRecord:
        """What results say of it, with the parameters of its items that were given other values."""
        return KnowledgeRecord(
            name=self.name,
            version=self.item.version,
            as_of=self.item.as_of,
            digest=self.digest,
            parameters={name: canonical_text(value) for name, value in sorted(parameters.items())},
        )


def digest_of(content: object) -> str:
    """SHA-256 over plain data in canonical JSON."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
