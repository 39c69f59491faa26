"""How systems are judged: by which policies, with which numbers, what is expected, and which findings are accepted."""

import argparse
import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from archrules.cli.usage import add_packs, knowledge_of, require_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from fractions import Fraction

    from archrules.importers.imported import Imported
    from archrules.policies.report import Report

PROFILES = ("prototype", "production", "regulated")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PARAMETER = re.compile(r"(?P<name>[a-z0-9-]+\.[a-z0-9_]+)=(?P<value>-?[0-9]+(\.[0-9]+)?)")


def add_judging(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what a system is judged by."""
    parser.add_argument(
        "--profile",
        choices=PROFILES,
        default="production",
        help="what is expected of the systems (default: production)",
    )
    parser.add_argument(
        "--policy",
        metavar="ID",
        action="append",
        default=[],
        help="judge by this policy only; may be repeated",
    )
    parser.add_argument(
        "--policies", metavar="FOLDER", help="judge by the policies in this folder too, which are your own"
    )
    add_packs(parser)
    parser.add_argument(
        "--parameter",
        metavar="NAME=VALUE",
        type=parameter,
        action="append",
        default=[],
        help="another value for a number that decides; may be repeated",
    )


def add_waiving(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which findings are accepted."""
    parser.add_argument("--waivers", metavar="FILE", help="findings that are accepted, each up to a last day")
    parser.add_argument(
        "--today", metavar="YYYY-MM-DD", type=day, help="the day as of which waivers count (default: today)"
    )


def judge(options: argparse.Namespace, systems: "Sequence[Imported]") -> "list[Report]":
    """A report on each system.

    Raises:
        ArchrulesError: as `archrules.check` does.
    """
    from functools import partial
    from pathlib import Path

    from archrules import api  # heavy

    require_folder(options.policies)
    wanted = [*(options.policy or ["built-in"]), *([Path(options.policies)] if options.policies else [])]
    check = partial(
        api.check,
        knowledge=knowledge_of(options),
        policies=wanted,
        profile=options.profile,
        parameters=dict(options.parameter),
        fail_on=getattr(options, "fail_on", "error"),
    )
    file = getattr(options, "waivers", None)
    if file is None:
        return [check(each) for each in systems]
    from archrules.policies.several_systems import check_several
    from archrules.policies.waiver_file import load_waivers

    today = options.today or _told(read_clock())
    return check_several(
        systems, load_waivers(file), lambda system, entries: check(system, waivers=entries, today=today)
    )


def read_clock() -> "date":
    """The day it is here. No other function reads it: see docs/decisions/0003-no-clock.md."""
    from datetime import datetime

    return datetime.now().astimezone().date()


def _told(today: "date") -> "date":
    sys.stderr.write(f"archrules: waivers count as of today, {today}; --today names another day\n")
    return today


def parameter(text: str) -> "tuple[str, Fraction]":
    """Read `policy.parameter=number`, for options."""
    from fractions import Fraction

    match = _PARAMETER.fullmatch(text)
    if match is None:
        message = f"{text!r} sets no parameter; write it as in synchronous-chain.most_calls=3"
        raise argparse.ArgumentTypeError(message)
    return match["name"], Fraction(match["value"])


def day(text: str) -> "date":
    """Read a day of the calendar, for options."""
    from datetime import date

    with suppress(ValueError):
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    message = f"{text!r} is no day of the calendar; write year, month and day as in 2027-01-31"
    raise argparse.ArgumentTypeError(message)
