"""The head of a report: a line for each kind of decision, the price, and what is still open."""

from archrules.model.recommendation import AcceptedFinding, RecommendationData
from archrules.output.report import report_markdown
from tests.unit.output.report_data import decision, minimal, option, realistic, recommendation, veto


def in_short(data: RecommendationData) -> list[str]:
    """Return the lines of the section."""
    return report_markdown(data).partition("### In Short\n\n")[2].partition("\n\n")[0].splitlines()


def test_each_kind_of_decision_has_a_line() -> None:
    assert in_short(realistic())[:2] == [
        "- **[Architecture style](#architecture-style):** Service based (a clear lead of 0.62 over Modular monolith)",
        (
            "- **[Data store](#data-store):** PostgreSQL with a standby (accounts, orders and stock), "
            "Redis for sessions (cart); 3 clear, 1 close"
        ),
    ]


def test_what_no_option_survives_is_told() -> None:
    assert "- **No option survives:** Broker for Book Shop" in in_short(realistic())


def test_without_decisions_there_is_no_head() -> None:
    assert in_short(minimal()) == []


def test_what_is_accepted_is_named_once() -> None:
    finding = AcceptedFinding(
        policy="shared-database", severity="error", element="x", text="x is shared", because=()
    )
    made = [decision(name, option("a", "1"), accepts=(finding,)) for name in ("orders", "cart")]
    told = "- **Accepted:** shared-database (error), each told with the decision that forces it; "
    assert sum(line.startswith(told) for line in in_short(recommendation(*made))) == 1


def test_what_is_open_is_counted_last() -> None:
    last = in_short(realistic())[-1]
    assert last.startswith("- **To go through before building:** ")
    assert last.endswith("1 assumption and 1 open question, at the end")


def test_a_title_cannot_be_markup() -> None:
    stuck = decision("x", option("a", "1", vetoes=(veto("no"),)), title="*B* <b>")
    made = decision("x", option("a", "1"), title="*A* <b>")
    lines = in_short(recommendation(made, stuck))
    assert lines[0].startswith(r"- **\*A\* &lt;b>:** ")
    assert r"- **No option survives:** \*B\* &lt;b> for x" in lines


def test_an_option_chosen_for_many_has_their_number() -> None:
    made = [decision(name, option("a", "1")) for name in ("one", "two", "three", "four")]
    assert in_short(recommendation(*made))[0].partition(":** ")[2].startswith("A (4)")
