"""The parts of a small shop, to make briefs of."""

from typing import Any

Part = dict[str, Any]

WEB: Part = {
    "clients": [{"name": "web", "kind": "browser"}],
    "actors": [{"name": "customer", "clients": ["web"]}],
}
BANK: Part = {"name": "bank", "protocol": "rest", "availability": "99 %", "latency": "300 ms"}


def context(name: str, *entities: Part, **fields: object) -> Part:
    """A context; without entities it has one that is named like it, with `-data` behind it."""
    return {"name": name, "entities": entities or ({"name": f"{name}-data"},), **fields}


def use_case(name: str, of: str, **fields: object) -> Part:
    return {"name": name, "context": of, "peak": "10/s", "latency": "200 ms", **fields}


def shop(*use_cases: Part, **fields: object) -> Part:
    """A brief with orders, stock, a web client and a bank."""
    own = {**WEB, "contexts": [context("orders"), context("stock")], "external_systems": [BANK]}
    return {**own, "use_cases": use_cases, **fields}
