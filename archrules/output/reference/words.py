"""Texts and numbers of knowledge as Markdown, and conditions as the YAML that they are written in."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import yaml

from archrules.knowledge_base.items import Number
from archrules.knowledge_base.templates import TextTemplate
from archrules.model.units import format_duration, format_percent, format_size
from archrules.output.escaping import markdown_cell, visible_text
from archrules.vocabulary.facts import Value, value_text

_WIDTH = 56  # a line may be longer by one field
_LEFT, _RIGHT = (
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}",
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
)
_LEFT, _RIGHT = (
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}",
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
)
_VARIABLE = re.compile(rf"{_LEFT}([a-z0-9_\\]+){_RIGHT}")
_NAME_AS_CODE = re.compile(r"\\`([A-Za-z0-9](?:[A-Za-z0-9_.> -]*[A-Za-z0-9])?)\\`")
_BOUND = re.compile(r"\$[a-z][a-z0-9_]*")
_NO_CODE = re.compile(r"^\s*$|[`|\\\n]")
_BACKTICKS = re.compile("`+")
_SAID: Mapping[str, Callable[[Fraction], str]] = {
    "bytes": format_size,
    "bytes per second": lambda size: f"{format_size(size)}/s",
    "milliseconds": lambda time: format_duration(time / 1000),
    "seconds": format_duration,
}


def filled(text: str, parameters: Mapping[str, Value]) -> str:
    """A text with holes: parameters are filled in, of variables the name is shown as code."""
    template = TextTemplate(text, frozenset(parameters))
    variables = {name: f"{_LEFT}{name}{_RIGHT}" for name, _ in template.holes}
    return _VARIABLE.sub(_as_code, markdown_cell(template.fill({**variables, **parameters})))


def _as_code(variable: re.Match[str]) -> str:
    name = variable[1].replace("\\", "")
    return f"`{name}`"


def meaning(text: str) -> str:
    """What a kind of fact is: names between backticks are shown as code."""
    return _NAME_AS_CODE.sub(r"`\1`", markdown_cell(text))


def concluded(raw: object, parameters: Mapping[str, Value]) -> str:
    """A field of a conclusion: a variable or expression as code, a text with its holes filled, another value plain."""
    if isinstance(raw, Mapping):
        return _code(str(raw.get("value", "")))
    if isinstance(raw, str):
        return _code(raw) if _BOUND.fullmatch(raw) else filled(raw, parameters)
    return plain(raw)


def plain(raw: object) -> str:
    """A value as it stands in a condition or conclusion."""
    return markdown_cell(value_text(raw) if isinstance(raw, bool | int) else str(raw))


def _code(text: str) -> str:
    plain_enough = visible_text(text) == text and not _NO_CODE.search(text)
    return f"`{text}`" if plain_enough else markdown_cell(text)


def quantity(value: Number, unit: str) -> str:
    """A number in full with its unit, and beside it how people would say it, where that is something else."""
    number, said = _digits(value), _said(Fraction(value), unit)
    same = not said or said.partition(" ")[0] == number
    return markdown_cell(f"{number} {unit}" if same else f"{number} {unit} ({said})")


def _digits(value: Number) -> str:
    return f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"


def _said(number: Fraction, unit: str) -> str:
    if unit.startswith("share "):
        return format_percent(number)
    return _SAID[unit](number) if unit in _SAID and number >= 0 else ""


def yaml_block(entries: Iterable[Mapping[str, Any]], *, listed: bool = True) -> str:
    """Conditions or facts as a block of YAML, each on a line of its own where it is short enough."""
    lines = [line for entry in entries for line in _lines(entry, "- " if listed else "")]
    text = "\n".join(visible_text(line) for line in lines)
    fence = "`" * max(3, 1 + max(map(len, _BACKTICKS.findall(text)), default=0))
    return f"{fence}yaml\n{text}\n{fence}"


def _lines(entry: Mapping[str, Any], mark: str) -> list[str]:
    """One entry, its key at the margin and all below it in one line or folded."""
    written = yaml.dump(
        dict(entry),
        Dumper=_Dumper,
        default_flow_style=True,
        sort_keys=False,
        allow_unicode=True,
        width=_WIDTH,
    )
    inside = written.strip()[1:-1].split("\n")
    return [f"{mark if number == 0 else ' ' * len(mark)}{line}" for number, line in enumerate(inside)]


class _Dumper(yaml.SafeDumper):
    """Writes decimals as they are."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the name is PyYAML's
        """Nothing is written by reference."""
        return True


_Dumper.add_representer(
    Decimal, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", f"{value:f}")
)
