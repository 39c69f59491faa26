"""Draws DOT with pygraphviz: a program of its own, so that what the library does to a process ends with it.

It is started with the folder of pygraphviz, the format, and attributes of the graph such as `dpi=144`. DOT comes in
and the picture goes out.
"""

import sys


def main(folder: str, form: str, *attributes: str) -> int:
    """Draw from standard input to standard output; return 1 with a line on standard error where that fails."""
    sys.path.append(folder)
    try:
        import pygraphviz

        graph = pygraphviz.AGraph(string=sys.stdin.buffer.read().decode())
        graph.graph_attr.update(attribute.split("=", 1) for attribute in attributes)
        picture: bytes = graph.draw(format=form, prog="dot")
    except Exception as error:  # noqa: BLE001 - whatever it is, the caller tells it in one line
        sys.stderr.write(f"Error: {error}\n")
        return 1
    sys.stdout.buffer.write(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
