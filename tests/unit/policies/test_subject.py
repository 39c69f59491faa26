"""What is checked: where its parts are described, and which elements a path leads through."""

from pathlib import Path
from typing import Any

import pytest

from archrules.errors import SystemFileError
from archrules.importers import read_system
from archrules.inference.program import Program
from archrules.policies.subject import Subject, require_names, subject_of
from tests.unit.policies.systems import shop, system

ROUND = """\
name: round
services: [{name: a}, {name: b}, {name: c}]
external_systems: [{name: bank, availability: 99.5 %, latency: 600 ms}]
interactions:
  - {source: a, target: b, mode: sync, latency: 40 ms}
  - {source: b, target: c, mode: sync}
  - {source: c, target: bank, mode: sync}
"""


@pytest.fixture
def described(tmp_path: Path) -> Subject:
    (tmp_path / "round.yaml").write_text(ROUND, "utf-8")
    return subject_of(read_system(tmp_path / "round.yaml"), (), Program())


def test_every_part_has_the_place_where_it_is_described(tmp_path: Path) -> None:
    subject = subject_of(shop(tmp_path), (), Program())
    names = ("shop", "payment", "orders-db", "checkout -> payment")
    places = [subject.place(name) for name in names]
    assert [place and place.line for place in places] == [1, 4, 6, 9]


def test_part_that_does_not_exist_has_no_place(tmp_path: Path) -> None:
    assert subject_of(shop(tmp_path), (), Program()).place("ghost") is None


def test_path_leads_through_the_elements_that_call_one_another(described: Subject) -> None:
    (chain,) = described.memory.of_kind("synchronous_chain")
    path = described.path_of(chain)
    assert [(step.element, step.place and step.place.line) for step in path] == [
        ("a", 2),
        ("b", 5),
        ("c", 6),
        ("bank", 7),
    ]


def test_step_tells_the_latency_and_availability_that_it_adds(described: Subject) -> None:
    (chain,) = described.memory.of_kind("synchronous_chain")
    assert [step.note for step in described.path_of(chain)] == [
        None,
        "40 ms",
        None,
        "600 ms, 99.5 % available",
    ]


def test_path_of_a_circle_ends_where_it_starts() -> None:
    interactions = [
        {"source": "a", "target": "b", "mode": "sync"},
        {"source": "b", "target": "a", "mode": "sync"},
    ]
    turning = system(services=[{"name": "a"}, {"name": "b"}], interactions=interactions)
    subject = subject_of(turning, (), Program())
    (cycle,) = subject.memory.of_kind("synchronous_cycle")
    assert [step.element for step in subject.path_of(cycle)] == ["a", "b", "a"]


def test_several_calls_between_two_are_one_step() -> None:
    calls = [
        {"source": "a", "target": "b", "mode": "sync", "name": name, "latency": latency}
        for name, latency in (("asks", "10 ms"), ("tells", "30 ms"))
    ]
    subject = subject_of(system(services=[{"name": "a"}, {"name": "b"}], interactions=calls), (), Program())
    chain = next(one for one in subject.memory.of_kind("synchronous_chain") if one.text("entry") == "a")
    assert [(step.element, step.note) for step in subject.path_of(chain)] == [("a", None), ("b", "30 ms")]


def test_what_may_be_left_out_is_known(tmp_path: Path) -> None:
    subject = subject_of(shop(tmp_path, "services: [{name: a}]\nopen: [interactions]\n"), (), Program())
    assert {"interaction", "synchronous_cycle"} <= subject.open_kinds


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"services": [{"name": "a"}, {"name": "a"}]}, "services.1.name: 'a' is also the name of an element"),
        (
            {"services": [{"name": "a"}], "interactions": [{"source": "a", "target": "b"}]},
            "interactions.0.target: no element is named 'b'",
        ),
    ],
    ids=["name used twice", "name of nothing"],
)
def test_system_whose_names_are_wrong_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(SystemFileError, match=message):
        require_names(system(**fields))
