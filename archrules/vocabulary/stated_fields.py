"""Which numbers of facts stand in a brief as they are: texts repeat them unrounded."""

_STATED = {
    "context": {"release_interval_days", "availability"},
    "entity": {"payload_bytes", "schema_variance"},
    "entity_load": {"row_bytes"},
    "file": {"payload_bytes", "row_bytes", "retention_s"},
    "use_case": {"rate_per_s", "latency_ms"},
    "external_system": {"availability", "latency_ms"},
    "team": {"size"},
    "horizon": {"months"},
    "delivery": {"months"},
    "scale": {"users", "users_projected"},
    "region": {"users", "round_trip_ms"},
    "objectives": {"availability", "latency_p95_ms", "latency_p99_ms", "rto_s", "rpo_s"},
    "budget": {"monthly"},
    "unit_price": {"monthly"},
    "existing_system": {"release_interval_days"},
}


def is_stated(kind: str, field: str) -> bool:
    """Whether a field of a fact holds a number that the brief or a default states, and no result of arithmetic."""
    return field in _STATED.get(kind, ())
