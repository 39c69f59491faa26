"""What lint finds: a place, a code, and a sentence that says what to do."""

from collections.abc import Mapping
from dataclasses import dataclass

from archrules.errors import Fault, printable

CODES: Mapping[str, str] = {
    "load": "the pack cannot be loaded; nothing else is looked at before this is put right",
    "retired-id": "an id that was given up is used again",
    "unused-source": "no item cites a source of the bibliography",
    "undated-source": "a source has neither a year nor a day on which it was read",
    "late-date": "something is dated after the knowledge that holds it",
    "bare-number": "a condition compares with a number that is no parameter, so nobody knows where it is from",
    "unknown-clause": "an item cites a clause that the catalogue of clauses does not list",
    "gap": "no row of a decision table decides a case of its declared domains",
    "narrow-domain": "the domain of an input leaves out a value that the facts can have",
    "conflicting-overlap": "two rows of a table say different things of one subject in one case",
    "redundant-overlap": "two rows of a table conclude the same in one case",
    "subsumed-row": "other rows conclude the same in every case of a row",
    "unreachable-row": "no fact can have the values that a row asks for",
    "large-table": "a table has more cases than can be looked at one by one",
    "unreachable-rule": "a rule waits for a fact that no input gives and no rule concludes",
    "idle-condition": "a `not` or `count` is about facts that nothing gives, so it always comes out the same",
    "unused-conclusion": "no rule, decision, policy or report reads what a rule concludes",
    "barred-option": "an option is vetoed whatever the brief says",
    "dominated-option": "another option is at least as good whatever the brief says, and wins every tie",
    "unchosen-option": "no example of the decision chooses an option",
    "one-sided-option": "nothing counts for an option, or nothing counts against it",
    "counted-twice": "one fact gives an option points on one criterion twice",
    "duplicate-rule": "two rules are the same but for the names of their variables",
}
"""Every code and what it means."""


@dataclass(frozen=True, order=True, slots=True)
class LintFault:
    """One thing wrong in one place; line and column count from 1."""

    file: str
    line: int
    column: int
    code: str
    message: str

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(self.code)

    def __str__(self) -> str:
        """Return `file:line:column: message [code]` as one bounded line without control characters."""
        return f"{Fault(self.file, self.line, self.column, self.message)} [{printable(self.code)}]"
