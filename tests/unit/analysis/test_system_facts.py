"""Everything that a System says, as facts, whatever the order in which it says it."""

import subprocess
import sys
from fractions import Fraction
from random import Random
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.analysis.system_facts import system_facts
from archrules.model.model_paths import model_places
from archrules.model.system import Access, Mode, System
from archrules.model.system_references import COLLECTIONS
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Given
from archrules.vocabulary.system_kinds import SYSTEM_KINDS
from tests.unit.analysis.briefs import only, origins
from tests.unit.analysis.structure.systems import Item, link, system

NAMES = st.sampled_from(["a", "b", "c", "d", "e -> f"])
SOME = st.lists(NAMES, max_size=2)


def record(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Item]:
    """Some of the fields; a field without a value is left out."""
    return st.fixed_dictionaries({"name": NAMES}, optional=fields)


ELEMENT = {"team": NAMES, "replicas": st.integers(0, 3), "deployment_unit": NAMES}
INTERACTIONS = st.fixed_dictionaries(
    {"source": NAMES, "target": NAMES},
    optional={
        "name": NAMES,
        "mode": st.sampled_from(get_args(Mode)),
        "access": st.sampled_from(get_args(Access)),
        "use_cases": SOME,
        "latency": st.sampled_from(["1 ms", "2 s"]),
        "criticality": st.sampled_from(["critical", "background"]),
    },
)
SYSTEMS = st.fixed_dictionaries(
    {},
    optional={
        "open": st.lists(st.sampled_from(["services", "interactions", "use_cases"]), max_size=1),
        "services": st.lists(record(**ELEMENT, owns=SOME, exposure=st.just("public")), max_size=4),
        "data_stores": st.lists(
            record(
                **ELEMENT, server=NAMES, owner=NAMES, scope=st.sampled_from(["server", "database", "schema"])
            ),
            max_size=3,
        ),
        "gateways": st.lists(record(**ELEMENT), max_size=2),
        "frontends": st.lists(record(), max_size=2),
        "external_systems": st.lists(record(availability=st.just("99 %")), max_size=2),
        "infrastructure": st.lists(record(), max_size=1),
        "interactions": st.lists(INTERACTIONS, max_size=8),
        "use_cases": st.lists(st.fixed_dictionaries({"use_case": NAMES, "path": SOME}), max_size=2),
    },
)
"""Systems as plain data. Names may be used twice, or stand for nothing, as no file may have them."""


def facts(**fields: Any) -> tuple[Given, ...]:  # noqa: ANN401  # checked by pydantic
    return system_facts(System.model_validate(fields))


def told(kind: str, given: tuple[Given, ...]) -> list[dict[str, object]]:
    return [dict(fact.items) for fact in only(given, kind)]


def test_system_has_a_name() -> None:
    assert told("system", facts(name="shop")) == [{"name": "shop"}]


def test_element_that_says_nothing_is_known_by_name() -> None:
    given = facts(services=[{"name": "a"}])
    assert told("element", given) == [{"name": "a", "collection": "services"}]
    assert told("service", given) == [{"name": "a"}]


ELEMENTS: list[tuple[str, str, Item, Item]] = [
    (
        "services",
        "service",
        {
            "exposure": "public",
            "health_check": "none",
            "graceful_shutdown": False,
            "operations": 0,
            "owns": ["x.y", "x.z"],
            "stateless": True,
            "scaling": "automatic",
        },
        {"entities": 2},
    ),
    (
        "data_stores",
        "data_store",
        {"scope": "schema", "server": "s", "owner": "o", "role": "database", "encryption_at_rest": False},
        {},
    ),
    ("data_stores", "data_store", {"backup": "daily"}, {"has_backup": True}),
    ("data_stores", "data_store", {"backup": "none"}, {"has_backup": False}),
    ("caches", "cache", {"owner": "o", "layer": "cdn", "time_to_live": "5 min"}, {"time_to_live_s": 300}),
    ("brokers", "broker", {}, {}),
    ("gateways", "gateway", {"exposure": "partner"}, {}),
    ("frontends", "frontend", {"kind": "native"}, {}),
    ("infrastructure", "infrastructure", {"role": "registry"}, {}),
]


