"""A comparison by hand: two products, one of them with a configuration that is ruled out."""

from typing import Any

from archrules.model.comparison import BriefChange, ComparisonData, CriterionRow, Flip, Side, Turn, Turning
from archrules.model.provenance import Citation, KnowledgeRecord
from archrules.model.recommendation import Convention, OptionResult, Reason

BOOK = Citation(ref="book", title="The Book", where="chapter 2", url="https://example.org/book")
MANUAL = Citation(ref="manual", title="The Manual")
RECORD = KnowledgeRecord(name="small", version="1.0.0", as_of="2026-01-01", digest="abc")


def option(name: str, **fields: Any) -> OptionResult:  # noqa: ANN401  # checked by pydantic
    made = {"option": name, "title": f"The {name}", "shape": "one node", "score": "1", "score_text": "1.00"}
    return OptionResult.model_validate({**made, **fields})


def argument(criterion: str, points: int, because: str, *sources: Citation) -> Reason:
    return Reason(rule="r", because=because, criterion=criterion, points=points, sources=sources)


def veto(because: str) -> Reason:
    return Reason(rule="v", because=because, sources=(BOOK,))


OAK = option(
    "oak-single",
    technology="oak",
    release="18.1",
    score="3/2",
    score_text="1.50",
    points={"fit": 2, "cost": -1},
    arguments=(
        argument("cost", -1, "it is dear", MANUAL),
        argument("fit", 1, "it fits", BOOK),
        argument("fit", 2, "it fits well", BOOK, MANUAL),
    ),
    gives=("order",),
    gives_up=("speed",),
    revisit=("it is full",),
)
OAK_LARGE = option("oak-large", technology="oak", vetoes=(veto("it is too large"),))
ELM = option("elm", score="1/2", score_text="0.50", points={"fit": 1})
ASH = option("ash", vetoes=(veto("it burns"),))

PEAK = Turn(
    kind="peak",
    text="look is called at least 110/s at its peak, not 20/s",
    reason="it may be popular",
    threshold="101/s",
    changes=(BriefChange(path="use_cases.look.peak", before="20/s", after="110/s"),),
)
SKILL = Turn(
    kind="skills",
    text="back has run elm in production",
    reason="people learn",
    changes=(BriefChange(path="teams.back.skills", before=[], after=["elm"]),),
)
FLIP = Flip(
    turns=(PEAK, SKILL),
    winner="elm",
    winner_score="0.75",
    loser="oak-single",
    loser_score="0.70",
    choice="elm",
)
TURNING = Turning(
    side="elm",
    against="oak",
    flips=(FLIP,),
    dominated=True,
    singles=120,
    sets=31,
    proven=1,
    bounded=False,
)


def data(**fields: Any) -> ComparisonData:  # noqa: ANN401  # checked by pydantic
    """The comparison, some fields of it replaced."""
    made: dict[str, Any] = {
        "schema": "archrules.comparison/1",
        "system_name": "shop",
        "brief_digest": "def",
        "knowledge": (RECORD,),
        "decision": "store",
        "title": "Store",
        "question": "Which store?",
        "subject": "orders",
        "asked": ("oak", "elm"),
        "sides": (
            Side(name="oak", survives=True, configurations=(OAK, OAK_LARGE)),
            Side(name="elm", survives=True, configurations=(ELM,)),
        ),
        "winner": "oak",
        "runner_up": "elm",
        "margin": "clear",
        "lead": "1",
        "lead_text": "1.00",
        "choice": "oak-single",
        "criteria": (
            CriterionRow(criterion="fit", weight=2, points={"oak": 2, "elm": 1}),
            CriterionRow(criterion="cost", weight=1, points={"oak": -1}),
        ),
        "turnings": (TURNING,),
        "conventions": (
            Convention(parameter="store.many", value="100", unit="reads per second", why="it is round"),
        ),
    }
    return ComparisonData.model_validate({**made, **fields})
