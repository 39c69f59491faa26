"""The pytest plugin, in sessions of pytest of its own."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

# A session within this process forgets what it was the first to import, and PyYAML cannot be imported twice.
import archrules.importers.reading
import archrules.policies.checking
import archrules.pytest_plugin.showing  # noqa: F401  # see above
from tests.unit.cli.systems import CLEAN, COMPOSE, SYSTEM, WAIVERS, policies_in, written

pytest_plugins = ["pytester"]

INI = """\
[pytest]
addopts = -p no:cacheprovider --strict-markers
archrules_policies = ./policies
"""
CALL = """\
name: Calls
services: [{name: a}, {name: b}, {name: c}]
interactions:
  - {source: a, target: b, mode: sync}
  - {source: b, target: c, mode: sync}
  - {source: c, target: a, mode: sync}
"""
UNKNOWN = "unknown: 1 element, of which too little is known; nothing says"
ROUND = """\
id: round
title: No call comes round
status: stable
since: 0.1.0
why: It can wait for itself.
sources: [{ref: guide-b, where: Reliability Patterns}]
for: {system_structure: {system: $system}}
when: [{synchronous_cycle: {members: $members}}]
finding: {severity: error, message: "{members} wait for one another", path: synchronous_cycle}
remedies: [{do: send a message instead, costs: an answer comes later}]
examples:
  - name: three
    given: [{system_structure: {system: s}}, {synchronous_cycle: {name: c, members: "a, b, c"}}]
    expect: {s: violated}
  - name: none
    given: [{system_structure: {system: s}}]
    expect: {s: satisfied}
