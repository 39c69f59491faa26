from typing import TYPE_CHECKING

import pytest

from archrules.model.recommendation import Conflict, Convention, Guideline
from archrules.output.report import report_markdown
from tests.unit.output.report_data import BOOK, PAPER, argument, decision, option, recommendation, veto

if TYPE_CHECKING:
    from archrules.model.recommendation import DecisionResult, OptionResult, Reason


def decided(*decisions: "DecisionResult") -> str:
    """Return the section of the decisions."""
    report = report_markdown(recommendation(*decisions))
    return report.partition("\n### Decisions\n")[2].partition("\n### ")[0]


def titled(name: str, *arguments: "Reason", **fields: object) -> "OptionResult":
    return option(name.lower(), "1", *arguments, **{"title": name, **fields})


def item(text: str, label: str) -> list[str]:
    """Return what stands under each bold label: the text beside it, or the lines of its list."""
    found = []
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if line.startswith(f"- **{label}:** "):
            found.append(line.removeprefix(f"- **{label}:** "))
        elif line == f"- **{label}:**":
            rest = lines[number + 1 :]
            end = next((i for i, later in enumerate(rest) if not later.startswith("  ")), len(rest))
            found += [later.removeprefix("  - ") for later in rest[:end]]
    return found


@pytest.mark.parametrize(
    ("margin", "score", "names", "words"),
    [
        ("clear", "2", "ab", "a clear lead of 0.62 over **B**"),
        ("close", "2", "ab", "a close call, 0.62 ahead of **B**"),
        ("tie", "2", "ab", "a tie, with only 0.62 between it and **B**"),
        ("tie", "1", "ab", "a tie with **B**, decided by maturity, and by name where that is equal too"),
        ("tie", "1", "ba", "a tie with **B**, decided by maturity"),
    ],
)
def test_the_margin_is_told_in_words(margin: str, score: str, names: str, words: str) -> None:
    first, second = option(names[0], score, title="A"), option(names[1], "1", title="B")
    text = decided(decision("Book Shop", first, second, margin=margin))
    assert f"The choice is **A**. It scores {score}: {words}." in text


def test_the_only_option_left_is_called_so() -> None:
    assert "It scores 1: the only option left." in decided(decision("Book Shop", titled("A")))


def test_one_subject_that_is_not_the_system_is_named() -> None:
    assert "The choice for orders is **A**." in decided(decision("orders", titled("A")))


def test_the_question_and_the_weights_open_a_decision() -> None:
    text = decided(decision("orders", titled("A")))
    assert "*Where does the data rest?* Weighed by consistency (6), operability (3) and cost (2)." in text


def test_one_subject_gets_a_table_of_options_and_points() -> None:
    first = titled("A", argument("x", "cost", 3), argument("y", "consistency", -1))
    last = titled("C", vetoes=(veto("no"),))
    assert [
        line for line in decided(decision("orders", first, last)).splitlines() if line.startswith("|")
    ] == [
        "| Option | consistency | operability | cost | Score |",
        "| --- | --- | --- | --- | --- |",
        "| A | -1 | 0 | +3 | 1 |",
        "| C | 0 | 0 | 0 | ruled out |",
    ]


def test_two_subjects_get_no_table() -> None:
    assert "|" not in decided(decision("orders", titled("A")), decision("cart", titled("A")))


def test_three_subjects_get_a_table_of_subjects() -> None:
    made = [decision(name, titled("A"), titled("B")) for name in ("orders", "cart")]
    stuck = decision("stock", titled("A", vetoes=(veto("no"),)))
    assert [line for line in decided(*made, stuck).splitlines() if line.startswith("|")] == [
        "| Subject | Choice | Score | Runner-up | Margin |",
        "| --- | --- | --- | --- | --- |",
        "| orders | A | 1 | B | clear, 0.62 |",
        "| cart | A | 1 | B | clear, 0.62 |",
        "| stock | none survives | | | |",
    ]


def test_subjects_with_the_same_choice_are_told_together() -> None:
    text = decided(
        decision("orders", titled("A")), decision("cart", titled("B")), decision("stock", titled("A"))
    )
    assert [line for line in text.splitlines() if line.startswith("#####")] == [
        "##### A for orders and stock",
        "##### B for cart",
    ]


