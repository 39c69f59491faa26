"""The page of a technology: what is known of a product, since when and from where, and what uses it."""

from archrules.knowledge_base.items import Dated, Maturity, Releases, TechnologyItem
from archrules.output.escaping import markdown_cell, markdown_text
from archrules.output.reference.citations import Citations
from archrules.output.reference.option_section import MATURITY
from archrules.output.reference.sections import Blocks, clause_section, head, page
from archrules.output.reference.site import Site
from archrules.output.reference.words import quantity
from archrules.output.report_markup import bullets, code, heading, listed, table
from archrules.output.report_sources import external

_NONE_USES = "No option stands for it. Rules may know it all the same, as something that is there already."


def technology_page(site: Site, item: TechnologyItem) -> str:
    """The page of a technology."""
    cited = Citations(site)
    return page(
        [
            *head(site, item.id, markdown_cell(item.category)),
            markdown_text(item.why),
            f"Also called {listed([code(name) for name in item.also_called])}." if item.also_called else "",
            external(item.homepage, item.homepage) if item.homepage else "",
            f"Offered on {item.only_on} only." if item.only_on else "",
            heading(2, "Licence"),
            _licence(item, cited),
            heading(2, "Maturity"),
            _maturity(item.maturity, cited),
            *(_releases(item.releases, cited) if item.releases else []),
            *_capabilities(item, cited),
            *_limits(item, cited),
            *_carried(item, cited),
            *_used(site, item.id),
            *clause_section(site, item.clauses),
            *cited.section(item.sources),
        ]
    )


def _licence(item: TechnologyItem, cited: Citations) -> str:
    licence, approved = item.licence, "approved" if item.licence.osi_approved else "not approved"
    told = f"{markdown_cell(licence.name)}, {approved} by the Open Source Initiative"
    return f"{told} ({_origin(licence, cited)})"


def _maturity(maturity: Maturity, cited: Citations) -> str:
    return f"{maturity.value}, {MATURITY[maturity.value]}: {markdown_cell(maturity.why)} {cited.mark(maturity.source)}"


def _origin(fact: Dated, cited: Citations) -> str:
    """From where a fact is, how firm it is, and of which day."""
    return f"{cited.place(fact.source)}; {fact.evidence.replace('-', ' ')}, {fact.as_of}"


def _releases(releases: Releases, cited: Citations) -> Blocks:
    rows = [
        (
            markdown_cell(f"{one.line}{', long-term' if one.long_term else ''}"),
            code(one.latest),
            markdown_cell(one.end_of_life),
        )
        for one in releases.lines
    ]
    header = ("Line", "Latest", "End of life")
    return [heading(2, "Releases"), table(header, rows), f"({_origin(releases, cited)})"]


def _capabilities(item: TechnologyItem, cited: Citations) -> Blocks:
    rows = [(code(one.name), _origin(one, cited)) for one in item.capabilities]
    return [heading(2, "Capabilities"), table(("Capability", "Source"), rows)] if rows else []


def _limits(item: TechnologyItem, cited: Citations) -> Blocks:
    rows = [
        (
            code(one.name),
            quantity(one.value, one.unit),
            f"{markdown_cell(one.why)} ({_origin(one, cited)})" if one.why else _origin(one, cited),
        )
        for one in item.limits
    ]
    return [heading(2, "Limits"), table(("Limit", "Value", "Source"), rows)] if rows else []


def _carried(item: TechnologyItem, cited: Citations) -> Blocks:
    rows = [(code(one.name), cited.place(one.source)) for one in item.carries]
    return [heading(2, "What runs on it"), table(("Language or framework", "Source"), rows)] if rows else []


def _used(site: Site, name: str) -> Blocks:
    users = site.related.users.get(name, ())
    named = [rule for rule in site.related.naming.get(name, ()) if rule not in users]
    blocks = [heading(2, "Options that stand for it"), bullets(map(site.named, users)) or _NONE_USES]
    return [*blocks, heading(2, "Rules that name it"), bullets(map(site.named, named))] if named else blocks
