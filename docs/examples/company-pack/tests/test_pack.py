"""Acme's house rules do what they say, and lead where Acme wants to be."""
# ruff: noqa: INP001, S101 - a folder of tests is no package, and a test asserts

from pathlib import Path

import pytest

import archrules
from archrules.testing import ExampleCase, assert_example, example_cases

PACK = Path(__file__).parent.parent
KNOWLEDGE = archrules.load_knowledge(packs=[PACK])


@pytest.mark.parametrize("case", example_cases(PACK))
def test_item_does_what_its_example_says(case: ExampleCase) -> None:
    """Each item is tested by what it says of itself."""
    assert_example(case)


def test_claims_are_kept_in_postgresql() -> None:
    """Without the pack it would be a document store."""
    brief = archrules.load_brief(PACK / "tests" / "claims.yaml", knowledge=KNOWLEDGE)
    decided = archrules.recommend(brief, knowledge=KNOWLEDGE).decision("datastore", "claims")
    assert decided.choice is not None
    assert decided.choice.technology == "postgresql"


def test_own_clients_request_and_do_not_query() -> None:
    """Without the pack they would use GraphQL."""
    brief = archrules.load_brief(PACK / "tests" / "portal.yaml", knowledge=KNOWLEDGE)
    decided = archrules.recommend(brief, knowledge=KNOWLEDGE).decision("communication", "app -> policies")
    assert decided.choice is not None
    assert decided.choice.id == "rest"


def test_every_remark_is_one_that_acme_knows() -> None:
    """What a new release of archrules says of the things that the pack disables is read here first."""
    assert [remark.message.partition(",")[0] for remark in KNOWLEDGE.remarks] == [
        "'communication/graphql' is disabled"
    ]
