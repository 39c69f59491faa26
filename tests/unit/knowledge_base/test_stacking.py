"""Packs laid on others: what they add, replace and disable, and everything that is refused, with its place."""

from pathlib import Path
from typing import Any

import pytest

from archrules.knowledge_base.loading import load_knowledge
from tests.unit.knowledge_base import small_pack
from tests.unit.knowledge_base.small_pack import with_changes
from tests.unit.knowledge_base.stacks import about, faults, pack, stack

YOUNG = {"value": 1, "why": "new", "source": small_pack.SOURCE}
NEW = {
    "decisions/acme.log/decision.yaml": small_pack.decision("acme.log"),
    "decisions/acme.log/file.yaml": small_pack.option("file"),
    "decisions/acme.log/acme.stream.yaml": small_pack.option(
        "acme.stream", technology="acme.pipe", maturity=None
    ),
    "decisions/store/acme.third.yaml": small_pack.option("acme.third"),
    "defaults/acme.size.yaml": small_pack.default("acme.size"),
    "derivations/acme.rule.yaml": small_pack.derivation("acme.rule"),
    "policies/calls/acme.calls.yaml": small_pack.policy("acme.calls"),
    "tables/acme.table.yaml": small_pack.table("acme.table"),
    "technologies/acme.pipe.yaml": small_pack.technology("acme.pipe", maturity=YOUNG),
    "sources.yaml": {"sources": {"acme.handbook": {"title": "Handbook", "author": "Acme"}}},
    "images.yaml": {
        "tasks": ["anoint"],
        "images": {"acme.pipe": {"kind": "broker", "images": ["pipe"], "source": {"ref": "acme.handbook"}}},
    },
}
"""One thing of each sort that a pack can add."""


# ---- what packs do


def test_a_pack_adds_items_of_every_form(tmp_path: Path) -> None:
    knowledge = stack(tmp_path, pack(files=NEW))
    added = {name for name, owner in knowledge.pack_of.items() if owner == "acme"}
    assert added == {
        "acme.calls",
        "acme.log",
        "acme.log/acme.stream",
        "acme.log/file",
        "acme.pipe",
        "acme.rule",
        "acme.size",
        "acme.table",
        "images/acme.pipe",
        "sources/acme.handbook",
        "store/acme.third",
    }
    assert added - {"images/acme.pipe", "sources/acme.handbook"} <= set(knowledge.by_id)
    assert "acme.handbook" in knowledge.sources


def test_what_a_pack_adds_works_together(tmp_path: Path) -> None:
    knowledge = stack(tmp_path, pack(files=NEW))
    assert knowledge.decisions["acme.log"].option("acme.stream").maturity == 1
    assert [option.name for option in knowledge.decisions["store"].options] == [
        "acme.third",
        "first",
        "second",
    ]
    assert knowledge.images.of_image("pipe") is knowledge.images.items["acme.pipe"]
    assert knowledge.images.is_task("anoint-db")


def test_a_pack_replaces_what_it_says_it_replaces(tmp_path: Path) -> None:
    files = {
        "defaults/horizon.yaml": small_pack.default("horizon", value=5),
        "decisions/store/first.yaml": small_pack.option("first", technology="database", shape="ours"),
        "sources.yaml": {"sources": {"book": {"title": "Our edition", "author": "Us"}}},
    }
    replaces = ["horizon", "store/first", "sources/book"]
    knowledge = stack(tmp_path, pack(files=files, replaces=replaces))
    assert knowledge.defaults["horizon"].value == 5
    assert knowledge.decisions["store"].option("first").item.shape == "ours"
    assert knowledge.sources["book"].title == "Our edition"
    assert {name for name, owner in knowledge.pack_of.items() if owner == "acme"} == set(replaces)


def test_a_pack_disables_what_it_says_it_disables(tmp_path: Path) -> None:
    knowledge = stack(tmp_path, pack(disables=["big-team", "store/second", "no-timeout"]))
    assert list(knowledge.by_id) == ["horizon", "team-size", "store", "store/first", "database"]


