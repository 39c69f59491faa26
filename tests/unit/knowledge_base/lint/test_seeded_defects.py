"""A defect of each class, planted in a good pack: lint names it with file and line, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from archrules.knowledge_base.lint.faults import CODES
from archrules.knowledge_base.lint.linting import lint
from tests.unit.knowledge_base.lint.good_pack import (
    GOOD,
    LOAD,
    choice,
    first,
    flag,
    good_with,
    row,
    second,
    teams_by_size,
    veto,
)
from tests.unit.knowledge_base.small_pack import (
    SOURCE,
    TEAM,
    argument,
    derivation,
    flags,
    option,
    parameter,
    policy,
    ruled,
    technology,
    write_pack,
)

BIG, TABLE = "derivations/teams/big-team.yaml", "tables/team-size.yaml"
DECISION, FIRST, SECOND = (f"decisions/store/{name}.yaml" for name in ("decision", "first", "second"))
PRODUCT, CALLS = "technologies/relational/database.yaml", "policies/calls/no-timeout.yaml"
THIRD = "decisions/store/third.yaml"
USES = [{"use_case": {"name": "$team", "answer": "$answer"}}]
WRITES = {"context_load": {"context": "$context", "writes_per_s": {"as": "$writes", ">": 0}}}


@dataclass(frozen=True)
class Seed:
    """What is planted, the code that names it, the file it is told in, and what stands in that line."""

    code: str
    name: str
    changes: Mapping[str, Any]
    file: str
    line: str
    told: str
    count: int = 1
    """How often the line stands in the file up to the place."""

    def __str__(self) -> str:
        return f"{self.code}: {self.name}"


def placed_where(*rows: dict[str, Any], hit_policy: str = "collect") -> dict[str, Any]:
    """A table of what runs where, which composition reads."""
    return ruled(
        "team-size",
        **{
            "when": [{"context_load": {"context": "$context", "writes_per_s": "$writes"}}],
            "inputs": {"writes": {"from": 0, "to": 100}},
            "hit-policy": hit_policy,
            "output": "placement",
            "rows": list(rows),
        },
    )


def place(when: dict[str, Any], unit: str) -> dict[str, Any]:
    return {"when": when, "then": {"context": "$context", "unit": unit}, "because": "so"}


SMALL = {"small": second(arguments=[argument(), argument(points=-1, when=[flag("big-team")])])}
"""The second option where no table says who is small."""

SEEDS = [
    Seed(
        "load",
        "an id twice",
        {"derivations/zoo/big-team.yaml": derivation("big-team")},
        "derivations/zoo/big-team.yaml",
        "id:",
        "'big-team' is also the id of",
    ),
    Seed(
        "load",
        "a source that is nowhere",
        {BIG: derivation("big-team", sources=[{"ref": "nowhere"}])},
        BIG,
        "ref: nowhere",
        "no source 'nowhere'",
    ),
    Seed(
        "load",
        "a variable that nothing binds",
        {BIG: derivation("big-team", when=[TEAM, {"test": "sise > limit"}])},
        BIG,
        "- test:",
        "'sise'",
    ),
    Seed(
        "load",
        "a field that does not exist",
        {
            BIG: derivation(
                "big-team", when=[{"team": {"name": "$team", "size": {">": "$limit"}, "weight": 3}}]
            )
        },
        BIG,
        "weight:",
        "no field 'weight'",
    ),
    Seed(
        "load",
        "a circle through negation",
        {
            "derivations/teams/one.yaml": flags("one", TEAM, {"not": flag("two")}),
            "derivations/teams/two.yaml": flags("two", TEAM, {"not": flag("one")}),
        },
        "derivations/teams/one.yaml",
        "id:",
        "depends on its own outcome through negation",
    ),
    Seed(
        "load",
        "rows of a unique table that overlap",
        {TABLE: teams_by_size(rows=[row({"size": {"<": 6}}), row({"size": {">": 5}}, holds=False)])},
        TABLE,
        "- when:",
        "overlaps row 1",
        2,
    ),
    Seed(
        "retired-id",
        "of a derivation",
        {"pack.yaml": {**GOOD["pack.yaml"], "retired": {"big-team": "see huge-team"}}},
        BIG,
        "id:",
        "'big-team' was given up (see huge-team)",
    ),
    Seed(
        "unused-source",
        "that nobody cites",
        {
            "sources.yaml": {
                "sources": {
                    **GOOD["sources.yaml"]["sources"],
                    "other": {"title": "Another", "author": "Else", "year": 2020},
                }
            }
        },
        "sources.yaml",
        "other:",
        "no item cites 'other'",
    ),
    Seed(
        "undated-source",
        "without any date",
        {"sources.yaml": {"sources": {"book": {"title": "A book", "author": "Somebody"}}}},
        "sources.yaml",
        "book:",
        "'book' has no date",
    ),
    Seed(
        "late-date",
        "of reading a source",
        {"sources.yaml": {"sources": {"book": {"title": "A", "author": "B", "accessed": "2026-02-01"}}}},
        "sources.yaml",
        "accessed:",
        "read on 2026-02-01, after the 2026-01-31",
    ),
    Seed(
        "late-date",
        "of a limit",
        {
            PRODUCT: technology(
                "database",
                limits=[
                    {
                        "name": "columns",
                        "value": 9,
                        "unit": "columns",
                        "source": SOURCE,
                        "as-of": "2027-01-01",
                        "evidence": "registry",
                    }
                ],
            )
        },
        PRODUCT,
        "as-of: '2027-01-01'",
        "true on 2027-01-01",
    ),
    Seed(
        "bare-number",
        "in a pattern",
        {BIG: derivation("big-team", parameters={}, when=[{"team": {"name": "$team", "size": {">": 7}}}])},
        BIG,
        "- team:",
        "7 is a threshold",
    ),
    Seed(
        "bare-number",
        "in a test",
        {BIG: derivation("big-team", parameters={}, when=[TEAM, {"test": "size * 60 > 100"}])},
        BIG,
        "- test:",
        "100 is a threshold",
    ),
    Seed(
        "bare-number",
        "inside a count of a veto",
        {
            SECOND: second(
                vetoes=[
                    veto(
                        {"count": {"of": {"team": {"size": {">=": 4}}}, "as": "$teams"}},
                        {"test": "teams > 2"},
                    )
                ]
            )
        },
        SECOND,
        "- count:",
        "4 is a threshold",
    ),
    Seed(
        "unknown-clause",
        "that no guide has",
        {BIG: derivation("big-team", clauses=["S1-003", "S1-999"])},
        BIG,
        "- S1-999",
        "clauses.yaml lists no S1-999",
    ),
    Seed(
        "gap",
        "between two rows",
        {TABLE: teams_by_size(rows=[row({"size": {"<": 5}}), row({"size": {">": 7}}, holds=False)])},
        TABLE,
        "rows:",
        "no row decides size >= 5 and size <= 7",
    ),
    Seed(
        "gap",
        "of one point",
        {TABLE: teams_by_size(rows=[row({"size": {"<": 5}}), row({"size": {">": 5}}, holds=False)])},
        TABLE,
        "rows:",
        "no row decides size = 5",
    ),
    Seed(
        "gap",
        "in a table whose rows may agree",
        {
            TABLE: teams_by_size(
                **{"hit-policy": "any"}, rows=[row({"size": {"<": 5}}), row({"size": {">": 3, "<": 7}})]
            )
        },
        TABLE,
        "rows:",
        "no row decides size >= 7",
    ),
    Seed(
        "narrow-domain",
        "without one of two answers",
        {TABLE: teams_by_size(when=USES, inputs={"answer": ["now"]}, rows=[row({"answer": "now"})])},
        TABLE,
        "answer:",
        "answer can also be later",
        2,
    ),
    Seed(
        "conflicting-overlap",
        "on where a context runs",
        {
            TABLE: placed_where(place({"writes": {"<": 6}}, "one"), place({"writes": {">": 5}}, "two")),
            SECOND: SMALL["small"],
        },
        TABLE,
        "- when:",
        "something else than row 1 where writes > 5 and writes < 6",
        2,
    ),
    Seed(
        "redundant-overlap",
        "of rows that say the same",
        {
            TABLE: placed_where(place({"writes": {"<": 6}}, "one"), place({"writes": {">": 5}}, "one")),
            SECOND: SMALL["small"],
        },
        TABLE,
        "- when:",
        "the same as row 1 where writes > 5 and writes < 6",
        2,
    ),
    Seed(
        "subsumed-row",
        "inside one other",
        {
            TABLE: placed_where(place({"writes": {">": 5, "<": 9}}, "one"), place({}, "one")),
            SECOND: SMALL["small"],
        },
        TABLE,
        "- when:",
        "row 2 already concludes the same",
    ),
    Seed(
        "subsumed-row",
        "inside two others together",
        {
            TABLE: teams_by_size(
                **{"hit-policy": "any"},
                rows=[row({"size": {"<": 5}}), row({"size": {">=": 5}}), row({"size": {">": 2, "<": 9}})],
            )
        },
        TABLE,
        "- when:",
        "rows 1 and 2 already conclude the same",
        3,
    ),
    Seed(
        "unreachable-row",
        "beyond what is matched before",
        {TABLE: teams_by_size(when=[{"team": {"name": "$team", "size": {"as": "$size", "<=": 2}}}])},
        TABLE,
        "'>=': 5",
        "size is never that",
    ),
    Seed(
        "unreachable-rule",
        "that waits for an option that does not exist",
        {
            "derivations/risks/new.yaml": derivation(
                "new",
                parameters={},
                when=[{"choice": {"decision": "store", "option": "thrid"}}],
                derive={"risk": {"about": "it", "text": "it is new", "mitigation": "try it"}},
            )
        },
        "derivations/risks/new.yaml",
        "- choice:",
        "no rule concludes a choice whose decision is store, option is thrid",
    ),
    Seed(
        "unreachable-rule",
        "that waits for an option of a decision that does not exist",
        {
            "derivations/risks/new.yaml": derivation(
                "new",
                parameters={},
                when=[{"option": {"decision": "shop", "name": "$option"}}],
                derive={"risk": {"about": "$option", "text": "it is new", "mitigation": "try it"}},
            )
        },
        "derivations/risks/new.yaml",
        "- option:",
        "no rule concludes an option whose decision is shop",
    ),
    Seed(
        "unreachable-rule",
        "that waits for a flag of another name",
        {SECOND: second(vetoes=[veto(flag("big-teem"))])},
        SECOND,
        "- derived_flag:",
        "did you mean 'big-team'",
        3,
    ),
    Seed(
        "unreachable-rule",
        "with bounds that exclude each other",
        {
            BIG: derivation(
                "big-team", parameters={}, when=[{"team": {"name": "$team", "size": {">": 2, "<": 1}}}]
            ),
            SECOND: second(arguments=[argument(), argument(points=-2, when=[flag("small")])]),
        },
        BIG,
        "- team:",
        "a team whose name is $team, size > 2, size < 1",
    ),
    Seed(
        "unreachable-rule",
        "of a policy about briefs",
        {
            CALLS: policy(
                "no-timeout",
                **{
                    "for": {"service": {"name": "$source"}},
                    "when": [{"context_load": {"writes_per_s": {">": 0}}}],
                },
            )
        },
        CALLS,
        "- context_load:",
        "no input gives and no rule concludes a context_load",
    ),
    Seed(
        "idle-condition",
        "about a flag that nobody sets",
        {BIG: derivation("big-team", when=[TEAM, {"test": "size > limit"}, {"not": flag("calm")}])},
        BIG,
        "derived_flag:",
        "so this says nothing",
    ),
    Seed(
        "unused-conclusion",
        "of a flag",
        {"derivations/teams/lonely.yaml": flags("lonely", TEAM)},
        "derivations/teams/lonely.yaml",
        "derived_flag:",
        "derived_flag is read by no rule",
    ),
    Seed(
        "unused-conclusion",
        "at the end of a chain",
        {
            "derivations/teams/one.yaml": flags("one", TEAM),
            "derivations/teams/two.yaml": flags("two", flag("one")),
        },
        "derivations/teams/two.yaml",
        "derived_flag:",
        "derived_flag is read by no rule",
        2,
    ),
    Seed(
        "unused-conclusion",
        "of a table",
        {SECOND: SMALL["small"]},
        TABLE,
        "output:",
        "derived_flag is read by no rule",
    ),
    Seed(
        "unused-conclusion",
        "of one row",
        {TABLE: teams_by_size(rows=[row({"size": {"<": 5}}), row({"size": {">=": 5}}, name="large")])},
        TABLE,
        "then:",
        "derived_flag is read by no rule",
        2,
    ),
    Seed(
        "unused-conclusion",
        "on a criterion that no decision has",
        {
            "derivations/teams/beauty.yaml": derivation(
                "beauty",
                parameters={},
                when=[TEAM, {"option": {"decision": "store", "name": "$option"}}],
                derive={
                    "argued": {
                        "decision": "store",
                        "option": "$option",
                        "subject": "$team",
                        "points": 1,
                        "criterion": "beauty",
                        "because": "so",
                    }
                },
            )
        },
        "derivations/teams/beauty.yaml",
        "argued:",
        "no decision has such an option and criterion",
    ),
    Seed(
        "barred-option",
        "by a veto without conditions",
        {THIRD: option("third", vetoes=[veto()])},
        THIRD,
        "id:",
        "veto 1 holds whatever the brief says",
    ),
    Seed(
        "barred-option",
        "by a derivation about products without support",
        {
            THIRD: option(
                "third",
                technology="old-database",
                maturity=None,
                arguments=[argument(), argument(points=-1, when=[LOAD])],
            ),
            "technologies/relational/old-database.yaml": technology(
                "old-database",
                releases={
                    "lines": [{"line": "1", "latest": "1.2", "end-of-life": "2025-06-30"}],
                    "source": SOURCE,
                    "as-of": "2026-01-31",
                    "evidence": "vendor-document",
                },
            ),
            "derivations/options/gone.yaml": derivation(
                "gone",
                parameters={},
                when=[
                    {"technology_support": {"technology": "$product", "supported_now": False}},
                    {"option": {"decision": "$decision", "name": "$option", "technology": "$product"}},
                ],
                derive={"barred": {"decision": "$decision", "option": "$option", "because": "it is gone"}},
            ),
        },
        THIRD,
        "id:",
        "the derivation gone holds whatever the brief says",
    ),
    Seed(
        "dominated-option",
        "by one with fewer vetoes and more points",
        {
            THIRD: option(
                "third",
                maturity=1,
                vetoes=[veto(flag("small"))],
                arguments=[
                    argument(),
                    argument(points=-1, when=[LOAD]),
                    argument(points=-2, when=[flag("big-team")]),
                ],
            ),
            SECOND: second(
                arguments=[
                    argument(points=1),
                    argument(points=-1, when=[flag("big-team")]),
                    argument(points=-2, when=[flag("small")]),
                ]
            ),
        },
        THIRD,
        "id:",
        "wherever this survives, second is no worse",
    ),
    Seed(
        "unchosen-option",
        "in an example",
        {DECISION: choice("second", "second")},
        FIRST,
        "id:",
        "no example of store",
    ),
    Seed(
        "one-sided-option",
        "without an argument for it",
        {
            SECOND: second(
                arguments=[
                    argument(points=-1, when=[flag("big-team")]),
                    argument(points=-2, when=[flag("small")]),
                ]
            )
        },
        SECOND,
        "arguments:",
        "nothing is argued for this option",
    ),
    Seed(
        "one-sided-option",
        "without an argument or veto against it",
        {
            SECOND: second(
                arguments=[
                    argument(points=1, when=[flag("big-team")]),
                    argument(points=2, when=[flag("small")]),
                ]
            )
        },
        SECOND,
        "arguments:",
        "nothing is argued against this option",
    ),
    Seed(
        "counted-twice",
        "under a stricter bound",
        {
            FIRST: first(
                parameters={"very_many_writes": parameter(1000)},
                arguments=[
                    argument(points=2),
                    argument(points=-1, when=[LOAD]),
                    argument(
                        points=-1,
                        when=[
                            {
                                "context_load": {
                                    "context": "$context",
                                    "writes_per_s": {">": "$very_many_writes"},
                                }
                            }
                        ],
                    ),
                ],
            )
        },
        FIRST,
        "- criterion:",
        "argument 2 counts as well",
        3,
    ),
    Seed(
        "counted-twice",
        "by a derivation for every option",
        {
            "derivations/options/busy.yaml": derivation(
                "busy",
                parameters={},
                when=[{"option": {"decision": "store", "name": "$option"}}, WRITES],
                derive={
                    "argued": {
                        "decision": "store",
                        "option": "$option",
                        "subject": "$context",
                        "points": -1,
                        "criterion": "cost",
                        "because": "much is written",
                    }
                },
            )
        },
        FIRST,
        "- criterion:",
        "the derivation busy counts as well",
        2,
    ),
    Seed(
        "duplicate-rule",
        "with other names for the variables",
        {
            "derivations/zoo/large-team.yaml": derivation(
                "large-team",
                parameters={"most": parameter(5)},
                when=[{"team": {"size": "$people", "name": "$group"}}, {"test": "people > most"}],
                derive={"derived_flag": {"name": "big-team", "subject": "$group", "holds": True}},
            )
        },
        "derivations/zoo/large-team.yaml",
        "id:",
        "says what big-team says",
    ),
    Seed(
        "duplicate-rule",
        "of a policy",
        {"policies/calls/patience.yaml": policy("patience")},
        "policies/calls/patience.yaml",
        "id:",
        "says what no-timeout says",
    ),
    Seed(
        "duplicate-rule",
        "of a veto",
        {
            SECOND: second(
                vetoes=[veto(flag("small")), veto({"derived_flag": {"subject": "$any", "name": "small"}})]
            )
        },
        SECOND,
        "- when:",
        "says what store/second#veto-1 says",
        2,
    ),
]


def line_of(text: str, snippet: str, count: int) -> int:
    """The number of the line in which the snippet stands for the given time."""
    lines = [number for number, line in enumerate(text.splitlines(), 1) if snippet in line]
    return lines[count - 1]


class _Plain(yaml.SafeDumper):
    """Writes everything out, however often it occurs."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as its base class has it
        return True


