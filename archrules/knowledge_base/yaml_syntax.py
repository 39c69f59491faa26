"""What PyYAML says of broken syntax, told in plain English: what is wrong, where, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import yaml

_Mark: TypeAlias = Any  # the stubs of PyYAML do not tell what its marks carry

TEMPLATE_HINT = ": is this an unrendered template? render it first"
SECOND_DOCUMENT = "a second document starts here: put each document in a file of its own"

_QUOTE = "put text with special characters in quotes"
# Parts of what PyYAML says, as "context: problem", and what that means. The first part found is the one told.
_TOLD_WHERE_IT_STARTS = {
    "quoted scalar: found unexpected end of stream": "this quote is never closed: close it",
    "document separator": "this quote runs into a line '---' or '...': close it",
    "sequence: expected ',' or ']', but got '<stream end>'": "this '[' is never closed: add the ']'",
    "mapping: expected ',' or '}', but got '<stream end>'": "this '{' is never closed: add the '}'",
    "could not find expected ':'": "this line has no ':' after its key: add it, or indent the line",
}
_TOLD_WHERE_IT_BREAKS = {
    "character '\\t' that cannot start": "a tab: indent and separate with spaces, never with tabs",
    "that cannot start any token": f"no text can start like this: {_QUOTE}",
    "expected ',' or ']'": f"expected ',' or ']' here: close the '[' of line LINE, or {_QUOTE}",
    "expected ',' or '}'": f"expected ',' or '}}' here: close the '{{' of line LINE, or {_QUOTE}",
    "<block end>, but found '-'": "no list item can stand here: check the indentation",
    "<block end>": f"this does not fit what stands before it: check the indentation, and {_QUOTE}",
    "mapping values": f"a ':' where no key can be: check the indentation, and {_QUOTE}",
    "sequence entries": "no list item can start here: put it on a line of its own",
    "mapping keys": f"a '?' where no key can be: {_QUOTE}",
    "content, but found '<stream end>'": "the text ends where a value must be: close every '[' and '{'",
    "expected the node content": f"a value must stand here: add it, or {_QUOTE}",
    "unknown escape": "no such escape: double the backslash, or use single quotes",
    "expected escape sequence": "this escape is too short: write all its digits",
    "an anchor": "'&' starts the name of an anchor: put text that starts with it in quotes",
    "an alias": "'*' starts the name of an alias: put text that starts with it in quotes",
    "block scalar": "nothing can follow this '|' or '>': put the text on the next line",
    "directive": "a line that starts with '%' is a directive: remove it",
    " tag": f"'!' starts a tag, and tags are not supported: remove it, or {_QUOTE}",
    "version": "this version of YAML is not supported: remove the line that names it",
    "<document start>": SECOND_DOCUMENT,
    "": f"this is not YAML: check the indentation, and {_QUOTE}",
}


def in_plain_english(problem: yaml.MarkedYAMLError, text: str) -> tuple[int, int, str]:
    """Return the line and column where the syntax is broken, both from 1, and what is wrong and what to do."""
    said = f"{problem.context}: {problem.problem}"
    start = next((message for part, message in _TOLD_WHERE_IT_STARTS.items() if part in said), None)
    message = start or next(message for part, message in _TOLD_WHERE_IT_BREAKS.items() if part in said)
    if problem.context_mark:
        message = message.replace("LINE", str(problem.context_mark.line + 1))
    mark: _Mark = problem.context_mark if start else problem.problem_mark
    line = text[: mark.index].rpartition("\n")[2] + text[mark.index :].partition("\n")[0]
    hint = TEMPLATE_HINT if "{{" in line or "{%" in line else ""
    return mark.line + 1, mark.column + 1, f"{message}{hint}"