def test_with_a_decision_go_its_options(tmp_path: Path) -> None:
    assert "store" not in stack(tmp_path, pack(disables=["store"])).decisions


def test_a_pack_may_leave_a_decision_with_one_option(tmp_path: Path) -> None:
    options = stack(tmp_path, pack(disables=["store/second"])).decisions["store"].options
    assert [option.name for option in options] == ["first"]


def test_a_parameter_that_only_disabled_options_use_is_no_fault(tmp_path: Path) -> None:
    limit = {"limit": small_pack.parameter()}
    reading = small_pack.argument(when=[small_pack.TEAM, {"test": "size > limit"}])
    below = with_changes(
        {
            "decisions/store/decision.yaml": small_pack.decision("store", parameters=limit),
            "decisions/store/second.yaml": small_pack.option("second", arguments=[reading]),
        }
    )
    knowledge = stack(tmp_path, pack(disables=["store/second"]), below=below)
    assert list(knowledge.parameters) == ["big-team.limit", "store.limit"]


def test_a_pack_changes_what_it_requires(tmp_path: Path) -> None:
    lower = pack("lower", files={"derivations/lower.rule.yaml": small_pack.derivation("lower.rule")})
    knowledge = stack(tmp_path, lower, pack(requires=["lower"], disables=["lower.rule"]))
    assert "lower.rule" not in knowledge.by_id


def test_what_is_required_by_what_is_required_may_be_changed(tmp_path: Path) -> None:
    lower = pack("lower", files={"derivations/lower.rule.yaml": small_pack.derivation("lower.rule")})
    middle = pack("middle", requires=["lower"])
    knowledge = stack(tmp_path, lower, middle, pack(requires=["middle"], disables=["lower.rule"]))
    assert "lower.rule" not in knowledge.by_id


def test_two_packs_may_disable_the_same(tmp_path: Path) -> None:
    first, second = (pack(name, disables=["big-team"]) for name in ("one", "two"))
    assert "big-team" not in stack(tmp_path, first, second).by_id


def test_a_pack_needs_no_bibliography(tmp_path: Path) -> None:
    knowledge = stack(tmp_path, pack(files={"derivations/acme.x.yaml": small_pack.derivation("acme.x")}))
    assert list(knowledge.sources) == ["book"]


def test_the_date_of_the_knowledge_is_that_of_the_pack_at_the_bottom(tmp_path: Path) -> None:
    knowledge = stack(tmp_path, pack())
    assert (knowledge.as_of, [pack.item.as_of for pack in knowledge.layers]) == (
        "2026-01-31",
        ["2026-01-31", "2026-02-01"],
    )


# ---- what is refused


@pytest.mark.parametrize(
    ("file", "item", "told"),
    [
        (
            "derivations/big-team.yaml",
            small_pack.derivation("big-team"),
            "'big-team' is an item of 'small'; list it under `replaces` in pack.yaml, or call this one 'acme.big-team'",
        ),
        (
            "decisions/store/first.yaml",
            small_pack.option("first"),
            (
                "'store/first' is an item of 'small'; list it under `replaces` in pack.yaml, or call "
                "this one 'store/acme.first'"
            ),
        ),
        (
            "derivations/big-taem.yaml",
            small_pack.derivation("big-taem"),
            "there is no item 'big-taem' to replace (did you mean 'big-team'?); a new one is called 'acme.big-taem'",
        ),
        (
            "tables/beta.x.yaml",
            small_pack.table("beta.x"),
            "there is no item 'beta.x' to replace; a new one is called 'acme.x'",
        ),
        (
            "decisions/store/beta.x.yaml",
            small_pack.option("beta.x"),
            "there is no item 'store/beta.x' to replace; a new one is called 'store/acme.x'",
        ),
    ],
)
def test_an_id_that_is_taken_or_not_its_own_is_told_with_the_one_to_use(
    tmp_path: Path, file: str, item: dict[str, Any], told: str
) -> None:
    assert faults(tmp_path, pack(files={file: item})) == [f"pack1/{file}:2:8: {told}"]


