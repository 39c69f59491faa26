"""The sentences of a comparison, the same in every format.

They hold names and reasons as they were written: who puts them into a format escapes them.
"""

from archrules.model.comparison import ComparisonData, Flip, Side, Turn, Turning
from archrules.model.recommendation import OptionResult, Reason
from archrules.output.report_markup import counted, listed

_MOST_CHANGES_TOLD = 3
_MOST_SIGNS = 60
_PAIR = 2


def title_words(data: ComparisonData) -> str:
    """Return what is compared, and for what."""
    names = listed([side.name for side in data.sides], "or")
    return f"{data.title} for {data.subject}: {names}"


def called(option: OptionResult) -> str:
    """Return the title of an option, its id and the release that is meant."""
    release = f", {option.technology} {option.release}" if option.technology and option.release else ""
    return f"{option.title} ({option.option}{release})"


def arguments_of(option: OptionResult, sign: int) -> list[Reason]:
    """Return the arguments for an option, or with a negative sign those against it, the strongest first."""
    held = [reason for reason in option.arguments if (reason.points or 0) * sign > 0]
    return sorted(held, key=lambda reason: -sign * (reason.points or 0))


def told_in_full(data: ComparisonData) -> tuple[Side, ...]:
    """Return the sides about which everything is told: those asked for, else the first two."""
    return data.sides if data.asked else data.sides[:_PAIR]


def verdict_words(data: ComparisonData) -> str:
    """Return which side wins and how clearly, and what is chosen if it is none of them."""
    if data.winner is None:
        return "None of them can be taken: hard constraints rule out every one."
    verdict = f"{data.winner} {_lead_words(data)}."
    if data.choice is not None and data.choice != data.side(data.winner).best.option:
        verdict += f" Of all options, though, {data.choice} is chosen."
    return verdict


def _lead_words(data: ComparisonData) -> str:
    score = data.side(str(data.winner)).best.score_text
    if data.runner_up is None:
        alone = (
            "is the only one that no hard constraint rules out; it scores"
            if len(data.sides) > 1
            else "scores"
        )
        return f"{alone} {score}"
    scores = f"{score} to {data.side(data.runner_up).best.score_text} against {data.runner_up}"
    match data.margin:
        case "clear":
            return f"wins {scores}, a clear lead of {data.lead_text}"
        case "close":
            return f"wins {scores}, a close call: {data.lead_text} ahead"
        case _:
            return f"comes first, {scores}, but that is a tie: {data.lead_text} ahead"


def turning_words(turning: Turning) -> str:
    """Return whether and with how many changes a side could win."""
    against = f" against {turning.against}" if turning.against else ""
    if not turning.flips:
        what = "Nothing near this brief" if turning.sets else "No single change"
        return f"{what} makes {turning.side} win{against}."
    number = len(turning.flips[0].turns)
    needed = "one change is enough" if number == 1 else f"{number} changes at once"
    return f"What would have to be true for {turning.side} to win{against} ({needed}):"


def change_words(turn: Turn) -> str:
    """Return where in the brief a change is made, how it is written, and from which value on it is enough."""
    shown = [f"{change.path}: {_value(change.after)}" for change in turn.changes[:_MOST_CHANGES_TOLD]]
    hidden = len(turn.changes) - len(shown)
    more = f", and {counted(hidden, 'more value')}" if hidden else ""
    exact = f"; it turns at {turn.threshold}" if turn.threshold is not None else ""
    return f"{', '.join(shown)}{more}{exact}"


def _value(value: object) -> str:
    if isinstance(value, list):
        text = f"[{', '.join(each if isinstance(each, str) else str(each['name']) for each in value)}]"
    elif value is None:
        text = "left out"
    else:
        text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= _MOST_SIGNS else f"{text[: _MOST_SIGNS - 1]}…"


def then_words(turning: Turning, flip: Flip) -> str:
    """Return how the two sides stand after the changes, and what is chosen of all options."""
    first = f"{flip.winner} scores {flip.winner_score}"
    if turning.against is None:
        second = ""
    elif flip.loser is None:
        second = f" and {turning.against} is ruled out"
    else:
        second = f" and {flip.loser} {flip.loser_score}"
    other = "" if flip.choice == flip.winner else f"; of all options {flip.choice} would be chosen"
    return f"{first}{second}{other}"


def search_words(turning: Turning) -> str:
    """Return how far the search went, and what it says about weights."""
    sentences = []
    if turning.dominated:
        sentences.append(
            f"{turning.against} has no fewer points on any criterion, so no weights alone turn the choice."
        )
    size = len(turning.flips[0].turns) if turning.flips else _PAIR + 1
    if size > 1 and turning.proven and (turning.sets or turning.flips):
        pairs = ", and no two are" if size > turning.proven >= _PAIR else ""
        sentences.append(f"No single change is enough{pairs}.")
    tried = f"{counted(turning.singles, 'single change')}"
    sets = f" and {counted(turning.sets, 'set')} of several" if turning.sets else ""
    sentences.append(f"Looked at: {tried}{sets}.")
    if turning.bounded:
        sentences.append("The bound on work ended the search, so there may be a smaller set.")
    return " ".join(sentences)
