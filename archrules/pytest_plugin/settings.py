"""How pytest was told to check systems."""

import argparse
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from archrules.cli.judging import day, parameter, read_clock
from archrules.errors import did_you_mean, near_names, printable
from archrules.knowledge_base.reading import names_beside
from archrules.model.finding import FailLevel
from archrules.policies.profiles import PROFILES
from archrules.testing import Architecture, seen_from_here

_IDENTIFIER = re.compile("[a-z0-9-]+")
_ARCHITECTURE = pytest.StashKey[Architecture]()


def architecture_of(config: pytest.Config) -> Architecture:
    """What checks systems as the options say, the same all through a session.

    Raises:
        pytest.UsageError: an option has a value that it cannot have.
    """
    if _ARCHITECTURE not in config.stash:
        config.stash[_ARCHITECTURE] = Architecture(config.rootpath, _options(config))
    return config.stash[_ARCHITECTURE]


def check_options(config: pytest.Config) -> None:
    """Do nothing where each option has a value that it can have, and the compose files are there.

    Raises:
        pytest.UsageError: it is not so.
    """
    folder = config.inipath.parent if config.inipath else config.rootpath
    for path in config.getini("archrules_compose"):
        if not path.is_file():
            shown = str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)
            message = (
                f"archrules_compose: there is no file {shown!r}{names_beside(str(path))}: check the path"
            )
            raise pytest.UsageError(printable(message))
    architecture_of(config)


def _options(config: pytest.Config) -> dict[str, Any]:
    options: dict[str, Any] = {
        "profile": _one_of(PROFILES, config, "profile"),
        "fail_on": _one_of(get_args(FailLevel), config, "fail_on"),
        "parameters": dict(_read(parameter, each) for each in config.getini("archrules_parameters")),
    }
    folder = config.inipath.parent if config.inipath else config.rootpath
    if policies := config.getini("archrules_policies"):
        options["policies"] = [
            each if _IDENTIFIER.fullmatch(each) else Path(folder, each) for each in policies
        ]
    today = _value(config, "today")
    named = _read(day, today) if today else None
    given = config.getoption("archrules_waivers")
    written = config.getini("archrules_waivers")
    if given or written:
        start = config.invocation_params.dir if given else folder
        options["waivers"] = seen_from_here(start / (given or written))
        options["today"] = named or read_clock()
    return options


def _value(config: pytest.Config, name: str) -> str:
    """What the command line says or, if nothing, the configuration."""
    given = config.getoption(f"archrules_{name}", default=None)
    return str(given or config.getini(f"archrules_{name}"))


def _one_of(known: tuple[str, ...], config: pytest.Config, name: str) -> str:
    value = _value(config, name)
    if value not in known:
        hint = did_you_mean(near_names(value, known)[:1])
        raise pytest.UsageError(f"archrules_{name}: {value!r} is none of {', '.join(known)}{hint}")
    return value


def _read(read: Any, text: str) -> Any:  # noqa: ANN401 - as what is read
    try:
        return read(text)
    except argparse.ArgumentTypeError as error:
        raise pytest.UsageError(f"archrules: {error}") from None
