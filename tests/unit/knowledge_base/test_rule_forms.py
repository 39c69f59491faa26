"""From items to rules: derivations, tables and policies."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from archrules.knowledge_base.conditions import Constraint, Pattern, Variable
from archrules.knowledge_base.items import DerivationItem, Parameter, PolicyItem, TableItem
from archrules.knowledge_base.rule_forms import parameter_values, read_derivation, read_policy, read_table
from archrules.knowledge_base.rules import Derivation, Policy, Table
from archrules.knowledge_base.scope import Faults, Path
from archrules.knowledge_base.templates import TextTemplate
from archrules.knowledge_base.validation import KEY
from archrules.vocabulary import VOCABULARY
from tests.unit.knowledge_base import small_pack
from tests.unit.knowledge_base.small_language import document

Found = list[tuple[Path, str]]
EQUAL = "says the same as a pattern before it; remove it or bind a field"


def derivation(**changes: Any) -> tuple[Derivation, Found]:  # noqa: ANN401 - as a file has them
    faults = Faults(document("- nothing"))
    item = DerivationItem.model_validate(small_pack.derivation("a-rule", **changes))
    return read_derivation(item, VOCABULARY, faults), faults.found


def table(**changes: Any) -> tuple[Table, Found]:  # noqa: ANN401 - as a file has them
    faults = Faults(document("- nothing"))
    item = TableItem.model_validate(small_pack.table("a-table", **changes))
    return read_table(item, VOCABULARY, faults), faults.found


def policy(**changes: Any) -> tuple[Policy, Found]:  # noqa: ANN401 - as a file has them
    faults = Faults(document("- nothing"))
    item = PolicyItem.model_validate(small_pack.policy("a-policy", **changes))
    return read_policy(item, VOCABULARY, faults), faults.found


# ---- derivations


def test_a_derivation_is_one_rule_with_its_parameters() -> None:
    read, faults = derivation()
    assert faults == []
    rule = read.rule
    assert (rule.id, rule.item, len(rule.conditions), len(rule.conclusions)) == ("a-rule", "a-rule", 2, 1)
    assert rule.parameters == {"limit": 5}
    assert rule.sources == read.item.sources


def test_parameters_are_exact_numbers() -> None:
    raw = {name: small_pack.parameter(Decimal(name)) for name in ("0.8", "5.0", "-2")}
    read = {name: Parameter.model_validate(value) for name, value in raw.items()}
    assert parameter_values(read) == {"0.8": Fraction(4, 5), "5.0": 5, "-2": -2}


@pytest.mark.parametrize(
    "use",
    [
        {"when": [small_pack.TEAM, {"test": "size > limit"}]},
        {"when": [{"team": {"name": "$team", "size": {">": "$limit"}}}]},
        {"when": [{"team": {"name": "$team", "size": "$limit"}}]},
        {"when": [small_pack.TEAM, {"not": {"owns": {"team": "$team"}}}, {"test": "limit > 1"}]},
        {
            "when": [small_pack.TEAM],
            "derive": {"utilisation": {"context": "$team", "share": {"value": "size / limit"}}},
        },
        {"when": [small_pack.TEAM], "derive": {"utilisation": {"context": "$team", "share": "$limit"}}},
        {"when": [small_pack.TEAM], "derive": {"question": {"about": "$team", "text": "more than {limit}?"}}},
    ],
)
def test_a_parameter_is_used_wherever_it_is_read(use: dict[str, Any]) -> None:
    assert derivation(**use)[1] == []


def test_a_parameter_that_nothing_uses_is_told() -> None:
    _, faults = derivation(when=[small_pack.TEAM])
    message = "no condition or text uses the parameter 'limit'; remove it"
    assert faults == [(("parameters", "limit", KEY), message)]


def test_a_parameter_of_a_table_or_a_policy_that_nothing_uses_is_told() -> None:
    unused = {"limit": small_pack.parameter()}
    fault = (("parameters", "limit", KEY), "no condition or text uses the parameter 'limit'; remove it")
    assert table(parameters=unused)[1] == [fault]
    assert policy(parameters=unused)[1] == [fault]


@pytest.mark.parametrize(
    "again",
    [
        small_pack.TEAM,
        {"team": {"size": "$size", "name": "$team"}},
    ],
)
def test_equal_patterns_are_told_in_whatever_order_their_fields_are(again: dict[str, Any]) -> None:
    _, faults = derivation(when=[small_pack.TEAM, {"test": "size > limit"}, again])
    assert faults == [(("when", 2), EQUAL)]


def test_equal_negations_and_tests_are_no_fault() -> None:
    nobody = {"not": {"owns": {"team": "$team"}}}
    test = {"test": "size > limit"}
    assert derivation(when=[small_pack.TEAM, nobody, nobody, test, test])[1] == []


def test_patterns_that_bind_other_names_are_not_equal() -> None:
    other = {"team": {"name": "$other", "size": "$size"}}
    assert derivation(when=[small_pack.TEAM, other, {"test": "size > limit"}])[1] == []


def test_tests_alone_are_told() -> None:
    _, faults = derivation(when=[{"test": "limit > 3"}], derive={"risk": {"about": "x"}})
    assert faults == [(("when",), "needs at least one positive pattern, `kind: {field: value}`")]


def test_a_derivation_may_hold_always() -> None:
    assert derivation(parameters={}, when=[], derive={"risk": {"about": "x"}})[1] == []


def test_faults_of_conditions_conclusions_and_parameters_are_told_together() -> None:
    _, faults = derivation(when=[{"taem": {}}], derive={"rsk": {}})
    assert [path for path, _ in faults] == [
        ("when", 0, "taem", KEY),
        ("derive", "rsk", KEY),
        ("parameters", "limit", KEY),
    ]


# ---- tables


def test_a_table_is_one_rule_for_each_row() -> None:
    read, faults = table()
    assert faults == []
    assert [rule.id for rule in read.rules] == ["a-table#1", "a-table#2"]
    assert {rule.item for rule in read.rules} == {"a-table"}
    assert [len(rule.conditions) for rule in read.rules] == [2, 2]


def test_the_output_of_a_table_is_a_kind() -> None:
    _, faults = table(output="derived_flga")
    message = "there is no kind of fact 'derived_flga' (did you mean 'derived_flag'?)"
    assert faults == [(("output",), message)]


def test_the_output_of_a_table_is_not_for_decisions_alone() -> None:
    _, faults = table(output="choice")
    assert faults[0] == (("output",), "only decisions conclude 'choice'; derive `barred` or `argued` instead")


def test_every_row_fills_the_output() -> None:
    rows = [{"then": {"nmae": "x"}, "because": "so"}]
    _, faults = table(rows=rows)
    assert faults == [
        (("rows", 0, "then", "nmae", KEY), "derived_flag has no field 'nmae' (did you mean 'name'?)")
    ]


def test_equal_patterns_of_a_table_are_told() -> None:
    assert table(when=[small_pack.TEAM, small_pack.TEAM])[1] == [(("when", 1), EQUAL)]


def test_overlapping_rows_are_told() -> None:
    rows = [
        {"then": {"name": "x"}, "because": "so"},
        {"when": {"size": {"<": 5}}, "then": {"name": "y"}, "because": "so"},
    ]
    assert [path for path, _ in table(rows=rows)[1]] == [("rows", 1)]


# ---- policies


def test_a_policy_matches_its_elements_first() -> None:
    read, faults = policy(when=[{"interaction": {"name": "$call", "has_timeout": False}}])
    assert faults == []
    assert read.rule.conditions[0] == read.elements
    assert read.elements == Pattern(
        "interaction",
        (
            Constraint("name", "=", Variable("call")),
            Constraint("source", "=", Variable("source")),
            Constraint("mode", "=", "sync"),
        ),
    )
    assert read.rule.conclusions == ()
    assert read.message.fill({"source": "orders"}) == "orders waits for ever"


@pytest.mark.parametrize(
    "elements",
    [
        {"owns": {"team": "$call", "context": "$source"}},
        {"not": {"service": {"name": "$call"}}},
        {"exists": {"service": {"name": "$call"}}},
        {"test": "1 > 0"},
    ],
)
def test_a_policy_judges_elements(elements: dict[str, Any]) -> None:
    finding = {"severity": "error", "message": "so"}
    _, faults = policy(**{"for": elements}, when=[{"service": {"stateless": False}}], finding=finding)
    message = "needs one pattern over a kind of element, such as `service: {name: $service}`"
    assert faults == [(("for",), message)]


def test_a_policy_needs_kinds_that_exist() -> None:
    _, faults = policy(needs=["interaction", "servise"])
    assert faults == [(("needs", 1), "there is no kind of fact 'servise' (did you mean 'service'?)")]


def test_a_policy_that_repeats_its_elements_is_told() -> None:
    _, faults = policy(when=[{"interaction": {"mode": "sync", "source": "$source", "name": "$call"}}])
    assert faults == [(("when", 0), EQUAL)]


def test_the_message_of_a_finding_uses_what_the_policy_binds() -> None:
    _, faults = policy(finding={"severity": "error", "message": "{who} waits"})
    message = "the text uses 'who', which nothing before it binds (bound: call, source)"
    assert faults == [(("finding", "message"), message)]


def finding(**fields: object) -> dict[str, object]:
    return {"severity": "error", "message": "so", **fields}


CHAIN = [{"synchronous_chain": {"entry": "$call", "length": {">": 2}}}]


def test_the_path_of_a_finding_is_that_of_a_fact_that_is_matched() -> None:
    assert policy(when=CHAIN, finding=finding(path="synchronous_chain"))[1] == []


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("synchronous_cycle", "no condition matches a synchronous_cycle"),
        ("synchronous_chian", "there is no kind of fact 'synchronous_chian'"),
    ],
)
def test_a_path_along_what_is_not_matched_is_told(path: str, message: str) -> None:
    ((place, told),) = policy(when=CHAIN, finding=finding(path=path))[1]
    assert (place, told.partition(" (")[0]) == (("finding", "path"), message)


def test_a_discriminator_uses_what_the_policy_binds() -> None:
    read, faults = policy(finding=finding(discriminator="to {source}"))
    assert (faults, read.discriminator.fill({"source": "a"})) == ([], "to a")
    assert policy(finding=finding(discriminator="{who}"))[1][0][0] == ("finding", "discriminator")


def test_the_kinds_that_are_open_in_an_example_exist() -> None:
    examples: list[dict[str, Any]] = [
        {"name": name, "open": ["servise"], "expect": {}} for name in ("one", "two")
    ]
    _, faults = policy(examples=examples)
    assert [path for path, _ in faults] == [("examples", 0, "open", 0), ("examples", 1, "open", 0)]


def test_texts_know_that_a_parameter_is_no_computed_number() -> None:
    found, faults = derivation(
        when=[
            {"owns": {"team": "$team", "context": "$context"}},
            {"context_load": {"writes_per_s": "$writes"}},
        ],
        derive={"risk": {"about": "$context", "text": "{writes:rate} of {limit:rate}"}},
    )
    assert faults == []
    text = dict(found.rule.conclusions[0].fields)["text"]
    assert isinstance(text, TextTemplate)
    assert text.stated == {"limit"}
