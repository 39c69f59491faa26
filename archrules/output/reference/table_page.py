"""The page of all decision tables: which input leads to which conclusion, row by row, and why."""

from collections.abc import Mapping

from archrules.knowledge_base.items import Row, TableItem
from archrules.knowledge_base.rules import Table
from archrules.output.escaping import markdown_cell, markdown_text
from archrules.output.reference.citations import Citations
from archrules.output.reference.sections import Blocks, origins, page, parameters, section_head, titled
from archrules.output.reference.site import Site
from archrules.output.reference.words import concluded, plain, yaml_block
from archrules.output.report_markup import code, heading, numbered, table
from archrules.vocabulary.facts import Value

_LONG = 40
"""A text of more characters stands below the table."""

_HIT_POLICIES = {
    "unique": "one row holds, and no other",
    "any": "several rows may hold, and say the same",
    "collect": "every row that holds counts",
}
_SIGNS = {"<=": "≤", ">=": "≥"}


def table_page(site: Site) -> str:
    """The page of the decision tables."""
    cited = Citations(site)
    sections = [block for one in site.knowledge.tables.values() for block in _table(site, one, cited)]
    about = (
        "Classifications by declared inputs. An input that a row leaves out may have any of its values there."
    )
    return page([heading(1, "Decision tables"), about, origins(site), *sections])


def _table(site: Site, one: Table, cited: Citations) -> Blocks:
    item, numbers = one.item, one.rules[0].parameters
    return [
        *section_head(site, item.id, f"concludes {site.kind(item.output)}"),
        f"{markdown_text(item.why)} {cited.mark(*item.sources)}",
        "The inputs come from these facts:",
        yaml_block(item.when),
        table(("Input", "Values"), [(code(name), _domain(values)) for name, values in item.inputs.items()]),
        f"Hit policy `{item.hit_policy}`: {_HIT_POLICIES[item.hit_policy]}.",
        _rows(item, numbers),
        numbered(_reason(item, row, numbers) for row in item.rows),
        *parameters(site, item.id, cited),
        *titled("Examples", (markdown_cell(example.name) for example in item.examples)),
    ]


def _domain(values: object) -> str:
    if isinstance(values, Mapping):
        return f"{plain(values.get('from'))} to {plain(values.get('to'))}"
    return _cell(values)


def _rows(item: TableItem, numbers: Mapping[str, Value]) -> str:
    """The rows with their short conclusions; others follow below."""
    short = _short_fields(item)
    rows = [
        (
            str(number),
            *(_cell(row.when[name]) if name in row.when else "" for name in item.inputs),
            *(concluded(row.then[name], numbers) if name in row.then else "" for name in short),
        )
        for number, row in enumerate(item.rows, start=1)
    ]
    return table(("Row", *map(code, item.inputs), *(f"→ {code(name)}" for name in short)), rows)


def _short_fields(item: TableItem) -> list[str]:
    fields = dict.fromkeys(name for row in item.rows for name in row.then)
    return [name for name in fields if all(len(str(row.then.get(name, ""))) <= _LONG for row in item.rows)]


def _reason(item: TableItem, row: Row, numbers: Mapping[str, Value]) -> str:
    """Why a row says so, and what it concludes at length."""
    short = _short_fields(item)
    long = [
        f"- {code(name)}: {concluded(value, numbers)}"
        for name, value in row.then.items()
        if name not in short
    ]
    return "\n".join([f"{markdown_cell(row.because)}", *long])


def _cell(raw: object) -> str:
    """What an input may be: a value, one of several, or a range."""
    if isinstance(raw, Mapping):
        return ", ".join(
            f"{markdown_cell(_SIGNS.get(str(sign), str(sign)))} {plain(value)}" for sign, value in raw.items()
        )
    return ", ".join(map(plain, raw)) if isinstance(raw, list | tuple) else plain(raw)
