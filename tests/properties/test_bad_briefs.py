"""Every fault of a brief is one line with its place, all of them are told at once, and nothing is written."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from archrules.cli import main

GOOD = """\
system: Shop
contexts:
  - name: orders
    entities: [{name: order}]
use_cases:
  - {name: place, context: orders, writes: [order]}
teams:
  - {name: sales, size: 3, contexts: [orders]}
"""
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{inner}'] * 9)}]\n"
    for inner, name in zip("abcdef", "bcdefg", strict=True)
)
WIDE = ", ".join(f"k{number}: 1" for number in range(300))
MERGE_BOMB = f"x0: &x0 {{{WIDE}}}\n" + "".join(
    f"x{number}: &x{number} {{<<: [*x{number - 1}, *x{number - 1}], n{number}: {{<<: *x{number - 1}}}}}\n"
    for number in range(1, 40)
)
FIVE_AND_MORE = """\
system: Shop
horizon: -3 years
clients:
  - {name: web, kind: browsr}
actors:
  - {name: customer, clients: [webb]}
contexts:
  - name: orders
    entities: [{name: order, volum: 5, payload: 3 kilos}]
use_cases:
  - {name: place, context: order, actor: customer, writes: [order], reeds: [order]}
  - {name: place, context: orders, calls: [{to: bank}]}
teams:
  - {name: sales, size: -3, contexts: [orders]}
  - {name: stock, size: 2, contexts: [orders]}
