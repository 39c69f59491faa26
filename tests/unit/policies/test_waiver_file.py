"""Files of waivers: read strictly, with the place of every fault, and no fault keeps other waivers from counting."""

from collections.abc import Callable
from pathlib import Path

import pytest

from archrules.errors import InputError
from archrules.model.finding import Place
from archrules.policies.waiver_file import WaiverEntry, load_waivers
from tests.unit.output.check_data import waiver

GOOD = """\
waivers:
  - policy: shared-database
    element: orders-db
    reason: moves out next quarter
    owner: team orders
    expires: 2027-01-31
"""
Load = Callable[[str], tuple[WaiverEntry, ...]]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Return a function that reads a text as the file `waivers.yaml`."""
    monkeypatch.chdir(tmp_path)

    def read(text: str) -> tuple[WaiverEntry, ...]:
        Path("waivers.yaml").write_text(text, "utf-8")
        return load_waivers("waivers.yaml")

    return read


def told(entries: tuple[WaiverEntry, ...]) -> list[str]:
    return [str(fault) for entry in entries for fault in entry.faults]


def test_a_waiver_is_read_with_its_place(load: Load) -> None:
    assert load(GOOD) == (WaiverEntry(Place(file="waivers.yaml", line=2, column=5), waiver()),)


def test_a_waiver_may_name_path_and_discriminator(load: Load) -> None:
    (entry,) = load(f"{GOOD}    path: [a, b]\n    discriminator: schema\n")
    assert entry.waiver == waiver(path=("a", "b"), discriminator="schema")


def test_json_is_read_as_well(load: Load) -> None:
    (entry,) = load(
        '{"waivers": [{"policy": "p", "element": "e", "reason": "r", "owner": "o", "expires": "2027-01-31"}]}'
    )
    assert entry.waiver == waiver("e", policy="p", reason="r", owner="o")


def test_a_file_may_hold_no_waiver(load: Load) -> None:
    assert load("waivers: []\n") == ()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("    owner: team orders\n", "", "waivers.yaml:2:5: the field 'owner' is missing: add it"),
        ("    expires: 2027-01-31\n", "", "waivers.yaml:2:5: the field 'expires' is missing: add it"),
        (
            "    reason: moves out next quarter\n",
            "",
            "waivers.yaml:2:5: the field 'reason' is missing: add it",
        ),
        ("moves out next quarter", '" "', "waivers.yaml:4:13: expected text of 1 or more characters"),
        ("2027-01-31", "2027-02-30", "waivers.yaml:6:14: '2027-02-30' is no day of the calendar; write year"),
        ("2027-01-31", "20270131", "waivers.yaml:6:14: this is no day; write year, month and day as in"),
        ("owner", "ownr", "waivers.yaml:5:5: unknown field 'ownr' (did you mean 'owner'?)"),
        ("orders-db", "[a, b]", "waivers.yaml:3:14: expected text, found a list"),
    ],
)
def test_what_is_wrong_with_a_waiver_is_told_with_its_place(
    load: Load, old: str, new: str, fault: str
) -> None:
    (entry,) = load(GOOD.replace(old, new))
    assert entry.waiver is None
    assert any(line.startswith(fault) for line in told((entry,)))


def test_all_faults_of_a_waiver_are_told(load: Load) -> None:
    assert told(load("waivers:\n  - {policy: p, element: e, reason: r}\n")) == [
        "waivers.yaml:2:5: the field 'expires' is missing: add it",
        "waivers.yaml:2:5: the field 'owner' is missing: add it",
    ]


def test_an_entry_that_is_no_waiver_is_told_with_its_place(load: Load) -> None:
    assert told(load(f"{GOOD}  - hide everything\n")) == [
        "waivers.yaml:7:5: expected a mapping, found text 'hide everything'"
    ]


def test_a_waiver_that_is_wrong_keeps_no_other_from_counting(load: Load) -> None:
    wrong, right = load(GOOD.replace("waivers:\n", "waivers:\n  - {policy: p}\n"))
    assert wrong.waiver is None
    assert right == WaiverEntry(Place(file="waivers.yaml", line=3, column=5), waiver())


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[]", "waivers.yaml:1:1: the document must be a mapping, not a list"),
        ("waiver: []\n", "waivers.yaml:1:1: unknown field 'waiver' (did you mean 'waivers'?)"),
        ("waivers: none\n", "waivers.yaml:1:10: expected a list, found text 'none'"),
        ("waivers:\n  - {policy: p\n", "waivers.yaml:2:5: this '{' is never closed: add the '}'"),
        (f"{GOOD}    reason: again\n", "waivers.yaml:7:5: the key 'reason' stands twice"),
        ("waivers: [" + "{}," * 2001 + "]", "waivers.yaml:1:10: expected 2000 or fewer entries"),
    ],
)
def test_a_file_that_holds_no_list_of_waivers_is_refused(load: Load, text: str, fault: str) -> None:
    with pytest.raises(InputError) as raised:
        load(text)
    assert any(line.startswith(fault) for line in str(raised.value).splitlines())


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        load_waivers(tmp_path / "none.yaml")
