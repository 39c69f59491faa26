"""Whole valid briefs as plain data, as they stand in a file: small ones, with names of every kind.

Names come from a small stock, so that a client, a context and a team are often called the same; some of the stock
is hostile to some format of output.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archrules.knowledge_base.loading import load_knowledge

Data = dict[str, Any]

AMOUNTS = pytest.mark.parametrize("amount", [6, pytest.param(100, marks=pytest.mark.long)])
"""Runs a property over a few briefs in a normal run, and over many in a long one."""

PLAIN = ["a", "b", "orders", "stock", "web", "card processor", "Größe", "系統"]
HOSTILE = [
    "a|b",
    "no",
    "node",
    "1.5",
    "null",
    "a.b",
    "API gateway",
    "orders service",
    "orders-postgresql",
    "rabbitmq",
    "x" * 200,
    "y" * 199 + "z",
    '"quoted" \\',
    "<script>alert(1)</script>",
    "`code` ~~~",
    "--> ]]> {{x}} %%",
    "subgraph end;",
    "- [ ] &amp; # %",
    "שלום مرحبا",
]
TECHNOLOGIES = sorted(load_knowledge().technologies)
CRITERIA = sorted({name for each in load_knowledge().decisions.values() for name in each.item.criteria})

NAMES = st.sampled_from(PLAIN) | st.sampled_from(HOSTILE)
TEXTS = NAMES | st.sampled_from(["what it is for", "a line\nand another | one"])
LENGTHS = st.sampled_from(["5 ms", "200 ms", "2 s", "10 min", "4 h", "30 d", "18 months", "100 years"])
NO_LENGTH = st.just("0 s")
RATES = st.sampled_from(["3/day", "20/min", "12/s", "400/s", "30000/s", "1000000000/s"])
COUNTS = st.sampled_from([0, 1, "800", "2M", "40B", 10**15])
SIZES = st.sampled_from(["1 B", "200 B", "2 kB", "30 MiB", "5 TB"])
SHARES = st.sampled_from(["0.0001 %", "30 %", "99.5 %", "99.99 %", "99.9999 %", "100 %"])
HALVES = st.sampled_from(["0 %", "0.0001 %", "30 %", "50 %"])
GROWTHS = st.sampled_from(["0 %/month", "3 %/month", "40 %/year", "1000 %/month"])


def some(values: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[list[Any]]:
    """Lists without repetition."""
    return st.lists(values, max_size=most, unique=True)


def one_of(*values: str) -> st.SearchStrategy[str]:
    return st.sampled_from(values)


def record(required: Data, **optional: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    """Mappings with given values, and any of the optional ones."""
    return st.fixed_dictionaries(
        {name: st.just(value) for name, value in required.items()}, optional=optional
    )


def from_names(names: Sequence[str], most: int = 3) -> st.SearchStrategy[list[str]]:
    return some(st.sampled_from(names), most) if names else st.just([])


@st.composite
def entities(draw: st.DrawFn, names: Sequence[str]) -> list[Data]:
    return [
        draw(
            record(
                {"name": name},
                fields=some(NAMES, 2),
                volume=COUNTS,
                growth=GROWTHS,
                retention=LENGTHS,
                payload=SIZES,
                schema_variance=SHARES | st.just("0 %"),
                visibility=st.sampled_from(["public", "private"]),
                access=some(one_of("point", "range", "full-text", "traversal", "aggregate"), 2),
                tags=some(
                    one_of("pii", "financial", "inventory", "feed", "session", "telemetry", "media"), 2
                ),
            )
        )
        for name in names
    ]


@st.composite
def contexts(draw: st.DrawFn) -> list[Data]:
    found = []
    for name in draw(some(NAMES, 4)):
        held = draw(entities(draw(some(NAMES, 2))))
        found.append(draw(record({"name": name, "entities": held}, purpose=TEXTS)))
    return found


@st.composite
def use_cases(
    draw: st.DrawFn, inside: Sequence[Data], actors: Sequence[str], outside: Sequence[str]
) -> list[Data]:
    if not inside:
        return []
    contexts = [context["name"] for context in inside]
    held = [f"{context['name']}.{entity['name']}" for context in inside for entity in context["entities"]]
    found = []
    for name in draw(some(NAMES, 5)):
        calls = [
            draw(record({"to": to}, answer=one_of("now", "later"), idempotent=st.booleans()))
            for to in draw(from_names([*contexts, *outside], 2))
        ]
        required = {"name": name, "context": draw(st.sampled_from(contexts)), "calls": calls}
        optional = {
            "reads": from_names(held),
            "writes": from_names(held),
            "peak": RATES,
            "traffic": one_of("steady", "daily", "seasonal", "spiky"),
            "latency": LENGTHS,
            "consistency": one_of("strong", "eventual"),
            "answer": one_of("now", "later"),
            "updates": one_of("live", "on-request"),
            "idempotent": st.booleans(),
        }
        if actors:
            optional["actor"] = st.sampled_from(actors)
        made = draw(record(required, **optional))
        if not made.get("reads"):
            made.pop("updates", None)
        found.append(made)
    return found


@st.composite
def teams(draw: st.DrawFn, contexts: Sequence[str]) -> list[Data]:
    free, found = list(contexts), []
    for name in draw(some(NAMES, 3)):
        owned = draw(from_names(free, 4))
        free = [context for context in free if context not in owned]
        skills = some(st.sampled_from(TECHNOLOGIES) | NAMES)
        required = {"name": name, "size": draw(st.sampled_from([1, 4, 9, 10_000])), "contexts": owned}
        found.append(draw(record(required, skills=skills)))
    return found


@st.composite
def existing(draw: st.DrawFn, contexts: Sequence[str]) -> Data:
    names = draw(some(NAMES, 3))
    parts = [
        draw(
            record(
                {"name": name},
                kind=one_of("service", "data-store", "cache", "broker", "frontend"),
                technology=st.sampled_from(TECHNOLOGIES) | NAMES,
                contexts=from_names(contexts, 4),
                uses=from_names(names, 2),
                peak=RATES | st.just("0/s"),
            )
        )
        for name in names
    ]
    style = draw(one_of("monolith", "modular-monolith", "services", "microservices", "serverless"))
    optional = {"description": TEXTS, "release_interval": LENGTHS, "problems": some(TEXTS, 2)}
    return draw(record({"style": style, "parts": parts}, **optional))


@st.composite
def objectives(draw: st.DrawFn) -> Data:
    usual = record({}, availability=SHARES, latency_p95=LENGTHS)
    found = draw(record({}, rto=LENGTHS | NO_LENGTH, rpo=LENGTHS | NO_LENGTH)) | draw(usual)
    slowest = st.just("100 years") if "latency_p95" in found else LENGTHS
    return found | draw(record({}, latency_p99=slowest))


def constraints() -> st.SearchStrategy[Data]:
    return record(
        {},
        cloud=one_of("aws", "azure", "gcp", "on-premises", "any"),
        licences=one_of("osi-only", "any"),
        mandated=some(st.sampled_from(TECHNOLOGIES[1::2]), 2),
        forbidden=some(st.sampled_from(TECHNOLOGIES[::2]), 4),
        skills=one_of("prefer", "require"),
        data_residency=some(NAMES, 1),
    )


def budgets() -> st.SearchStrategy[Data]:
    money = st.sampled_from([0, "0.5", 200, 10**12])
    prices = record({}, **{"service-replica": money, "database-node": money, "broker-node": money})
    return st.fixed_dictionaries({"monthly": money, "currency": st.just("EUR"), "unit_prices": prices})


@st.composite
def briefs(draw: st.DrawFn) -> Data:
    """Valid briefs of up to four contexts and five use cases."""
    clients = [draw(record({"name": n, "kind": draw(client_kinds())})) for n in draw(some(NAMES, 2))]
    client_names = [client["name"] for client in clients]
    actors = [draw(record({"name": n}, clients=from_names(client_names))) for n in draw(some(NAMES, 2))]
    inside = draw(contexts())
    names = [context["name"] for context in inside]
    outside = [name for name in draw(some(NAMES, 2)) if name not in names]
    externals = [
        draw(record({"name": n}, protocol=protocols(), availability=SHARES, latency=LENGTHS)) for n in outside
    ]
    required = {
        "system": draw(NAMES),
        "clients": clients,
        "actors": actors,
        "contexts": inside,
        "use_cases": draw(use_cases(inside, [actor["name"] for actor in actors], outside)),
        "external_systems": externals,
        "teams": draw(teams(names)),
        "regions": [
            draw(record({"name": n}, users=HALVES, round_trip=LENGTHS | NO_LENGTH))
            for n in draw(some(NAMES, 2))
        ],
    }
    optional = {
        "domain": NAMES,
        "description": TEXTS,
        "horizon": LENGTHS,
        "delivery": LENGTHS,
        "scale": record({}, users=COUNTS, users_projected=COUNTS),
        "objectives": objectives(),
        "budget": budgets(),
        "compliance": some(one_of("gdpr", "hipaa", "iso-27001", "pci-dss", "soc-2", "sox"), 2),
        "priorities": st.dictionaries(st.sampled_from(CRITERIA), st.integers(0, 10), max_size=3),
        "constraints": constraints(),
        "existing": existing(names),
    }
    return draw(record(required, **optional))


def client_kinds() -> st.SearchStrategy[str]:
    return one_of("browser", "native", "partner", "machine")


def protocols() -> st.SearchStrategy[str]:
    return one_of("rest", "soap", "grpc", "webhook", "file", "messaging")


def shuffled(value: Any, random: Random) -> Any:  # noqa: ANN401 - JSON is of any type
    """The same data with every list and every mapping in another order."""
    match value:
        case dict():
            entries = [(key, shuffled(entry, random)) for key, entry in value.items()]
            random.shuffle(entries)
            return dict(entries)
        case list():
            listed = [shuffled(entry, random) for entry in value]
            random.shuffle(listed)
            return listed
        case _:
            return value


def for_all(amount: int, check: Callable[..., None], *strategies: st.SearchStrategy[Any]) -> None:
    """Run a check over an amount of briefs, each with what the other strategies give."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    settings(max_examples=amount, suppress_health_check=slow)(given(briefs(), *strategies)(check))()
