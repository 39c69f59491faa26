"""Tells the files apart that several commands take."""

from contextlib import suppress

from archrules.errors import InputError
from archrules.importers.reading import has_compose_name
from archrules.knowledge_base.reading import read_text
from archrules.knowledge_base.strict_yaml import parse_lenient_yaml


def is_brief(path: str) -> bool:
    """Whether a file is a brief, which has a field `system`; one that cannot be read is taken for none."""
    if has_compose_name(path):
        return False
    with suppress(InputError):
        text, name = read_text(path, error=InputError)
        top = parse_lenient_yaml(text, name).value
        return isinstance(top, dict) and "system" in top and not isinstance(top.get("services"), dict)
    return False
