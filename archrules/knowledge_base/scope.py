"""Names in force while an item is read, and the faults found so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from archrules.knowledge_base.strict_yaml import Document
from archrules.vocabulary.kinds import Kind, Type

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Faults:
    """Faults of one document, by path."""

    document: Document
    found: list[tuple[Path, str]] = field(default_factory=list)

    def add(self, path: Path, message: str) -> None:
        """Record what is wrong at a path of the document."""
        self.found.append((path, message))


@dataclass(slots=True)
class Scope:
    """The variables and parameters that conditions may use, with their types; `used` grows as they are read.

    `stated` are those that hold what somebody wrote, a parameter or a field of a brief, and no result of arithmetic.
    """

    vocabulary: Mapping[str, Kind]
    faults: Faults
    types: dict[str, Type] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    stated: set[str] = field(default_factory=set)

    def extended(self, **types: Type) -> "Scope":
        """A scope with more names that shares faults and use with this one."""
        return Scope(self.vocabulary, self.faults, {**self.types, **types}, self.used, set(self.stated))

    def use(self, name: str, path: Path, what: str) -> bool:
        """Note that a name is read; a fault and False if it is not bound."""
        if name in self.types:
            self.used.add(name)
            return True
        known = ", ".join(sorted(self.types)) or "none"
        self.faults.add(path, f"{what} uses {name!r}, which nothing before it binds (bound: {known})")
        return False
