r"""Any text, made safe for one format of output each; every function here takes every `str`.

What a reader could not see, such as control characters and marks that reorder a line, comes out as a visible
escape (`\x1b`, `\u202e`) in all of them, so that no output can be made to hide something or to act. All else
comes out as it was written, never as syntax of the format.
"""

import re

from archrules.errors import printable

_LONGEST_ESCAPE = len(r"\U0010ffff")
_LINE_BREAK = re.compile(r"\r\n|[\r\n]")
_BLANKS = re.compile(r"[ \n]+")
# XML 1.0 has no way to write these two, not even by number.
_NO_XML_CHARACTER = re.compile("[\ufffe\uffff]")

_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_DOT = str.maketrans({"\\": r"\\", '"': r"\"", "&": "&amp;", "\n": r"\n"})

# The three signs beyond ASCII are those in which Mermaid hides its own escapes.
_MERMAID_SYNTAX = re.compile(
    r"[!-*:-@\[-^`{-~\N{LATIN SMALL LIGATURE FL}\N{DEGREE SIGN}\N{PILCROW SIGN}]"
    r"|(?<![A-Za-z0-9])[-.]|[-.](?![A-Za-z0-9])"
)
_MARKDOWN_HTML = re.compile(r"<|&(?=#?[A-Za-z0-9]+;)")
_MARKDOWN_SIGN = re.compile(
    r"[\\`*\[\]~|$@]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|:(?=//)|(?<=www)\.", re.IGNORECASE
)
_MARKDOWN_BLOCK = re.compile(
    r"^(?:[#>=+:%]|-(?=[- ]|$)|\((?=[^)]*\)=)|(?P<number>\d{1,9})(?=[.)](?: |$)))", re.ASCII
)
_MARKDOWN_BACKSLASH_AT_BAR = re.compile(r"\\\\(?=\\\||$)")


def visible_text(text: str) -> str:
    r"""Return the text with line breaks as `\n`, tabs as blanks and all else that is invisible as escapes."""
    return "\n".join(terminal_text(line) for line in _LINE_BREAK.split(text.replace("\t", " ")))


def terminal_text(text: str) -> str:
    r"""Return one line on which nothing acts on a terminal; line breaks are shown as `\n`, tabs as `\t`."""
    shown = printable(text, limit=_LONGEST_ESCAPE * len(text) + 1)
    return _NO_XML_CHARACTER.sub(lambda sign: rf"\u{ord(sign[0]):04x}", shown)


def xml_text(text: str) -> str:
    """Return the text for XML, SVG or HTML, as content or within a quoted attribute."""
    return visible_text(text).translate(_XML)


def dot_text(text: str) -> str:
    """Return the text as a quoted DOT label, in which nothing is a keyword, HTML, an escape or an entity."""
    # Graphviz 14 crashes on some labels with an empty line.
    lines = visible_text(text).split("\n")
    shown = "\n".join(line or " " for line in lines) if len(lines) > 1 else lines[0]
    return f'"{shown.translate(_DOT)}"'


def mermaid_text(text: str) -> str:
    """Return the text for a Mermaid label, to be put between double quotes; a line break becomes `<br/>`."""
    escaped = _MERMAID_SYNTAX.sub(lambda sign: f"#{ord(sign[0])};", visible_text(text))
    return escaped.replace("\n", "<br/>")


def markdown_text(text: str) -> str:
    """Return the text as Markdown on one line, fit for any place in a paragraph, heading or list item."""
    # A blank of any kind beside `**` would keep it from being read as emphasis.
    line = _BLANKS.sub(" ", visible_text(text)).strip()
    block = _MARKDOWN_BLOCK.match(line)
    if block is None:
        return _markdown_inline(line)
    if block["number"] is not None:
        return f"{block[0]}\\{_markdown_inline(line[block.end() :])}"
    return f"\\{block[0]}{_markdown_inline(line[1:])}"


def markdown_cell(text: str) -> str:
    """Return the text as the content of a cell of a Markdown table."""
    # Tables are cut at their bars before escapes are read: a backslash before a bar would be misread.
    return _MARKDOWN_BACKSLASH_AT_BAR.sub("&#92;", markdown_text(text))


def _markdown_inline(line: str) -> str:
    escaped = _MARKDOWN_SIGN.sub(r"\\\g<0>", line)
    return _MARKDOWN_HTML.sub(lambda sign: "&lt;" if sign[0] == "<" else "&amp;", escaped)
