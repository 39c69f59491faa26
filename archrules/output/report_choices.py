"""What is said of one choice and the subjects it was made for: why, at what price, and what came second."""

from collections.abc import Iterable, Iterator, Sequence

from archrules.model.provenance import Citation
from archrules.model.recommendation import DecisionResult, OptionResult, Reason
from archrules.output.escaping import markdown_cell
from archrules.output.report_margins import chosen, second
from archrules.output.report_markup import bullets, emphasis, labelled, listed
from archrules.output.report_sources import Sources
from archrules.output.report_statements import MOST_VARIANTS, Statement, lines

_FEW = 2
"""For so few subjects the runner-up's losses are told with their reasons."""


Told = set[tuple[str, str]]
"""What was said under a decision already: of a topic a text, of an option the line that excludes it."""


def choice_block(
    results: Sequence[DecisionResult], option: OptionResult, sources: Sources, told: Told
) -> str:
    """Return all that speaks for, against and around an option that was chosen for every one of the results.

    What is in `told` is not said again; what is said here is added.
    """
    subjects = [result.subject for result in results]
    return bullets(
        [
            *labelled("Shape", _texts([option.shape])),
            *labelled("Technology", _technology(option)),
            *labelled("For it", lines(_arguments(results, sign=1), subjects, sources)),
            *labelled("Against it", lines(_arguments(results, sign=-1), subjects, sources)),
            *labelled("Gained", _texts(option.gives)),
            *labelled("Given up", _texts(option.gives_up)),
            *labelled("How to build it", _built(results, sources, told)),
            *labelled("Accepted", lines(_accepted(results), subjects, sources)),
            *labelled("Runner-up", lines(_runners_up(results), subjects, sources)),
            *labelled("Ruled out", ruled_out(results, sources, told)),
            *labelled("When to revisit", _texts(option.revisit)),
        ]
    )


def _built(results: Sequence[DecisionResult], sources: Sources, told: Told) -> list[str]:
    """Return how to build it, by topic; what was said above and holds for all these subjects too is only named."""
    subjects = [result.subject for result in results]
    about: dict[tuple[str, str], set[str]] = {}
    for one in _guidelines(results):
        about.setdefault((one.label, one.text), set()).add(one.subject)
    known = {said for said, names in about.items() if said in told and names == set(subjects)}
    told.update(about)
    new = [one for one in _guidelines(results) if (one.label, one.text) not in known]
    topics = dict.fromkeys(label.removesuffix(":") for label, _ in sorted(known))
    return [
        *sorted(lines(new, subjects, sources)),
        *([f"{listed(list(topics))}: as told above"] if topics else []),
    ]


def ruled_out(results: Sequence[DecisionResult], sources: Sources, told: Told) -> list[str]:
    """Return the options that hard constraints exclude, with those that share a reason together.

    Options that were excluded for the same reason above are only named.
    """
    subjects = [result.subject for result in results]
    most = MOST_VARIANTS if len(results) <= MOST_VARIANTS else 1
    excluded: dict[str, list[str]] = {}
    known: dict[str, None] = {}
    for option, statements in _vetoes(results).items():
        for line in lines(statements, subjects, sources, most):
            if (option, line) in told:
                known[option] = None
            else:
                excluded.setdefault(line, []).append(option)
                told.add((option, line))
    fates: dict[tuple[str, ...], list[str]] = {}
    for line, options in excluded.items():
        fates.setdefault(tuple(options), []).append(line)
    items = [
        f"{listed(options)}: {fate[0]}" if len(fate) == 1 else f"{listed(options)}:\n{bullets(fate)}"
        for options, fate in fates.items()
    ]
    return [*items, *([f"{listed(list(known))}: for the same reasons as above"] if known else [])]


