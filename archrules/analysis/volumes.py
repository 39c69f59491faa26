"""How many instances of an entity there are at the end of the horizon, and how much room they take."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from archrules.analysis.defaults import Defaults
from archrules.analysis.organisation_facts import horizon_seconds
from archrules.model.brief import Brief
from archrules.model.domain import Entity, Tag
from archrules.vocabulary.origins import Origin

_ADDED: frozenset[Tag] = frozenset({"telemetry", "analytics", "audit"})
"""What is added and never changed, so that every write is one instance more."""
MOST_ROWS = Fraction(10**18)
"""More are not told apart: decades of growth would make numbers that no formula can hold."""


@dataclass(frozen=True, slots=True)
class Volume:
    """Instances of one entity at the end of the horizon, each of so many bytes.

    `rows` is None where the brief does not tell; `most` is then what cannot be passed, if it tells that. `kept` is how
    many seconds one is kept, if it tells that, and no longer than the horizon.
    """

    rows: Fraction | None
    most: Fraction | None
    kept: Fraction | None
    payload: Fraction
    paths: tuple[str, ...]
    assumed: frozenset[Origin]

    @property
    def size(self) -> Fraction | None:
        """Bytes at the end of the horizon, where they are known."""
        return None if self.rows is None else self.rows * self.payload

    @property
    def most_size(self) -> Fraction | None:
        """Bytes that cannot be passed, as far as the brief tells."""
        return None if self.most is None else self.most * self.payload


class Volumes:
    """Volumes of the entities of one brief; `written` is how often each is written on average, by full name."""

    def __init__(
        self,
        brief: Brief,
        defaults: Defaults,
        written: Mapping[str, Fraction],
        averages: Mapping[str, set[Origin]],
    ) -> None:
        self._defaults, self._written, self._averages = defaults, written, averages
        self._horizon = horizon_seconds(brief, defaults)
        scale = brief.scale
        self._users = scale.users_projected if scale.users_projected is not None else scale.users

    def of(self, context: str, entity: Entity) -> Volume:
        """How many there will be: counted in the brief and grown, or added up from what is written and kept.

        A write may make an instance or change one. Where the brief does not say how many there are, every write
        counts as one more only if its sort of data is never changed. There are no more sessions than people who
        use the system, if it says how many do. Of anything else it is known only that there are no more than writes.
        """
        path = f"contexts.{context}.entities.{entity.name}"
        payload, assumed = entity.payload, set[Origin]()
        if payload is None:
            payload = self._defaults.amount("payload")
            assumed.add(self._defaults.origin("payload", f"{path}.payload"))
        kept = None if entity.retention is None else min(entity.retention, self._horizon)
        if entity.volume is not None:
            growth = entity.growth.factor(self._horizon) if entity.growth else Fraction(1)
            rows = min(MOST_ROWS, entity.volume * growth)
            return Volume(rows, rows, kept, payload, (path,), frozenset(assumed))
        written = self._written.get(f"{context}.{entity.name}")
        if written is None or kept is None:
            return Volume(None, None, kept, payload, (path,), frozenset())
        assumed |= self._averages[f"{context}.{entity.name}"]
        most = min(MOST_ROWS, written * kept)
        if not _ADDED.isdisjoint(entity.tags):
            return Volume(most, most, kept, payload, (path,), frozenset(assumed))
        if "session" in entity.tags and self._users is not None:
            rows = min(most, self._users)
            return Volume(rows, rows, kept, payload, (path, "scale"), frozenset(assumed))
        return Volume(None, most, kept, payload, (path,), frozenset(assumed))
