"""Values that a brief leaves out, and what the brief puts in their place."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from archrules.analysis.defaults import Defaults
from archrules.knowledge_base.base import KnowledgeBase
from archrules.vocabulary.origins import Origin


def test_number_is_exact(defaults: Defaults) -> None:
    assert defaults.amount("availability") == Fraction("99.5")


def test_text_is_no_number(defaults: Defaults) -> None:
    with pytest.raises(TypeError, match="'traffic' is a text"):
        defaults.amount("traffic")


def test_text(defaults: Defaults) -> None:
    assert defaults.text("traffic") == "daily"


@pytest.mark.parametrize("read", [Defaults.amount, Defaults.text])
def test_unknown_default(defaults: Defaults, read: Callable[[Defaults, str], object]) -> None:
    with pytest.raises(KeyError):
        read(defaults, "trafic")


def test_origin_names_default_and_place(defaults: Defaults) -> None:
    assert defaults.origin("peak-rate", "use_cases.buy.peak") == Origin(
        "default", "peak-rate", "use_cases.buy.peak"
    )


def test_value_of_the_brief_comes_first(knowledge: KnowledgeBase) -> None:
    changed = Defaults(knowledge.with_parameters({"peak-rate": 7}))
    assert changed.amount("peak-rate") == 7
    assert changed.origin("peak-rate", "use_cases.buy.peak") == Origin(
        "brief", "parameters.peak-rate", "use_cases.buy.peak"
    )
