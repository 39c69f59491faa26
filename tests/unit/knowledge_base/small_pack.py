"""A pack with one item of each form, in memory and on disk, for the tests of this folder."""

import json
from collections.abc import Mapping
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.loading import load_knowledge

Item = dict[str, Any]
Files = dict[str, Any]
"""Name within the pack to content: plain data, or the very text of the file."""

SOURCE = {"ref": "book", "where": "chapter 1"}
TEAM = {"team": {"name": "$team", "size": "$size"}}


def header(name: str, /, **changes: object) -> Item:
    """What every item says."""
    return {
        "id": name,
        "title": f"About {name}",
        "status": "stable",
        "since": "0.1.0",
        "why": "it has a reason",
        "sources": [SOURCE],
        **changes,
    }


def ruled(name: str, /, **changes: object) -> Item:
    """What every item with rules says."""
    return header(
        name, **{"examples": [{"name": "yes", "expect": []}, {"name": "no", "expect": []}], **changes}
    )


def parameter(value: object = 5) -> Item:
    """A number that decides."""
    return {"value": value, "unit": "people", "evidence": "convention", "why": "it is so", "source": SOURCE}


def derivation(name: str, /, **changes: object) -> Item:
    """Teams beyond a size are big."""
    return ruled(
        name,
        **{
            "parameters": {"limit": parameter()},
            "when": [TEAM, {"test": "size > limit"}],
            "derive": {"derived_flag": {"name": name, "subject": "$team", "holds": True}},
            **changes,
        },
    )


def flags(name: str, /, *when: object, derives: str | None = None) -> Item:
    """A derivation without parameters that concludes a flag of a name, its own if none is given."""
    derive = {"derived_flag": {"name": derives or name, "subject": "x", "holds": True}}
    return derivation(name, parameters={}, when=list(when), derive=derive)


def table(name: str, /, **changes: object) -> Item:
    """Teams by size."""
    return ruled(
        name,
        **{
            "when": [TEAM],
            "inputs": {"size": {"from": 0, "to": 100}},
            "hit-policy": "unique",
            "output": "derived_flag",
            "rows": [
                {
                    "when": {"size": {"<": 5}},
                    "then": {"name": "small", "subject": "$team", "holds": True},
                    "because": "few",
                },
                {
                    "when": {"size": {">=": 5}},
                    "then": {"name": "small", "subject": "$team", "holds": False},
                    "because": "many",
                },
            ],
            **changes,
        },
    )


def decision(name: str, /, **changes: object) -> Item:
    """A choice for each context."""
    return ruled(
        name,
        **{
            "question": "Which one?",
            "per": "context",
            "criteria": {"cost": {"weight": 3, "why": "money matters"}},
            **changes,
        },
    )


def argument(**changes: object) -> Item:
    """A point for cost, wherever."""
    return {"criterion": "cost", "points": 1, "because": "it is cheap", "source": SOURCE, **changes}


def option(name: str, /, **changes: object) -> Item:
    """An option with one argument."""
    return ruled(
        name,
        **{
            "maturity": 2,
            "shape": "one of them",
            "gives": ["something"],
            "gives-up": ["something else"],
            "arguments": [argument()],
            **changes,
        },
    )


def technology(name: str, /, **changes: object) -> Item:
    """A product."""
    dated = {"source": SOURCE, "as-of": "2026-01-31", "evidence": "vendor-document"}
    return header(
        name,
        **{
            "name": name.title(),
            "category": "relational",
            "licence": {"name": "Apache-2.0", "osi-approved": True, **dated},
            "maturity": {"value": 3, "why": "old", "source": SOURCE},
            "releases": {
                "lines": [{"line": "1", "latest": "1.2", "end-of-life": "2030-06-30", "long-term": True}],
                **dated,
            },
            "capabilities": [{"name": "transactions", **dated}],
            "limits": [{"name": "writes_per_s", "value": 5000, "unit": "1/s", **dated}],
            **changes,
        },
    )


def default(name: str, /, **changes: object) -> Item:
    """A value that a brief may leave out."""
    return header(
        name,
        **{
            "value": 3,
            "unit": "years",
            "evidence": "convention",
            "override": f"set `{name}` in the brief",
            **changes,
        },
    )


def policy(name: str, /, **changes: object) -> Item:
    """A synchronous call must have a timeout."""
    return ruled(
        name,
        **{
            "for": {"interaction": {"name": "$call", "source": "$source", "mode": "sync"}},
            "when": [{"interaction": {"name": "$call", "has_timeout": False}}],
            "finding": {"severity": "error", "message": "{source} waits for ever"},
            "remedies": [{"do": "set one", "costs": "thought"}],
            **changes,
        },
    )


PACK: Mapping[str, Any] = {
    "pack.yaml": {"name": "small", "title": "A small pack", "version": "1.0.0", "as-of": "2026-01-31"},
    "sources.yaml": {"sources": {"book": {"title": "A book", "author": "Somebody", "year": 2020}}},
    "derivations/teams/big-team.yaml": derivation("big-team"),
    "tables/team-size.yaml": table("team-size"),
    "decisions/store/decision.yaml": decision("store"),
    "decisions/store/first.yaml": option("first", technology="database", maturity=None),
    "decisions/store/second.yaml": option("second"),
    "technologies/relational/database.yaml": technology("database"),
    "defaults/horizon.yaml": default("horizon"),
    "policies/calls/no-timeout.yaml": policy("no-timeout"),
}
"""A pack that loads. Change it with `with_changes`, never in place."""


def with_changes(changes: Mapping[str, Any]) -> Files:
    """The small pack with other files; None leaves one out."""
    files = deepcopy({**PACK, **changes})
    return {name: content for name, content in files.items() if content is not None}


def write_pack(folder: Path, files: Mapping[str, Any]) -> Path:
    """Write the files, data as JSON, which is YAML as well. The folder is returned."""
    for name, content in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else json.dumps(content, indent=1, default=_number)
        place.write_text(text, "utf-8")
    return folder


def _number(value: object) -> float:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(value)


def load(folder: Path, **changes: object) -> KnowledgeBase:
    """Load the small pack with other files; `__` in a name stands for `/` and the suffix is `.yaml`."""
    named = {
        f"{name.replace('__', '/').replace('_', '-')}.yaml": content for name, content in changes.items()
    }
    return load_knowledge(write_pack(folder, with_changes(named)))
