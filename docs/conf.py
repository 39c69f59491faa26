"""How Sphinx builds the documentation: `python -m sphinx -W docs docs/_build/html`."""

import logging
from importlib.metadata import version as installed_version

project = "archrules"
author = "The archrules maintainers"
release = version = installed_version("archrules")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "examples"]
html_theme = "furo"
html_title = "archrules"

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "description"

nitpicky = True
# Types of other projects: their inventories would need the network.
nitpick_ignore_regex = [(r"py:.*", r"(?!archrules\b).*")]

# A section may be empty. Sphinx gives this warning no type, so `suppress_warnings` cannot name it.
logging.getLogger("sphinx.sphinx.directives.other").addFilter(
    lambda record: not str(record.msg).startswith("toctree glob pattern")
)
