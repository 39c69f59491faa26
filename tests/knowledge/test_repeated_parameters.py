"""Parameters that repeat one another have one value: what one server bears is one measure, wherever it is used."""

import pytest

from archrules.api import load_knowledge

READS = (
    "datastore.primary_reads_per_s",
    "database-utilisation.server_reads_per_s",
    "hypertable-utilisation.server_reads_per_s",
    "headroom-of-read-replicas.server_reads_per_s",
    "nodes-of-postgresql-replicated.replica_reads_per_s",
    "shards-needed.shard_reads_per_s",
    "cache-that-the-store-cannot-miss.server_reads_per_s",
    "guide-cache-outage.server_reads_per_s",
)
WRITES = (
    "datastore.primary_writes_per_s",
    "database-utilisation.server_writes_per_s",
    "headroom-of-read-replicas.server_writes_per_s",
    "nodes-of-postgresql-replicated.replica_writes_per_s",
    "shards-needed.shard_writes_per_s",
    "restore-time-of-parts.part_writes_per_s",
)
APPENDED = (
    "datastore/timescaledb-replicated.hypertable_writes_per_s",
    "hypertable-utilisation.server_rows_per_s",
)
CACHED = (
    "cache.cached_reads_per_s",
    "uncached-load-of-cacheable-context.cached_reads_per_s",
    "uncached-load-of-other-contexts.cached_reads_per_s",
)
NOTICES = (
    "live-fan-out-postgresql.notices_per_s",
    "live-fan-out-collected.notices_per_s",
    "live-fan-out-redis.notices_per_s",
)


@pytest.mark.parametrize("names", [READS, WRITES, APPENDED, CACHED, NOTICES], ids=lambda names: names[0])
def test_parameters_that_repeat_one_another_have_one_value(names: tuple[str, ...]) -> None:
    parameters = load_knowledge().parameters
    assert len({parameters[name].value for name in names}) == 1
