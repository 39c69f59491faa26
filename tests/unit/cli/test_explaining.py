"""`archrules explain`: of a brief and its decisions, and of a system and its findings."""

import json
from pathlib import Path

import pytest

from archrules.model.finding import fingerprint
from tests.golden.briefs.examples import recommended
from tests.unit.cli.commands import SHOP, Run
from tests.unit.cli.systems import SYSTEM, policies_in, written


def test_lists_what_was_decided(run: Run) -> None:
    code, out, err = run("explain", SHOP)
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == [
        each.result.decision for each in recommended("shop").decisions
    ]


def test_lists_it_as_json_if_asked(run: Run) -> None:
    rows = json.loads(run("explain", SHOP, "--format", "json").out)
    assert [(row["decision"], row["subject"]) for row in rows] == [
        (each.result.decision, each.result.subject) for each in recommended("shop").decisions
    ]


def test_tells_why(run: Run) -> None:
    expected = str(recommended("shop").why("datastore", "payments"))
    assert run("explain", SHOP, "datastore", "payments") == (0, f"{expected}\n", "")


def test_tells_why_as_json_if_asked(run: Run) -> None:
    ran = run("explain", SHOP, "datastore", "payments", "--format", "json")
    assert json.loads(ran.out) == recommended("shop").why("datastore", "payments").as_dict()


def test_needs_no_subject_where_there_is_one_only(run: Run) -> None:
    assert run("explain", SHOP, "architecture-style").out.startswith("architecture-style for Corner Shop: ")


def test_tells_each_subject_in_short_where_there_are_several(run: Run) -> None:
    assert run("explain", SHOP, "datastore") == (0, f"{recommended('shop').why('datastore')}\n", "")


def test_misspelt_decision_is_suggested(run: Run) -> None:
    told = "archrules: no decision 'datastor' was made (did you mean 'datastore'?)\n"
    assert run("explain", SHOP, "datastor") == (2, "", told)


def test_misspelt_subject_is_suggested(run: Run) -> None:
    told = "archrules: the decision 'datastore' has no subject 'order' (did you mean 'orders'?)\n"
    assert run("explain", SHOP, "datastore", "order") == (2, "", told)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return written(tmp_path / "shop.yaml", SYSTEM)


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    return policies_in(tmp_path)


def explained(run: Run, *arguments: object) -> str:
    """Return what is printed where all is fine."""
    ran = run("explain", *arguments)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def test_lists_findings_of_a_system_with_the_verdicts_of_other_policies(
    shop: Path, policies: Path, run: Run
) -> None:
    shop.write_text(SYSTEM.replace(", deployment_unit: all}", "}"), "utf-8")
    lines = explained(run, shop, "--policy", policies).splitlines()
    assert [line.split() for line in lines] == [
        ["error", "watched", "orders", fingerprint("watched", "orders")[:12]],
        ["unknown", "few"],
    ]


def test_lists_findings_as_json_with_whole_fingerprints(shop: Path, policies: Path, run: Run) -> None:
    rows = json.loads(explained(run, shop, "--policy", policies, "--format", "json"))
    assert {row["fingerprint"] for row in rows} == {
        fingerprint("watched", "orders"),
        fingerprint("few", "orders"),
        fingerprint("few", "cart"),
    }


def test_shows_a_policy_with_its_verdicts_and_findings(shop: Path, policies: Path, run: Run) -> None:
    blocks = explained(run, shop, "watched", "--policy", policies).split("\n\n")
    assert blocks[0].splitlines() == [
        "watched: A service tells whether it can serve",
        "  Nobody restarts what hangs unseen.",
    ]
    assert blocks[1].splitlines() == ["violated: orders", "satisfied: cart"]
    assert [block.splitlines()[0] for block in blocks[2:]] == ["error watched on orders"]


def test_shows_a_finding_by_the_start_of_its_fingerprint(shop: Path, policies: Path, run: Run) -> None:
    start = fingerprint("few", "cart")[:6]
    out = explained(run, shop, start, "--policy", policies)
    assert "warning few on cart\n" in out
    assert "warning few on orders\n" not in out


def test_shows_the_findings_at_an_element(shop: Path, policies: Path, run: Run) -> None:
    out = explained(run, shop, "few", "cart", "--policy", policies)
    assert "warning few on cart\n" in out
    assert "warning few on orders\n" not in out


def test_shows_every_support(tmp_path: Path, policies: Path, run: Run) -> None:
    services = "".join(f"  - {{name: service-{number:02}, deployment_unit: all}}\n" for number in range(20))
    path = written(tmp_path / "many.yaml", f"name: Many\nservices:\n{services}")
    out = explained(run, path, "few", "service-07", "--policy", policies)
    reasons = [line.removeprefix("  because: ") for line in out.splitlines() if "because: " in line]
    assert [reason.split()[0] for reason in reasons] == [f"service-{number:02}" for number in range(20)]


def test_tells_the_same_as_json(shop: Path, policies: Path, run: Run) -> None:
    content = json.loads(explained(run, shop, "watched", "--policy", policies, "--format", "json"))
    assert content["policy"]["policy"] == "watched"
    assert [each["element"] for each in content["findings"]] == ["orders"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["wached"],
            "no policy 'wached' was checked, and no finding has it as its fingerprint (did you mean 'watched'?)",
        ),
        (["abc"], "no policy 'abc' was checked, and no finding has it as its fingerprint"),
        (["few", "order"], "the policy 'few' found nothing at 'order' (did you mean 'orders'?)"),
    ],
)
def test_what_is_not_there_is_told(words: list[str], told: str, shop: Path, policies: Path, run: Run) -> None:
    assert run("explain", shop, *words, "--policy", policies) == (2, "", f"archrules: {told}\n")


def test_a_fingerprint_needs_six_characters(shop: Path, policies: Path, run: Run) -> None:
    start = fingerprint("few", "cart")[:5]
    assert run("explain", shop, start, "--policy", policies).code == 2


def test_a_brief_with_a_fault_is_taken_for_one(tmp_path: Path, run: Run) -> None:
    path = written(tmp_path / "brief.yaml", "sistem: Shop\ncontexts: [{name: orders}]\n")
    code, out, err = run("explain", path)
    assert (code, out) == (2, "")
    assert "unknown field 'sistem' (did you mean 'system'?)" in err
