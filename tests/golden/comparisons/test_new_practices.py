"""What the briefs of this folder are recommended as a whole, beside the choice that is compared."""

from functools import cache

import pytest

from archrules.model.recommendation import DecisionResult
from archrules.recommendation.recommendation import Recommendation
from tests.golden.briefs.examples import recommend_once
from tests.golden.comparisons.cases import CASES, Case, brief_of, compared


def named(case: str) -> Case:
    return next(each for each in CASES if each.name == case)


@cache
def recommended(name: str) -> Recommendation:
    return recommend_once(brief_of(next(case for case in CASES if case.brief == name)))


def chosen(name: str, decision: str) -> dict[str, str | None]:
    """The choice for each subject of a decision."""
    return {each.subject: each.choice for each in results(name, decision)}


def results(name: str, decision: str) -> list[DecisionResult]:
    return [each.result for each in recommended(name).decisions if each.result.decision == decision]


def flips(case: str, side: str) -> list[tuple[str, ...]]:
    found = compared(named(case)).turning(side).flips
    return [tuple(turn.text for turn in flip.turns) for flip in found]


@pytest.mark.clause("S4-004")
def test_clients_of_our_own_query_and_all_others_request() -> None:
    own = {"app", "tv", "web"}
    found = chosen("living-room", "communication")
    assert {call.partition(" -> ")[0] in own: option for call, option in found.items()} == {
        True: "graphql",
        False: "rest",
    }


@pytest.mark.clause("S4-004")
def test_with_fewer_pages_over_several_contexts_requests_win() -> None:
    assert ("at most 3 pages show data of several contexts, not 5",) in flips(
        "living-room-rest-or-graphql", "rest"
    )


def test_what_check_finds_in_a_system_with_queries_is_accepted_by_name() -> None:
    decided = recommended("living-room").decisions
    accepted = {each.policy for decision in decided for each in decision.result.accepts}
    assert accepted == {"synchronous-chain"}


@pytest.mark.clause("S0-028")
def test_an_event_driven_system_has_topics_with_computed_partitions() -> None:
    assert chosen("parcel-flow", "architecture-style") == {"Parcel Flow": "event-driven"}
    (kafka,) = recommended("parcel-flow").system.brokers
    assert (kafka.technology, [(one.name, one.kind, one.partitions) for one in kafka.channels]) == (
        "kafka",
        [("scans.events", "topic", 3)],
    )


@pytest.mark.clause("S0-028")
@pytest.mark.parametrize("topic", ["consumers", "key", "repeats", "retention", "schema", "topic"])
def test_an_event_driven_system_is_told_how_to_build_its_topics(topic: str) -> None:
    streams = [each for each in results("parcel-flow", "communication") if each.choice == "event-stream"]
    assert streams
    assert all(topic in {each.topic for each in stream.guidelines} for stream in streams)


@pytest.mark.clause("S0-028")
@pytest.mark.parametrize("topic", ["delivery", "durability", "failures"])
def test_an_event_driven_system_is_told_how_to_run_its_log(topic: str) -> None:
    (broker,) = results("parcel-flow", "broker")
    assert topic in {each.topic for each in broker.guidelines}


def test_with_a_sixteenth_of_the_events_a_queue_does() -> None:
    (text,) = (flip for flip in flips("parcel-flow-kafka-or-rabbitmq", "rabbitmq") if "everything" in flip[0])
    assert text == ("everything is called at most 6 % as often at the peak",)
