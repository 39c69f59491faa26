"""Recommendations made by hand, for the tests of the report and of the documents; rewrites their golden files.

`python -m tests.unit.output.report_data` writes the reports again: read the difference before you commit it.
"""

from pathlib import Path

from archrules.model.provenance import Citation, KnowledgeRecord
from archrules.model.recommendation import (
    Assumption,
    Conflict,
    Convention,
    DecisionResult,
    Flow,
    MigrationStep,
    OptionResult,
    Question,
    Reason,
    RecommendationData,
    Reliability,
    Risk,
    Scaling,
    ServiceRow,
)
from archrules.model.system import DataStore, Interaction, Service, System
from archrules.output.report import report_markdown

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "reports"

BOOK = Citation(
    ref="book", title="Designing Systems", where="chapter 3", url="https://example.org/book?a=1&b=2"
)
PAPER = Citation(ref="paper", title="Sagas", where="section 2")
NOTHING = Reliability(targets=(), patterns=(), backup=())


def argument(text: str, criterion: str, points: int, *sources: Citation, rule: str = "") -> Reason:
    return Reason(rule=rule or text, because=text, criterion=criterion, points=points, sources=sources)


def veto(text: str, *sources: Citation, rule: str = "") -> Reason:
    return Reason(rule=rule or text, because=text, sources=sources)


def option(name: str, score: str, *arguments: Reason, **fields: object) -> OptionResult:
    points: dict[str, int] = {}
    for reason in arguments:
        if reason.criterion and reason.points:
            points[reason.criterion] = points.get(reason.criterion, 0) + reason.points
    base: dict[str, object] = {
        "option": name,
        "title": name.replace("-", " ").capitalize(),
        "shape": f"the shape of {name}",
        "score": score,
        "score_text": score,
        "points": points,
        "arguments": arguments,
    }
    return OptionResult.model_validate({**base, **fields})


def decision(subject: str, *options: OptionResult, **fields: object) -> DecisionResult:
    """Return the decision for the first option without a veto, clearly ahead of the second."""
    left = [each for each in options if not each.vetoes]
    base: dict[str, object] = {
        "decision": "datastore",
        "title": "Data store",
        "question": "Where does the data rest?",
        "subject": subject,
        "choice": left[0].option if left else None,
        "runner_up": left[1].option if len(left) > 1 else None,
        "margin": ("clear" if len(left) > 1 else "only") if left else None,
        "margin_text": ("0.62" if len(left) > 1 else "0.00") if left else None,
        "weights": {"consistency": 6, "operability": 3, "cost": 2},
        "options": options,
    }
    return DecisionResult.model_validate({**base, **fields})


def recommendation(*decisions: DecisionResult, **fields: object) -> RecommendationData:
    base: dict[str, object] = {
        "system_name": "Book Shop",
        "brief_digest": "0" * 64,
        "knowledge": (),
        "reliability": NOTHING,
        "decisions": decisions,
        "system": System(name="Book Shop"),
    }
    return RecommendationData.model_validate({**base, **fields})


def minimal() -> RecommendationData:
    return recommendation()


def _style() -> DecisionResult:
    teams = Convention(
        parameter="architecture-style.several_teams",
        value="3",
        unit="teams",
        why="two teams can agree on a release over coffee",
    )
    people = Convention(
        parameter="architecture-style/microservices.engineers_per_service",
        value="4",
        unit="engineers",
        why="what only one person knows is run by nobody when that person is away",
        overridden=True,
    )
    return decision(
        "Book Shop",
        option(
            "service-based",
            "0.71",
            argument("3 teams release independently", "autonomy", 3, BOOK),
            argument("card data can run apart", "isolation", 1, PAPER),
            argument("a handful of deployables with a network between them", "simplicity", -1),
            gives=("each team releases when it is ready", "a fault stays with one service"),
            gives_up=("transactions between services",),
            revisit=("two contexts of one service need different releases",),
        ),
        option(
            "modular-monolith",
            "0.09",
            argument("one deployable and one pipeline", "simplicity", 3),
            argument("3 teams wait for each other at every release", "autonomy", -3, BOOK),
        ),
        option(
            "microservices", "-0.20", vetoes=(veto("7 services need 28 engineers, and there are 14", BOOK),)
        ),
        decision="architecture-style",
        title="Architecture style",
        question="How is the system cut into deployables?",
        weights={"simplicity": 5, "autonomy": 5, "isolation": 3},
        conventions=(teams, people),
    )