def _vetoes(results: Iterable[DecisionResult]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for result in results:
        for option in result.options:
            for veto in option.vetoes:
                statement = Statement(result.subject, "", veto.because, veto.rule, veto.sources)
                found.setdefault(emphasis(option.title), []).append(statement)
    return found


def _technology(option: OptionResult) -> list[str]:
    if option.technology is None:
        return []
    return [" ".join(markdown_cell(part) for part in (option.technology, option.release) if part)]


def _accepted(results: Iterable[DecisionResult]) -> Iterator[Statement]:
    """Yield what a check finds in the recommended system because of the choice, and what in the brief forces it."""
    for result in results:
        for each in result.accepts:
            forced = f"; forced by {listed(each.because)}" if each.because else ""
            label = f"*{markdown_cell(each.policy)}* ({each.severity}):"
            yield Statement(result.subject, label, f"{each.text}{forced}", each.policy)


def _guidelines(results: Iterable[DecisionResult]) -> Iterator[Statement]:
    """Yield how to build what was chosen, topic by topic."""
    for result in results:
        for each in result.guidelines:
            label = f"*{markdown_cell(each.topic)}*:"
            yield Statement(result.subject, label, each.text, each.rule, each.sources)


def _texts(texts: Iterable[str]) -> list[str]:
    return [markdown_cell(text) for text in texts]


def _arguments(results: Iterable[DecisionResult], sign: int) -> Iterator[Statement]:
    """Yield the arguments of the choices with points of that sign, the weightiest of each subject first."""
    for result in results:
        option = chosen(result)
        held = [reason for reason in option.arguments if (reason.points or 0) * sign > 0] if option else []
        held.sort(key=lambda reason: -sign * _weighted(result, reason))
        same: dict[tuple[str, tuple[Citation, ...]], list[Reason]] = {}
        for reason in held:
            same.setdefault((reason.because, reason.sources), []).append(reason)
        for (text, citations), reasons in same.items():
            criteria = dict.fromkeys(
                f"*{markdown_cell(each.criterion)}*" for each in reasons if each.criterion
            )
            label = f"{listed(list(criteria))}:" if criteria else ""
            yield Statement(result.subject, label, text, reasons[0].rule, citations)


def _weighted(result: DecisionResult, reason: Reason) -> int:
    return result.weights.get(reason.criterion or "", 0) * (reason.points or 0)


def _runners_up(results: Sequence[DecisionResult]) -> Iterator[Statement]:
    for result in results:
        first, other = chosen(result), second(result)
        if first and other:
            detailed = len(results) <= _FEW
            text, citations = _comparison(result, first, other, detailed=detailed)
            yield Statement(result.subject, emphasis(other.title), text, text, citations)


def _comparison(
    result: DecisionResult, first: OptionResult, other: OptionResult, *, detailed: bool
) -> tuple[str, tuple[Citation, ...]]:
    """Return where the runner-up falls behind and where it is ahead, and what is cited for that.

    In detail the largest difference comes first, each with its reason. Else the weightiest criterion does, so
    that the same is said of subjects that differ in figures only.
    """
    lead = {
        name: weight * (first.points.get(name, 0) - other.points.get(name, 0))
        for name, weight in result.weights.items()
    }
    told: dict[int, list[str]] = {1: [], -1: []}
    citations: list[Citation] = []
    size = lead if detailed else result.weights
    for name in sorted(lead, key=lambda name: (-abs(size[name]), name)):
        sign = (lead[name] < 0) - (lead[name] > 0)
        reason = _strongest(name, other, sign) if detailed else None
        if sign:
            told[sign].append(f"{name} ({reason.because})" if reason else name)
        if reason:
            citations += reason.sources
    parts = [f"falls behind on {listed(told[-1])}"] if told[-1] else []
    parts += [f"is ahead on {listed(told[1])}"] if told[1] else []
    return "; it ".join(parts) or "fares the same on every criterion", tuple(citations)


def _strongest(criterion: str, option: OptionResult, sign: int) -> Reason | None:
    """Return the argument of that sign that moves the option most on a criterion."""
    held = [
        reason
        for reason in option.arguments
        if reason.criterion == criterion and (reason.points or 0) * sign > 0
    ]
    return max(held, key=lambda reason: abs(reason.points or 0), default=None)
