"""Clauses on every decision: what it is weighed by, what it costs, why it was made and how clear it is."""

import shutil
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from archrules.api import load_knowledge
from archrules.errors import KnowledgeError
from archrules.inference.derivation import ground
from archrules.knowledge_base.packs import built_in
from archrules.model.brief import Brief
from archrules.model.recommendation import DecisionResult, OptionResult
from archrules.recommendation.recommend import reason_about
from tests.golden.briefs.examples import NAMES, brief, recommended

KNOWLEDGE = load_knowledge()


def citing(clause: str) -> list[str]:
    """The decisions that cite a clause."""
    return sorted(name for name, each in KNOWLEDGE.decisions.items() if clause in each.item.clauses)


def made(decision: str) -> list[tuple[str, DecisionResult, OptionResult]]:
    """What was decided for every subject of every example, with the name of the example and the choice."""
    found = [
        (name, each.result, each.choice)
        for name in NAMES
        for each in recommended(name).decisions
        if each.result.decision == decision and each.choice
    ]
    assert found
    return found


def part_of_report(name: str, decision: str) -> str:
    """What the report on an example says of a decision."""
    title = KNOWLEDGE.decisions[decision].item.title
    report = recommended(name).report().partition("\n### Decisions\n")[2].partition("\n### ")[0]
    return report.partition(f"\n#### {title}\n")[2].partition("\n#### ")[0]


def under(text: str, label: str) -> str:
    """All that stands under a label in the lists of a text."""
    return "\n".join(part.partition("\n- **")[0] for part in text.split(f"\n- **{label}:**")[1:])


@pytest.mark.clause("S0-001")
@pytest.mark.parametrize("decision", citing("S0-001"))
def test_what_is_gained_and_what_is_given_up_is_told(decision: str) -> None:
    for name, _, choice in made(decision):
        told = part_of_report(name, decision)
        assert choice.gives
        assert choice.gives_up
        assert under(told, "Gained")
        assert under(told, "Given up")


@pytest.mark.clause("S1-051")
def test_an_option_that_names_no_loss_is_refused(tmp_path: Path) -> None:
    pack = Path(shutil.copytree(Path(str(built_in())), tmp_path / "knowledge"))
    folders = [pack / "decisions" / name for name in citing("S1-051")]
    silent = [min(set(folder.glob("*.yaml")) - {folder / "decision.yaml"}) for folder in folders]
    for option in silent:
        lines = option.read_text("utf-8").splitlines(keepends=True)
        start = lines.index("gives-up:\n")
        end = next(at for at in range(start + 1, len(lines)) if not lines[at].startswith(" "))
        option.write_text("".join([*lines[:start], *lines[end:]]), "utf-8")
    with pytest.raises(KnowledgeError) as refused:
        load_knowledge(pack)
    assert {fault.file for fault in refused.value.faults if "gives-up" in fault.message} == set(
        map(str, silent)
    )


@pytest.mark.clause("S0-013")
@pytest.mark.parametrize("decision", citing("S0-013"))
def test_there_are_several_options_and_each_says_what_it_brings_and_costs(decision: str) -> None:
    options = KNOWLEDGE.decisions[decision].options
    assert len(options) >= 2
    assert [each.name for each in options if not (each.item.gives and each.item.gives_up)] == []


@pytest.mark.clause("S4-009")
@pytest.mark.parametrize("decision", citing("S4-009"))
def test_every_option_is_scored_and_the_best_that_is_not_ruled_out_wins(decision: str) -> None:
    known = {option.name for option in KNOWLEDGE.decisions[decision].options}
    for _, result, choice in made(decision):
        assert {option.id for option in result.options} == known
        assert Fraction(choice.score) == max(
            Fraction(each.score) for each in result.options if not each.vetoes
        )


@pytest.mark.clause("S4-024")
@pytest.mark.parametrize("decision", citing("S4-024"))
def test_what_fired_for_and_against_a_choice_is_listed_by_criterion(decision: str) -> None:
    for name, _, choice in made(decision):
        told = part_of_report(name, decision)
        for argument in choice.arguments:
            label = "For it" if (argument.points or 0) > 0 else "Against it"
            assert f"*{argument.criterion}*: " in under(told, label)


@pytest.mark.clause("S4-028")
@pytest.mark.parametrize("decision", citing("S4-028"))
def test_one_option_wins_and_how_far_it_leads_is_told(decision: str) -> None:
    for _, result, choice in made(decision):
        if result.runner_up is None:
            assert result.margin == "only"
        else:
            lead = Fraction(choice.score) - Fraction(result.option(result.runner_up).score)
            assert float(result.margin_text or "") == pytest.approx(float(lead), abs=0.005)
            assert result.margin == ("clear" if lead >= 0.5 else "close" if lead >= 0.15 else "tie")


@pytest.mark.clause("S3-029")
@pytest.mark.parametrize("decision", citing("S3-029"))
def test_weights_and_the_points_that_they_multiply_are_printed(decision: str) -> None:
    for name, result, choice in made(decision):
        told = part_of_report(name, decision).splitlines()
        (weighed,) = [line for line in told if "Weighed by " in line]
        assert [f"{criterion} ({weight})" in weighed for criterion, weight in result.weights.items()] == [
            True
        ] * len(result.weights)
        total = sum(weight * choice.points.get(criterion, 0) for criterion, weight in result.weights.items())
        assert Fraction(choice.score) == Fraction(total, sum(result.weights.values()))


