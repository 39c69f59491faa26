"""Who names whom: sources that items cite, and what rules name."""

import pytest

from archrules.knowledge_base.items import DerivationItem, OptionItem
from archrules.knowledge_base.references import named_by, references
from archrules.knowledge_base.rule_forms import read_derivation
from archrules.knowledge_base.scope import Faults
from archrules.knowledge_base.strict_yaml import parse_yaml
from archrules.vocabulary import VOCABULARY
from tests.unit.knowledge_base import small_pack


def test_every_citation_is_found_with_its_path() -> None:
    veto = {"when": [{"ref": {"ref": "no", "where": "no"}}], "because": "so", "source": {"ref": "c"}}
    raw = small_pack.option(
        "first",
        sources=[{"ref": "a"}, {"ref": "b", "where": "there"}],
        vetoes=[veto],
        parameters={
            name: {**small_pack.parameter(), "source": {"ref": name}} for name in ("ref", "where", "when")
        },
        arguments=[small_pack.argument(source={"ref": "d"})],
    )
    assert dict(references(OptionItem.model_validate(raw))) == {
        ("sources", 0, "ref"): "a",
        ("sources", 1, "ref"): "b",
        ("parameters", "ref", "source", "ref"): "ref",
        ("parameters", "where", "source", "ref"): "where",
        ("parameters", "when", "source", "ref"): "when",
        ("vetoes", 0, "source", "ref"): "c",
        ("arguments", 0, "source", "ref"): "d",
    }


NOTHING = parse_yaml("nothing: here", "item.yaml")
RISK = {"risk": {"about": "x", "text": "x", "mitigation": "x"}}


def named(when: list[small_pack.Item], derive: small_pack.Item | None = None) -> list[str]:
    raw = small_pack.derivation("rule", parameters={}, when=when, derive=derive or RISK)
    faults = Faults(NOTHING)
    rule = read_derivation(DerivationItem.model_validate(raw), VOCABULARY, faults).rule
    assert faults.found == []
    return sorted(named_by(rule))


CHOICE = {"decision": "store", "option": "first"}


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ({"choice": CHOICE}, ["store", "store/first"]),
        (
            {"choice": {"decision": "store", "option": ["first", "second"]}},
            ["store", "store/first", "store/second"],
        ),
        ({"choice": {"decision": "store", "option": {"!=": "first"}}}, ["store", "store/first"]),
        (
            {"choice": {"decision": ["store", "cache"], "option": "x"}},
            ["cache", "cache/x", "store", "store/x"],
        ),
        ({"choice": {"decision": "$decision", "option": "first"}}, ["*/first"]),
        (
            {"choice": {"decision": "store", "option": "$option", "technology": "database"}},
            ["database", "store"],
        ),
        ({"option": {"decision": "store", "name": "first"}}, ["store", "store/first"]),
        ({"option": {"technology": "database"}}, ["database"]),
        ({"technology": {"name": "database", "category": "relational"}}, ["database"]),
        ({"capability": {"technology": "database", "name": "transactions"}}, ["database"]),
        ({"not": {"choice": CHOICE}}, ["store", "store/first"]),
        ({"count": {"of": {"mandated": {"technology": "database"}}, "as": "$n"}}, ["database"]),
        ({"context": {"name": "store"}}, []),
    ],
    ids=str,
)
def test_what_a_condition_names_is_found(condition: small_pack.Item, found: list[str]) -> None:
    assert named([condition]) == found


@pytest.mark.parametrize(
    ("derive", "found"),
    [
        ({"barred": {**CHOICE, "because": "so"}}, ["store", "store/first"]),
        ({"mandated": {"technology": "database"}}, ["database"]),
        ({"mandated": {"technology": "$size"}}, []),
    ],
    ids=str,
)
def test_what_a_conclusion_names_is_found(derive: small_pack.Item, found: list[str]) -> None:
    team = {"team": {"name": "$size"}}
    assert named([team], derive) == found