"""


@pytest.fixture
def folder(pytester: pytest.Pytester) -> Path:
    """Return the root folder of a session, with policies of its own."""
    policies_in(pytester.path)
    written(pytester.path / "pytest.ini", INI)
    return pytester.path


def configured(folder: Path, *lines: str) -> None:
    written(folder / "pytest.ini", INI + "".join(f"{line}\n" for line in lines))


def outcomes(result: pytest.RunResult) -> dict[str, str]:
    """Return the outcome of each test of a verbose run."""
    words = [line.split() for line in result.outlines if "::" in line and "[" in line]
    return {line[0]: line[1] for line in words}


class TestCollection:
    @pytest.mark.parametrize("ending", ["yaml", "yml", "json"])
    @pytest.mark.usefixtures("folder")
    def test_a_system_file_has_a_test_for_each_policy(self, ending: str, pytester: pytest.Pytester) -> None:
        text = '{"name": "a", "services": [{"name": "a"}]}' if ending == "json" else SYSTEM
        written(pytester.path / f"shop.system.{ending}", text)
        assert list(outcomes(pytester.runpytest("-v"))) == [
            f"shop.system.{ending}::few",
            f"shop.system.{ending}::watched",
        ]

    def test_other_files_are_left_alone(self, folder: Path, pytester: pytest.Pytester) -> None:
        written(folder / "docker-compose.yml", COMPOSE)
        written(folder / "system.yaml", SYSTEM)
        pytester.runpytest().assert_outcomes()

    def test_a_compose_file_is_collected_if_it_is_named(
        self, folder: Path, pytester: pytest.Pytester
    ) -> None:
        (folder / "deploy").mkdir()
        written(folder / "deploy" / "compose.yml", COMPOSE)
        configured(folder, "archrules_compose = deploy/compose.yml")
        assert set(outcomes(pytester.runpytest("-v"))) == {
            "deploy/compose.yml::few",
            "deploy/compose.yml::watched",
        }

    def test_a_compose_file_is_collected_besides_the_folders_of_tests(
        self, folder: Path, pytester: pytest.Pytester
    ) -> None:
        (folder / "tests").mkdir()
        written(folder / "tests" / "test_a.py", "def test_a(): pass\n")
        written(folder / "docker-compose.yml", COMPOSE)
        configured(folder, "testpaths = tests", "archrules_compose = docker-compose.yml")
        assert set(outcomes(pytester.runpytest("-v"))) == {
            "tests/test_a.py::test_a",
            "docker-compose.yml::few",
            "docker-compose.yml::watched",
        }

    def test_a_compose_file_is_left_alone_where_others_are_named_on_the_command_line(
        self, folder: Path, pytester: pytest.Pytester
    ) -> None:
        (folder / "tests").mkdir()
        written(folder / "tests" / "test_a.py", "def test_a(): pass\n")
        written(folder / "docker-compose.yml", COMPOSE)
        configured(folder, "testpaths = tests", "archrules_compose = docker-compose.yml")
        pytester.runpytest("tests").assert_outcomes(passed=1)

    def test_a_file_with_faults_is_an_error_that_tells_them(
        self, folder: Path, pytester: pytest.Pytester
    ) -> None:
        written(folder / "shop.system.yaml", "servicess: []\nname: [a]\n")
        result = pytester.runpytest()
        result.assert_outcomes(errors=1)
        result.stdout.fnmatch_lines(["shop.system.yaml:1:1: unknown field 'servicess'*"])
        result.stdout.no_fnmatch_line("*Traceback*")
        result.stdout.no_fnmatch_line("*collecting.py*")

    def test_tests_of_systems_have_a_marker(self, folder: Path, pytester: pytest.Pytester) -> None:
        written(folder / "clean.system.yaml", CLEAN)
        written(folder / "test_a.py", "def test_a(): pass\n")
        pytester.runpytest("-m", "not archrules").assert_outcomes(passed=1, deselected=2)

    def test_the_plugin_can_be_turned_off(self, folder: Path, pytester: pytest.Pytester) -> None:
        written(folder / "clean.system.yaml", CLEAN)
        written(folder / "pytest.ini", "[pytest]\n")
        pytester.runpytest("-p", "no:archrules").assert_outcomes()


class TestOutcome:
    def test_satisfied_is_passed_and_violated_is_failed(
        self, folder: Path, pytester: pytest.Pytester
    ) -> None:
        written(folder / "clean.system.yaml", CLEAN)
        written(folder / "shop.system.yaml", SYSTEM)
        found = outcomes(pytester.runpytest("-v"))
        assert (found["clean.system.yaml::watched"], found["shop.system.yaml::watched"]) == (
            "PASSED",
            "FAILED",
        )

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            (SYSTEM, "few: warning: 2 findings, fails only at error or above"),
            (
                "name: a\nservices: [{name: a}]\n",
                f"watched: {UNKNOWN} whether it has a health check, shown by `health_check:` in a System file",
            ),
            (
                "name: a\nservices: [{name: a}]\n",
                f"few: {UNKNOWN} with what it is deployed, shown by `deployment_unit:` in a System file",
            ),
        ],
    )
    def test_what_neither_passes_nor_fails_is_skipped_with_the_reason(
        self, text: str, reason: str, folder: Path, pytester: pytest.Pytester
    ) -> None:
        written(folder / "a.system.yaml", text)
        result = pytester.runpytest("-rs")
        assert [line for line in result.outlines if line.startswith("SKIPPED") and line.endswith(reason)]

    def test_a_failure_tells_element_message_place_and_remedy_and_where_to_read_on(
        self, folder: Path, pytester: pytest.Pytester
    ) -> None:
        written(folder / "shop.system.yaml", SYSTEM)
        result = pytester.runpytest()
        start = next(at for at, line in enumerate(result.outlines) if "shop.system.yaml: watched" in line)
        assert result.outlines[start + 1 : start + 7] == [
            "error watched on orders",
            "  orders has no health check",
            "  at shop.system.yaml:3:6",
            "  remedy: add one; costs: an hour",
            "",
            "What it rests on: archrules explain shop.system.yaml watched",
        ]

    def test_a_failure_tells_the_path(self, folder: Path, pytester: pytest.Pytester) -> None:
        written(folder / "policies" / "round.yaml", ROUND)
        written(folder / "calls.system.yaml", CALL)
        result = pytester.runpytest("-k", "round")
        result.assert_outcomes(failed=1, deselected=2)
        result.stdout.fnmatch_lines(["error round on a", "  path: a -> b -> c -> a"])

    def test_the_summary_tells_what_did_not_fail(self, folder: Path, pytester: pytest.Pytester) -> None:
        written(folder / "shop.system.yaml", SYSTEM)
        pytester.runpytest().stdout.fnmatch_lines(
            [
                "*= architecture =*",
                "shop.system.yaml: 2 policies: 2 violated. Findings: 1 error and 2 warnings.",
                "  warning few: cart is deployed with 2 services at shop.system.yaml:4:6",
                "  warning few: orders is deployed with 2 services at shop.system.yaml:3:6",
            ]
        )

    def test_a_quiet_run_has_no_summary(self, folder: Path, pytester: pytest.Pytester) -> None:
        written(folder / "clean.system.yaml", CLEAN)
        pytester.runpytest("-q").stdout.no_fnmatch_line("*architecture*")

    def test_a_session_without_systems_has_no_summary(self, folder: Path, pytester: pytest.Pytester) -> None:
        written(folder / "test_a.py", "def test_a(architecture): pass\n")
        pytester.runpytest().stdout.no_fnmatch_line("*= architecture =*")


class TestOptions:
    def test_the_level_that_fails(self, folder: Path, pytester: pytest.Pytester) -> None:
        written(folder / "shop.system.yaml", SYSTEM)
        configured(folder, "archrules_fail_on = warning")
        pytester.runpytest().assert_outcomes(failed=2)

    def test_parameters(self, folder: Path, pytester: pytest.Pytester) -> None:
        written(folder / "shop.system.yaml", SYSTEM)
        configured(folder, "archrules_parameters = few.most=2")
        assert outcomes(pytester.runpytest("-v"))["shop.system.yaml::few"] == "PASSED"

    @pytest.mark.parametrize(
        ("ini", "options", "severity"),
        [
            ([], [], "error"),
            (["archrules_profile = prototype"], [], "warning"),
            (["archrules_profile = prototype"], ["--archrules-profile", "production"], "error"),
        ],
        ids=["default", "configured", "on the command line"],
    )
    def test_the_profile(
        self, ini: list[str], options: list[str], severity: str, folder: Path, pytester: pytest.Pytester
    ) -> None:
        policy = folder / "policies" / "watched.yaml"
        by_profile = "{prototype: warning, production: error, regulated: error}"
        written(policy, policy.read_text("utf-8").replace("severity: error", f"severity: {by_profile}"))
        written(folder / "shop.system.yaml", SYSTEM)
        configured(folder, *ini)
        pytester.runpytest(*options).stdout.fnmatch_lines([f"*{severity} watched*"])

    @pytest.mark.parametrize(
        ("line", "told"),
        [
            (
                "archrules_profile = prod",
                "archrules_profile: 'prod' is none of prototype, production, regulated",
            ),
            (
                "archrules_fail_on = warn",
                "archrules_fail_on: 'warn' is none of error, warning, note, never (did you mean 'warning'[?])",
            ),
            (
                "archrules_compose = docker-compos.yml",
                "archrules_compose: there is no file 'docker-compos.yml' (did you mean 'docker-compose.yml'[?]): *",
            ),
            ("archrules_parameters = few.most", "archrules: 'few.most' sets no parameter; write it as in *"),
            ("archrules_today = tomorrow", "archrules: 'tomorrow' is no day of the calendar; *"),
        ],
    )
    def test_a_wrong_one_stops_the_session_with_one_line(
        self, line: str, told: str, folder: Path, pytester: pytest.Pytester
    ) -> None:
        written(folder / "docker-compose.yml", COMPOSE)
        written(folder / "test_a.py", "def test_a(architecture): pass\n")
        written(folder / "pytest.ini", f"[pytest]\n{line}\n")
        result = pytester.runpytest("-p", "no:cacheprovider")
        assert result.ret == pytest.ExitCode.USAGE_ERROR
        result.stderr.fnmatch_lines([f"ERROR: {told}"])
        assert "Traceback" not in f"{result.stdout}{result.stderr}"

    def test_a_policy_that_is_not_there_is_told(self, folder: Path, pytester: pytest.Pytester) -> None:
        written(folder / "shop.system.yaml", SYSTEM)
        written(folder / "pytest.ini", "[pytest]\narchrules_policies = no-such\n")
        result = pytester.runpytest("-p", "no:cacheprovider")
        result.assert_outcomes(errors=1)
        result.stdout.fnmatch_lines(["*the knowledge has no policy 'no-such'*"])
        result.stdout.no_fnmatch_line("*settings.py*")


class TestWaivers:
    @pytest.fixture(autouse=True)
    def _shop(self, folder: Path) -> None:
        written(folder / "shop.system.yaml", SYSTEM)
        written(folder / "waivers.yaml", WAIVERS)

    def test_hide_a_finding_up_to_their_last_day(self, folder: Path, pytester: pytest.Pytester) -> None:
        configured(folder, "archrules_waivers = waivers.yaml", "archrules_today = 2027-01-31")
        assert outcomes(pytester.runpytest("-v"))["shop.system.yaml::watched"] == "SKIPPED"
        late = pytester.runpytest("-v", "--archrules-today", "2027-02-01")
        assert outcomes(late)["shop.system.yaml::watched"] == "FAILED"

    def test_may_be_named_on_the_command_line(self, pytester: pytest.Pytester) -> None:
        result = pytester.runpytest(
            "--archrules-waivers", "waivers.yaml", "--archrules-today", "2027-01-01", "-rs"
        )
        result.stdout.fnmatch_lines(["*watched: waived: 1 finding"])

    def test_count_as_of_today_which_is_told(
        self, folder: Path, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("archrules.pytest_plugin.settings.read_clock", lambda: date(2027, 2, 1))
        configured(folder, "archrules_waivers = waivers.yaml")
        result = pytester.runpytest()
        result.stdout.fnmatch_lines(
            [
                "Waivers as of 2027-02-01",
                "  waivers.yaml:2:5: expired: its last day was 2027-01-31: *",
            ]
        )

    def test_that_are_malformed_fail(self, folder: Path, pytester: pytest.Pytester) -> None:
        written(folder / "waivers.yaml", "waivers: [{policy: watched}]\n")
        result = pytester.runpytest("--archrules-waivers", "waivers.yaml", "-v", "-k", "(waivers)")
        assert outcomes(result) == {"shop.system.yaml::(waivers)": "FAILED"}
        result.stdout.fnmatch_lines(["waivers.yaml:1:11: malformed: the field 'expires' is missing: add it"])

    def test_for_one_of_several_systems_are_not_called_unused(
        self, folder: Path, pytester: pytest.Pytester
    ) -> None:
        written(folder / "another.system.yaml", CLEAN)
        result = pytester.runpytest("--archrules-waivers", "waivers.yaml", "--archrules-today", "2027-01-01")
        result.stdout.no_fnmatch_line("*: unused: *")

    def test_for_no_system_are_called_unused_once(self, folder: Path, pytester: pytest.Pytester) -> None:
        written(folder / "shop.system.yaml", CLEAN)
        written(folder / "another.system.yaml", CLEAN)
        result = pytester.runpytest("--archrules-waivers", "waivers.yaml", "--archrules-today", "2027-01-01")
        assert len([line for line in result.outlines if ": unused: " in line]) == 1


class TestFixture:
    def test_checks_with_the_options_of_the_session(self, folder: Path, pytester: pytest.Pytester) -> None:
        written(folder / "shop.yaml", SYSTEM)
        configured(folder, "archrules_fail_on = warning")
        written(
            folder / "test_a.py",
            "def test_a(architecture):\n"
            "    report = architecture.check('shop.yaml')\n"
            "    assert [each.policy for each in report.data.results] == ['few', 'watched']\n"
            "    assert len(report.failed(report.fail_on)) == 3\n",
        )
        pytester.runpytest().assert_outcomes(passed=1)

    def test_takes_other_options_for_one_check(self, folder: Path, pytester: pytest.Pytester) -> None:
        written(folder / "shop.yaml", SYSTEM)
        written(
            folder / "test_a.py",
            "def test_a(architecture): architecture.assert_conforms('shop.yaml', fail_on='never')\n",
        )
        pytester.runpytest().assert_outcomes(passed=1)

    def test_finds_files_from_the_root_folder_and_names_them_as_seen_from_here(
        self, folder: Path, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        written(folder / "shop.yaml", SYSTEM)
        (folder / "tests").mkdir()
        written(
            folder / "tests" / "test_a.py",
            "def test_a(architecture): architecture.assert_conforms('shop.yaml')\n",
        )
        monkeypatch.chdir(folder / "tests")
        result = pytester.runpytest()
        result.assert_outcomes(failed=1)
        result.stdout.fnmatch_lines(["*  at ../shop.yaml:3:6"])

    def test_a_failure_of_a_report_shows_all_of_it(self, folder: Path, pytester: pytest.Pytester) -> None:
        written(folder / "shop.yaml", SYSTEM)
        written(
            folder / "test_a.py",
            "def test_a(architecture):\n"
            "    report = architecture.check('shop.yaml')\n"
            "    assert report.ok, report\n",
        )
        result = pytester.runpytest()
        result.stdout.fnmatch_lines(
            ["*- archrules: Shop -*", "error watched on orders", "  remedy: add one; costs: an hour"],
        )

    def test_a_report_that_is_in_the_message_is_not_shown_again(
        self, folder: Path, pytester: pytest.Pytester
    ) -> None:
        written(folder / "shop.yaml", SYSTEM)
        written(folder / "test_a.py", "def test_a(architecture): architecture.assert_conforms('shop.yaml')\n")
        result = pytester.runpytest("-rN")  # in CI the summary would repeat the whole message
        assert len([line for line in result.outlines if "error watched on orders" in line]) == 1


class TestStartUp:
    def test_the_plugin_loads_nothing_of_archrules_but_itself(self) -> None:
        code = "import sys, archrules.pytest_plugin; print(*(m for m in sys.modules if m.startswith('archrules')))"
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert ran.stdout.split() == ["archrules", "archrules.pytest_plugin"]

    def test_a_session_that_checks_nothing_loads_nothing_heavy(
        self, folder: Path, pytester: pytest.Pytester
    ) -> None:
        written(folder / "test_a.py", "import sys\ndef test_a(): print('modules:', *sys.modules)\n")
        result = pytester.runpytest_subprocess("-s", "-p", "no:hypothesispytest")
        (line,) = [line for line in result.outlines if "modules: " in line]
        loaded = line.split()
        assert [name for name in loaded if name.startswith("archrules")] == [
            "archrules",
            "archrules.pytest_plugin",
        ]
        assert {"experta", "networkx", "pydantic", "yaml", "graphviz", "rich"}.isdisjoint(loaded)

    def test_the_plugin_takes_a_small_part_of_the_time_that_pytest_takes_to_load(self) -> None:
        code = (
            "import time; start = time.perf_counter(); import pytest; loaded = time.perf_counter()\n"
            "import archrules.pytest_plugin; print((time.perf_counter() - loaded) / (loaded - start))"
        )
        command = [sys.executable, "-c", code]
        shares = [
            float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            for _ in range(5)
        ]
        assert min(shares) < 0.1