def written(folder: Path, changes: Mapping[str, Any]) -> Path:
    """The good pack with other files, in the style in which people write YAML."""
    files = good_with(changes)
    return write_pack(
        folder, {name: yaml.dump(files[name], Dumper=_Plain, sort_keys=False) for name in files}
    )


@pytest.mark.parametrize("seed", SEEDS, ids=str)
def test_lint_names_the_planted_defect_and_nothing_else(seed: Seed, tmp_path: Path) -> None:
    written(tmp_path, seed.changes)
    faults = lint(tmp_path)
    assert [(fault.code, fault.file) for fault in faults] == [(seed.code, str(tmp_path / seed.file))]
    text = (tmp_path / seed.file).read_text("utf-8")
    assert (faults[0].line, seed.told in faults[0].message) == (line_of(text, seed.line, seed.count), True), (
        faults
    )


def test_lint_finds_nothing_in_the_good_pack(tmp_path: Path) -> None:
    assert lint(written(tmp_path, {})) == ()


def test_a_defect_of_every_class_is_planted() -> None:
    elsewhere = {"large-table"}  # see test_tables.py
    assert {seed.code for seed in SEEDS} | elsewhere == set(CODES)


def test_every_seed_changes_the_good_pack() -> None:
    assert [str(seed) for seed in SEEDS if good_with(seed.changes) == good_with({})] == []
