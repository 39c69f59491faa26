"""Whether a DOT source keeps to itself: an engine would read any file of the machine that a source names."""

import re

_TOKEN = re.compile(
    r"""
    (?P<comment> //[^\n]* | /\*.*?\*/ | ^\#[^\n]* )
    | "(?P<quoted> (?:[^"\\]|\\.)* )"
    | (?P<word> [^\W\d]\w* )
    | (?P<sign> \S )
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_ATTRIBUTES_OF_FILES = {"_background", "fontpath", "image", "imagepath", "shapefile", "stylesheet"}


def names_files(source: str) -> bool:
    """Return whether the source has an attribute that names a file, or syntax in which one could be hidden.

    That is HTML-like labels, which may hold images, and names that are put together with `+`.
    """
    before = ""
    for token in _TOKEN.finditer(source):
        if token["comment"] is not None:
            continue
        if token["sign"] in {"<", "+"} or (token["sign"] == "=" and before.lower() in _ATTRIBUTES_OF_FILES):
            return True
        before = token["quoted"] or token["word"] or ""
    return False
