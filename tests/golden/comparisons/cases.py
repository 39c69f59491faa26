"""Comparisons for the example briefs, with what would turn each, as far as anything near the brief does."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from archrules.api import load_brief
from archrules.knowledge_base.loading import load_knowledge
from archrules.model.brief import Brief
from archrules.recommendation.comparison import Comparison, compare_from
from tests.golden.briefs.examples import brief


@dataclass(frozen=True, eq=False)
class Case:
    """What is compared for which brief, and by side the smallest set of changes that makes it win."""

    name: str
    brief: str
    decision: str
    subject: str
    options: tuple[str, ...]
    smallest: Mapping[str, tuple[str, ...]]

    def __str__(self) -> str:
        return self.name


CASES = (
    # Flexible products alone do not carry a second database product: the team has to know it better, too.
    Case(
        "catalogue-postgresql-or-mongodb",
        "shop",
        "datastore",
        "catalogue",
        ("postgresql", "mongodb"),
        {
            "mongodb": (
                "at least 70 % of the fields of catalogue.product differ between instances, not 30 %",
                "storefront has run mongodb in production, and never postgresql",
            )
        },
    ),
    # Money that changes in several rows stays relational: it takes other data, other people and other priorities.
    Case(
        "orders-postgresql-or-mongodb",
        "shop",
        "datastore",
        "orders",
        ("postgresql", "mongodb"),
        {
            "mongodb": (
                "checkout has run mongodb in production, and never postgresql",
                "orders.order can be understood without following references to other entities",
                "consistency has a weight of at most 3, not 6",
                "at least 70 % of the fields of orders.order differ between instances, not 0 %",
            )
        },
    ),
    # A cart that must not be lost half way is no longer a session.
    Case(
        "cart-redis-or-postgresql",
        "shop",
        "datastore",
        "cart",
        ("redis", "postgresql"),
        {"postgresql": ("fill-cart must leave nothing half done and show every write at once",)},
    ),
    # A queue until orders are a flood.
    Case(
        "shop-rabbitmq-or-kafka",
        "shop",
        "broker",
        "Corner Shop",
        ("rabbitmq", "kafka"),
        {"kafka": ("everything is called at least 670 times as often at the peak",)},
    ),
    # Services follow teams. With three of them nothing that an architect would name makes one of each context.
    Case(
        "shop-services-or-modules",
        "shop",
        "architecture-style",
        "Corner Shop",
        ("service-based", "modular-monolith"),
        {"modular-monolith": ("at most 2 teams do the work, not 3",)},
    ),
    Case(
        "back-office-services-or-modules",
        "monolith-split",
        "architecture-style",
        "Back Office",
        ("service-based", "modular-monolith"),
        {"modular-monolith": ("at most 2 teams do the work, not 3",)},
    ),
    # Compact encoding counts where hardly any time is left.
    Case(
        "payments-rest-or-grpc",
        "shop",
        "communication",
        "orders -> payments",
        ("rest", "grpc"),
        {"grpc": ("place-order has at most 50 ms to answer, not 1.5 s",)},
    ),
    # Pages of one deployable are put together inside it. So few services, or so few pages, need no schema over them.
    Case(
        "living-room-rest-or-graphql",
        "living-room",
        "communication",
        "app -> catalogue",
        ("graphql", "rest"),
        {"rest": ("at most 2 teams do the work, not 3",)},
    ),
    # A log for those who run one, and for as long as much of it is read by several.
    Case(
        "parcel-flow-kafka-or-rabbitmq",
        "parcel-flow",
        "broker",
        "Parcel Flow",
        ("kafka", "rabbitmq"),
        {"rabbitmq": ("intake has run rabbitmq in production, and never kafka",)},
    ),
    # Both take the writes: what is asked of them decides, or who runs them.
    Case(
        "measurements-three-stores",
        "telemetry",
        "datastore",
        "measurements",
        ("cassandra", "clickhouse", "postgresql"),
        {
            "cassandra": ("measurements.measurement need not be found as sums over many",),
            "postgresql": ("send-measurements must leave nothing half done and show every write at once",),
        },
    ),
    # The queue stays where a stream of telemetry has become a trickle.
    Case(
        "devices-postgresql-or-mongodb",
        "telemetry",
        "datastore",
        "devices",
        ("postgresql", "mongodb"),
        {
            "mongodb": (
                "any licence is allowed",
                "at least 70 % of the fields of devices.device differ between instances, not 20 %",
                "platform has run mongodb in production",
            )
        },
    ),
    Case(
        "pulse-styles",
        "telemetry",
        "architecture-style",
        "Pulse",
        (),
        {
            "event-driven": ("at least 2 teams do the work, not 1",),
            "service-based": ("at least 3 teams do the work, not 1",),
            "microservices": (),
            "monolith": (),
            "serverless": (),
        },
    ),
    # How to structure the microservices of a shop: as many as teams can own, and apart where load is.
    Case(
        "marketplace-structure",
        "marketplace",
        "architecture-style",
        "Harbour Market",
        ("microservices", "service-based", "modular-monolith"),
        {
            "service-based": ("at most 7 teams do the work, not 8",),
            "modular-monolith": ("at most 2 teams do the work, not 8",),
        },
    ),
    # What one transaction of one team writes is one service, even there.
    Case(
        "marketplace-orders-boundary",
        "marketplace",
        "service-boundary",
        "orders",
        ("team-service", "own-service"),
        {"own-service": ("the writes of place-order may show later",)},
    ),
    # An audit is worth a saga.
    Case(
        "shop-payments-boundary",
        "shop",
        "service-boundary",
        "payments",
        ("own-service", "team-service"),
        {"team-service": ("pci-dss does not apply",)},
    ),
    # A saga is the price of two owners; a coordinator that of a caller who waits.
    Case(
        "shop-partner-order-consistency",
        "shop",
        "consistency",
        "place-partner-order",
        ("saga-orchestrated", "saga-choreographed", "local-transaction"),
        {
            "saga-choreographed": ("nobody waits for the answer of place-partner-order",),
            "local-transaction": ("at most 2 teams do the work, not 3",),
        },
    ),
    # Products of nine hundred kinds are documents, for people who know how to run a document store.
    Case(
        "parts-mongodb-or-postgresql",
        "spare-parts",
        "datastore",
        "catalogue",
        ("mongodb", "postgresql"),
        {"postgresql": ("storefront has never run mongodb in production",)},
    ),
    # The orders of the same shop stay tables, whatever its products are.
    Case(
        "parts-orders-mongodb-or-postgresql",
        "spare-parts",
        "datastore",
        "orders",
        ("mongodb", "postgresql"),
        {
            "mongodb": (
                "at least 70 % of the fields of orders.order differ between instances, not 0 %",
                "storefront owns orders",
                "consistency has a weight of at most 3, not 6",
            )
        },
    ),
    # Records that are only added stay in one primary until it takes no more: it turns at 5,001 writes a second.
    Case(
        "passages-postgresql-or-cassandra",
        "toll-road",
        "datastore",
        "passages",
        ("postgresql", "cassandra"),
        {"cassandra": ("record-passage is called at least 5,100/s at its peak, not 1,200/s",)},
    ),
    # So does money. Each charge writes two rows and reads what it must know: at 2,218 charges a second one primary
    # has no room for more, and the rows are divided.
    Case(
        "ledger-one-primary-or-many",
        "toll-road",
        "datastore",
        "ledger",
        ("postgresql-single", "postgresql-sharded", "tidb-cluster"),
        {
            "postgresql-sharded": ("charge is called at least 2,300/s at its peak, not 900/s",),
            "tidb-cluster": ("charge is called at least 2,300/s at its peak, not 900/s",),
        },
    ),
)

BRIEFS = Path(__file__).parent / "briefs"
"""Briefs that are compared and nothing else."""


@cache
def brief_of(case: Case) -> Brief:
    """The brief of a case: one that only comparisons use, or an example of the documentation."""
    own = BRIEFS / f"{case.brief}.yaml"
    return load_brief(own) if own.exists() else brief(case.brief)


def case_named(name: str) -> Case:
    """The case of that name."""
    return next(case for case in CASES if case.name == name)


@cache
def compared(case: Case) -> Comparison:
    """The comparison, made once for all tests."""
    return compare_from(brief_of(case), load_knowledge(), case.decision, case.subject, case.options)
