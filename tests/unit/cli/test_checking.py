"""`archrules check`: what it prints, what it writes, and when it fails."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import archrules
from tests.unit.cli.commands import Run
from tests.unit.cli.systems import CLEAN, COMPOSE, SYSTEM, WAIVERS, WATCHED, policies_in, written


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    return policies_in(tmp_path)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return written(tmp_path / "shop.yaml", SYSTEM)


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return written(tmp_path / "clean.yaml", CLEAN)


def report_of(path: Path, policies: Path, **options: Any) -> archrules.Report:  # noqa: ANN401 - any option
    return archrules.check(archrules.read_system(path), policies=[policies], **options)


def failing(run: Run, *arguments: object) -> int:
    """Return the exit code of a check that writes no complaint."""
    ran = run("check", *arguments)
    assert ran.err == ""
    return ran.code


def test_prints_the_report(shop: Path, policies: Path, run: Run) -> None:
    assert run("check", shop, "--policy", policies) == (1, report_of(shop, policies).text(), "")


@pytest.mark.parametrize("form", ["json", "sarif", "junit"])
def test_prints_the_report_in_the_format_asked_for(form: str, shop: Path, policies: Path, run: Run) -> None:
    expected = getattr(report_of(shop, policies), form)()
    assert run("check", shop, "--policy", policies, "--format", form) == (1, expected, "")


def test_reads_compose_files(tmp_path: Path, policies: Path, run: Run) -> None:
    path = written(tmp_path / "docker-compose.yml", COMPOSE)
    code, out, err = run("check", path, "--policy", policies)
    assert (code, err) == (1, "")
    assert f"  at {path}:7:3\n" in out


class TestNotes:
    def test_stand_with_their_places_on_standard_error(
        self, tmp_path: Path, policies: Path, run: Run
    ) -> None:
        text = COMPOSE.replace(
            "    build: ./orders\n", "    build: ./orders\n    port: []\n    depends_on: [bd]\n"
        )
        path = written(tmp_path / "docker-compose.yml", text)
        assert run("check", path, "--policy", policies).err.splitlines() == [
            f"{path}:9:5: compose has no key 'port' here (did you mean 'ports'?); it is ignored",
            f"{path}:10:18: there is no service 'bd': correct the name",
        ]

    def test_leave_the_report_as_it_is(self, tmp_path: Path, policies: Path, run: Run) -> None:
        path = written(tmp_path / "docker-compose.yml", f"{COMPOSE}volume: {{}}\n")
        expected = (1, report_of(path, policies).json())
        assert run("check", path, "--policy", policies, "--format", "json")[:2] == expected

    def test_are_ten_at_most_and_say_how_to_see_the_others(
        self, tmp_path: Path, policies: Path, run: Run
    ) -> None:
        keys = "".join(f"k{number}: 1\n" for number in range(12))
        path = written(tmp_path / "my compose.yml", f"{COMPOSE}{keys}")
        lines = run("check", path, "--policy", policies).err.splitlines()
        assert (len(lines), lines[10]) == (
            11,
            f"archrules: and 2 more; `archrules import '{path}'` tells all of them",
        )


class TestExitCode:
    def test_is_0_where_nothing_fails(self, clean: Path, policies: Path, run: Run) -> None:
        assert failing(run, clean, "--policy", policies) == 0

    @pytest.mark.parametrize(
        ("level", "code"),
        [("error", 0), ("warning", 1), ("note", 1), ("never", 0)],
        ids=str,
    )
    def test_depends_on_the_level(self, level: str, code: int, shop: Path, policies: Path, run: Run) -> None:
        (policies / "watched.yaml").unlink()  # what is left finds warnings
        assert failing(run, shop, "--policy", policies, "--fail-on", level) == code

    def test_is_1_if_one_of_several_systems_fails(
        self, shop: Path, clean: Path, policies: Path, run: Run
    ) -> None:
        assert failing(run, clean, shop, "--policy", policies) == 1

    def test_is_2_for_a_system_without_elements(self, tmp_path: Path, run: Run) -> None:
        path = written(tmp_path / "empty.yaml", "name: Nothing\nservices: []\n")
        told = "archrules: Nothing has no elements: describe at least one service\n"
        assert run("check", path) == (2, "", told)


class TestSeveralSystems:
    def test_have_one_report_each(self, shop: Path, clean: Path, policies: Path, run: Run) -> None:
        ran = run("check", shop, clean, "--policy", policies)
        both = [report_of(path, policies).text() for path in (shop, clean)]
        assert ran.out == "\n".join(both)

    def test_are_a_list_in_json(self, shop: Path, clean: Path, policies: Path, run: Run) -> None:
        ran = run("check", shop, clean, "--policy", policies, "--format", "json")
        assert json.loads(ran.out) == {
            "schema": "archrules.reports/1",
            "reports": [json.loads(report_of(path, policies).json()) for path in (shop, clean)],
        }

    def test_are_runs_in_sarif(self, shop: Path, clean: Path, policies: Path, run: Run) -> None:
        ran = run("check", shop, clean, "--policy", policies, "--format", "sarif")
        assert [len(each["results"]) for each in json.loads(ran.out)["runs"]] == [3, 0]

    def test_are_suites_in_junit(self, shop: Path, clean: Path, policies: Path, run: Run) -> None:
        ran = run("check", shop, clean, "--policy", policies, "--format", "junit")
        suites = ET.fromstring(ran.out).findall("testsuite")  # noqa: S314 - our own
        assert [each.get("name") for each in suites] == ["Shop", "Clean"]


class TestOutputs:
    def test_are_written_besides_what_is_printed(self, shop: Path, policies: Path, run: Run) -> None:
        report = report_of(shop, policies)
        files = {form: shop.parent / f"out.{form}" for form in ("text", "json", "sarif", "junit")}
        options = [word for form, file in files.items() for word in ("--output", f"{form}:{file}")]
        assert run("check", shop, "--policy", policies, *options).out == report.text()
        assert {form: file.read_text("utf-8") for form, file in files.items()} == {
            form: getattr(report, form)() for form in files
        }

    def test_take_the_place_of_older_ones(self, shop: Path, policies: Path, run: Run) -> None:
        target = written(shop.parent / "out.json", "old")
        run("check", shop, "--policy", policies, "--output", f"json:{target}")
        assert json.loads(target.read_text("utf-8"))["system_name"] == "Shop"

    @pytest.mark.parametrize("text", ["report.sarif", "xml:report.xml", "sarif:", ":x"])
    def test_need_a_format_and_a_file(self, text: str, shop: Path, run: Run) -> None:
        code, out, err = run("check", shop, "--output", text)
        assert (code, out) == (2, "")
        assert err.startswith(
            f"archrules check: argument --output: '{text}' is no output; write as in sarif:"
        )

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("shop.yaml", "this file is read: name another to write to"),
            ("link.yaml", "this file is read: name another to write to"),
            ("policies", "this is a folder: name a file in it"),
            ("missing/out.json", "there is no such folder: make it first"),
        ],
    )
    @pytest.mark.usefixtures("policies")
    def test_that_cannot_be_written_are_refused_before_any_is(
        self, name: str, told: str, shop: Path, run: Run
    ) -> None:
        (shop.parent / "link.yaml").symlink_to(shop)
        target, first = shop.parent / name, shop.parent / "first.json"
        ran = run("check", shop, "--output", f"json:{first}", "--output", f"json:{target}")
        assert ran == (2, "", f"{target}:1:1: {told}\n")
        assert not first.exists()
        assert shop.read_text("utf-8") == SYSTEM

    def test_cannot_share_a_file(self, shop: Path, run: Run) -> None:
        target = shop.parent / "out"
        ran = run("check", shop, "--output", f"json:{target}", "--output", f"sarif:{target}")
        assert ran == (2, "", f"{target}:1:1: two outputs would stand in this file: name another\n")


class TestBadInput:
    def test_is_told_for_all_files_at_once(self, tmp_path: Path, run: Run) -> None:
        first = written(
            tmp_path / "a.yaml", "services: [{name: a}]\ninteractions: [{source: a, target: aa}]\n"
        )
        second = written(tmp_path / "b.yaml", "servicess: []\n")
        code, out, err = run("check", first, second, tmp_path / "c.yaml")
        assert (code, out) == (2, "")
        assert [line.rpartition(tmp_path.name)[2].split(" ")[0] for line in err.splitlines()] == [
            "/a.yaml:2:36:",
            "/b.yaml:1:1:",
            "/c.yaml:1:1:",
        ]

    def test_leaves_nothing_half_written(self, shop: Path, policies: Path, run: Run) -> None:
        target = shop.parent / "out.sarif"
        missing = shop.parent / "missing.yaml"
        ran = run("check", shop, missing, "--policy", policies, "--output", f"sarif:{target}")
        assert (ran.code, ran.out, target.exists()) == (2, "", False)

    def test_in_a_policy_of_ones_own_is_told_with_its_place(
        self, shop: Path, policies: Path, run: Run
    ) -> None:
        path = policies / "few.yaml"
        path.write_text(path.read_text("utf-8").replace("number > most", "number > more"), "utf-8")
        code, out, err = run("check", shop, "--policies", policies)
        assert (code, out) == (2, "")
        assert f"{path}:13:11: " in err


class TestPolicies:
    def test_of_ones_own_come_besides_the_built_in_ones(self, shop: Path, policies: Path, run: Run) -> None:
        ran = run("check", shop, "--policies", policies, "--format", "json")
        judged = {each["policy"] for each in json.loads(ran.out)["results"]}
        assert judged > {"few", "watched", "service-without-health-check"}

    def test_are_those_named_if_any_is(self, shop: Path, run: Run) -> None:
        named = ["service-without-health-check", "synchronous-call-without-timeout"]
        options = [word for name in named for word in ("--policy", name)]
        ran = run("check", shop, *options, "--format", "json")
        assert [each["policy"] for each in json.loads(ran.out)["results"]] == named

    def test_that_do_not_exist_are_told_with_a_suggestion(self, shop: Path, run: Run) -> None:
        code, out, err = run("check", shop, "--policy", "service-without-health-chek")
        assert (code, out) == (2, "")
        assert "(did you mean 'service-without-health-check'" in err


class TestParameters:
    def test_take_another_value(self, shop: Path, policies: Path, run: Run) -> None:
        options = ("--policy", policies, "--parameter", "few.most=2", "--format", "json")
        found = json.loads(run("check", shop, *options).out)["findings"]
        assert [each["policy"] for each in found] == ["watched"]

    def test_that_do_not_exist_are_told(self, shop: Path, policies: Path, run: Run) -> None:
        code, out, err = run("check", shop, "--policy", policies, "--parameter", "few.mosst=2")
        assert (code, out) == (2, "")
        assert "few.mosst" in err

    @pytest.mark.parametrize("text", ["few.most", "few.most=", "few.most=two", "few.most=1e9", "=2"])
    def test_are_written_as_name_and_number(self, text: str, shop: Path, run: Run) -> None:
        code, out, err = run("check", shop, "--parameter", text)
        assert (code, out) == (2, "")
        assert "sets no parameter; write it as in synchronous-chain.most_calls=3" in err


class TestProfile:
    def test_is_that_of_the_report(self, shop: Path, policies: Path, run: Run) -> None:
        out = run("check", shop, "--policy", policies, "--profile", "regulated", "--format", "json").out
        assert json.loads(out)["profile"] == "regulated"


class TestWaivers:
    @pytest.fixture
    def waivers(self, tmp_path: Path) -> Path:
        return written(tmp_path / "waivers.yaml", WAIVERS)

    @pytest.mark.parametrize(("day", "code"), [("2027-01-31", 0), ("2027-02-01", 1)])
    def test_hide_a_finding_up_to_their_last_day(
        self, day: str, code: int, shop: Path, policies: Path, waivers: Path, run: Run
    ) -> None:
        assert failing(run, shop, "--policy", policies, "--waivers", waivers, "--today", day) == code

    def test_count_as_of_today_which_is_told(
        self, shop: Path, policies: Path, waivers: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from datetime import date

        monkeypatch.setattr("archrules.cli.judging.read_clock", lambda: date(2027, 2, 1))
        ran = run("check", shop, "--policy", policies, "--waivers", waivers)
        told = "archrules: waivers count as of today, 2027-02-01; --today names another day\n"
        assert (ran.code, ran.err) == (1, told)

    def test_that_are_malformed_fail(self, clean: Path, policies: Path, waivers: Path, run: Run) -> None:
        waivers.write_text("waivers: [{policy: watched}]\n", "utf-8")
        options = ("--policy", policies, "--waivers", waivers, "--today", "2027-01-01")
        assert failing(run, clean, *options) == 1

    def test_that_cannot_be_read_are_bad_input(
        self, clean: Path, policies: Path, waivers: Path, run: Run
    ) -> None:
        waivers.write_text("waiver: []\n", "utf-8")
        options = ("--policy", policies, "--waivers", waivers, "--today", "2027-01-01")
        code, out, err = run("check", clean, *options)
        assert (code, out) == (2, "")
        assert err.startswith(f"{waivers}:1:1: ")

    @pytest.mark.parametrize("text", ["tomorrow", "2027-02-30", "2027-W01-1", "20270101"])
    def test_need_a_day_of_the_calendar(self, text: str, shop: Path, run: Run) -> None:
        code, out, err = run("check", shop, "--today", text)
        assert (code, out) == (2, "")
        assert f"'{text}' is no day of the calendar; write year, month and day as in 2027-01-31" in err

    def test_may_be_for_any_of_several_systems(
        self, shop: Path, clean: Path, policies: Path, waivers: Path, run: Run
    ) -> None:
        options = ("--policy", policies, "--waivers", waivers, "--today", "2027-01-01")
        assert "unused" not in run("check", clean, shop, *options).out


def test_packs_are_judged_by_too(shop: Path, tmp_path: Path, run: Run) -> None:
    pack = tmp_path / "pack"
    (pack / "policies").mkdir(parents=True)
    written(pack / "pack.yaml", "name: mine\ntitle: Mine\nversion: 0.1.0\nas-of: 2026-01-01\n")
    written(pack / "policies" / "mine.watched.yaml", WATCHED.replace("id: watched", "id: mine.watched"))
    ran = run("check", shop, "--pack", pack, "--format", "json")
    assert "mine.watched" in {each["policy"] for each in json.loads(ran.out)["findings"]}
