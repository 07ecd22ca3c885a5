"""Run a call in a process of its own whose memory is capped, and say what it refused."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

MEGABYTES = 500
"""Resident memory that no refused input may need, Python and its libraries included."""
_ADDRESSES = 4_000_000_000
"""Cap of the address space, so that a fault kills the process and not the machine; libraries reserve much of it."""
_CODE = """
import resource
resource.setrlimit(resource.RLIMIT_AS, ({addresses}, {addresses}))
from foedus.errors import FoedusError
try:
{body}
    print("not refused")
except FoedusError as error:
    print(error)
print([line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")][0])
"""


def refusal(body: str, *, megabytes: int = MEGABYTES) -> str:
    """Return what the code said when it refused; fails if it took too much memory or ended otherwise."""
    code = _CODE.format(body=textwrap.indent(body, "    "), addresses=_ADDRESSES)
    path = os.pathsep.join([str(Path(__file__).parents[1] / "src"), *sys.path])
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "POLARS_MAX_THREADS"), "1")
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, **threads, "PYTHONPATH": path},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    said, _, peak = done.stdout.strip().rpartition("\n")
    assert said != "not refused"
    assert int(peak) < megabytes * 1000, f"{int(peak) // 1000} MB"
    return said