def test_many_subjects_are_counted_in_the_heading_and_named_below_it() -> None:
    text = decided(*(decision(name, titled("A")) for name in "abcd"), decision("e", titled("B")))
    assert "##### A for 4 of 5\n\nChosen for a, b, c and d." in text


def test_a_choice_for_all_says_so() -> None:
    assert "##### A for all 4\n" in decided(*(decision(name, titled("A")) for name in "abcd"))


def test_of_very_many_subjects_a_dozen_is_named() -> None:
    text = decided(*(decision(f"s{number:02}", titled("A")) for number in range(15)))
    assert "Chosen for s00, s01, s02, s03, s04, s05, s06, s07, s08, s09, s10, s11 and 3 more." in text


def test_two_subjects_of_one_choice_share_their_margin() -> None:
    text = decided(*(decision(name, titled("A"), titled("B")) for name in ("orders", "cart")))
    assert "It scores 1: a clear lead of 0.62 over **B**, for each of them." in text


def test_two_subjects_of_one_choice_each_tell_their_own_margin() -> None:
    close = decision("cart", titled("A"), titled("B"), margin="close", margin_text="0.20")
    text = decided(decision("orders", titled("A"), titled("B")), close)
    assert (
        "For orders it scores 1: a clear lead of 0.62 over **B**; "
        "for cart it scores 1: a close call, 0.20 ahead of **B**." in text
    )


def test_reasons_for_and_against_are_told_apart_and_the_weightiest_first() -> None:
    reasons = [
        argument("cheap", "cost", 1),
        argument("safe", "consistency", 2, BOOK),
        argument("unknown", "operability", -1),
        argument("neutral", "cost", 0),
    ]
    text = decided(decision("orders", titled("A", *reasons)))
    assert (item(text, "For it"), item(text, "Against it")) == (
        ["*consistency*: safe [1]", "*cost*: cheap"],
        ["*operability*: unknown"],
    )


def test_one_reason_for_two_criteria_is_told_once() -> None:
    first = titled("A", argument("two nodes", "cost", 1), argument("two nodes", "consistency", 1))
    assert item(decided(decision("orders", first)), "For it") == ["*consistency* and *cost*: two nodes"]


def test_a_reason_of_some_subjects_names_them() -> None:
    first, second = titled("A", argument("x", "cost", 1)), titled("A")
    text = decided(decision("a", first), decision("b", second), decision("c", second))
    assert item(text, "For it") == ["*cost*: x (a)"]


def test_a_reason_of_nearly_all_subjects_names_the_others() -> None:
    first, second = titled("A", argument("x", "cost", 1)), titled("A")
    text = decided(*(decision(name, first) for name in "abc"), decision("d", second))
    assert item(text, "For it") == ["*cost*: x (all but d)"]


def test_a_reason_that_names_its_subject_is_told_once_for_all_like_it() -> None:
    def named(name: str) -> "DecisionResult":
        reason = argument(f"{name} waits, and pre-{name} too", "cost", 1, rule="waits")
        return decision(name, titled("A", reason))

    text = decided(*map(named, ["a", "b", "c"]))
    # Within another name the subject is no mention of it, so this part of the texts differs.
    assert item(text, "For it") == [f"*cost*: {name} waits, and pre-{name} too" for name in "abc"]


def test_the_subjects_of_which_the_same_is_said_are_listed() -> None:
    made = [
        decision(name, titled("A", argument(f"{name} waits", "cost", 1, rule="waits")))
        for name in ("a", "b", "c")
    ]
    assert item(decided(*made), "For it") == ["*cost*: a waits (the same for b and c)"]


def test_more_than_three_texts_of_one_rule_are_cut_short() -> None:
    made = [
        decision(name, titled("A", argument(f"{number}/s", "cost", 1, rule="load")))
        for number, name in enumerate("abcde")
    ]
    assert item(decided(*made), "For it") == [
        "*cost*: 0/s (a)",
        "*cost*: 1/s (b)",
        "*cost*: 2/s (c); much the same holds for d and e",
    ]


