"""The page of a decision: what is asked, by which criteria options are weighed, and each option."""

from archrules.knowledge_base.items import Example
from archrules.knowledge_base.rules import Decision, Option
from archrules.output.escaping import markdown_cell, markdown_text
from archrules.output.reference.citations import Citations
from archrules.output.reference.option_section import option_section
from archrules.output.reference.sections import Blocks, clause_section, head, page, parameter_section
from archrules.output.reference.site import DECISION_SECTIONS, Site
from archrules.output.reference.words import yaml_block
from archrules.output.report_markup import bullets, emphasis, heading, listed, table

_WHY, _CRITERIA, _OPTIONS = DECISION_SECTIONS

_ABOUT_WEIGHTS = "`priorities` in a brief change the weights."
_ABOUT_OPTIONS = (
    "An option is ruled out where all conditions below a reason hold. An argument gives its points where its "
    "conditions hold, and always if it has none. Points of one criterion are added up, to no more than 3 either way."
)
_ABOUT_RULES = "These bar or argue options by what they share with others:"
_ABOUT_POLICIES = "These rest on places in the sources from which options are argued:"


def decision_page(site: Site, decision: Decision) -> str:
    """The page of a decision."""
    item, cited = decision.item, Citations(site)
    weights = [
        (markdown_cell(name), str(one.weight), markdown_cell(one.why)) for name, one in item.criteria.items()
    ]
    clauses = [*item.clauses, *(clause for option in decision.options for clause in option.item.clauses)]
    return page(
        [
            *head(site, decision.id, *_place(site, decision)),
            emphasis(item.question),
            heading(2, _WHY),
            markdown_text(item.why),
            *_subjects(site, decision),
            heading(2, _CRITERIA),
            table(("Criterion", "Weight", "Why"), weights),
            _ABOUT_WEIGHTS,
            heading(2, _OPTIONS),
            _ABOUT_OPTIONS,
            _options(site, decision),
            *(block for option in decision.options for block in option_section(site, option, cited)),
            *_rules(site, decision.id),
            *parameter_section(site, decision.id, cited),
            heading(2, "Examples"),
            table(("Example", "Choice"), [_example(site, decision, one) for one in item.examples]),
            *_policies(site, decision.id),
            *clause_section(site, clauses),
            *cited.section(item.sources),
        ]
    )


def _place(site: Site, decision: Decision) -> Blocks:
    """For what it is made, and after which others."""
    after = (
        [f"after {listed([site.link(name) for name in decision.item.after])}"] if decision.item.after else []
    )
    return [f"one for each {site.kind(decision.item.per)}", *after]


def _subjects(site: Site, decision: Decision) -> Blocks:
    if not decision.item.where:
        return []
    return [
        f"It is made for each {site.kind(decision.item.per)} for which this holds:",
        yaml_block(decision.item.where),
    ]


def _options(site: Site, decision: Decision) -> str:
    products = any(option.technology for option in decision.options)
    rows = [
        (site.link(option.id), f"`{option.name}`", *([_product(site, option)] if products else []))
        for option in decision.options
    ]
    return table(("Option", "Id", *(["Technology"] if products else [])), rows)


def _product(site: Site, option: Option) -> str:
    return site.link(option.technology) if option.technology else ""


def _rules(site: Site, decision: str) -> Blocks:
    rules = site.related.rules_of(decision)
    return (
        [heading(2, "Rules for several options"), _ABOUT_RULES, bullets(map(site.link, rules))]
        if rules
        else []
    )


def _example(site: Site, decision: Decision, example: Example) -> tuple[str, str]:
    """The name of an example and the option that is chosen there."""
    expected = str(example.expect)
    chosen = f"{decision.id}/{expected}"
    known = any(option.id == chosen for option in decision.options)
    return markdown_cell(example.name), site.link(chosen) if known else markdown_cell(expected)


def _policies(site: Site, decision: str) -> Blocks:
    policies = [policy for policy, decisions in site.related.beside.items() if decision in decisions]
    return [heading(2, "Policies"), _ABOUT_POLICIES, bullets(map(site.link, policies))] if policies else []
