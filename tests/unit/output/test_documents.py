import json
from fractions import Fraction
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from archrules.errors import InputError
from archrules.knowledge_base.strict_yaml import parse_yaml
from archrules.knowledge_base.validation import validate
from archrules.model.base import Model
from archrules.model.brief import Brief
from archrules.model.recommendation import RecommendationData
from archrules.model.system import (
    Broker,
    Cache,
    Channel,
    DataStore,
    ExternalSystem,
    Frontend,
    Gateway,
    Infrastructure,
    Interaction,
    Retry,
    Service,
    System,
    UseCasePath,
)
from archrules.output.documents import json_schema, recommendation_json, system_json, system_yaml
from tests.unit.output.report_data import hostile, minimal, realistic, realistic_system, recommendation

# What some reader of YAML takes for a number, a constant, a date, a time or syntax.
ODD_NAMES = [
    *("on", "Off", "YES", "no", "y", "N", "true", "False", "null", "Null", "~", "none", "=", "<<"),
    *("1", "-1", "+1", "0x1f", "0o17", "017", "08", "0b101", "1_000", "1e3", "1E3", "1.0", ".5", "-.5", "1."),
    *(".inf", "-.INF", ".nan", "22:22", "1:2:3", "2026-01-31", "2026-01-31 10:00:00", "1,000", "18.6"),
    *("- a", "-", "a: b", "a:", ":a", "a #b", "#a", "&a", "*a", "!a", "%a", "@a", "`a", "|", ">", "?", "? a"),
    *("[a]", "{a: b}", "{{ a }}", "a, b", '"a"', "'a'", "a'b", 'a"b', "\\", "a\\n", "---", "...", "--- a"),
    *("300 ms", "99.9 %", "400/s", "key=value", "x" * 200),
    *("東京", "🙂", "é", "\N{COMBINING ACUTE ACCENT}a", "\ufffd"),
]


SIGNS = st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(
    " '\"#:-,&*!|>%@`{}[]?~=<.0123456789eEon"
)
LINES = st.lists(st.text(SIGNS, max_size=12), max_size=3)
NAMES = st.one_of(st.sampled_from(ODD_NAMES), st.text(SIGNS, max_size=12).map(lambda text: f"a{text}z"))
NAMES |= st.text(SIGNS, min_size=1, max_size=3).map(lambda text: text.strip() or "x")
TEXTS = st.one_of(
    st.sampled_from([*ODD_NAMES, "two\nlines", "a\n\n  b\n# c", "tab\tin it", "- a\n- b", "|\n  x"]),
    LINES.map(lambda lines: "\n".join(lines).strip() or "x"),
)
DURATIONS = st.integers(0, 10**12).map(lambda number: Fraction(number, 10**9)) | st.integers(0, 10**6).map(
    Fraction
)
SHARES = st.integers(0, 10**11).map(lambda number: Fraction(number, 10**11))
RATES = st.integers(0, 10**12).map(lambda number: Fraction(number, 86_400))
STRATEGIES = {"latency": DURATIONS, "time_to_live": DURATIONS, "backoff": DURATIONS, "timeout": DURATIONS}
STRATEGIES |= {"availability": SHARES, "rate": RATES}


