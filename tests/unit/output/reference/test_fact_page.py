import pytest

from archrules.output.reference.fact_page import fact_page
from archrules.vocabulary import VOCABULARY
from tests.unit.output.reference.reference_data import small_site


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return fact_page(small_site(tmp_path_factory.mktemp("pack")))


def test_every_kind_has_a_section(page: str) -> None:
    titles = [line.removeprefix("## ") for line in page.split("\n") if line.startswith("## ")]
    assert titles == sorted(VOCABULARY)


def test_the_key_and_the_words_of_a_field_are_told(page: str) -> None:
    section = page.partition("## bottleneck\n")[2].partition("\n## ")[0]
    assert "- `name`: name (the key)\n" in section
    assert "- `type`: name, `database`, `compute` or `network`\n" in section


def test_items_that_conclude_and_read_a_kind_are_linked_to(page: str) -> None:
    big = "[big-team](../derivations/teams.md#about-big-team)"
    size = "[team-size](../tables/index.md#about-team-size)"
    assert f"**Concluded by:** {big}, {size}\n" in page
    assert f"**Read by:** {big}, {size}\n" in page
