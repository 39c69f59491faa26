"""What a brief asks for, one fact for each requirement that stands in it."""

from archrules.vocabulary.kinds import NAME, TEXT, Kind, one_of

TOPICS = (
    "availability",
    "latency-p95",
    "latency-p99",
    "recovery-time",
    "recovery-point",
    "context-availability",
    "use-case-latency",
    "use-case-consistency",
    "use-case-peak",
    "budget",
    "compliance",
    "data-residency",
    "cloud",
    "licences",
    "skills",
    "mandated",
    "forbidden",
    "delivery",
    "horizon",
)
"""What requirements are about, in the order in which people read them."""

REQUIREMENT_KINDS = (
    Kind(
        "stated_requirement",
        "The brief itself asks for it, and no default does, at the place `path`. `subject` is the use case, context, "
        "technology, region or regime that it is about.",
        {"path": NAME, "topic": one_of(*TOPICS), "subject": NAME, "text": TEXT},
        "path",
    ),
)