def test_of_whom_a_text_of_a_rule_is_told_it_is_not_said_again() -> None:
    of_a = [argument(f"{number}/s", "cost", 1, rule="load") for number in range(4)]
    made = [decision("a", titled("A", *of_a)), decision("b", titled("A", of_a[3]))]
    assert item(decided(*made), "For it") == [
        "*cost*: 0/s (a)",
        "*cost*: 1/s (a)",
        "*cost*: 2/s (a); much the same holds for b",
    ]


def test_what_is_gained_given_up_and_when_to_revisit_is_told() -> None:
    text = decided(decision("orders", titled("A", gives=("x", "y"), gives_up=("z",), revisit=("w",))))
    told = [item(text, label) for label in ("Gained", "Given up", "When to revisit")]
    assert told == [["x", "y"], ["z"], ["w"]]


def test_the_technology_and_its_release_are_named() -> None:
    text = decided(decision("orders", titled("A", technology="postgresql", release="18", shape="two nodes")))
    assert (item(text, "Shape"), item(text, "Technology")) == (["two nodes"], ["postgresql 18"])


def test_a_choice_without_technology_names_none() -> None:
    assert item(decided(decision("orders", titled("A"))), "Technology") == []


def test_the_runner_up_is_told_with_what_it_lost_and_won_on_and_why() -> None:
    first = titled("A", argument("safe", "consistency", 2))
    second = titled("B", argument("lossy", "consistency", -1, PAPER), argument("cheap", "cost", 1))
    assert item(decided(decision("orders", first, second)), "Runner-up") == [
        "**B** falls behind on consistency (lossy); it is ahead on cost (cheap) [1]"
    ]


def test_the_runner_up_of_many_subjects_is_told_by_its_criteria() -> None:
    first = titled("A", argument("safe", "consistency", 2))
    second = titled("B", argument("lossy", "consistency", -1), argument("cheap", "cost", 1))
    text = decided(*(decision(name, first, second) for name in "abc"))
    assert item(text, "Runner-up") == ["**B** falls behind on consistency; it is ahead on cost"]


def test_a_runner_up_with_the_same_points_is_told_to_fare_the_same() -> None:
    text = decided(decision("orders", titled("A"), titled("B")))
    assert item(text, "Runner-up") == ["**B** fares the same on every criterion"]


def test_a_criterion_without_weight_loses_nothing() -> None:
    first, second = titled("A", argument("x", "cost", 1)), titled("B")
    text = decided(decision("orders", first, second, weights={"cost": 0}))
    assert item(text, "Runner-up") == ["**B** fares the same on every criterion"]


def test_an_excluded_option_is_told_with_every_veto() -> None:
    out = titled("C", vetoes=(veto("too slow", BOOK), veto("not allowed")))
    text = decided(decision("orders", titled("A"), out))
    assert item(text, "Ruled out") == ["**C**:", "    - too slow [1]", "    - not allowed"]


def test_options_that_are_excluded_alike_are_told_together() -> None:
    out = [titled(name, vetoes=(veto("no"),)) for name in ("C", "D")]
    assert item(decided(decision("orders", titled("A"), *out)), "Ruled out") == ["**C** and **D**: no"]


def test_conventions_are_told_with_value_unit_and_reason() -> None:
    convention = Convention(parameter="a.b", value="3", unit="teams", why="they talk")
    other = Convention(parameter="a.a", value="4", unit="people", why="they rest", overridden=True)
    text = decided(decision("orders", titled("A"), conventions=(convention, other)))
    assert "Conventions that decided:\n\n| Parameter | Value | Why |\n" in text
    assert text.rstrip().endswith(
        "| `a.a` | 4 people, set in the brief | they rest |\n| `a.b` | 3 teams | they talk |"
    )


def test_conventions_of_how_to_build_it_stand_apart_from_those_that_decided() -> None:
    decides = Convention(parameter="a.b", value="3", unit="teams", why="they talk")
    builds = Convention(parameter="a.c", value="9", unit="rows", why="it is quick", decides=False)
    text = decided(decision("orders", titled("A"), conventions=(decides, builds)))
    first, second = text.split("Conventions of how to build it:")
    assert "`a.b`" in first
    assert "`a.c`" not in first
    assert "| `a.c` | 9 rows | it is quick |" in second