def test_an_entry_that_hides_another_one_is_told_at_its_key(tmp_path: Path) -> None:
    sources = "sources:\n  book:\n    {title: B, author: A}\n"
    images = "images:\n  thing: {kind: service, source: {ref: book}}\n"
    below = with_changes({"images.yaml": images})
    assert faults(tmp_path, pack(files={"sources.yaml": sources, "images.yaml": images}), below=below) == [
        (
            "pack1/images.yaml:2:3: 'images/thing' is an item of 'small'; list it under `replaces` in "
            "pack.yaml, or call this one 'images/acme.thing'"
        ),
        (
            "pack1/sources.yaml:2:3: 'sources/book' is an item of 'small'; list it under `replaces` in "
            "pack.yaml, or call this one 'sources/acme.book'"
        ),
    ]


HEAD = "name: acme\ntitle: Acme\nversion: 1.0.0\nas-of: 2026-02-01\n"


@pytest.mark.parametrize(
    ("lists", "told"),
    [
        ("replaces: [big-taem]", ["5:12: there is no item 'big-taem' (did you mean 'big-team'?)"]),
        ("disables: [store/frist]", ["5:12: there is no item 'store/frist' (did you mean 'store/first'?)"]),
        ("disables: [sources/bok]", ["5:12: there is no item 'sources/bok' (did you mean 'sources/book'?)"]),
        (
            "replaces: [big-team]",
            [
                "5:12: this pack has nothing to put in the place of 'big-team'; add it, or leave it out of the list"
            ],
        ),
        ("disables: [big-team, big-team]", ["5:22: 'big-team' stands under `disables` already"]),
        ("disables: [horizon]", ["5:12: computations need a value for 'horizon'; replace it by another one"]),
        (
            "disables: [database]",
            ["5:12: 'database' is needed by store/first; replace or disable them as well, or keep it"],
        ),
        (
            "disables: [sources/book]",
            [
                (
                    "5:12: 'sources/book' is cited by big-team, database, horizon, no-timeout, store "
                    "and 3 more; replace or disable them as well, or keep it"
                )
            ],
        ),
        (
            "disables: [store/first, store/second]",
            ["5:12: nothing is left to choose for 'store'; keep an option, or disable 'store'"],
        ),
        (
            "requires: [smal]",
            ["5:12: there is no pack 'smal' below this one (did you mean 'small'?); give it first"],
        ),
    ],
)
def test_every_entry_of_a_list_that_cannot_be_followed_is_told(
    tmp_path: Path, lists: str, told: list[str]
) -> None:
    found = faults(tmp_path, {"pack.yaml": HEAD + lists})
    assert found == [f"pack1/pack.yaml:{line}" for line in told]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("small", "there is a pack 'small' below this one; give each pack once"),
        ("database", "'database' is the id of an item; give the pack another name, such as 'database-pack'"),
    ],
)
def test_a_name_that_is_taken_is_told(tmp_path: Path, name: str, told: str) -> None:
    assert faults(tmp_path, pack(name)) == [f"pack1/pack.yaml:2:10: {told}"]


def test_a_pack_given_twice_is_told_once(tmp_path: Path) -> None:
    assert faults(tmp_path, pack(files=NEW), pack(files=NEW)) == [
        "pack2/pack.yaml:2:10: there is a pack 'acme' below this one; give each pack once"
    ]


@pytest.mark.parametrize("word", ["requires", "replaces", "disables"])
def test_a_pack_at_the_bottom_changes_nothing(tmp_path: Path, word: str) -> None:
    below = with_changes({"pack.yaml": f"{HEAD}{word}: [big-team]"})
    assert faults(tmp_path, pack("other"), below=below) == [
        f"below/pack.yaml:5:1: there is no pack below this one; leave `{word}` out, or lay the pack on another"
    ]


