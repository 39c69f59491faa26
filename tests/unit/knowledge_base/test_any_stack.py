"""Whatever packs are laid on one another: their order does not count, and what they say twice counts once."""

from copy import deepcopy
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archrules.errors import KnowledgeError
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.loading import load_knowledge
from archrules.knowledge_base.strata import strata
from tests.unit.knowledge_base import small_pack
from tests.unit.knowledge_base.small_pack import PACK, Files, write_pack
from tests.unit.knowledge_base.stacks import about, pack
from tests.unit.knowledge_base.test_any_pack import JUNK, places, put

ITEMS = {
    "big-team": "derivations/teams/big-team.yaml",
    "team-size": "tables/team-size.yaml",
    "store/first": "decisions/store/first.yaml",
    "store/second": "decisions/store/second.yaml",
    "store": "decisions/store/decision.yaml",
    "database": "technologies/relational/database.yaml",
    "horizon": "defaults/horizon.yaml",
    "no-timeout": "policies/calls/no-timeout.yaml",
}
"""Id to file of everything in the small pack."""


def others(name: str) -> dict[str, Any]:
    """What a pack of that name may add."""
    naming = {"choice": {"decision": "store", "option": "first"}}
    return {
        f"derivations/{name}.rule.yaml": small_pack.flags(f"{name}.rule", naming),
        f"decisions/store/{name}.x.yaml": small_pack.option(f"{name}.x"),
        f"decisions/store/{name}.y.yaml": small_pack.option(
            f"{name}.y", technology="database", maturity=None
        ),
        f"decisions/{name}.log/decision.yaml": small_pack.decision(f"{name}.log", after=["store"]),
        f"technologies/{name}.pipe.yaml": small_pack.technology(f"{name}.pipe"),
        "sources.yaml": {"sources": {f"{name}.book": {"title": "Ours", "author": "Us"}}},
    }


@st.composite
def stacks(draw: st.DrawFn) -> list[Files]:
    """Packs of which each may require those before it, and change and add what it likes."""
    found: list[Files] = []
    names: list[str] = []
    for name in draw(st.permutations(["alpha", "beta", "gamma"])):
        files = {
            file: item
            for file, item in others(name).items()
            if draw(st.booleans()) and "log/" not in file  # a decision needs its options
        }
        touched = draw(st.lists(st.sampled_from(sorted(ITEMS)), unique=True, max_size=2))
        replaces = [item for item in touched if draw(st.booleans())]
        disables = [item for item in touched if item not in replaces]
        other = draw(st.sampled_from(["", *names]))
        if other:
            disables.append(draw(st.sampled_from([f"{other}.rule", f"store/{other}.x"])))
        files |= {ITEMS[item]: {**PACK[ITEMS[item]], "title": f"By {name}"} for item in replaces}
        requires = [lower for lower in names if draw(st.booleans())]
        found.append(pack(name, files, requires=requires, replaces=replaces, disables=disables))
        names.append(name)
    return found


def loaded(below: Path, folders: tuple[Path, ...]) -> KnowledgeBase | None:
    try:
        return load_knowledge(below, folders)
    except KnowledgeError:
        return None


@settings(max_examples=60)
@given(stacks())
def test_every_order_that_can_be_laid_gives_the_same_knowledge(packs: list[Files]) -> None:
    requires = {files["pack.yaml"]["name"]: set(files["pack.yaml"]["requires"]) for files in packs}
    with TemporaryDirectory() as temporary:
        below = write_pack(Path(temporary) / "below", PACK)
        folders = {
            files["pack.yaml"]["name"]: write_pack(Path(temporary) / files["pack.yaml"]["name"], files)
            for files in packs
        }
        results = [
            loaded(below, tuple(folders[name] for name in order))
            for order in permutations(folders)
            if all(requires[name] <= set(order[:at]) for at, name in enumerate(order))
        ]
    first, *rest = results
    assert all(other == first for other in rest)
    if first is not None:
        assert {other.digest for other in results if other is not None} == {first.digest}
        assert strata(first)


