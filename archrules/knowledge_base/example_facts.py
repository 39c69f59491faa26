"""Facts as examples write them: one `kind: {field: value}` each."""

from collections.abc import Mapping, Sequence

from archrules.knowledge_base.condition_syntax import plain
from archrules.knowledge_base.validation import suggest
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import Fact, Value, fits, make_fact


def example_facts(raw: Sequence[Mapping[str, object]]) -> list[Fact]:
    """The facts.

    Raises:
        ValueError: an entry is no fact, or names a kind, field or value that does not exist.
    """
    return [_fact(kind, fields) for entry in raw for kind, fields in entry.items()]


def _fact(word: str, fields: object) -> Fact:
    kind = VOCABULARY.get(word)
    if kind is None or not isinstance(fields, dict):
        message = f"{word!r} is not a kind of fact with fields{suggest(word, VOCABULARY)}"
        raise ValueError(message)
    values: dict[str, Value | None] = {}
    for name, value in fields.items():
        if name not in kind.fields:
            message = f"{word} has no field {name!r}{suggest(name, kind.fields)}"
            raise ValueError(message)
        ready = plain(value)
        if not fits(ready, kind.fields[name]):
            message = f"{word}.{name} cannot hold {value!r}"
            raise ValueError(message)
        values[name] = ready  # type: ignore[assignment]  # `fits` has checked it
    return make_fact(kind, values)
