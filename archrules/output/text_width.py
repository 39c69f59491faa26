"""How wide a line of text is in DejaVu Sans, so that a picture can be laid out before any engine has seen it."""

from archrules.output.labels import columns

# Advance widths of the signs from blank to tilde, in hundredths of the font size.
_WIDTHS = (
    "32 40 46 84 64 95 78 27 39 39 50 84 32 36 32 34 64 64 64 64 64 64 64 64 64 64 34 34 84 84 84 53 "
    "100 68 69 70 77 63 58 77 75 29 29 66 56 86 75 79 60 79 69 63 61 73 68 99 69 61 69 39 34 39 84 50 "
    "50 61 63 55 63 62 35 63 63 28 28 58 28 97 63 61 63 63 41 52 39 63 59 82 59 59 52 64 34 64 84"
)
_WIDTH = {chr(code): int(width) for code, width in enumerate(_WIDTHS.split(), start=ord(" "))}
_OTHER = 75
"""More than the mean of the Latin, Greek, Cyrillic and Arabic letters beyond ASCII."""


def text_width(text: str, font_size: int) -> int:
    """Return the width of one line in points, rounded up."""
    hundredths = sum(_WIDTH[sign] if sign in _WIDTH else _OTHER * columns(sign) for sign in text)
    return -(-hundredths * font_size // 100)
