"""What a brief says that cannot all be so, and what changes nothing in it."""

from typing import Any

import pytest
from pydantic import ValidationError

from archrules.model.brief import Brief
from archrules.model.contradictions import contradictions, idle_statements

WEB: dict[str, Any] = {
    "clients": [{"name": "web", "kind": "browser"}],
    "actors": [{"name": "fan", "clients": ["web"]}, {"name": "nobody"}],
}
SEATS: dict[str, Any] = {"contexts": [{"name": "seats", "entities": [{"name": "seat"}]}]}


def brief(**fields: object) -> Brief:
    return Brief.model_validate({"system": "shop", **fields})


def watching(**fields: object) -> Brief:
    """A use case of which a client is told live, with other fields."""
    watch = {"name": "watch", "context": "seats", "actor": "fan", "reads": ["seat"], "updates": "live"}
    return brief(**WEB, **SEATS, use_cases=[{**watch, **fields}])


@pytest.mark.parametrize(
    "fields",
    [
        {"horizon": "0 d"},
        {"delivery": "0 months"},
        {"contexts": [{"name": "a", "release_interval": "0 d"}]},
        {"contexts": [{"name": "a", "availability": "0 %"}]},
        {"contexts": [{"name": "a", "entities": [{"name": "b", "retention": "0 d"}]}]},
        {"contexts": [{"name": "a", "entities": [{"name": "b", "payload": "0 B"}]}]},
        {"use_cases": [{"name": "a", "context": "b", "peak": "0/s"}]},
        {"use_cases": [{"name": "a", "context": "b", "latency": "0 ms"}]},
        {"external_systems": [{"name": "a", "availability": "0 %"}]},
        {"external_systems": [{"name": "a", "latency": "0 s"}]},
        {"objectives": {"availability": "0 %"}},
        {"objectives": {"latency_p95": "0 ms"}},
        {"objectives": {"latency_p99": "0 ms"}},
        {"existing": {"style": "monolith", "release_interval": "0 d"}},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_what_cannot_be_nothing_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="is 0, which cannot be; write more than 0"):
        brief(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"objectives": {"rto": "0 s", "rpo": "0 s"}},
        {"scale": {"users": 0}},
        {"contexts": [{"name": "a", "entities": [{"name": "b", "volume": 0, "growth": "0 %/month"}]}]},
        {"contexts": [{"name": "a", "entities": [{"name": "b", "schema_variance": "0 %"}]}]},
        {"regions": [{"name": "here", "users": "0 %", "round_trip": "0 ms"}]},
        {"existing": {"style": "monolith", "parts": [{"name": "idle", "peak": "0/s"}]}},
        {"budget": {"monthly": 0, "currency": "EUR", "unit_prices": {"cache-node": 0}}},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_what_can_be_nothing_may_be(fields: dict[str, object]) -> None:
    assert [*contradictions(brief(**fields)), *idle_statements(brief(**fields))] == []


def test_a_client_is_told_live_of_what_is_read() -> None:
    assert [*contradictions(watching()), *idle_statements(watching())] == []


def test_live_updates_of_nothing_are_refused() -> None:
    (fault,) = contradictions(watching(reads=[]))
    assert fault[0] == ("use_cases", 0, "updates")
    assert fault[1].startswith("nothing is read of which anybody could be told live")


@pytest.mark.parametrize("actor", [None, "nobody"])
def test_live_updates_for_no_client_are_idle(actor: str | None) -> None:
    (remark,) = idle_statements(watching(actor=actor))
    assert remark[0] == ("use_cases", 0, "updates")
    assert remark[1].startswith("no client is told live")


def test_a_call_to_the_own_context_is_idle() -> None:
    (remark,) = idle_statements(watching(calls=[{"to": "seats"}]))
    assert remark[0] == ("use_cases", 0, "calls", 0, "to")


def test_99_of_100_answers_take_at_least_as_long_as_95() -> None:
    (fault,) = contradictions(brief(objectives={"latency_p95": "500 ms", "latency_p99": "400 ms"}))
    assert fault[0] == ("objectives", "latency_p99")


def test_both_may_take_the_same_time() -> None:
    assert list(contradictions(brief(objectives={"latency_p95": "1 s", "latency_p99": "1 s"}))) == []


def test_regions_share_all_users_at_most() -> None:
    regions = [{"name": name, "users": "50 %"} for name in ("eu", "us", "asia", "africa")]
    (fault,) = contradictions(brief(regions=regions))
    assert fault[0] == ("regions", 2, "users")


def test_growth_of_nothing_is_idle() -> None:
    entity = {"name": "seat", "volume": 0, "growth": "3 %/month"}
    (remark,) = idle_statements(brief(contexts=[{"name": "seats", "entities": [entity]}]))
    assert remark[0] == ("contexts", 0, "entities", 0, "growth")


def test_a_horizon_before_the_first_release_is_idle() -> None:
    (remark,) = idle_statements(brief(horizon="6 months", delivery="6 months"))
    assert remark[0] == ("horizon",)


def test_public_data_about_people_is_idle() -> None:
    entity = {"name": "fan", "visibility": "public", "tags": ["pii"]}
    (remark,) = idle_statements(brief(contexts=[{"name": "fans", "entities": [entity]}]))
    assert remark[0] == ("contexts", 0, "entities", 0, "visibility")
