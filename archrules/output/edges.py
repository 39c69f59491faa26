"""The arrows of the service graph: what kind each interaction is, which are one arrow, what stands on it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from archrules.model.system import Interaction
from archrules.output.labels import columns, shortened
from archrules.output.marks import Mark, gravest, mark_text

EdgeKind = Literal["synchronous", "asynchronous", "data", "supporting", "not stated"]

_LABEL_WIDTH = 18
_REMARK_COUNT = 6
_RESTING = {"data store", "cache"}
_KIND_OF_MODE: dict[str, EdgeKind] = {"sync": "synchronous", "async": "asynchronous", "data": "data"}
_KIND_OF_ACCESS: dict[str, EdgeKind] = {
    "read": "data",
    "write": "data",
    "read-write": "data",
    "publish": "asynchronous",
    "subscribe": "asynchronous",
}


@dataclass(frozen=True, order=True, slots=True)
class Edge:
    """An arrow from one node to another, both by key.

    The label names a protocol, or where `channel` is true a channel. `count` tells how many arrows are merged
    in it; `both` is for an arrow that points to both of its ends. `mark` is the gravest finding on it.
    """

    source: str
    target: str
    kind: EdgeKind
    label: str = ""
    channel: bool = False
    count: int = 1
    both: bool = False
    mark: Mark = ""

    @property
    def text(self) -> str:
        """What stands on the arrow."""
        counted = f"{self.count} \N{MULTIPLICATION SIGN} {self.label}" if self.count > 1 else self.label
        return " ".join(filter(None, (counted.rstrip(" "), mark_text(self.mark))))


@dataclass(frozen=True, slots=True)
class Ends:
    """What the arrows lead from and to: the key and the kind of the node of each element that is named.

    `telling` are the elements whose technology stands in the picture.
    """

    keys: Mapping[str, str]
    kinds: Mapping[str, str]
    telling: frozenset[str]


def edge_kind(interaction: Interaction, kinds: Mapping[str, str]) -> EdgeKind:
    """Return how the interaction is drawn: by its mode, else by its access, else by what it leads to."""
    if interaction.mode is not None:
        return _KIND_OF_MODE.get(interaction.mode, "supporting")
    if interaction.access is not None:
        return _KIND_OF_ACCESS[interaction.access]
    return "data" if kinds[interaction.target] in _RESTING else "not stated"


def edges_between(interactions: Iterable[Interaction], ends: Ends) -> tuple[Edge, ...]:
    """Return an edge for all interactions with the same source, target, kind and label, in a fixed order.

    Where a message is subscribed to, the arrow points to the subscriber, as the message goes.
    """
    merged: dict[Edge, set[str]] = defaultdict(set)
    for each in interactions:
        kind = edge_kind(each, ends.kinds)
        source, target = _direction(each, ends.kinds)
        label = "" if _is_told_by_target(each, ends) else each.protocol or ""
        channels = merged[Edge(ends.keys[source], ends.keys[target], kind, label)]
        if kind == "asynchronous" and each.channel:
            channels.add(each.channel)
    return tuple(sorted(_labelled(edge, names) for edge, names in merged.items()))


def marked(edges: Iterable[Edge], marks: Mapping[tuple[str, str], Mark]) -> tuple[Edge, ...]:
    """Return the edges with their marks, which go by the keys of the nodes that use and are used.

    A message that is subscribed to goes from whom the subscriber uses.
    """
    found = []
    for edge in edges:
        ways = [(edge.source, edge.target)]
        if edge.kind == "asynchronous":
            ways.append((edge.target, edge.source))
        found.append(replace(edge, mark=gravest(marks.get(way, "") for way in ways)))
    return tuple(sorted(found))


def collapsed(edges: Iterable[Edge], keys: Mapping[str, str]) -> tuple[Edge, ...]:
    """Return the edges between other nodes, merged and counted by source, target and kind; none is a loop.

    Channels are no longer named.
    """
    merged: dict[Edge, list[Edge]] = defaultdict(list)
    for edge in edges:
        place = Edge(keys[edge.source], keys[edge.target], edge.kind)
        if place.source != place.target:
            merged[place].append(edge)
    return tuple(sorted(_summed(place, each) for place, each in merged.items()))


def two_way(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """Return the edges, two that differ only in their direction made one with an arrow at both ends."""
    merged: dict[Edge, Edge] = {}
    for edge in sorted(edges):
        back = replace(edge, source=edge.target, target=edge.source)
        if back in merged and back != edge:
            merged[back] = replace(back, both=True)
        else:
            merged[edge] = edge
    return tuple(merged.values())


def without_usual_labels(edges: Iterable[Edge]) -> tuple[tuple[Edge, ...], dict[EdgeKind, str]]:
    """Return the edges without the label that most of their kind bear, and by kind what to say of it instead.

    An edge without a label is one whose protocol is not known: where there is one, all of the kind keep theirs.
    """
    edges = tuple(edges)
    labels: dict[EdgeKind, Counter[str]] = defaultdict(Counter)
    for edge in edges:
        if edge.kind != "data" and not edge.channel:
            labels[edge.kind][edge.label] += 1
    usual = {kind: label for kind, counts in labels.items() if (label := _usual(counts))}
    plain = (
        edge if edge.channel or edge.label != usual.get(edge.kind) else replace(edge, label="")
        for edge in edges
    )
    named = {edge.kind for edge in edges if edge.label != usual.get(edge.kind)}
    remarks = {kind: f"{label} where not named" if kind in named else label for kind, label in usual.items()}
    return tuple(sorted(plain)), remarks


def told_by_targets(interactions: Iterable[Interaction], ends: Ends) -> dict[EdgeKind, str]:
    """Return by kind what the labels would have been of the arrows that bear none."""
    told: dict[EdgeKind, set[str]] = defaultdict(set)
    for each in interactions:
        kind = edge_kind(each, ends.kinds)
        word = (each.mode or "").replace("-", " ") if kind == "supporting" else each.protocol
        if word and _is_told_by_target(each, ends):
            told[kind].add(shortened(word, _LABEL_WIDTH))
    return {
        kind: ", ".join([*sorted(words)[:_REMARK_COUNT], *(["…"] if len(words) > _REMARK_COUNT else [])])
        for kind, words in told.items()
    }


def _is_told_by_target(interaction: Interaction, ends: Ends) -> bool:
    kind = edge_kind(interaction, ends.kinds)
    return kind == "supporting" or (kind == "data" and interaction.target in ends.telling)


def _direction(interaction: Interaction, kinds: Mapping[str, str]) -> tuple[str, str]:
    if interaction.access == "subscribe" and kinds[interaction.source] != "broker":
        return interaction.target, interaction.source
    return interaction.source, interaction.target


def _labelled(edge: Edge, channels: set[str]) -> Edge:
    if len(channels) > 1:
        return replace(edge, label=f"{len(channels)} channels", channel=True)
    for channel in channels:
        if columns(channel) <= _LABEL_WIDTH:
            return replace(edge, label=shortened(channel, _LABEL_WIDTH), channel=True)
    return replace(edge, label=shortened(edge.label, _LABEL_WIDTH))


def _summed(place: Edge, edges: list[Edge]) -> Edge:
    labels = {edge.label for edge in edges}
    channel = any(edge.channel for edge in edges)
    label = labels.pop() if len(labels) == 1 and not channel else ""
    count, mark = sum(edge.count for edge in edges), gravest(edge.mark for edge in edges)
    return replace(place, label=label, channel=channel, count=count, mark=mark)


def _usual(counts: Counter[str]) -> str:
    label, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return label if counts[""] == 0 and count > 1 else ""
