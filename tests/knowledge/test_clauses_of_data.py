"""Clauses on the design of data: what the report and the recommendation must show of every store."""

import pytest

from tests.golden.briefs.examples import NAMES, brief, recommended

EACH = pytest.mark.parametrize("name", NAMES)


@pytest.mark.clause("S0-022", "S2-097", "S2-111")
@EACH
def test_every_entity_stands_in_the_report_with_its_store_and_what_it_refers_to(name: str) -> None:
    rows = {row.entity: row for row in recommended(name).data.data_model}
    text = recommended(name).report()
    for context in brief(name).contexts:
        for entity in context.entities:
            row = rows[f"{context.name}.{entity.name}"]
            assert len(row.references) + len(row.identifiers) == len(entity.relations)
            assert f"| {row.entity} | {row.store} |" in text


@pytest.mark.clause("S0-022", "S2-066", "S2-094", "S2-112")
@EACH
def test_every_lookup_has_an_index_and_stands_beside_the_rows_and_the_rate(name: str) -> None:
    rows = {row.entity: row for row in recommended(name).data.data_model}
    for context in brief(name).contexts:
        for entity in context.entities:
            row = rows[f"{context.name}.{entity.name}"]
            assert [each.pattern for each in row.lookups] == sorted(entity.access)
            assert all(each.index for each in row.lookups)
            assert row.reads.endswith(("/s", "/min", "/h", "/day"))
            assert row.rows is not None or entity.volume is None
