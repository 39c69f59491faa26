"""For your own test suite: that a system conforms to policies, and that the examples of your knowledge hold.

A system conforms, or the test fails with all that is wrong with it::

    from archrules.testing import assert_conforms


    def test_architecture() -> None:
        assert_conforms("docker-compose.yml")

Every example of a folder of policies, or of a pack, as a test::

    import pytest

    from archrules.testing import ExampleCase, assert_example, example_cases


    @pytest.mark.parametrize("case", example_cases("path/to/my-policies"))
    def test_item_does_what_its_example_says(case: ExampleCase) -> None:
        assert_example(case)

With pytest installed, archrules is also a plugin of it: see `archrules.pytest_plugin`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction
    from os import PathLike

    from _pytest.mark import ParameterSet

    from archrules.importers.imported import Imported
    from archrules.knowledge_base.base import KnowledgeBase
    from archrules.model.finding import FailLevel
    from archrules.model.system import System
    from archrules.policies.checking import Waivers
    from archrules.policies.profiles import Profile
    from archrules.policies.report import Report
    from archrules.policies.selection import Wanted
    from archrules.recommendation.examples import KnowledgeExample

    Checked = System | Imported | str | PathLike[str]


def assert_conforms(  # noqa: PLR0913  # all but the first two are named, and each has a default
    system: Checked,
    policies: Iterable[Wanted] | Wanted | None = None,
    *,
    profile: Profile = "production",
    waivers: Waivers | None = None,
    today: date | None = None,
    parameters: Mapping[str, int | Decimal | Fraction] | None = None,
    knowledge: KnowledgeBase | None = None,
    fail_on: FailLevel = "error",
) -> Report:
    """Fail with all that is wrong with a system, or else return the report on it.

    `system` is a System, what `archrules.read_system` gives, or the path of a System file or a compose file. The others
    are those of `archrules.check`.

    Raises:
        AssertionError: a finding fails, or a waiver is malformed; the text tells each with place and remedies.
        ArchrulesError: as `archrules.read_system` and `archrules.check` do.
    """
    __tracebackhide__ = True
    from archrules import api

    report = api.check(
        _read(system),
        policies=policies,
        profile=profile,
        waivers=waivers,
        today=today,
        parameters=parameters,
        knowledge=knowledge,
        fail_on=fail_on,
    )
    if not report.ok:
        raise AssertionError(str(report))
    return report


def _read(system: Checked) -> System | Imported:
    from archrules import api

    return api.read_system(system) if isinstance(system, str | os.PathLike) else system


@dataclass(frozen=True)
class Architecture:
    """Checks systems in the way that pytest was told to; the fixture `architecture` is one.

    Paths are relative to `folder`, which is pytest's root folder. `options` are arguments of `archrules.check`.
    """

    folder: Path
    options: Mapping[str, Any] = field(default_factory=dict)

    def check(self, system: Checked, **options: Any) -> Report:  # noqa: ANN401 - those of `check`
        """The report on a system; options given here go before those of pytest.

        Raises:
            ArchrulesError: as `archrules.read_system` and `archrules.check` do.
        """
        from archrules import api

        return api.check(_read(self._found(system)), **{**self.options, **options})

    def assert_conforms(self, system: Checked, **options: Any) -> Report:  # noqa: ANN401 - those of `check`
        """Fail with all that is wrong with a system, or else return the report on it.

        Raises:
            AssertionError: a finding fails, or a waiver is malformed.
            ArchrulesError: as `archrules.read_system` and `archrules.check` do.
        """
        __tracebackhide__ = True
        return assert_conforms(self._found(system), **{**self.options, **options})

    def _found(self, system: Checked) -> Checked:
        if not isinstance(system, str | os.PathLike):
            return system
        return seen_from_here(self.folder / os.fsdecode(system))


def seen_from_here(path: Path) -> str:
    """A path as someone in the working directory would write it, so that findings name it so."""
    try:
        return os.path.relpath(path)
    except ValueError:  # on another drive
        return str(path)


# ---- examples of knowledge


@dataclass(frozen=True, slots=True)
class ExampleCase:
    """One example of one item, and the knowledge that has to make it true."""

    knowledge: KnowledgeBase
    example: KnowledgeExample

    def __str__(self) -> str:
        return str(self.example)


def example_cases(folder: str | PathLike[str] | None = None) -> list[ParameterSet]:
    """Every example in a folder, or of the built-in knowledge, for `pytest.mark.parametrize`.

    The folder holds policies, or it is a pack: one that stands alone, or one that is laid on the built-in knowledge,
    of which the examples are those of what it adds and replaces.

    Raises:
        KnowledgeError: with every fault of every file, as pytest shows when it collects the tests.
    """
    import pytest

    from archrules.recommendation.example_folder import load_example_folder

    found = load_example_folder(None if folder is None else Path(folder))
    cases = (ExampleCase(found.knowledge, example) for example in found.examples())
    return [pytest.param(case, id=str(case)) for case in cases]


def assert_example(case: ExampleCase) -> None:
    """Fail with what was expected and what was found, if something else follows from the facts of the example.

    Raises:
        AssertionError: the example does not hold.
    """
    __tracebackhide__ = True
    from archrules.recommendation.examples import difference

    found = difference(case.knowledge, case.example)
    if found is not None:
        raise AssertionError(found)
