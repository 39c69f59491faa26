"""The decisions of a report: one part for each kind of decision, in it one for each choice that was made."""

from collections.abc import Sequence

from archrules.model.recommendation import Convention, DecisionResult, RecommendationData
from archrules.output.escaping import markdown_cell, markdown_text
from archrules.output.report_choices import Told, choice_block
from archrules.output.report_conflicts import conflict_blocks
from archrules.output.report_margins import chosen, margin_words, second
from archrules.output.report_markup import bullets, code, emphasis, heading, listed, table
from archrules.output.report_overview import by_weight, option_table, subject_table
from archrules.output.report_sources import Sources
from archrules.output.report_statements import subject_names

_FEW = 2
"""More subjects than these open with a table, and their scores stand only there."""

_MOST_IN_HEADING = 3

_INTRODUCTION = (
    "Each option is scored on every criterion, from -3 where the criterion speaks against it to +3 where it "
    "decides for it, and the criteria are weighted. An option that breaks a hard constraint is ruled out, "
    "whatever its score. A close call or a tie can turn with a small change of the facts."
)
_ABOUT_CONVENTIONS = (
    "Some decisions rest on numbers that are conventions. Each is listed under the decisions it had a part in; "
    "`parameters: {NAME: VALUE}` in the brief puts another value in its place."
)


def decision_blocks(data: RecommendationData, sources: Sources) -> list[str]:
    """Return the blocks of the section, none without decisions; a block may be empty."""
    kinds: dict[str, list[DecisionResult]] = {}
    for result in data.decisions:
        kinds.setdefault(result.decision, []).append(result)
    if not kinds:
        return []
    has_conventions = any(result.conventions for result in data.decisions)
    blocks = [heading(3, "Decisions"), _INTRODUCTION, _ABOUT_CONVENTIONS if has_conventions else ""]
    explained: set[str] = set()
    for results in kinds.values():
        blocks += _opening(results)
        blocks += _choices(results, data.system_name, sources)
        blocks += _conventions(results, explained)
        blocks += _places(sources)
    return blocks


def _opening(results: Sequence[DecisionResult]) -> list[str]:
    """Return the title, the question, the weights that all subjects share, and the table if there is one."""
    first = results[0]
    question = markdown_text(first.question)
    weights = [f"{markdown_cell(name)} ({first.weights[name]})" for name in by_weight(first)]
    sentences = [f"*{question}*" if question else "", f"Weighed by {listed(weights)}." if weights else ""]
    blocks = [heading(4, markdown_text(first.title)), " ".join(filter(None, sentences))]
    if len(results) > _FEW:
        blocks.append(subject_table(results))
    elif len(results) == 1 and first.choice is not None and len(first.options) > 1:
        blocks.append(option_table(first))
    return blocks


def _choices(results: Sequence[DecisionResult], system: str, sources: Sources) -> list[str]:
    """Return a part for each choice; only with several subjects it has a heading."""
    made_by_choice: dict[str | None, list[DecisionResult]] = {}
    for result in results:
        made_by_choice.setdefault(result.choice, []).append(result)
    blocks = []
    told: Told = set()
    for made in made_by_choice.values():
        option, subjects = chosen(made[0]), [result.subject for result in made]
        if option is None:
            blocks += conflict_blocks(made, sources)
            continue
        if len(results) == 1:
            blocks.append(_only_standing(made[0], system))
        else:
            blocks.append(heading(5, f"{markdown_text(option.title)} for {_scope(subjects, len(results))}"))
            blocks.append(_chosen_for(subjects) if len(results) > _FEW else _standings(made))
        blocks.append(choice_block(made, option, sources, told))
    return blocks


def _scope(subjects: Sequence[str], of: int) -> str:
    if len(subjects) <= _MOST_IN_HEADING:
        return subject_names(subjects)
    return f"all {of}" if len(subjects) == of else f"{len(subjects)} of {of}"


def _chosen_for(subjects: Sequence[str]) -> str:
    return f"Chosen for {subject_names(subjects)}." if len(subjects) > _MOST_IN_HEADING else ""


def _only_standing(result: DecisionResult, system: str) -> str:
    option = chosen(result)
    about = "" if result.subject == system else f" for {markdown_cell(result.subject)}"
    return f"The choice{about} is {emphasis(option.title if option else '')}. It scores {_standing(result)}."


def _standings(made: Sequence[DecisionResult]) -> str:
    """Return how clearly one choice won, for one or two subjects."""
    told: dict[str, list[str]] = {}
    for result in made:
        told.setdefault(_standing(result), []).append(result.subject)
    if len(told) == 1:
        return f"It scores {next(iter(told))}{'' if len(made) == 1 else ', for each of them'}."
    parts = [f"for {subject_names(subjects)} it scores {standing}" for standing, subjects in told.items()]
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."


def _standing(result: DecisionResult) -> str:
    option, other = chosen(result), second(result)
    words = margin_words(
        result, emphasis(other.title) if other else "", markdown_cell(result.margin_text or "")
    )
    score = markdown_cell(option.score_text) if option else ""
    return f"{score}: {words}" if words else score


def _conventions(results: Sequence[DecisionResult], explained: set[str]) -> list[str]:
    """Return the conventions that had a part in any of the results; each is explained where it stands first."""
    told = sorted(
        (convention for result in results for convention in result.conventions),
        key=lambda convention: (convention.decides, convention.parameter),
    )
    found = {convention.parameter: convention for convention in told}
    blocks = []
    for decides, label in ((True, "Conventions that decided:"), (False, "Conventions of how to build it:")):
        rows = []
        for parameter, convention in sorted(found.items()):
            if convention.decides == decides:
                why = "see above" if parameter in explained else markdown_cell(convention.why)
                rows.append([code(parameter), _value(convention), why])
                explained.add(parameter)
        blocks += [label, table(("Parameter", "Value", "Why"), rows)] if rows else []
    return blocks


def _places(sources: Sources) -> list[str]:
    places = sources.places()
    return ["Sources:", bullets(places)] if places else []


def _value(convention: Convention) -> str:
    value = markdown_cell(f"{convention.value} {convention.unit}")
    return f"{value}, set in the brief" if convention.overridden else value
