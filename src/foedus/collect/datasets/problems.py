"""The error of a broken official file: it carries every problem."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from foedus.errors import InputError, Problem

SHOWN_PER_COLUMN = 5


class DatasetError(InputError):
    """A file cannot be used as the dataset it was given for; nothing was stored.

    Parameters
    ----------
    dataset : str
        Id of the dataset.
    problems : sequence of Problem
        Every problem found.
    """

    def __init__(self, dataset: str, problems: Sequence[Problem]) -> None:
        self.dataset = dataset
        self.problems = tuple(problems)
        count = len(self.problems)
        lines = "\n".join(f"  {line}" for line in summary_lines(self.problems))
        noun = "problem" if count == 1 else "problems"
        super().__init__(
            f"{dataset}: {count:,} {noun}, nothing was stored:\n{lines}\n"
            f"See what the file should hold with: foedus data info {dataset}; then run: "
            f"foedus data add {dataset} --from FILE"
        )


def summary_lines(problems: Sequence[Problem]) -> list[str]:
    """Return the problems as lines, the first five of each file and column, with the number of the others."""
    lines = []
    for (_, column), group in groupby(problems, key=lambda problem: (problem.file, problem.column)):
        members = list(group)
        lines += [str(problem) for problem in members[:SHOWN_PER_COLUMN]]
        if len(members) > SHOWN_PER_COLUMN:
            where = f" in {column}" if column else ""
            lines.append(f"... and {len(members) - SHOWN_PER_COLUMN:,} more{where}")
    return lines
