"""Small made-up datasets with the registry's columns, and a loader of them."""

from datetime import date

import polars as pl

from foedus.errors import InputError
from foedus.panel.source import Source

WHOLE = {"ccode", "ccode1", "ccode2", "year", "start", "end", "tssr_id", "dispnum", "fatality", "hostlev", "mindur",
         "maxdur", "stmon"}  # fmt: skip


def table(columns, *rows):
    """A frame from a header and rows; codes and years are 32-bit whole numbers."""
    frame = pl.DataFrame([*rows], schema=columns.split(), orient="row")
    whole = [name for name in frame.columns if name in WHOLE and frame[name].dtype.is_integer()]
    return frame.with_columns(pl.col(whole).cast(pl.Int32))


def source(dataset, frame, coverage=(1816, 2016), version="1", sha256="0" * 64):
    """One dataset."""
    return Source(dataset, version, f"Title of {dataset}", sha256, f"@misc{{{dataset},\n}}", coverage, frame)


def loader(*sources):
    """Loads the given sources by id and version, the last one by default, and nothing else."""

    def load(dataset, version=None):
        found = [each for each in sources if each.id == dataset and version in (None, each.version)]
        if not found:
            raise InputError(f"the dataset {dataset} is not there")
        return found[-1]

    return load


def spells(*rows):
    """Membership spells from (code, first day, last day)."""
    frame = table("ccode start end", *((code, date(*start), date(*end)) for code, start, end in rows))
    return source("states", frame)


#: Three states: 1 throughout, 2 out in 1951-52, 3 from 1950 on; 3 leaves in mid-2015 before 4 enters that year.
STATES = spells(
    (1, (1816, 1, 1), (2016, 12, 31)),
    (2, (1816, 1, 1), (1950, 6, 30)),
    (2, (1953, 2, 1), (2016, 12, 31)),
    (3, (1950, 7, 1), (2015, 5, 1)),
    (4, (2015, 8, 1), (2016, 12, 31)),
)

#: Every code that the tests use, a member throughout: what a dataset leaves out of such a state is a true zero.
ALWAYS = spells(*((code, (1816, 1, 1), (2016, 12, 31)) for code in (*range(1, 10), 20, 200, 365, 630, 710)))
