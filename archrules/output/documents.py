"""What archrules writes for programs: the recommendation as JSON, a System as YAML, the schema of either."""

import json
import re
import sys
from typing import Any

import yaml
from pydantic import BaseModel

from archrules.errors import printable
from archrules.model.recommendation import RecommendationData
from archrules.model.system import System
from archrules.output.escaping import terminal_text

_BEYOND_ASCII = re.compile(r"[^\n -~]")
# Readers of YAML differ in which of these they take for numbers, dates or times; a unit behind a blank settles it.
_LIKE_A_NUMBER = re.compile(r"[-+.0-9][^ /%]*")
_LIKE_A_CONSTANT = re.compile("y|n|yes|no|on|off|true|false|null|~|", re.IGNORECASE)
_TEXT_TAG = "tag:yaml.org,2002:str"


def recommendation_json(data: RecommendationData) -> str:
    """Return the whole recommendation as JSON with sorted keys; what is invisible is written as an escape."""
    return _json(data.model_dump(mode="json"))


def json_schema(model: type[BaseModel]) -> str:
    """Return the JSON Schema (draft 2020-12) of a model as JSON with sorted keys."""
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return _json({"$schema": dialect, **model.model_json_schema(by_alias=True)})


def system_yaml(system: System) -> str:
    """Return a System as YAML without what is unknown, its fields in the order of the model.

    It is read back as an equal System, quantities to nine decimal places of their unit.
    """
    content = {
        "name": system.name,
        **system.model_dump(mode="json", exclude_none=True, exclude_defaults=True),
    }
    return yaml.dump(
        content,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=sys.maxsize,
    )


def _json(content: object) -> str:
    text = json.dumps(content, sort_keys=True, indent=2, ensure_ascii=False)
    return f"{_BEYOND_ASCII.sub(_visible, text)}\n"


def _visible(sign: re.Match[str]) -> str:
    """Return a character as it is if it can be seen, else as JSON's escape for it."""
    return sign[0] if printable(sign[0]) == sign[0] else json.dumps(sign[0])[1:-1]


class _Dumper(yaml.SafeDumper):
    """Quotes all text that some reader could take for something else, and writes lists under their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Indent lists too; the signature is PyYAML's."""
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401, ARG002
        """Write everything out; the signature is PyYAML's."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    if terminal_text(text) != text:
        style = '"'
    elif _LIKE_A_NUMBER.fullmatch(text) or _LIKE_A_CONSTANT.fullmatch(text):
        style = "'"
    else:
        style = None
    return dumper.represent_scalar(_TEXT_TAG, text, style=style)


_Dumper.add_representer(str, _text)
