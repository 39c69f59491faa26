"""From decisions and options to rules that veto and argue."""

from fractions import Fraction
from typing import Any

import pytest

from archrules.knowledge_base.conditions import Constraint, Pattern, Variable
from archrules.knowledge_base.decision_form import read_decision, read_option, with_options
from archrules.knowledge_base.items import DecisionItem, OptionItem
from archrules.knowledge_base.rules import Decision, Option
from archrules.knowledge_base.scope import Faults, Path
from archrules.knowledge_base.validation import KEY
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import make_fact
from tests.unit.knowledge_base import small_pack
from tests.unit.knowledge_base.small_language import document

Found = list[tuple[Path, str]]
LIMIT = {"limit": small_pack.parameter()}


def decision(**changes: Any) -> tuple[Decision, Found]:  # noqa: ANN401 - as a file has them
    faults = Faults(document("- nothing"))
    item = DecisionItem.model_validate(small_pack.decision("store", **changes))
    return read_decision(item, VOCABULARY, faults), faults.found


def option(of: Decision | None = None, **changes: Any) -> tuple[Option, Found, set[str]]:  # noqa: ANN401 - as above
    """An option, what is wrong with it, and which names it uses."""
    faults = Faults(document("- nothing"))
    item = OptionItem.model_validate(small_pack.option("first", **changes))
    used: set[str] = set()
    read = read_option(item, of or decision()[0], VOCABULARY, faults, {"database": 3}, used)
    return read, faults.found, used


# ---- decisions


def test_a_decision_is_made_for_every_fact_of_its_kind() -> None:
    read, faults = decision(per="use_case", where=[{"use_case": {"name": "$use_case", "answer": "now"}}])
    assert faults == []
    assert read.subjects[0] == Pattern("use_case", (Constraint("name", "=", Variable("use_case")),))
    assert len(read.subjects) == 2


def test_the_subject_is_the_key_of_its_kind() -> None:
    read, faults = decision(per="remote_call")
    assert faults == []
    assert read.subjects == (Pattern("remote_call", (Constraint("call", "=", Variable("remote_call")),)),)


def test_a_decision_is_made_for_a_kind_that_exists() -> None:
    message = "there is no kind of fact 'contxt' (did you mean 'context'?)"
    assert decision(per="contxt")[1] == [(("per",), message)]


def test_a_decision_is_made_for_a_kind_with_a_name() -> None:
    message = "facts of kind 'owns' have no name, so nothing can be decided for one of them"
    read, faults = decision(per="owns")
    assert faults == [(("per",), message)]
    assert option(read)[1] == []


def test_what_narrows_the_subjects_cannot_use_parameters() -> None:
    where = [{"context_load": {"context": "$context", "writes_per_s": {">": "$limit"}}}]
    message = "writes_per_s > uses 'limit', which nothing before it binds (bound: context)"
    assert decision(parameters=LIMIT, where=where)[1] == [
        (("where", 0, "context_load", "writes_per_s", ">"), message)
    ]


def test_what_narrows_the_subjects_says_more_than_that_they_are() -> None:
    message = "says the same as a pattern before it; remove it or bind a field"
    assert decision(where=[{"context": {"name": "$context"}}])[1] == [(("where", 0), message)]


def test_the_weights_of_a_decision_are_exact() -> None:
    assert decision()[0].weights == {"cost": Fraction(3)}


# ---- options


def test_the_rules_of_an_option_match_the_subject_first() -> None:
    veto = {"when": [{"residency": {}}], "because": "no", "source": small_pack.SOURCE}
    read, faults, _ = option(vetoes=[veto])
    assert faults == []
    assert (read.id, read.name) == ("store/first", "first")
    subject = decision()[0].subjects[0]
    assert [rule.conditions for rule in read.vetoes] == [(subject, Pattern("residency", ()))]
    assert [argument.rule.conditions for argument in read.arguments] == [(subject,)]


def test_a_rule_of_an_option_says_whom_it_is_for() -> None:
    arguments = [small_pack.argument(), small_pack.argument(because="as {context} is small")]
    read, faults, _ = option(arguments=arguments)
    assert faults == []
    rules = [argument.rule for argument in read.arguments]
    assert [rule.id for rule in rules] == ["store/first#argument-1", "store/first#argument-2"]
    values = {"decision": "store", "option": "first", "subject": "orders"}
    assert [rule.conclusions[0].fill({"context": "orders"}) for rule in rules] == [
        make_fact(VOCABULARY["argument"], {**values, "number": 1, "because": "it is cheap"}),
        make_fact(VOCABULARY["argument"], {**values, "number": 2, "because": "as orders is small"}),
    ]


def test_an_argument_has_a_criterion_of_its_decision() -> None:
    _, faults, _ = option(arguments=[small_pack.argument(criterion="csot")])
    message = "'csot' is not a criterion of store (did you mean 'cost'?)"
    assert faults == [(("arguments", 0, "criterion"), message)]


