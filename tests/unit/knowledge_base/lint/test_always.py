"""What holds whatever the brief says, told from what the knowledge itself gives."""

import pytest

from archrules.knowledge_base.condition_syntax import read_conditions
from archrules.knowledge_base.lint.always import always
from archrules.knowledge_base.scope import Faults, Scope
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import make_fact
from archrules.vocabulary.kinds import Type
from tests.unit.knowledge_base.small_language import document

FACTS = [
    make_fact(VOCABULARY["technology"], {"name": "old", "category": "relational", "maturity": 3}),
    make_fact(VOCABULARY["technology"], {"name": "new", "category": "document", "maturity": 1}),
    make_fact(VOCABULARY["capability"], {"technology": "old", "name": "joins"}),
    make_fact(VOCABULARY["limit"], {"technology": "new", "name": "fields", "value": 100}),
]


def ways(text: str) -> list[dict[str, object]]:
    """How the conditions hold for every brief."""
    raw = document(text).value
    scope = Scope(VOCABULARY, Faults(document("- nothing")), {"most": Type.NUMBER})
    read = read_conditions(raw if isinstance(raw, list) else [raw], ("when",), scope)
    assert scope.faults.found == []
    return [dict(bound) for bound in always(read, FACTS, {})]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[technology: {name: $t, maturity: {'>=': 2}}]", [{"t": "old"}]),
        ("[technology: {name: $t, maturity: [1, 2]}]", [{"t": "new"}]),
        ("[technology: {name: {'!=': old, as: $t}}]", [{"t": "new"}]),
        ("[{technology: {name: $t}}, {capability: {technology: $t, name: joins}}]", [{"t": "old"}]),
        ("[{technology: {name: $t}}, {not: {capability: {technology: $t}}}]", [{"t": "new"}]),
        ("[{technology: {name: $t}}, {exists: {limit: {technology: $t}}}]", [{"t": "new"}]),
        ("[{limit: {value: $v}}, {test: v * 2 > 150 and v != 3}]", [{"v": 100}]),
        ("[{count: {of: {technology: {category: $c}}, distinct: $c, as: $n}}]", [{"n": 2}]),
        ("[technology: {name: new, osi_approved: unknown}]", [{}]),
        ("[{system: {name: $s}}, {technology: {name: new}}]", [{"s": None}]),
    ],
)
def test_what_the_knowledge_gives_always_holds(text: str, found: list[dict[str, object]]) -> None:
    assert ways(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "[{team: {name: $t}}]",
        "[{technology: {name: new}}, {not: {team: {name: x}}}]",
        "[{technology: {name: new}}, {exists: {team: {}}}]",
        "[{count: {of: {team: {}}, as: $n}}]",
        "[{limit: {value: $v}}, {test: v > most}]",
        "[{limit: {value: $v}}, {test: v > 100}]",
        "[technology: {name: new, osi_approved: false}]",
        "[technology: {name: middle}]",
        "[{system: {name: $s}}, {technology: {name: $s}}]",
        "[system: {name: shop}]",
        "[system: {domain: $d}]",
        "[technology_support: {supported_now: false}]",
    ],
)
def test_what_depends_on_the_brief_does_not_always_hold(text: str) -> None:
    assert ways(text) == []
