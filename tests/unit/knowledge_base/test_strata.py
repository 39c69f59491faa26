"""The order in which rules and decisions run, computed from what they read and conclude."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.errors import KnowledgeError
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.items import DerivationItem, PackItem
from archrules.knowledge_base.loading import load_knowledge
from archrules.knowledge_base.rule_forms import read_derivation
from archrules.knowledge_base.scope import Faults
from archrules.knowledge_base.strata import check_strata, strata
from archrules.vocabulary import VOCABULARY
from tests.unit.knowledge_base import small_pack
from tests.unit.knowledge_base.small_language import document
from tests.unit.knowledge_base.small_pack import flags, write_pack


def flag(name: str) -> dict[str, Any]:
    """A pattern over the flag of a name."""
    return {"derived_flag": {"name": name, "subject": "x"}}


def no(pattern: dict[str, Any]) -> dict[str, Any]:
    return {"not": pattern}


def choice(decision: str) -> dict[str, Any]:
    return {"choice": {"decision": decision, "option": "first"}}


def choosing(name: str, *when: object, **changes: object) -> dict[str, Any]:
    """The files of a decision whose first option argues on the conditions."""
    return {
        f"decisions/{name}/decision.yaml": small_pack.decision(name, **changes),
        f"decisions/{name}/first.yaml": small_pack.option(
            "first", arguments=[small_pack.argument(when=list(when))]
        ),
        f"decisions/{name}/second.yaml": small_pack.option("second"),
    }


def pack(folder: Path, *items: dict[str, Any]) -> Path:
    """A pack with those derivations and files of decisions, and nothing else."""
    files = {name: small_pack.PACK[name] for name in ("pack.yaml", "sources.yaml")}
    for item in items:
        files |= {f"derivations/{item['id']}.yaml": item} if "id" in item else item
    return write_pack(folder, files)


def levels(knowledge: KnowledgeBase) -> list[tuple[list[str], list[str]]]:
    """The rules and decisions of each stratum."""
    return [([rule.id for rule in s.rules], [d.id for d in s.decisions]) for s in strata(knowledge)]


def order(folder: Path, *items: dict[str, Any]) -> list[tuple[list[str], list[str]]]:
    return levels(load_knowledge(pack(folder, *items)))


def circle(folder: Path, *items: dict[str, Any]) -> tuple[str, str]:
    """The file and the message of the one fault of a pack."""
    with pytest.raises(KnowledgeError) as raised:
        load_knowledge(pack(folder, *items))
    (fault,) = raised.value.faults
    return Path(fault.file).relative_to(folder).as_posix(), fault.message


CIRCLE = "depends on its own outcome through negation or a decision: {}; break the circle"


def test_what_depends_on_nothing_runs_at_once(tmp_path: Path) -> None:
    assert order(tmp_path, flags("b"), flags("a")) == [(["a", "b"], [])]


def test_no_knowledge_has_no_strata(tmp_path: Path) -> None:
    assert order(tmp_path) == []


def test_what_reads_a_conclusion_runs_with_it(tmp_path: Path) -> None:
    assert order(tmp_path, flags("a", flag("b")), flags("b", flag("c")), flags("c")) == [
        (["a", "b", "c"], [])
    ]


def test_what_negates_a_conclusion_runs_after_it(tmp_path: Path) -> None:
    items = flags("a", no(flag("b"))), flags("b", no(flag("c"))), flags("c")
    assert order(tmp_path, *items) == [(["c"], []), (["b"], []), (["a"], [])]


def test_the_longest_way_decides(tmp_path: Path) -> None:
    items = flags("a", flag("b"), no(flag("c"))), flags("b", no(flag("d"))), flags("c", flag("b")), flags("d")
    assert order(tmp_path, *items) == [(["d"], []), (["b", "c"], []), (["a"], [])]


def test_existence_is_no_negation(tmp_path: Path) -> None:
    assert order(tmp_path, flags("a", {"exists": flag("b")}), flags("b")) == [(["a", "b"], [])]


def test_flags_of_other_names_are_other_facts(tmp_path: Path) -> None:
    assert order(tmp_path, flags("a", no(flag("b"))), flags("c")) == [(["a", "c"], [])]


@pytest.mark.parametrize(
    "read",
    [
        {"derived_flag": {"subject": "x"}},
        {"derived_flag": {"name": "$name"}},
        {"derived_flag": {"name": ["b", "c"]}},
        {"derived_flag": {"name": {"!=": "c"}}},
    ],
)
def test_a_pattern_that_fixes_no_name_reads_every_flag(tmp_path: Path, read: dict[str, Any]) -> None:
    rule = small_pack.derivation("a", parameters={}, when=[no(read)], derive={"risk": {"about": "x"}})
    assert order(tmp_path, rule, flags("b")) == [(["b"], []), (["a"], [])]


def test_a_rule_that_computes_the_name_concludes_every_flag(tmp_path: Path) -> None:
    any_flag = small_pack.derivation(
        "b", parameters={}, when=[{"team": {"name": "$team"}}], derive={"derived_flag": {"name": "$team"}}
    )
    assert order(tmp_path, flags("a", no(flag("zzz"))), any_flag) == [(["b"], []), (["a"], [])]


def test_a_table_has_its_place_like_a_derivation(tmp_path: Path) -> None:
    table = {"tables/team-size.yaml": small_pack.table("team-size")}
    assert order(tmp_path, flags("a", no(flag("small"))), table) == [
        (["team-size#1", "team-size#2"], []),
        (["a"], []),
    ]


# ---- recursion


def test_positive_recursion_runs_together(tmp_path: Path) -> None:
    items = flags("a", flag("b")), flags("b", flag("a")), flags("c", flag("c")), flags("d", no(flag("a")))
    assert order(tmp_path, *items) == [(["a", "b", "c"], []), (["d"], [])]


@pytest.mark.parametrize(
    ("items", "names"),
    [
        ([flags("a", no(flag("a")))], "a"),
        ([flags("a", no(flag("b"))), flags("b", flag("a"))], "a, b"),
        ([flags("b", flag("c")), flags("c", flag("d")), flags("d", no(flag("b")))], "b, c, d"),
    ],
)
def test_negation_through_recursion_is_refused_and_named(
    tmp_path: Path, items: list[dict[str, Any]], names: str
) -> None:
    assert circle(tmp_path, *items) == (f"derivations/{names[0]}.yaml", CIRCLE.format(names))


def test_every_circle_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as raised:
        load_knowledge(
            pack(tmp_path, flags("b", no(flag("b"))), flags("a", no(flag("a"))), flags("c", flag("a")))
        )
    assert [fault.message for fault in raised.value.faults] == [CIRCLE.format("a"), CIRCLE.format("b")]


# ---- decisions


def test_a_decision_is_made_after_the_rules_that_it_reads(tmp_path: Path) -> None:
    items = flags("b", no(flag("a"))), flags("a"), choosing("store", flag("b"))
    assert order(tmp_path, *items) == [(["a"], []), (["b"], ["store"])]


def test_a_negation_in_an_option_needs_no_stratum_of_its_own(tmp_path: Path) -> None:
    assert order(tmp_path, flags("a"), choosing("store", no(flag("a")))) == [(["a"], ["store"])]


@pytest.mark.parametrize("read", [choice("store"), no(choice("store")), {"choice": {"subject": "x"}}])
def test_what_reads_a_choice_runs_after_the_decision(tmp_path: Path, read: dict[str, Any]) -> None:
    assert order(tmp_path, flags("a", read), choosing("store")) == [([], ["store"]), (["a"], [])]


def test_what_reads_the_choice_of_one_decision_does_not_wait_for_another(tmp_path: Path) -> None:
    items = flags("a", choice("cache")), choosing("cache"), choosing("store", flag("a"))
    assert order(tmp_path, *items) == [([], ["cache"]), (["a"], ["store"])]


def test_a_decision_that_says_so_is_made_after_another(tmp_path: Path) -> None:
    assert order(tmp_path, choosing("cache", after=["store"]), choosing("store")) == [
        ([], ["store"]),
        ([], ["cache"]),
    ]


def test_a_decision_whose_subjects_are_derived_is_made_after_them(tmp_path: Path) -> None:
    unit = small_pack.derivation("a", parameters={}, when=[no(flag("b"))], derive={"unit": {"name": "u"}})
    assert order(tmp_path, choosing("store", per="unit"), unit, flags("b")) == [
        (["b"], []),
        (["a"], ["store"]),
    ]


@pytest.mark.parametrize(
    "kind",
    [
        {"barred": {"decision": "store", "option": "first", "because": "so"}},
        {
            "argued": {
                "decision": "store",
                "option": "first",
                "subject": "x",
                "criterion": "cost",
                "points": 1,
            }
        },
    ],
)
def test_a_decision_is_made_after_what_bars_or_argues_its_options(
    tmp_path: Path, kind: dict[str, Any]
) -> None:
    rule = small_pack.derivation("a", parameters={}, when=[choice("cache")], derive=kind)
    assert order(tmp_path, rule, choosing("cache"), choosing("store")) == [
        ([], ["cache"]),
        (["a"], ["store"]),
    ]


def test_decisions_that_wait_for_each_other_are_refused_and_named(tmp_path: Path) -> None:
    items = choosing("cache", after=["store"]), choosing("store", choice("cache"))
    assert circle(tmp_path, *items) == ("decisions/cache/decision.yaml", CIRCLE.format("cache, store"))


def test_a_decision_that_depends_on_its_outcome_is_refused_and_named(tmp_path: Path) -> None:
    items = flags("a", choice("store")), choosing("store", flag("a"))
    assert circle(tmp_path, *items) == ("derivations/a.yaml", CIRCLE.format("a, store"))


@pytest.mark.parametrize("changes", [{"after": ["store"]}, {"where": [choice("store")]}])
def test_a_decision_after_itself_is_refused(tmp_path: Path, changes: dict[str, Any]) -> None:
    found = circle(tmp_path, choosing("store", **changes))
    assert found == ("decisions/store/decision.yaml", CIRCLE.format("store"))


# ---- against a naive computation

NAMES = "abcde"
READS = st.dictionaries(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), st.booleans(), max_size=8)
"""Pairs of a rule and a rule that it reads, and whether it negates what it reads."""


def in_memory(reads: dict[tuple[str, str], bool]) -> KnowledgeBase:
    derivations = {}
    for name in NAMES:
        when = [no(flag(b)) if negated else flag(b) for (a, b), negated in reads.items() if a == name]
        item = DerivationItem.model_validate(flags(name, *when))
        derivations[name] = read_derivation(item, VOCABULARY, Faults(document("- nothing")))
    return KnowledgeBase(
        pack=PackItem.model_validate(small_pack.PACK["pack.yaml"]),
        sources={},
        defaults={},
        technologies={},
        derivations=derivations,
        tables={},
        decisions={},
        policies={},
    )


def naive_levels(reads: dict[tuple[str, str], bool]) -> dict[str, int] | None:
    """Raised until nothing changes; None if that never comes."""
    level = dict.fromkeys(NAMES, 0)
    for _ in range(len(NAMES) ** 2):
        raised = {
            name: max([level[name], *(level[b] + negated for (a, b), negated in reads.items() if a == name)])
            for name in NAMES
        }
        if raised == level:
            return level
        level = raised
    return None


@given(READS)
def test_strata_are_those_of_a_naive_computation(reads: dict[tuple[str, str], bool]) -> None:
    knowledge, expected = in_memory(reads), naive_levels(reads)
    if expected is None:
        with pytest.raises(KnowledgeError, match="depends on its own outcome"):
            check_strata(knowledge, {})
    else:
        check_strata(knowledge, {})
        found = {rule.id: level for level, stratum in enumerate(strata(knowledge)) for rule in stratum.rules}
        assert found == expected


def test_every_rule_and_decision_of_the_built_in_knowledge_runs_once() -> None:
    knowledge = load_knowledge()
    found = strata(knowledge)
    rules = [rule.id for stratum in found for rule in stratum.rules]
    own = [d.rule.id for d in knowledge.derivations.values()]
    own += [rule.id for table in knowledge.tables.values() for rule in table.rules]
    assert sorted(rules) == sorted(own)
    assert sorted(d.id for stratum in found for d in stratum.decisions) == sorted(knowledge.decisions)


UNIT = {"unit": {"name": "$unit"}}
LOADED = {"unit_load": {"unit": "$unit"}}
SIZED = {"about": "$unit", "quantity": "replicas", "value": 1, "unit": "replicas"}


def rule(name: str, when: list[object], derive: dict[str, Any]) -> dict[str, Any]:
    return small_pack.derivation(name, parameters={}, when=when, derive=derive)


def computed(folder: Path, *items: dict[str, Any]) -> list[tuple[tuple[str, ...], list[str]]]:
    """The computations and rules of each stratum."""
    found = strata(load_knowledge(pack(folder, *items)))
    return [(s.computations, [rule.id for rule in s.rules]) for s in found]


def test_a_computation_runs_after_what_it_reads_and_before_what_reads_it(tmp_path: Path) -> None:
    units = rule("units", [{"context": {"name": "$unit"}}], {"unit": {"name": "$unit"}})
    assert computed(tmp_path, rule("sized", [LOADED], {"sizing": SIZED}), units) == [
        ((), ["units"]),
        (("load of units",), ["sized"]),
    ]


def test_a_computation_that_nobody_needs_does_not_run(tmp_path: Path) -> None:
    assert computed(tmp_path, rule("sized", [UNIT], {"sizing": SIZED})) == [((), ["sized"])]


def test_a_decision_must_not_rest_on_what_is_computed_from_decisions(tmp_path: Path) -> None:
    file, message = circle(tmp_path, choosing("one", flag("a")), flags("a", {"call_time": {"call": "x"}}))
    assert (file, message) == (
        "decisions/one/decision.yaml",
        "no decision may rest on what is computed from decisions: time of calls; use facts of the brief",
    )


def test_sizes_of_other_quantities_are_other_facts(tmp_path: Path) -> None:
    other = {"sizing": {"about": "$unit", "quantity": "zones"}}
    items = rule("a", [UNIT, no(other)], {"sizing": SIZED}), rule("b", [UNIT], {"sizing": SIZED})
    assert order(tmp_path, *items) == [(["a", "b"], [])]
