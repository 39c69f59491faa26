from itertools import permutations

from archrules.output.layers import layers

CHAIN = frozenset({("a", "b"), ("b", "c"), ("a", "c")})


def test_what_is_used_stands_behind_all_that_use_it() -> None:
    assert layers("abcd", [CHAIN]) == {"a": 0, "b": 1, "c": 2, "d": 0}


def test_less_important_arrows_count_where_there_is_no_circle() -> None:
    assert layers("abcd", [CHAIN, frozenset({("c", "d")})]) == {"a": 0, "b": 1, "c": 2, "d": 3}


def test_less_important_arrows_give_way_in_a_circle() -> None:
    assert layers("abc", [CHAIN, frozenset({("c", "a")})]) == {"a": 0, "b": 1, "c": 2}


def test_a_circle_of_important_arrows_stands_in_one_layer() -> None:
    circle = frozenset({("a", "b"), ("b", "c"), ("c", "b"), ("c", "d")})
    assert layers("abcd", [circle]) == {"a": 0, "b": 1, "c": 1, "d": 2}


def test_arrows_of_a_node_to_itself_and_to_strangers_change_nothing() -> None:
    assert layers("ab", [frozenset({("a", "a"), ("a", "z"), ("a", "b")})]) == {"a": 0, "b": 1}


def test_the_order_of_keys_changes_nothing() -> None:
    arrows = [frozenset({("a", "b"), ("b", "a"), ("c", "d")}), frozenset({("d", "e"), ("e", "c")})]
    assert all(layers(keys, arrows) == layers("abcde", arrows) for keys in permutations("abcde"))
