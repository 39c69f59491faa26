"""The common base of all models: frozen, closed against unknown fields, and its shared text types."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

NAME_LENGTH = 200
TEXT_LENGTH = 2_000
LIST_LENGTH = 2_000


class Model(BaseModel):
    """A frozen record. A field it does not know is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def _printable(text: str) -> str:
    odd = next((sign for sign in text if not (sign.isprintable() or sign in "\n\t")), None)
    if odd is not None:
        message = f"contains the control character {odd!r}; write plain text"
        raise ValueError(message)
    return text


Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=NAME_LENGTH, strip_whitespace=True, strict=True),
    AfterValidator(_printable),
]
"""What identifies an element: 1 to 200 printable characters."""

Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=TEXT_LENGTH, strip_whitespace=True, strict=True),
    AfterValidator(_printable),
]
"""A sentence or two for people: 1 to 2,000 printable characters."""
