import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from archrules.model.provenance import KnowledgeRecord
from archrules.model.recommendation import (
    Assumption,
    MigrationStep,
    Question,
    RecommendationData,
    Reliability,
    Risk,
    Scaling,
    ServiceRow,
)
from archrules.output.documents import recommendation_json
from archrules.output.report import report_markdown
from tests.unit.output.report_data import (
    BOOK,
    EVIL,
    GOLDEN,
    PAPER,
    REPORTS,
    argument,
    decision,
    hostile,
    minimal,
    option,
    realistic,
    recommendation,
    veto,
)

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SIGNS = "ab1 \n\t\\\"'`*_[](){}<>#&;|-+=.:!~$%@/,\x1b\u202eé"
TEXTS = st.one_of(st.text(max_size=20), st.text(SIGNS, max_size=20), st.sampled_from(EVIL))
GUIDE_SECTIONS = ["Service Architecture", "Data Flow", "Scalability Plan", "Reliability & DR"]
ALL_SECTIONS = [
    "Current State",
    "In Short",
    *GUIDE_SECTIONS,
    "Migration Path",
    "Decisions",
    "Risks",
    "Assumptions",
]
ALL_SECTIONS += ["Open Questions", "Provenance", "Sources"]
UNESCAPED_BAR = re.compile(r"(?<!\\)\|")


def headings(report: str, level: int = 3) -> list[str]:
    return [line[level + 1 :] for line in report.splitlines() if line.startswith(f"{'#' * level} ")]


def section(report: str, title: str) -> str:
    """Return what stands under a heading of the third level."""
    return report.partition(f"\n### {title}\n")[2].partition("\n### ")[0].strip("\n")


def tables(report: str) -> list[list[str]]:
    """Return the rows of each table, as lines."""
    blocks = [block.splitlines() for block in report.split("\n\n")]
    return [block for block in blocks if block[0].startswith("|")]


@pytest.mark.parametrize("name", REPORTS)
def test_reports_are_those_in_the_golden_files(name: str) -> None:
    assert report_markdown(REPORTS[name]()) == (GOLDEN / f"{name}.md").read_text("utf-8")


def test_the_title_names_the_system() -> None:
    assert report_markdown(minimal()).splitlines()[0] == "## Backend Architecture: Book Shop"


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_ends_with_one_line_break(name: str) -> None:
    assert re.search(r"[^\n]\n\Z", report_markdown(REPORTS[name]()))


def test_the_sections_stand_in_the_order_of_the_guide() -> None:
    assert headings(report_markdown(realistic())) == ALL_SECTIONS


def test_empty_sections_are_left_out_except_those_of_the_guide() -> None:
    assert headings(report_markdown(minimal())) == [*GUIDE_SECTIONS, "Provenance"]


@pytest.mark.parametrize("title", GUIDE_SECTIONS)
def test_an_empty_section_of_the_guide_says_why_in_one_sentence(title: str) -> None:
    assert re.fullmatch(r"[A-Z][^.\n]+\.", section(report_markdown(minimal()), title))


def test_a_report_is_the_same_from_its_own_json() -> None:
    again = RecommendationData.model_validate_json(recommendation_json(realistic()))
    assert report_markdown(again) == report_markdown(realistic())


def test_the_service_table_has_the_columns_of_the_guide() -> None:
    lines = section(report_markdown(realistic()), "Service Architecture").splitlines()
    assert lines[0] == "| Service | Responsibility | Tech | Data Store |"


def test_services_that_an_open_decision_holds_back_are_explained_by_it() -> None:
    stuck = decision("orders", option("a", "0", vetoes=(veto("no"),)), title="Service boundary")
    text = section(report_markdown(recommendation(stuck)), "Service Architecture")
    assert text == "No service can be described while these decisions are open: Service boundary."


def test_the_picture_is_shown_under_the_services() -> None:
    assert "](service-graph.svg)" in section(report_markdown(realistic()), "Service Architecture")


def test_without_services_there_is_no_picture() -> None:
    assert "service-graph" not in report_markdown(minimal())


def test_each_use_case_has_one_line_of_data_flow() -> None:
    text = section(report_markdown(realistic()), "Data Flow")
    assert text == "- **place-order**: customer (web) -> checkout; writes orders.order; local transaction"


def test_the_scalability_plan_has_the_columns_of_the_guide() -> None:
    lines = section(report_markdown(realistic()), "Scalability Plan").splitlines()
    assert lines[0] == "| Bottleneck | Solution | Impact |"