priorities: {simplcity: 3, cost: 11}
parameters: {target-utilization: 0.5, replica-capacity: 0}
constraints: {mandated: [kafak]}
"""


def good_but(old: str, new: str) -> str:
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


BAD: dict[str, tuple[str | bytes, Sequence[str]]] = {
    "empty": (b"", ["1:1: the file is empty"]),
    "only a comment": ("# later\n", ["1:1: the document is empty"]),
    "not UTF-8": ("system: café\n".encode("latin-1"), ["1:12: byte 0xe9 is not UTF-8"]),
    "a tab": ("system: Shop\ncontexts:\n\t- name: a\n", ["3:1: a tab"]),
    "a list": ("- system: Shop\n", ["1:1: the document must be a mapping, not a list"]),
    "two documents": ("system: a\n---\nsystem: b\n", ["2:1: a second document starts here"]),
    "a key twice": (
        "system: a\ndomain: b\nsystem: c\n",
        ["3:1: the key 'system' stands twice, first on line 1"],
    ),
    "a bomb of aliases": (BOMB, ["6:12: more than 200000 values, aliases in full"]),
    "a bomb of merged keys": (MERGE_BOMB, ["8:35: more than 200000 values, aliases in full"]),
    "an alias within itself": (
        "system: a\nclients: &c [*c]\n",
        ["2:14: alias '*c' stands inside what '&c' names"],
    ),
    "too deep": (f"system: {'[' * 500}\n", ["1:68: more than 60 levels of nesting"]),
    "a tag": (
        "system: !!python/name:os.system x\n",
        ["1:9: the tag '!!python/name:os.system' is not supported"],
    ),
    "no system": ("domain: x\n", ["1:1: the field 'system' is missing"]),
    "a control character": ('system: "a\\u202eb"\n', ["1:9: contains the control character '\\u202e'"]),
    "text in place of a list": (
        good_but("[{name: order}]", "order"),
        ["4:15: expected a list, found text 'order'"],
    ),
    "text in place of a number": (
        good_but("size: 3", "size: many"),
        ["8:25: expected a whole number, found text 'many'"],
    ),
    "an unknown field": (
        good_but("use_cases:", "usecases:"),
        ["5:1: unknown field 'usecases' (did you mean 'use_cases'?)"],
    ),
    "an unknown context": (
        good_but("context: orders", "context: order"),
        ["6:28: 'order' is not a context of this brief (did you mean 'orders'?)"],
    ),
    "an unknown entity": (
        good_but("writes: [order]", "writes: [ordr]"),
        ["6:45: 'ordr' is not an entity of this brief (did you mean 'order'?)"],
    ),
    "a negative number": (
        good_but("size: 3", "size: -3"),
        ["8:25: expected a number of at least 1, found the number -3"],
    ),
    "a negative quantity": (f"{GOOD}horizon: -3 years\n", ["9:10: '-3 years' is negative"]),
    "an absurd number": (
        good_but("size: 3", "size: 99999999"),
        ["8:25: expected a number of at most 10000, found the number 99999999"],
    ),
    "an absurd quantity": (f"{GOOD}horizon: 900 years\n", ["9:10: '900 years' is out of range"]),
    "an endless number": (
        f"{GOOD}scale: {{users: {'9' * 5000}}}\n",
        ["9:16: a number of more than 30 digits"],
    ),
    "a unit that is none": (f"{GOOD}horizon: 3 yeers\n", ["9:10: '3 yeers' is not a quantity"]),
    "a name twice": (
        good_but("teams:", "  - {name: place, context: orders}\nteams:"),
        ["7:12: 'place' is used twice"],
    ),
    "two owners": (
        f"{GOOD}  - {{name: stock, size: 2, contexts: [orders]}}\n",
        ["9:39: 'orders' is owned by sales as well"],
    ),
    "an unknown priority": (
        f"{GOOD}priorities: {{simplcity: 3}}\n",
        ["9:14: no decision has a criterion 'simplcity' (did you mean 'simplicity'?)"],
    ),
    "an unknown parameter": (
        f"{GOOD}parameters: {{target-utilization: 0.5}}\n",
        ["9:14: the knowledge has no parameter 'target-utilization' (did you mean 'target-utilisation'?)"],
    ),
    "an absurd parameter": (
        f"{GOOD}parameters: {{horizon: 1000000000000}}\n",
        ["9:23: 1000000000000 is out of range; months must lie between 0 and 1,200"],
    ),
    "unknown technologies": (
        f"{GOOD}constraints: {{forbidden: [postgres], mandated: [kafak]}}\n",
        [
            "9:27: the knowledge has no technology 'postgres' (did you mean 'postgresql'?)",
            "9:49: the knowledge has no technology 'kafak' (did you mean 'kafka'?)",
        ],
    ),
    "faults of every sort": (
        FIVE_AND_MORE,
        [
            "2:10: '-3 years' is negative",
            "4:23: expected one of 'browser', 'native', 'partner', 'machine', found text 'browsr'",
            "6:32: 'webb' is not a client of this brief (did you mean 'web'?)",
            "9:30: unknown field 'volum' (did you mean 'volume'?)",
            "9:49: '3 kilos' is not a quantity",
            "11:28: 'order' is not a context of this brief (did you mean 'orders'?)",
            "11:69: unknown field 'reeds' (did you mean 'reads'?)",
            "12:12: 'place' is used twice",
            "12:49: 'bank' is neither a context nor an external system of this brief",
            "14:25: expected a number of at least 1, found the number -3",
            "15:39: 'orders' is owned by sales as well",
            "16:14: no decision has a criterion 'simplcity' (did you mean 'simplicity'?)",
            "16:34: expected a number of at most 10, found the number 11",
            "17:14: the knowledge has no parameter 'target-utilization'",
            "17:57: 0 is out of range",
            "18:26: the knowledge has no technology 'kafak' (did you mean 'kafka'?)",
        ],
    ),
    "references to what is itself at fault": (
        good_but("- name: orders", "- nam: orders"),
        ["3:5: the field 'name' is missing", "3:5: unknown field 'nam' (did you mean 'name'?)"],
    ),
    "references to what stands under an unknown field": (
        good_but("contexts:\n", "context:\n"),
        ["2:1: unknown field 'context' (did you mean 'contexts'?)"],
    ),
}


def faults(path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Run `recommend`, which must fail and print one line for each fault; return the lines without the path."""
    assert main(["recommend", str(path), "-o", str(path.parent / "out")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert all(line.startswith(f"{path}:") for line in err.splitlines())
    return [line.removeprefix(f"{path}:") for line in err.splitlines()]


@pytest.mark.parametrize("case", sorted(BAD))
def test_each_fault_is_one_line_with_its_place(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, expected = BAD[case]
    path = tmp_path / "brief.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    told = faults(path, capsys)
    assert [line[: len(start)] for line, start in zip(told, expected, strict=False)] == list(expected)
    assert len(told) == len(expected), told
    assert [each.name for each in tmp_path.iterdir()] == ["brief.yaml"]


def test_a_missing_file_is_told_with_the_names_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "shop.yaml").touch()
    assert faults(tmp_path / "shpo.yaml", capsys) == [
        "1:1: there is no such file (did you mean 'shop.yaml'?): check the path"
    ]


def test_a_folder_in_place_of_a_brief_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert faults(tmp_path, capsys) == ["1:1: this is a folder: name a file in it"]


def test_an_output_folder_is_left_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "report.md").write_text("old", "utf-8")
    (tmp_path / "brief.yaml").write_text("system: a\nhorizon: soon\n", "utf-8")
    assert len(faults(tmp_path / "brief.yaml", capsys)) == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["report.md"]
    assert (tmp_path / "out" / "report.md").read_text("utf-8") == "old"


def test_a_json_brief_has_places_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "brief.json").write_text('{\n\t"system": "a",\n\t"horizon": "soon"\n}\n', "utf-8")
    assert faults(tmp_path / "brief.json", capsys)[0].startswith("3:13: 'soon' is not a quantity")
