from pathlib import Path

from archrules.output.reference.related import Relations
from tests.unit.knowledge_base import small_pack
from tests.unit.knowledge_base.small_pack import argument, derivation, load, option, policy


def test_the_options_of_a_technology_are_its_users(tmp_path: Path) -> None:
    assert Relations(load(tmp_path)).users == {"database": ("store/first",)}


def test_an_item_names_what_its_rules_match(tmp_path: Path) -> None:
    condition = {"choice": {"decision": "store", "subject": "$context", "technology": "database"}}
    chosen = small_pack.flags("chosen", condition)
    assert Relations(load(tmp_path, derivations__chosen=chosen)).naming["database"] == ("chosen",)


def test_readers_of_a_kind_match_it_at_any_depth(tmp_path: Path) -> None:
    rule = small_pack.flags("lonely", small_pack.TEAM, {"not": {"use_case": {}}})
    assert Relations(load(tmp_path, derivations__lonely=rule)).readers["use_case"] == ("lonely",)


def test_only_derivations_and_tables_conclude(tmp_path: Path) -> None:
    assert Relations(load(tmp_path)).concluding == {"derived_flag": ("big-team", "team-size")}


def test_a_source_is_cited_by_items_of_every_form(tmp_path: Path) -> None:
    knowledge = load(tmp_path)
    assert Relations(knowledge).citing == {"book": tuple(sorted(knowledge.by_id))}


def test_a_policy_and_options_that_rest_on_one_place_belong_together(tmp_path: Path) -> None:
    place, elsewhere = ({"ref": "book", "where": where} for where in ("chapter 7", "chapter 8"))
    knowledge = load(
        tmp_path,
        policies__calls__no_timeout=policy("no-timeout", sources=[place]),
        decisions__store__first=option("first", sources=[elsewhere], arguments=[argument(source=place)]),
        decisions__store__second=option("second", sources=[elsewhere]),
    )
    assert Relations(knowledge).beside == {"no-timeout": {"store": ("store/first",)}}


def test_a_source_as_a_whole_makes_nothing_belong_together(tmp_path: Path) -> None:
    whole = {"ref": "book"}
    knowledge = load(
        tmp_path,
        policies__calls__no_timeout=policy("no-timeout", sources=[whole]),
        decisions__store__first=option("first", sources=[whole], arguments=[argument(source=whole)]),
    )
    assert Relations(knowledge).beside == {"no-timeout": {}}


def test_rules_about_shared_traits_belong_to_the_decisions_that_they_name(tmp_path: Path) -> None:
    def bars(name: str, decision: str) -> dict[str, object]:
        barred = {"barred": {"decision": decision, "option": "$option", "because": "no"}}
        match = {"option": {"decision": decision, "name": "$option"}}
        return derivation(name, parameters={}, when=[match], derive=barred)

    knowledge = load(
        tmp_path,
        derivations__for_all=bars("for-all", "$decision"),
        derivations__for_store=bars("for-store", "store"),
        decisions__other__decision=small_pack.decision("other"),
        decisions__other__one=option("one"),
        decisions__other__two=option("two"),
    )
    related = Relations(knowledge)
    assert [related.rules_of(name) for name in ("store", "other")] == [["for-all", "for-store"], ["for-all"]]
