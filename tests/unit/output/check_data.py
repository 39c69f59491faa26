"""Reports of `check` made by hand, for the tests of every writer and of all that hands them one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from archrules.model.finding import (
    DecidingParameter,
    Finding,
    MatchedFact,
    Place,
    Remedy,
    Step,
    Support,
    Verdict,
)
from archrules.model.provenance import Citation, KnowledgeRecord
from archrules.model.report import (
    ElementVerdict,
    InputRecord,
    Missing,
    PolicyResult,
    ReportData,
    WaiverProblem,
    WaiverRecord,
)
from archrules.model.waiver import Waiver

TODAY = date(2026, 11, 20)
FILE = "deploy/docker-compose.yml"
GUIDE = Citation(
    ref="guide", title="Guide to Boundaries", where="Data", url="https://example.org/guide?a=1&b=2"
)
SPLIT = Remedy(do="give each service a store of its own", costs="no joins", unless=("one team owns both",))


def place(line: int, column: int = 3, *, file: str = FILE, width: int = 0) -> Place:
    """Return a place, with an end if it has a width."""
    end = {"end_line": line, "end_column": column + width} if width else {}
    return Place(file=file, line=line, column=column, **end)


def matched(text: str, *places: Place, origins: tuple[str, ...] = ()) -> MatchedFact:
    return MatchedFact(text=text, origins=origins, places=places)


def finding(policy: str = "shared-database", element: str = "orders-db", **fields: Any) -> Finding:  # noqa: ANN401 - any field
    """Return an error with the fields that every finding has."""
    base: dict[str, Any] = {
        "title": "A data store has one writer",
        "severity": "error",
        "message": f"{element} is at fault",
    }
    return Finding.model_validate({**base, **fields, "policy": policy, "element": element})


def policy(
    name: str = "shared-database",
    verdicts: Mapping[str, str] | None = None,
    *,
    missing: Mapping[str, tuple[Missing, ...]] | None = None,
    **fields: Any,  # noqa: ANN401 - any field
) -> PolicyResult:
    """Return a policy with a verdict on each element; one that says nothing of its own is an error."""
    judged = tuple(
        ElementVerdict(element=element, verdict=Verdict(verdict), missing=(missing or {}).get(element, ()))
        for element, verdict in (verdicts or {}).items()
    )
    base: dict[str, Any] = {
        "title": "A data store has one writer",
        "why": "Who writes into the tables of others is bound to them.",
        "severity": "error",
        "verdicts": judged,
    }
    return PolicyResult.model_validate({**base, **fields, "policy": name})


def report(*findings: Finding, **fields: Any) -> ReportData:  # noqa: ANN401 - any field
    """Return a report on the findings; policies that are not given are those of the findings."""
    elements: dict[str, dict[str, str]] = {}
    for each in findings:
        elements.setdefault(each.policy, {})[each.element] = "violated"
    base: dict[str, Any] = {
        "archrules_version": "0.1.0",
        "system_name": "shop",
        "inputs": (InputRecord(file=FILE, form="compose"),),
        "results": tuple(policy(name, verdicts) for name, verdicts in elements.items()),
    }
    return ReportData.model_validate({**base, **fields, "findings": findings})


def waiver(element: str | None = "orders-db", **fields: Any) -> Waiver:  # noqa: ANN401 - any field
    base: dict[str, Any] = {
        "policy": "shared-database",
        "reason": "moves out next quarter",
        "owner": "team orders",
        "expires": "2027-01-31",
    }
    return Waiver.model_validate({**base, **fields, "element": element})


def waiver_record(state: str, line: int, *problems: str, **fields: Any) -> WaiverRecord:  # noqa: ANN401 - any field
    where = place(line, file="waivers.yaml")
    told = tuple(WaiverProblem(place=where, text=text) for text in problems)
    return WaiverRecord.model_validate({**fields, "state": state, "place": where, "problems": told})


def clean() -> ReportData:
    """Return a report without any finding: one policy satisfied, one not applicable."""
    return report(
        results=(
            policy(verdicts={"orders-db": "satisfied"}),
            policy("nanoservice", title="Services have work"),
        )
    )


def empty() -> ReportData:
    """Return a report on a system from no file, judged by nothing."""
    return report(inputs=())


def _shared_database() -> Finding:
    return finding(
        message="orders-db is written by 2 services",
        places=(place(12, width=9), place(30)),
        supports=(
            Support(
                facts=(
                    matched("interaction {source: checkout, target: orders-db, access: write}", place(30, 7)),
                )
            ),
            Support(
                facts=(
                    matched(
                        "interaction {source: billing, target: orders-db, access: write}",
                        place(41, 7),
                        origins=("environment DATABASE_URL",),
                    ),
                )
            ),
        ),
        parameters=(
            DecidingParameter(
                name="shared-database.allowed_writers",
                value="1",
                unit="services",
                evidence="definition",
                override="set it under parameters",
            ),
        ),
        remedies=(SPLIT, Remedy(do="let one service own the writes", costs="a call more for the others")),
        sources=(GUIDE,),
    )


def _chain() -> Finding:
    return finding(
        "synchronous-chain",
        "web",
        title="A request waits for few services",
        severity="warning",
        message="a request at web waits for 4 services in a row, at best 99.6 % available",
        path=(
            Step(element="web", place=place(5)),
            Step(element="checkout", place=place(9), note="waits 200 ms"),
            Step(element="inventory"),
            Step(element="pricing", place=place(22)),
        ),
        places=(place(5),),
        remedies=(Remedy(do="answer from a copy", costs="the copy lags"),),
    )


def realistic() -> ReportData:
    """Return a report that uses every field."""
    missing = Missing(
        what="whether the call has a timeout", shown_by="a System file: timeout under the interaction"
    )
    accepted = waiver("legacy-db")
    legacy = finding(element="legacy-db", places=(place(50),), waiver=accepted)
    calls = {f"call {number:02}": "unknown" for number in range(15)}
    return report(
        _shared_database(),
        _chain(),
        legacy,
        knowledge=(KnowledgeRecord(name="archrules", version="0.1.0", as_of="2026-11-01", digest="0" * 64),),
        system_digest="1" * 64,
        profile="production",
        today=TODAY,
        inputs=(
            InputRecord(file=FILE, form="compose", ignored={"x-logging": 3, "deploy": 1}),
            InputRecord(file="shop.system.yaml", form="system"),
        ),
        results=(
            policy(
                verdicts={"orders-db": "violated", "legacy-db": "violated", "users-db": "satisfied"},
                tags=("data",),
                precision="very-high",
                parameters=_shared_database().parameters,
                remedies=(SPLIT,),
                sources=(GUIDE,),
            ),
            policy(
                "synchronous-chain",
                {"web": "violated"},
                title="A request waits for few services",
                severity="warning",
            ),
            policy(
                "timeout",
                {**calls, "web -> checkout": "satisfied"},
                title="A synchronous call has a timeout",
                severity="warning",
                missing=dict.fromkeys(calls, (missing,)),
            ),
            policy("nanoservice", title="Services have work", severity="note"),
        ),
        waivers=(
            waiver_record("active", 2, waiver=accepted),
            waiver_record(
                "expired", 9, "its last day was 2026-01-31: have it accepted anew", waiver=waiver("users-db")
            ),
            waiver_record("malformed", 16, "the field 'owner' is missing: add it"),
        ),
    )


EVIL = (
    "a|b <script>alert(1)</script>",
    "first\n| second |\n\n# third",
    "[click](javascript:alert(1)) ![x](http://x.example/y.png) \\](1)",
    "`code` **bold** &lt;b&gt; ]]> <![CDATA[ \\",
    "\x1b[31mred\u202e \x00\x0b\ufffe\uffff",
    "{{x}} {% y %} ${z} %s %(a)s {0}",
    "../../etc/passwd",
    "# - * ::error file=x::",
    "\"quotes\" 'of' both kinds",
    "שלום 🙂 e\u0301",  # written from right to left
    " ",
    "",
)


def hostile(texts: tuple[str, ...] = EVIL) -> ReportData:
    """Return a report in which the texts stand wherever a text can stand, one after the other."""
    count = 0

    def text() -> str:
        nonlocal count
        count += 1
        return texts[(count - 1) % len(texts)]

    def somewhere() -> Place:
        return Place(file=text(), line=count, column=count)

    def cite() -> Citation:
        return Citation(ref=text(), title=text(), where=text(), url=text())

    def number() -> DecidingParameter:
        return DecidingParameter(
            name=text(), value=text(), unit=text(), evidence="convention", override=text(), overridden=True
        )

    def remedy() -> Remedy:
        return Remedy(do=text(), costs=text(), unless=(text(), text()))

    def violated(name: str, element: str) -> Finding:
        return finding(
            name,
            element,
            title=text(),
            message=text(),
            path=tuple(Step(element=text(), place=somewhere(), note=text()) for _ in texts),
            discriminator=text(),
            supports=tuple(
                Support(facts=(MatchedFact(text=text(), origins=(text(),), places=(somewhere(),)),))
                for _ in texts
            ),
            parameters=(number(),),
            remedies=(remedy(), remedy()),
            sources=(cite(),),
            places=(somewhere(), somewhere()),
        )

    elements = {
        f"{text()}{number}": verdict for number in range(len(texts)) for verdict in ("violated", "unknown")
    }
    missing = {element: (Missing(what=text(), shown_by=text()),) for element in elements}
    results = tuple(
        policy(
            f"{name}{place}",
            {f"{element}{verdict}": verdict for element, verdict in elements.items()},
            missing={f"{element}unknown": told for element, told in missing.items()},
            title=text(),
            why=text(),
            tags=(text(), text()),
            parameters=(number(),),
            remedies=(remedy(),),
            sources=(cite(),),
        )
        for place, name in enumerate(texts)
    )
    return report(
        *(violated(each.policy, text()) for each in results),
        archrules_version=text(),
        system_name=text(),
        profile=text(),
        today=TODAY,
        knowledge=tuple(
            KnowledgeRecord(name=text(), version=text(), as_of=text(), digest=text()) for _ in range(2)
        ),
        inputs=tuple(InputRecord(file=each, form=text(), ignored={text(): 1}) for each in texts),
        results=results,
        waivers=tuple(
            WaiverRecord(
                state="malformed",
                place=somewhere(),
                problems=(WaiverProblem(place=somewhere(), text=text()),),
            )
            for _ in texts
        ),
    )
