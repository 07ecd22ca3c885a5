"""The error of a broken official file: it carries every problem."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.errors import InputError, Problem, summary_lines


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