def test_before_the_dot_stands_the_name_of_the_pack_at_the_bottom_too(tmp_path: Path) -> None:
    below = with_changes(
        {
            "tables/small.x.yaml": small_pack.table("small.x"),
            "tables/other.x.yaml": small_pack.table("other.x"),
            "decisions/store/other.x.yaml": small_pack.option("other.x"),
        }
    )
    assert faults(tmp_path, pack(), below=below) == [
        "below/decisions/store/other.x.yaml:2:8: only 'small' can stand before the dot here",
        "below/tables/other.x.yaml:2:8: only 'small' can stand before the dot here",
    ]


def test_an_item_that_is_disabled_and_there_is_told(tmp_path: Path) -> None:
    files = {"derivations/big-team.yaml": small_pack.derivation("big-team")}
    assert faults(tmp_path, pack(files=files, disables=["big-team"])) == [
        "pack1/derivations/big-team.yaml:2:8: pack.yaml disables 'big-team'; list it under `replaces` instead"
    ]


def test_an_item_is_replaced_by_one_of_its_form(tmp_path: Path) -> None:
    files = {"policies/big-team.yaml": small_pack.policy("big-team")}
    assert faults(tmp_path, pack(files=files, replaces=["big-team"])) == [
        (
            "pack1/policies/big-team.yaml:2:8: 'big-team' is the id of a derivation, and only another "
            "derivation can replace it"
        )
    ]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"unit": "days"}, "14:10: computations read 'horizon' in 'years', so this has to stay"),
        ({"value": "long"}, "13:11: expected a number, as 3 was"),
    ],
)
def test_a_default_is_replaced_by_one_that_computations_can_read(
    tmp_path: Path, changes: dict[str, object], told: str
) -> None:
    files = {"defaults/horizon.yaml": small_pack.default("horizon", **changes)}
    assert faults(tmp_path, pack(files=files, replaces=["horizon"])) == [
        f"pack1/defaults/horizon.yaml:{told}"
    ]


def test_a_default_is_replaced_by_a_value_that_its_quantity_can_have(tmp_path: Path) -> None:
    below = with_changes(
        {"defaults/load.yaml": small_pack.default("load", unit="share of capacity", value=1)}
    )
    files = {"defaults/load.yaml": small_pack.default("load", unit="share of capacity", value=0)}
    assert faults(tmp_path, pack(files=files, replaces=["load"]), below=below) == [
        "pack1/defaults/load.yaml:13:11: 0 is out of range; share of capacity must lie between 0.001 and 1"
    ]


def test_a_default_that_stands_in_for_a_name_is_one_of_those_there_are(tmp_path: Path) -> None:
    below = with_changes({"defaults/cloud.yaml": small_pack.default("cloud", value="any")})
    files = {"defaults/cloud.yaml": small_pack.default("cloud", value="asure")}
    (told,) = faults(tmp_path, pack(files=files, replaces=["cloud"]), below=below)
    assert told == (
        "pack1/defaults/cloud.yaml:13:11: expected one of aws, azure, gcp, on-premises, any (did you mean 'azure'?)"
    )


def test_a_decision_stays_per_what_it_was(tmp_path: Path) -> None:
    files = {"decisions/store/decision.yaml": small_pack.decision("store", per="use_case")}
    assert faults(tmp_path, pack(files=files, replaces=["store"])) == [
        (
            "pack1/decisions/store/decision.yaml:24:9: systems are composed from decisions per "
            "'context', so this has to stay"
        )
    ]


def test_options_that_do_not_fit_a_replaced_decision_are_told_where_it_is_replaced(tmp_path: Path) -> None:
    criteria = {"speed": {"weight": 1, "why": "time"}}
    fast = small_pack.argument(criterion="speed")
    files = {
        "decisions/store/decision.yaml": small_pack.decision("store", criteria=criteria),
        "decisions/store/first.yaml": small_pack.option("first", arguments=[fast]),
    }
    assert faults(tmp_path, pack(files=files, replaces=["store", "store/first"])) == [
        (
            "pack1/pack.yaml:7:3: with 'store' replaced, 'store/second' is at fault: 'cost' is not a "
            "criterion of store (below/decisions/store/second.yaml:33:17); replace or disable it as well"
        )
    ]


