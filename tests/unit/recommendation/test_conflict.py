"""Why nothing survives: the smallest set of requirements, and the single ones whose loss would help."""

from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from archrules.recommendation.conflict import Requirements, conflict

NAMES = ("a", "b", "c", "d", "choice e")
VETOES = st.lists(st.frozensets(st.sampled_from(NAMES), min_size=1, max_size=3), min_size=1, max_size=3)
ALL_VETOES = st.dictionaries(st.sampled_from(["one", "two", "three", "four"]), VETOES, min_size=1)


def sets(*texts: str) -> list[Requirements]:
    return [frozenset(text) for text in texts]


def excludes_all(vetoes: dict[str, list[Requirements]], kept: frozenset[str]) -> bool:
    """Whether each option still has a veto if only these requirements are kept."""
    return all(any(veto <= kept for veto in found) for found in vetoes.values())


def told(vetoes: dict[str, list[Requirements]]) -> frozenset[str]:
    found = conflict(vetoes)
    return frozenset(found.requirements) | {f"choice {name}" for name in found.earlier_choices}


def smallest(vetoes: dict[str, list[Requirements]]) -> frozenset[str]:
    """The smallest set of requirements that still excludes all, the first by name, found by trying every set."""
    names = sorted(frozenset(chain.from_iterable(chain.from_iterable(vetoes.values()))))
    every = chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))
    return next(frozenset(kept) for kept in every if excludes_all(vetoes, frozenset(kept)))


@given(ALL_VETOES)
def test_requirements_in_conflict_are_the_smallest_set(vetoes: dict[str, list[Requirements]]) -> None:
    assert told(vetoes) == smallest(vetoes)


@given(ALL_VETOES)
def test_relaxations_are_the_single_requirements_that_help(vetoes: dict[str, list[Requirements]]) -> None:
    everything = frozenset(NAMES)
    helping = {name for name in NAMES if not excludes_all(vetoes, everything - {name})}
    assert set(conflict(vetoes).relaxations) == {name for name in helping if not name.startswith("choice ")}


def test_everything_is_told_in_order_of_name() -> None:
    names = frozenset(f"path {letter}" for letter in "hgfedcba")
    choices = frozenset(f"choice {letter}" for letter in "hgfedcba")
    found = conflict({"one": [names | choices]})
    assert found.requirements == found.relaxations == tuple(sorted(names))
    assert found.earlier_choices == tuple("abcdefgh")


@given(ALL_VETOES.flatmap(lambda vetoes: st.tuples(st.just(vetoes), st.permutations(list(vetoes.items())))))
def test_order_of_options_changes_nothing(
    orders: tuple[dict[str, list[Requirements]], list[tuple[str, list[Requirements]]]],
) -> None:
    vetoes, shuffled = orders
    assert conflict(dict(shuffled)) == conflict(vetoes)


def test_earlier_choices_stand_apart() -> None:
    found = conflict({"one": [frozenset({"budget", "choice style for shop: modular"})]})
    assert found.requirements == ("budget",)
    assert found.earlier_choices == ("style for shop: modular",)
    assert found.relaxations == ("budget",)


def test_equally_small_sets_are_told_by_name() -> None:
    assert told({"one": sets("b", "a")}) == {"a"}


def test_many_options_with_many_vetoes_still_have_the_smallest_set() -> None:
    """3 ** 12 ways to pick a veto for each option; `z` alone excludes all of them."""
    vetoes = {
        f"option {n}": [frozenset({f"a{n}"}), frozenset({f"b{n}"}), frozenset({"z"})] for n in range(12)
    }
    assert told(vetoes) == {"z"}


def test_hundreds_of_vetoes_are_told_in_time() -> None:
    vetoes = {
        f"option {n}": [frozenset({f"path {n} {i}", f"other {i}"}) for i in range(500)] for n in range(10)
    }
    assert excludes_all(vetoes, told(vetoes))
