"""Cases by name or path: the built-in ones come with the package."""

from __future__ import annotations

from pathlib import Path

from foedus.case.model import Case
from foedus.case.read import case_from_files, read_case, read_files
from foedus.case.shipped import builtin_cases, builtin_folder
from foedus.errors import InputError
from foedus.files.findings import Findings
from foedus.nearest import nearest_hint


def load_case(name_or_path: str | Path) -> Case:
    """Read a built-in case by its name, any other by its path.

    Parameters
    ----------
    name_or_path : str or Path
        Name of a built-in case, or path of a case folder or of its workbook. A text that is a built-in name means the
        built-in case, also where a folder has the same name; write ``./name`` for the folder.

    Returns
    -------
    Case
        The validated case.

    Raises
    ------
    InputError
        If there is neither such a built-in case nor such a folder; the nearest name is offered.
    CaseError
        If the case is broken.
    """
    names = builtin_cases()
    if isinstance(name_or_path, str) and name_or_path in names:
        with builtin_folder(name_or_path) as folder:
            findings = Findings()
            return case_from_files(name_or_path, read_files(folder, findings), findings=findings)
    from foedus.case.workbook.read import is_workbook, read_workbook  # no built-in case needs what reads spreadsheets

    path = Path(name_or_path)
    if is_workbook(path):
        return read_workbook(path)
    if path.exists() or not names or len(path.parts) != 1:
        return read_case(path)
    hint = nearest_hint(path.name, names)
    raise InputError(f"no built-in case and no folder {str(path)!r}{hint}; built-in cases: {', '.join(names)}")