def _store(subject: str, writes: int, *, margin: str = "clear", margin_text: str = "0.90") -> DecisionResult:
    postgresql = option(
        "postgresql-replicated",
        "1.62",
        argument("a confirmed write is on two nodes", "consistency", 3, BOOK),
        argument(f"{writes}/s written leave half of one primary free", "cost", 1, rule="postgresql#2"),
        argument(
            f"the team that owns {subject} has run it in production", "operability", 2, PAPER, rule="skill"
        ),
        title="PostgreSQL with a standby",
        technology="postgresql",
        release="18",
        shape="a primary and a standby that takes over by itself",
        gives=("transactions over everything in the context",),
        gives_up=("writes beyond what one machine commits",),
        revisit=("at 5,000 writes a second, shard by one key",),
    )
    mongodb = option(
        "mongodb-replica-set",
        "0.72",
        argument("references are checked by nobody", "consistency", -2, BOOK),
        argument("one more product to run", "operability", -1),
        title="MongoDB, a replica set",
        technology="mongodb",
        release="8.0",
    )
    dynamodb = option(
        "dynamodb", "0", title="DynamoDB", vetoes=(veto("the brief rules out proprietary licences"),)
    )
    return decision(subject, postgresql, mongodb, dynamodb, margin=margin, margin_text=margin_text)


def _cart() -> DecisionResult:
    redis = option(
        "redis-sessions",
        "1.32",
        argument("one key holds what is asked for", "consistency", 1),
        title="Redis for sessions",
        technology="redis",
        release="8",
        shape="a primary and a replica, with the log on disk",
        gives=("answers in less than a millisecond",),
        gives_up=("up to a second of writes when the primary dies",),
    )
    return decision("cart", redis, _store("cart", 40).options[0].model_copy(update={"points": {"cost": 1}}))


def _broker() -> DecisionResult:
    return decision(
        "Book Shop",
        option(
            "kafka", "0", title="Kafka", vetoes=(veto("nobody has run it, and skills are required", PAPER),)
        ),
        option("sqs", "0", title="SQS", vetoes=(veto("it runs in one cloud only"),)),
        decision="broker",
        title="Broker",
        question="What carries messages?",
        weights={},
        conflict=Conflict(
            requirements=("constraints.cloud", "constraints.skills"),
            earlier_choices=("communication for shipping: message-queue",),
            relaxations=("constraints.skills",),
        ),
    )


def realistic() -> RecommendationData:
    return recommendation(
        _style(),
        *(_store(subject, writes) for subject, writes in (("accounts", 1), ("orders", 30))),
        _cart(),
        _store("stock", 12, margin="close", margin_text="0.20"),
        _broker(),
        current_state=("monolith, released every 3 months", "problem: a release takes a weekend"),
        services=(
            ServiceRow(
                service="checkout",
                responsibility="takes orders and payments",
                tech="Java 25, 2 replicas",
                data_store="PostgreSQL 18",
            ),
            ServiceRow(service="storefront", responsibility="shows books", tech="Java 25", data_store="none"),
        ),
        data_flow=(
            Flow(
                use_case="place-order",
                text="customer (web) -> checkout; writes orders.order; local transaction",
            ),
        ),
        scalability=(
            Scaling(
                bottleneck="database of orders",
                because="30/s written",
                solution="indexing",
                impact="ten times the rate",
            ),
        ),
        reliability=Reliability(
            targets=("RTO 1 h: running again within that time", "RPO 5 min: at most that much data lost"),
            patterns=("timeout: storefront -> checkout",),
            backup=("the log is archived continuously", "a restore is tried twice a year"),
        ),
        migration=(
            MigrationStep(
                number=2,
                does="extract checkout",
                undo="route back to the monolith",
                done_when="a month without errors",
            ),
            MigrationStep(
                number=1, does="put a proxy in front", undo="take it away", done_when="all requests pass it"
            ),
        ),
        risks=(Risk(about="one region", text="a flood stops the shop.", mitigation="rehearse the restore"),),
        assumptions=(
            Assumption(
                default="horizon",
                title="How far ahead to plan",
                value="36 months",
                used_for=("horizon", "contexts.orders", "contexts.cart", "contexts.stock"),
                why="hardware and teams change within a few years",
                evidence="convention",
                override="horizon",
                sources=(PAPER,),
            ),
        ),
        questions=(
            Question(
                about="budget", text="What may it cost a month?", changes="which stores can be afforded"
            ),
        ),
        knowledge=(
            KnowledgeRecord(
                name="archrules",
                version="0.1.0",
                as_of="2026-08-22",
                digest="a" * 64,
                parameters={"architecture-style/microservices.engineers_per_service": "4"},
            ),
        ),
        system=realistic_system(),
    )


