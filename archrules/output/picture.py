"""Pictures of DOT text, drawn by the engine that is there: the program `dot`, or the library pygraphviz."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from archrules.errors import DrawingError
from archrules.output.dot_safety import names_files
from archrules.output.fonts import font_configuration
from archrules.output.svg import clean_svg

Format = Literal["svg", "png", "pdf"]
Engine = Literal["dot", "pygraphviz"]

TIME_LIMIT = 30.0
"""Seconds."""

# Twice the usual density, for slides; and never so many points that a bitmap fills the memory: 60 inches.
_ATTRIBUTES: dict[str, tuple[str, ...]] = {"png": ("dpi=144", "size=60,60")}
_PDF_DATE = re.compile(rb"(/CreationDate \(D:)\d{14}")
_NOISE = ("Fontconfig", "(process:", "Warning:", "fontconfig")


def available_engine() -> Engine | None:
    """Return the engine that `draw` uses by itself, or None where there is none."""
    if shutil.which("dot"):
        return "dot"
    return "pygraphviz" if find_spec("pygraphviz") else None


def draw(
    dot_source: str,
    format: Format,  # noqa: A002 - the word of Graphviz and of everyone who asks for a picture
    *,
    engine: Engine | None = None,
    time_limit: float = TIME_LIMIT,
) -> bytes:
    """Return the picture of a graph in DOT; the same source and engine give the same bytes.

    Args:
        dot_source: the graph, as `archrules.output.dot.dot` writes it.
        format: `svg`, `png` (144 points to the inch) or `pdf`.
        engine: which engine to use; by itself the program `dot`, or else pygraphviz.
        time_limit: after how many seconds the engine is stopped.

    Raises:
        DrawingError: there is no such engine, it failed, or it took too long; or the source names files, or has
            HTML-like labels, in which it could.

    """
    picture = run_engine(dot_source, format, engine=engine, time_limit=time_limit)
    if format == "svg":
        return clean_svg(picture)
    return _PDF_DATE.sub(rb"\g<1>19700101000000", picture) if format == "pdf" else picture


def run_engine(
    dot_source: str, form: str, *, engine: Engine | None = None, time_limit: float = TIME_LIMIT
) -> bytes:
    """Return what an engine makes of the source in any of its formats, `plain` for example, as it is.

    Raises:
        DrawingError: as for `draw`.

    """
    if names_files(dot_source):
        raise DrawingError("the source names files or has HTML-like labels; draw plain labels without images")
    chosen = engine or available_engine()
    command = _command(chosen, form, _ATTRIBUTES.get(form, ()))
    with TemporaryDirectory(prefix="archrules-") as folder:
        configuration = Path(folder, "fonts.conf")
        configuration.write_text(font_configuration(dot_source, Path(folder)), encoding="utf-8")
        try:
            done = subprocess.run(  # noqa: S603 - no shell, and nothing of the source among the arguments
                command,
                input=dot_source.encode("utf-8", "replace"),
                capture_output=True,
                timeout=time_limit,
                env=_environment(configuration),
                cwd=folder,
                check=False,
            )
        except subprocess.TimeoutExpired:
            message = (
                f"{chosen} did not finish the picture in {time_limit:g} seconds and was stopped; "
                "draw a smaller system, or allow more time"
            )
            raise DrawingError(message) from None
        except OSError as error:
            raise DrawingError(f"{chosen} cannot be started: {error.strerror or error}") from None
    if done.returncode or not done.stdout:
        raise DrawingError(f"{chosen} could not draw the picture: {_complaint(done)}")
    return done.stdout


def _command(engine: Engine | None, form: str, attributes: Sequence[str]) -> list[str]:
    program = shutil.which("dot") if engine == "dot" else None
    if program:
        return [program, f"-T{form}", *(f"-G{attribute}" for attribute in attributes)]
    package = find_spec("pygraphviz") if engine == "pygraphviz" else None
    if package and package.origin and sys.executable:
        script = Path(__file__).with_name("_draw.py")
        # Isolated, but with the very package that was found here.
        folder = Path(package.origin).parent.parent
        return [sys.executable, "-I", str(script), str(folder), form, *attributes]
    missing = f"the engine {engine} is not installed" if engine else "no drawing engine is installed"
    raise DrawingError(
        f'{missing}; `pip install "archrules[draw]"` brings pygraphviz, '
        "and the package `graphviz` of Debian and others brings the program dot"
    )


def _environment(configuration: Path) -> dict[str, str]:
    return {
        **os.environ,
        "FONTCONFIG_FILE": str(configuration),
        "PANGOCAIRO_BACKEND": "fontconfig",
        "TZ": "UTC",
    }


def _complaint(done: subprocess.CompletedProcess[bytes]) -> str:
    """The one line of the engine's messages that tells most."""
    lines = [line.strip() for line in done.stderr.decode("utf-8", "replace").splitlines()]
    telling = [line for line in lines if line and not line.startswith(_NOISE)]
    errors = [line for line in telling if line.lower().startswith("error")]
    said = [*errors, *telling, f"it ended with status {done.returncode} and said nothing"][0]
    return said.removeprefix("Error: ")
