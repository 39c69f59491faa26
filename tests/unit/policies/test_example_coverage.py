"""Which verdicts the examples of a policy leave out."""

from pathlib import Path

import pytest

from archrules.knowledge_base.loading import load_knowledge
from archrules.knowledge_base.policy_folder import load_policies
from archrules.policies.example_coverage import uncovered
from tests.unit.cli.systems import WATCHED, policies_in


@pytest.mark.parametrize(
    ("expected", "missing"),
    [
        (["{orders: violated}", "{orders: satisfied}"], []),
        (["{orders: violated}", "{orders: unknown}"], ["satisfied"]),
        (["{}", "{orders: satisfied}"], ["violated"]),
        (["{}", "{orders: not-applicable}"], ["violated", "satisfied"]),
        (["[]", "violated"], ["violated", "satisfied"]),
    ],
    ids=str,
)
def test_a_policy_is_covered_if_it_is_seen_violated_and_satisfied(
    expected: list[str], missing: list[str], tmp_path: Path
) -> None:
    folder = policies_in(tmp_path)
    head = WATCHED.partition("examples:")[0]
    cases = "".join(
        f"  - {{name: case {number}, given: [], expect: {each}}}\n" for number, each in enumerate(expected)
    )
    (folder / "watched.yaml").write_text(f"{head}examples:\n{cases}", "utf-8")
    policy = load_policies(folder, load_knowledge().sources).policies["watched"]
    assert [each.value for each in uncovered(policy)] == missing
