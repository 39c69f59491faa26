"""The part of the report about caches."""

import pytest

from archrules.model.caching import Caching, CachingRow
from archrules.output.report_caching import caching_blocks
from tests.unit.output.report_data import recommendation


def row(about: str, **fields: object) -> CachingRow:
    own = {
        "about": about,
        "what": f"answers of {about}",
        "layers": ("client", "cdn"),
        "duration": "1 min",
        "invalidation": "it runs out",
        "because": "the same for everybody",
    }
    return CachingRow.model_validate({**own, **fields})


def lines(*rows: CachingRow, elsewhere: tuple[str, ...] = ()) -> list[str]:
    blocks = caching_blocks(recommendation(caching=Caching(rows=rows, elsewhere=elsewhere)))
    return "\n".join(block for block in blocks if block).splitlines()


def test_nothing_is_said_where_nothing_could_be_kept() -> None:
    assert lines() == []


def test_each_thing_is_a_row() -> None:
    assert lines(row("browse"))[1:] == [
        "| What | Layer | For how long | Invalidated by | Why |",
        "| --- | --- | --- | --- | --- |",
        "| answers of browse | client, CDN | 1 min | it runs out | the same for everybody |",
    ]


def test_what_is_the_same_of_several_is_one_row() -> None:
    assert lines(row("browse"), row("search"))[3:] == [
        "| answers of browse and search | client, CDN | 1 min | it runs out | the same for everybody |"
    ]


@pytest.mark.parametrize(
    "unlike",
    [{"layers": ("client",)}, {"duration": "2 min"}, {"because": "public"}, {"invalidation": "never"}],
)
def test_what_differs_stands_in_a_row_of_its_own(unlike: dict[str, object]) -> None:
    assert len(lines(row("browse"), row("search", **unlike))) == len(lines(row("browse"))) + 1


def test_names_cannot_act_as_markup() -> None:
    (shown,) = lines(row("a|b <i> xx"), row("`c`"))[3:]
    assert shown.startswith(r"| answers of a\|b &lt;i> xx and \`c\` | client")


def test_contexts_without_a_cache_are_named_once() -> None:
    assert lines(row("browse"), elsewhere=("orders", "stock"))[-1] == (
        "No other layer pays for orders and stock: what is read often lies in the memory of the data stores."
    )


def test_where_nothing_is_kept_one_sentence_says_so() -> None:
    assert lines(elsewhere=("orders",))[1:] == [
        "No layer pays for orders: what is read often lies in the memory of the data stores."
    ]


def test_memory_that_the_rows_take_that_are_read_most_is_told() -> None:
    caching = Caching(elsewhere=("orders",), hot_bytes="2 GB", hot_share="85.5 %")
    assert caching_blocks(recommendation(caching=caching))[-1] == (
        "No layer pays for orders: what is read often lies in the memory of the data stores; the tenth that is looked "
        "up most takes 2 GB and answers about 85.5 % of the look-ups."
    )


def test_reasons_for_a_network_in_front_are_told_first() -> None:
    edge = ("many read the same", "pictures are large", "readers are far", "files are large")
    blocks = caching_blocks(recommendation(caching=Caching(edge=edge, rows=(row("browse"),))))
    assert blocks[1] == (
        "A content delivery network (CDN) stands before the way in: many read the same; pictures are large; "
        "readers are far; 1 more reason."
    )


def test_very_many_rows_are_counted() -> None:
    many = [row(f"use-{number}", because=f"reason {number}") for number in range(25)]
    assert len([line for line in lines(*many) if line.startswith("| answers")]) == 20
    assert lines(*many)[-1] == "5 more rows of the same kinds in the data of the recommendation."
