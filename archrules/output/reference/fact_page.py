"""The page of facts: every kind that rules may name, with its fields, and which rules conclude and read it."""

from archrules.output.reference.related import Names
from archrules.output.reference.sections import Blocks, page
from archrules.output.reference.site import Site
from archrules.output.reference.words import meaning
from archrules.output.report_markup import bullets, code, heading, labelled, listed
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.kinds import Field, Kind

_ABOUT = (
    "What rules may be about. A field whose value nobody has said is unknown, and no condition holds for it but "
    "`unknown`. The key tells facts of a kind apart. Of a list in the input each entry is a fact."
)


def fact_page(site: Site) -> str:
    """The page of the kinds of facts."""
    blocks = [heading(1, "Facts"), _ABOUT]
    for name, kind in sorted(VOCABULARY.items()):
        blocks += [
            *_kind(kind),
            *_items(site, "Concluded by", site.related.concluding, name),
            *_items(site, "Read by", site.related.readers, name),
        ]
    return page(blocks)


def _kind(kind: Kind) -> Blocks:
    fields = [f"{code(name)}: {_field(one, key=name == kind.key)}" for name, one in kind.fields.items()]
    return [heading(2, kind.name), meaning(kind.meaning), bullets(fields)]


def _field(declared: Field, *, key: bool) -> str:
    choices = listed(list(map(code, declared.choices)), "or")
    told = f"{declared.type.value}, {choices}" if choices else declared.type.value
    return f"{told} (the key)" if key else told


def _items(site: Site, label: str, items: Names, kind: str) -> list[str]:
    return labelled(label, [", ".join(site.link(name, name) for name in items.get(kind, ()))])
