"""Many cases in one run: which there are, what each verdict says, and the record of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.assessment.points import points
from foedus.assessment.priors import AUTO
from foedus.case.load import load_case
from foedus.case.schema import CASE_FILES, SETTINGS
from foedus.case.shipped import builtin_cases
from foedus.errors import CaseError, FoedusError, InputError
from foedus.verdict.record import Record, Rejected, Row, build_record, row_of

if TYPE_CHECKING:
    import polars as pl


class TrackRecord:
    """A record over many cases as frames.

    Parameters
    ----------
    record : Record
        The scores.
    """

    def __init__(self, record: Record) -> None:
        self.record = record

    def _frame(self, name: str) -> pl.DataFrame:
        import polars as pl

        return pl.DataFrame(self.record.plain()[name], infer_schema_length=None)

    @property
    def cases(self) -> pl.DataFrame:
        """A row for each scored case: what came, and what each forecast had said."""
        return self._frame("cases")

    @property
    def rejected(self) -> pl.DataFrame:
        """The cases that could not be scored, and why."""
        return self._frame("rejected")

    @property
    def means(self) -> pl.DataFrame:
        """Scores in all by forecast and measure, with intervals and the gain on the prior."""
        return self._frame("means")

    @property
    def reliability(self) -> pl.DataFrame:
        """Forecasts of an alliance in bins, beside how often one came."""
        return self._frame("reliability")

    def __repr__(self) -> str:
        return f"<foedus record of {len(self.record.rows)} cases, {len(self.record.rejected)} rejected>"

    def __rich__(self) -> Any:
        from foedus.report.record import record_table

        return record_table(self.record)


def cases_in(places: Sequence[str | Path]) -> list[str]:
    """Return what `load_case` takes for every case in the given places, in order.

    A place is the name of a built-in case, a case folder, or a folder of case folders; a folder inside it that holds a
    file of a case counts, also where `case.toml` is missing, so that a broken case is told and not left out.

    Raises
    ------
    InputError
        If a place holds no case.
    """
    found: list[str] = []
    for place in places:
        here = list(_cases_at(place))
        if not here:
            raise InputError(
                f"no case in {str(place)!r}; expected a folder of case folders, a case folder or a built-in case"
            )
        found += here
    return found


def _cases_at(place: str | Path) -> Iterator[str]:
    if isinstance(place, str) and place in builtin_cases():
        yield place
        return
    folder = Path(place)
    if not folder.is_dir() or (folder / SETTINGS.file).exists():
        yield f"{folder}" if folder.is_absolute() else f"./{folder}"
        return
    for inner in sorted(path for path in folder.iterdir() if path.is_dir()):
        if any((inner / name).exists() for name in CASE_FILES):
            yield f"{inner}" if inner.is_absolute() else f"./{inner}"


def record(
    places: Sequence[str | Path], *, prior: str = AUTO, seed: int = 0, progress: Callable[[str], None] | None = None
) -> TrackRecord:
    """Return the record of all cases in the given places, each assessed at its own cut-off and horizon.

    Parameters
    ----------
    places : sequence of str or Path
        See `cases_in`.
    prior : str
        As for an assessment.
    seed : int
        Seed of the bootstrap over cases, 0 or more; what a verdict says does not depend on it.
    progress : callable, optional
        Called with the name of each case as it begins.

    Raises
    ------
    InputError
        If a place holds no case, or an option is wrong. A case that is broken or records no outcome is told in the
        record and raises nothing.
    """
    if seed < 0:
        raise InputError(f"--seed {seed}: expected a whole number from 0 up")
    rows: dict[str, Row] = {}
    rejected: list[Rejected] = []
    for place in cases_in(places):
        if progress:
            progress(place)
        try:
            case = load_case(place)
            if case.settings.id in rows:
                raise InputError(f"the id {case.settings.id!r} was scored already; give each case once")
            rows[case.settings.id] = row_of(case, points(case, prior=prior))
        except FoedusError as error:
            rejected.append(Rejected(place.removeprefix("./"), _reason(error)))
    return TrackRecord(build_record(tuple(rows.values()), rejected, seed=seed))


def _reason(error: FoedusError) -> str:
    """Return one line: of a broken case how many problems and the first."""
    if isinstance(error, CaseError):
        first = error.problems[0]
        more = f", the first of {len(error.problems)} problems" if len(error.problems) > 1 else ""
        return f"{first}{more}"
    return str(error)
