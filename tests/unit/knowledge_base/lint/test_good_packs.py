"""In packs that are made without a defect, whatever they look like, lint finds nothing."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from archrules.knowledge_base.lint.linting import lint
from tests.unit.knowledge_base.lint.good_pack import LOAD, choice, flag, good_with, row, teams_by_size, veto
from tests.unit.knowledge_base.small_pack import (
    TEAM,
    Item,
    argument,
    derivation,
    option,
    parameter,
    write_pack,
)

NAMES = ["alpha", "beta", "gamma", "delta", "omega"]
CHOICES = ["now", "later"]


@st.composite
def partitions(draw: st.DrawFn) -> list[Item]:
    """Rows that cut the sizes of teams, and whether they answer, into parts without gap or overlap."""
    ends = draw(st.lists(st.integers(1, 99), max_size=3, unique=True).map(sorted))
    closed = [draw(st.booleans()) for _ in ends]
    rows = []
    for index in range(len(ends) + 1):
        cell: dict[str, object] = {}
        if index:
            cell[">" if closed[index - 1] else ">="] = ends[index - 1]
        if index < len(ends):
            cell["<=" if closed[index] else "<"] = ends[index]
        apart = draw(st.booleans())
        for answers in [["now"], ["later"]] if apart else [CHOICES]:
            when: dict[str, object] = {"size": cell} if cell else {}
            if apart:
                when["answer"] = answers
            rows.append(row(when, holds=draw(st.booleans())))
    return draw(st.permutations(rows))


@st.composite
def chains(draw: st.DrawFn) -> dict[str, Item]:
    """Derivations of flags, the first from teams, each other one from flags before it, also from their absence."""
    made: dict[str, Item] = {}
    count = draw(st.integers(1, len(NAMES)))
    for index, name in enumerate(NAMES[:count]):
        before = NAMES[:index]
        known = draw(st.lists(st.sampled_from(before), max_size=2, unique=True)) if before else []
        absent = draw(st.sampled_from([[], *([one] for one in before if one not in known)]))
        limits = {"limit": parameter(draw(st.integers(3, 9)))}
        when = [TEAM, {"test": "size > limit"}, *map(flag, known), *({"not": flag(one)} for one in absent)]
        made[f"derivations/teams/{name}.yaml"] = derivation(
            name,
            parameters=limits,
            when=when,
            derive={"derived_flag": {"name": name, "subject": "$team", "holds": True}},
        )
    return made


@st.composite
def packs(draw: st.DrawFn) -> dict[str, Any]:
    """Flags, a table and options that between them read every one of the flags."""
    derived = draw(chains())
    read = [flag(name) for name in NAMES[: len(derived)]]
    uses = [TEAM, {"use_case": {"name": "$use", "answer": "$answer"}}]
    domains = {"size": {"from": 0, "to": 100}, "answer": CHOICES}
    table = teams_by_size(when=uses, inputs=domains, rows=draw(partitions()))
    options = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True))
    files: dict[str, Any] = {
        "decisions/store/decision.yaml": choice(*options),
        "decisions/store/first.yaml": None,
        "decisions/store/second.yaml": None,
        "derivations/teams/big-team.yaml": None,
        "tables/team-size.yaml": table,
        **derived,
    }
    for index, name in enumerate(options):
        arguments = [argument(points=draw(st.integers(1, 3))), argument(points=-1, when=[LOAD])]
        # Each is best where its own flag is set, so none is dominated by another.
        arguments.append(argument(points=3, when=[{"derived_flag": {"name": "small", "subject": name}}]))
        vetoes = (
            [veto(*draw(st.lists(st.sampled_from(read), min_size=1, max_size=2, unique_by=str)))]
            if draw(st.booleans())
            else []
        )
        if index == 0:
            vetoes += [veto(one, flag("small")) for one in read]
        files[f"decisions/store/{name}.yaml"] = option(name, arguments=arguments, vetoes=vetoes)
    files["technologies/relational/database.yaml"] = None
    return good_with(files)


@settings(max_examples=40)
@given(packs())
def test_lint_finds_nothing_in_a_pack_without_a_defect(files: dict[str, Any]) -> None:
    with TemporaryDirectory() as folder:
        assert lint(write_pack(Path(folder), files)) == ()
