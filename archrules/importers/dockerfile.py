"""What a Dockerfile says about the container that is built from it: its base images and its health check."""

import re
from dataclasses import dataclass
from typing import Literal

from archrules.importers.interpolation import Interpolation

LIMIT = 128 * 1024
"""How many bytes such a file may have."""

_CONTINUED = re.compile(r"[ \t]*\\[ \t]*\n(?:[ \t]*#[^\n]*\n)*")
_INSTRUCTION = re.compile(r"[ \t]*(FROM|ARG|HEALTHCHECK)[ \t]+([^\n]*)", re.IGNORECASE)
_MOST_STAGES = 200


@dataclass(frozen=True, slots=True)
class Dockerfile:
    """The image that the last stage starts from, those that other stages start from, and the health check."""

    base: str | None = None
    others: tuple[str, ...] = ()
    health: Literal["stated", "none"] | None = None


@dataclass(slots=True)
class _Stage:
    image: str
    name: str
    health: Literal["stated", "none"] | None = None


def read_dockerfile(text: str, target: str | None = None) -> Dockerfile:
    """Return what the last stage says, or the one named `target`."""
    stages = _stages(_CONTINUED.sub(" ", text.replace("\r\n", "\n")))
    last = next((stage for stage in stages if target and stage.name == target.lower()), None)
    chosen = last or (stages[-1] if stages else None)
    if chosen is None:
        return Dockerfile()
    chain = _chain(chosen, stages)
    names = {stage.name for stage in stages}
    others = [stage.image for stage in stages if stage not in chain and stage.image.lower() not in names]
    health = next((stage.health for stage in chain if stage.health), None)
    return Dockerfile(chain[-1].image, tuple(dict.fromkeys(others)), health)


def _stages(text: str) -> list[_Stage]:
    arguments: dict[str, str] = {}
    stages: list[_Stage] = []
    for line in text.split("\n"):
        match = _INSTRUCTION.match(line)
        if match is None:
            continue
        word, rest = match.group(1).upper(), match.group(2).strip()
        if word == "FROM" and len(stages) < _MOST_STAGES:
            stages.append(_stage(rest, arguments))
        elif word == "ARG" and not stages:
            name, _, value = rest.partition("=")
            arguments[name.strip()] = value.strip().strip("'\"")
        elif word == "HEALTHCHECK" and stages:
            stages[-1].health = "none" if rest.upper() == "NONE" else "stated"
    return stages


def _stage(rest: str, arguments: dict[str, str]) -> _Stage:
    image, named, name, *_ = *(word for word in rest.split() if not word.startswith("--")), "", "", ""
    return _Stage(Interpolation(arguments).text(image)[0], name.lower() if named.upper() == "AS" else "")


def _chain(stage: _Stage, stages: list[_Stage]) -> list[_Stage]:
    """The stage, the one that it starts from, and so on; the last one starts from an image."""
    chain = [stage]
    before = stages[: stages.index(stage)]
    while before:
        earlier = before.pop()
        if earlier.name and earlier.name == chain[-1].image.lower():
            chain.append(earlier)
    return chain