def test_stacks_that_can_be_laid_and_others_are_drawn() -> None:
    """So that the property above is about something."""
    seen = set()

    @settings(max_examples=40, database=None)
    @given(stacks())
    def look(packs: list[Files]) -> None:
        with TemporaryDirectory() as temporary:
            below = write_pack(Path(temporary) / "below", PACK)
            folders = tuple(
                write_pack(Path(temporary) / str(number), files) for number, files in enumerate(packs)
            )
            seen.add(loaded(below, folders) is not None)

    look()
    assert seen == {True, False}


@given(st.sets(st.sampled_from(sorted(ITEMS)), min_size=1))
def test_what_is_replaced_by_itself_changes_nothing_but_whose_it_is(names: set[str]) -> None:
    files = {ITEMS[name]: PACK[ITEMS[name]] for name in names}
    with TemporaryDirectory() as temporary:
        below = write_pack(Path(temporary) / "below", PACK)
        upper = write_pack(Path(temporary) / "upper", pack("acme", files, replaces=sorted(names)))
        plain, stacked = load_knowledge(below), load_knowledge(below, [upper])
    assert {name for name, owner in stacked.pack_of.items() if owner == "acme"} == names
    assert stacked.records[0] == plain.records[0]
    assert replace(stacked, packs=plain.packs, pack_of=plain.pack_of) == plain


UPPER: Files = pack(
    "acme",
    {
        **{name: item for name, item in others("acme").items() if "log/" not in name},
        ITEMS["big-team"]: PACK[ITEMS["big-team"]],
        ITEMS["store"]: PACK[ITEMS["store"]],
        ITEMS["horizon"]: PACK[ITEMS["horizon"]],
    },
    requires=["small"],
    replaces=["big-team", "store", "horizon"],
    disables=["store/second", "no-timeout"],
)


@pytest.mark.parametrize("file", UPPER)
@settings(max_examples=12)
@given(data=st.data())
def test_junk_in_a_pack_on_another_is_loaded_or_a_fault_with_a_place(file: str, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(places(UPPER[file])))
    item = put(UPPER[file], path, data.draw(st.sampled_from(JUNK)), as_key=data.draw(st.booleans()))
    files = {**deepcopy(UPPER), file: item if item is not None else "null"}
    with TemporaryDirectory() as temporary:
        below = write_pack(Path(temporary) / "below", PACK)
        try:
            knowledge = load_knowledge(below, [write_pack(Path(temporary) / "upper", files)])
        except KnowledgeError as error:
            assert all(fault.line >= 1 and fault.column >= 1 for fault in error.faults)  # noqa: PT017 - what is tested
        else:
            assert strata(knowledge)


WORDS = [
    *ITEMS,
    "acme.rule",
    "store/acme.x",
    "sources/book",
    "sources/acme.book",
    "images/x",
    "zzz",
    "a/b",
    "small",
]


@settings(max_examples=150)
@given(
    requires=st.lists(st.sampled_from(["small", "acme", "beta"]), max_size=3),
    replaces=st.lists(st.sampled_from(WORDS), max_size=4),
    disables=st.lists(st.sampled_from(WORDS), max_size=4),
)
def test_any_lists_are_followed_or_told(
    requires: list[str], replaces: list[str], disables: list[str]
) -> None:
    lists = about("acme", requires=requires, replaces=replaces, disables=disables)
    with TemporaryDirectory() as temporary:
        below = write_pack(Path(temporary) / "below", PACK)
        upper = write_pack(Path(temporary) / "upper", {**UPPER, "pack.yaml": lists})
        try:
            knowledge = load_knowledge(below, [upper])
        except KnowledgeError as error:
            assert error.faults  # noqa: PT017 - what is tested
        else:
            assert {knowledge.pack_of[name] for name in replaces} <= {"acme"}
            assert knowledge.pack_of.keys().isdisjoint(disables)
