"""The plugin of pytest: architectures as tests. It loads nothing of archrules before a test needs it.

- A file named `*.system.yaml` (or `.yml`, `.json`), and each compose file that the option `archrules_compose` names,
  is collected: one test for each policy. It passes where the policy is satisfied, fails where a finding fails, and is
  skipped where the policy does not apply, too little is known, or what was found does not fail. The reason says which.
- The fixture `architecture` checks systems from tests of your own; see `archrules.testing.Architecture`.
- A test that fails with a `Report` at hand shows all of it.

Options stand in the configuration of pytest as `archrules_profile`, `archrules_waivers`, `archrules_today`,
`archrules_policies`, `archrules_parameters` and `archrules_fail_on`. The first three may be given on the command line
too.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from archrules.pytest_plugin.collecting import SystemFile
    from archrules.testing import Architecture

MARKER = "archrules"

_USUAL: dict[str, tuple[object, ...]] = {
    "profile": ("prototype", "production", "regulated"),
    "fail_on": ("error", "warning", "note", "never"),
    "today": ("",),
    "parameters": ([],),
}
"""Values of options that need no look."""

_ENDINGS = (".system.yaml", ".system.yml", ".system.json")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("archrules", "architecture checks")
    group.addoption(
        "--archrules-profile", metavar="PROFILE", help="what is expected: prototype, production or regulated"
    )
    group.addoption("--archrules-waivers", metavar="FILE", help="findings that are accepted")
    group.addoption(
        "--archrules-today", metavar="YYYY-MM-DD", help="the day as of which waivers count (default: today)"
    )
    parser.addini("archrules_compose", "compose files to check", type="paths", default=[])
    parser.addini(
        "archrules_profile", "what is expected: prototype, production or regulated", default="production"
    )
    parser.addini("archrules_waivers", "a file of findings that are accepted", default="")
    parser.addini("archrules_today", "the day as of which waivers count, YYYY-MM-DD", default="")
    parser.addini(
        "archrules_policies",
        "ids of policies, 'built-in', or folders of your own",
        type="linelist",
        default=[],
    )
    parser.addini(
        "archrules_parameters", "numbers that decide, as policy.parameter=number", type="linelist", default=[]
    )
    parser.addini("archrules_fail_on", "error, warning, note or never", default="error")


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, and look at compose files also where only some folders are looked into."""
    config.addinivalue_line("markers", f"{MARKER}: what a policy of archrules says about a system")
    if config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        config.args += [str(path) for path in config.getini("archrules_compose")]


def pytest_sessionstart(session: pytest.Session) -> None:
    """Refuse what cannot be an option before anything is collected; what is left as it is needs no look."""
    config = session.config
    compose = config.getini("archrules_compose")
    if any(not path.is_file() for path in compose) or any(
        (config.getoption(f"archrules_{name}", default=None) or config.getini(f"archrules_{name}"))
        not in usual
        for name, usual in _USUAL.items()
    ):
        from archrules.pytest_plugin.settings import check_options

        check_options(config)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> SystemFile | None:
    """Collect the files that describe systems."""
    if file_path.name.endswith(_ENDINGS) or file_path in parent.config.getini("archrules_compose"):
        from archrules.pytest_plugin.collecting import SystemFile

        return SystemFile.from_parent(parent, path=file_path)
    return None


@pytest.fixture(scope="session")
def architecture(pytestconfig: pytest.Config) -> Architecture:
    """Checks systems with the profile, waivers and policies that pytest was given; paths start at its root folder."""
    from archrules.pytest_plugin.settings import architecture_of

    return architecture_of(pytestconfig)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    call: pytest.CallInfo[None],
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show the whole of each report that a failing test has at hand; in its own message pytest cuts it short."""
    made = yield
    if made.failed and call.excinfo is not None and "archrules.policies.report" in sys.modules:
        from archrules.pytest_plugin.showing import report_sections

        made.sections += report_sections(call.excinfo)
    return made


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell what tests that pass or are skipped keep quiet about, where a system was collected."""
    if "archrules.pytest_plugin.collecting" in sys.modules and config.get_verbosity() >= 0:
        from archrules.pytest_plugin.showing import write_summary

        write_summary(terminalreporter, config)
