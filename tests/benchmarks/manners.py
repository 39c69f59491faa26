"""W3: Miss Manners, the classic benchmark of agendas and retraction, with rules written by hand.

Guests sit in a row so that neighbours differ in sex and share a hobby. Every guest has all hobbies, so no seating ends
in a dead end and every engine fires equally often; who sits where depends on the order of firing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

HOBBIES = ("chess", "music", "tennis")


@dataclass(frozen=True, slots=True)
class Guest:
    """One guest."""

    name: str
    sex: str


def make_guests(number: int) -> tuple[Guest, ...]:
    """That many guests, half of them women."""
    return tuple(Guest(f"guest-{index:03}", "fm"[index % 2]) for index in range(number))


def firings(guests: int) -> int:
    """How many rules fire: each seat found and closed, each path copied to the next seat, the last one printed."""
    return 1 + 3 * (guests - 1) + guests * (guests - 1) // 2 + guests + 1


@dataclass(frozen=True, slots=True)
class Language:
    """The names of experta's rule language, stock or ours."""

    engine: Any
    fact: Any
    rule: Any
    match: Any
    bind: Any
    negation: Any


class Table(Protocol):
    """What the rules use of the engine that fires them."""

    kinds: Mapping[str, Any]
    seats: dict[int, str]
    fired: int

    def declare(self, *facts: object) -> object:
        """Add facts."""

    def retract(self, fact: object) -> object:
        """Take a fact away."""

    def modify(self, fact: object, **values: object) -> object:
        """Put a changed fact in the place of one."""

    def halt(self) -> None:
        """Fire no more."""


Game = Callable[[Sequence[Guest]], tuple[list[str], int]]
"""From guests to the names in the order of their seats, and the number of firings."""


def play(language: Language) -> Game:
    """The game in a rule language."""
    names = ("Context", "Counter", "Guest", "LastSeat", "Seating", "Path", "Chosen")
    kinds = {name: type(name, (language.fact,), {}) for name in names}
    rules = [*_finding(language, kinds), *_closing(language, kinds)]
    members = {f"rule_{index}": rule for index, rule in enumerate(rules)}
    engine_class = type("Manners", (language.engine,), {**members, "kinds": kinds})

    def played(guests: Sequence[Guest]) -> tuple[list[str], int]:
        engine = engine_class()
        engine.reset()
        engine.seats, engine.fired = {}, 0
        engine.declare(*(kinds["Guest"](name=g.name, sex=g.sex, hobby=h) for g in guests for h in HOBBIES))
        engine.declare(kinds["LastSeat"](seat=len(guests)), kinds["Counter"](value=1))
        engine.declare(kinds["Context"](state="start"))
        engine.run()
        return [name for _, name in sorted(engine.seats.items())], engine.fired

    return played


def _finding(language: Language, kinds: Mapping[str, Any]) -> Iterator[Any]:
    """The rules that find the next guest."""
    v, rule, bind, none = language.match, language.rule, language.bind, language.negation
    context, counter, guest = kinds["Context"], kinds["Counter"], kinds["Guest"]
    seating, path, chosen = kinds["Seating"], kinds["Path"], kinds["Chosen"]
    yield rule(bind.now << context(state="start"), guest(name=v.n), bind.count << counter(value=v.c))(
        _assign_first_seat
    )
    yield rule(
        bind.now << context(state="assign"),
        seating(seat2=v.s, name2=v.n, id=v.i, done=True),
        guest(name=v.n, sex=v.sex, hobby=v.h),
        guest(name=v.g, sex=~v.sex, hobby=v.h),
        bind.count << counter(value=v.c),
        none(path(id=v.i, name=v.g)),
        none(chosen(id=v.i, name=v.g, hobby=v.h)),
    )(_find_seating)


def _closing(language: Language, kinds: Mapping[str, Any]) -> Iterator[Any]:
    """The rules that copy the path to the new seat, and go on or stop."""
    v, rule, bind, none = language.match, language.rule, language.bind, language.negation
    context, last_seat, seating, path = (kinds[name] for name in ("Context", "LastSeat", "Seating", "Path"))
    yield rule(
        context(state="path"),
        seating(id=v.i, pid=v.p, done=False),
        path(id=v.p, name=v.n, seat=v.s),
        none(path(id=v.i, name=v.n)),
        salience=1,
    )(_make_path)
    yield rule(bind.now << context(state="path"), bind.seat << seating(done=False))(_path_done)
    yield rule(bind.now << context(state="check"), last_seat(seat=v.last), seating(seat2=v.last), salience=1)(
        _are_we_done
    )
    yield rule(bind.now << context(state="check"))(_go_on)
    yield rule(
        context(state="print"),
        last_seat(seat=v.last),
        seating(id=v.i, seat2=v.last),
        bind.place << path(id=v.i, name=v.n, seat=v.s),
        salience=1,
    )(_print_results)
    yield rule(context(state="print"))(_all_done)


def _assign_first_seat(table: Table, *, now: object, count: object, n: str, c: int) -> None:
    table.fired += 1
    seating, path = table.kinds["Seating"], table.kinds["Path"]
    table.declare(seating(seat1=1, name1=n, name2=n, seat2=1, id=c, pid=0, done=True))
    table.declare(path(id=c, name=n, seat=1))
    table.modify(count, value=c + 1)
    table.modify(now, state="assign")


def _find_seating(table: Table, *, now: object, count: object, s: int, c: int, **found: str | int) -> None:
    table.fired += 1
    old, guest, hobby = found["i"], found["g"], found["h"]
    seating, path, chosen = (table.kinds[name] for name in ("Seating", "Path", "Chosen"))
    table.declare(seating(seat1=s, name1=found["n"], name2=guest, seat2=s + 1, id=c, pid=old, done=False))
    table.declare(path(id=c, name=guest, seat=s + 1))
    table.declare(chosen(id=old, name=guest, hobby=hobby))
    table.modify(count, value=c + 1)
    table.modify(now, state="path")


def _make_path(table: Table, *, i: int, n: str, s: int, **_: int) -> None:
    table.fired += 1
    table.declare(table.kinds["Path"](id=i, name=n, seat=s))


def _path_done(table: Table, *, now: object, seat: object) -> None:
    table.fired += 1
    table.modify(seat, done=True)
    table.modify(now, state="check")


def _are_we_done(table: Table, *, now: object, **_: int) -> None:
    table.fired += 1
    table.modify(now, state="print")


def _go_on(table: Table, *, now: object) -> None:
    table.fired += 1
    table.modify(now, state="assign")


def _print_results(table: Table, *, place: object, n: str, s: int, **_: int) -> None:
    table.fired += 1
    table.seats[s] = n
    table.retract(place)


def _all_done(table: Table) -> None:
    table.fired += 1
    table.halt()
