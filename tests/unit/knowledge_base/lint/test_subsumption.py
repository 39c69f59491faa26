"""Subsumption is certain: where one rule subsumes another, it holds wherever the other one does."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.inference.memory import WorkingMemory
from archrules.inference.session import matches
from archrules.knowledge_base.conditions import Condition
from archrules.knowledge_base.lint.rule_terms import RuleTerms
from archrules.knowledge_base.lint.subsumption import subsumes
from archrules.knowledge_base.template_syntax import read_facts
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import Fact, make_fact
from archrules.vocabulary.kinds import Type
from archrules.vocabulary.origins import Origin
from tests.unit.knowledge_base.small_language import read_when

LIMITS = {"few": Type.NUMBER, "many": Type.NUMBER}
AMOUNTS = {"few": 2, "many": 5}


def conditions(text: str) -> tuple[Condition, ...]:
    reading = read_when(text, **LIMITS)
    assert reading.faults == []
    return reading.conditions


def is_subsumed(general: str, specific: str) -> bool:
    first, second = (RuleTerms(AMOUNTS).body(conditions(text)) for text in (general, specific))
    return subsumes(first, second)


YES = [
    ("[team: {name: $a}]", "[team: {name: $b, size: 3}]"),
    ("[{team: {name: $a}}, {owns: {team: $a}}]", "[{owns: {team: $x, context: $c}}, {team: {name: $x}}]"),
    ("[team: {size: {'>': 2}}]", "[team: {size: {'>': 3}}]"),
    ("[team: {size: {'>': 2}}]", "[team: {size: 4}]"),
    ("[team: {size: {'>': $few}}]", "[{team: {size: $s}}, {test: s > many}]"),
    ("[{team: {size: $s}}, {test: s > few}]", "[team: {size: {'>=': $many}}]"),
    ("[{team: {size: $s}}, {test: few < s}]", "[{team: {size: $t}}, {test: t > 7 and t < 9}]"),
    ("[{team: {size: $s}}, {test: s > few * 2}]", "[{team: {size: $t}}, {test: t > 4}]"),
    ("[{team: {size: $s}}, {test: s * 2 > 9 or s == 0}]", "[{team: {size: $t}}, {test: t * 2 > 9 or t == 0}]"),
    ("[team: {mood: [good, bad]}]", "[team: {mood: good}]"),
    ("[team: {name: [a, b, c]}]", "[team: {name: [c, a]}]"),
    ("[team: {name: {'!=': a}}]", "[team: {name: b}]"),
    ("[team: {size: {'!=': 1}}]", "[team: {size: {'>': 1}}]"),
    ("[team: {size: unknown}]", "[team: {size: unknown, name: $a}]"),
    ("[{team: {name: $a}}, {not: {owns: {team: $a}}}]", "[{team: {name: $x}}, {not: {owns: {team: $x}}}]"),
    ("[{count: {of: {team: {}}, as: $n}}, {test: n > 2}]", "[{count: {of: {team: {}}, as: $m}}, {test: m > 3}]"),
    ("[{team: {name: $a}}, {owns: {team: {'!=': $a}}}]", "[{team: {name: $x}}, {owns: {team: {'!=': $x}}}]"),
]  # fmt: skip

NO = [
    ("[team: {name: $a, size: 3}]", "[team: {name: $b}]"),
    ("[{team: {name: $a}}, {owns: {team: $a}}]", "[{team: {name: $a}}, {owns: {team: $b}}]"),
    ("[team: {size: {'>': 3}}]", "[team: {size: {'>': 2}}]"),
    ("[team: {size: {'>': 3}}]", "[team: {size: {'>=': 3}}]"),
    ("[team: {size: {'>': 3}}]", "[team: {size: {'<': 2}}]"),
    ("[team: {mood: good}]", "[team: {mood: [good, bad]}]"),
    ("[team: {size: $s}]", "[team: {size: unknown}]"),
    ("[team: {remote: true}]", "[team: {size: 1}]"),
    ("[{team: {name: $a}}, {not: {owns: {team: $a}}}]", "[{team: {name: $a}}, {exists: {owns: {team: $a}}}]"),
    ("[{team: {name: $a}}, {not: {owns: {team: $a}}}]", "[{team: {name: $a}}, {not: {owns: {team: x}}}]"),
    ("[{not: {team: {size: 1}}}]", "[{not: {team: {}}}]"),  # it is so, but not in form
    ("[{count: {of: {team: {}}, as: $n}}, {test: n > 2}]", "[{team: {size: $n}}, {test: n > 2}]"),
    ("[{team: {size: $s}}, {test: s * 2 > 9}]", "[{team: {size: $t}}, {test: t * 2 > 8}]"),
]


@pytest.mark.parametrize(("general", "specific"), YES)
def test_a_rule_subsumes_a_narrower_one(general: str, specific: str) -> None:
    assert is_subsumed(general, specific)


@pytest.mark.parametrize(("general", "specific"), NO)
def test_a_rule_does_not_subsume_another(general: str, specific: str) -> None:
    assert not is_subsumed(general, specific)


def test_what_must_be_used_has_to_be_matched() -> None:
    general, specific = (
        RuleTerms({}).body(conditions(text))
        for text in ("[team: {name: $a}]", "[{team: {name: $a}}, {owns: {team: $a}}]")
    )
    assert [subsumes(general, specific, using={0}), subsumes(general, specific, using={1})] == [True, False]


def test_conclusions_are_equal_up_to_the_names_in_them() -> None:
    heads = []
    for name, limit in (("$a", "few"), ("$b", "few"), ("$b", "many")):
        reading = read_when(f"[team: {{name: {name}, size: $s}}]", **LIMITS)
        raw: dict[str, Any] = {
            "team": {
                "name": name,
                "motto": f"{{{name[1:]}}} of {{s:whole}}",
                "size": {"value": f"s + {limit}"},
            }
        }
        (head,) = read_facts(raw, ("derive",), reading.scope)
        assert reading.faults == []
        terms = RuleTerms(AMOUNTS)
        heads.append((*terms.body(reading.conditions), terms.head(head)))
    assert [subsumes(heads[0], other) for other in heads] == [True, True, False]


PATTERNS = [
    "team: {name: $a}", "team: {name: $b, size: $s}", "team: {name: $a, size: {'>': 1, as: $s}}",
    "team: {name: a, size: {'>=': 2}}", "team: {size: 3, name: $b}", "team: {size: unknown, name: $a}",
    "owns: {team: $a, context: $c}", "owns: {team: $b, context: x}", "owns: {team: $a, context: {'!=': x, as: $c}}",
    "team: {name: [a, b], size: {'!=': 1}}",
]  # fmt: skip
OTHERS = [
    "not: {owns: {team: $a}}", "not: {team: {name: $z, size: 3}}", "exists: {owns: {context: x}}",
    "count: {of: {owns: {team: $t}}, distinct: $t, as: $n}", "not: [{team: {name: $z}}, {owns: {team: $z}}]",
]  # fmt: skip


def when(patterns: list[str], others: list[str]) -> str:
    return f"[{', '.join(f'{{{one}}}' for one in [*patterns, *others])}]"


SOME = st.lists(st.sampled_from(PATTERNS), max_size=2, unique=True)
OTHER = st.lists(st.sampled_from(OTHERS), max_size=1)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Two rules with something in common."""
    common, rest = draw(st.sampled_from(PATTERNS)), draw(OTHER)
    first, second = draw(SOME), draw(SOME)
    return when([common, *first], rest), when([*second, common], rest or draw(OTHER))


TEAMS = [
    make_fact(VOCABULARY["team"], {"name": name, "size": size}) for name, size in product("ab", (None, 1, 3))
]
OWNED = [
    make_fact(VOCABULARY["owns"], {"team": team, "context": context}) for team, context in product("ab", "xy")
]
FACTS = st.lists(st.sampled_from([*TEAMS, *OWNED]), max_size=6, unique=True)


def hold(body: tuple[Condition, ...], facts: list[Fact]) -> bool:
    memory = WorkingMemory()
    for fact in facts:
        memory.give(fact, Origin("test", "test"))
    return bool(matches(body, AMOUNTS, (), memory))


@given(pairs(), st.lists(FACTS, max_size=4))
def test_where_a_subsumed_rule_holds_so_does_the_one_that_subsumes_it(
    rules: tuple[str, str], memories: list[list[Fact]]
) -> None:
    general, specific = rules
    if is_subsumed(general, specific):
        for facts in memories:
            assert hold(conditions(general), facts) or not hold(conditions(specific), facts)


@given(pairs())
def test_every_rule_subsumes_itself(rules: tuple[str, str]) -> None:
    assert is_subsumed(rules[0], rules[0])
