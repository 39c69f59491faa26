"""What an importer gives: a System, where each part of it is described, and what was left aside."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from archrules.errors import Fault, printable
from archrules.model.finding import Place
from archrules.model.system import Interaction, System


@dataclass(frozen=True, slots=True, repr=False)
class Imported:
    """A System read from a file.

    `places` goes from a model path, such as `services.cart`, `services.cart.replicas` or `interactions.cart -> db`,
    to the place that says so; `name` is that of the whole. `ignored` counts the keys that a foreign format does not
    have, by their path with `*` for names, and `unused` those that say nothing of the architecture. `notes` tell, each
    at its place, what is not known or was not read; none of them is a fault. `form` is what the file was read as:
    `system` if it is one of our own, or `compose`.
    """

    system: System
    places: Mapping[str, Place]
    ignored: Mapping[str, int]
    notes: tuple[Fault, ...]
    form: str = "system"
    unused: Mapping[str, int] = field(default_factory=dict)

    def __repr__(self) -> str:
        name = printable(self.system.name, limit=80)
        unknown = sum(self.ignored.values())
        return f"<Imported {name!r}, read as {self.form}: {len(self.notes)} notes, {unknown} unknown keys>"


def interaction_name(interaction: Interaction) -> str:
    """The name of an interaction, or its ends where it has none: `cart -> db`."""
    return interaction.name or f"{interaction.source} -> {interaction.target}"
