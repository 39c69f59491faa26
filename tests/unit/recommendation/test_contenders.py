"""What is compared: technologies stand for their options, and what was not named stands aside."""

import pytest

from archrules.errors import ArchrulesError, UnknownNameError
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
    ("names", "message"),
    [
        (["plain", "plain"], "'plain' is named twice: name it once, or another option beside it"),
        (
            ["plain-db", "odd", "plain-db"],
            "'plain-db' is named twice: name it once, or another option beside it",
        ),
        (
            ["plain", "store/plain"],
            "'store/plain' stands for nothing that is not named beside it: leave it out",
        ),
        (
            ["plain", "plain-large", "plain-db"],
            "'plain-db' stands for nothing that is not named beside it: leave it out",
        ),
    ],
)
def test_a_name_that_adds_nothing_is_an_error(store: Decision, names: list[str], message: str) -> None:
    with pytest.raises(ArchrulesError) as caught:
        contenders(store, names, RANKED)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("name", "near"),
    [("plane", "(did you mean 'plain'"), ("quik-db", "(did you mean 'quick-db'"), ("zzz", "")],
)
def test_a_name_that_nothing_has_is_an_error_with_names_like_it(
    store: Decision, name: str, near: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        contenders(store, [name], RANKED)
    told = f"the decision 'store' has no option or technology {name!r}; a comparison without names shows all that"
    assert str(caught.value).startswith(f"{told} it has{near and f' {near}'}")
    assert len(caught.value.suggestions) <= 3
