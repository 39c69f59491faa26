"""Run the command line: ``python -m archrules``."""

import sys

from archrules.cli.running import run_process

if __name__ == "__main__":
    sys.exit(run_process())
