"""Facts about technologies and about the options of decisions, read from the knowledge base."""

from archrules.vocabulary.kinds import FLAG, NAME, NUMBER, Kind

TECHNOLOGY_KINDS = (
    Kind(
        "technology",
        "A product. `osi_approved`: it can be had under a licence approved by the Open Source Initiative. "
        "`maturity` from 0 (new) to 3 (boring: a decade or more in wide production use).",
        {"name": NAME, "category": NAME, "osi_approved": FLAG, "maturity": NUMBER},
        "name",
    ),
    Kind(
        "technology_support",
        "The line of releases to use, whether it is supported on the day of the knowledge and to the end of the "
        "horizon (absent where its maintainers set no date), and the date on which support ends.",
        {"technology": NAME, "release": NAME, "supported_now": FLAG, "covers_horizon": FLAG, "ends": NAME},
        "technology",
    ),
    Kind("capability", "Something a technology can do.", {"technology": NAME, "name": NAME}),
    Kind(
        "limit",
        "A figure that a technology cannot pass.",
        {"technology": NAME, "name": NAME, "value": NUMBER},
    ),
    Kind(
        "runs_on",
        "Programs in a language or framework run on a technology: who has run the one has run the other. The "
        "language or framework need be no technology of the knowledge.",
        {"technology": NAME, "platform": NAME},
    ),
    Kind(
        "offered_by",
        "A technology can only be had from one cloud provider.",
        {"technology": NAME, "provider": NAME},
    ),
    Kind(
        "option",
        "An option of a decision; `technology` only where it stands for a product, `category` that product's.",
        {"decision": NAME, "name": NAME, "technology": NAME, "category": NAME},
    ),
)
