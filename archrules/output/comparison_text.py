"""A comparison as text for people: the verdict, the points side by side, the reasons, and what would turn it."""

from collections.abc import Iterator, Sequence

from archrules.model.comparison import ComparisonData, Flip, Side, Turning
from archrules.model.provenance import Citation
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
from archrules.output.finding_text import item, one_line, source_text
from archrules.output.labels import columns


def comparison_text(data: ComparisonData) -> str:
    """Return the whole comparison as narrow lines; it ends with a line break."""
    sources = _Sources()
    full = told_in_full(data)
    blocks = [
        item(one_line(title_words(data)), 0),
        item(one_line(verdict_words(data)), 0),
        _table(data),
        *(_side(side, sources) for side in full),
        *(_short(side) for side in data.sides if side not in full),
        *(_turning(turning) for turning in data.turnings),
        _conventions(data),
        sources.lines(),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


class _Sources:
    """Numbers each source and place when it is first cited."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def mark(self, citations: Sequence[Citation]) -> str:
        numbers = {self._numbers.setdefault(source_text(each), len(self._numbers) + 1) for each in citations}
        return f" [{', '.join(map(str, sorted(numbers)))}]" if numbers else ""

    def lines(self) -> list[str]:
        told = [line for text, number in self._numbers.items() for line in item(f"[{number}] {text}")]
        return ["Sources", *told] if told else []


def _table(data: ComparisonData) -> list[str]:
    """Return the points of the sides that survive; what is ruled out has none that count."""
    sides = [side for side in data.sides if side.survives]
    if not sides:
        return []
    rows = [["", "weight", *(one_line(side.name) for side in sides)]]
    for row in data.criteria:
        points = (row.points.get(side.name, 0) for side in sides)
        signed = (f"{each:+d}" if each else "0" for each in points)
        rows.append([one_line(row.criterion), str(row.weight), *signed])
    rows.append(["score", "", *(side.best.score_text for side in sides)])
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    return [_row(row, widths) for row in rows]


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    blanks = [" " * (width - columns(cell)) for cell, width in zip(cells, widths, strict=True)]
    rest = (f"  {blank}{cell}" for cell, blank in zip(cells[1:], blanks[1:], strict=True))
    return f"  {cells[0]}{blanks[0]}{''.join(rest)}".rstrip()


def _side(side: Side, sources: _Sources) -> list[str]:
    best = side.best
    return [
        *_head(side),
        *item(one_line(best.shape)),
        *_reasons("ruled out because", best.vetoes, sources),
        *_reasons("for it", arguments_of(best, 1), sources),
        *_reasons("against it", arguments_of(best, -1), sources),
        *_listed("gains", best.gives),
        *_listed("gives up", best.gives_up),
        *_listed("look again when", best.revisit),
        *_listed("other configurations", [_fate(each) for each in side.configurations[1:]]),
    ]


def _short(side: Side) -> list[str]:
    if side.survives:
        return _head(side)
    return [*_head(side), *_listed("ruled out because", [each.because for each in side.best.vetoes])]


def _head(side: Side) -> list[str]:
    score = f"score {side.best.score_text}" if side.survives else "ruled out"
    name = "" if side.name == side.best.option else f"{side.name}: "
    return item(one_line(f"{name}{called(side.best)}, {score}"), 0)


def _fate(option: OptionResult) -> str:
    if not option.vetoes:
        return f"{called(option)}, score {option.score_text}"
    return f"{called(option)}, ruled out: {'; '.join(each.because for each in option.vetoes)}"


def _reasons(label: str, reasons: Sequence[Reason], sources: _Sources) -> Iterator[str]:
    if reasons:
        yield f"  {label}"
    for reason in reasons:
        points = "" if reason.points is None else f"{reason.points:+d} {one_line(reason.criterion or '')}: "
        yield from item(f"{points}{one_line(reason.because)}{sources.mark(reason.sources)}", 2)


def _listed(label: str, texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield f"  {label}"
    for text in texts:
        yield from item(one_line(text), 2)


def _turning(turning: Turning) -> list[str]:
    lines = item(one_line(turning_words(turning)), 0)
    for number, flip in enumerate(turning.flips):
        lines += _flip(turning, flip, "if" if number == 0 else "or if")
    return [*lines, *item(one_line(search_words(turning)))]


def _flip(turning: Turning, flip: Flip, first: str) -> Iterator[str]:
    for number, turn in enumerate(flip.turns):
        yield from item(f"{'and' if number else first} {one_line(turn.text)}")
        yield from item(f"({one_line(change_words(turn))})", 3)
    yield from item(f"then {one_line(then_words(turning, flip))}")


def _conventions(data: ComparisonData) -> list[str]:
    if not data.conventions:
        return []
    lines = ["Numbers behind it that are conventions"]
    for each in data.conventions:
        value = f"{each.value} {each.unit}{', set in the brief' if each.overridden else ''}"
        lines += item(one_line(f"{each.parameter} = {value}: {each.why}"))
    return lines