def test_a_convention_that_decides_for_one_subject_is_told_as_such() -> None:
    decides = Convention(parameter="a.b", value="3", unit="teams", why="they talk")
    builds = decides.model_copy(update={"decides": False})
    made = [
        decision(name, titled("A"), conventions=(each,)) for name, each in (("x", decides), ("y", builds))
    ]
    text = decided(*made)
    assert "Conventions that decided:" in text
    assert "Conventions of how to build it:" not in text


def test_how_to_override_a_convention_is_told_once() -> None:
    convention = Convention(parameter="a.b", value="3", unit="teams", why="they talk")
    made = [decision(name, titled("A"), conventions=(convention,), decision=name) for name in ("x", "y")]
    assert decided(*made).count("`parameters: {NAME: VALUE}`") == 1


def test_without_conventions_nothing_is_said_of_them() -> None:
    assert "convention" not in decided(decision("orders", titled("A")))


def test_a_convention_is_explained_where_it_stands_first() -> None:
    convention = Convention(parameter="a.b", value="3", unit="teams", why="they talk")
    made = [decision(name, titled("A"), conventions=(convention,), decision=name) for name in ("x", "y")]
    rows = [line for line in decided(*made).splitlines() if line.startswith("| `a.b`")]
    assert rows == ["| `a.b` | 3 teams | they talk |", "| `a.b` | 3 teams | see above |"]


def test_each_place_of_a_source_is_cited_once_in_a_decision() -> None:
    there = BOOK.model_copy(update={"where": "chapter 9"})
    reasons = [
        argument("x", "cost", 1, BOOK),
        argument("y", "cost", 1, there),
        argument("z", "cost", 1, BOOK),
    ]
    text = decided(decision("orders", titled("A", *reasons)))
    assert text.rstrip().endswith("Sources:\n\n- [1] chapter 3; chapter 9")


def test_a_source_without_a_place_is_cited_by_its_title() -> None:
    whole = BOOK.model_copy(update={"where": None})
    text = decided(decision("orders", titled("A", argument("x", "cost", 1, whole))))
    assert text.rstrip().endswith("Sources:\n\n- [1] Designing Systems")


def test_a_decision_that_cites_nothing_has_no_sources() -> None:
    cited = decision("orders", titled("A", argument("x", "cost", 1, BOOK)), decision="x")
    assert decided(cited, decision("orders", titled("A"))).count("Sources:") == 1


def test_a_conflict_tells_requirements_earlier_choices_and_ways_out() -> None:
    conflict = Conflict(
        requirements=("a.b", "a b"), earlier_choices=("x for y: z",), relaxations=("c.d", "e")
    )
    out = titled("A", vetoes=(veto("no", BOOK),))
    text = decided(decision("orders", out, conflict=conflict))
    assert text.partition("**No option")[2].partition("\n\nSources")[0] == (
        " survives** for orders: hard constraints rule out every one.\n\n"
        "- **Requirements in conflict:** `a.b` and a b\n"
        "- **Earlier choices in the way:** x for y: z\n"
        "- **Way out:** changing `c.d` or `e` alone would let an option through\n"
        "- **Ruled out:** **A**: no [1]"
    )


def test_a_conflict_without_a_way_out_says_so() -> None:
    out = titled("A", vetoes=(veto("no"),))
    text = decided(decision("orders", out, conflict=Conflict(requirements=("a", "b"))))
    assert item(text, "Way out") == ["no single change is enough; several must give way"]


def test_subjects_with_the_same_conflict_are_told_together() -> None:
    out = titled("A", vetoes=(veto("no"),))
    first, second = Conflict(requirements=("a",)), Conflict(requirements=("b",))
    text = decided(
        *(decision(name, out, conflict=c) for name, c in (("x", first), ("y", second), ("z", first)))
    )
    assert [line.partition(":")[0] for line in text.splitlines() if line.startswith("**No")] == [
        "**No option survives** for x and z",
        "**No option survives** for y",
    ]


def test_guidelines_stand_under_the_choice_by_topic_with_their_source() -> None:
    told = [
        Guideline(topic="indexing", text="index orders by day", rule="by-range", sources=(BOOK,)),
        Guideline(topic="pool", text="nine connections", rule="pool"),
    ]
    text = decided(decision("orders", titled("A"), guidelines=told))
    assert item(text, "How to build it") == [
        "*indexing*: index orders by day [1]",
        "*pool*: nine connections",
    ]


