"""A pause of Python's garbage collector: it would walk every fact again and again while facts are made."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_pauses = 0
_was_enabled = False


@contextmanager
def paused() -> Iterator[None]:
    """No collections inside. After the last of several pauses, in any thread, the collector is as it was before."""
    global _pauses, _was_enabled  # noqa: PLW0603  # the collector is one for the whole process
    with _lock:
        if _pauses == 0:
            _was_enabled = gc.isenabled()
            gc.disable()
        _pauses += 1
    try:
        yield
    finally:
        with _lock:
            _pauses -= 1
            if _pauses == 0 and _was_enabled:
                gc.enable()
