"""The defaults that tests of the analysis rest on."""

import pytest

from archrules.analysis.defaults import Defaults
from archrules.knowledge_base.base import KnowledgeBase
from tests.unit.recommendation.small_pack import technology, write_pack


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return write_pack(tmp_path_factory.mktemp("pack"), technology("plain"))


@pytest.fixture(scope="session")
def defaults(knowledge: KnowledgeBase) -> Defaults:
    return Defaults(knowledge)
