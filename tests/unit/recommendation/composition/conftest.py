"""Two packs: one that runs every context apart, and one that runs all of them together."""

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from tests.unit.recommendation.system_pack import APART, TOGETHER, system_pack


@pytest.fixture(scope="session")
def apart(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return system_pack(tmp_path_factory.mktemp("apart"), APART)


@pytest.fixture(scope="session")
def together(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return system_pack(tmp_path_factory.mktemp("together"), TOGETHER)
