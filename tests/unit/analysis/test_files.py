"""What is a file, what its row takes, and which files may be kept by anybody for good."""

from typing import Any

import pytest

from archrules.analysis.defaults import Defaults
from archrules.analysis.files import assumed_of_file, files, files_under_fixed_addresses, is_file, row_bytes
from archrules.model.domain import Entity
from tests.unit.analysis.briefs import brief


def entity(**fields: Any) -> Entity:  # noqa: ANN401  # checked by pydantic
    return Entity.model_validate({"name": "scan", **fields})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"tags": ["media"], "payload": "150 kB"}, True),
        ({"tags": ["media", "pii"], "payload": "20 kB"}, True),
        ({"tags": ["media"]}, True),
        ({"payload": "250 kB"}, True),
        ({"payload": "2 MB", "access": ["point", "range"]}, True),
        ({"payload": "249 kB"}, False),
        ({"payload": "2 kB"}, False),
        ({}, False),
    ],
    ids=str,
)
def test_media_are_files_and_so_is_what_is_large(
    defaults: Defaults,
    fields: dict[str, Any],
    expected: bool,  # noqa: FBT001  # a parameter of the test
) -> None:
    assert is_file(entity(**fields), defaults) == expected


@pytest.mark.parametrize("pattern", ["full-text", "traversal", "aggregate"])
def test_what_the_store_looks_into_is_no_file_for_its_size(defaults: Defaults, pattern: str) -> None:
    assert not is_file(entity(payload="2 MB", access=["point", pattern]), defaults)


def test_a_session_is_no_file_for_its_size(defaults: Defaults) -> None:
    assert not is_file(entity(payload="2 MB", tags=["session"]), defaults)


@pytest.mark.parametrize(("payload", "expected"), [("500 B", False), ("501 B", True)])
def test_media_no_larger_than_the_row_that_would_name_it_is_that_row(
    defaults: Defaults,
    payload: str,
    expected: bool,  # noqa: FBT001  # a parameter of the test
) -> None:
    assert is_file(entity(tags=["media"], payload=payload), defaults) == expected


@pytest.mark.parametrize(
    ("fields", "expected"), [({"payload": "2 MB"}, 500), ({"payload": "2 kB"}, 2000), ({}, None)], ids=str
)
def test_of_a_file_only_its_row_takes_room_in_the_database(
    defaults: Defaults, fields: dict[str, Any], expected: int | None
) -> None:
    assert row_bytes(entity(**fields), defaults) == expected


def test_a_file_by_its_tag_does_not_rest_on_the_size_that_makes_one(defaults: Defaults) -> None:
    def used(**fields: object) -> list[str]:
        return [origin.reference for origin in assumed_of_file(entity(**fields), defaults, "contexts.a")]

    assert used(tags=["media"]) == ["file-reference"]
    assert used(payload="2 MB") == ["file-size", "file-reference"]


def test_files_with_personal_data_are_not_kept_by_anybody_for_good(defaults: Defaults) -> None:
    held = [
        {"name": "picture", "tags": ["media"]},
        {"name": "passport", "tags": ["media", "pii"]},
        {"name": "note", "payload": "1 kB"},
    ]
    of = brief(contexts=[{"name": "desk", "entities": held}])
    assert sorted(files(of, defaults)) == ["desk.passport", "desk.picture"]
    assert files_under_fixed_addresses(of, defaults) == {"desk.picture"}
