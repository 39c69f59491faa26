from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import archrules.output.fonts
from archrules.output.fonts import font_configuration

FOLDER = Path(archrules.output.fonts.__file__).parent


def folders(text: str) -> list[str]:
    root = ET.fromstring(font_configuration(text, Path("cache")))  # noqa: S314 - made here
    return [str(each.text) for each in root.iter("dir")]


@pytest.mark.parametrize("text", ["shop", "Grüße", "Ελλάδα", "Журнал", "→ ✓"])
def test_only_the_font_that_comes_along_is_named(text: str) -> None:
    assert folders(text) == [str(FOLDER)]


@pytest.mark.parametrize("text", ["東京", "서울", "हिन्दी", "ไทย", "🙂"])
def test_the_fonts_of_the_machine_help_with_other_scripts(text: str) -> None:
    assert len(folders(text)) > 1
    assert folders(text)[0] == str(FOLDER)


def test_the_font_is_there_with_its_licence() -> None:
    assert (FOLDER / "DejaVuSans.ttf").read_bytes()[:4] == b"\0\1\0\0"
    assert "Bitstream Vera Fonts Copyright" in (FOLDER / "LICENSE.txt").read_text(encoding="ascii")


def test_the_cache_may_have_any_name() -> None:
    root = ET.fromstring(font_configuration("", Path("a & <b>")))  # noqa: S314 - made here
    assert [each.text for each in root.iter("cachedir")] == ["a & <b>"]
