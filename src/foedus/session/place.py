"""Where results go: a folder named after the case, never inside a case."""

from __future__ import annotations

from pathlib import Path

from foedus.case.shipped import builtin_cases
from foedus.errors import InputError


def results_folder(case: str, case_id: str) -> Path:
    """Return where results go if nothing is said: a folder in the working folder, or beside the case if that is the case.

    Parameters
    ----------
    case : str
        Name of a built-in case or path of a case folder.
    case_id : str
        Id of the case.
    """
    place, own = Path(f"{case_id}-assessment"), _folder_of(case)
    if own is None or not place.resolve().is_relative_to(own):
        return place
    return own.parent / place


def refuse_inside_case(case: str, out: Path | None) -> None:
    """Raise InputError if results would be written into the case that they are about."""
    own = _folder_of(case)
    if out is not None and own is not None and out.resolve().is_relative_to(own):
        raise InputError(
            f"--out {str(out)!r} lies inside the case {own.name!r}, and results are no part of a case; "
            f"give a folder beside it, such as {str(own.parent / 'results')!r}"
        )


def _folder_of(case: str) -> Path | None:
    """Return the folder of a case; None for a built-in one and for a workbook."""
    if case in builtin_cases():
        return None
    from foedus.case.workbook.read import is_workbook

    path = Path(case).resolve()
    if is_workbook(path):
        return None  # Its folder holds other things too.
    return path if path.is_dir() else path.parent
