"""Where time goes: functions that note how long they take, without what the noted functions inside them take.

All figures are processor time, which other processes of the machine change least.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from inspect import isgeneratorfunction
from typing import ParamSpec, TypeVar, cast
from unittest import mock

Asked = ParamSpec("Asked")
Given = TypeVar("Given")


class Stopwatch:
    """Seconds by the name of a part; what is inside no part is not counted."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._running: list[str] = []
        self._since = 0.0

    def _note(self) -> None:
        now = time.process_time()
        if self._running:
            part = self._running[-1]
            self.seconds[part] = self.seconds.get(part, 0.0) + now - self._since
        self._since = now

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """What happens inside belongs to a part, apart from what belongs to another one inside it."""
        self._note()
        self._running.append(name)
        try:
            yield
        finally:
            self._note()
            self._running.pop()

    def watched(self, name: str, function: Callable[Asked, Given]) -> Callable[Asked, Given]:
        """The function as a part. A generator is run to its end when it is called."""
        is_generator = isgeneratorfunction(function)

        def call(*arguments: Asked.args, **named: Asked.kwargs) -> Given:
            with self.part(name):
                found = function(*arguments, **named)
                if is_generator:
                    return cast("Given", iter(list(cast("Iterable[object]", found))))
                return found

        return call


Watched = tuple[str, object, str]
"""A part, and the module or class and the name in it of a function that belongs to the part."""


@contextmanager
def watching(functions: Sequence[Watched]) -> Iterator[Stopwatch]:
    """A stopwatch for the functions while it is open. Raises AttributeError if there is none of a name."""
    watch = Stopwatch()
    with ExitStack() as replaced:
        for part, holder, name in functions:
            function = watch.watched(part, getattr(holder, name))
            replaced.enter_context(mock.patch.object(holder, name, function))
        yield watch
