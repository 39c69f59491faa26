"""A comparison as Markdown: the same as its text, with tables and a list of sources."""

from archrules.model.comparison import ComparisonData, Side, Turning
from archrules.model.recommendation import OptionResult, Reason
from archrules.output.comparison_words import (
    arguments_of,
    called,
    change_words,
    search_words,
    then_words,
    title_words,
    told_in_full,
    turning_words,
    verdict_words,
)
from archrules.output.escaping import markdown_cell, markdown_text
from archrules.output.report_markup import bullets, code, heading, labelled, table
from archrules.output.report_sources import Sources


def comparison_markdown(data: ComparisonData) -> str:
    """Return the whole comparison as Markdown that ends with one line break; no text in it acts as markup."""
    sources = Sources()
    full = told_in_full(data)
    blocks = [
        heading(2, markdown_text(title_words(data))),
        markdown_text(data.question),
        markdown_text(verdict_words(data)),
        _points(data),
        *(block for side in full for block in _side(side, sources)),
        *_others([side for side in data.sides if side not in full]),
        *(block for turning in data.turnings for block in _turning(turning)),
        *_conventions(data),
    ]
    places = sources.places()
    if places:
        blocks += [heading(3, "Sources"), sources.block(), bullets(places)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _points(data: ComparisonData) -> str:
    sides = [side for side in data.sides if side.survives]
    if not sides:
        return ""
    rows = [
        [
            markdown_cell(row.criterion),
            str(row.weight),
            *(f"{points:+d}" if (points := row.points.get(side.name, 0)) else "0" for side in sides),
        ]
        for row in data.criteria
    ]
    rows.append(["**score**", "", *(markdown_cell(side.best.score_text) for side in sides)])
    return table(["Criterion", "Weight", *(markdown_cell(side.name) for side in sides)], rows)


def _side(side: Side, sources: Sources) -> list[str]:
    best = side.best
    items = [
        *labelled("Shape", [markdown_cell(best.shape)]),
        *labelled("Ruled out", [_reason(reason, sources) for reason in best.vetoes]),
        *labelled("For it", [_reason(each, sources) for each in arguments_of(best, 1)]),
        *labelled("Against it", [_reason(each, sources) for each in arguments_of(best, -1)]),
        *labelled("Gains", [markdown_cell(text) for text in best.gives]),
        *labelled("Gives up", [markdown_cell(text) for text in best.gives_up]),
        *labelled("Look again when", [markdown_cell(text) for text in best.revisit]),
        *labelled("Other configurations", [_fate(each) for each in side.configurations[1:]]),
    ]
    return [heading(3, markdown_text(_head(side))), bullets(items)]


def _head(side: Side) -> str:
    score = f"score {side.best.score_text}" if side.survives else "ruled out"
    name = "" if side.name == side.best.option else f"{side.name}: "
    return f"{name}{called(side.best)}, {score}"


def _reason(reason: Reason, sources: Sources) -> str:
    points = (
        f"{reason.points:+d} *{markdown_cell(reason.criterion or '')}*: " if reason.points is not None else ""
    )
    return f"{points}{markdown_cell(reason.because)}{sources.mark(reason.sources)}"


def _fate(option: OptionResult) -> str:
    reasons = "; ".join(veto.because for veto in option.vetoes)
    fate = f"ruled out: {reasons}" if reasons else f"score {option.score_text}"
    return markdown_cell(f"{called(option)}, {fate}")


def _others(sides: list[Side]) -> list[str]:
    if not sides:
        return []
    return [heading(3, "Other options"), bullets(_fate(side.best) for side in sides)]


def _turning(turning: Turning) -> list[str]:
    ways = []
    for flip in turning.flips:
        turns = [f"{markdown_cell(turn.text)} ({markdown_cell(change_words(turn))})" for turn in flip.turns]
        then = markdown_cell(then_words(turning, flip))
        ways += ["or", bullets([*labelled("If", turns), *labelled("Then", [then])])]
    return [
        heading(3, markdown_text(turning_words(turning).rstrip(".:"))),
        *ways[1:],
        markdown_text(search_words(turning)),
    ]


def _conventions(data: ComparisonData) -> list[str]:
    if not data.conventions:
        return []
    rows = [
        [
            code(each.parameter),
            markdown_cell(f"{each.value} {each.unit}{', set in the brief' if each.overridden else ''}"),
            markdown_cell(each.why),
        ]
        for each in data.conventions
    ]
    return [heading(3, "Conventions"), table(["Parameter", "Value", "Why"], rows)]