def test_a_bottleneck_says_why_it_is_one() -> None:
    row = Scaling(bottleneck="database of orders", because="30/s written", solution="index", impact="faster")
    text = section(report_markdown(recommendation(scalability=(row,))), "Scalability Plan")
    assert text.splitlines()[-1] == "| database of orders: 30/s written | index | faster |"


def test_bottlenecks_with_one_remedy_share_a_row() -> None:
    rows = [Scaling(bottleneck=name, because="busy", solution="more", impact="room") for name in "ab"]
    text = section(report_markdown(recommendation(scalability=tuple(rows))), "Scalability Plan")
    assert text.splitlines()[-1] == "| a: busy; b: busy | more | room |"


def test_no_bottleneck_among_known_loads_is_good_news() -> None:
    text = section(report_markdown(realistic().model_copy(update={"scalability": ()})), "Scalability Plan")
    assert text == "At the loads that the brief gives, no part comes near its capacity."


def test_reliability_has_the_three_parts_of_the_guide() -> None:
    text = section(report_markdown(realistic()), "Reliability & DR")
    assert re.findall(r"^- \*\*(.*?):\*\*", text, re.MULTILINE) == [
        "RTO/RPO targets",
        "Fault tolerance patterns",
        "Backup strategy",
    ]


def test_a_part_of_reliability_that_is_empty_says_why() -> None:
    reliability = Reliability(targets=("RTO 1 h",), patterns=(), backup=())
    text = section(report_markdown(recommendation(reliability=reliability)), "Reliability & DR")
    assert "- **Backup strategy:** no data store has been chosen, so there is nothing to back up yet" in text


def test_migration_steps_stand_in_the_order_of_their_numbers() -> None:
    steps = (
        MigrationStep(number=2, does="extract", undo="", done_when=""),
        MigrationStep(number=1, does="prepare", undo="go back", done_when="it works"),
    )
    text = section(report_markdown(recommendation(migration=steps)), "Migration Path")
    assert text == "1. prepare\n   - **Undo:** go back\n   - **Done when:** it works\n2. extract"


def test_a_risk_stands_with_its_mitigation() -> None:
    risk = Risk(about="one region", text="a flood stops it", mitigation="rehearse the restore")
    text = section(report_markdown(recommendation(risks=(risk,))), "Risks")
    assert text == "- **one region**: a flood stops it\n  - **Mitigation:** rehearse the restore"


def test_risks_that_differ_in_the_name_only_are_told_once() -> None:
    risks = (
        Risk(about=name, text=f"{name} may stop.", mitigation=f"watch {name}") for name in ("a", "b", "c")
    )
    text = section(report_markdown(recommendation(risks=tuple(risks))), "Risks")
    assert text == "- **a**: a may stop. The same holds for b and c.\n  - **Mitigation:** watch a"


def test_a_question_says_what_an_answer_changes() -> None:
    question = Question(about="budget", text="How much?", changes="the stores")
    text = section(report_markdown(recommendation(questions=(question,))), "Open Questions")
    assert text == "- **budget**: How much?\n  - **An answer changes:** the stores"


def test_a_question_says_how_many_decisions_rest_on_what_is_assumed() -> None:
    question = Question(about="peak", text="How often?", changes="The stores.", decisions=1)
    text = section(report_markdown(recommendation(questions=(question,))), "Open Questions")
    assert text.endswith("The stores. 1 decision rests on what is assumed instead.")


def test_an_assumption_tells_all_about_itself_in_its_row() -> None:
    assumption = Assumption(
        default="horizon",
        title="How far ahead",
        value="36 months",
        used_for=("horizon",),
        why="teams change",
        evidence="convention",
        override="horizon",
        sources=(BOOK,),
    )
    text = section(report_markdown(recommendation(assumptions=(assumption,))), "Assumptions")
    cells = "How far ahead (`horizon`) | 36 months | `horizon` | teams change [1] | convention | `horizon`"
    assert text.splitlines()[-1] == f"| {cells} |"


def test_many_uses_of_an_assumption_are_counted() -> None:
    text = section(report_markdown(realistic()), "Assumptions")
    assert "| `horizon`, `contexts.orders`, `contexts.cart` and 1 more |" in text


