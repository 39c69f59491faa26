"""Small briefs, and the facts that follow from them."""

from collections.abc import Iterable
from typing import Any

from archrules.analysis.calls import Calls
from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import DomainFacts
from archrules.analysis.load import Loads
from archrules.model.brief import Brief
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Given, Origin


def brief(**fields: Any) -> Brief:  # noqa: ANN401  # checked by pydantic
    return Brief.model_validate({"system": "shop", **fields})


def shop(*use_cases: dict[str, Any], **fields: Any) -> Brief:  # noqa: ANN401  # checked by pydantic
    """Orders and stock, a bank outside, a customer with two clients, and the use cases given."""
    own: dict[str, Any] = {
        "clients": [{"name": "web", "kind": "browser"}, {"name": "app", "kind": "native"}],
        "actors": [{"name": "customer", "clients": ["web", "app"]}, {"name": "clerk", "clients": ["web"]}],
        "contexts": [
            {"name": "orders", "entities": [{"name": "order", "payload": "2 kB"}]},
            {
                "name": "stock",
                "entities": [{"name": "level", "payload": "200 B"}, {"name": "move", "payload": "1 kB"}],
            },
        ],
        "external_systems": [
            {"name": "bank", "protocol": "rest", "availability": "99 %", "latency": "300 ms"}
        ],
        "use_cases": use_cases,
    }
    return brief(**{**own, **fields})


def written(**fields: Any) -> Brief:  # noqa: ANN401  # checked by pydantic
    """One context with one entity that one use case writes 4 times a second at the peak, a third of that all day."""
    use_case = {"name": "log", "context": "log", "writes": ["line"], "peak": "4/s", "traffic": "daily"}
    return brief(contexts=[{"name": "log", "entities": [{"name": "line", **fields}]}], use_cases=[use_case])


def call_facts(of: Brief, defaults: Defaults) -> list[Given]:
    """All facts about the calls of a brief."""
    return list(Calls(of, DomainFacts(of, defaults)).facts())


def calls(of: Brief, defaults: Defaults) -> dict[str, Fact]:
    """The calls of a brief by name."""
    found = only(call_facts(of, defaults), "call")
    assert len({fact.text("name") for fact in found}) == len(found)
    return {fact.text("name"): fact for fact in found}


def loads(of: Brief, defaults: Defaults) -> Loads:
    return Loads(of, defaults, DomainFacts(of, defaults))


def only(given: Iterable[Given], kind: str) -> list[Fact]:
    """The facts of one kind, in the order given."""
    return [fact for fact, _ in given if fact.kind == kind]


def origins(given: Iterable[Given], kind: str) -> list[Origin]:
    """The origins of the one fact of a kind."""
    ((_, found),) = [(fact, origins) for fact, origins in given if fact.kind == kind]
    return list(found)
