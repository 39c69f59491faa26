"""The font of the pictures, and the fontconfig file by which every engine finds it and no other."""

import re
from pathlib import Path

from archrules.output.escaping import xml_text

# Scripts and signs that the font does not have, at least in part; for these the machine's own fonts must help.
_FOREIGN = re.compile(
    "[\u0700-\u109f\u1100-\u1cff\u2e80-\ua4cf\ua980-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff00-\U0003ffff]"
)
_FOLDERS_OF_MACHINE = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "WINDOWSFONTDIR",
    "~/.fonts",
    "~/.local/share/fonts",
)


def font_configuration(text: str, cache: Path) -> str:
    """Return a fontconfig file with which the text can be drawn.

    It names the font that comes with archrules alone, so that pictures do not depend on the machine; only where
    the text has signs that this font lacks, the fonts of the machine too. `cache` is a folder that may be written.
    """
    machine = _FOLDERS_OF_MACHINE if _FOREIGN.search(text) else ()
    folders = "".join(f"<dir>{xml_text(str(folder))}</dir>" for folder in (Path(__file__).parent, *machine))
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig>{folders}<cachedir>{xml_text(str(cache))}</cachedir></fontconfig>\n"
    )
