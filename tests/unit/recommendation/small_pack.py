"""Writes small packs of knowledge, so that tests say what they rest on."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.loading import load_knowledge

Item = dict[str, Any]

SOURCE = {"ref": "book"}
DEFAULTS: Mapping[str, int | float | str] = {
    "answer": "now",
    "answer-freshness": 120,
    "availability": 99.5,
    "availability-for-few": 98,
    "average-to-peak-daily": 0.5,
    "average-to-peak-seasonal": 0.25,
    "average-to-peak-spiky": 0.125,
    "average-to-peak-steady": 1,
    "cloud": "any",
    "consumer-capacity": 1000,
    "copied-reads": 40,
    "copied-reads-for-each-write": 100,
    "copy-size": 4_000_000,
    "few-people": 50,
    "file-reference": 500,
    "file-size": 250_000,
    "hop-latency": 20,
    "horizon": 24,
    "idempotent": "no",
    "late-answers": 0.02,
    "latency-complex": 400,
    "latency-p99": 900,
    "latency-simple": 80,
    "licences": "any",
    "minimum-replicas": 2,
    "own-work": 0.25,
    "payload": 500,
    "peak-rate": 2,
    "recovery-point": 600,
    "recovery-share": 0.5,
    "recovery-time": 7200,
    "replica-capacity": 100,
    "retry-attempts": 3,
    "retry-backoff": 50,
    "retry-backoff-cap": 1000,
    "server-availability": 99,
    "shortest-timeout": 150,
    "site-availability": 99.9,
    "site-takeover": 99.5,
    "skills": "prefer",
    "store-takeover": 99.8,
    "target-utilisation": 0.5,
    "timeout-over-usual": 3,
    "traffic": "daily",
}
"""What the small packs put in the place of what a brief leaves out; none is a value of the built-in pack."""


def item(name: str, /, **fields: object) -> Item:
    """An item with its header."""
    header = {"id": name, "title": f"About {name}", "status": "stable", "since": "0.1.0", "why": "it is so"}
    return {**header, "sources": [SOURCE], **fields}


def rule_item(name: str, /, **fields: object) -> Item:
    """An item with rules; its examples are never run."""
    examples: list[Item] = [{"name": text, "given": [], "expect": []} for text in ("holds", "does not hold")]
    return item(name, examples=examples, **fields)


def derivation(name: str, when: Sequence[Item], derive: Item, **fields: object) -> dict[str, Item]:
    """The file of a derivation."""
    return {f"derivations/{name}.yaml": rule_item(name, when=when, derive=derive, **fields)}


def decision(name: str, per: str, criteria: Mapping[str, int], **fields: object) -> dict[str, Item]:
    """The file of a decision; `criteria` gives the weights."""
    weights = {criterion: {"weight": weight, "why": "it counts"} for criterion, weight in criteria.items()}
    made = rule_item(name, question=f"Which {name}?", per=per, criteria=weights, **fields)
    return {f"decisions/{name}/decision.yaml": made}


def argument(criterion: str, points: int, *when: Item, because: str = "so it is") -> Item:
    """An argument of an option."""
    return {"criterion": criterion, "points": points, "when": when, "because": because, "source": SOURCE}


def veto(*when: Item, because: str = "it cannot be") -> Item:
    """A veto of an option."""
    return {"when": when, "because": because, "source": SOURCE}


def option(
    of: str, name: str, *arguments: Item, vetoes: Sequence[Item] = (), **fields: object
) -> dict[str, Item]:
    """The file of an option; without a technology its maturity is 1."""
    own = fields if "technology" in fields else {"maturity": 1, **fields}
    parts = {
        "shape": f"the shape of {name}",
        "gives": [f"the good of {name}"],
        "gives-up": [f"the price of {name}"],
    }
    made = rule_item(name, **parts, vetoes=vetoes, arguments=arguments, **own)
    return {f"decisions/{of}/{name}.yaml": made}


def policy(
    name: str, elements: Item, *when: Item, needs: Sequence[str] = (), **fields: object
) -> dict[str, Item]:
    """The file of a policy that is violated by the elements for which all of `when` holds."""
    parts = {
        "for": elements,
        "needs": needs,
        "finding": {"severity": "error", "message": "it is not so"},
        "remedies": [{"do": "mend it", "costs": "time"}],
    }
    return {f"policies/{name}.yaml": rule_item(name, when=when, **{**parts, **fields})}


def technology(name: str, maturity: int = 3, /, **fields: object) -> dict[str, Item]:
    """The file of a technology, supported for ever after."""
    dated = {"source": SOURCE, "as-of": "2026-01-01", "evidence": "vendor-document"}
    parts = {
        "name": name.upper(),
        "category": "things",
        "licence": {**dated, "name": "MIT", "osi-approved": True},
        "maturity": {"value": maturity, "why": "it has been around", "source": SOURCE},
        "releases": {**dated, "lines": [{"line": "1", "latest": "1.2", "end-of-life": "2099-01-01"}]},
    }
    return {f"technologies/{name}.yaml": item(name, **{**parts, **fields})}


def _default(name: str, value: float | str) -> Item:
    return item(name, value=value, unit="things", evidence="convention", override=f"say {name}")


def write_pack(folder: Path, *files: Mapping[str, Item]) -> KnowledgeBase:
    """Write a pack of the defaults and the given files into a folder, and load it."""
    contents: dict[str, object] = {
        "pack.yaml": {"name": "small", "title": "Small", "version": "1.0.0", "as-of": "2026-01-01"},
        "sources.yaml": {"sources": {"book": {"title": "The Book", "author": "A. Author"}}},
    }
    contents |= {f"defaults/{name}.yaml": _default(name, value) for name, value in DEFAULTS.items()}
    for file in files:
        contents |= file
    for name, content in contents.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps(content), encoding="utf-8")
    return load_knowledge(folder)
