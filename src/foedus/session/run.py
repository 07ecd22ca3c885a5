"""One run from a case to a result: what `foedus.assess` and `foedus assess` share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from foedus.assessment.assess import assess
from foedus.case.load import load_case
from foedus.case.model import Case
from foedus.errors import InputError
from foedus.files.edtf import parse_edtf
from foedus.session.result import Result
from foedus.terms.likelihood import DEFAULT_SCALE, scale_of
from foedus.verdict.file import read_verdict, verdict_file
from foedus.verdict.types import Verdict


def run(
    case: Case | str | Path,
    options: Mapping[str, Any],
    *,
    words: str = DEFAULT_SCALE,
    since: str | Path | None = None,
    passages: bool = True,
    progress: Callable[[str], None] | None = None,
) -> Result:
    """Return the result of assessing a case.

    Parameters
    ----------
    case : Case, str or Path
    options : mapping
        `as_of` (date, EDTF text or None), `horizon`, `draws`, `seed`, `prior`, `refresh_covariates`.
    words : str
    since : str or Path, optional
    passages : bool
    progress : callable, optional

    Raises
    ------
    InputError, CaseError
        Before any long work begins.
    """
    scale_of(words)
    earlier = None if since is None else _read_since(Path(since))
    loaded = case if isinstance(case, Case) else load_case(case)
    if earlier is not None and earlier[0].case != loaded.settings.id:
        raise InputError(
            f"--since {since}: a verdict on case {earlier[0].case!r}, not on {loaded.settings.id!r}; "
            "give an earlier verdict on the same case"
        )
    given = dict(options)
    as_of = _cut_off(given.pop("as_of", None))
    return Result(
        assess(loaded, as_of=as_of, **given, progress=progress), words=words, since=earlier, passages=passages
    )


def _cut_off(value: date | str | None) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if not isinstance(value, str):
        return value
    when = parse_edtf(value)
    if when.is_open:
        raise InputError(f"--as-of {value!r}: an open interval; expected a day, month or year such as 2014-06-01")
    return when.upper


def _read_since(path: Path) -> tuple[Verdict, str]:
    verdict = read_verdict(path)
    return verdict, hashlib.sha256(verdict_file(path).read_bytes()).hexdigest()
