"""One pure writer per format, and the drawing of pictures."""
