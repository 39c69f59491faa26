"""Whatever stands in an item, lint answers with faults that have a place: never with a traceback."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from archrules.knowledge_base.lint.linting import lint
from tests.unit.knowledge_base.lint.good_pack import GOOD, good_with
from tests.unit.knowledge_base.small_pack import write_pack
from tests.unit.knowledge_base.test_any_pack import JUNK, places, put

PLACES = [(name, path) for name, content in GOOD.items() for path in places(content) if path]


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(JUNK), st.booleans()), min_size=1, max_size=2)
)
def test_lint_of_any_pack_ends_in_faults_with_places(
    changes: list[tuple[tuple[str, tuple[str | int, ...]], Any, bool]],
) -> None:
    files = good_with({})
    for (name, path), junk, as_key in changes:
        try:
            files[name] = put(files[name], path, junk, as_key=as_key)
        except (KeyError, IndexError, TypeError):
            continue  # the other change has taken the place away
    with TemporaryDirectory() as folder:
        for fault in lint(write_pack(Path(folder), files)):
            assert fault.file.startswith(folder)
            assert (fault.line > 0, fault.column > 0, "\n" in str(fault)) == (True, True, False)
