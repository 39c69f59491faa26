"""Whatever a valid brief says, what is recommended for it holds together and does not depend on its order."""

from random import Random

from hypothesis import strategies as st

from archrules.errors import SystemFileError
from archrules.knowledge_base.loading import load_knowledge
from archrules.knowledge_base.strict_yaml import parse_yaml
from archrules.knowledge_base.validation import validate
from archrules.model.brief import Brief
from archrules.model.system import System
from archrules.model.system_references import system_problems
from archrules.output.documents import system_yaml
from archrules.recommendation.recommend import recommend_from
from archrules.recommendation.recommendation import Recommendation
from tests.properties.briefs import AMOUNTS, Data, for_all, shuffled


def recommended(data: Data) -> Recommendation:
    return recommend_from(Brief.model_validate(data), load_knowledge())


def read_back(text: str) -> System:
    return validate(parse_yaml(text, "system.yaml"), System, error=SystemFileError)


def has_unique_names_and_known_ends(data: Data) -> None:
    assert system_problems(recommended(data).system) == []


def is_read_back_from_yaml_as_it_was(data: Data) -> None:
    system = recommended(data).system
    assert read_back(system_yaml(system)) == system


def is_the_same_in_any_order(data: Data, seed: int) -> None:
    one = recommended(data)
    other = recommended(shuffled(data, Random(seed)))  # noqa: S311 - shuffles, keeps no secret
    assert other.json() == one.json()
    assert other.report() == one.report()


@AMOUNTS
def test_a_recommended_system_has_unique_names_and_every_end_exists(amount: int) -> None:
    for_all(amount, has_unique_names_and_known_ends)


@AMOUNTS
def test_a_recommended_system_is_read_back_as_it_was(amount: int) -> None:
    for_all(amount, is_read_back_from_yaml_as_it_was)


@AMOUNTS
def test_the_order_in_which_a_brief_lists_things_means_nothing(amount: int) -> None:
    for_all(amount // 2, is_the_same_in_any_order, st.integers(0, 2**32))
