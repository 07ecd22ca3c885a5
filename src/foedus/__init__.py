"""foedus: will the cooperation of two states become a strategic alliance, and on what does that depend?

>>> import foedus
>>> case = foedus.load_case("iran-russia-syria")
>>> result = foedus.assess(case, draws=100)
>>> round(sum(result.outcomes["probability"]), 4)
1.0
"""

from __future__ import annotations

from foedus.version import __version__

TYPE_CHECKING = (
    False  # as mypy takes it; `typing` itself would be half of what the command line loads before it listens
)
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path
    from typing import Any

    from foedus.case.model import Case
    from foedus.session.record import TrackRecord
    from foedus.session.result import Result

__all__ = ["__version__", "assess", "load_case", "record"]


def load_case(name_or_path: str | Path) -> Case:
    """Return a built-in case by its name, any other by its path.

    Parameters
    ----------
    name_or_path : str or Path
        Name of a built-in case, or path of a case folder.

    Raises
    ------
    foedus.errors.InputError
        If there is no such case.
    foedus.errors.CaseError
        If the case is broken; it carries every problem.
    """
    from foedus.case.load import load_case as load

    return load(name_or_path)


def assess(
    case: Case | str | Path,
    *,
    as_of: date | str | None = None,
    horizon: int | None = None,
    draws: int = 2000,
    seed: int = 0,
    words: str = "icd203",
    prior: str = "auto",
    refresh_covariates: bool = False,
    since: str | Path | None = None,
    passages: bool = True,
    progress: Callable[[str], None] | None = None,
) -> Result:
    """Return the verdict on a case.

    Parameters
    ----------
    case : Case, str or Path
        A case, or what :func:`load_case` takes.
    as_of : date or str, optional
        Information cut-off (a str is EDTF, its last day counts); default the case's own.
    horizon : int, optional
        Years ahead, 1 to 50; default the case's own.
    draws : int
        Draws of the uncertainty, 10 to 100,000.
    seed : int
        Seed of all random numbers.
    words : str
        Id of a scale of likelihood words, such as `icd203`.
    prior : str
        `auto` (the outlook where the case carries its covariates, else the table), `outlook`, `table`, `uniform` or
        the path of a JSON file.
    refresh_covariates : bool
        Renew the case's covariates from the installed datasets for this run; the result tells every difference.
    since : str or Path, optional
        An earlier `verdict.json`, or its folder, to compare with.
    passages : bool
        Whether the words of documents that claims rest on travel with the result.
    progress : callable, optional
        Called with the name of each stage.

    Returns
    -------
    Result
        Frames (`.outcomes`, `.factors`, ...), `.report(path)`, `.write(folder)`, `.explain(id)`.

    Raises
    ------
    foedus.errors.InputError
        If an option is wrong.
    foedus.errors.CaseError
        If the case is broken.
    """
    from foedus.session.run import run

    options: dict[str, Any] = {"as_of": as_of, "horizon": horizon, "draws": draws, "seed": seed, "prior": prior}
    options["refresh_covariates"] = refresh_covariates
    return run(case, options, words=words, since=since, passages=passages, progress=progress)


def record(
    *folders: str | Path,
    prior: str = "auto",
    seed: int = 0,
    progress: Callable[[str], None] | None = None,
) -> TrackRecord:
    """Return how well the verdicts on many cases did whose end is known, each at its own cut-off and horizon.

    Parameters
    ----------
    *folders : str or Path
        Folders of case folders, case folders, or names of built-in cases.
    prior : str
        As for :func:`assess`.
    seed : int
        Seed of the bootstrap over cases.
    progress : callable, optional
        Called with each case as it begins.

    Returns
    -------
    TrackRecord
        Frames: `.cases`, `.means`, `.reliability`, `.rejected`.

    Raises
    ------
    foedus.errors.InputError
        If a folder holds no case. Broken cases are told under `.rejected`.
    """
    from foedus.session.record import record as made

    return made(folders, prior=prior, seed=seed, progress=progress)
