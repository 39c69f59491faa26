"""What is kept where on the way from a store to its readers, and for how long."""

from pydantic import Field

from archrules.model.base import Model


class CachingRow(Model):
    """One thing that is kept, or must not be kept, in one or several layers; both ends of the way come first."""

    about: str = Field(description="the use case, entity, context or client that it concerns")
    what: str
    layers: tuple[str, ...]
    duration: str = Field(
        description="for how long it is kept; `not at all` where it must not be answered from there"
    )
    invalidation: str
    because: str


class Caching(Model):
    """All that is kept outside of stores, and the contexts of which nothing is."""

    edge: tuple[str, ...] = Field(
        default=(),
        description="why a content delivery network stands before the way in; empty where none does",
    )
    rows: tuple[CachingRow, ...] = ()
    elsewhere: tuple[str, ...] = Field(
        default=(), description="contexts that are read from nowhere but the memory of their stores"
    )
    hot_bytes: str | None = Field(
        default=None, description="what the tenth of their rows takes that is read most"
    )
    hot_share: str | None = Field(default=None, description="which share of their reads that tenth answers")
