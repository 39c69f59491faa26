"""What archrules writes for programs: the recommendation as JSON, a System as YAML, the schema of either."""

import re
import sys
from typing import Any

import yaml
from pydantic import BaseModel

from archrules.model.recommendation import RecommendationData
from archrules.model.system import System
from archrules.output.escaping import terminal_text
from archrules.output.json_text import json_text

# Readers of YAML differ in which of these they take for numbers, dates or times; a unit behind a blank settles it.
_LIKE_A_NUMBER = re.compile(r"[-+.0-9][^ /%]*")
_LIKE_A_CONSTANT = re.compile("y|n|yes|no|on|off|true|false|null|~|", re.IGNORECASE)
_TEXT_TAG = "tag:yaml.org,2002:str"


def recommendation_json(data: RecommendationData) -> str:
    """Return the whole recommendation as JSON with sorted keys; what is invisible is written as an escape."""
    return json_text(data.model_dump(mode="json"))


def json_schema(model: type[BaseModel]) -> str:
    """Return the JSON Schema (draft 2020-12) of a model as JSON with sorted keys."""
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return json_text({"$schema": dialect, **model.model_json_schema(by_alias=True)})


def system_yaml(system: System) -> str:
    """Return a System as YAML without what is unknown, its fields in the order of the model.

    It is read back as an equal System, quantities to nine decimal places of their unit.
    """
    return yaml.dump(
        _known(system),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=sys.maxsize,
    )


def system_json(system: System) -> str:
    """Return a System as JSON with sorted keys, without what is unknown; it is read back as `system_yaml` is."""
    return json_text(_known(system))


def _known(system: System) -> dict[str, Any]:
    """What is known of a System, as plain data in the order of the model."""
    return {"name": system.name, **system.model_dump(mode="json", exclude_none=True, exclude_defaults=True)}


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
