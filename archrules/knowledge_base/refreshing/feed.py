"""Reads the data of endoflife.date: the folder of its products, or the JSON of version 1 of its interface."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from archrules.errors import Fault, InputError
from archrules.knowledge_base.reading import read_text
from archrules.knowledge_base.strict_yaml import parse_lenient_yaml

UNKNOWN = "unknown"
"""The end of a line of releases to which the maintainers set no day."""
ENDED = "ended"
"""The end of a line of releases that is over, nobody says since when."""

_FILE_LIMIT = 64 * 1024 * 1024
_PRODUCT = re.compile(r"[a-z0-9]+([.+-][a-z0-9]+)*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z ._+~()/-]{0,99}")
_ACTIVE = "active support"


@dataclass(frozen=True, slots=True)
class FeedRelease:
    """One line of releases. `end_of_life` is a day, `unknown` or `ended`; `long_term_from` a day, or whether ever."""

    line: str
    latest: str
    end_of_life: str
    long_term_from: str | bool = False

    def ended_by(self, day: str) -> bool:
        """Whether it gets no more fixes after that day."""
        return self.end_of_life == ENDED or (self.end_of_life != UNKNOWN and self.end_of_life < day)

    def long_term_on(self, day: str) -> bool:
        """Whether it is a long-term line on that day."""
        start = self.long_term_from
        return start if isinstance(start, bool) else start <= day


@dataclass(frozen=True, slots=True)
class Feed:
    """A copy of the data, from a folder with one file a product or from one file with them all."""

    source: str
    folder: Path | None
    products: Mapping[str, Mapping[str, Any]]

    def releases(self, product: str) -> tuple[FeedRelease, ...] | None:
        """The lines of a product as they are listed, the newest first; None where there is no such product.

        Raises:
            InputError: what is said of the product cannot be read.
        """
        if self.folder is None:
            known = self.products.get(product)
            return None if known is None else _of_json(known, self.source)
        file = self.folder / f"{product}.md"
        if not _PRODUCT.fullmatch(product) or file.is_symlink() or not file.is_file():
            return None
        return _of_markdown(file)


def read_feed(path: Path) -> Feed:
    """Open a folder of products, its parent, or a JSON file.

    Raises:
        InputError: there is nothing of the kind, or the JSON cannot be read.
    """
    if path.is_dir():
        inner = path / "products"
        return Feed(str(path), inner if inner.is_dir() else path, {})
    text, name = read_text(path, error=InputError, limit=_FILE_LIMIT)
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(Fault(name, error.lineno, error.colno, f"this is no JSON: {error.msg}")) from None
    except (ValueError, RecursionError):
        raise InputError(
            Fault(name, 1, 1, "this JSON cannot be read: it holds too much in one place")
        ) from None
    return Feed(name, None, dict(_products(content, name)))


def _products(content: object, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    result = content.get("result") if isinstance(content, dict) else None
    for product in result if isinstance(result, list) else [result]:
        if not isinstance(product, dict) or not isinstance(product.get("name"), str):
            message = (
                "`result` must be a product, or a list of them, each with a name: take it from `/api/v1/`"
            )
            raise InputError(Fault(name, 1, 1, message))
        yield product["name"], product


def _of_markdown(file: Path) -> tuple[FeedRelease, ...]:
    text, name = read_text(file, error=InputError, limit=_FILE_LIMIT)
    head, mark, _ = text.removeprefix("---").partition("\n---")
    if not text.startswith("---\n") or not mark:
        raise InputError(Fault(name, 1, 1, "there is no front matter between two lines `---`: add it"))
    content: Any = parse_lenient_yaml(head, name).value
    end = _support(content.get("eolColumn"))
    return tuple(
        FeedRelease(
            _text(release.get("releaseCycle"), name),
            _text(release.get("latest") or release.get("releaseCycle"), name),
            _end(release.get(end)),
            _from(release.get("lts")),
        )
        for release in _releases(content, name)
    )


def _of_json(product: Mapping[str, Any], name: str) -> tuple[FeedRelease, ...]:
    labels = product.get("labels")
    label = labels.get("eol") if isinstance(labels, dict) else None
    end = _support(label)
    flag = "isEol" if end == "eol" else "isEoes"
    found = []
    for release in _releases(product, name):
        latest = release.get("latest")
        known = latest.get("name") if isinstance(latest, dict) else None
        line = _text(release.get("name"), name)
        ends = release.get(f"{end}From") or bool(release.get(flag))
        starts = release.get("ltsFrom") or bool(release.get("isLts"))
        found.append(FeedRelease(line, _text(known or line, name), _end(ends), _from(starts)))
    return tuple(found)


def _support(label: object) -> Literal["eol", "eoes"]:
    """Which column tells when security fixes end: the extended one where the plain one means active support."""
    return "eoes" if isinstance(label, str) and label.casefold() == _ACTIVE else "eol"


def _releases(content: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    found = content.get("releases")
    if not isinstance(found, list) or not all(isinstance(release, dict) for release in found):
        raise InputError(Fault(name, 1, 1, "`releases` must be a list of mappings: correct it"))
    return found


def _text(value: object, name: str) -> str:
    """A name that may be written into an item: nothing that means something in YAML."""
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        message = (
            f"{value!r} is no name of a release, which has letters, digits and `. _ + ~ ( ) / -`: correct it"
        )
        raise InputError(Fault(name, 1, 1, message))
    return value


def _end(value: object) -> str:
    if isinstance(value, str) and _DATE.fullmatch(value):
        return value
    return ENDED if value is True or value == "true" else UNKNOWN


def _from(value: object) -> str | bool:
    if isinstance(value, str) and _DATE.fullmatch(value):
        return value
    return value is True or value == "true"
