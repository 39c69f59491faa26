"""Facts that rules conclude about failing, recovering and growing."""

from archrules.vocabulary.kinds import NAME, NUMBER, Kind

RELIABILITY_KINDS = (
    Kind(
        "restore_time",
        "How long the store of a unit, in one configuration, takes to restore from its backup.",
        {"unit": NAME, "option": NAME, "seconds": NUMBER},
    ),
)
