"""What must not differ by a byte, as digests: `python -m tests.properties.fingerprints BRIEF...` prints them."""

import hashlib
import json
import sys
from collections.abc import Iterator

from archrules.api import load_brief, recommend
from archrules.output.documents import system_yaml
from archrules.output.dot import dot
from archrules.output.mermaid import mermaid
from archrules.recommendation.recommendation import Recommendation

Fingerprint = dict[str, str]


def outputs(recommendation: Recommendation) -> Iterator[tuple[str, str]]:
    """Every text that is written for a recommendation, by name."""
    yield "report.md", recommendation.report()
    yield "recommendation.json", recommendation.json()
    yield "system.yaml", system_yaml(recommendation.system)
    yield "service-graph.dot", dot(recommendation.system)
    yield "service-graph.mmd", mermaid(recommendation.system)
    for decided in recommendation.decisions:
        name, subject = decided.result.decision, decided.result.subject
        yield f"explain {name} {subject}", str(recommendation.why(name, subject))


def fingerprint(recommendation: Recommendation) -> Fingerprint:
    """The digest of every output, by name."""
    return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in outputs(recommendation)}


def main(paths: list[str]) -> None:
    """Print the fingerprint of what is recommended for each brief, by path."""
    found = {path: fingerprint(recommend(load_brief(path))) for path in paths}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
