"""Options that another one dominates: what is called so is never chosen, whatever the facts and weights."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archrules.inference.memory import WorkingMemory
from archrules.inference.program import Program
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.lint.domination import dominated
from archrules.knowledge_base.loading import load_knowledge
from archrules.recommendation.reasoning import decide
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import Value, make_fact
from archrules.vocabulary.origins import Origin
from tests.unit.knowledge_base.lint.good_pack import choice, flag, good_with, veto
from tests.unit.knowledge_base.small_pack import Item, argument, derivation, option, write_pack

CRITERIA = {name: {"weight": 3, "why": "it matters"} for name in ("cost", "speed")}
BIG, SMALL = flag("big-team"), flag("small")
BUSY = {"context_load": {"context": "$context", "writes_per_s": {">": 1}}}
VERY_BUSY = {"context_load": {"context": "$context", "writes_per_s": {">": 5}}}
WHENS: list[list[Item]] = [[], [BIG], [SMALL], [BIG, SMALL], [BUSY], [VERY_BUSY], [{"not": BUSY}]]


def knowledge(folder: Path, options: dict[str, Item], **more: Any) -> KnowledgeBase:  # noqa: ANN401 - plain data
    """The good pack with a decision among these options."""
    both = [argument(criterion=name, points=0) for name in CRITERIA]
    files = {f"decisions/store/{name}.yaml": made for name, made in options.items()}
    for made in files.values():
        made["arguments"] = [*both, *made["arguments"]]
    changes = {
        "decisions/store/decision.yaml": choice("first", "second", criteria=CRITERIA, parameters={}),
        "decisions/store/first.yaml": None,
        "decisions/store/second.yaml": None,
        **files,
        **{name.replace("__", "/").replace("_", "-") + ".yaml": content for name, content in more.items()},
    }
    return load_knowledge(write_pack(folder, good_with(changes)))


def found(loaded: KnowledgeBase) -> dict[str, str]:
    decision = loaded.decisions["store"]
    return {worse.name: better.name for worse, better in dominated(decision, decision.options, loaded)}


def made(name: str, arguments: Sequence[Item], vetoes: Sequence[Item] = (), **changes: object) -> Item:
    return option(name, arguments=list(arguments), vetoes=list(vetoes), **changes)


def points(number: int, *when: Item, criterion: str = "cost") -> Item:
    return argument(criterion=criterion, points=number, when=list(when))


def pair(
    better: Sequence[Item], worse: Sequence[Item], vetoes: Sequence[Item] = (), more: Sequence[Item] = ()
) -> dict[str, Item]:
    """Two options: arguments and vetoes of the one, arguments and further vetoes of the other."""
    return {
        "better": made("better", better, vetoes),
        "worse": made("worse", worse, [*vetoes, *more]),
    }


@pytest.mark.parametrize(
    "options",
    [
        pair([points(2)], [points(1)]),
        pair([points(1, BIG)], [points(1, BIG)]),
        pair([points(1), points(-1, VERY_BUSY)], [points(1), points(-1, BUSY)]),
        pair([points(1, BUSY)], [points(1, VERY_BUSY)]),
        pair([points(1)], [points(2)], [veto(BIG)], [veto(BUSY), veto(BIG, SMALL)])
        | {"worse": made("worse", [points(1), points(1, BIG)], [veto(BIG)])},
        pair([points(1)], [points(1)], more=[veto(SMALL)]),
    ],
    ids=["more points", "a tie by name", "fewer losses", "more gains", "where it survives", "fewer vetoes"],
)
def test_an_option_that_is_never_ahead_is_dominated(tmp_path: Path, options: dict[str, Item]) -> None:
    assert found(knowledge(tmp_path, options)) == {"worse": "better"}


@pytest.mark.parametrize(
    "options",
    [
        pair([points(2), points(-3, BIG)], [points(1)]),
        pair([points(3), points(-3, BIG), points(-3, SMALL)], [points(1)]),
        pair([points(3)], [points(1), points(1, criterion="speed")]),
        {"better": made("better", [points(2)], [veto(SMALL)]), "worse": made("worse", [points(1)])},
        {"better": made("better", [points(1)], maturity=1), "worse": made("worse", [points(1)])},
        {"zebra": made("zebra", [points(1)]), "worse": made("worse", [points(1), points(0, BIG)])}
        | {"worse": made("worse", [points(1), points(1, BIG)])},
    ],
    ids=["one loss", "two losses", "another criterion", "a veto", "maturity", "a gain somewhere"],
)
def test_an_option_that_is_ahead_somewhere_is_not_dominated(tmp_path: Path, options: dict[str, Item]) -> None:
    assert "worse" not in found(knowledge(tmp_path, options))


def test_options_of_two_technologies_are_not_compared(tmp_path: Path) -> None:
    options = pair([points(3)], [points(1)])
    options["worse"] |= {"technology": "database", "maturity": 2}
    assert found(knowledge(tmp_path, options)) == {}


def test_an_option_that_a_derivation_argues_by_name_is_not_compared(tmp_path: Path) -> None:
    argued = {"decision": "store", "option": "worse", "subject": "$context", "criterion": "cost", "points": 3}
    bonus = derivation(
        "bonus",
        parameters={},
        when=[{"context": {"name": "$context"}}, BIG],
        derive={"argued": {**argued, "because": "so"}},
    )
    loaded = knowledge(tmp_path, pair([points(3)], [points(1)]), derivations__options__bonus=bonus)
    assert found(loaded) == {}


OPTIONS = st.builds(
    lambda arguments, vetoes, maturity: (arguments, vetoes, maturity),
    st.lists(
        st.builds(
            lambda criterion, number, when: points(number, *when, criterion=criterion),
            st.sampled_from(list(CRITERIA)),
            st.integers(-3, 3),
            st.sampled_from(WHENS),
        ),
        max_size=3,
    ),
    st.lists(st.sampled_from(WHENS).map(lambda when: veto(*when)), max_size=2),
    st.integers(1, 2),
)
CONTEXT: tuple[str, dict[str, Value]] = ("context", {"name": "orders"})
FACTS: list[tuple[str, dict[str, Value]]] = [
    ("derived_flag", {"name": "big-team", "subject": "x", "holds": True}),
    ("derived_flag", {"name": "small", "subject": "y", "holds": True}),
    ("context_load", {"context": "orders", "writes_per_s": 3}),
    ("context_load", {"context": "orders", "writes_per_s": 9}),
]


@settings(max_examples=60)
@given(
    st.lists(OPTIONS, min_size=2, max_size=4),
    st.lists(st.tuples(st.lists(st.sampled_from(FACTS)), st.integers(0, 9), st.integers(0, 9)), max_size=8),
)
def test_a_dominated_option_is_never_chosen(
    options: list[tuple[list[Item], list[Item], int]],
    cases: list[tuple[list[tuple[str, dict[str, Value]]], int, int]],
) -> None:
    named = {
        name: made(name, arguments, vetoes, maturity=maturity)
        for name, (arguments, vetoes, maturity) in zip("abcd", options, strict=False)
    }
    with TemporaryDirectory() as folder:
        loaded = knowledge(Path(folder), named)
    lost = found(loaded)
    for facts, cost, speed in cases:
        memory = WorkingMemory()
        for kind, values in [CONTEXT, *facts]:
            memory.give(make_fact(VOCABULARY[kind], values), Origin("test", "test"))
        weights = {"cost": cost, "speed": speed}
        for outcome in decide(loaded.decisions["store"], memory, weights, Program()):
            assert not outcome.order or outcome.order[0].name not in lost
