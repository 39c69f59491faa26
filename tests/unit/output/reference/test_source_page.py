from pathlib import Path

from archrules.output.reference.source_page import source_page
from tests.unit.output.reference.reference_data import small_site

SOURCES = {
    "sources": {
        "book": {"title": "A book", "author": "Somebody", "year": 2020},
        "site": {
            "title": "A site",
            "author": "Others",
            "url": "https://example.org",
            "accessed": "2026-01-31",
        },
    }
}


def test_a_source_is_told_with_all_that_cite_it(tmp_path: Path) -> None:
    page = source_page(small_site(tmp_path))
    assert "## book\n\nA book, Somebody, 2020\n\nCited by 8 items: " in page
    assert "[big-team](../derivations/teams.md#about-big-team), " in page


def test_a_source_that_nobody_cites_is_told_all_the_same(tmp_path: Path) -> None:
    page = source_page(small_site(tmp_path, sources=SOURCES))
    assert page.endswith("## site\n\n[A site](https://example.org), Others, looked at on 2026-01-31\n")


def test_images_that_rest_on_a_source_are_named(tmp_path: Path) -> None:
    image = {"kind": "broker", "images": ["rabbitmq"], "source": {"ref": "site"}}
    page = source_page(
        small_site(tmp_path, sources=SOURCES, images={"tasks": [], "images": {"rabbit": image}})
    )
    assert page.endswith("\n\nCited by 1 image: `rabbit`.\n")
