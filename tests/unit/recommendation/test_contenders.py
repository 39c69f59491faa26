"""What is compared: technologies stand for their options, and what was not named stands aside."""

from pathlib import Path

import pytest

from archrules.errors import UnknownNameError
from archrules.knowledge_base.rules import Decision
from archrules.recommendation.contenders import contenders
from tests.unit.recommendation.small_pack import argument, option
from tests.unit.recommendation.store_pack import store_pack

RANKED = ("quick", "plain", "odd")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Decision:
    """The decision of the store with a second option of `plain-db`, and one of the name of a technology."""
    more = (
        option("store", "plain-large", argument("fit", 0), technology="plain-db"),
        option("store", "quick-db", argument("fit", 0), technology="quick-db"),
    )
    return store_pack(tmp_path_factory.mktemp("pack"), *more).decisions["store"]


@pytest.mark.parametrize(
    ("names", "sides"),
    [
        (["plain", "odd"], {"plain": ("plain",), "odd": ("odd",)}),
        (["plain-db", "odd"], {"plain-db": ("plain", "plain-large"), "odd": ("odd",)}),
        (["store/plain", "odd"], {"store/plain": ("plain",), "odd": ("odd",)}),
        (["plain", "plain-db"], {"plain": ("plain",), "plain-db": ("plain-large",)}),
        (["quick-db", "odd"], {"quick-db": ("quick", "quick-db"), "odd": ("odd",)}),
        (["store/quick-db", "odd"], {"store/quick-db": ("quick-db",), "odd": ("odd",)}),
        (["plain", "plain", "odd"], {"plain": ("plain",), "odd": ("odd",)}),
        (["plain", "store/plain", "odd"], {"plain": ("plain",), "odd": ("odd",)}),
    ],
)
def test_names_stand_for_options(
    store: Decision, names: list[str], sides: dict[str, tuple[str, ...]]
) -> None:
    assert contenders(store, names, RANKED) == sides


def test_without_names_each_option_is_a_side(store: Decision) -> None:
    assert contenders(store, [], RANKED) == {option.name: (option.name,) for option in store.options}


@pytest.mark.parametrize(("name", "rival"), [("plain", "quick"), ("quick", "plain"), ("quick-db", "plain")])
def test_one_name_is_compared_with_the_best_beside_it(store: Decision, name: str, rival: str) -> None:
    assert list(contenders(store, [name], RANKED)) == [name, rival]


def test_one_name_stands_alone_where_nothing_else_survives(store: Decision) -> None:
    assert list(contenders(store, ["plain"], ["plain"])) == ["plain"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("plane", "the decision 'store' has no option or technology 'plane' (did you mean 'plain'"),
        ("quik-db", "the decision 'store' has no option or technology 'quik-db' (did you mean 'quick-db'"),
        ("cache/none", "the decision 'store' has no option or technology 'cache/none' (did you mean "),
    ],
)
def test_a_name_that_nothing_has_is_an_error_with_names_like_it(
    store: Decision, name: str, message: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        contenders(store, [name], RANKED)
    assert str(caught.value).startswith(message)


def test_an_option_that_was_taken_out_is_no_side(tmp_path: Path) -> None:
    single = store_pack(tmp_path).decisions["store"]
    assert contenders(single, ["quick", "quick-db", "odd"], RANKED) == {"quick": ("quick",), "odd": ("odd",)}
