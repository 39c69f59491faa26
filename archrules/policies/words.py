"""What fields of facts are called when people are told what is so, what is not known, and where to say it."""

from collections.abc import Mapping
from dataclasses import dataclass

from archrules.vocabulary.facts import Fact, value_text


@dataclass(frozen=True, slots=True)
class FieldWords:
    """Words for one field.

    `asked` completes "nothing says", with `{it}` for the thing; `yes`, `no` and `one` complete its name, where `yes`
    may have `{value}`, `no` stands for false, 0 and none, and `one` for 1. `setting` is the field of a System file that
    says so, and `compose` the key of a compose file, if there is one.
    """

    asked: str
    yes: str
    no: str
    setting: str
    compose: str | None = None
    one: str | None = None


def _flag(what: str, setting: str) -> FieldWords:
    return FieldWords(f"whether {{it}} has {what}", f"has {what}", _without(what), setting)


def _without(what: str) -> str:
    article, _, rest = what.partition(" ")
    return f"has no {rest if article in {'a', 'an'} else what}"


_REPLICAS = FieldWords(
    "how many replicas {it} has",
    "has {value} replicas",
    "has no replica",
    "replicas",
    "deploy.replicas",
    "has one replica",
)
_TEAM = FieldWords("which team {it} belongs to", "belongs to team {value}", "belongs to no team", "team")
_CONTEXT = FieldWords(
    "which context {it} belongs to", "belongs to context {value}", "has no context", "context"
)
_UNIT = FieldWords(
    "with what {it} is deployed", "is deployed as {value}", "is not deployed", "deployment_unit"
)
_OWNER = FieldWords("which service owns {it}", "is owned by {value}", "is owned by no service", "owner")
_TECHNOLOGY = FieldWords("what {it} is made with", "is {value}", "has no technology", "technology")

WORDS: Mapping[tuple[str, str], FieldWords] = {
    ("interaction", "has_timeout"): _flag("a timeout", "timeout"),
    ("interaction", "timeout_ms"): FieldWords(
        "how long the timeout of {it} is", "has a timeout of {value} ms", "has no timeout", "timeout"
    ),
    ("interaction", "has_retry"): FieldWords(
        "whether {it} is retried", "is retried", "is not retried", "retry"
    ),
    ("interaction", "attempts"): FieldWords(
        "how often {it} is tried",
        "is tried {value} times",
        "is not tried",
        "retry.attempts",
        one="is tried once",
    ),
    ("interaction", "backoff_ms"): FieldWords(
        "how long the pause between attempts at {it} is",
        "waits {value} ms between attempts",
        "makes no pause between attempts",
        "retry.backoff",
    ),
    ("interaction", "has_jitter"): FieldWords(
        "whether retries of {it} come at random times",
        "is retried at random times",
        "is retried at fixed times",
        "retry.jitter",
    ),
    ("interaction", "has_circuit_breaker"): _flag("a circuit breaker", "circuit_breaker"),
    ("interaction", "has_bulkhead"): _flag("a bulkhead", "bulkhead"),
    ("interaction", "idempotent"): FieldWords(
        "whether {it} may be repeated", "may be repeated", "must not be repeated", "idempotent"
    ),
    ("interaction", "criticality"): FieldWords(
        "how much depends on {it}", "is {value}", "is not critical", "criticality"
    ),
    ("interaction", "mode"): FieldWords(
        "whether {it} is a synchronous call", "is of mode {value}", "has no mode", "mode"
    ),
    ("interaction", "access"): FieldWords(
        "whether {it} reads or writes", "has the access {value}", "has no access", "access"
    ),
    ("interaction", "data_class"): FieldWords(
        "which class of data {it} carries", "carries {value}", "carries no data", "data_class"
    ),
    ("interaction", "encryption"): FieldWords(
        "how {it} is encrypted", "is encrypted with {value}", "is not encrypted", "encryption"
    ),
    ("interaction", "authentication"): FieldWords(
        "how the caller of {it} is authenticated",
        "is authenticated by {value}",
        "is not authenticated",
        "authentication",
    ),
    ("service", "stateless"): FieldWords(
        "whether {it} is stateless", "is stateless", "keeps state between requests", "stateless"
    ),
    ("service", "health_check"): FieldWords(
        "whether {it} has a health check",
        "has the health check {value}",
        "has no health check",
        "health_check",
        "healthcheck",
    ),
    ("service", "graceful_shutdown"): FieldWords(
        "whether {it} finishes its work before it stops",
        "finishes its work before it stops",
        "stops with work unfinished",
        "graceful_shutdown",
    ),
    ("service", "operations"): FieldWords(
        "how many operations {it} offers",
        "offers {value} operations",
        "offers no operation",
        "operations",
        one="offers one operation",
    ),
    ("service", "entities"): FieldWords(
        "which entities {it} owns", "owns {value} entities", "owns no entity", "owns", one="owns one entity"
    ),
    ("service", "exposure"): FieldWords(
        "whether {it} is there for clients", "is {value}", "is not exposed", "exposure"
    ),
    ("data_store", "owner"): _OWNER,
    ("data_store", "scope"): FieldWords(
        "whether {it} is a server, a database or a schema", "is a {value}", "has no scope", "scope"
    ),
    ("data_store", "server"): FieldWords(
        "which server carries {it}", "is on {value}", "is on no server", "server"
    ),
    ("data_store", "has_backup"): _flag("a backup", "backup"),
    ("data_store", "encryption_at_rest"): FieldWords(
        "whether {it} is encrypted at rest",
        "is encrypted at rest",
        "is not encrypted at rest",
        "encryption_at_rest",
    ),
    ("cache", "owner"): _OWNER,
    **{
        (kind, "replicas"): _REPLICAS
        for kind in ("element", "service", "data_store", "single_point_of_failure")
    },
    **{(kind, "team"): _TEAM for kind in ("element", "service", "data_store")},
    **{(kind, "context"): _CONTEXT for kind in ("element", "service", "data_store")},
    **{(kind, "deployment_unit"): _UNIT for kind in ("element", "service")},
    **{
        (kind, "technology"): _TECHNOLOGY
        for kind in ("element", "service", "data_store", "cache", "broker", "gateway", "frontend")
    },
}


def words_of(kind: str, field: str) -> FieldWords:
    """The words for a field; where none are kept, those that its name gives."""
    known = WORDS.get((kind, field))
    if known is not None:
        return known
    name = field.replace("_", " ")
    return FieldWords(f"the {name} of {{it}}", f"{name}: {{value}}", f"{name}: {{value}}", field)


def told(fact: Fact, field: str) -> str:
    """What a field of a fact says of the thing that the fact is about; empty where it is unknown."""
    value = fact.get(field)
    if value is None:
        return ""
    words = words_of(fact.kind, field)
    if value in (False, 0, "none"):
        return words.no
    if value == 1 and value is not True and words.one is not None:
        return words.one
    return words.yes.replace("{value}", value_text(value))
