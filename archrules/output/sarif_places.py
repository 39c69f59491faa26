"""Places and messages as SARIF 2.1.0 has them."""

import re
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from archrules.model.finding import Finding, Place, Step
from archrules.output.escaping import visible_text

Json = dict[str, Any]

# Between brackets and a parenthesis, a plain message is a link; the backslashes before would take the escape away.
_LINK = re.compile(r"(\\*)\](?=\()")
_BRACES = str.maketrans({"{": "{{", "}": "}}"})
_LINK_TEXT = str.maketrans({"\\": r"\\", "[": r"\[", "]": r"\]"})


def message(text: str, links: str = "") -> Json:
    """Return any text as a message in which nothing is a link or a placeholder, and links behind it."""
    inert = _LINK.sub(r"\1\1\\]", visible_text(text))
    return {"text": f"{inert}{links}".translate(_BRACES)}


def link(text: str, target: int) -> str:
    """Return a link to the related location of a number, for `message`."""
    return f"[{visible_text(text).translate(_LINK_TEXT)}]({target})"


def uri(file: str) -> str:
    """Return a path as a percent-encoded URI, relative where the path is."""
    path = PurePath(file)
    encoded = quote(path.as_posix().encode("utf-8", "surrogatepass"), safe="/")
    if not path.is_absolute():
        return encoded
    return f"file://{encoded if encoded.startswith('/') else f'/{encoded}'}"


def physical(place: Place) -> Json:
    """Return where something stands. Where the end is not known, it is one character long: both ends are needed."""
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line or place.line,
        "endColumn": place.end_column or place.column + 1,
    }
    return {"artifactLocation": {"uri": uri(place.file)}, "region": region}


def logical(element: str) -> list[Json]:
    """Return which element of the system something is about."""
    return [{"name": visible_text(element), "kind": "resource"}]


def location(element: str, place: Place | None) -> Json:
    """Return the place of an element, as far as it is known."""
    found: Json = {"logicalLocations": logical(element)}
    return found if place is None else {**found, "physicalLocation": physical(place)}


def code_flows(path: tuple[Step, ...]) -> list[Json]:
    """Return a path as a code flow of those steps whose places are known: readers show no others."""
    steps = [
        {
            "location": {
                **location(step.element, step.place),
                "message": message(_told(step, number, len(path))),
            }
        }
        for number, step in enumerate(path, start=1)
        if step.place is not None
    ]
    return [{"threadFlows": [{"locations": steps}]}] if steps else []


def related(finding: Finding) -> list[tuple[str, Place]]:
    """Return one place on each other line that has to do with a finding, with what stands there."""
    facts = [fact for support in finding.supports for fact in support.facts]
    told = [(fact.text, place) for fact in facts for place in fact.places]
    told += [(finding.element, place) for place in finding.places]
    lines = {(place.file, place.line) for place in finding.places[:1]}
    found = []
    for text, place in told:
        if (place.file, place.line) not in lines:
            lines.add((place.file, place.line))
            found.append((text, place))
    return found


def _told(step: Step, number: int, count: int) -> str:
    note = f" ({step.note})" if step.note else ""
    return f"{number} of {count}: {step.element}{note}"
