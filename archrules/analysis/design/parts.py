"""The parts of a design, and how available each is: units, stores, files, the way in, the broker, others, the site."""

from dataclasses import dataclass
from fractions import Fraction

from archrules.analysis.availability import parallel_availability, quorum_availability, standby_availability
from archrules.analysis.capacity import series_availability
from archrules.analysis.defaults import Defaults
from archrules.analysis.design.decided import Decided, store_names, unit_of

MOST_COPIES = 100
"""More copies are not told apart: all of them together practically never fail."""

SITE, ENTRY, BROKER, SERVICE, OTHERS = "site", "entry", "broker", "service", "external"
STORE, FILES = "store", "files"
_PAIR = 2
"""The way in: every option of it is a pair of which one is enough."""

_WHOLE = Fraction(100)


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """Something that must be up; `kind` is one of the above, `name` what people call it."""

    kind: str
    name: str


class Parts:
    """The parts of one design. Availabilities are worked out once."""

    def __init__(self, decided: Decided, defaults: Defaults) -> None:
        self._decided = decided
        self._server = defaults.amount("server-availability") / _WHOLE
        self._store_takeover = defaults.amount("store-takeover") / _WHOLE
        self._one_site = defaults.amount("site-availability") / _WHOLE
        self._site_takeover = defaults.amount("site-takeover") / _WHOLE
        self.unit = unit_of(decided)
        self._subjects: dict[Part, tuple[str, str]] = {}
        self._known: dict[Part, Fraction | None] = {}
        self.stores = self._name_stores()
        self.files = self._name_files()
        self.broker = self._name_broker()

    def _name_stores(self) -> dict[str, Part]:
        """The store of each context; contexts of one unit that chose alike share one."""
        names = store_names(self._decided)
        found: dict[str, Part] = {}
        for choice in self._decided.find("choice", decision="datastore"):
            context = choice.text("subject")
            name = names.get((self.unit.get(context, context), choice.text("option")))
            if name is not None:
                found[context] = Part(STORE, name)
                self._subjects.setdefault(found[context], ("datastore", context))
        return found

    def _name_files(self) -> dict[str, Part]:
        """The object store of each context with files; contexts of one unit that chose alike share one."""
        found: dict[str, Part] = {}
        for choice in self._decided.find("choice", decision="object-store"):
            context = choice.text("subject")
            product = choice.get("technology") or "object store"
            part = Part(FILES, f"{product} of {self.unit.get(context, context)}")
            self._subjects.setdefault(part, ("object-store", context))
            found[context] = part
        return found

    def _name_broker(self) -> Part | None:
        """The broker, where one was chosen that is no table of a store."""
        for choice in self._decided.find("choice", decision="broker"):
            subject = choice.text("subject")
            if self._decided.find("redundancy", decision="broker", subject=subject):
                part = Part(BROKER, choice.text("option"))
                self._subjects[part] = ("broker", subject)
                return part
        return None

    def availability(self, part: Part) -> Fraction | None:
        """The availability of a part, None where nobody knows it."""
        if part not in self._known:
            self._known[part] = self._compute(part)
        return self._known[part]

    def product(self, parts: frozenset[Part]) -> Fraction:
        """The availability of all of them in series; those that nobody knows are left out."""
        known = (self.availability(part) for part in parts)
        return series_availability(found for found in known if found is not None)

    def _compute(self, part: Part) -> Fraction | None:
        match part.kind:
            case "site":
                return self._of_site()
            case "entry":
                return parallel_availability([self._server] * _PAIR)
            case "service":
                return parallel_availability([self._server] * self._replicas(part.name))
            case "external":
                (fact,) = self._decided.find("external_system", name=part.name)
                return None if fact.get("availability") is None else fact.amount("availability")
            case _:
                return self._of_copies(part)

    def _of_site(self) -> Fraction:
        if self._decided.find("recovery", tier="active-active"):
            return standby_availability(self._one_site, self._site_takeover)
        return self._one_site

    def _replicas(self, unit: str) -> int:
        found = self._decided.find("sizing", about=unit, quantity="replicas")
        return min(max(1, int(found[0].amount("value"))), MOST_COPIES) if found else 1

    def _of_copies(self, part: Part) -> Fraction | None:
        """What rules say of the copies of a store or broker: how many must work, and whether one takes over."""
        decision, subject = self._subjects[part]
        found = self._decided.find("redundancy", decision=decision, subject=subject)
        if not found:
            return None
        fact = found[0]
        if fact.get("promised") is not None:
            return fact.amount("promised")
        copies = min(max(1, int(fact.amount("copies", 1))), MOST_COPIES)
        one = quorum_availability(self._server, copies, min(copies, int(fact.amount("needed", 1))))
        if fact.get("takes_over") is True:
            one *= self._store_takeover
        return series_availability([one] * min(max(1, int(fact.amount("groups", 1))), MOST_COPIES))
