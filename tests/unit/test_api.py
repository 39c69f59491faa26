"""The functions that people call: what they take, give, raise, and leave alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import archrules
from archrules import api
from archrules.errors import BriefError, KnowledgeError, SystemFileError, UnknownNameError
from archrules.model.brief import Brief
from tests.golden.briefs.examples import NAMES, brief, path_of, recommend_once, recommended

SMALL = Brief(system="shop")


@pytest.mark.parametrize("name", NAMES)
def test_load_brief_reads_the_examples_from_a_text_path_as_from_a_path(name: str) -> None:
    assert api.load_brief(str(path_of(name))) == brief(name)


def test_load_brief_raises_all_faults_with_the_path_as_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("brief.yaml").write_text("system: a\nhorizon: soon\nuse_cases: [{name: b, context: c}]\n", "utf-8")
    with pytest.raises(BriefError) as caught:
        api.load_brief("brief.yaml")
    assert [(fault.file, fault.line, fault.column) for fault in caught.value.faults] == [
        ("brief.yaml", 2, 10),
        ("brief.yaml", 3, 32),
    ]


def test_load_brief_checks_names_against_the_knowledge_it_is_given(tmp_path: Path) -> None:
    path, pack = tmp_path / "brief.yaml", tmp_path / "pack"
    path.write_text("system: a\nconstraints: {forbidden: [postgresql]}\n", "utf-8")
    pack.mkdir()
    (pack / "pack.yaml").write_text("{name: bare, title: Bare, version: 0.1.0, as-of: 2026-01-01}\n", "utf-8")
    (pack / "sources.yaml").write_text("sources: {}\n", "utf-8")
    assert api.load_brief(path).constraints.forbidden == ("postgresql",)
    with pytest.raises(BriefError, match="the knowledge has no technology 'postgresql'"):
        api.load_brief(path, knowledge=api.load_knowledge(pack))


def test_load_knowledge_raises_what_is_wrong_with_a_folder(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"pack\.yaml:1:1: there is no such file"):
        api.load_knowledge(tmp_path)


def test_load_knowledge_lays_packs_on_the_built_in_knowledge_by_path(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(
        "{name: acme, title: Acme, version: 1.0.0, as-of: 2026-01-01, disables: [runtime/rust]}\n", "utf-8"
    )
    knowledge = api.load_knowledge(packs=[str(tmp_path)])
    assert [record.name for record in knowledge.records] == ["archrules", "acme"]
    assert set(api.load_knowledge().by_id) - set(knowledge.by_id) == {"runtime/rust"}


def test_load_system_raises_wrong_names_beside_faults_of_shape(tmp_path: Path) -> None:
    path = tmp_path / "system.yaml"
    path.write_text(
        "services: [{name: a, replicas: -1}]\ninteractions: [{source: a, target: b, mode: slow}]\n", "utf-8"
    )
    with pytest.raises(SystemFileError) as caught:
        api.load_system(path)
    assert [(fault.line, fault.column) for fault in caught.value.faults] == [(1, 32), (2, 36), (2, 45)]


COMPOSE = "services: {web: {image: nginx}, api: {build: ., healthcheck: {disable: true}}}\n"


def test_load_system_reads_a_compose_file(tmp_path: Path) -> None:
    (tmp_path / "compose.yaml").write_text(COMPOSE, "utf-8")
    assert [each.name for each in api.load_system(tmp_path / "compose.yaml").services] == ["api"]


def test_read_system_gives_what_load_system_does_with_the_places(tmp_path: Path) -> None:
    path = tmp_path / "compose.yaml"
    path.write_text(COMPOSE, "utf-8")
    imported = api.read_system(path)
    assert imported.system == api.load_system(path)
    assert imported.places["services.api"].file == str(path)


def test_check_of_what_was_read_says_where(tmp_path: Path) -> None:
    path = tmp_path / "compose.yaml"
    path.write_text(COMPOSE, "utf-8")
    (finding,) = api.check(api.read_system(path), policies="service-without-health-check").findings
    assert (finding.element, finding.places[0].line) == ("api", 1)


def test_load_any_takes_what_has_a_field_system_for_a_brief(tmp_path: Path) -> None:
    described, drawn = tmp_path / "brief.yaml", tmp_path / "system.yaml"
    described.write_text("system: shop\n", "utf-8")
    drawn.write_text("name: shop\nservices: [{name: a}]\n", "utf-8")
    assert api.load_any(described) == recommend_once(SMALL).system
    assert [service.name for service in api.load_any(drawn).services] == ["a"]


def test_recommend_raises_names_that_refer_to_nothing_with_their_path() -> None:
    wrong = Brief.model_validate({"system": "a", "use_cases": [{"name": "b", "context": "c"}]})
    with pytest.raises(BriefError, match=r"use_cases\.0\.context: 'c' is not a context of this brief"):
        api.recommend(wrong)


def test_recommend_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    api.recommend(SMALL)
    assert capfd.readouterr() == ("", "")


def test_recommend_gives_the_same_again_and_with_the_knowledge_given() -> None:
    first = recommend_once(SMALL).json()
    assert api.recommend(SMALL).json() == first
    assert api.recommend(SMALL, knowledge=api.load_knowledge()).json() == first


def test_explain_is_why_of_the_recommendation() -> None:
    expected = recommend_once(SMALL).why("architecture-style")
    assert api.explain(SMALL, "architecture-style") == expected


@pytest.mark.parametrize("name", sorted(api.SCHEMAS))
def test_schema_is_a_json_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(api.schema(name))


@pytest.mark.parametrize(
    ("call", "suggestions"),
    [
        (lambda: api.schema("sytem"), ("system",)),
        (lambda: api.schema("x"), tuple(sorted(api.SCHEMAS))),
        (lambda: api.knowledge_item("datastor"), ("datastore",)),
        (lambda: recommended("shop").decision("datastor"), ("datastore",)),
        (lambda: recommended("shop").decision("datastore", "ordrs"), ("orders",)),
        (lambda: recommended("shop").why("datastore", "ordrs"), ("orders",)),
    ],
)
def test_an_unknown_name_comes_with_suggestions(
    call: Callable[[], object], suggestions: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        call()
    assert caught.value.suggestions[: len(suggestions)] == suggestions


def test_a_decision_for_several_subjects_needs_one() -> None:
    with pytest.raises(UnknownNameError, match="was made for several subjects; name one"):
        recommended("shop").decision("datastore")


def test_a_decision_holds_choice_runner_up_and_margin() -> None:
    decided = recommended("shop").decision("datastore", "orders")
    assert decided.choice is not None
    assert decided.runner_up is not None
    assert (decided.choice.id, decided.runner_up.id) == (decided.result.choice, decided.result.runner_up)
    assert decided.margin == decided.result.margin


def test_a_recommendation_reads_as_its_summary_and_shows_its_name() -> None:
    recommendation = recommended("shop")
    assert str(recommendation) == recommendation.summary()
    assert repr(recommendation).startswith("<Recommendation for 'Corner Shop': ")


def test_the_functions_are_public_names_of_the_package() -> None:
    names = ["explain", "load_brief", "load_knowledge", "load_system", "recommend", "schema"]
    assert [getattr(archrules, name) for name in names] == [getattr(api, name) for name in names]


of_what_is_read = pytest.mark.parametrize(
    ("call", "reader"),
    [
        (api.recommend, "load_brief"),
        (lambda path: api.explain(path, "datastore"), "load_brief"),
        (lambda path: api.compare(path, "datastore"), "load_brief"),
        (lambda path: api.compare_subjects(path, "datastore"), "load_brief"),
        (api.check, "read_system"),
    ],
    ids=["recommend", "explain", "compare", "compare_subjects", "check"],
)


@of_what_is_read
@pytest.mark.parametrize("path", ["a.yaml", Path("a.yaml")], ids=["text", "path"])
def test_the_path_of_a_file_is_refused_with_what_reads_it(
    call: Callable[[Any], object], reader: str, path: object
) -> None:
    with pytest.raises(TypeError, match=rf"read it with archrules\.{reader}\('a.yaml'\)"):
        call(path)


@of_what_is_read
@pytest.mark.parametrize("data", [{"system": "shop"}, [], (), None], ids=["dict", "list", "tuple", "none"])
def test_plain_data_is_refused_with_what_reads_a_file(
    call: Callable[[Any], object], reader: str, data: object
) -> None:
    with pytest.raises(TypeError, match=rf"this takes what archrules\.{reader}\(path\) returns and not "):
        call(data)


def test_plain_data_is_refused_with_the_model_that_takes_it() -> None:
    data: Any = {"system": "shop"}
    with pytest.raises(TypeError, match=r"or give it to archrules\.Brief\.model_validate$"):
        api.recommend(data)
