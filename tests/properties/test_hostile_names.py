"""A brief whose every name attacks some format of output: all files are written, and each keeps its form."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from archrules.api import load_system
from archrules.cli import main
from archrules.model.brief import Brief
from archrules.output.picture import run_engine
from archrules.output.service_graph import service_graph
from archrules.recommendation.why import Explanation
from tests.golden.briefs.examples import recommend_once
from tests.properties.briefs import Data

SVG = "{http://www.w3.org/2000/svg}"
ATTACKS = [
    "\"quotes\" 'of' both kinds",
    "<script>alert(1)</script>",
    "<b>bold</b> &lt;i&gt; &amp;",
    "digraph { a -> b }",
    "subgraph end",
    "node",
    "strict",
    "back\\slash\\n \\",
    "a|b || c \\|",
    "`code` ``` ~~~",
    "--> <!-- x -->",
    "<![CDATA[ x ]]>",
    "{{x}} {% y %} ${z} %s %(a)s {0}",
    "# heading",
    "- [link](javascript:alert(1)) ![p](http://x)",
    "*a* _b_ ~c~ $d$ @e",
    "1.5e3",
    "null",
    "~",
    "2026-01-01",
    "שלום مرحبا",  # written from right to left
    "e\u0301 \uff46\uff55\uff4c\uff4c 🙂 \ufb02",
    "key: value # comment",
    "=cmd|' /C calc'!A0",
    "%%{init: {}}%%",
    "click a href",
    "; rm -rf / && `id` $(id)",
    "../../../etc/passwd",
]
LINES = "first\nsecond | third\n# fourth\n<script>alert(2)</script>"


class Names:
    """Gives attacks as names, each only once: numbered from the second round on."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def __call__(self) -> str:
        turn, number = divmod(len(self.given), len(ATTACKS))
        self.given.append(f"{ATTACKS[number]} {turn}" if turn else ATTACKS[number])
        return self.given[-1]


def context(name: Names) -> Data:
    entities = [{"name": name(), "fields": [name()], "tags": ["pii"], "access": ["point"]} for _ in range(2)]
    return {"name": name(), "purpose": LINES, "entities": entities}


def use_case(name: Names, actor: Data, home: Data, other: Data, outside: Data) -> Data:
    return {
        "name": name(),
        "context": home["name"],
        "actor": actor["name"],
        "reads": [f"{other['name']}.{other['entities'][0]['name']}"],
        "writes": [f"{each['name']}.{each['entities'][1]['name']}" for each in (home, other)],
        "calls": [{"to": outside["name"], "answer": "now"}],
        "peak": "20/s",
    }


def hostile_brief(name: Names) -> Data:
    clients = [{"name": name(), "kind": kind} for kind in ("browser", "partner")]
    actors = [{"name": name(), "clients": [client["name"]]} for client in clients]
    outside = [{"name": name(), "protocol": "rest", "availability": "99 %"} for _ in range(2)]
    inside = [context(name) for _ in range(4)]
    pairs = zip(actors * 2, inside, inside[1:] + inside[:1], outside * 2, strict=True)
    parts = [{"name": name(), "technology": name(), "contexts": [each["name"]]} for each in inside]
    return {
        "system": name(),
        "domain": name(),
        "description": LINES,
        "clients": clients,
        "actors": actors,
        "contexts": inside,
        "use_cases": [use_case(name, *pair) for pair in pairs],
        "external_systems": outside,
        "regions": [{"name": name(), "users": "100 %"}],
        "teams": [
            {"name": name(), "size": 9, "skills": [name()], "contexts": [each["name"]]} for each in inside
        ],
        "constraints": {"data_residency": [name()]},
        "existing": {"style": "monolith", "description": LINES, "parts": parts, "problems": [LINES, name()]},
    }


