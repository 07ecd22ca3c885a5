"""Sphinx configuration. Nothing is fetched: no intersphinx, no script or font from elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import foedus

sys.path.insert(0, str(Path(__file__).parent))

project = "foedus"
author = "The foedus developers"
project_copyright = "The foedus developers, Apache-2.0"
release = version = foedus.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "numpydoc"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
suppress_warnings = ["myst.header"]
nitpicky = False

autodoc_member_order = "bysource"
autodoc_typehints = "none"
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False

html_theme = "furo"
html_title = f"foedus {release}"
html_copy_source = False


def setup(app: Any) -> None:
    """Draw the gallery first."""
    import gallery

    app.connect("builder-inited", lambda _: gallery.draw())
