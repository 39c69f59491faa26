"""Files that describe systems as tests: one for each policy, and one for the waivers if there are any."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archrules.errors import ArchrulesError
from archrules.model.report import PolicyResult
from archrules.output.check_text import finding_blocks, joined
from archrules.output.finding_text import unknown_lines, waiver_lines
from archrules.output.junit import reason_to_skip
from archrules.policies.report import Report
from archrules.pytest_plugin import MARKER
from archrules.pytest_plugin.settings import architecture_of

REPORTS = pytest.StashKey[dict[str, Report]]()
"""The reports on all systems that were collected, by path."""


class ConformityError(AssertionError):
    """A system does not conform to a policy. The message is the whole text to show."""


class SystemFile(pytest.File):
    """A file that describes a system."""

    def collect(self) -> Iterator[pytest.Item]:
        """Check the system, and return a test for each policy.

        Raises:
            CollectError: the file, or an option, is at fault.
        """
        try:
            report = architecture_of(self.config).check(self.path)
        except (ArchrulesError, pytest.UsageError) as error:
            raise self.CollectError(str(error)) from None
        self.config.stash.setdefault(REPORTS, {})[str(self.path)] = report
        for result in report.data.results:
            yield PolicyTest.from_parent(self, name=result.policy, report=report, result=result)
        if report.data.waivers:
            yield WaiverTest.from_parent(self, name="(waivers)", report=report)


class _SystemTest(pytest.Item):
    """A test of a system. It fails with a text that is made for it, and shows no code."""

    def __init__(self, *, report: Report, **others: Any) -> None:  # noqa: ANN401 - those of an item
        super().__init__(**others)
        self.report = report
        self.add_marker(MARKER)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:  # noqa: ANN401 - pytest's
        """Return the text to show."""
        if isinstance(excinfo.value, ConformityError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return the file, the line from 0, and what stands over the text of a failure."""
        return self.path, self._line(), f"{self.path.name}: {self.name}"

    def _line(self) -> int:
        return 0


class PolicyTest(_SystemTest):
    """What one policy says about a system."""

    def __init__(self, *, result: PolicyResult, **others: Any) -> None:  # noqa: ANN401 - those of an item
        super().__init__(**others)
        self._result = result
        found = [each for each in self.report.findings if each.policy == result.policy]
        level = self.report.fail_on
        self._failing = [each for each in found if each.fails(level)]
        self._others = [each for each in found if not each.fails(level)]
        reason = "" if self._failing else reason_to_skip(result, self._others, level)
        if reason:
            self.add_marker(pytest.mark.skip(reason=f"{result.policy}: {reason}{_missing(result)}"))

    def runtest(self) -> None:
        """Fail if a finding does.

        Raises:
            ConformityError: with element, message, place, path and remedies of each finding.
        """
        if self._failing:
            blocks = [*finding_blocks([*self._failing, *self._others], full=False)]
            blocks += [unknown_lines(group) for group in self._result.unknown()]
            raise ConformityError(joined([*blocks, self._more()]))

    def _more(self) -> list[str]:
        file = self.report.data.inputs[0].file
        return [f"What it rests on: archrules explain {file} {self.name}"]

    def _line(self) -> int:
        places = (place for finding in self._failing or self._others for place in finding.places[:1])
        return next((place.line - 1 for place in places), 0)


class WaiverTest(_SystemTest):
    """What is to be done about waivers; it fails for those that are malformed."""

    def runtest(self) -> None:
        """Fail if a waiver is malformed.

        Raises:
            ConformityError: with the place of each and what is wrong with it.
        """
        malformed = [waiver_lines(each) for each in self.report.data.waivers if each.state == "malformed"]
        if malformed:
            raise ConformityError(joined(malformed))


def _missing(result: PolicyResult) -> str:
    """What too little is known of, at the end of a reason."""
    told = {each for group in result.unknown() for each in group.missing}
    texts = sorted(f"nothing says {each.what}, shown by {each.shown_by}" for each in told)
    return "".join(f"; {text}" for text in texts)