def test_provenance_names_brief_knowledge_and_changed_parameters() -> None:
    record = KnowledgeRecord(
        name="archrules", version="1", as_of="2026-01-01", digest="ff", parameters={"b.x": "2", "a.x": "1"}
    )
    text = section(report_markdown(recommendation(knowledge=(record,))), "Provenance")
    assert text.splitlines()[1:] == [
        "- **Knowledge:** archrules 1, as of 2026-01-01, SHA-256 `ff`",
        "- **Parameters set in the brief:**",
        "  - `a.x`: 1",
        "  - `b.x`: 2",
        "- **Schema:** recommendation, version 1",
    ]


def test_sources_are_numbered_as_they_are_first_cited() -> None:
    first = option("a", "1", argument("first", "cost", 1, PAPER), argument("second", "consistency", 1, BOOK))
    text = section(report_markdown(recommendation(decision("orders", first))), "Sources")
    assert text == "1. [Designing Systems](https://example.org/book?a=1&amp;b=2)\n2. Sagas"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://en.wikipedia.org/wiki/Saga_(event)", "[T](https://en.wikipedia.org/wiki/Saga_%28event%29)"),
        ("https://a.org/?x=1&copy=2", "[T](https://a.org/?x=1&amp;copy=2)"),
        ("javascript:alert(1)", "T, javascript:alert(1)"),
        ("https://a.org/ b", "T, https\\://a.org/ b"),
        ("https://a.org/|b", "T, https\\://a.org/\\|b"),
        ("file:///etc/passwd", "T, file\\:///etc/passwd"),
    ],
)
def test_only_plain_web_addresses_become_links(url: str, shown: str) -> None:
    citation = BOOK.model_copy(update={"title": "T", "url": url})
    data = recommendation(decision("orders", option("a", "1", argument("x", "cost", 1, citation))))
    assert section(report_markdown(data), "Sources") == f"1. {shown}"


def test_a_title_may_end_with_a_number_sign() -> None:
    page = MARKDOWN.render(report_markdown(recommendation(system_name="Project #")))
    assert page.startswith("<h2>Backend Architecture: Project #</h2>")


@given(texts=st.lists(TEXTS, min_size=1, max_size=7))
def test_no_text_breaks_a_table(texts: list[str]) -> None:
    for rows in tables(report_markdown(hostile(tuple(texts)))):
        bars = {len(UNESCAPED_BAR.findall(row)) for row in rows}
        assert len(bars) == 1


@given(texts=st.lists(TEXTS, min_size=1, max_size=7))
def test_every_table_is_read_as_a_table(texts: list[str]) -> None:
    report = report_markdown(hostile(tuple(texts)))
    assert MARKDOWN.render(report).count("<tr>") == sum(len(rows) - 1 for rows in tables(report))


@given(texts=st.lists(TEXTS, min_size=1, max_size=7))
def test_no_text_becomes_html_a_link_elsewhere_or_a_picture(texts: list[str]) -> None:
    report = report_markdown(hostile(tuple(texts)))
    page = MARKDOWN.render(report)
    pictures = re.findall(r'src="(.*?)"', page)
    elsewhere = re.findall(r'<a (?!href="#[a-z0-9-]+">)', page)
    assert ("<" in report, elsewhere, pictures) == (False, [], ["service-graph.svg"])


@given(texts=st.lists(TEXTS, min_size=1, max_size=7))
def test_no_text_becomes_a_heading_or_a_quotation(texts: list[str]) -> None:
    page = MARKDOWN.render(report_markdown(hostile(tuple(texts))))
    titles = ["<h2", *["<h3"] * len(ALL_SECTIONS)]
    assert re.findall("<(?:h[1236]|hr|blockquote|pre)", page) == titles


@given(texts=st.lists(TEXTS, min_size=1, max_size=7))
def test_nothing_invisible_is_left(texts: list[str]) -> None:
    report = report_markdown(hostile(tuple(texts)))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ud800-\udfff]", report)


@given(cells=st.lists(TEXTS, min_size=4, max_size=4))
def test_a_row_of_services_is_read_as_it_was_given(cells: list[str]) -> None:
    names = [f"a{cell}z" for cell in cells]
    row = ServiceRow(service=names[0], responsibility=names[1], tech=names[2], data_store=names[3])
    page = MARKDOWN.render(report_markdown(recommendation(services=(row,))))
    read = re.findall("<td>(.*?)</td>", page, re.DOTALL)
    assert [(cell[:1], cell[-1:]) for cell in read] == [("a", "z")] * 4