def test_faults_in_the_rules_of_an_option_are_told_in_their_place() -> None:
    veto = {"when": [{"taem": {}}], "because": "no", "source": small_pack.SOURCE}
    arguments = [small_pack.argument(when=[small_pack.TEAM, small_pack.TEAM], because="{nobody}")]
    _, faults, _ = option(vetoes=[veto], arguments=arguments, revisit=["when {nobody} grows"])
    assert [path for path, _ in faults] == [
        ("vetoes", 0, "when", 0, "taem", KEY),
        ("arguments", 0, "when", 1),
        ("arguments", 0, "because"),
        ("revisit", 0),
    ]


def test_what_one_rule_binds_another_does_not_see() -> None:
    arguments = [
        small_pack.argument(when=[small_pack.TEAM]),
        small_pack.argument(because="as {team} is small"),
    ]
    _, faults, _ = option(arguments=arguments)
    assert [path for path, _ in faults] == [("arguments", 1, "because")]


def test_an_option_uses_the_parameters_of_its_decision() -> None:
    of = decision(parameters=LIMIT)[0]
    arguments = [small_pack.argument(when=[small_pack.TEAM, {"test": "size > limit * own"}])]
    read, faults, used = option(of, parameters={"own": small_pack.parameter(2)}, arguments=arguments)
    assert faults == []
    assert used >= {"limit", "own"}
    assert read.parameters == read.arguments[0].rule.parameters == {"limit": 5, "own": 2}


def test_an_option_may_not_hide_a_parameter_of_its_decision() -> None:
    of = decision(parameters=LIMIT)[0]
    arguments = [small_pack.argument(when=[small_pack.TEAM, {"test": "size > limit"}])]
    _, faults, _ = option(of, parameters=LIMIT, arguments=arguments)
    message = "store has a parameter 'limit' already; give it another name"
    assert faults == [(("parameters", "limit", KEY), message)]


def test_a_parameter_of_an_option_is_used() -> None:
    message = "no condition or text uses the parameter 'limit'; remove it"
    assert option(parameters=LIMIT)[1] == [(("parameters", "limit", KEY), message)]


def test_an_option_sees_what_narrows_the_subjects() -> None:
    of = decision(where=[{"owns": {"team": "$owner", "context": "$context"}}])[0]
    arguments = [small_pack.argument(when=[{"team": {"size": "$owner"}}], because="{owner} can do it")]
    _, faults, _ = option(of, arguments=arguments)
    message = "$owner holds a name, but size is a number"
    assert faults == [(("arguments", 0, "when", 0, "team", "size"), message)]


@pytest.mark.parametrize(
    ("changes", "maturity"),
    [
        ({"maturity": 1}, 1),
        ({"technology": "database", "maturity": None}, 3),
        ({"technology": "database", "maturity": 0}, 0),
    ],
)
def test_an_option_is_as_mature_as_it_says_or_as_its_technology(
    changes: dict[str, Any], maturity: int
) -> None:
    read, faults, _ = option(**changes)
    assert faults == []
    assert read.maturity == maturity


@pytest.mark.parametrize("maturity", [None, 1])
def test_a_technology_exists(maturity: int | None) -> None:
    message = "there is no technology 'databse' (did you mean 'database'?)"
    assert option(technology="databse", maturity=maturity)[1] == [(("technology",), message)]


def test_an_option_without_a_technology_says_how_mature_it_is() -> None:
    message = "an option without a technology needs its own `maturity:`, 0 to 3"
    assert option(maturity=None)[1] == [(("title",), message)]


# ---- a decision and its options


def joined(of: Decision, options: list[Option], **names: set[str]) -> tuple[Decision, Found]:
    faults = Faults(document("- nothing"))
    read = with_options(of, options, names.get("argued", set()), names.get("used", set()), faults)
    return read, faults.found


def options(*names: str) -> list[Option]:
    return [option(id=name)[0] for name in names]


def test_options_are_sorted_by_name() -> None:
    read, faults = joined(decision()[0], options("b", "c", "a"))
    assert faults == []
    assert [each.name for each in read.options] == ["a", "b", "c"]
    assert read.option("b").id == "store/b"
    with pytest.raises(KeyError):
        read.option("d")


@pytest.mark.parametrize("names", [(), ("a",)])
def test_a_decision_has_two_options(names: tuple[str, ...]) -> None:
    found = joined(decision()[0], options(*names), argued={"cost"})[1]
    assert found == [(("id",), "a decision needs at least two options in its folder")]


def test_a_criterion_on_which_nothing_argues_is_told() -> None:
    criteria = {"cost": {"weight": 3, "why": "money"}, "speed": {"weight": 1, "why": "time"}}
    of = decision(criteria=criteria)[0]
    message = "nothing argues on 'speed'; remove it or argue it"
    assert joined(of, options("a", "b"))[1] == [(("criteria", "speed", KEY), message)]


def test_a_criterion_may_be_argued_for_all_options_at_once() -> None:
    criteria = {"cost": {"weight": 3, "why": "money"}, "speed": {"weight": 1, "why": "time"}}
    of = decision(criteria=criteria)[0]
    assert joined(of, options("a", "b"), argued={"speed"})[1] == []


def test_a_parameter_of_a_decision_is_used_by_an_option() -> None:
    of = decision(parameters=LIMIT)[0]
    message = "no option uses the parameter 'limit'; remove it"
    assert joined(of, options("a", "b"))[1] == [(("parameters", "limit", KEY), message)]
    assert joined(of, options("a", "b"), used={"limit"})[1] == []
