"""What fields of facts are called."""

import pytest

from archrules.policies.words import WORDS, told, words_of
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import Fact, Value, make_fact


def fact(kind: str, **values: Value) -> Fact:
    return make_fact(VOCABULARY[kind], {"name": "it", **values})


@pytest.mark.parametrize("place", WORDS, ids=".".join)
def test_words_are_kept_for_fields_that_exist(place: tuple[str, str]) -> None:
    kind, field = place
    assert field in VOCABULARY[kind].fields


@pytest.mark.parametrize("place", WORDS, ids=".".join)
def test_question_is_about_something(place: tuple[str, str]) -> None:
    assert WORDS[place].asked.count("{it}") == 1


@pytest.mark.parametrize(
    ("of", "field", "text"),
    [
        (fact("interaction", has_timeout=True), "has_timeout", "has a timeout"),
        (fact("interaction", has_timeout=False), "has_timeout", "has no timeout"),
        (fact("service", health_check="none"), "health_check", "has no health check"),
        (fact("service", health_check="readiness"), "health_check", "has the health check readiness"),
        (fact("service", replicas=0), "replicas", "has no replica"),
        (fact("service", replicas=1), "replicas", "has one replica"),
        (fact("service", replicas=2000), "replicas", "has 2,000 replicas"),
        (fact("interaction", timeout_ms=1), "timeout_ms", "has a timeout of 1 ms"),
        (fact("interaction"), "has_timeout", ""),
        (fact("service", stateless=True), "stateless", "is stateless"),
    ],
    ids=str,
)
def test_field_is_told_by_its_value(of: Fact, field: str, text: str) -> None:
    assert told(of, field) == text


def test_field_without_words_is_asked_for_by_its_name() -> None:
    words = words_of("channel", "partitions")
    assert (words.asked, words.setting) == ("the partitions of {it}", "partitions")
