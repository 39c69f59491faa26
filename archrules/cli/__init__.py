"""The command line. Nothing heavy is imported before a command needs it."""

from archrules.cli.running import main, run_process

__all__ = ["main", "run_process"]
