"""Coverage: which clauses of the guides the knowledge puts into effect, and which tests show it.

`clauses.yaml` lists what the guides ask for. An item cites the clauses that it puts into effect under `clauses:`. A
clause is covered if an item cites it and a test passes that is marked with it; all others are planned. The examples of
an item count as tests of the clauses that it cites.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable
from os import PathLike
from typing import Annotated, Literal

from pydantic import Field

from archrules.errors import KnowledgeError
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.items import ClauseId, Identifier, Item
from archrules.knowledge_base.packs import built_in, is_link
from archrules.knowledge_base.strict_yaml import load_yaml
from archrules.knowledge_base.validation import validate
from archrules.model.base import Text

FILE = "clauses.yaml"


class Clause(Item):
    """A clause of a guide: in which line it stands, what it is about, and in our words what it asks for."""

    guide: Annotated[str, Field(pattern="^[A-Z]$")]
    line: Annotated[int, Field(strict=True, ge=1)]
    kind: Identifier
    asks: Text


class ClausesFile(Item):
    """The shape of `clauses.yaml`."""

    clauses: Annotated[dict[ClauseId, Clause], Field(max_length=10_000)]


@dataclass(frozen=True, slots=True)
class ClauseCoverage:
    """Whether a clause is covered, the items that cite it and the tests of it that pass by name, and what it asks."""

    id: str
    status: Literal["covered", "planned"]
    items: tuple[str, ...]
    tests: tuple[str, ...]
    asks: str


def load_clauses(folder: Traversable | None = None) -> Mapping[str, Clause]:
    """The clauses that a pack lists, the built-in ones if no folder is given, by id; none where it lists none.

    Raises:
        KnowledgeError: with every fault of the file.
    """
    return _load_built_in() if folder is None else _load(folder)


@lru_cache(maxsize=1)
def _load_built_in() -> Mapping[str, Clause]:
    return _load(built_in())


def _load(folder: Traversable) -> Mapping[str, Clause]:
    place = folder / FILE
    if is_link(place) or not place.is_file():
        return {}
    file = validate(load_yaml(place, error=KnowledgeError), ClausesFile, error=KnowledgeError)
    return dict(sorted(file.clauses.items()))


class PassingTests(Item):
    """The shape of a file that a test run leaves behind: each marked test that passed, with its clauses."""

    tests: Annotated[dict[str, tuple[ClauseId, ...]], Field(max_length=100_000)]


def load_passing_tests(path: str | PathLike[str]) -> Mapping[str, tuple[str, ...]]:
    """The tests of such a file by name, each with the clauses that it is marked with.

    Raises:
        KnowledgeError: with every fault of the file.
    """
    return validate(load_yaml(path, error=KnowledgeError), PassingTests, error=KnowledgeError).tests


def coverage(
    knowledge: KnowledgeBase,
    passing_tests: Mapping[str, Collection[str]],
    clauses: Mapping[str, Clause] | None = None,
) -> tuple[ClauseCoverage, ...]:
    """The coverage of every clause, the built-in ones unless others are given, by id.

    `passing_tests` goes from the name of each test that passed to the clauses that it is marked with.
    """
    cited: dict[str, list[str]] = {}
    for name, item in knowledge.items():
        for clause in dict.fromkeys(item.clauses):
            cited.setdefault(clause, []).append(name)
    tested: dict[str, list[str]] = {}
    for test, marks in passing_tests.items():
        for clause in sorted(set(marks)):
            tested.setdefault(clause, []).append(test)
    found = []
    for name, each in sorted((load_clauses() if clauses is None else clauses).items()):
        items, tests = (tuple(sorted(names.get(name, ()))) for names in (cited, tested))
        status: Literal["covered", "planned"] = "covered" if items and tests else "planned"
        found.append(ClauseCoverage(name, status, items, tests, each.asks))
    return tuple(found)
