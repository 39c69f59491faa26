"""Which technology is meant by a name that is no id of one."""

import pytest

from archrules.knowledge_base.loading import load_knowledge
from archrules.knowledge_base.technology_names import meant_technologies

TECHNOLOGIES = load_knowledge().technologies


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("postgres", "postgresql"),
        ("PostgreSQL", "postgresql"),
        ("k8s", "kubernetes"),
        ("golang", "go"),
        ("node", "nodejs"),
        ("Node.js", "nodejs"),
        ("Apache Kafka", "kafka"),
        ("spring_boot", "spring-boot"),
        ("mongdb", "mongodb"),
        ("underwater basket weaving", None),
    ],
)
def test_the_technology_that_is_meant(name: str, meant: str | None) -> None:
    assert meant_technologies([name], TECHNOLOGIES) == {name: meant}


def test_an_id_means_itself_and_is_not_told() -> None:
    assert meant_technologies(["go", "redis"], TECHNOLOGIES) == {}


def test_only_some_names_are_looked_up_by_likeness() -> None:
    odd = [f"{number:04}-nothing" for number in range(20)]
    assert meant_technologies([*odd, "mongdb", "postgres"], TECHNOLOGIES) == {
        **dict.fromkeys(odd),
        "mongdb": None,
        "postgres": "postgresql",
    }


def test_no_two_technologies_have_the_same_name() -> None:
    names = [name for item in TECHNOLOGIES.values() for name in {item.id, *item.also_called}]
    assert len(names) == len(set(names))
