"""The object that Python users hold: an assessment with its verdict as frames, report and rich display."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from foedus.assessment.model import Assessment
from foedus.errors import InputError
from foedus.report.tables import CLAIMS, build_tables, claim_rows, headers
from foedus.terms.likelihood import DEFAULT_SCALE
from foedus.verdict.build import build_verdict
from foedus.verdict.evidence import without_passages
from foedus.verdict.types import Verdict

if TYPE_CHECKING:
    import polars as pl

    from foedus.charts import Figure


class Result:
    """A verdict on a case.

    Parameters
    ----------
    assessment : Assessment
        The numbers.
    words : str
        Id of a scale of likelihood words (`foedus.terms.likelihood.SCALES`).
    since : (verdict, sha256), optional
        An earlier verdict to compare with.
    passages : bool
        Whether the words of documents travel with the verdict.

    Examples
    --------
    >>> import foedus
    >>> result = foedus.assess(foedus.load_case("iran-russia-syria"), draws=50)
    >>> result.outcomes.columns[:3]
    ['outcome', 'prior', 'prior_low']
    """

    def __init__(
        self,
        assessment: Assessment,
        *,
        words: str = DEFAULT_SCALE,
        since: tuple[Verdict, str] | None = None,
        passages: bool = True,
    ) -> None:
        self.assessment = assessment
        verdict = build_verdict(assessment, words=words, since=since)
        self.verdict = verdict if passages else replace(verdict, evidence=without_passages(verdict.evidence))

    @cached_property
    def _tables(self) -> dict[str, list[Mapping[str, Any]]]:
        return {**build_tables(self.verdict), CLAIMS: claim_rows(self.verdict)}

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that :meth:`frame` gives."""
        return tuple(self._tables)

    def frame(self, name: str) -> pl.DataFrame:
        """Return a table of the verdict as a Polars frame (`.to_pandas()` leads on).

        Raises
        ------
        InputError
            If there is no such table.
        """
        import polars as pl

        if name not in self._tables:
            raise InputError(f"no table {name!r}; expected one of {', '.join(self._tables)}")
        rows = self._tables[name]
        if not rows:
            return pl.DataFrame(schema=headers(self.verdict, {name: rows})[name])
        return pl.DataFrame(rows, infer_schema_length=None, strict=False)

    @property
    def outcomes(self) -> pl.DataFrame:
        """The four outcomes: prior, probability, interval, term."""
        return self.frame("outcomes")

    @property
    def scenarios(self) -> pl.DataFrame:
        """The outcomes in every scenario."""
        return self.frame("scenarios")

    @property
    def factors(self) -> pl.DataFrame:
        """Factors with strength, ratings, persistence and shift."""
        return self.frame("factors")

    @property
    def issues(self) -> pl.DataFrame:
        """Convergence and importance by issue."""
        return self.frame("convergence")

    @property
    def positions(self) -> pl.DataFrame:
        """Positions and salience by actor and issue."""
        return self.frame("positions")

    @property
    def ties(self) -> pl.DataFrame:
        """Signed ties by pair and window."""
        return self.frame("ties")

    @property
    def threats(self) -> pl.DataFrame:
        """Threats by source and actor with Walt's components."""
        return self.frame("threats")

    @property
    def ladder(self) -> pl.DataFrame:
        """The climb of cooperation."""
        return self.frame("ladder")

    @property
    def claims(self) -> pl.DataFrame:
        """The claims that were used."""
        return self.frame("claims")

    @property
    def sentences(self) -> pl.DataFrame:
        """Every sentence with its kind and evidence."""
        return self.frame("sentences")

    def report(self, path: str | Path) -> Path:
        """Write the HTML report to a file and return its path.

        Raises
        ------
        OutputError
            If the file cannot be written.
        """
        from foedus.report.outputs import write_report

        return write_report(self.verdict, Path(path))

    def brief(self, path: str | Path) -> Path:
        """Write the brief, one A4 page to print from a browser, to a file and return its path.

        Raises
        ------
        OutputError
            If the file cannot be written.
        """
        from foedus.report.outputs import write_brief

        return write_brief(self.verdict, Path(path))

    def write(self, folder: str | Path, *, brief: bool = False) -> Path:
        """Write the whole folder of results in one step, as ``foedus assess --out`` does, and return it."""
        from foedus.report.outputs import write_outputs

        write_outputs(self.verdict, Path(folder), brief=brief)
        return Path(folder)

    def chart(self, name: str, **options: Any) -> Figure:
        """Return a figure of the verdict, which a notebook shows and which writes itself to a file.

        Parameters
        ----------
        name : str
            One of :attr:`charts`.
        **options
            What the figure lets one choose: ``issue`` for ``positions``, ``outcome`` for ``factors`` and ``tornado``.

        Raises
        ------
        InputError
            If there is no such figure or option, or the verdict holds nothing to draw.

        Examples
        --------
        >>> import foedus
        >>> figure = foedus.assess("iran-russia-syria", draws=50).chart("positions", issue="assad-fate")
        >>> figure.frame["actor"].to_list()
        ['Iran', 'Russia']
        """
        from foedus.report.registry import chart

        return chart(self.verdict, name, **options)

    @property
    def charts(self) -> tuple[str, ...]:
        """Names of the figures that :meth:`chart` gives."""
        from foedus.report.registry import pictures

        return tuple(pictures())

    def explain(self, name: str) -> Any:
        """Return the explanation of any id of the result; see :func:`foedus.report.explain.explain`."""
        from foedus.report.explain import explain

        return explain(self.verdict, name)

    def __repr__(self) -> str:
        head = self.verdict.headline
        return (
            f"<foedus verdict on {self.verdict.case}, as of {self.verdict.as_of}: {head.outcome} "
            f"{head.probability:.2f} ({head.low:.2f}-{head.high:.2f}), {head.term}>"
        )

    def __rich__(self) -> Any:
        from foedus.report.console import summary

        return summary(self.verdict)

    def _repr_html_(self) -> str:
        """Return the verdict box for a notebook."""
        from foedus.session.notebook import render_box

        return render_box(self.verdict)
