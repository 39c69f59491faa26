"""How far a choice leads the option that came second, in words."""

from archrules.model.recommendation import DecisionResult, OptionResult


def chosen(result: DecisionResult) -> OptionResult | None:
    """Return the option that was chosen, if one survived."""
    return None if result.choice is None else result.option(result.choice)


def second(result: DecisionResult) -> OptionResult | None:
    """Return the option that came second, if there is one."""
    return None if result.runner_up is None else result.option(result.runner_up)


def margin_words(result: DecisionResult, rival: str, lead: str) -> str:
    """Return how the choice stands against the runner-up; `rival` and `lead` are shown as they are given."""
    match result.margin:
        case "clear":
            return f"a clear lead of {lead} over {rival}"
        case "close":
            return f"a close call, {lead} ahead of {rival}"
        case "tie":
            return _tie(result, rival, lead)
        case "only":
            return "the only option left"
        case None:
            return ""


def margin_cell(result: DecisionResult) -> str:
    """Return the margin for a table: `clear, 0.62`."""
    if result.margin == "only":
        return "only option left"
    return f"{result.margin}, {result.margin_text}" if result.margin else ""


def _tie(result: DecisionResult, rival: str, lead: str) -> str:
    first, other = chosen(result), second(result)
    if first is None or other is None or first.score != other.score:
        return f"a tie, with only {lead} between it and {rival}"
    # With equal scores the order is by maturity, then by name: who comes later by name must be more mature.
    decider = "maturity" if first.option > other.option else "maturity, and by name where that is equal too"
    return f"a tie with {rival}, decided by {decider}"
