"""Puts `tests` on the path, from wherever it is called, and runs the command."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from attack.command import main

sys.exit(main())
