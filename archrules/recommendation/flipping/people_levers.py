"""What could be otherwise about people, time and money: skills, teams, what they own, dates, budgets."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from archrules.model.brief import Brief
from archrules.model.organisation import Team
from archrules.model.units import MONTH, format_number, format_percent
from archrules.recommendation.flipping.changes import (
    WHOLE_SYSTEM,
    Change,
    Dial,
    Lever,
    Part,
    Said,
    Switch,
    one,
)
from archrules.recommendation.flipping.edits import GONE, THERE, Edit
from archrules.recommendation.flipping.scene import Scene, bounded, multiples, parts_of

MOST_TEAMS = 12
_MOST_SIZE = 10_000
_MOST_SWAPPED = 3
"""Of more technologies there are too many pairs to ask about each."""

_ONE = Fraction(1)


def _about(team: Team) -> frozenset[str]:
    return frozenset({f"teams.{team.name}", *(f"contexts.{context}" for context in team.contexts)})


def skills(scene: Scene) -> Iterator[Lever]:
    """Each team having run a technology in production, or not; and all or none of them."""
    teams = scene.brief.teams
    for technology in scene.technologies:
        with_it = [team for team in teams if technology in team.skills]
        without = [team for team in teams if technology not in team.skills]
        for team in with_it:
            yield Switch(_about(team), (_forgotten([team], technology),))
        for team in without:
            yield Switch(_about(team), (_learnt([team], technology),))
        if len(with_it) > 1:
            yield Switch(WHOLE_SYSTEM, (_forgotten(with_it, technology),))
        if len(without) > 1:
            yield Switch(WHOLE_SYSTEM, (_learnt(without, technology),))

    if len(scene.technologies) <= _MOST_SWAPPED:
        for known, new in permutations(scene.technologies, 2):
            for team in teams:
                if known in team.skills and new not in team.skills:
                    yield Switch(_about(team), (_swapped(team, known, new),))


def _learnt(teams: list[Team], technology: str) -> Change:
    parts = tuple(_skilled(team, {technology: THERE}) for team in teams)
    return Change("skills", Said("", "have", f"run {technology} in production"), parts)


def _forgotten(teams: list[Team], technology: str) -> Change:
    parts = tuple(_skilled(team, {technology: GONE}) for team in teams)
    return Change("skills", Said("", "have", f"never run {technology} in production"), parts)


def _swapped(team: Team, known: str, new: str) -> Change:
    part = _skilled(team, {known: GONE, new: THERE})
    return Change("skills", Said("", "have", f"run {new} in production, and never {known}"), (part,), 2)


def _skilled(team: Team, skills: Mapping[str, bool]) -> Part:
    """A team with skills that it is to have, or not."""
    path = ("teams", team.name, "skills")
    return Part(team.name, tuple(Edit((*path, name), has_it) for name, has_it in skills.items()))


def team_numbers(scene: Scene) -> Iterator[Lever]:
    """The same people and contexts in another number of teams."""
    brief = scene.brief
    most = min(MOST_TEAMS, max(len(brief.contexts), 1), sum(team.size for team in brief.teams))
    if not brief.teams or most == 1 == len(brief.teams):
        return
    now = Fraction(len(brief.teams))

    def turned(value: Fraction) -> Change:
        teams = regrouped(brief, int(value))
        many = f"{bounded(format_number(value), value, now)} teams do"
        says = f"{many if value > 1 else 'one team does'} the work, not {now}"
        return one("team-number", says, Edit(("teams",), teams))

    larger = tuple(map(Fraction, range(len(brief.teams) + 1, most + 1)))
    smaller = tuple(map(Fraction, range(len(brief.teams) - 1, 0, -1)))
    yield Dial(WHOLE_SYSTEM, now, larger, smaller, _ONE, turned, format_number)


def regrouped(brief: Brief, number: int) -> tuple[Team, ...]:
    """The teams, the smallest merged or the largest split until there are so many; people and contexts stay."""
    teams = list(brief.teams)
    while len(teams) > number:
        teams.sort(key=lambda team: (len(team.contexts), team.size, team.name))
        teams[:2] = [_merged(teams[0], teams[1])]
    while len(teams) < number:
        teams.sort(key=lambda team: (-len(team.contexts), -team.size, team.name))
        names = {team.name for team in teams}
        teams[:1] = _split(teams[0], names)
    return tuple(sorted(teams, key=lambda team: team.name))


def _merged(one_team: Team, other: Team) -> Team:
    return Team(
        name=min(one_team.name, other.name),
        size=min(_MOST_SIZE, one_team.size + other.size),
        skills=tuple(sorted({*one_team.skills, *other.skills})),
        contexts=tuple(sorted({*one_team.contexts, *other.contexts})),
    )


def _split(team: Team, names: set[str]) -> list[Team]:
    """Two teams of the same skills, each with half of the people and of the contexts."""
    half = -(-len(team.contexts) // 2)
    size = max(1, team.size // 2)
    number = next(number for number in range(2, len(names) + 3) if f"{team.name[:190]}-{number}" not in names)
    kept = team.model_copy(update={"contexts": team.contexts[:half], "size": max(1, team.size - size)})
    new = {"name": f"{team.name[:190]}-{number}", "contexts": team.contexts[half:], "size": size}
    return [kept, team.model_copy(update=new)]


def team_sizes(scene: Scene) -> Iterator[Lever]:
    """All teams larger or smaller."""
    teams = scene.brief.teams
    people = sum(team.size for team in teams)
    if not teams:
        return

    def turned(value: Fraction) -> Change:
        sizes = {team.name: max(1, min(_MOST_SIZE, round(team.size * value))) for team in teams}
        edits = tuple(Edit(("teams", name, "size"), size) for name, size in sizes.items())
        many = bounded(format_number(Fraction(sum(sizes.values()))), value, _ONE)
        says = f"{many} engineers do the work, not {people}"
        return one("team-size", says, *edits)

    larger, smaller = (Fraction(2), Fraction(5)), (Fraction(1, 2), Fraction(1, 5))
    yield Dial(WHOLE_SYSTEM, _ONE, larger, smaller, Fraction(1, 10), turned, format_percent)


def owners(scene: Scene) -> Iterator[Lever]:
    """Each context owned by another team."""
    teams = scene.brief.teams
    owner_of: Mapping[str, Team] = {context: team for team in teams for context in team.contexts}
    for context in scene.brief.contexts:
        owner = owner_of.get(context.name)
        changes = tuple(
            one("owner", f"{team.name} owns {context.name}", *_moved(context.name, owner, team))
            for team in teams
            if team != owner and len(teams) > 1
        )
        yield Switch(frozenset({f"contexts.{context.name}"}), changes)


def _moved(context: str, owner: Team | None, new: Team) -> Iterator[Edit]:
    if owner:
        yield Edit(("teams", owner.name, "contexts", context), GONE)
    yield Edit(("teams", new.name, "contexts", context), THERE)


def dates(scene: Scene) -> Iterator[Lever]:
    """A first release that is due sooner or later, and a nearer or further horizon."""
    delivery = scene.brief.delivery
    if delivery:
        yield _months("delivery", ("the first release is due in", ""), delivery, (2, 4))
    horizon = scene.brief.horizon or scene.defaults.amount("horizon") * MONTH
    if horizon:
        yield _months("horizon", ("the plan reaches", " ahead"), horizon, (2, 3))


def _months(field: str, said: tuple[str, str], seconds: Fraction, factors: tuple[int, ...]) -> Dial:
    now = seconds / MONTH

    def turned(value: Fraction) -> Change:
        text = f"{said[0]} {bounded(_month_text(value), value, now)}{said[1]}, not {format_number(now)}"
        return one("dates", text, Edit((field,), value * MONTH))

    larger = tuple(multiples(now, factors, _ONE, (_ONE, Fraction(1200))))
    smaller = tuple(parts_of(now, factors, _ONE, _ONE))
    return Dial(WHOLE_SYSTEM, now, larger, smaller, _ONE, turned, _month_text)


def _month_text(months: Fraction) -> str:
    return f"{format_number(months)} months"


def budgets(scene: Scene) -> Iterator[Lever]:
    """More or less money a month."""
    budget = scene.brief.budget
    if budget is None or not budget.monthly:
        return
    now = Fraction(budget.monthly)

    def turned(value: Fraction) -> Change:
        amount = bounded(f"{format_number(value)} {budget.currency}", value, now)
        says = f"{amount} a month may be spent, not {format_number(now)}"
        edit = Edit(("budget", "monthly"), Decimal(int(value)))
        return one("budget", says, edit)

    larger = tuple(multiples(now, (2, 10), _ONE, (_ONE, Fraction(10**12))))
    yield Dial(
        WHOLE_SYSTEM, now, larger, tuple(parts_of(now, (2, 10), _ONE, _ONE)), _ONE, turned, format_number
    )


def existing(scene: Scene) -> Iterator[Lever]:
    """Nothing that runs today."""
    if scene.brief.existing is not None:
        says = "nothing of this runs today"
        yield Switch(WHOLE_SYSTEM, (one("existing", says, Edit(("existing",), None), reach=2),))
