"""The files of each context: what they come to in an object store, and what of them is left in the database."""

from typing import Any

import pytest

from archrules.analysis.defaults import Defaults
from archrules.analysis.stored_files import stored_files
from archrules.model.brief import Brief
from archrules.model.units import YEAR
from archrules.vocabulary.facts import Fact
from tests.unit.analysis.briefs import brief, loads, only

TICKET: dict[str, Any] = {
    "name": "ticket",
    "volume": "8M",
    "payload": "150 kB",
    "retention": "2 years",
    "tags": ["pii", "media"],
}


def desk(*entities: dict[str, Any], **fields: object) -> Brief:
    """One context that holds the entities."""
    return brief(contexts=[{"name": "desk", "entities": entities}], **fields)


def found(of: Brief, defaults: Defaults, kind: str) -> list[Fact]:
    return only(stored_files(of, defaults, loads(of, defaults)), kind)


def context_load(of: Brief, defaults: Defaults) -> Fact:
    (fact,) = only(loads(of, defaults).facts(), "context_load")
    return fact


def test_a_file_tells_its_size_and_that_of_its_row(defaults: Defaults) -> None:
    (file,) = found(desk(TICKET, {"name": "note"}), defaults, "file")
    assert dict(file.items) == {
        "entity": "desk.ticket",
        "context": "desk",
        "payload_bytes": 150_000,
        "row_bytes": 500,
        "retention_s": 2 * YEAR,
        "public": False,
        "bytes": 8_000_000 * 150_000,
        "bytes_at_most": 8_000_000 * 150_000,
    }


def test_a_file_of_unknown_size_fills_nothing_that_is_counted(defaults: Defaults) -> None:
    of = desk({**TICKET, "payload": None})
    (file,) = found(of, defaults, "file")
    (group,) = found(of, defaults, "file_group")
    assert {fact.get(name) for fact in (file, group) for name in ("bytes", "bytes_at_most")} == {None}


@pytest.mark.parametrize("payload", ["150 kB", "2 MB"])
def test_a_database_holds_the_rows_of_files_however_large_they_are(defaults: Defaults, payload: str) -> None:
    load = context_load(desk({**TICKET, "payload": payload}), defaults)
    assert {load.get("bytes"), load.get("bytes_at_most")} == {8_000_000 * 500}


def test_what_is_no_file_is_counted_in_the_database_alone(defaults: Defaults) -> None:
    of = desk({"name": "order", "volume": "1000", "payload": "2 kB"})
    assert context_load(of, defaults).get("bytes") == 2_000_000
    assert list(stored_files(of, defaults, loads(of, defaults))) == []


def test_the_files_of_a_context_are_summed_and_named(defaults: Defaults) -> None:
    scan = {"name": "scan", "volume": "10", "payload": "1 MB"}
    (group,) = found(desk(TICKET, scan, {"name": "note", "volume": "5"}), defaults, "file_group")
    assert (group.get("entities"), group.get("bytes")) == (
        "scan and ticket",
        8_000_000 * 150_000 + 10_000_000,
    )


def test_files_that_are_only_bounded_are_told_as_such(defaults: Defaults) -> None:
    send = {"name": "send", "context": "desk", "writes": ["ticket"], "peak": "2/s", "traffic": "steady"}
    of = desk({**TICKET, "volume": None, "retention": "10 s"}, use_cases=[send])
    (group,) = found(of, defaults, "file_group")
    assert (group.get("bytes"), group.get("bytes_at_most")) == (None, 20 * 150_000)


@pytest.mark.parametrize(
    ("fields", "public"),
    [
        ({"visibility": "public", "tags": ["media"]}, True),
        ({"visibility": "public"}, False),
        ({"visibility": "private", "tags": ["media"]}, False),
        ({"tags": ["media"]}, False),
    ],
    ids=str,
)
def test_only_what_everybody_may_read_and_concerns_nobody_is_public(
    defaults: Defaults,
    fields: dict[str, Any],
    public: bool,  # noqa: FBT001  # a parameter of the test
) -> None:
    (file,) = found(desk({**TICKET, **fields}), defaults, "file")
    assert file.get("public") is public
