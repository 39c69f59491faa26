"""Where answers come from: the sources they cite, and the knowledge that gave them."""

from pydantic import Field

from archrules.model.base import Model


class Citation(Model):
    """A source and the place in it, ready to print."""

    ref: str
    title: str
    where: str | None = None
    url: str | None = None


class SourceNote(Model):
    """What a source is, where its title and address do not tell."""

    title: str
    note: str


class KnowledgeRecord(Model):
    """Which knowledge answered, so that the answer can be had again."""

    name: str
    version: str
    as_of: str
    digest: str
    parameters: dict[str, str] = Field(default_factory=dict)
