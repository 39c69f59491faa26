"""Which derivations and tables policies rest on, and the part of the knowledge that is left of it."""

from pathlib import Path

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from archrules.policies.premises import premises, without_others
from tests.unit.recommendation.small_pack import derivation, policy, technology, write_pack


@pytest.fixture
def pack(tmp_path: Path) -> KnowledgeBase:
    """One policy that reads what one derivation concludes from what another does; a third is for other things."""
    holds = {"name": "far", "subject": "$it", "holds": True}
    return write_pack(
        tmp_path,
        policy("reads", {"service": {"name": "$it"}}, {"derived_flag": {"subject": "$it"}}),
        derivation("near", [{"coupling": {"element": "$it"}}], {"derived_flag": holds}),
        derivation("far", [{"service": {"name": "$it"}}], {"coupling": {"element": "$it"}}),
        derivation("other", [{"team": {"name": "$it"}}], {"unit": {"name": "$it"}}),
        technology("tool"),
    )


def test_policy_rests_on_what_concludes_what_it_reads_through_others_too(pack: KnowledgeBase) -> None:
    assert list(premises(pack.policies.values(), pack)) == ["far", "near"]


def test_policy_that_reads_only_what_is_given_rests_on_nothing(pack: KnowledgeBase, tmp_path: Path) -> None:
    plain = policy("plain", {"team": {"name": "$it"}}, {"team": {"name": "$it", "size": 1}})
    other = write_pack(tmp_path / "other", plain)
    assert premises(other.policies.values(), pack) == {}


def test_rest_of_the_knowledge_is_left_out(pack: KnowledgeBase) -> None:
    part = without_others(pack, ())
    assert (list(part.policies), list(part.derivations)) == (["reads"], ["far", "near"])
    assert (part.technologies, part.defaults, part.sources) == ({}, {}, pack.sources)


def test_part_has_a_digest_of_its_own(pack: KnowledgeBase) -> None:
    assert without_others(pack, ()).digest != pack.digest
