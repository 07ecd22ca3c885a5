"""The program runs as a module, too."""

import subprocess
import sys

from foedus.version import __version__


def test_python_m_foedus_is_the_program():
    ran = subprocess.run([sys.executable, "-m", "foedus", "--version"], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["foedus", __version__]
