"""Run the command line: ``python -m archrules``."""

import sys

from archrules.cli import main

if __name__ == "__main__":
    sys.exit(main())
