"""How attributes of one service in several places become one."""

import pytest

from archrules.errors import SystemFileError
from archrules.importers.compose.merging import canonical, merged, settled
from archrules.importers.log import Log
from archrules.importers.nodes import Mapped, Node, Origin, parse_nodes


def attributes(text: str) -> Mapped:
    return canonical(parse_nodes(text, Origin("f"), error=SystemFileError), Log())


def plain(node: Node) -> object:
    if isinstance(node.content, dict):
        return {key: plain(entry.node) for key, entry in node.content.items()}
    return [plain(item) for item in node.content] if isinstance(node.content, list) else node.content


def laid_over(base: str, over: str) -> object:
    top = parse_nodes("a: b", Origin("f"), error=SystemFileError)
    return plain(settled(Node(merged(attributes(base), attributes(over)), top.span)))


@pytest.mark.parametrize(
    ("base", "over", "result"),
    [
        ("image: x", "image: y", {"image": "y"}),
        ("image: x", "command: y", {"image": "x", "command": "y"}),
        ("image: x", "image: null", {"image": "x"}),
        ("ports: [a]", "ports: [b]", {"ports": ["a", "b"]}),
        ("command: [a]", "command: [b]", {"command": ["b"]}),
        ("entrypoint: [a]", "entrypoint: b", {"entrypoint": "b"}),
        (
            "healthcheck: {test: [a], x: 1}",
            "healthcheck: {test: [b]}",
            {"healthcheck": {"test": ["b"], "x": "1"}},
        ),
        ("environment: [A=1, B=2]", "environment: {B: 3}", {"environment": {"A": "1", "B": "3"}}),
        ("depends_on: [a]", "depends_on: {b: null}", {"depends_on": {"a": None, "b": None}}),
        ("networks: [a]", "networks: {a: {aliases: [x]}}", {"networks": {"a": {"aliases": ["x"]}}}),
        ("build: x", "build: {target: y}", {"build": {"context": "x", "target": "y"}}),
        ("build: {args: [A=1]}", "build: {args: {B: 2}}", {"build": {"args": {"A": "1", "B": "2"}}}),
        ("ports: [a]", "ports: !override [b]", {"ports": ["b"]}),
        ("deploy: {replicas: 1}", "deploy: {mode: global}", {"deploy": {"replicas": "1", "mode": "global"}}),
        ("image: [x]", "image: y", {"image": "y"}),
    ],
)
def test_one_body_is_laid_over_another(base: str, over: str, result: object) -> None:
    assert laid_over(base, over) == result


def test_a_value_that_is_reset_is_not_there() -> None:
    assert laid_over("image: x", "ports: !reset [a]") == {"image": "x"}


def test_a_value_below_may_be_reset() -> None:
    assert laid_over("deploy: {replicas: 1, mode: x}", "deploy: {mode: !reset null}") == {
        "deploy": {"replicas": "1"}
    }


def test_a_reset_takes_away_what_lies_below() -> None:
    assert laid_over("{image: x, ports: [a]}", "ports: !reset null") == {"image": "x"}
