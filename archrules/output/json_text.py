"""JSON as archrules writes it: keys sorted, two blanks of indent, and nothing in it that cannot be seen."""

import json
import re

from archrules.errors import printable

_BEYOND_ASCII = re.compile(r"[^\n -~]")


def json_text(content: object) -> str:
    """Return any content that JSON can hold, with one line break at the end."""
    text = json.dumps(content, sort_keys=True, indent=2, ensure_ascii=False)
    return f"{_BEYOND_ASCII.sub(_visible, text)}\n"


def _visible(sign: re.Match[str]) -> str:
    """Return a character as it is if it can be seen, else as JSON's escape for it."""
    return sign[0] if printable(sign[0]) == sign[0] else json.dumps(sign[0])[1:-1]
