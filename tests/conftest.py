"""Puts `tests` on the path, so that every test can import the builders, and keeps the process as it was."""

import functools
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.testing
from hypothesis import settings

from foedus import interruption
from foedus.cli.interrupts import SIGNALS

settings.register_profile("new", deadline=None)
settings.register_profile("fixed", deadline=None, derandomize=True, database=None)
# What lands is tried on the same examples everywhere, a developer's runs try new ones; no test is timed.
settings.load_profile("fixed" if os.environ.get("CI") else "new")


def pytest_configure() -> None:
    """Build the program once for all tests that run it in this process, and take interrupts.

    A shell hands on to what it runs in the background that interrupts are ignored; the tests of interrupts are not.
    """
    typer.testing._get_command = functools.cache(typer.testing._get_command)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def official_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data directory with every official file, which tests only read."""
    from official import official_store

    return official_store(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def votes_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data directory with the votes and vetoes of the United Nations and the ideal points, which tests only read."""
    from official import votes_store

    return votes_store(tmp_path_factory.getbasetemp())


@pytest.fixture(autouse=True)
def _signals_stay_ours() -> Iterator[None]:
    """The program ends its process, leaves signals ignored and remembers those that came; here the process goes on."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield
    interruption.forget()
    for number, handler in before.items():
        if signal.getsignal(number) is not handler:
            signal.signal(number, handler)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name bytes by their kind: those of a zip file hold the time, in more or fewer bytes, and two workers must name a test alike."""
    return "bytes" if isinstance(val, bytes) else None
