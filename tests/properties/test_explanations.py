"""Every explanation goes all the way down: to the brief, a default, the knowledge, or a choice made before."""

import re
from collections.abc import Iterator

from archrules.knowledge_base.loading import load_knowledge
from archrules.model.brief import Brief
from archrules.recommendation.recommend import recommend_from
from archrules.recommendation.recommendation import Recommendation
from archrules.recommendation.why import Explanation
from tests.properties.briefs import AMOUNTS, Data, for_all

GROUND = re.compile(r"(rule|default|knowledge) [a-z0-9-]|(brief|computed|decided before): .")
AGAIN = " (explained above)"
TOLD_BY_THE_OPTION = {"gives up", "in conflict"}
"""Under these stand texts of an option and paths of the brief, which rest on nothing further."""


def loose_ends(explanation: Explanation) -> Iterator[str]:
    """The leaves that are not ground, and those said to be explained above that are not."""
    explained: set[str] = set()
    pending = [explanation]
    while pending:
        found = pending.pop()
        pending.extend(reversed(found.because))
        if found.text in TOLD_BY_THE_OPTION:
            del pending[len(pending) - len(found.because) :]
        elif found.because:
            explained.add(re.sub(r" \(and in \d+ other ways?\)$", "", found.text))
        elif found.text.endswith(AGAIN):
            if found.text.removesuffix(AGAIN) not in explained:
                yield found.text
        elif not GROUND.match(found.text):
            yield found.text


def explanations(recommendation: Recommendation) -> Iterator[Explanation]:
    for decided in recommendation.decisions:
        yield recommendation.why(decided.result.decision, decided.result.subject)


def goes_down_to_the_ground(data: Data) -> None:
    recommendation = recommend_from(Brief.model_validate(data), load_knowledge())
    assert [end for each in explanations(recommendation) for end in loose_ends(each)] == []


@AMOUNTS
def test_every_explanation_ends_in_the_brief_the_knowledge_or_an_earlier_choice(amount: int) -> None:
    for_all(amount, goes_down_to_the_ground)


def test_a_leaf_that_is_no_ground_is_found() -> None:
    loose = Explanation("headline", (Explanation("for and against", (Explanation("because I say so"),)),))
    assert list(loose_ends(loose)) == ["because I say so"]


def test_a_leaf_said_to_be_explained_above_that_is_not_is_found() -> None:
    fact, again = (
        Explanation("a fact", (Explanation("brief: system"),)),
        Explanation("a fact (explained above)"),
    )
    assert list(loose_ends(Explanation("headline", (again, fact)))) == ["a fact (explained above)"]
    assert list(loose_ends(Explanation("headline", (fact, again)))) == []