def test_what_is_wrong_with_an_option_of_the_pack_itself_is_told_there(tmp_path: Path) -> None:
    wrong = small_pack.argument(criterion="speed")
    files = {
        "decisions/store/decision.yaml": small_pack.decision("store"),
        "decisions/store/acme.x.yaml": small_pack.option("acme.x", arguments=[wrong]),
    }
    assert faults(tmp_path, pack(files=files, replaces=["store"])) == [
        "pack1/decisions/store/acme.x.yaml:33:17: 'speed' is not a criterion of store"
    ]


@pytest.mark.parametrize(
    ("decision", "disables", "told"),
    [
        ("stroe", [], "there is no decision 'stroe' (did you mean 'store'?)"),
        ("store", ["store"], "the pack 'acme' disables the decision 'store'"),
    ],
)
def test_an_option_without_its_decision_is_told(
    tmp_path: Path, decision: str, disables: list[str], told: str
) -> None:
    files = {f"decisions/{decision}/acme.x.yaml": small_pack.option("acme.x")}
    assert faults(tmp_path, pack(files=files, disables=disables)) == [
        f"pack1/decisions/{decision}/acme.x.yaml:1:1: {told}"
    ]


def test_an_image_that_stands_in_two_packs_is_told(tmp_path: Path) -> None:
    thing = {"kind": "service", "images": ["thing"], "source": {"ref": "book"}}
    below = with_changes({"images.yaml": {"images": {"thing": thing}}})
    files = {"images.yaml": {"images": {"acme.thing": thing}}}
    assert faults(tmp_path, pack(files=files), below=below) == [
        "pack1/images.yaml:6:5: 'thing' also stands under 'thing': keep one"
    ]


def test_a_circle_is_told_at_the_file_of_the_pack_that_closes_it(tmp_path: Path) -> None:
    def reads(name: str) -> dict[str, Any]:
        return {"not": {"derived_flag": {"name": name}}}

    below = with_changes({"derivations/a.yaml": small_pack.flags("a", reads("b"))})
    files = {"derivations/acme.b.yaml": small_pack.flags("acme.b", reads("a"), derives="b")}
    assert faults(tmp_path, pack(files=files), below=below) == [
        (
            "pack1/derivations/acme.b.yaml:1:1: depends on its own outcome through negation or a decision: a, acme.b; "
            "break the circle"
        )
    ]


# ---- packs beside one another


RULE = {"derivations/big-team.yaml": small_pack.derivation("big-team", title="Ours")}
CHANGES = {
    "replace": {"files": RULE, "replaces": ["big-team"]},
    "disable": {"disables": ["big-team"]},
}


@pytest.mark.parametrize("order", ["one first", "two first"])
@pytest.mark.parametrize("others", ["replace", "disable"])
def test_packs_that_change_the_same_in_two_ways_must_require_one_another(
    tmp_path: Path, others: str, order: str
) -> None:
    one: Any = pack("one", **CHANGES["replace"])  # type: ignore[arg-type]  # what the table holds fits
    two: Any = pack("two", **CHANGES[others])  # type: ignore[arg-type]  # as above
    found = faults(tmp_path, *((one, two) if order == "one first" else (two, one)))
    assert all("big-team" in line and line.startswith("pack2/pack.yaml:7:3: ") for line in found)
    assert len(found) == 1


def test_a_pack_that_replaces_what_another_one_replaced_is_told_to_require_it(tmp_path: Path) -> None:
    one, two = (pack(name, files=RULE, replaces=["big-team"]) for name in ("one", "two"))
    assert faults(tmp_path, one, two) == [
        "pack2/pack.yaml:7:3: 'big-team' is of the pack 'one'; to change it, list 'one' under `requires`"
    ]


def test_a_pack_that_replaces_what_another_one_disabled_is_told_to_add_it(tmp_path: Path) -> None:
    one, two = pack("one", disables=["big-team"]), pack("two", files=RULE, replaces=["big-team"])
    assert faults(tmp_path, one, two)[-1] == (
        "pack2/pack.yaml:7:3: the pack 'one' disables 'big-team', so nothing is left to replace; give "
        "yours a name of its own, 'two.big-team'"
    )


