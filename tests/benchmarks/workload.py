"""What every engine gets: kinds, rules in the syntax of the knowledge base, and facts as rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from archrules.knowledge_base.condition_syntax import read_conditions
from archrules.knowledge_base.rules import Rule
from archrules.knowledge_base.scope import Faults, Scope
from archrules.knowledge_base.strict_yaml import parse_yaml
from archrules.knowledge_base.template_syntax import read_facts
from archrules.vocabulary.facts import Value
from archrules.vocabulary.kinds import Kind

Row = tuple[str, dict[str, Value]]
"""A fact before any engine made it its own: kind, and the value of every field."""

Result = tuple[Value | None, ...]
"""A conclusion as plain Python: its kind, then its fields in the order in which the kind declares them."""


@dataclass(frozen=True, slots=True)
class Workload:
    """Rules over kinds; `results` names the kinds of which an engine must hand back every fact."""

    name: str
    kinds: Mapping[str, Kind]
    rules: tuple[Rule, ...]
    results: tuple[str, ...]


class Engine(Protocol):
    """Holds the rules of one workload, ready to run."""

    def run(self, rows: Iterable[Row]) -> Sequence[Result]:
        """All conclusions of the result kinds, each once, in any order."""


def read_rules(text: str, source: str, kinds: Mapping[str, Kind]) -> tuple[Rule, ...]:
    """The rules of a YAML list of `{id, when, derive}`. Raises ValueError with every fault."""
    document = parse_yaml(text, source, top="list")
    faults = Faults(document)
    rules = []
    for index, entry in enumerate(document.value if isinstance(document.value, list) else ()):
        if not isinstance(entry, dict):
            faults.add((index,), "expected a rule")
            continue
        scope = Scope(kinds, faults)
        name, when, derive = str(entry["id"]), entry["when"], entry["derive"]
        if not isinstance(when, list) or not isinstance(derive, dict):
            faults.add((index,), "expected `when:` as a list and `derive:` as a mapping")
            continue
        conditions = read_conditions(when, (index, "when"), scope)
        rules.append(Rule(name, name, conditions, read_facts(derive, (index, "derive"), scope), ()))
    if faults.found:
        raise ValueError("\n".join(f"{source}: {path}: {message}" for path, message in faults.found))
    return tuple(rules)
