"""A made-up product in a made-up copy of endoflife.date, and the pack that knows it."""

import json
from pathlib import Path
from textwrap import dedent

from tests.unit.knowledge_base.small_pack import technology

PRODUCT = dedent("""\
    ---
    title: Thing
    category: database
    eolColumn: Support Status

    # the newest first
    releases:
      - releaseCycle: "4"
        releaseDate: 2026-05-01
        eol: 2030-05-01
        latest: "4.2"

      - releaseCycle: "3"
        releaseDate: 2025-05-01
        lts: 2026-01-01
        eol: 2029-05-01
        latest: "3.9.1"

      - releaseCycle: "2"
        eol: false
        latest: "2.7"

      - releaseCycle: "1"
        eol: 2025-12-31
        latest: "1.12"

      - releaseCycle: "0.9"
        eol: true
    ---

    > A thing.
    """)
AS_OF = "2026-06-30"
ITEM = dedent("""\
    # A product, laid out by hand.
    id: thing
    title: Thing
    status: stable
    since: 0.1.0
    why: It is there.
    sources:
      - {ref: book}
    name: Thing
    category: relational
    licence: {name: Apache-2.0, osi-approved: true, source: {ref: book}, as-of: 2026-01-31, evidence: registry}
    maturity: {value: 3, why: old, source: {ref: book}}
    releases:
      source: {ref: endoflife, where: thing}
      as-of: 2026-01-31  # a day
      evidence: registry
      lines:  # the newest first
    """)
CURRENT = """\
    - {line: "4", latest: "4.2", end-of-life: 2030-05-01}
    - {line: "3", latest: "3.9.1", end-of-life: 2029-05-01, long-term: true}
    - {line: "2", latest: "2.7", end-of-life: unknown}
"""


def product(name: str, *releases: str, column: str = "Support Status") -> str:
    """The page of a product with these releases, each the rest of a YAML mapping in braces."""
    listed = "\n".join(f"  - {{{release}}}" for release in releases)
    return f"---\ntitle: {name}\neolColumn: {column}\nreleases:\n{listed}\n---\n"


def data(folder: Path, **products: str) -> Path:
    """The folder of the data; of the made-up product if none is given."""
    place = folder / "data" / "products"
    place.mkdir(parents=True)
    for name, text in (products or {"thing": PRODUCT}).items():
        (place / f"{name}.md").write_text(text, "utf-8")
    return folder / "data"


def pack(folder: Path, lines: str = CURRENT, *, item: str | None = None, others: bool = False) -> Path:
    """The folder of a pack of 2026-01-31 that knows the product; with `others` a second one from elsewhere."""
    place = folder / "pack" / "technologies" / "relational"
    place.mkdir(parents=True)
    head = {"name": "small", "title": "A small pack", "version": "1.0.0", "as-of": "2026-01-31"}
    (folder / "pack" / "pack.yaml").write_text(json.dumps(head), "utf-8")
    (place / "thing.yaml").write_text(item or ITEM + lines, "utf-8")
    if others:
        (place / "other.yaml").write_text(json.dumps(technology("other")), "utf-8")
    return folder / "pack"


def thing(folder: Path) -> str:
    """What the item in a pack says now."""
    return (folder / "technologies" / "relational" / "thing.yaml").read_text("utf-8")