def test_a_decision_with_options_of_a_pack_that_is_not_required_cannot_be_disabled(tmp_path: Path) -> None:
    one = pack("one", files={"decisions/store/one.x.yaml": small_pack.option("one.x")})
    assert faults(tmp_path, one, pack("two", disables=["store"])) == [
        "pack2/pack.yaml:7:3: 'store/one.x' is of the pack 'one'; to change it, list 'one' under `requires`"
    ]


def test_a_pack_stands_above_what_it_requires(tmp_path: Path) -> None:
    assert faults(tmp_path, pack("two", requires=["one"]), pack("one")) == [
        "pack1/pack.yaml:7:3: there is no pack 'one' below this one; give it first"
    ]


# ---- faults of files


def test_faults_of_all_packs_are_told_at_once(tmp_path: Path) -> None:
    files = {
        "pack.yaml": about(replaces=["big-team", "horizon"]),
        "derivations/big-team.yaml": "id: [",
        "tables/acme.x.yaml": small_pack.table("acme.x", output="nothing"),
        "notes.txt": "notes",
    }
    found = faults(tmp_path, files, pack("beta", disables=["zzz"]))
    assert [line.split(":")[0] for line in found] == [
        "pack1/derivations/big-team.yaml",
        "pack1/notes.txt",
        "pack1/pack.yaml",
        "pack1/tables/acme.x.yaml",
        "pack2/pack.yaml",
    ]


@pytest.mark.parametrize("name", ["pack.yaml", "sources.yaml", "images.yaml"])
def test_a_file_that_cannot_be_read_makes_no_further_faults(tmp_path: Path, name: str) -> None:
    files = {**NEW, "pack.yaml": about(replaces=["horizon"], disables=["store/second"])}
    files["defaults/horizon.yaml"] = small_pack.default("horizon", value=4)
    found = faults(tmp_path, {**files, name: "name: ["})
    assert {line.split(":")[0] for line in found} == {f"pack1/{name}"}


@pytest.mark.parametrize("name", ["sources.yaml", "images.yaml", "derivations/teams/big-team.yaml"])
def test_a_file_below_that_cannot_be_read_makes_no_further_faults(tmp_path: Path, name: str) -> None:
    upper = pack(files=NEW, disables=["big-team", "sources/book", "images/x"])
    found = faults(tmp_path, upper, below=with_changes({"images.yaml": "images: {}", name: "id: ["}))
    assert {
        line.split(":")[0] for line in found if "sources/book" not in line and "images/x" not in line
    } == {f"below/{name}"}


def test_a_pack_that_does_not_say_what_it_is_makes_no_faults_of_those_above(tmp_path: Path) -> None:
    lower = {
        **pack("lower", files={"derivations/lower.x.yaml": small_pack.derivation("lower.x"), **RULE}),
        "decisions/store/lower.x.yaml": small_pack.option("lower.x"),
        "pack.yaml": "name: lower",
    }
    files = {"decisions/store/decision.yaml": small_pack.decision("store")}
    upper = pack(files=files, requires=["lower"], replaces=["store"], disables=["lower.x", "big-team"])
    found = faults(tmp_path, lower, upper)
    assert {line.split(":")[0] for line in found} == {"pack1/pack.yaml"}


@pytest.mark.parametrize("name", ["pack.yaml", "sources.yaml", "images.yaml", "tables/acme.x.yaml"])
def test_a_link_out_of_the_folder_is_not_read(tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("passwords: [hunter2]", "utf-8")
    folder = tmp_path / "pack1" / name
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.symlink_to(secret)
    files = {key: content for key, content in pack().items() if key != name}
    assert faults(tmp_path, files) == [f"pack1/{name}:1:1: this is a symbolic link: put a copy in its place"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Exception, match=r"missing:1:1: there is no such folder: check the path"):
        load_knowledge(None, [tmp_path / "missing"])
