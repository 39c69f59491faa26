"""What computations give is what they are declared to give."""

from archrules.analysis.defaults import Defaults
from archrules.analysis.design.computations import COMPUTE
from archrules.api import load_brief, load_knowledge
from archrules.model.canonical import canonical
from archrules.recommendation.recommend import reason_about
from archrules.vocabulary.design_kinds import COMPUTATIONS
from tests.golden.briefs.examples import path_of


def test_every_declared_computation_can_be_made() -> None:
    assert set(COMPUTE) == set(COMPUTATIONS)


def test_each_computation_gives_what_it_is_declared_to_give() -> None:
    knowledge = load_knowledge()
    memory = reason_about(canonical(load_brief(path_of("shop"))), knowledge).memory
    for name, compute in COMPUTE.items():
        given = {fact.kind for fact, _ in compute(memory, Defaults(knowledge))}
        assert given == COMPUTATIONS[name].gives, name
