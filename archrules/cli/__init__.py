"""The command line. Nothing heavy is imported before a command needs it."""

from archrules.cli.running import main

__all__ = ["main"]
