"""Renew the covariates that a case carries from the installed datasets, and tell every difference."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from foedus.assessment.priors import pair_codes
from foedus.case.model import Case, Covariate
from foedus.errors import InputError

if TYPE_CHECKING:
    from foedus.history.pair_history import Pair
    from foedus.history.table import HistoryTable

TOLERANCE = 1e-6
"""Numbers of a case have six decimals; what is nearer than that is the same."""


def pair_covariates(
    case: Case, first: int | None = None, *, last: int | None = None, progress: Callable[[str], None] | None = None
) -> tuple[Covariate, ...]:
    """Return what the outlook needs of a case's focal pair from the installed datasets.

    `first` and `last` are by default the years of the case's own covariates, else of its period, as far as the
    history reaches. Raises InputError if one of the pair has no COW code, a dataset is not installed, or the two are
    not both members of the system in a year.
    """
    from foedus.history.build import build_history
    from foedus.history.load import read_sources
    from foedus.history.pair_history import pair_history
    from foedus.history.terms import LAST

    pair, years = _asked(case, first, last=last)
    (progress or (lambda _: None))("dyad-years 1816-2018")
    sources = read_sources(LAST)
    rows = pair_history(build_history(sources), sources, pair=pair, years=years)
    return tuple(Covariate(row.year, row.covariate, row.value, row.source) for row in rows)


def kept_covariates(
    case: Case,
    first: int | None = None,
    *,
    last: int | None = None,
    table: HistoryTable | None = None,
    tell: Callable[[str], None] | None = None,
) -> tuple[Covariate, ...]:
    """Return the same from a table of pairs, by default the one that comes with foedus, with no dataset installed.

    Years of the case that the table does not hold are left out and told, unless `first` or `last` asks for them. Raises
    InputError as `pair_covariates`.
    """
    from foedus.history.pair_history import pair_in_table
    from foedus.history.shipped import load_table

    kept = table or load_table()
    pair, years = _asked(case, first, last=last)
    held = [year for year in years if kept.holds(year)]
    if not held or (len(held) < len(years) and not (first is None and last is None)):
        raise InputError(
            f"years {years[0]} to {years[-1]}: {kept.where} holds {kept.first} to {kept.last}; other years need the datasets: "
            "foedus data add --from FOLDER"
        )
    if len(held) < len(years) and tell is not None:
        tell(f"years {years[0]} to {held[0] - 1} are left out: {kept.where} begins in {kept.first}")
    rows = pair_in_table(kept, pair=pair, years=held)
    return tuple(Covariate(row.year, row.covariate, row.value, row.source) for row in rows)


def _asked(case: Case, first: int | None, *, last: int | None) -> tuple[Pair, range]:
    """The focal pair with its codes, and the years that are asked for."""
    from foedus.history.terms import FIRST, LAST

    codes = pair_codes(case)
    if codes is None:
        raise InputError(
            f"case {case.settings.id!r}: the focal pair {' and '.join(case.settings.focal_pair)} has no two COW codes; "
            "give both a ccode in actors.csv"
        )
    own = [row.year for row in case.covariates]
    period = case.settings.period
    start = first if first is not None else min(own, default=period.lower.year)
    end = last if last is not None else max(own, default=min(case.settings.as_of.upper.year, LAST))
    if not FIRST <= start <= end <= LAST:
        raise InputError(f"years {start} to {end}: expected years from {FIRST} to {LAST}, the first not after the last")
    one, other = case.settings.focal_pair
    return ((one, codes[0]), (other, codes[1])), range(start, end + 1)


def refresh(case: Case, *, progress: Callable[[str], None] | None = None) -> tuple[Case, tuple[Mapping[str, Any], ...]]:
    """Return the case with its covariates renewed in memory, and every difference.

    Rows of covariates that the datasets say nothing of stay as they are. The files of the case are not touched. A
    difference has `year`, `covariate`, `case`, `datasets` (None where one of the two has no value) and `source`.
    Raises as `pair_covariates`.
    """
    renewed = {(row.year, row.covariate): row for row in pair_covariates(case, progress=progress)}
    own = {(row.year, row.covariate): row for row in case.covariates}
    names = {name for _, name in renewed}
    found = [
        difference
        for key in sorted({*renewed, *(key for key in own if key[1] in names)}, key=lambda key: (key[1], key[0]))
        if (difference := _difference(key, own.get(key), renewed=renewed.get(key))) is not None
    ]
    gone = {(row["year"], row["covariate"]) for row in found if row["datasets"] is None}
    kept = {key: row for key, row in own.items() if key not in gone}
    rows = {**kept, **{key: row for key, row in renewed.items() if key not in own or _apart(own[key], row)}}
    ordered = tuple(rows[key] for key in sorted(rows, key=lambda key: (key[1], key[0])))
    return replace(case, covariates=ordered), tuple(found)


def _difference(key: tuple[int, str], own: Covariate | None, *, renewed: Covariate | None) -> dict[str, Any] | None:
    if own is not None and renewed is not None and not _apart(own, renewed):
        return None
    return {
        "year": key[0],
        "covariate": key[1],
        "case": None if own is None else own.value,
        "datasets": None if renewed is None else renewed.value,
        "source": "" if renewed is None else renewed.source,
    }


def _apart(own: Covariate, renewed: Covariate) -> bool:
    try:
        return abs(float(own.value) - float(renewed.value)) > TOLERANCE
    except ValueError:
        return own.value != renewed.value


def difference_lines(differences: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the differences as lines for a terminal."""
    if not differences:
        return ["covariates: the installed datasets say what the case says"]
    head = "1 covariate differs" if len(differences) == 1 else f"{len(differences)} covariates differ"
    lines = [f"{head} from the installed datasets, which are used in this run:"]
    for row in differences:
        case, sets = (row[name] if row[name] is not None else "none" for name in ("case", "datasets"))
        lines.append(f"  {row['year']} {row['covariate']}: case {case}, datasets {sets}")
    return lines
