"""Adds to the wheel the index of the knowledge that judges systems; see archrules/knowledge_base/index.py."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MAKE = (
    "import sys; from pathlib import Path; from archrules.knowledge_base.index import index_bytes; "
    "Path(sys.argv[1]).write_bytes(index_bytes())"
)


class IndexHook(BuildHookInterface[Any]):
    """Makes the index in a process of its own, in which sets have the same order each time."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the index, unless the checkout itself is installed: it changes, and would not know."""
        if version == "editable":
            return
        handle, name = tempfile.mkstemp(suffix=".index")
        os.close(handle)
        self._target = Path(name)
        # What builds in isolation finds what it needs on a path of its own, which a new process would not know.
        path = os.pathsep.join([self.root, *sys.path])
        environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": path}
        command = [sys.executable, "-P", "-c", MAKE, name]
        subprocess.run(command, check=True, cwd=self.root, env=environment)  # noqa: S603 - a program of ours
        build_data["force_include"][name] = "archrules/knowledge.index"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - hatchling's
        """Remove what was made on the way."""
        if version != "editable":
            self._target.unlink(missing_ok=True)
