"""Policies: each shows by examples when it is violated, when not and when nobody knows; names and numbers are sound."""

import pytest

from archrules.knowledge_base.loading import load_for_checks, load_knowledge
from archrules.knowledge_base.rules import Policy
from archrules.policies.premises import premises, without_others
from archrules.policies.profiles import PROFILES, severities

KNOWLEDGE = load_knowledge()
RANKS = ("off", "note", "warning", "error")
EACH = pytest.mark.parametrize("policy", KNOWLEDGE.policies.values(), ids=list(KNOWLEDGE.policies))


@EACH
@pytest.mark.parametrize("verdict", ["violated", "satisfied", "unknown"])
def test_policy_has_an_example_of_each_verdict(policy: Policy, verdict: str) -> None:
    assert verdict in {found for example in policy.item.examples for found in example.expect.values()}


@EACH
def test_policy_names_what_is_wrong(policy: Policy) -> None:
    assert not policy.item.id.startswith(("no-", "disallow-", "require-"))


@EACH
def test_policy_expects_more_from_profile_to_profile(policy: Policy) -> None:
    ranks = [RANKS.index(severities(policy.item.finding.severity)[profile]) for profile in PROFILES]
    assert ranks == sorted(ranks)
    assert ranks[-1] > 0


@EACH
def test_policy_rests_on_no_derivation_but_those_of_systems(policy: Policy) -> None:
    assert set(premises([policy], KNOWLEDGE)) <= {"calls-across-services"}


def test_part_that_is_loaded_for_checks_is_what_the_whole_comes_to() -> None:
    part = load_for_checks()
    whole = without_others(KNOWLEDGE, ())
    assert part.policies == whole.policies
    assert part.derivations == whole.derivations
    assert (part.records, part.sources) == (whole.records, whole.sources)
