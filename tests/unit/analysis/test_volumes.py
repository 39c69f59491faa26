"""How many instances there are: counted, added up, bounded, or not known."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.analysis.defaults import Defaults
from archrules.analysis.volumes import MOST_ROWS, Volume
from archrules.model.brief import Brief
from archrules.model.units import DAY, MONTH, YEAR
from archrules.vocabulary.origins import Origin
from tests.unit.analysis.briefs import loads, written

TELEMETRY = ["telemetry"]
SESSION = ["session"]


def volume(of: Brief, defaults: Defaults) -> Volume:
    return loads(of, defaults).volume("log.line")


def with_users(of: Brief, **scale: str) -> Brief:
    return Brief.model_validate({**of.model_dump(mode="json"), "scale": scale})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"volume": "1000"}, 1000),
        ({"volume": "1000", "growth": "100 %/year"}, 4000),
        ({"volume": "1000", "growth": "10 %/month"}, 1000 * Fraction(11, 10) ** 24),
        ({"volume": "1000", "retention": "1 d"}, 1000),
        ({"volume": "1000", "tags": SESSION}, 1000),
    ],
    ids=str,
)
def test_what_the_brief_counts_is_grown_to_the_end_of_a_horizon_of_24_months(
    defaults: Defaults, fields: dict[str, Any], expected: Fraction
) -> None:
    found = volume(written(**fields), defaults)
    assert (found.rows, found.most) == (expected, expected)


@pytest.mark.parametrize("tags", [TELEMETRY, ["analytics"], ["audit", "financial"]], ids=str)
@pytest.mark.parametrize(("retention", "expected"), [("1 d", 2 * DAY), ("50 years", 2 * 2 * YEAR)])
def test_what_is_never_changed_is_added_up_over_its_retention_or_the_horizon(
    defaults: Defaults, tags: list[str], retention: str, expected: Fraction
) -> None:
    found = volume(written(retention=retention, tags=tags), defaults)
    assert (found.rows, found.most) == (expected, expected)


@pytest.mark.parametrize("tags", [[], ["inventory"], SESSION], ids=str)
def test_of_what_may_be_rewritten_only_a_bound_is_known(defaults: Defaults, tags: list[str]) -> None:
    found = volume(written(retention="1 d", tags=tags), defaults)
    assert (found.rows, found.size) == (None, None)
    assert found.most == 2 * DAY


@pytest.mark.parametrize(
    ("scale", "expected"),
    [({"users": "500"}, 500), ({"users": "500", "users_projected": "900"}, 900), ({"users": "1M"}, 2 * DAY)],
    ids=str,
)
def test_there_are_no_more_sessions_than_people_and_than_writes(
    defaults: Defaults, scale: dict[str, str], expected: int
) -> None:
    of = with_users(written(retention="1 d", tags=SESSION), **scale)
    found = volume(of, defaults)
    assert {found.rows, found.most} == {expected}
    assert found.paths == ("contexts.log.entities.line", "scale")


def test_people_do_not_bound_what_is_no_session(defaults: Defaults) -> None:
    assert volume(with_users(written(retention="1 d"), users="500"), defaults).rows is None


@pytest.mark.parametrize("fields", [{}, {"tags": TELEMETRY}, {"payload": "1 kB"}], ids=str)
def test_nothing_is_known_of_what_has_neither_volume_nor_retention(
    defaults: Defaults, fields: dict[str, Any]
) -> None:
    found = volume(written(**fields), defaults)
    assert (found.rows, found.most, found.size, found.most_size) == (None, None, None, None)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [({"retention": "1 d"}, DAY), ({"retention": "50 years"}, 2 * YEAR), ({"volume": "5"}, None)],
    ids=str,
)
def test_nothing_is_kept_beyond_the_horizon(
    defaults: Defaults, fields: dict[str, str], expected: Fraction | None
) -> None:
    assert volume(written(**fields), defaults).kept == expected


def test_sizes_are_rows_times_payload(defaults: Defaults) -> None:
    found = volume(written(retention="1 d", payload="60 B"), defaults)
    assert (found.size, found.most_size) == (None, 2 * DAY * 60)


def test_of_a_file_the_row_and_the_bytes_beside_it_are_counted_apart(defaults: Defaults) -> None:
    found = volume(written(volume="10", payload="1 MB"), defaults)
    assert [found.size, found.file_size] == [10 * 500, 10 * 1_000_000]


def test_one_terabyte_grows_by_five_percent_a_month_to_3_2251_in_two_years(defaults: Defaults) -> None:
    found = volume(written(volume="1B", payload="1 kB", growth="5 %/month"), defaults)
    assert found.size is not None
    assert round(float(found.size) / 1e12, 4) == 3.2251


def test_growth_counts_whole_periods_of_the_horizon(defaults: Defaults) -> None:
    of = written(volume="1000", growth="100 %/year").model_copy(update={"horizon": 2 * YEAR - 1})
    assert volume(of, defaults).rows == 2000


def test_volumes_beyond_every_measure_are_not_told_apart(defaults: Defaults) -> None:
    of = written(volume="1000B", growth="1000 %/month").model_copy(update={"horizon": 1200 * MONTH})
    assert volume(of, defaults).rows == MOST_ROWS


def test_every_default_that_a_volume_rests_on_is_named(defaults: Defaults) -> None:
    assert volume(written(retention="1 d"), defaults).assumed == {
        Origin("default", "payload", "contexts.log.entities.line.payload"),
        Origin("default", "average-to-peak-daily", "use_cases.log.peak"),
    }
    assert volume(written(volume="1000", payload="1 kB"), defaults).assumed == frozenset()


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 50))
def test_longer_horizon_never_keeps_less(defaults: Defaults, years: int, more: int, growth: int) -> None:
    first, second = (
        volume(
            written(volume="1000", growth=f"{growth} %/year").model_copy(update={"horizon": n * YEAR}),
            defaults,
        ).rows
        for n in (years, years + more)
    )
    assert (first or 0) <= (second or 0)
