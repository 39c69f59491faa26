"""The common base of all models: frozen, closed against unknown fields, and its shared text types."""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainSerializer, StringConstraints

from archrules.errors import printable

NAME_LENGTH = 200
TEXT_LENGTH = 2_000
LIST_LENGTH = 2_000


class Model(BaseModel):
    """A frozen record. A field it does not know is an error, never ignored."""

    # Most models are not used in any one process: each is built when it first is.
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


def _printable_line(text: str) -> str:
    if printable(text, limit=len(text)) != text:
        odd = next(sign for sign in text if printable(sign) != sign)
        message = f"contains the control character {odd!r}; write plain text"
        raise ValueError(message)
    return text


def _printable_lines(text: str) -> str:
    _printable_line(text.replace("\n", " ").replace("\t", " "))
    return text


Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=NAME_LENGTH, strip_whitespace=True, strict=True),
    AfterValidator(_printable_line),
]
"""What identifies an element: 1 to 200 printable characters on one line."""

QualifiedName = Annotated[
    str,
    StringConstraints(min_length=1, max_length=2 * NAME_LENGTH + 1, strip_whitespace=True, strict=True),
    AfterValidator(_printable_line),
]
"""A name, or two of them with a dot between: the second within the first."""

Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=TEXT_LENGTH, strip_whitespace=True, strict=True),
    AfterValidator(_printable_lines),
]
"""A sentence or two for people: 1 to 2,000 printable characters."""


def _digits(number: Decimal) -> str:
    text = f"{number.copy_abs():f}"  # zero may have a sign
    return text.rstrip("0").rstrip(".") if "." in text else text


WrittenInDigits = PlainSerializer(_digits, return_type=str, when_used="json")
"""For decimals of zero or more: equal numbers are written alike, `1` for `1.0`."""
