"""Systems to draw.

`python -m tests.unit.output.graph_data` writes the golden graphs again: read the difference before you commit it.
"""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from archrules.model.system import System

GOLDEN = Path(__file__).parents[2] / "golden" / "graphs"
HOSTILE_NAMES = [
    "end",
    "node",
    "graph { a -> b }",
    'say "hi"',
    "<b>bold</b>",
    "<script>x()</script>",
    "&lt;x&gt;",
    "a ; b",
    "\\N \\G \\",
    "-->",
    "]]",
    "%%{init}%%",
    "style x fill:#f00;",
    "`code`",
    "cluster_a",
    "Grüße 🙂",
    "x" * 200,
]
CONTEXTS = [
    "catalog",
    "ordering",
    "payment",
    "shipping",
    "customer-care",
    "recommendation",
    "inventory",
    "analytics",
]
PARTS = ["api", "worker", "query-service", "importer"]
LANGUAGES = [("python", "3.12"), ("java", "21"), ("go", "1.23")]
STORES = {"postgresql": "SQL", "mongodb": "MongoDB", "elasticsearch": "HTTP"}

Item = dict[str, Any]


def system(**parts: object) -> System:
    return System.model_validate(parts)


def use(source: str, target: str, mode: str | None = None, **more: object) -> Item:
    return {"source": source, "target": target, "mode": mode, **more}


def shop() -> System:
    return system(
        name="shop",
        services=[
            {
                "name": "catalog",
                "technology": "python",
                "version": "3.12",
                "context": "catalog",
                "replicas": 2,
            },
            {"name": "ordering", "technology": "java", "version": "21", "context": "ordering", "replicas": 3},
            {"name": "payment", "technology": "go", "context": "payment", "replicas": 2},
            {"name": "shipping", "context": "shipping", "replicas": 1},
        ],
        data_stores=[
            {"name": "catalog-db", "technology": "postgresql", "version": "16", "owner": "catalog"},
            {"name": "ordering-db", "technology": "postgresql", "version": "16", "context": "ordering"},
            {"name": "payment-db", "technology": "postgresql", "owner": "payment", "server": "main-server"},
        ],
        caches=[{"name": "catalog-cache", "technology": "redis", "owner": "catalog"}],
        brokers=[{"name": "events", "technology": "kafka", "replicas": 3}],
        gateways=[{"name": "api-gateway", "technology": "nginx"}],
        frontends=[{"name": "web-shop", "kind": "browser"}],
        external_systems=[{"name": "card-processor"}],
        interactions=[
            use("web-shop", "api-gateway", "sync", protocol="HTTPS"),
            use("api-gateway", "catalog", "sync", protocol="HTTP"),
            use("api-gateway", "ordering", "sync", protocol="HTTP"),
            use("ordering", "payment", "sync", protocol="gRPC"),
            use("payment", "card-processor", "sync", protocol="HTTPS"),
            use("catalog", "catalog-db", "data", protocol="SQL"),
            use("catalog", "catalog-cache", "data", protocol="RESP"),
            use("ordering", "ordering-db", "data", protocol="SQL"),
            use("payment", "payment-db", protocol="SQL"),
            use("ordering", "events", "async", protocol="Kafka", channel="order-placed", access="publish"),
            use("shipping", "events", "async", protocol="Kafka", channel="order-placed", access="subscribe"),
        ],
    )


def marketplace(services: int = 20, stores: int = 20, edges: int = 90) -> System:
    """A system of eight contexts; with the usual numbers it has sixty elements."""
    runs = list(_services(services))
    rests = [
        {
            "name": f"{run['name']}-{'db' if number < services else 'archive'}",
            "owner": run["name"],
            "technology": list(STORES)[number % 3],
            "version": "16",
        }
        for number, run in ((number, runs[number % services]) for number in range(stores))
    ]
    caches = [
        {"name": f"{run['name']}-cache", "owner": run["name"], "technology": "redis"} for run in runs[:6]
    ]
    frontends = ["web-shop", "mobile-app", "back-office", "partner-portal"]
    externals = ["card-processor", "parcel-carrier", "mail-provider", "tax-service"]
    support = ["service-registry", "config-server", "telemetry-collector", "load-generator"]
    names = [run["name"] for run in runs]
    known = [
        *(use(each["owner"], each["name"], "data", protocol=STORES[each["technology"]]) for each in rests),
        *(use(each["owner"], each["name"], "data", protocol="RESP") for each in caches),
        *(use(name, "api-gateway", "sync", protocol="HTTPS") for name in frontends),
        *(use("api-gateway", name, "sync", protocol="HTTP") for name in names[:8]),
        *(
            use(name, "event-log", "async", access="publish", channel=f"{name[:8]}-events")
            for name in names[::3]
        ),
        *(
            use(name, "event-log", "async", access="subscribe", channel="order-placed")
            for name in names[1::3]
        ),
        *(use(names[2 * number], name, "sync", protocol="HTTPS") for number, name in enumerate(externals)),
        use("api-gateway", support[0], "registry"),
        use(names[4], support[1], "config"),
        use(names[5], support[2], "telemetry"),
        use(support[3], "api-gateway", "load"),
    ]
    return system(
        name="marketplace platform",
        services=runs,
        data_stores=rests,
        caches=caches,
        brokers=[{"name": "event-log", "technology": "kafka", "version": "3.9", "replicas": 3}],
        gateways=[{"name": "api-gateway", "technology": "envoy", "replicas": 3}],
        frontends=[{"name": name} for name in frontends],
        external_systems=[{"name": name} for name in externals],
        infrastructure=[{"name": name} for name in support],
        interactions=[*known, *_calls(names, edges - len(known))],
    )


