"""How many instances of an entity there are at the end of the horizon, and how much room they take, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from archrules.analysis.defaults import Defaults
from archrules.analysis.files import assumed_of_file, is_file, row_bytes
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
    many seconds one is kept, if it tells that, and no longer than the horizon. `payload` is what one takes in the
    database, and `file` what it takes in the object store beside it, if it `is_file` and that is known.
    """

    rows: Fraction | None
    most: Fraction | None
    kept: Fraction | None
    payload: Fraction
    paths: tuple[str, ...]
    assumed: frozenset[Origin]
    is_file: bool = False
    file: Fraction | None = None

    @property
    def size(self) -> Fraction | None:
        """Bytes in the database at the end of the horizon, where they are known."""
        return None if self.rows is None else self.rows * self.payload

    @property
    def most_size(self) -> Fraction | None:
        """Bytes in the database that cannot be passed, as far as the brief tells."""
        return None if self.most is None else self.most * self.payload

    @property
    def file_size(self) -> Fraction | None:
        """Bytes in the object store at the end of the horizon, where they are known."""
        return None if self.rows is None or self.file is None else self.rows * self.file

    @property
    def most_file_size(self) -> Fraction | None:
        """Bytes in the object store that cannot be passed, as far as the brief tells."""
        return None if self.most is None or self.file is None else self.most * self.file


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
        kept = None if entity.retention is None else min(entity.retention, self._horizon)
        payload, assumed = self._one(entity, path)
        beside = is_file(entity, self._defaults)
        file = entity.payload if beside else None
        found = Volume(None, None, kept, payload, (path,), frozenset(assumed), beside, file)
        if entity.volume is not None:
            growth = entity.growth.factor(self._horizon) if entity.growth else Fraction(1)
            rows = min(MOST_ROWS, entity.volume * growth)
            return replace(found, rows=rows, most=rows)
        written = self._written.get(f"{context}.{entity.name}")
        if written is None or kept is None:
            return replace(found, assumed=frozenset())
        most = min(MOST_ROWS, written * kept)
        bounded = replace(
            found, most=most, assumed=frozenset(assumed | self._averages[f"{context}.{entity.name}"])
        )
        if not _ADDED.isdisjoint(entity.tags):
            return replace(bounded, rows=most)
        if "session" in entity.tags and self._users is not None:
            rows = min(most, self._users)
            return replace(bounded, rows=rows, most=rows, paths=(path, "scale"))
        return bounded

    def _one(self, entity: Entity, path: str) -> tuple[Fraction, set[Origin]]:
        """What one takes in the database, and what was assumed for that."""
        if is_file(entity, self._defaults):
            assumed = set(assumed_of_file(entity, self._defaults, path))
        else:
            assumed = (
                set() if entity.payload is not None else {self._defaults.origin("payload", f"{path}.payload")}
            )
        found = row_bytes(entity, self._defaults)
        return self._defaults.amount("payload") if found is None else found, assumed
