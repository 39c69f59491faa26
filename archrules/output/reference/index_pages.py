"""The pages that list decisions, policies and technologies."""

import networkx as nx

from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.items import Release, TechnologyItem
from archrules.output.escaping import markdown_cell
from archrules.output.reference.option_section import MATURITY
from archrules.output.reference.policy_page import PROFILES, severities
from archrules.output.reference.sections import contents, page
from archrules.output.reference.site import Site, page_name
from archrules.output.report_markup import bullets, heading, table

_DECISIONS = (
    "What `archrules recommend` decides, in an order in which earlier choices are facts for later ones."
)
_POLICIES = (
    "What `archrules check` judges in a system. The last columns tell how grave a finding is in each "
    "profile; `off`: not checked there."
)
_TECHNOLOGIES = "What is known of products. Each fact has its source, its day, and how firm it is."
_BORING = "Boring is what has been in wide production use for a decade or more, and it is meant as praise."
_NUMBERS = (
    ("definition", "it is so by definition"),
    ("measured", "somebody has measured it"),
    ("published-default", "the makers or a standard say so"),
    ("convention", "nothing gives it, and a number is needed: doubt it first, and put your own in its place"),
)
_FACTS = (
    ("vendor-document", "in a document or the source code of those who make it"),
    ("registry", "in a data set that is kept up, such as endoflife.date"),
    ("secondary", "in what somebody else says of it"),
    ("convention", "nothing says it, and a value is needed"),
    ("memory", "nowhere: somebody knew it"),
)


def decision_index(site: Site) -> str:
    """The page that lists the decisions, in an order in which they can be made."""
    decisions = [site.knowledge.decisions[name] for name in _in_order(site.knowledge)]
    rows = [
        (
            site.link(decision.id),
            markdown_cell(decision.item.question),
            site.kind(decision.item.per),
            str(len(decision.options)),
        )
        for decision in decisions
    ]
    weighed = site.manual_page(
        "../explanation/how-a-recommendation-is-made.md", "How a recommendation is made"
    )
    blocks = [
        heading(1, "Decisions"),
        f"{_DECISIONS} {weighed} tells how options are weighed." if site.manual else _DECISIONS,
        table(("Decision", "Question", "One for each", "Options"), rows),
        *_reading(site),
    ]
    return page([*blocks, contents(page_name(decision.id) for decision in decisions)])


def policy_index(site: Site) -> str:
    """The page that lists the policies."""
    rows = [
        (
            f"{site.link(name)} `{name}`",
            ", ".join(map(markdown_cell, policy.item.tags)),
            *severities(policy.item),
        )
        for name, policy in site.knowledge.policies.items()
    ]
    return page(
        [
            heading(1, "Policies"),
            _POLICIES,
            table(("Policy", "About", *PROFILES), rows),
            *_reading(site),
            contents(map(page_name, site.knowledge.policies)),
        ]
    )


def technology_index(site: Site) -> str:
    """The page that lists the technologies, by category."""
    items = sorted(site.knowledge.technologies.values(), key=lambda item: (item.category, item.id))
    header = ("Technology", "Category", "Licence", "Maturity", "Newest line", "Options")
    return page(
        [
            heading(1, "Technologies"),
            _TECHNOLOGIES,
            table(header, [_technology(site, item) for item in items]),
            "Maturity goes from 0 to 3:",
            bullets(f"**{grade}**: {meaning}" for grade, meaning in enumerate(MATURITY)),
            _BORING,
            "The evidence of a fact tells where it stands:",
            _meanings(_FACTS),
            contents(page_name(item.id) for item in sorted(items, key=_by_title)),
        ]
    )


def _technology(site: Site, item: TechnologyItem) -> tuple[str, ...]:
    users = len(site.related.users.get(item.id, ()))
    return (
        site.link(item.id),
        markdown_cell(item.category),
        markdown_cell(item.licence.name),
        str(item.maturity.value),
        _line(item.releases.lines[0]) if item.releases else "",
        str(users) if users else "",
    )


def _by_title(item: TechnologyItem) -> tuple[str, str]:
    return item.title.casefold(), item.id


def _line(release: Release) -> str:
    end = "" if release.end_of_life == "unknown" else f", until {release.end_of_life}"
    return markdown_cell(f"{release.line}{end}")


def _in_order(knowledge: KnowledgeBase) -> list[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(knowledge.decisions)
    graph.add_edges_from(
        (earlier, name) for name, decision in knowledge.decisions.items() for earlier in decision.item.after
    )
    return list(nx.lexicographical_topological_sort(graph))


def _reading(site: Site) -> list[str]:
    """What a reader of the pages needs to know of conditions and parameters."""
    facts = "[Facts](../facts/index.md) tells what they may be about"
    meaning = [f"{site.manual_page('inference.md', 'Inference')} what they mean"] if site.manual else []
    return [
        f"Conditions stand as they are written in the knowledge. {' and '.join([facts, *meaning])}.",
        "Parameters are numbers that decide. Their evidence tells how firm they are:",
        _meanings(_NUMBERS),
    ]


def _meanings(words: tuple[tuple[str, str], ...]) -> str:
    return bullets(f"**{word.replace('-', ' ')}**: {meaning}" for word, meaning in words)