@pytest.mark.clause("S2-027", "S4-050")
@pytest.mark.parametrize("decision", citing("S4-050"))
def test_the_rules_that_fired_and_what_they_rest_on_can_be_asked_for(decision: str) -> None:
    down_to_the_brief = False
    for name, result, choice in made(decision):
        told = str(recommended(name).why(decision, result.subject))
        assert [each.rule for each in choice.arguments if f"rule {each.rule} [" not in told] == []
        down_to_the_brief |= "  brief: " in told
    assert down_to_the_brief


@pytest.mark.clause("S4-047")
@pytest.mark.parametrize("decision", citing("S4-047"))
def test_an_answer_begins_with_what_is_recommended(decision: str) -> None:
    for name, result, choice in made(decision):
        first, *_ = str(recommended(name).why(decision, result.subject)).splitlines()
        assert first.startswith(f"{decision} for {result.subject}: {choice.id}")


@pytest.mark.clause("S0-003", "S2-002")
@pytest.mark.parametrize("name", [*NAMES])
def test_growth_faults_and_ease_of_change_are_always_weighed_in_the_choice_of_style(name: str) -> None:
    (weights,) = {
        tuple(result.weights.items()) for each, result, _ in made("architecture-style") if each == name
    }
    assert {"scalability", "isolation", "autonomy", "simplicity"} <= {
        key for key, weight in weights if weight
    }


@pytest.mark.clause("S3-017")
@pytest.mark.parametrize("decision", citing("S3-017"))
def test_the_facts_of_the_brief_behind_a_product_are_named(decision: str) -> None:
    for name, result, choice in made(decision):
        if choice.technology is not None:
            told = str(recommended(name).why(decision, result.subject)).partition("\n  gives up")[0]
            assert "brief: " in told or "from use_cases." in told


@pytest.mark.clause("S0-023")
@pytest.mark.parametrize("decision", citing("S0-023"))
def test_a_product_that_is_chosen_has_its_record(decision: str) -> None:
    for name, result, choice in made(decision):
        if choice.technology is not None:
            told = part_of_report(name, decision)
            assert result.question in told
            assert f"- **Technology:** {choice.technology} {choice.release or ''}".rstrip() in told
            assert [label for label in ("For it", "Given up") if not under(told, label)] == []
            others = [each for each in result.options if each.vetoes or each.id == result.runner_up]
            assert [each.title for each in others if each.title not in told] == []


@pytest.mark.parametrize(
    ("decision", "topic"),
    [
        pytest.param("runtime", "readable code", marks=pytest.mark.clause("S2-013")),
        pytest.param("runtime", "settings", marks=pytest.mark.clause("S2-014")),
        pytest.param("runtime", "limits of the code", marks=pytest.mark.clause("S2-013", "S2-016")),
        pytest.param("remedy", "measuring first", marks=pytest.mark.clause("S2-012")),
    ],
)
def test_every_choice_comes_with_advice_on_the_topic(decision: str, topic: str) -> None:
    for _, result, _ in made(decision):
        assert topic in {guideline.topic for guideline in result.guidelines}


VARIANTS: Mapping[str, dict[str, Any]] = {
    "shop": {},
    "monolith-split": {"constraints": {"mandated": ["go"]}},
    "telemetry": {"teams": [{"name": "platform", "size": 7, "skills": ["python"]}]},
}
"""What is changed in the examples, so that they use a language and a broker that nobody has run, and a cache."""

BUSY = {
    "name": "look",
    "context": "accounts",
    "reads": ["customer"],
    "peak": "15000/s",
    "consistency": "eventual",
}


@cache
def decisions_behind_risks() -> frozenset[str]:
    """The decisions on whose choices some risk rests, in the examples as they are and changed."""
    found = set()
    for name, changes in VARIANTS.items():
        data = brief(name).model_dump(mode="json", by_alias=True)
        busy = {"use_cases": [*data["use_cases"], BUSY]} if name == "shop" else {}
        memory = reason_about(Brief.model_validate(data | changes | busy), KNOWLEDGE).memory
        for risk in memory.of_kind("risk"):
            found |= {choice.text("decision") for choice in ground(memory, [risk]).choices}
    return frozenset(found)


@pytest.mark.clause("S4-012")
@pytest.mark.parametrize("decision", citing("S4-012"))
def test_what_may_go_wrong_with_a_choice_is_told(decision: str) -> None:
    assert decision in decisions_behind_risks()


@pytest.mark.clause("S2-015")
def test_objects_from_parts_are_advised_where_the_language_has_classes_that_inherit() -> None:
    advised = {
        choice.technology: "classes" in {each.topic for each in result.guidelines}
        for _, result, choice in made("runtime")
    }
    assert advised == {"go": False, "java": True}


@pytest.mark.clause("S2-024")
def test_the_way_in_is_chosen_by_what_it_can_tell_apart_and_says_how_it_spreads_requests() -> None:
    for _, result, choice in made("entry"):
        (told,) = [each.text for each in result.guidelines if each.topic == "spreading requests"]
        assert "single requests and not connections" in told
        assert ("least_conn" in told) is (choice.technology in {"apisix", "nginx"})


@pytest.mark.clause("S4-049")
@pytest.mark.parametrize("decision", citing("S4-049"))
def test_each_option_says_what_would_change_the_choice(decision: str) -> None:
    assert [each.name for each in KNOWLEDGE.decisions[decision].options if not each.revisit] == []
    for name, _, choice in made(decision):
        told = under(part_of_report(name, decision), "When to revisit")
        assert [text for text in choice.revisit if text not in told] == []
