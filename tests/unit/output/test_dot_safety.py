import pytest
from hypothesis import given, settings

from archrules.model.system import System
from archrules.output.dot import dot
from archrules.output.dot_safety import names_files
from tests.unit.output.graph_data import SYSTEMS, systems


@pytest.mark.parametrize(
    "source",
    [
        'digraph { a [image="x.png"] }',
        "digraph { a [IMAGE = x] }",
        'digraph { a ["image"="x"] }',
        'digraph { a ["im" + "age"="x"] }',
        "digraph { a [image/* here */=x] }",
        "digraph { a [image // here\n = x] }",
        "digraph { a [image\n# here\n= x] }",
        'digraph { label="\\"" a [shapefile=x] }',
        'graph { imagepath="/" }',
        'digraph { _background="x" }',
        "digraph { a [label=<<img src='x'/>>] }",
        'digraph { a [label=<">] b [image=x] c [label=<">] }',
    ],
)
def test_a_source_that_could_read_a_file_is_found(source: str) -> None:
    assert names_files(source)


@pytest.mark.parametrize(
    "source",
    [
        'digraph { a [label="image=x"] }',
        'digraph { image -> b [label="<img>"] }',
        'digraph { a [label="a + b"] }',
        'digraph { a [label="\\\\"] b [label="image"] }',
        "digraph { /* image=x */ a }",
        "",
    ],
)
def test_a_source_that_only_speaks_of_files_is_let_pass(source: str) -> None:
    assert not names_files(source)


@pytest.mark.parametrize("name", SYSTEMS)
def test_our_own_sources_are_let_pass(name: str) -> None:
    assert not names_files(dot(SYSTEMS[name]()))


@settings(max_examples=40)
@given(drawn=systems())
def test_the_source_of_any_system_is_let_pass(drawn: System) -> None:
    assert not names_files(dot(drawn))