def _services(number: int) -> Iterator[Item]:
    for index in range(number):
        context, part = CONTEXTS[index % 8], PARTS[index // 8 % 4]
        technology, version = LANGUAGES[index % 3]
        name = f"{context}-{part}" if index < 32 else f"{context}-{part}-{index}"
        yield {
            "name": name,
            "context": context,
            "technology": technology,
            "version": version,
            "replicas": 2 + index % 3,
        }


def _calls(names: list[str], number: int) -> list[Item]:
    """Calls here and there, none of them twice."""
    pairs = [
        (names[(7 * at + 1) % len(names)], names[(5 * at + 3 + at // 20) % len(names)]) for at in range(500)
    ]
    different = [pair for pair in dict.fromkeys(pairs) if pair[0] != pair[1]][: max(number, 0)]
    return [use(*pair, "sync", protocol="gRPC" if at % 3 else "HTTP") for at, pair in enumerate(different)]


def platform() -> System:
    """A system of more than sixty elements."""
    return marketplace(services=40, stores=40, edges=150)


def monolith() -> System:
    return system(
        name="modular monolith",
        services=[{"name": "shop", "technology": "django", "contexts": ["catalog", "ordering", "payment"]}],
        data_stores=[
            {"name": "shop-db", "technology": "postgresql", "owner": "shop"},
            {"name": "ordering-db", "technology": "postgresql", "owner": "shop", "context": "ordering"},
        ],
        caches=[{"name": "sessions", "owner": "shop"}],
        gateways=[{"name": "nginx"}],
        interactions=[
            use("nginx", "shop", "sync", protocol="HTTP"),
            *(use("shop", name, "data") for name in ("shop-db", "ordering-db", "sessions")),
        ],
    )


def hostile() -> System:
    names = HOSTILE_NAMES
    modes = ["sync", "async", "data", None, "start-order"]
    return system(
        name='<evil> "sys" \\G -->',
        services=[
            {"name": name, "context": names[(at + 1) % 4], "technology": names[(at + 5) % 17]}
            for at, name in enumerate(names[:10])
        ],
        data_stores=[{"name": name, "owner": "end"} for name in names[10:]],
        interactions=[
            *(
                use(
                    name,
                    names[(at * 3 + 1) % 17],
                    modes[at % 5],
                    protocol=names[(at + 2) % 17],
                    channel=name,
                )
                for at, name in enumerate(names)
            ),
            use("end", "nobody <i>knows</i>"),
        ],
    )


SYSTEMS = {"shop": shop, "monolith": monolith, "platform": platform, "hostile": hostile, "nothing": System}


@st.composite
def systems(draw: st.DrawFn) -> System:
    """Small systems of all kinds of elements, in which anything may use anything, known or not."""
    contexts = st.sampled_from([None, None, "a", "b", "c"])
    replicas = st.sampled_from([None, 0, 1, 12])
    technologies = st.sampled_from([None, "go", "a technology with a rather long name"])
    services: list[Item] = [
        {"name": f"service-{at}", "context": draw(contexts), "replicas": draw(replicas)}
        for at in range(draw(st.integers(0, 12)))
    ]
    several = draw(st.booleans())
    if services and several:
        services[0]["contexts"] = ["d", "e"]
    owners = st.sampled_from([None, *(each["name"] for each in services)])
    stores = [
        {
            "name": f"store {at}",
            "owner": draw(owners),
            "context": draw(contexts),
            "technology": draw(technologies),
        }
        for at in range(draw(st.integers(0, 12)))
    ]
    others: dict[str, list[Item]] = {
        kind: [{"name": f"{kind}-{at}", "context": draw(contexts)} for at in range(draw(st.integers(0, 2)))]
        for kind in ("caches", "brokers", "gateways", "frontends", "external_systems", "infrastructure")
    }
    names = [each["name"] for each in (*services, *stores, *chain.from_iterable(others.values()))]
    ends = st.sampled_from([*names, "somebody else"])
    uses = st.builds(
        use,
        ends,
        ends,
        st.sampled_from([None, "sync", "async", "data", "config"]),
        protocol=st.sampled_from([None, "HTTP", "gRPC"]),
        access=st.sampled_from([None, "read", "publish", "subscribe"]),
        channel=st.sampled_from([None, "orders", "a channel with a name that is far too long"]),
    )
    return system(
        services=services, data_stores=stores, **others, interactions=draw(st.lists(uses, max_size=40))
    )


def shuffled(drawn: System, seed: int) -> System:
    """The same system with each of its collections in another order."""
    from random import Random

    random = Random(seed)  # noqa: S311 - an order to test with
    parts = drawn.model_dump(mode="json")
    for collection in parts.values():
        if isinstance(collection, list):
            random.shuffle(collection)
    return System.model_validate(parts)


def main() -> None:
    from archrules.output.dot import dot
    from archrules.output.mermaid import mermaid

    for name, make in SYSTEMS.items():
        (GOLDEN / f"{name}.dot").write_text(dot(make()), encoding="utf-8")
        (GOLDEN / f"{name}.mmd").write_text(mermaid(make()), encoding="utf-8")


if __name__ == "__main__":
    main()
