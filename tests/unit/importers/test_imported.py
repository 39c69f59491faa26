"""What an interaction is called."""

import pytest

from archrules.importers.imported import Imported, interaction_name
from archrules.model.system import Interaction, System


@pytest.mark.parametrize(("name", "called"), [(None, "a -> b"), ("asks", "asks")])
def test_an_interaction_is_called_by_its_name_or_its_ends(name: str | None, called: str) -> None:
    assert interaction_name(Interaction(source="a", target="b", name=name)) == called


def test_it_is_represented_by_name_and_form() -> None:
    imported = Imported(System(name="shop"), {}, {"services.*.x": 2}, (), form="compose")
    assert repr(imported) == "<Imported 'shop', read as compose: 0 notes, 2 unknown keys>"
