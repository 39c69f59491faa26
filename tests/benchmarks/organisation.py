"""Generated briefs: the backend of an organisation of any size, which grows in every direction alike."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from archrules.model.brief import Brief

USE_CASES = 5
"""Use cases of one context."""

_CONTEXTS_OF_A_TEAM = 3
_PARTNERS, _ENTRIES = 3, 2
"""How many other contexts one deals with, and how many clients."""

_CONTEXTS_BY_CLIENT = 6
_CONTEXTS_BY_EXTERNAL = 8
_CLIENT_KINDS = ("browser", "native", "partner", "machine")
_PROTOCOLS = ("rest", "soap", "grpc", "webhook", "file", "messaging")
_TAGS = ("pii", "financial", "inventory", "feed", "analytics", "session", "telemetry", "audit", "media")
_SKILLS = ("java", "postgresql", "redis", "rabbitmq", "kafka", "mongodb")


@dataclass(frozen=True, slots=True)
class _Context:
    """A context with its entities, `name.entity` each."""

    name: str
    entities: tuple[str, ...]


def make_brief(contexts: int, seed: int = 1) -> Brief:
    """A brief of so many contexts and five times as many use cases; the same number and seed give the same one.

    Everything else is in proportion: two to four entities in a context, a team for three contexts, a client for six,
    an external system for eight. A use case touches the same number of entities, and calls as much, whatever the size.
    """
    return Brief.model_validate(_Generator(contexts, random.Random(seed)).make())  # noqa: S311  # no secret


class _Generator:
    def __init__(self, contexts: int, source: random.Random) -> None:
        self._source = source
        self._contexts = [self._context(number) for number in range(contexts)]
        self._clients = [f"client-{number:03}" for number in range(max(2, contexts // _CONTEXTS_BY_CLIENT))]
        self._externals = [
            f"external-{number:03}" for number in range(max(1, contexts // _CONTEXTS_BY_EXTERNAL))
        ]
        self._partners = [self._near(index) for index in range(contexts)]
        self._entries = [source.sample(self._clients, _ENTRIES) for _ in range(contexts)]

    def make(self) -> dict[str, Any]:
        names = [context.name for context in self._contexts]
        return {
            "system": "Organisation",
            "horizon": "3 years",
            "delivery": "12 months",
            "clients": [
                {"name": name, "kind": _CLIENT_KINDS[number % len(_CLIENT_KINDS)]}
                for number, name in enumerate(self._clients)
            ],
            "actors": [{"name": f"user-of-{name}", "clients": [name]} for name in self._clients],
            "contexts": [self._described(context) for context in self._contexts],
            "use_cases": [
                self._use_case(index, number) for index in range(len(names)) for number in range(USE_CASES)
            ],
            "external_systems": [self._external(name) for name in self._externals],
            "scale": {"users": "100k", "users_projected": "300k"},
            "objectives": {"availability": "99.9 %", "rto": "1 h", "rpo": "5 min"},
            "teams": [
                self._team(first, names[first : first + _CONTEXTS_OF_A_TEAM])
                for first in range(0, len(names), _CONTEXTS_OF_A_TEAM)
            ],
            "compliance": ["gdpr"],
        }

    def _chance(self, percent: int) -> bool:
        return self._source.random() * 100 < percent

    def _context(self, number: int) -> _Context:
        name = f"context-{number:03}"
        return _Context(name, tuple(f"{name}.entity-{each}" for each in range(self._source.randint(2, 4))))

    def _described(self, context: _Context) -> dict[str, Any]:
        entities = [self._entity(entity, context.entities) for entity in context.entities]
        return {"name": context.name, "purpose": f"does the work of {context.name}", "entities": entities}

    def _entity(self, name: str, all_of_context: Sequence[str]) -> dict[str, Any]:
        relations = [each for each in all_of_context if each != name and self._chance(40)]
        access = [each for each in ("range", "full-text", "aggregate") if self._chance(20)]
        entity: dict[str, Any] = {
            "name": name.partition(".")[2],
            "relations": relations,
            "volume": self._source.choice(["800", "40k", "2M", "50M"]),
            "payload": self._source.choice(["200 B", "1 kB", "6 kB"]),
            "access": ["point", *access],
            "tags": [self._source.choice(_TAGS)] if self._chance(50) else [],
        }
        if self._chance(50):
            entity["growth"] = "2 %/month"
        if self._chance(10):
            entity["schema_variance"] = "30 %"
        return entity

    def _use_case(self, index: int, number: int) -> dict[str, Any]:
        context = self._contexts[index]
        reads, writes = [self._source.choice(context.entities)], []
        if self._chance(60):
            writes.append(self._source.choice(context.entities))
        if self._chance(40):
            (writes if self._chance(30) else reads).append(self._source.choice(self._other(index).entities))
        use_case: dict[str, Any] = {
            "name": f"{context.name}-use-case-{number}",
            "context": context.name,
            "reads": sorted(set(reads)),
            "writes": sorted(set(writes)),
            "calls": self._calls(index),
            "peak": self._source.choice(["10/h", "1/s", "5/s", "20/s", "100/s"]),
            "traffic": self._source.choice(["steady", "daily", "spiky"]),
            "latency": self._source.choice(["150 ms", "300 ms", "500 ms", "2 s"]),
        }
        if self._chance(70):
            client = self._source.choice(self._entries[index])
            use_case["actor"] = f"user-of-{client}"
        if self._chance(15):
            use_case["answer"] = "later"
        if self._chance(70):
            use_case["idempotent"] = True
        return use_case

    def _calls(self, index: int) -> list[dict[str, Any]]:
        targets: dict[str, None] = {}
        if self._chance(30):
            targets[self._other(index).name] = None
        if self._chance(10):
            targets[self._source.choice(self._externals)] = None
        return [
            {"to": target, "answer": "now" if self._chance(60) else "later", "idempotent": True}
            for target in targets
        ]

    def _near(self, index: int) -> list[int]:
        """The contexts that one deals with: as often of the same team as any, mostly such as stand before it."""
        first = index // _CONTEXTS_OF_A_TEAM * _CONTEXTS_OF_A_TEAM
        found: set[int] = set()
        while len(found) < min(_PARTNERS, len(self._contexts) - 1):
            if self._chance(50):
                other = self._source.randrange(first, min(first + _CONTEXTS_OF_A_TEAM, len(self._contexts)))
            else:
                other = self._source.randrange(index if index and self._chance(90) else len(self._contexts))
            found |= {other} - {index}
        return sorted(found)

    def _other(self, index: int) -> _Context:
        return self._contexts[self._source.choice(self._partners[index])]

    def _external(self, name: str) -> dict[str, Any]:
        availability = self._source.choice(["99.5 %", "99.9 %", "99.95 %"])
        return {
            "name": name,
            "protocol": self._source.choice(_PROTOCOLS),
            "availability": availability,
            "latency": "400 ms",
        }

    def _team(self, first: int, contexts: Sequence[str]) -> dict[str, Any]:
        return {
            "name": f"team-{first // _CONTEXTS_OF_A_TEAM:03}",
            "size": self._source.randint(4, 8),
            "skills": self._source.sample(_SKILLS, 3),
            "contexts": list(contexts),
        }
