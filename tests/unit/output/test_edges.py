import pytest

from archrules.model.system import Interaction
from archrules.output.edges import (
    Edge,
    Ends,
    collapsed,
    edge_kind,
    edges_between,
    told_by_targets,
    two_way,
    without_usual_labels,
)

KINDS = {"a": "service", "b": "service", "c": "service", "db": "data store", "memo": "cache", "bus": "broker"}
ENDS = Ends({name: name for name in KINDS}, KINDS, frozenset({"db"}))


def use(source: str, target: str, **more: object) -> Interaction:
    return Interaction.model_validate({"source": source, "target": target, **more})


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"target": "b", "mode": "sync"}, "synchronous"),
        ({"target": "b", "mode": "async"}, "asynchronous"),
        ({"target": "b", "mode": "data"}, "data"),
        ({"target": "b", "mode": "start-order"}, "supporting"),
        ({"target": "b", "mode": "load"}, "supporting"),
        ({"target": "b", "access": "read"}, "data"),
        ({"target": "bus", "access": "publish"}, "asynchronous"),
        ({"target": "db"}, "data"),
        ({"target": "memo"}, "data"),
        ({"target": "b"}, "not stated"),
        ({"target": "db", "mode": "sync"}, "synchronous"),
    ],
)
def test_the_kind_follows_from_what_is_stated(given: dict[str, str], kind: str) -> None:
    assert edge_kind(use("a", **given), KINDS) == kind


def test_interactions_of_one_protocol_and_mode_are_one_edge() -> None:
    both = [use("a", "b", mode="sync", protocol="HTTP", use_cases=[name]) for name in ("pay", "ship")]
    assert edges_between(both, ENDS) == (Edge("a", "b", "synchronous", "HTTP"),)


@pytest.mark.parametrize(
    "more", [{"protocol": "gRPC", "mode": "sync"}, {"protocol": "HTTP", "mode": "async"}]
)
def test_another_protocol_or_mode_is_another_edge(more: dict[str, str]) -> None:
    edges = edges_between([use("a", "b", protocol="HTTP", mode="sync"), use("a", "b", **more)], ENDS)
    assert len(edges) == 2


def test_a_subscription_points_to_the_subscriber() -> None:
    edges = edges_between([use("a", "bus", mode="async", access="subscribe")], ENDS)
    assert [(edge.source, edge.target) for edge in edges] == [("bus", "a")]


def test_a_broker_that_serves_a_subscription_points_to_the_subscriber_too() -> None:
    edges = edges_between([use("bus", "a", mode="async", access="subscribe")], ENDS)
    assert [(edge.source, edge.target) for edge in edges] == [("bus", "a")]


@pytest.mark.parametrize(
    ("channels", "label"),
    [
        ([None], "Kafka"),
        (["orders"], "orders"),
        (["orders", "orders"], "orders"),
        (["orders", "returns"], "2 channels"),
        (["a-channel-with-far-too-long-a-name"], "Kafka"),
    ],
)
def test_a_message_is_labelled_by_its_channel_where_it_fits(channels: list[str | None], label: str) -> None:
    uses = [use("a", "bus", mode="async", protocol="Kafka", channel=channel) for channel in channels]
    assert [edge.text for edge in edges_between(uses, ENDS)] == [label]


def test_a_long_protocol_is_shortened() -> None:
    (edge,) = edges_between([use("a", "b", mode="sync", protocol="a protocol of its own kind")], ENDS)
    assert len(edge.text) == 18


def test_access_to_a_store_of_known_technology_has_no_label() -> None:
    uses = [use("a", "db", protocol="SQL", access=access) for access in ("read", "write")]
    assert edges_between(uses, ENDS) == (Edge("a", "db", "data"),)


def test_access_to_a_store_of_unknown_technology_is_labelled() -> None:
    assert edges_between([use("a", "memo", protocol="RESP")], ENDS) == (Edge("a", "memo", "data", "RESP"),)


def test_what_arrows_do_not_say_is_told_by_kind() -> None:
    uses = [
        use("a", "db", protocol="SQL"),
        use("b", "db", protocol="JDBC"),
        use("a", "memo", protocol="RESP"),
        use("a", "b", mode="start-order"),
        use("a", "b", mode="sync", protocol="HTTP"),
    ]
    assert told_by_targets(uses, ENDS) == {"data": "JDBC, SQL", "supporting": "start order"}


def test_only_some_of_many_protocols_are_told() -> None:
    uses = [use("a", "db", protocol=f"protocol {number}") for number in range(9)]
    assert told_by_targets(uses, ENDS)["data"].endswith("protocol 5, …")


def test_the_usual_protocol_goes_without_saying() -> None:
    edges = [Edge("a", "b", "synchronous", "HTTP"), Edge("a", "c", "synchronous", "HTTP")]
    edges.append(Edge("b", "c", "synchronous", "gRPC"))
    plain, remarks = without_usual_labels(edges)
    assert [edge.label for edge in plain] == ["", "", "gRPC"]
    assert remarks == {"synchronous": "HTTP where not named"}


def test_the_only_protocol_is_told_without_exception() -> None:
    _, remarks = without_usual_labels(Edge("a", end, "synchronous", "HTTP") for end in "bc")
    assert remarks == {"synchronous": "HTTP"}


def test_an_unknown_protocol_is_not_taken_for_the_usual_one() -> None:
    edges = (
        Edge("a", "b", "synchronous", ""),
        Edge("a", "c", "synchronous", "HTTP"),
        Edge("b", "c", "synchronous", "HTTP"),
    )
    assert without_usual_labels(edges) == (edges, {})


def test_a_channel_never_goes_without_saying() -> None:
    edges = tuple(Edge("a", end, "asynchronous", "orders", channel=True) for end in "bc")
    assert without_usual_labels(edges) == (edges, {})


def test_edges_there_and_back_are_one_with_two_heads() -> None:
    there, back = Edge("a", "b", "synchronous", "HTTP"), Edge("b", "a", "synchronous", "HTTP")
    assert two_way([back, there]) == (Edge("a", "b", "synchronous", "HTTP", both=True),)


def test_edges_there_and_back_of_other_kinds_stay_two() -> None:
    edges = (Edge("a", "b", "synchronous"), Edge("b", "a", "asynchronous"))
    assert two_way(edges) == edges


def test_an_edge_to_itself_has_one_head() -> None:
    assert two_way([Edge("a", "a", "synchronous")]) == (Edge("a", "a", "synchronous"),)


def test_collapsed_edges_are_merged_by_kind_and_counted() -> None:
    edges = [
        Edge("a", "c", "synchronous", "HTTP"),
        Edge("b", "c", "synchronous", "HTTP"),
        Edge("a", "b", "synchronous", "HTTP"),
    ]
    keys = {"a": "one", "b": "one", "c": "two"}
    assert [(edge.source, edge.target, edge.text) for edge in collapsed(edges, keys)] == [
        ("one", "two", "2 \N{MULTIPLICATION SIGN} HTTP")
    ]


def test_collapsed_edges_of_several_labels_bear_none() -> None:
    edges = [Edge("a", "c", "synchronous", "HTTP"), Edge("b", "c", "synchronous", "gRPC")]
    assert [edge.text for edge in collapsed(edges, {"a": "one", "b": "one", "c": "two"})] == [
        "2 \N{MULTIPLICATION SIGN}"
    ]


def test_collapsed_edges_name_no_channels() -> None:
    edges = [Edge("a", "c", "asynchronous", "orders", channel=True)]
    assert [edge.text for edge in collapsed(edges, {"a": "one", "c": "two"})] == [""]
