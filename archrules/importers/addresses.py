"""Addresses of other elements inside texts: URLs, `host:port`, and names in settings that hold a host."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from archrules.importers.databases import database_at, database_in
from archrules.importers.interpolation import UNKNOWN

_HOST = r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252})"
_PORT = rf"[0-9{UNKNOWN}]{{1,5}}"
# Every repetition has a bound or a class that cannot match what follows it: no text takes more than linear time.
_SCHEME = re.compile(r"(?<![A-Za-z0-9+.-])([A-Za-z][A-Za-z0-9+.-]{0,40})://")
_AUTHORITY = re.compile(r"[^\s/?#;\"'<>()\[\]{}|\\^`]{0,2000}")
_PIECE = re.compile(rf"({_HOST})(?::({_PORT}))?")
_TOKEN = re.compile(r"[^\s,;=\"'|()<>\[\]{}]+")
_PAIR = re.compile(rf"({_HOST}):({_PORT})(?:/.*)?", re.DOTALL)
_FIELD = re.compile(
    rf"(?:^|[;\s])(?:server|host|data source|addr|address|network address)[ \t]{{0,3}}=[ \t]{{0,3}}"
    rf"(?:tcp:)?({_HOST})(?:[,:]({_PORT}))?(?=[;\s]|$)",
    re.IGNORECASE,
)
_LIST = re.compile(r"[,;\s]+")
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_HOLDS_HOST = re.compile(
    r"(?:host|hostname|addr|address|url|uri|endpoint|server|broker|upstream)(?:s|es)?|nodes|seeds|[a-z]+host"
)
# Such a setting names who may call, or who this is, and not whom it calls.
_NAMES_OTHERS = frozenset(
    ("origin", "origins", "cors", "allowed", "virtual", "advertised", "listeners", "redirect", "callback")
)
_NO_PROXY = {"no", "proxy"}
# The whole of such a name but for its last word: it says under which address people find this.
_NAMES_ITSELF = (["app"], ["external"], ["public"], ["root"], ["site"])


class Address(NamedTuple):
    """A host that a text names, and a database on it; the others are empty where the text names none.

    `database` is `UNKNOWN` where one is named that is not known.
    """

    host: str
    port: str = ""
    scheme: str = ""
    database: str = ""


def addresses_in(text: str) -> Iterator[Address]:
    """Yield the URLs, `host:port` pairs and hosts of connection strings in a text, in this order."""
    database = database_in(text)
    urls, rest = _urls(text, database)
    yield from urls
    for token in _TOKEN.finditer(rest):
        pair = _PAIR.fullmatch(token.group().rpartition("@")[2])
        if pair:
            named = database_at(pair.group(), pair.end(2), "")
            yield Address(pair.group(1), pair.group(2), "", named or database)
    for field in _FIELD.finditer(text):
        yield Address(field.group(1), field.group(2) or "", "", database)


def addresses_of_setting(name: str, value: str) -> Iterator[Address]:
    """Yield the addresses in the value of a setting. A host alone counts where the name says that it holds one."""
    words = setting_words(name)
    if _NAMES_OTHERS.intersection(words) or _NO_PROXY.issubset(words) or words[:-1] in _NAMES_ITSELF:
        return
    yield from addresses_in(value)
    if words and _HOLDS_HOST.fullmatch(words[-1]):
        for part in _LIST.split(value):
            if _PIECE.fullmatch(part) and ":" not in part:
                yield Address(part)


def _urls(text: str, database: str) -> tuple[list[Address], str]:
    """The URLs of a text, a list of hosts in one as several, and the text without them.

    `database` is what the text names for those whose path names none.
    """
    found: list[Address] = []
    others: list[str] = []
    start = 0
    schemes = list(_SCHEME.finditer(text))
    for scheme, following in zip_longest(schemes, schemes[1:]):
        authority = _AUTHORITY.match(text, scheme.end(), following.start() if following else len(text))
        hosts = authority.group() if authority else ""
        others.append(text[start : scheme.start()])
        start = scheme.end() + len(hosts)
        name = scheme.group(1).lower()
        named = database_at(text, start, name) or database
        for part in hosts.split(","):
            piece = _PIECE.fullmatch(part.rpartition("@")[2])
            if piece:
                found.append(Address(piece.group(1), piece.group(2) or "", name, named))
    return found, " ".join((*others, text[start:]))


def setting_words(name: str) -> list[str]:
    """Return the words of a setting's name in lower case, without numbers: `["db", "host"]` for `DB_HOST_1`."""
    return [word.lower() for word in _WORDS.findall(name) if not word.isdigit()]
