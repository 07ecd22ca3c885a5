"""Puts the sources and `tests` on the path, from wherever it is called, and runs the command."""

import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(_ROOT / "src"), str(_ROOT / "tests")]

from attack.command import main  # noqa: E402

sys.exit(main())
