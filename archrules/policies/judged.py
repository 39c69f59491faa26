"""What one policy says about a whole system: its verdicts, and its findings, which repeat what it says of itself."""

from dataclasses import dataclass

from archrules.model.finding import Finding, Severity
from archrules.model.report import PolicyResult


@dataclass(frozen=True, slots=True)
class Judged:
    """What one policy says about a whole system."""

    result: PolicyResult
    findings: tuple[Finding, ...]


def finding_of(result: PolicyResult, severity: Severity, **fields: object) -> Finding:
    """A finding with what its policy says about itself."""
    return Finding.model_validate(
        {
            "policy": result.policy,
            "title": result.title,
            "severity": severity,
            "parameters": result.parameters,
            "remedies": result.remedies,
            "sources": result.sources,
            **fields,
        }
    )
