"""What an interaction is called."""

import pytest

from archrules.importers.imported import interaction_name
from archrules.model.system import Interaction


@pytest.mark.parametrize(("name", "called"), [(None, "a -> b"), ("asks", "asks")])
def test_an_interaction_is_called_by_its_name_or_its_ends(name: str | None, called: str) -> None:
    assert interaction_name(Interaction(source="a", target="b", name=name)) == called
