"""SVG as engines draw it, made fit to be published: the same bytes each time, with a title, and nothing that acts."""

from xml.etree import ElementTree as ET

from archrules.errors import DrawingError

_SVG = "{http://www.w3.org/2000/svg}"
_FONT_FAMILY = "DejaVu Sans, Verdana, sans-serif"
_DRAWN = {
    f"{_SVG}{name}"
    for name in (
        "svg",
        "g",
        "a",
        "title",
        "text",
        "tspan",
        "path",
        "polygon",
        "polyline",
        "ellipse",
        "circle",
        "rect",
    )
}
_UNTITLED = "Service graph"


def clean_svg(picture: bytes) -> bytes:
    """Return the picture without comments, scripts, links and foreign elements, and with a title for all readers.

    Raises:
        DrawingError: this is not SVG.

    """
    try:
        root = ET.fromstring(picture)  # noqa: S314 - made by an engine a moment ago; its entities are not expanded
    except ET.ParseError as error:
        raise DrawingError(f"the engine drew an SVG that cannot be read: {error}") from None
    title = ET.Element(f"{_SVG}title")
    title.text = _title(root) or _UNTITLED
    root.insert(0, title)
    root.set("role", "img")
    for element in root.iter():
        _clean(element)
    root.set("xmlns", _SVG.strip("{}"))
    cleaned: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return cleaned + b"\n"


def _title(root: ET.Element) -> str:
    """The text that stands in the picture beside all groups: the label of the graph."""
    lines = [line for group in root.findall(f"{_SVG}g") for line in group.findall(f"{_SVG}text")]
    return " ".join("".join(line.itertext()) for line in lines)


def _clean(element: ET.Element) -> None:
    for child in list(element):
        if child.tag not in _DRAWN:
            element.remove(child)
    element.tag = element.tag.removeprefix(_SVG)
    for name in list(element.attrib):
        if name.startswith(("{", "on")):
            del element.attrib[name]
    if "font-family" in element.attrib:
        element.set("font-family", _FONT_FAMILY)