def realistic_system() -> System:
    return System(
        name="Book Shop",
        services=(
            Service(name="checkout", technology="java", version="25", replicas=2, contexts=("orders",)),
        ),
        data_stores=(DataStore(name="checkout-postgresql", technology="postgresql", owner="checkout"),),
        interactions=(
            Interaction.model_validate(
                {"source": "checkout", "target": "checkout-postgresql", "mode": "data", "timeout": "300 ms"}
            ),
        ),
    )


EVIL = (
    "a|b <script>alert(1)</script>",
    "first\n| second |\n\n# third",
    "[click](javascript:alert(1)) ![x](http://x.example/y.png)",
    "`code` **bold** &lt;b&gt; \\",
    "\x1b[31mred\u202e",
    "# ",
    "",
)


def hostile(texts: tuple[str, ...] = EVIL) -> RecommendationData:
    """Return a recommendation in which the texts stand wherever a text can stand, one after the other."""
    count = 0

    def text() -> str:
        nonlocal count
        count += 1
        return texts[(count - 1) % len(texts)]

    def source() -> Citation:
        return Citation(ref=text(), title=text(), where=text(), url=text())

    def made(subject: str) -> DecisionResult:
        criteria = {text() + str(number): number for number in range(3)}
        reasons = [argument(text(), name, number - 1, source()) for name, number in criteria.items()]
        first, second, third = (
            option(
                name,
                text(),
                *reasons,
                title=text(),
                technology=text(),
                release=text(),
                shape=text(),
                points=dict.fromkeys(criteria, place),
                gives=(text(), text()),
                gives_up=(text(),),
                revisit=(text(),),
            )
            for place, name in enumerate(("a", "b", "c"))
        )
        out = third.model_copy(update={"vetoes": (veto(text(), source()), veto(text()))})
        convention = Convention(parameter=text(), value=text(), unit=text(), why=text())
        return decision(
            subject,
            first,
            second,
            out,
            title=text(),
            question=text(),
            weights=criteria,
            margin_text=text(),
            conventions=(convention,),
        )

    stuck = decision(
        text(),
        option("a", "0", title=text(), vetoes=(veto(text()),)),
        decision="stuck",
        title=text(),
        question=text(),
        conflict=Conflict(requirements=(text(), text()), earlier_choices=(text(),), relaxations=(text(),)),
    )
    one = made(text()).model_copy(update={"decision": "one"})
    return recommendation(
        *(made(text()) for _ in range(3)),
        one,
        stuck,
        system_name=text(),
        brief_digest=text(),
        knowledge=(
            KnowledgeRecord(
                name=text(), version=text(), as_of=text(), digest=text(), parameters={text(): text()}
            ),
        ),
        current_state=(text(), text()),
        services=tuple(
            ServiceRow(service=text(), responsibility=text(), tech=text(), data_store=text())
            for _ in range(3)
        ),
        data_flow=(Flow(use_case=text(), text=text()),),
        scalability=(Scaling(bottleneck=text(), because=text(), solution=text(), impact=text()),),
        reliability=Reliability(targets=(text(),), patterns=(text(), text()), backup=(text(),)),
        migration=(MigrationStep(number=1, does=text(), undo=text(), done_when=text()),),
        risks=(Risk(about=text(), text=text(), mitigation=text()),),
        assumptions=(
            Assumption(
                default=text(),
                title=text(),
                value=text(),
                used_for=(text(), text()),
                why=text(),
                evidence=text(),
                override=text(),
                sources=(source(),),
            ),
        ),
        questions=(Question(about=text(), text=text(), changes=text()),),
    )


REPORTS = {"realistic": realistic, "minimal": minimal, "hostile": hostile}


def write_golden_files() -> None:
    for name, make in REPORTS.items():
        (GOLDEN / f"{name}.md").write_text(report_markdown(make()), "utf-8")


if __name__ == "__main__":
    write_golden_files()
