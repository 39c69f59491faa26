"""What a command gave, and inputs that the tests of several commands share."""

from collections.abc import Callable
from typing import NamedTuple

from tests.golden.briefs.examples import path_of

SHOP = str(path_of("shop"))
SMALL = """\
system: Größe
contexts: [{name: orders, entities: [{name: order}]}]
use_cases: [{name: place, context: orders, writes: [order]}]
"""


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]
