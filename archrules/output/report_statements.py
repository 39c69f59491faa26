"""What is said of several subjects, said once, with the subjects that it holds for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from archrules.model.provenance import Citation
from archrules.output.escaping import markdown_cell
from archrules.output.report_markup import listed
from archrules.output.report_sources import Sources

MOST_VARIANTS = 3
"""So many texts of one rule are written out for one choice; the others differ from them in names and figures."""

MOST_NAMES = 12
"""So many subjects are named in a row."""

_MOST_EXCEPTIONS = 3
_PART_OF_NAME = re.compile(r"[\w-]")
HOLE = "\0"
"""Stands in a pattern where the name of the subject was."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that holds for one subject, told by one rule; `label` is Markdown that stands before the text."""

    subject: str
    label: str
    text: str
    rule: str
    sources: tuple[Citation, ...] = ()

    @property
    def pattern(self) -> str:
        """The text without the name of its subject."""
        return without_name(self.text, self.subject)


def without_name(text: str, name: str) -> str:
    """Return the text with a hole for each mention of the name: the same where the same is said of others."""
    first, *others = text.split(name) if name else [text]
    for piece in others:
        within = _PART_OF_NAME.match(first[-1:]) or _PART_OF_NAME.match(piece)
        first += f"{name if within else HOLE}{piece}"
    return first


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement and the subjects it holds for; `named` if its text names the first and could name the others."""

    statement: Statement
    subjects: dict[str, None]
    named: bool

    def markdown(self, subjects: Sequence[str], sources: Sources) -> str:
        text, about = markdown_cell(self.statement.text), list(self.subjects)
        if self.named:
            scope = f"the same for {subject_names(about[1:])}" if len(about) > 1 else ""
        else:
            scope = scope_words(about, subjects)
        return f"{text}{f' ({scope})' if scope else ''}{sources.mark(self.statement.sources)}"


def lines(
    statements: Iterable[Statement], subjects: Sequence[str], sources: Sources, most: int = MOST_VARIANTS
) -> list[str]:
    """Return one line of Markdown for each thing to be said of some subjects; of one rule at most so many."""
    by_rule: dict[tuple[str, str], list[_Told]] = {}
    for one in _told(statements):
        by_rule.setdefault((one.statement.label, one.statement.rule), []).append(one)
    written = []
    for (label, _), variants in by_rule.items():
        texts = [one.markdown(subjects, sources) for one in variants[:most]]
        told = {name for one in variants[:most] for name in one.subjects}
        left = dict.fromkeys(name for one in variants[most:] for name in one.subjects)
        if others := [name for name in left if name not in told]:
            texts[-1] += f"; much the same holds for {_rest(others, variants, subjects)}"
        written += [f"{label} {text}" if label else text for text in texts]
    return written


def _rest(others: Sequence[str], variants: Sequence[_Told], subjects: Sequence[str]) -> str:
    """Return those for whom much the same holds, by name unless they are many and nobody is left out."""
    told = {name for one in variants for name in one.subjects}
    return "the others" if len(others) > MOST_VARIANTS and told >= set(subjects) else subject_names(others)


def _told(statements: Iterable[Statement]) -> list[_Told]:
    """Return each statement once, in the order in which they came.

    Equal texts are one, whatever rules say them; so are those of one rule that differ in the name of the subject alone.
    """
    equal: dict[tuple[str, str], list[Statement]] = {}
    for one in statements:
        equal.setdefault((one.label, one.text), []).append(one)
    found: dict[tuple[str, str, str, tuple[Citation, ...]], _Told] = {}
    for same in equal.values():
        subjects = dict.fromkeys(one.subject for one in same)
        sources = tuple(dict.fromkeys(source for one in same for source in one.sources))
        first = replace(same[0], sources=sources)
        named = len(subjects) == 1 and first.pattern != first.text
        key = first.label, first.rule, first.pattern if named else first.text, sources
        found.setdefault(key, _Told(first, {}, named)).subjects.update(subjects)
    return list(found.values())


def scope_words(about: Sequence[str], subjects: Sequence[str]) -> str:
    """Return which of the subjects are meant, or nothing if all are."""
    meant = set(about)
    missing = [name for name in subjects if name not in meant]
    if not missing:
        return ""
    if len(missing) <= _MOST_EXCEPTIONS and len(missing) < len(about):
        return f"all but {subject_names(missing)}"
    return subject_names(about)


def subject_names(subjects: Sequence[str]) -> str:
    """Return names in a row, as Markdown; beyond a dozen they are counted."""
    shown = [markdown_cell(name) for name in subjects[:MOST_NAMES]]
    hidden = len(subjects) - len(shown)
    return listed([*shown, f"{hidden} more"] if hidden else shown)
