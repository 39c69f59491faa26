"""What computations over a design read: the facts of a working memory that they are given."""

from typing import Protocol

from archrules.vocabulary.facts import Fact


class Decided(Protocol):
    """Facts as far as they are known, with what was decided among them."""

    def of_kind(self, kind: str) -> list[Fact]:
        """All facts of a kind, sorted."""

    def find(self, kind: str, **values: object) -> list[Fact]:
        """All facts of a kind whose fields have the given values, sorted."""


def unit_of(decided: Decided) -> dict[str, str]:
    """Which unit runs each context."""
    return {fact.text("context"): fact.text("unit") for fact in decided.of_kind("placement")}


def store_names(decided: Decided) -> dict[tuple[str, str], str]:
    """What the store of each unit and configuration is called: by its product, or else by its configuration.

    A configuration that names no product keeps nothing on a server.
    """
    unit = unit_of(decided)
    products: dict[str, dict[str, str]] = {}
    for choice in decided.find("choice", decision="datastore"):
        if choice.get("technology") is not None:
            context = choice.text("subject")
            of_unit = products.setdefault(unit.get(context, context), {})
            of_unit[choice.text("option")] = choice.text("technology")
    return {
        (name, option): f"{product if list(options.values()).count(product) == 1 else option} of {name}"
        for name, options in products.items()
        for option, product in options.items()
    }


def remote_calls(decided: Decided) -> set[str]:
    """The names of the calls that leave a unit."""
    return {fact.text("call") for fact in decided.of_kind("remote_call")}