NAMES = Names()
BRIEF = hostile_brief(NAMES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that the command line wrote for the brief."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "brief.json").write_text(json.dumps(BRIEF), "utf-8")
    assert main(["recommend", str(folder / "brief.json"), "-o", str(folder / "out")]) == 0
    return folder / "out"


def test_every_attack_is_in_the_brief() -> None:
    assert set(ATTACKS) <= set(NAMES.given)


def test_every_file_is_written(folder: Path) -> None:
    forms = {"dot", "mmd", "png", "svg"}
    expected = {
        "report.md",
        "recommendation.json",
        "system.yaml",
        *(f"service-graph.{form}" for form in forms),
    }
    assert {path.name for path in folder.iterdir()} == expected


def test_json_holds_the_names_as_they_were(folder: Path) -> None:
    data = json.loads((folder / "recommendation.json").read_text("utf-8"))
    assert data["system_name"] == BRIEF["system"]
    owned = {name for service in data["system"]["services"] for name in service["contexts"]}
    assert owned == {each["name"] for each in BRIEF["contexts"]}
    assert {each["use_case"] for each in data["data_flow"]} == {each["name"] for each in BRIEF["use_cases"]}


def test_yaml_holds_the_names_as_they_were(folder: Path) -> None:
    system = load_system(folder / "system.yaml")
    assert system.name == BRIEF["system"]
    assert {each.name for each in system.frontends} == {each["name"] for each in BRIEF["clients"]}
    assert {each.name for each in system.external_systems} == {
        each["name"] for each in BRIEF["external_systems"]
    }
    assert {team for service in system.services if (team := service.team)} == {
        each["name"] for each in BRIEF["teams"]
    }


def cells(row: str) -> int:
    return len(re.findall(r"(?<!\\)\|", row.replace("\\\\", "")))


def tables(report: str) -> Iterator[list[str]]:
    """The rows of each table: lines that start with a bar, one after the other."""
    found: list[str] = []
    for line in [*report.splitlines(), ""]:
        if line.startswith("|"):
            found.append(line)
        elif found:
            yield found
            found = []


def test_tables_of_the_report_keep_their_columns(folder: Path) -> None:
    found = list(tables((folder / "report.md").read_text("utf-8")))
    assert len(found) > 3
    assert [rows for rows in found if len({cells(row) for row in rows}) != 1] == []


def test_the_report_holds_no_html_of_a_name(folder: Path) -> None:
    assert re.findall(r"<[a-z!/]", (folder / "report.md").read_text("utf-8"), re.IGNORECASE) == []


def test_the_report_has_no_heading_of_a_name(folder: Path) -> None:
    report = (folder / "report.md").read_text("utf-8")
    assert [line for line in report.splitlines() if re.match(r"#+ (heading|fourth)", line)] == []


def test_dot_is_read_with_every_node_of_the_graph(folder: Path) -> None:
    expected = {node.key for node in service_graph(load_system(folder / "system.yaml")).all_nodes()}
    source = (folder / "service-graph.dot").read_text("utf-8")
    drawn = json.loads(run_engine(source, "json", engine="pygraphviz"))
    nodes = {each["name"] for each in drawn["objects"] if "nodes" not in each}
    assert {name for name in nodes if not name.startswith("legend_")} == expected
    assert len(expected) > len(BRIEF["contexts"]) + len(BRIEF["clients"]) + len(BRIEF["external_systems"])


def texts(root: ET.Element) -> str:
    return " ".join("".join(element.itertext()) for element in root.iter(f"{SVG}text"))


def test_svg_shows_names_as_text_and_nothing_that_acts(folder: Path) -> None:
    root = ET.parse(folder / "service-graph.svg").getroot()  # noqa: S314 - drawn here a moment ago
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "g", "title", "text", "path", "polygon", "polyline", "ellipse"
    }  # fmt: skip
    assert [name for element in root.iter() for name in element.attrib if name.startswith("on")] == []
    assert "<script>" in texts(root)


MERMAID_LINE = re.compile(
    r"---|title: \"[^\"\\]*(\\.[^\"\\]*)*\"|flowchart LR|  end"
    r"|  subgraph \w+\[\"[^\"]*\"\]"
    r"|  (  )?\w+[\[({>/\\]+\"[^\"]*\"[\])}/\\]+"
    r"|  (  )?\w+(\(\(\" \"\)\))? [<o]?(-->|-\.->|==>|--o)(\|\"[^\"]*\"\|)? \w+(\(\(\" \"\)\))?"
    r"|  (classDef|class|linkStyle) [\w,:#. -]+"
)


def test_mermaid_has_names_only_within_quotes(folder: Path) -> None:
    lines = (folder / "service-graph.mmd").read_text("utf-8").splitlines()
    assert [line for line in lines if not MERMAID_LINE.fullmatch(line)] == []


def test_mermaid_has_nothing_of_html_or_directives_left(folder: Path) -> None:
    text = (folder / "service-graph.mmd").read_text("utf-8").replace("<br/>", "")
    assert re.findall(r"<[a-z!/]|%%|\]\]>|\{\{\w", text, re.IGNORECASE) == []


def statements(explanation: Explanation) -> int:
    return 1 + sum(map(statements, explanation.because))


def test_an_explanation_is_one_statement_a_line() -> None:
    recommendation = recommend_once(Brief.model_validate(BRIEF))
    for decided in recommendation.decisions:
        explanation = recommendation.why(decided.result.decision, decided.result.subject)
        assert len(str(explanation).splitlines()) == statements(explanation)
