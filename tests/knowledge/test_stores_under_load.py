"""Where a store gives way to another one as load grows: at the rate that is computed, and not before."""

from typing import Any

import pytest

from archrules.model.brief import Brief
from tests.golden.briefs.examples import recommend_once

TEAM = {"name": "records", "size": 6, "skills": ["java", "postgresql", "cassandra"], "contexts": ["log"]}


def chosen(peak: int, writes: list[str], *, skills: list[str] | None = None, **entity: Any) -> str | None:  # noqa: ANN401
    """The store chosen for a context of lines, and headers where they are written too, at a peak rate."""
    entities = [
        {"name": name, "payload": "100 B", "retention": "30 d", **entity} for name in ("line", "header")
    ]
    data = {
        "system": "log",
        "contexts": [{"name": "log", "entities": entities}],
        "use_cases": [{"name": "record", "context": "log", "writes": writes, "peak": f"{peak}/s"}],
        "teams": [{**TEAM, "skills": skills or TEAM["skills"]}],
    }
    choice = recommend_once(Brief.model_validate(data)).decision("datastore", "log").choice
    return choice.option if choice else None


@pytest.mark.clause("S0-026")
@pytest.mark.parametrize(("peak", "option"), [(5000, "postgresql-single"), (5001, "cassandra-cluster")])
def test_records_leave_one_primary_at_the_rate_that_it_is_taken_to_commit(peak: int, option: str) -> None:
    assert chosen(peak, ["line"], tags=["audit"], access=["range"]) == option


@pytest.mark.clause("S0-026")
@pytest.mark.parametrize(("peak", "option"), [(2500, "postgresql-single"), (2501, "postgresql-sharded")])
def test_money_leaves_one_primary_at_half_of_that_rate_where_each_request_writes_two_rows(
    peak: int, option: str
) -> None:
    assert chosen(peak, ["line", "header"], tags=["financial"]) == option


@pytest.mark.clause("S4-034")
def test_money_beyond_one_primary_goes_to_a_newsql_cluster_where_nobody_knows_how_to_shard() -> None:
    assert chosen(2501, ["line", "header"], skills=["java"], tags=["financial"]) == "tidb-cluster"