def built(model: type[Model], **given_fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return instances of a model in which any field may be left out."""
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for name, field in model.model_fields.items():
        if name in given_fields:
            fields[name] = given_fields[name]
        elif name in STRATEGIES:
            fields[name] = st.none() | STRATEGIES[name]
        elif not field.is_required():
            fields[name] = st.just(field.get_default(call_default_factory=True))
    return st.builds(model, **fields)


OPTIONAL_NAMES = st.none() | NAMES
ELEMENT: dict[str, st.SearchStrategy[Any]] = {
    "name": NAMES,
    "technology": OPTIONAL_NAMES,
    "version": OPTIONAL_NAMES,
    "context": OPTIONAL_NAMES,
    "replicas": st.none() | st.integers(0, 1_000_000),
    "notes": st.lists(TEXTS, max_size=2).map(tuple),
}
SEVERAL_NAMES = st.lists(NAMES, max_size=3).map(tuple)


def several(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=2).map(tuple)


SERVICES = built(
    Service,
    **ELEMENT,
    responsibility=st.none() | TEXTS,
    contexts=SEVERAL_NAMES,
    owns=SEVERAL_NAMES,
    exposure=st.sampled_from(["public", "internal", None]),
    health_check=st.sampled_from(["readiness", "none", None]),
    graceful_shutdown=st.sampled_from([True, False, None]),
)
STORES = built(DataStore, **ELEMENT, entities=SEVERAL_NAMES, topology=st.none() | TEXTS, owner=OPTIONAL_NAMES)
BROKERS = built(
    Broker,
    **ELEMENT,
    channels=several(built(Channel, name=NAMES, kind=st.sampled_from(["queue", "topic", None]))),
)
RETRIES = built(Retry, attempts=st.integers(1, 100), jitter=st.sampled_from([True, False, None]))
INTERACTIONS = built(
    Interaction,
    source=NAMES,
    target=NAMES,
    protocol=OPTIONAL_NAMES,
    mode=st.sampled_from(["sync", "async", "data", None]),
    use_cases=SEVERAL_NAMES,
    timeout=st.none() | st.just("none") | DURATIONS,
    retry=st.none() | st.just("none") | RETRIES,
    circuit_breaker=st.sampled_from(["yes", "none", None]),
)
PATHS = built(UseCasePath, use_case=NAMES, path=SEVERAL_NAMES, consistency=st.none() | TEXTS)
SYSTEMS: st.SearchStrategy[System] = built(
    System,
    name=NAMES,
    description=st.none() | TEXTS,
    open=several(st.sampled_from(["services", "interactions", "use_cases"])),
    services=several(SERVICES),
    data_stores=several(STORES),
    caches=several(built(Cache, **ELEMENT, layer=st.sampled_from(["cdn", "client", None]))),
    brokers=several(BROKERS),
    gateways=several(built(Gateway, **ELEMENT)),
    frontends=several(built(Frontend, **ELEMENT, kind=st.sampled_from(["browser", None]))),
    external_systems=several(built(ExternalSystem, **ELEMENT)),
    infrastructure=several(built(Infrastructure, **ELEMENT, role=OPTIONAL_NAMES)),
    interactions=several(INTERACTIONS),
    use_cases=several(PATHS),
)
SYSTEM_SCHEMA = Draft202012Validator(json.loads(json_schema(System)))


def read(text: str) -> System:
    return validate(parse_yaml(text, "system.yaml"), System, error=InputError)


@given(system=SYSTEMS)
def test_a_system_is_read_back_from_its_yaml(system: System) -> None:
    assert read(system_yaml(system)) == system


@given(system=SYSTEMS)
def test_a_system_is_read_back_from_its_json(system: System) -> None:
    assert read(system_json(system)) == system


@given(system=SYSTEMS)
def test_other_readers_of_yaml_see_the_same(system: System) -> None:
    expected = system.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    assert yaml.safe_load(system_yaml(system)) == {"name": system.name, **expected}


@given(numerator=st.integers(0, 10**6), denominator=st.integers(1, 10**6))
def test_a_quantity_that_no_decimal_can_tell_is_rounded_once(numerator: int, denominator: int) -> None:
    path = UseCasePath(
        use_case="x", latency=Fraction(numerator, denominator), rate=Fraction(numerator, denominator)
    )
    once = read(system_yaml(System(use_cases=(path,))))
    assert read(system_yaml(once)) == once


@pytest.mark.parametrize("name", ODD_NAMES)
def test_any_name_is_text_to_every_reader(name: str) -> None:
    text = system_yaml(System(name=name))
    assert (yaml.safe_load(text), read(text).name) == ({"name": name}, name)


@pytest.mark.parametrize(
    "name",
    [
        "on",
        "NO",
        "y",
        "~",
        "null",
        "1",
        "1e3",
        "0o17",
        "08",
        "1_000",
        "1.0",
        ".5",
        "22:22",
        "2026-01-31",
        "18.6",
    ],
)
def test_what_any_version_of_yaml_could_convert_is_quoted(name: str) -> None:
    assert system_yaml(System(name=name)) == f"name: '{name}'\n"


@pytest.mark.parametrize("name", ["order-service", "300 ms", "99.9 %", "400/s", "Node.js 20", "东京", "none"])
def test_plain_names_and_quantities_are_not_quoted(name: str) -> None:
    assert system_yaml(System(name=name)) == f"name: {name}\n"


def test_text_of_several_lines_stays_on_one() -> None:
    text = system_yaml(System(name="a", description="first\nsecond\tthird"))
    assert text == 'name: a\ndescription: "first\\nsecond\\tthird"\n'


def test_a_system_is_written_in_the_order_of_the_model_without_what_is_unknown() -> None:
    assert system_yaml(realistic_system()) == (
        "name: Book Shop\n"
        "services:\n"
        "  - name: checkout\n"
        "    technology: java\n"
        "    version: '25'\n"
        "    replicas: 2\n"
        "    contexts:\n"
        "      - orders\n"
        "data_stores:\n"
        "  - name: checkout-postgresql\n"
        "    technology: postgresql\n"
        "    owner: checkout\n"
        "interactions:\n"
        "  - source: checkout\n"
        "    target: checkout-postgresql\n"
        "    mode: data\n"
        "    timeout: 300 ms\n"
    )


def test_a_system_that_says_nothing_still_has_a_name() -> None:
    assert system_yaml(System()) == "name: system\n"


def test_equal_parts_are_written_out_and_not_referred_to() -> None:
    service = Service(name="a", contexts=("b",))
    assert "&" not in system_yaml(System(services=(service, service)))


def test_a_recommendation_is_read_back_from_its_json() -> None:
    assert RecommendationData.model_validate_json(recommendation_json(realistic())) == realistic()


def test_keys_of_json_are_sorted_at_every_level() -> None:
    text = recommendation_json(realistic())
    assert text == json.dumps(json.loads(text), sort_keys=True, indent=2, ensure_ascii=False) + "\n"


def test_letters_of_any_language_stand_in_json_as_they_are() -> None:
    assert '"system_name": "Bücher 東京 🙂"' in recommendation_json(
        recommendation(system_name="Bücher 東京 🙂")
    )


def test_what_is_invisible_is_escaped_in_json() -> None:
    data = recommendation(system_name="\x1b\x7f\x9b\u202e\u2028\U000e0001")
    assert '"\\u001b\\u007f\\u009b\\u202e\\u2028\\udb40\\udc01"' in recommendation_json(data)


def test_escapes_in_json_stand_for_the_text() -> None:
    assert RecommendationData.model_validate_json(recommendation_json(hostile())) == hostile()


@pytest.mark.parametrize("model", [Brief, RecommendationData, System])
def test_a_schema_is_a_schema(model: type[Model]) -> None:
    Draft202012Validator.check_schema(json.loads(json_schema(model)))


@pytest.mark.parametrize("model", [Brief, RecommendationData, System])
def test_keys_of_a_schema_are_sorted(model: type[Model]) -> None:
    text = json_schema(model)
    assert text == json.dumps(json.loads(text), sort_keys=True, indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("data", [minimal(), realistic(), hostile()], ids=["minimal", "realistic", "hostile"])
def test_a_recommendation_fits_its_schema(data: RecommendationData) -> None:
    schema = Draft202012Validator(json.loads(json_schema(RecommendationData)))
    assert list(schema.iter_errors(json.loads(recommendation_json(data)))) == []


@given(system=SYSTEMS)
def test_a_system_fits_its_schema(system: System) -> None:
    assert list(SYSTEM_SCHEMA.iter_errors(yaml.safe_load(system_yaml(system)))) == []


def test_an_unknown_field_does_not_fit_a_schema() -> None:
    assert [error.validator for error in SYSTEM_SCHEMA.iter_errors({"sevices": []})] == [
        "additionalProperties"
    ]