@pytest.mark.parametrize(("collection", "kind", "fields", "changed"), ELEMENTS, ids=str)
def test_element_of_its_kind(collection: str, kind: str, fields: Item, changed: Item) -> None:
    given = facts(**{collection: [{"name": "a", "technology": "t", **fields}]})
    kept = {name: value for name, value in fields.items() if name in VOCABULARY[kind].fields}
    assert told(kind, given) == [{"name": "a", "technology": "t", **kept, **changed}]


def test_external_system_keeps_its_promises() -> None:
    given = facts(external_systems=[{"name": "bank", "availability": "50 %", "latency": "2 s"}])
    assert told("external_system", given) == [
        {"name": "bank", "availability": Fraction(1, 2), "latency_ms": 2000}
    ]


def test_what_all_elements_share() -> None:
    shared: Item = {
        "name": "a",
        "technology": "t",
        "version": "1",
        "context": "c",
        "team": "red",
        "replicas": 0,
        "deployment_unit": "u",
    }
    assert told("element", facts(caches=[shared])) == [{**shared, "collection": "caches"}]


@pytest.mark.parametrize(
    ("kind", "element", "expected"),
    [
        (
            "service_context",
            {"services": [{"name": "a", "context": "c", "contexts": ["b", "c"]}]},
            [{"service": "a", "context": "b"}, {"service": "a", "context": "c"}],
        ),
        (
            "owned_entity",
            {"services": [{"name": "a", "owns": ["x.y", "x.y"]}]},
            [{"service": "a", "entity": "x.y"}],
        ),
        (
            "stored_entity",
            {"data_stores": [{"name": "a", "entities": ["x.y"]}]},
            [{"store": "a", "entity": "x.y"}],
        ),
        (
            "channel",
            {"brokers": [{"name": "a", "channels": [{"name": "q", "kind": "queue", "partitions": 3}]}]},
            [{"broker": "a", "name": "q", "kind": "queue", "partitions": 3}],
        ),
    ],
)
def test_what_belongs_to_an_element(kind: str, element: Item, expected: list[Item]) -> None:
    assert told(kind, facts(**element)) == expected


def test_interaction_that_says_nothing() -> None:
    interaction = {"source": "a", "target": "b"}
    assert told("interaction", facts(interactions=[interaction])) == [{"name": "a -> b", **interaction}]


def test_a_mere_start_order_carries_no_data() -> None:
    (interaction,) = told("interaction", system_facts(system(link("a -> b", mode="start-order"))))
    assert interaction["data_class"] == "none"


def test_interaction_that_says_all() -> None:
    kept: Item = {
        "name": "pay",
        "protocol": "https",
        "mode": "sync",
        "access": "read",
        "channel": "q",
        "idempotent": False,
        "criticality": "critical",
        "encryption": "tls",
        "authentication": "none",
        "data_class": "personal",
    }
    converted = {
        "rate": "2/s",
        "latency": "1 s",
        "timeout": "2 s",
        "retry": {"attempts": 3, "backoff": "1 s", "jitter": False},
        "circuit_breaker": "yes",
        "bulkhead": "yes",
    }
    given = system_facts(system(link("a -> bank", **kept, **converted), external_systems=["bank"]))
    assert told("interaction", given) == [
        {
            **kept,
            "source": "a",
            "source_collection": "services",
            "target": "bank",
            "target_collection": "external_systems",
            "rate_per_s": 2,
            "latency_ms": 1000,
            "timeout_ms": 2000,
            "has_timeout": True,
            "has_retry": True,
            "attempts": 3,
            "backoff_ms": 1000,
            "has_jitter": False,
            "has_circuit_breaker": True,
            "has_bulkhead": True,
        }
    ]


@pytest.mark.parametrize("measure", ["timeout", "retry", "circuit_breaker", "bulkhead"])
def test_measure_that_is_not_taken_is_known_not_to_be(measure: str) -> None:
    (interaction,) = told("interaction", system_facts(system(link("a -> b", **{measure: "none"}))))
    assert {name: value for name, value in interaction.items() if name.startswith("has_")} == {
        f"has_{measure}": False
    }


