"""The parts of a report about its own ground: risks, assumptions, open questions, provenance and sources."""

from collections.abc import Iterable, Iterator

from archrules.model.provenance import KnowledgeRecord
from archrules.model.recommendation import Assumption, Question, RecommendationData
from archrules.output.escaping import markdown_cell, markdown_text
from archrules.output.report_markup import bullets, code, counted, emphasis, heading, labelled, listed, table
from archrules.output.report_sources import Sources
from archrules.output.report_statements import subject_names, without_name

_ASSUMPTION_COLUMNS = ("Assumption", "Value", "Used for", "Why", "Evidence", "Say otherwise in")
_ABOUT_ASSUMPTIONS = (
    "The brief leaves these values open, and each was assumed for the reason given. "
    "The last column names the place in the brief where another value is written."
)
_ABOUT_QUESTIONS = (
    "Those come first on whose assumed answer most decisions rest, "
    "then those in whose place nothing could be assumed."
)
_MOST_USES = 3


def risk_blocks(data: RecommendationData) -> list[str]:
    """Return what may go wrong and what to do about it, none without risks."""
    remarks = [(risk.about, risk.text, risk.mitigation) for risk in data.risks]
    return [heading(3, "Risks"), bullets(_remarks(remarks, "Mitigation"))] if remarks else []


def assumption_blocks(data: RecommendationData, sources: Sources) -> list[str]:
    """Return the values that stand in for what the brief leaves out, none if it leaves out nothing."""
    if not data.assumptions:
        return []
    rows = [_assumption(assumption, sources) for assumption in data.assumptions]
    return [heading(3, "Assumptions"), _ABOUT_ASSUMPTIONS, table(_ASSUMPTION_COLUMNS, rows)]


def _assumption(assumption: Assumption, sources: Sources) -> list[str]:
    return [
        f"{markdown_cell(assumption.title)} ({code(assumption.default)})",
        markdown_cell(assumption.value),
        _uses(assumption.used_for),
        f"{markdown_cell(assumption.why)}{sources.mark(assumption.sources)}",
        markdown_cell(assumption.evidence),
        code(assumption.override),
    ]


def _uses(paths: tuple[str, ...]) -> str:
    hidden = len(paths) - _MOST_USES
    shown = [code(path) for path in paths[:_MOST_USES]]
    return listed([*shown, f"{hidden} more"] if hidden > 0 else shown)


def question_blocks(data: RecommendationData) -> list[str]:
    """Return what is open and what an answer would change, none if nothing is."""
    remarks = [(question.about, question.text, _changes(question)) for question in data.questions]
    if not remarks:
        return []
    ordered = any(question.decisions for question in data.questions)
    return [
        heading(3, "Open Questions"),
        _ABOUT_QUESTIONS if ordered else "",
        bullets(_remarks(remarks, "An answer changes")),
    ]


def _changes(question: Question) -> str:
    """What an answer would change, and how many decisions rest on what was assumed instead."""
    if not question.decisions:
        return question.changes
    verb = "rests" if question.decisions == 1 else "rest"
    return f"{question.changes} {counted(question.decisions, 'decision')} {verb} on what is assumed instead."


def _remarks(remarks: Iterable[tuple[str, str, str]], label: str) -> Iterator[str]:
    """Yield each remark, given as what it is about, its text and what follows under the label, once."""
    same: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for about, text, consequence in remarks:
        key = without_name(text, about), without_name(consequence, about)
        same.setdefault(key, []).append((about, text, consequence))
    for (about, text, consequence), *others in same.values():
        names = subject_names([other for other, _, _ in others])
        first = f"{emphasis(about)}: {markdown_text(text)}{f' The same holds for {names}.' if names else ''}"
        rest = bullets(labelled(label, [markdown_text(consequence)]))
        yield f"{first}\n{rest}" if rest else first


def provenance_blocks(data: RecommendationData) -> list[str]:
    """Return from which brief and which knowledge the report was made."""
    items = [
        *labelled("Brief", [f"SHA-256 {code(data.brief_digest)} of its canonical form"]),
        *labelled("Knowledge", [_knowledge(record) for record in data.knowledge]),
        *labelled("Parameters set in the brief", list(_parameters(data))),
        *labelled("Schema", [f"recommendation, version {markdown_text(data.schema_version)}"]),
    ]
    return [heading(3, "Provenance"), bullets(items)]


def _knowledge(record: KnowledgeRecord) -> str:
    name = f"{markdown_text(record.name)} {markdown_text(record.version)}"
    return f"{name}, as of {markdown_text(record.as_of)}, SHA-256 {code(record.digest)}"


def _parameters(data: RecommendationData) -> Iterator[str]:
    found = {name: value for record in data.knowledge for name, value in record.parameters.items()}
    for name, value in sorted(found.items()):
        yield f"{code(name)}: {markdown_text(value)}"


def source_blocks(sources: Sources) -> list[str]:
    """Return the list that the numbers in brackets refer to, none if nothing was cited."""
    block = sources.block()
    return [heading(3, "Sources"), block] if block else []
