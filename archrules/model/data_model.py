"""What each store holds: entities with what they refer to and how they are looked up."""

from pydantic import Field

from archrules.model.base import Model


class LookupRow(Model):
    """One way in which an entity is looked up, and what answers it."""

    pattern: str
    index: str


class EntityRow(Model):
    """One entity in its store. What is not known of it is absent."""

    entity: str
    store: str = Field(description="the data store of the system that holds it")
    technology: str
    rows: str | None = Field(
        default=None,
        description="how many there are at the end of the horizon, or that there are at most so many",
    )
    size: str | None = Field(
        default=None, description="how much room they take then, without indexes, and their files beside them"
    )
    reads: str = Field(description="how often it is read at the peak")
    writes: str = Field(description="how often it is written at the peak")
    references: tuple[str, ...] = Field(default=(), description="what it refers to in its own context")
    identifiers: tuple[str, ...] = Field(
        default=(), description="what it refers to in other contexts, of which it holds the identifier only"
    )
    lookups: tuple[LookupRow, ...] = ()
