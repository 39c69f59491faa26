"""The part of a report about caches: what is kept in which layer, for how long, and what must not be."""

from collections.abc import Iterable, Sequence

from archrules.model.caching import Caching, CachingRow
from archrules.model.recommendation import RecommendationData
from archrules.output.escaping import markdown_cell, markdown_text
from archrules.output.report_markup import counted, heading, table
from archrules.output.report_statements import HOLE, subject_names, without_name

_COLUMNS = ("What", "Layer", "For how long", "Invalidated by", "Why")
_LAYER_NAMES = {"cdn": "CDN"}
_MOST_REASONS = 3
_MOST_ROWS = 20
"""So many rows are written out; the others are of the same kinds."""


def caching_blocks(data: RecommendationData) -> list[str]:
    """Return what is kept where, none where the brief names nothing that could be."""
    caching = data.caching
    if not caching.rows and not caching.elsewhere:
        return []
    rows = list(_rows(caching.rows))
    more = len(rows) - _MOST_ROWS
    return [
        heading(3, "Caching"),
        _edge(caching.edge),
        table(_COLUMNS, rows[:_MOST_ROWS]) if rows else "",
        f"{counted(more, 'more row')} of the same kinds in the data of the recommendation."
        if more > 0
        else "",
        _elsewhere(caching),
    ]


def _edge(reasons: Sequence[str]) -> str:
    if not reasons:
        return ""
    hidden = len(reasons) - _MOST_REASONS
    told = [markdown_text(reason) for reason in reasons[:_MOST_REASONS]]
    more = [f"{counted(hidden, 'more reason')}"] if hidden > 0 else []
    return f"A content delivery network (CDN) stands before the way in: {'; '.join([*told, *more])}."


def _elsewhere(caching: Caching) -> str:
    if not caching.elsewhere:
        return ""
    named = subject_names(caching.elsewhere)
    other = "other " if caching.rows else ""
    hot = ""
    if caching.hot_bytes and caching.hot_share:
        size, share = markdown_text(caching.hot_bytes), markdown_text(caching.hot_share)
        hot = f"; the tenth that is looked up most takes {size} and answers about {share} of the look-ups"
    return f"No {other}layer pays for {named}: what is read often lies in the memory of the data stores{hot}."


def _rows(rows: Iterable[CachingRow]) -> Iterable[list[str]]:
    """Yield the cells of each row; rows that say the same of several things are one."""
    same: dict[tuple[str, ...], list[CachingRow]] = {}
    for row in rows:
        texts = [without_name(text, row.about) for text in (row.what, row.invalidation, row.because)]
        same.setdefault((*texts, row.duration, *row.layers), []).append(row)
    for (what, invalidation, because, duration, *layers), found in same.items():
        names = subject_names([row.about for row in found])
        yield [
            _filled(what, names),
            ", ".join(_LAYER_NAMES.get(layer, layer) for layer in layers),
            markdown_cell(duration),
            _filled(invalidation, names),
            _filled(because, names),
        ]


def _filled(pattern: str, names: str) -> str:
    """Return a text as Markdown, with the names in the place of the one that it was told of."""
    mark = "x"
    while mark in pattern:
        mark += "x"
    # Pieces made safe each by itself would lose the blanks at their ends.
    return markdown_cell(pattern.replace(HOLE, mark)).replace(mark, names)
