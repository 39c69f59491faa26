"""Whatever a valid brief says: what is told to turn a choice does so, and a losing option bears on nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations

from hypothesis import strategies as st

from archrules.errors import printable
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.loading import load_knowledge
from archrules.model.brief import Brief
from archrules.model.canonical import canonical
from archrules.model.comparison import ComparisonData, Flip, Turn
from archrules.recommendation.comparison import compare_from
from archrules.recommendation.reasoning import Reasoning
from archrules.recommendation.recommend import reason_about
from tests.properties.briefs import AMOUNTS, Data, for_all

LITTLE_WORK = 30_000
"""A few dozen variants: what is told must be right, however little was looked at."""

MOST_FLIPS = 4


def put(holder: object, path: str, value: object) -> None:
    """Put a value at a path, in which names may have dots."""
    if isinstance(holder, list):
        named = [part for part in holder if path.startswith(f"{part.get('name', part.get('to'))}.")]
        part = max(named, key=lambda part: len(str(part.get("name", part.get("to")))))
        put(part, path[len(str(part.get("name", part.get("to")))) + 1 :], value)
    elif isinstance(holder, dict):
        step, _, rest = path.partition(".")
        if rest and step != "priorities":
            put(holder[step], rest, value)
        elif rest:
            holder[step][rest] = value
        else:
            holder[step] = value


def order(brief: Brief, data: ComparisonData, turns: Iterable[Turn]) -> list[str]:
    """The surviving options by the whole reasoning about a brief so changed, best first; none without the subject."""
    changed = brief.model_dump(mode="json")
    for turn in turns:
        for change in turn.changes:
            put(changed, change.path, change.after)
    reasoning = reason_about(canonical(Brief.model_validate(changed)), load_knowledge())
    outcome = reasoning.outcomes.get((data.decision, data.subject))
    return [candidate.name for candidate in outcome.order] if outcome else []


def wins(data: ComparisonData, ranked: list[str], side: str, against: str | None) -> bool:
    """Whether a side comes before another one."""
    place = {option: place for place, option in enumerate(ranked)}

    def best(name: str) -> int:
        options = [each.option for each in data.side(name).configurations]
        return min((place[option] for option in options if option in place), default=len(ranked))

    return best(side) < (len(ranked) if against is None else best(against))


def flips_of(data: ComparisonData) -> list[tuple[str, str | None, Flip]]:
    found = [(each.side, each.against, flip) for each in data.turnings for flip in each.flips]
    return found[:MOST_FLIPS]


def changes_that_are_told_turn_the_choice(data: Data, number: int) -> None:
    brief = canonical(Brief.model_validate(data))
    keys = sorted(reason_about(brief, load_knowledge()).outcomes)
    if not keys:
        return
    decision, subject = keys[number % len(keys)]
    found = compare_from(brief, load_knowledge(), decision, subject, most_work=LITTLE_WORK).data
    for side, against, flip in flips_of(found):
        assert wins(found, order(brief, found, flip.turns), side, against)
        for size in range(len(flip.turns)):
            for fewer in combinations(flip.turns, size):
                assert not wins(found, order(brief, found, fewer), side, against)


def nothing_in_its_text_acts(data: Data, number: int) -> None:
    brief = canonical(Brief.model_validate(data))
    keys = sorted(reason_about(brief, load_knowledge()).outcomes)
    if keys:
        decision, subject = keys[number % len(keys)]
        found = compare_from(brief, load_knowledge(), decision, subject, most_work=LITTLE_WORK)
        for text in (found.text(), found.markdown(), found.json()):
            assert text == "\n".join(printable(line, limit=len(text)) for line in text.split("\n"))


def without(knowledge: KnowledgeBase, decision: str, option: str) -> KnowledgeBase:
    """The knowledge without one option."""
    known = knowledge.decisions[decision]
    left = replace(known, options=tuple(each for each in known.options if each.name != option))
    return replace(knowledge, decisions={**knowledge.decisions, decision: left})


def losers(reasoning: Reasoning) -> list[tuple[str, str]]:
    """Every option that is chosen for no subject, with its decision."""
    chosen = {(key[0], outcome.order[0].name) for key, outcome in reasoning.outcomes.items() if outcome.order}
    made = {key[0] for key in reasoning.outcomes}
    return [
        (name, option.name)
        for name, decision in sorted(reasoning.knowledge.decisions.items())
        for option in decision.options
        if name in made and (name, option.name) not in chosen
    ]


def scores(
    reasoning: Reasoning, decision: str, option: str
) -> Mapping[tuple[str, str], list[tuple[str, str]]]:
    """The options and scores of every outcome, best first, without one option."""
    return {
        key: [
            (each.name, str(each.score))
            for each in outcome.order
            if (key[0], each.name) != (decision, option)
        ]
        for key, outcome in reasoning.outcomes.items()
    }


def a_losing_option_bears_on_nothing(data: Data, number: int) -> None:
    # A mandated product that loses rules out its rivals, which is what a mandate is for.
    data = {**data, "constraints": {**data.get("constraints", {}), "mandated": []}}
    brief = canonical(Brief.model_validate(data))
    whole = reason_about(brief, load_knowledge())
    found = losers(whole)
    if found:
        decision, option = found[number % len(found)]
        fewer = reason_about(brief, without(load_knowledge(), decision, option))
        assert scores(fewer, decision, option) == scores(whole, decision, option)


@AMOUNTS
def test_changes_that_are_told_turn_the_choice_and_fewer_do_not(amount: int) -> None:
    for_all(amount, changes_that_are_told_turn_the_choice, st.integers(0, 10**6))


@AMOUNTS
def test_nothing_in_a_comparison_acts_on_a_terminal(amount: int) -> None:
    for_all(amount, nothing_in_its_text_acts, st.integers(0, 10**6))


@AMOUNTS
def test_removing_a_losing_option_changes_no_choice_score_or_order_of_the_rest(amount: int) -> None:
    for_all(2 * amount, a_losing_option_bears_on_nothing, st.integers(0, 10**6))
