"""The page of a policy: what it judges, when that is violated, how grave it is, and what to do."""

from collections.abc import Mapping

from archrules.knowledge_base.conditions import patterns_in
from archrules.knowledge_base.items import Example, PolicyItem, Remedy, SeverityItem
from archrules.knowledge_base.rules import Policy
from archrules.output.escaping import markdown_cell, markdown_text
from archrules.output.reference.citations import Citations
from archrules.output.reference.sections import Blocks, clause_section, head, page, parameter_section
from archrules.output.reference.site import Site
from archrules.output.reference.words import filled, meaning, yaml_block
from archrules.output.report_markup import bullets, code, heading, labelled, listed, numbered, table
from archrules.vocabulary import VOCABULARY

PROFILES = ("prototype", "production", "regulated")
"""What a check may expect."""

_ABOUT_PROFILES = "The columns are the profiles that a check may have; with `off` it is not checked there."
_ABOUT_UNKNOWN = (
    "The verdict is *unknown* where one of these fields is not known and could change it, or where the input may leave "
    "out facts that could."
)
_ABOUT_PLACES = "These options are argued from places in the sources on which the policy rests:"


def policy_page(site: Site, policy: Policy) -> str:
    """The page of a policy."""
    item, cited = policy.item, Citations(site)
    return page(
        [
            *head(site, item.id, *item.tags),
            heading(2, "Why"),
            markdown_text(item.why),
            heading(2, "What it judges"),
            *_judged(site, policy),
            heading(2, "When it is violated"),
            *_violated(site, policy),
            heading(2, "How grave it is"),
            table(PROFILES, [severities(item)]),
            _ABOUT_PROFILES,
            heading(2, "What must be known"),
            _ABOUT_UNKNOWN,
            _needed(site, policy),
            *parameter_section(site, item.id, cited),
            heading(2, "What to do"),
            numbered(map(_remedy, item.remedies)),
            heading(2, "Examples"),
            table(
                ("Example", "Verdict"), [(markdown_cell(one.name), _verdicts(one)) for one in item.examples]
            ),
            *_beside(site, item.id),
            *clause_section(site, item.clauses),
            *cited.section(item.sources),
        ]
    )


def severities(item: PolicyItem) -> tuple[str, ...]:
    """How grave a finding is in each profile."""
    grave = item.finding.severity
    if isinstance(grave, SeverityItem):
        return grave.prototype, grave.production, grave.regulated
    return (grave,) * len(PROFILES)


def _judged(site: Site, policy: Policy) -> Blocks:
    kind = policy.elements.kind
    if len(policy.elements.constraints) == 1:
        return [f"Every {site.kind(kind)}, each by itself."]
    return [
        f"Every {site.kind(kind)} that matches this, each by itself:",
        yaml_block([policy.item.for_], listed=False),
    ]


def _violated(site: Site, policy: Policy) -> Blocks:
    finding, numbers = policy.item.finding, policy.rule.parameters
    apart = filled(finding.discriminator, numbers) if finding.discriminator else ""
    return [
        "Where all of this holds:",
        yaml_block(policy.item.when),
        "The finding then says:",
        f"> {filled(finding.message, numbers)}",
        f"It leads along the calls of the {site.kind(finding.path)}." if finding.path else "",
        f"Several findings on one element are told apart by {apart}." if apart else "",
    ]


def _needed(site: Site, policy: Policy) -> str:
    """The kinds and fields that the rule looks at."""
    fields: dict[str, dict[str, None]] = {kind: {} for kind in (policy.elements.kind, *policy.item.needs)}
    for pattern, _ in patterns_in(policy.rule.conditions):
        key = VOCABULARY[pattern.kind].key
        names = [constraint.field for constraint in pattern.constraints if constraint.field != key]
        fields.setdefault(pattern.kind, {}).update(dict.fromkeys(names))
    rows = [
        (site.kind(kind), meaning(VOCABULARY[kind].meaning), ", ".join(map(code, names)))
        for kind, names in fields.items()
    ]
    return table(("Facts", "What they say", "Fields looked at"), rows)


def _remedy(remedy: Remedy) -> str:
    unless = [markdown_cell(text) for text in remedy.unless]
    return "\n".join(
        [
            f"{markdown_cell(remedy.do)}",
            bullets([*labelled("Costs", [markdown_cell(remedy.costs)]), *labelled("Not if", unless)]),
        ]
    )


def _verdicts(example: Example) -> str:
    """The verdicts that an example expects, each once."""
    expected = example.expect if isinstance(example.expect, Mapping) else {}
    return listed([markdown_cell(verdict) for verdict in sorted(set(map(str, expected.values())))])


def _beside(site: Site, policy: str) -> Blocks:
    rows = [
        f"{site.link(decision)}: {', '.join(map(site.link, options))}"
        for decision, options in site.related.beside[policy].items()
    ]
    return [heading(2, "Decisions"), _ABOUT_PLACES, bullets(rows)] if rows else []
