"""All facts that a brief and the knowledge give before any rule runs."""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property

from archrules.analysis.answer_facts import answer_facts
from archrules.analysis.calls import Calls
from archrules.analysis.context_coupling import context_coupling
from archrules.analysis.data_shape import circular_references, data_shape
from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import DomainFacts
from archrules.analysis.hot_data import hot_tenths
from archrules.analysis.load import Loads, extraction_facts
from archrules.analysis.messages import followed_contexts
from archrules.analysis.organisation_facts import horizon_seconds, organisation_facts
from archrules.analysis.ownership import ownership_facts
from archrules.analysis.pages import joint_pages
from archrules.analysis.planned_replica import planned_replica
from archrules.analysis.shared_data import shared_data
from archrules.analysis.stated_requirements import stated_requirements
from archrules.analysis.stored_files import stored_files
from archrules.analysis.technology_facts import spelling_facts, technology_facts
from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.brief import Brief
from archrules.vocabulary.origins import Given


def initial_facts(brief: Brief, knowledge: KnowledgeBase) -> Iterator[Given]:
    """Facts stated by the brief, filled in by defaults, computed from both, and read from the knowledge."""
    yield from brief_facts(brief, knowledge)
    yield from stated_requirements(brief)
    yield from spelling_facts(brief, knowledge)
    yield from technology_facts(knowledge, horizon_seconds(brief, Defaults(knowledge)))


def brief_facts(
    brief: Brief, knowledge: KnowledgeBase, kinds: Collection[str] | None = None
) -> Iterator[Given]:
    """Those of them that a brief's content decides, but for what it states as a requirement.

    Where kinds are given, facts that take work may be left out if they are of none of them.
    """
    yield from facts_of_domain(brief, knowledge, kinds)
    yield from facts_of_organisation(brief, knowledge, kinds)


DOMAIN = (
    "system",
    "domain",
    "clients",
    "actors",
    "external_systems",
    "contexts",
    "use_cases",
    "scale",
    "horizon",
    "existing",
)
"""The fields of a brief that decide the facts of its domain."""


def facts_of_domain(
    brief: Brief, knowledge: KnowledgeBase, kinds: Collection[str] | None = None
) -> Iterator[Given]:
    """Those that follow from what is to be built. The same for briefs that are alike in the fields of `DOMAIN`."""
    read = _Read(brief, Defaults(knowledge))
    yield from read.domain.facts()
    yield from planned_replica(brief, read.domain, read.defaults)
    for made, facts in COMPUTED:
        if kinds is None or not made.isdisjoint(kinds):
            yield from facts(read)


def facts_of_organisation(
    brief: Brief, knowledge: KnowledgeBase, kinds: Collection[str] | None = None
) -> Iterator[Given]:
    """Those that also follow from who builds it, with what money, and under which promises and rules."""
    defaults = Defaults(knowledge)
    yield from organisation_facts(brief, defaults)
    if kinds is None or not OWNERSHIP.isdisjoint(kinds):
        yield from ownership_facts(brief, defaults, DomainFacts(brief, defaults))


class _Read:
    """A brief, and what several parts of its facts are made from."""

    def __init__(self, brief: Brief, defaults: Defaults) -> None:
        self.brief, self.defaults = brief, defaults
        self.domain = DomainFacts(brief, defaults)

    @cached_property
    def loads(self) -> Loads:
        return Loads(self.brief, self.defaults, self.domain)

    @cached_property
    def load_facts(self) -> list[Given]:
        return list(self.loads.facts())

    @cached_property
    def calls(self) -> list[Given]:
        return list(Calls(self.brief, self.domain).facts())


COMPUTED: tuple[tuple[frozenset[str], Callable[[_Read], Iterable[Given]]], ...] = (
    (frozenset({"call", "call_use"}), lambda read: read.calls),
    (frozenset({"followed_context"}), lambda read: followed_contexts(read.calls)),
    (frozenset({"joint_page", "joint_views"}), lambda read: joint_pages(read.brief, read.domain)),
    (
        frozenset({"context_coupling", "context_ties"}),
        lambda read: context_coupling(read.brief, read.domain, read.calls),
    ),
    (
        frozenset({"reads_back", "written_by_several", "written_together"}),
        lambda read: shared_data(read.brief, read.domain),
    ),
    (
        frozenset(
            {"context_load", "day_load", "domain_size", "entity_load", "system_day_load", "system_load"}
        ),
        lambda read: read.load_facts,
    ),
    (
        frozenset({"client_answer", "public_part", "reference_data", "shared_answers", "sheltered_reads"}),
        lambda read: answer_facts(read.brief, read.defaults, read.domain, read.load_facts),
    ),
    (frozenset({"hot_tenth"}), lambda read: hot_tenths(read.brief, read.defaults, read.load_facts)),
    (frozenset({"circular_reference"}), lambda read: circular_references(read.brief)),
    (
        frozenset(
            {
                "access_group",
                "joined_read",
                "largest_entity",
                "reference_group",
                "repeated_writes",
                "spread_key",
                "tag_group",
            }
        ),
        lambda read: data_shape(read.brief, read.domain, read.loads),
    ),
    (
        frozenset({"file", "file_group"}),
        lambda read: stored_files(read.brief, read.defaults, read.loads),
    ),
    (frozenset({"extraction_order"}), lambda read: extraction_facts(read.brief, read.domain)),
)
"""Facts of the domain that take work: the kinds of which they may be, and what computes them."""

OWNERSHIP = frozenset({"average_load", "ownership", "team_load"})
"""The kinds of facts about owners that take work."""
