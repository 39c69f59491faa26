"""Teams get the platform that they know, by whatever of it they name; where it is no option, the report says so."""

from typing import Any

import pytest

from archrules.api import load_knowledge
from archrules.model.brief import Brief
from archrules.recommendation.recommend import brief_remarks
from archrules.recommendation.recommendation import Recommendation
from tests.golden.briefs.examples import recommend_once

CONSUMER: dict[str, Any] = {
    "system": "consumer",
    "clients": [{"name": "web", "kind": "browser"}],
    "actors": [{"name": "buyer", "clients": ["web"]}],
    "contexts": [{"name": "orders", "entities": [{"name": "order", "volume": "1M", "payload": "1 kB"}]}],
    "use_cases": [
        {"name": "order", "context": "orders", "actor": "buyer", "writes": ["order"], "peak": "20/s"},
        {"name": "look-up", "context": "orders", "actor": "buyer", "reads": ["order"], "peak": "100/s"},
    ],
}


def brief(*skills: str) -> Brief:
    return Brief.model_validate(
        {**CONSUMER, "teams": [{"name": "core", "size": 6, "skills": skills, "contexts": ["orders"]}]}
    )


def consumer(*skills: str) -> Recommendation:
    """What is recommended to one team of those skills."""
    return recommend_once(brief(*skills))


def risks(found: Recommendation) -> list[str]:
    return [risk.text for risk in found.data.risks if risk.text.startswith("Its teams know")]


@pytest.mark.parametrize(
    ("skill", "runtime"),
    [
        ("java", "java"),
        ("kotlin", "java"),
        ("scala", "java"),
        ("spring-boot", "java"),
        ("quarkus", "java"),
        ("django", "python"),
        ("fastapi", "python"),
        ("flask", "python"),
        ("typescript", "nodejs"),
        ("express", "nodejs"),
        ("nestjs", "nodejs"),
        ("aspnet", "dotnet"),
        ("csharp", "dotnet"),
        ("go", "go"),
    ],
)
def test_what_runs_on_a_platform_counts_as_skill_in_it(skill: str, runtime: str) -> None:
    found = consumer(skill, "postgresql")
    assert (found.decision("runtime", "consumer").result.choice, risks(found)) == (runtime, [])


@pytest.mark.parametrize("skill", ["kotlin", "flask", "typescript"])
def test_what_runs_on_a_platform_is_not_said_to_count_for_nothing(skill: str) -> None:
    assert brief_remarks(brief(skill), load_knowledge()) == []
    assert [
        question.text for question in consumer(skill, "postgresql").data.questions if skill in question.text
    ] == []


def test_report_tells_a_kotlin_team_to_keep_to_kotlin() -> None:
    told = consumer("kotlin", "postgresql").decision("runtime", "consumer").result.guidelines
    assert any("know kotlin, which runs on java: keep to it" in each.text for each in told)


@pytest.mark.parametrize(
    ("skill", "language"),
    [("php", "php"), ("laravel", "php"), ("ruby", "ruby"), ("rails", "ruby"), ("elixir", "elixir")],
)
def test_team_whose_language_is_no_option_is_not_moved_to_another_in_passing(
    skill: str, language: str
) -> None:
    found = consumer(skill, "postgresql")
    chosen = found.decision("runtime", "consumer").result.choice
    told = (
        f"Its teams know {language}, which is no option here, and no language that is one: with {chosen} they"
    )
    assert risks(found) == [f"{told} would have to learn another language."]


def test_team_that_also_knows_an_option_is_given_that() -> None:
    found = consumer("php", "java", "postgresql")
    assert (found.decision("runtime", "consumer").result.choice, risks(found)) == ("java", [])
