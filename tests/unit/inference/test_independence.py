"""What is concluded, and the order in which it is listed, depends on rules and facts alone."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from archrules.inference.compiled import compiled
from archrules.inference.program import Program
from archrules.inference.saturation import run_all
from archrules.knowledge_base.loading import load_knowledge
from archrules.knowledge_base.rules import Rule
from archrules.vocabulary.facts import Fact
from tests.unit.inference.other_process import printed
from tests.unit.inference.programs import KINDS, Known, fact, known, memory_of, pattern, rule, then, var
from tests.unit.inference.shuffled_program import told

PROGRAM = "tests.unit.inference.shuffled_program"
SEEDS = 20


def test_there_is_much_to_tell() -> None:
    assert len(told(0)) > 30


@pytest.mark.parametrize("shuffle", range(1, 21))
def test_order_of_rules_and_facts_changes_nothing(shuffle: int) -> None:
    assert told(shuffle) == told(0)


def test_hash_seed_changes_nothing() -> None:
    assert {printed(PROGRAM, seed) for seed in ("0", "1", "2026")} == {"\n".join(told(0)) + "\n"}


@pytest.mark.long
def test_none_of_many_hash_seeds_changes_anything() -> None:
    assert {printed(PROGRAM, str(seed)) for seed in range(SEEDS)} == {"\n".join(told(0)) + "\n"}


def reachable() -> list[Rule]:
    edge = pattern("edge", x=var("u"), y=var("v"))
    return [
        rule("step", [edge], then("path", x=var("u"), y=var("v"))),
        rule("far", [edge, pattern("path", x=var("v"), y=var("w"))], then("path", x=var("u"), y=var("w"))),
    ]


def ring(size: int) -> list[Fact]:
    return [fact("edge", x=n, y=(n + 1) % size) for n in range(size)]


def conclusions(program: Program, size: int) -> Known:
    memory = memory_of(*ring(size))
    run_all(program, memory)
    return known(memory)


def test_threads_that_share_a_program_do_not_meet() -> None:
    """Eight threads, 200 runs each, of one program that none of them has compiled before."""
    sizes = [2 + n % 5 for n in range(200)]
    alone = [conclusions(Program(reachable(), KINDS), size) for size in sizes]
    shared = Program(reachable(), KINDS)
    with ThreadPoolExecutor(max_workers=8) as pool:
        answers = list(pool.map(lambda _: [conclusions(shared, size) for size in sizes], range(8)))
    assert answers == [alone] * 8


def test_knowledge_is_compiled_once() -> None:
    assert compiled(load_knowledge()) is compiled(load_knowledge())


def test_other_parameters_are_compiled_apart() -> None:
    knowledge = load_knowledge()
    name = min(knowledge.parameters)
    assert compiled(knowledge.with_parameters({name: 1})) is not compiled(knowledge)