def test_use_cases_of_an_interaction() -> None:
    given = system_facts(system(link("a -> b", use_cases=["buy", "look", "buy"])))
    assert told("interaction_use", given) == [
        {"interaction": "a -> b", "use_case": "buy"},
        {"interaction": "a -> b", "use_case": "look"},
    ]


def test_path_of_a_use_case() -> None:
    promised = {"latency": "1 s", "availability": "50 %", "rate": "2/s"}
    path = {"use_case": "buy", "path": ["a", "db", "b", "a"], **promised}
    given = facts(services=[{"name": "a"}, {"name": "b"}], data_stores=[{"name": "db"}], use_cases=[path])
    assert told("use_case_path", given) == [
        {
            "use_case": "buy",
            "services": 2,
            "latency_ms": 1000,
            "availability": Fraction(1, 2),
            "rate_per_s": 2,
        }
    ]
    assert told("path_step", given)[1:3] == [
        {"use_case": "buy", "position": 2, "element": "db"},
        {"use_case": "buy", "position": 3, "element": "b"},
    ]


def test_use_case_without_a_path_passes_an_unknown_number_of_services() -> None:
    assert told("use_case_path", facts(use_cases=[{"use_case": "buy"}])) == [{"use_case": "buy"}]


def test_origin_of_what_is_stated_is_its_model_path() -> None:
    given = system_facts(system("a -> b"))
    assert [str(origin.reference) for origin in origins(given, "interaction")] == ["interactions.a -> b"]
    assert {origin.reference for fact, found in given if fact.kind == "service" for origin in found} == {
        "services.a",
        "services.b",
    }


def test_structure_is_computed_from_the_system() -> None:
    given = system_facts(system("a -> b", "b -> a", "a => db", data_stores=["db"]))
    computed = {fact.kind for fact, found in given for origin in found if origin.source == "computed"}
    assert computed == {
        "coupling",
        "coupling_sign",
        "cycle_member",
        "only_caller",
        "single_point_of_failure",
        "store_sharing",
        "store_use",
        "synchronous_chain",
        "synchronous_cycle",
        "system_structure",
    }


@given(SYSTEMS)
def test_every_origin_and_input_has_a_place(fields: Item) -> None:
    described = System.model_validate(fields)
    found = [origin for _, origins in system_facts(described) for origin in origins]
    paths = {path for origin in found for path in (origin.reference, *origin.inputs)}
    assert paths <= set(model_places(described))


@given(SYSTEMS)
def test_every_fact_is_of_a_kind_for_systems(fields: Item) -> None:
    kinds = {"system", "external_system", *(kind.name for kind in SYSTEM_KINDS)}
    assert {fact.kind for fact, _ in facts(**fields)} <= kinds


def unique(fields: Item) -> Item:
    """The same without elements of a name that is taken: which of two is meant depends on the order of the file."""
    taken: set[str] = set()

    def is_new(name: str) -> bool:
        new = name not in taken
        taken.add(name)
        return new

    return {
        collection: [one for one in records if is_new(one["name"])] if collection in COLLECTIONS else records
        for collection, records in fields.items()
    }


@given(SYSTEMS.map(unique), st.randoms())
def test_order_of_the_lists_does_not_matter(fields: Item, random: Random) -> None:
    shuffled = {name: random.sample(records, len(records)) for name, records in fields.items()}
    assert as_text(facts(**shuffled)) == as_text(facts(**fields))


def as_text(given: tuple[Given, ...]) -> list[str]:
    def line(fact: Fact, found: object) -> str:
        return f"{fact} from {found}"

    return sorted(line(fact, found) for fact, found in given)


PROGRAM = """
from archrules.analysis.system_facts import system_facts
from tests.unit.analysis.structure.systems import system

names = [f"service-{number}" for number in range(9)]
calls = [f"{names[i]} -> {names[j]}" for i in range(9) for j in (2 * i % 9, i * i % 9, (i + 4) % 9) if i != j]
print(*system_facts(system(*calls, *(f"{name} => db" for name in names), data_stores=["db"])), sep="\\n")
"""


def test_facts_do_not_depend_on_the_hashes_of_names() -> None:
    answers = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(answers) == 1
    assert "synchronous_cycle" in answers.pop()