def test_steps_of_several_subjects_stand_in_their_order() -> None:
    first = [Guideline(topic="steps", text=f"Step {step}", rule=f"step-{step}") for step in (1, 3)]
    second = [Guideline(topic="steps", text="Step 2", rule="step-2")]
    made = [decision("a", titled("A"), guidelines=first), decision("b", titled("A"), guidelines=second)]
    assert item(decided(*made), "How to build it") == [
        "*steps*: Step 1 (a)",
        "*steps*: Step 2 (b)",
        "*steps*: Step 3 (a)",
    ]


def test_one_guideline_for_several_subjects_is_told_once() -> None:
    made = [
        decision(
            name, titled("A"), guidelines=[Guideline(topic="pool", text=f"{name} has a pool", rule="pool")]
        )
        for name in ("orders", "cart")
    ]
    assert item(decided(*made), "How to build it") == ["*pool*: orders has a pool (the same for cart)"]


def slow(*names: str) -> str:
    """Return the decisions for subjects, for each of which another option is slow for a reason of its own."""
    vetoes = [
        veto(f"{number} ms are too slow").model_copy(update={"rule": "speed"}) for number in range(len(names))
    ]
    made = zip(names, vetoes, strict=True)
    return decided(*(decision(name, titled("A"), titled("B", vetoes=(each,))) for name, each in made))


def test_of_many_subjects_one_veto_of_a_rule_is_told_as_an_example() -> None:
    told = "**B**: 0 ms are too slow (a); much the same holds for the others"
    assert item(slow(*"abcdef"), "Ruled out") == [told]


def test_of_few_subjects_each_veto_is_told() -> None:
    assert item(slow(*"abc"), "Ruled out") == [
        "**B**:",
        "    - 0 ms are too slow (a)",
        "    - 1 ms are too slow (b)",
        "    - 2 ms are too slow (c)",
    ]


def test_one_text_of_two_rules_is_told_once_with_the_sources_of_both() -> None:
    told = [
        Guideline(topic="steps", text="call the bank", rule="from-home", sources=(BOOK,)),
        Guideline(topic="steps", text="call the bank", rule="from-elsewhere", sources=(PAPER,)),
    ]
    text = decided(decision("orders", titled("A"), guidelines=told))
    assert item(text, "How to build it") == ["*steps*: call the bank [1, 2]"]


def test_one_text_that_names_a_subject_in_passing_is_told_once() -> None:
    told = [Guideline(topic="data", text="others follow its events", rule="data")]
    made = [decision(name, titled("A"), guidelines=told) for name in ("events", "orders")]
    assert item(decided(*made), "How to build it") == ["*data*: others follow its events"]


def two_choices(*, guidelines: tuple[Guideline, ...] = (), **fields: object) -> str:
    """Return the decisions for three subjects, two of which have the same choice, and all of which the same is told."""
    made = (("a", "A"), ("b", "A"), ("c", "B"))
    return decided(
        *(
            decision(name, titled(choice), titled("C", **fields), guidelines=guidelines)
            for name, choice in made
        )
    )


def test_how_to_build_another_choice_names_what_was_told_of_one_before() -> None:
    told = (
        Guideline(topic="pool", text="nine connections", rule="pool"),
        Guideline(topic="data", text="a schema each", rule="data"),
    )
    assert item(two_choices(guidelines=told), "How to build it") == [
        "*data*: a schema each",
        "*pool*: nine connections",
        "*data* and *pool*: as told above",
    ]


def test_what_is_excluded_for_another_choice_for_the_same_reason_is_named() -> None:
    assert item(two_choices(vetoes=(veto("too slow"),)), "Ruled out") == [
        "**C**: too slow",
        "**C**: for the same reasons as above",
    ]


def test_a_reason_that_excludes_several_options_is_told_once() -> None:
    both = titled("D", vetoes=(veto("too slow"), veto("too dear")))
    text = decided(decision("orders", titled("A"), titled("C", vetoes=(veto("too slow"),)), both))
    assert item(text, "Ruled out") == ["**C** and **D**: too slow", "**D**: too dear"]
