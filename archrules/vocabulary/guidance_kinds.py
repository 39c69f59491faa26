"""Facts that say how to build what was decided, and how large."""

from archrules.vocabulary.kinds import NAME, NUMBER, TEXT, Kind

GUIDANCE_KINDS = (
    Kind(
        "guideline",
        "How to build what a decision chose for a subject: one instruction on one topic, such as `indexing`.",
        {"decision": NAME, "subject": NAME, "topic": NAME, "text": TEXT},
    ),
    Kind(
        "sizing",
        "A quantity computed by a formula, such as the partitions of a topic; `about` is the subject it belongs to.",
        {"about": NAME, "quantity": NAME, "value": NUMBER, "unit": NAME},
    ),
)
