"""The public names: all of them resolve, and importing the package loads nothing heavy."""

import json
import pkgutil
import subprocess
import sys
import tomllib

import pytest

import archrules
from tests.house.documents import ROOT

HEAVY = {"experta", "frozendict", "graphviz", "networkx", "pydantic", "pygraphviz", "rich", "yaml"}

PROBE = """
import json, logging, sys, collections
before = set(sys.modules)
import archrules
print(json.dumps({
    "loaded": sorted({name.partition(".")[0] for name in set(sys.modules) - before}),
    "handlers": len(logging.getLogger().handlers),
    "mapping": hasattr(collections, "Mapping"),
}))
"""


def probe() -> dict[str, object]:
    command = [sys.executable, "-c", PROBE]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    result: dict[str, object] = json.loads(answer.stdout)
    return result


@pytest.mark.parametrize("name", archrules.__all__)
def test_a_public_name_resolves(name: str) -> None:
    assert getattr(archrules, name).__module__.startswith("archrules")


def test_dir_lists_every_public_name() -> None:
    assert {*archrules.__all__, "__version__"} <= set(dir(archrules))


def test_every_name_with_a_home_is_public() -> None:
    assert sorted(archrules._HOME_OF) == sorted(archrules.__all__)  # noqa: SLF001 - the table under test


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'archrules' has no attribute 'recomend'"):
        getattr(archrules, "recomend")  # noqa: B009 - written plainly, mypy refuses it


def test_no_module_has_the_name_of_a_public_function() -> None:
    assert {module.name for module in pkgutil.iter_modules(archrules.__path__)} & set(
        archrules.__all__
    ) == set()


def test_the_version_is_the_one_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert archrules.__version__ == project["version"], "install the checkout again"


def test_importing_the_package_loads_nothing_heavy() -> None:
    loaded = probe()["loaded"]
    assert isinstance(loaded, list)
    assert HEAVY & set(loaded) == set()


def test_importing_the_package_leaves_logging_alone() -> None:
    assert probe()["handlers"] == 0


def test_importing_the_package_leaves_collections_alone() -> None:
    assert probe()["mapping"] is False
