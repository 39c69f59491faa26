"""Names of databases: in addresses, in connection strings, and in settings beside one that holds a host."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from archrules.importers.interpolation import UNKNOWN

_PATH = re.compile(r"/([^\s,;?#\"'<>()\[\]{}|\\^`]{0,400})")
_AFTER_PARENTHESIS = re.compile(r"\)/([^\s,;?#\"'<>()\[\]{}|\\^`]{1,400})")
_FIELD = re.compile(
    r"(?:^|[;?&\s])(?:database|initial catalog|dbname|databasename)[ \t]{0,3}=[ \t]{0,3}([^;&\s\"']{1,400})",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Za-z0-9_$.-]{1,128}")
# A MongoDB address may name the database that knows its users, and this is that.
_NO_DATA = {("mongodb", "admin"), ("mongodb+srv", "admin")}
_NO_DATABASE_IN_PATH = frozenset(("http", "https", "ws", "wss", "grpc", "grpcs"))
_HOST_WORDS = re.compile(r"([a-z]*?)(?:hostname|host|address|addr|url|uri|endpoint|server)s?")
_DATABASE_WORDS = re.compile(r"([a-z]*?)(?:dbname|database|db)")
_COMMON = frozenset(
    ("database", "db", "mariadb", "mongo", "mongodb", "mssql", "mysql", "pg", "postgres", "postgresql")
)


def database_at(text: str, start: int, scheme: str) -> str:
    """Return the database that the path of a URL names there; empty where it names none, `UNKNOWN` if unclear."""
    path = None if scheme in _NO_DATABASE_IN_PATH else _PATH.match(text, start)
    named = path.group(1).removesuffix("/") if path else ""
    return "" if (scheme, named) in _NO_DATA else database_name(named)


def database_in(text: str) -> str:
    """Return the one database that the fields of a connection string name, as `database_at` does."""
    found = {*_FIELD.findall(text), *_AFTER_PARENTHESIS.findall(text)}
    return database_name(found.pop()) if len(found) == 1 else UNKNOWN if found else ""


def database_name(text: str) -> str:
    """Return a name with its escapes undone; `UNKNOWN` where it is none that can be told."""
    name = unquote(text)
    return name if not name or _NAME.fullmatch(name) else UNKNOWN


class NamedDatabases:
    """The databases that settings of one service name by themselves, such as `DB_NAME` beside `DB_HOST`."""

    def __init__(self, settings: Iterable[tuple[Sequence[str], str]]) -> None:
        """Take the words of the name of each setting, and its value."""
        self._named: dict[tuple[str, ...], set[str]] = {}
        self._hosts: set[tuple[str, ...]] = set()
        for name, value in settings:
            words = tuple(name)
            for prefix in _before_database(words):
                self._named.setdefault(prefix, set()).add(database_name(value))
            host = _before_host(words)
            if host is not None and _is_common(host):
                self._hosts.add(host)
        self._common = {name for each, names in self._named.items() if _is_common(each) for name in names}

    def beside(self, words: Sequence[str]) -> str:
        """Return the database named beside a setting that holds a host; empty if none is, `UNKNOWN` if several are."""
        prefix = _before_host(tuple(words))
        if prefix is None:
            return ""
        found = self._named.get(prefix, set())
        if not found and _is_common(prefix) and len(self._hosts) == 1:
            found = self._common
        return next(iter(found)) if len(found) == 1 else UNKNOWN if found else ""


def _before_host(words: tuple[str, ...]) -> tuple[str, ...] | None:
    match = _HOST_WORDS.fullmatch(words[-1]) if words else None
    return _with(words[:-1], match.group(1)) if match else None


def _before_database(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """What stands before the words for a database; several readings of `SHOP_DB_NAME`, which is of `SHOP_DB_HOST`."""
    found: set[tuple[str, ...]] = set()
    if len(words) > 1 and words[-1] == "name":
        if _is_common((words[-2],)):
            found.add(words[:-1])
        words = words[:-1]
    match = _DATABASE_WORDS.fullmatch(words[-1]) if words else None
    if match:
        found.add(_with(words[:-1], match.group(1)))
    return found


def _with(words: tuple[str, ...], last: str) -> tuple[str, ...]:
    return (*words, last) if last else words


def _is_common(prefix: tuple[str, ...]) -> bool:
    """Whether these words say only that it is a database, or which product."""
    return len(prefix) == 1 and prefix[0] in _COMMON
