"""Cases for tests, told in the words of the domain.

>>> case = a_case().with_claim("c1", holder="arda", predicate="threat", object="corvan", value=0.8).build()

`a_case` has two actors (arda, belor), a third that threatens them (corvan), two issues (border, pipeline),
three factors (common-enemy, trade-ties, border-dispute), each of a kind of the checklist, three sources and no claim;
`a_coded_case` adds claims on everything, `a_rated_case` two raters' overrides. Every `with_` returns a new builder. `build` goes through the reader, so a built case is
a valid one; `write` writes without checking, so that broken cases can be made. One module for all, so that a
test needs one import.
"""

from __future__ import annotations

import copy
import csv
import io
from pathlib import Path
from typing import Any

from foedus.case.model import Case
from foedus.case.read import case_from_files
from foedus.case.schema import TABLES
from foedus.terms.outcomes import OUTCOMES

RATERS = ("rater-1", "rater-2")

Rows = list[dict[str, str]]


def a_case() -> CaseBuilder:
    """A small valid case without claims."""
    return (
        CaseBuilder()
        .with_actor("arda", name="Arda", ccode=901, iso3="ARD")
        .with_actor("belor", name="Belor", ccode=902, iso3="BLR")
        .with_actor("corvan", name="Corvan", kind="armed_group")
        .with_issue("border")
        .with_issue("pipeline")
        .with_source("study-1", perspective="unknown")
        .with_source("arda-news", kind="news", perspective="arda", reliability="C")
        .with_source("belor-news", kind="news", perspective="belor", reliability="C")
        .with_factor(
            "common-enemy",
            kind="threat",
            threat_source="corvan",
            checklist="common-non-state-enemy",
        )
        .with_factor(
            "trade-ties",
            kind="interest",
            group="economy",
            depends_on="common-enemy",
            checklist="economic-dependence",
        )
        .with_factor(
            "border-dispute",
            pull="divides",
            kind="dispute",
            group="border",
            checklist="mutual-threat",
        )
        .with_scenario("enemy-gone", removes=["corvan"])
    )


def a_coded_case() -> CaseBuilder:
    """`a_case` with claims of every predicate, from several sources and perspectives."""
    return (
        a_case()
        .with_claim("c01", holder="arda", object="border", value=0.7, source="arda-news", kind="statement")
        .with_claim("c02", holder="belor", object="border", value=-0.3, source="belor-news")
        .with_claim("c03", predicate="interest", holder="belor", object="pipeline", value=0.8)
        .with_claim("c04", predicate="interest", holder="arda", object="pipeline", value=0.4, bears={"trade-ties": "+"})
        .with_claim(
            "c05",
            predicate="threat",
            holder=["arda", "belor"],
            object="corvan",
            value=0.75,
            component="offensive",
            bears={"common-enemy": "+"},
        )
        .with_claim("c06", predicate="threat", holder="arda", object="corvan", value=0.5, component="proximity")
        .with_claim(
            "c07",
            predicate="relation",
            holder="arda",
            object="belor",
            value=0.3,
            channel="diplomatic",
            level=2,
            date="2014",
            reference="arda-news",
        )
        .with_claim(
            "c08",
            predicate="action",
            holder="belor",
            object="arda",
            value=0.7,
            channel="arms",
            level=4,
            support_type="weapons",
            date="2015-06",
            kind="fact",
            bears={"trade-ties": "+"},
        )
        .with_claim(
            "c09",
            predicate="action",
            holder="arda",
            object="belor",
            value=-0.5,
            channel="legal",
            date="2016-03-01",
            source="belor-news",
            bears={"border-dispute": "+"},
        )
        .with_claim(
            "c10",
            predicate="assessment",
            object="common-enemy",
            value="",
            basis="inferred",
            credibility=4,
            bears={"common-enemy": "-"},
        )
        .with_claim("c11", predicate="context", object="", value="", date="2013/2017")
        .with_assumption("enemy-fights-on", factors="common-enemy")
        .with_indicator("pact-signed", factor="trade-ties")
        .with_covariate("contiguity", 2017, 1)
        .with_outcome("2020-05-01", state_of_relation="entente")
    )


def a_rated_case() -> CaseBuilder:
    """`a_coded_case` with ratings of every factor by two raters who differ in two of them."""
    return (
        a_coded_case()
        .with_ratings("common-enemy", alliance="CC", entente="C", rivalry="II")
        .with_ratings("trade-ties", alliance=("N", "C"), entente="C", rivalry="I")
        .with_ratings("border-dispute", alliance="II", entente="I", rivalry=("C", "CC"))
    )


class CaseBuilder:
    """Collects rows as text; cells may be given as text, numbers, booleans, lists or None."""

    def __init__(self) -> None:
        self.rows: dict[str, Rows] = {table.file: [] for table in TABLES}
        self.entries: dict[str, dict[str, str]] = {}
        self.settings: dict[str, Any] = {
            "format_version": 2,
            "id": "arda-belor",
            "title": "Arda and Belor",
            "question": "Will the cooperation of Arda and Belor become an alliance?",
            "focal_pair": ["arda", "belor"],
            "theatre": "Corvan",
            "period": "2010/2017",
            "as_of": "2017-12-31",
            "horizon_years": 10,
            "state_of_relation": "unaligned",
            "state_ground": "No pact is in force and neither threatens the other.",
            "licence": "CC0-1.0",
        }
        self.thesis = {"text": "It may become an alliance.", "source": "study-1", "outcome": "alliance"}
        self.scenarios: list[dict[str, Any]] = []
        self.provenance: dict[str, str] = {"coder": "coder-1"}
        self.rated: dict[str, dict[str, Any]] = {}
        self.without_rows: frozenset[str] = frozenset()

    def with_settings(self, **values: Any) -> CaseBuilder:
        """Set keys of case.toml; None takes a key out."""
        new = self._copy()
        new.settings.update(values)
        return new

    def with_thesis(self, **values: str) -> CaseBuilder:
        new = self._copy()
        new.thesis.update(values)
        return new

    def with_provenance(self, **values: str) -> CaseBuilder:
        new = self._copy()
        new.provenance.update(values)
        return new

    def with_scenario(self, id: str, *, label: str = "", removes: list[str] | None = None) -> CaseBuilder:
        new = self._copy()
        new.scenarios.append({"id": id, "label": label or f"Without {id}", "removes": removes or ["common-enemy"]})
        return new

    def with_actor(self, id: str, *, name: str = "", kind: str = "state", **cells: Any) -> CaseBuilder:
        return self.with_row("actors.csv", id=id, name=name or id.title(), kind=kind, **cells)

    def with_issue(self, id: str, **cells: Any) -> CaseBuilder:
        poles = {"question": f"What about the {id}?", "negative_pole": "Against", "positive_pole": "For"}
        return self.with_row("issues.csv", **{"id": id, **poles, **cells})

    def with_factor(
        self,
        id: str,
        *,
        pull: str = "binds",
        kind: str = "interest",
        group: str = "security",
        persistence: tuple[float, float, float] = (0.4, 0.6, 0.8),
        ratings: dict[str, Any] | None = None,
        **cells: Any,
    ) -> CaseBuilder:
        """Add a factor; `ratings` as in `with_ratings`, none by default."""
        low, central, high = persistence
        given = {
            "label": id.replace("-", " ").capitalize(), "pull": pull, "kind": kind, "group": group,
            "persistence_low": low, "persistence_central": central, "persistence_high": high,
            "persistence_ground": "It has lasted for years.",
        }  # fmt: skip
        new = self.with_row("factors.csv", **{"id": id, **given, **cells})
        return new if ratings is None else new.with_ratings(id, **ratings)

    def with_ratings(self, factor: str, **words: Any) -> CaseBuilder:
        """Let two raters rate a factor: an outcome that is not named is N, a pair is one word each."""
        new = self._copy()
        new.rated[factor] = words
        return new

    def with_rating(self, factor: str, outcome: str, scale: str, rater: str, rating: str, **cells: Any) -> CaseBuilder:
        """Add one rating beside those of `with_ratings`."""
        return self.with_row(
            "ratings.csv", factor=factor, outcome=outcome, scale=scale, rater=rater, rating=rating,
            **{"ground": "Judged from history.", **cells},
        )  # fmt: skip

    def with_answer(self, kind: str, answer: str, *, claims: Any = (), ground: str | None = None) -> CaseBuilder:
        """Answer a kind of the checklist; without claims the ground is in words."""
        words = ("" if claims else "It was looked for.") if ground is None else ground
        return self.with_row("checklist.csv", kind=kind, answer=answer, claims=claims, ground=words)

    def with_assumption(self, id: str, *, factors: Any = (), **cells: Any) -> CaseBuilder:
        given = {"id": id, "text": "It stays so.", "support": "It was so.", "factors": factors}
        return self.with_row("assumptions.csv", **{**given, **cells})

    def with_indicator(self, id: str, *, factor: str = "common-enemy", **cells: Any) -> CaseBuilder:
        given = {"id": id, "text": "It is seen.", "by_date": "2020-12-31", "factor": factor, "direction": "+"}
        return self.with_row("indicators.csv", **{**given, **cells})

    def with_source(
        self,
        key: str,
        *,
        kind: str = "study",
        perspective: str = "unknown",
        reliability: str = "B",
        note: str = "",
        stub: bool = False,
        **entry: str,
    ) -> CaseBuilder:
        """Add a work; further keywords are fields of its BibTeX entry."""
        if stub:
            fields = {"type": "misc", "keywords": "stub", "note": "Known only as a citation mark.", **entry}
        else:
            fields = {"type": "book", "author": "Writer, Ann", "title": f"On {key}", "date": "2016", **entry}
        new = self.with_row(
            "sources.csv", key=key, kind=kind, perspective=perspective, reliability=reliability, note=note
        )
        new.entries[key] = fields
        return new

    def with_claim(
        self,
        id: str = "",
        *,
        predicate: str = "position",
        holder: Any = None,
        object: Any = None,
        value: Any = None,
        source: str = "study-1",
        credibility: int = 2,
        bears: dict[str, str] | None = None,
        **cells: Any,
    ) -> CaseBuilder:
        """Add a claim; `bears` maps factors to + or -."""
        id = id or f"claim-{len(self.rows['claims.csv']) + 1}"
        between = predicate in ("threat", "relation", "action")
        held = predicate in ("position", "interest", "threat", "relation", "action")
        given = {
            "id": id, "kind": "study", "source": source, "predicate": predicate, "basis": "stated",
            "holder": "arda" if holder is None and held else holder,
            "object": object if object is not None else ("belor" if between else "border" if held else ""),
            "value": (0.7 if held else "") if value is None else value,
            "credibility": credibility, "text": f"What {id} says.",
        }  # fmt: skip
        new = self.with_row("claims.csv", **{**given, **cells})
        for factor, sign in (bears or {}).items():
            new = new.with_bearing(id, factor, sign)
        return new

    def with_step(
        self,
        id: str,
        stage: str,
        *,
        obligation: Any = "defence",
        holder: Any = ("arda", "belor"),
        date: str = "2017",
        negated: bool = False,
        **cells: Any,
    ) -> CaseBuilder:
        """Add a claim of a step towards a treaty, or away from it."""
        return self.with_claim(
            id, predicate="step", stage=stage, object=obligation, holder=holder, date=date, negated=negated, value="",
            **cells,
        )  # fmt: skip

    def with_bearing(self, claim: str, factor: str, bears: str = "+") -> CaseBuilder:
        return self.with_row("bearings.csv", claim=claim, factor=factor, bears=bears)

    def with_covariate(self, covariate: str, year: int, value: Any, source: str = "Invented, v1") -> CaseBuilder:
        return self.with_row("covariates.csv", year=year, covariate=covariate, value=value, source=source)

    def with_observed(self, series: str, period: str, value: Any, *, n: int | None = None, **cells: Any) -> CaseBuilder:
        given = {"series": series, "period": period, "value": value, "n": n, "source": "invented 1 sha256 abababababab"}
        return self.with_row("observed.csv", **{**given, **cells})

    def with_act(self, id: str, actor: Any, recipient: str, date: str, **cells: Any) -> CaseBuilder:
        given = {"text": "An act.", "rows": "1", "source": "invented 1 sha256 abababababab"}
        return self.with_row(
            "acts.csv", **{"id": id, "actor": actor, "recipient": recipient, "date": date, **given, **cells}
        )

    def with_outcome(self, date: str, event: str = "A treaty was signed.", **cells: Any) -> CaseBuilder:
        return self.with_row("outcomes.csv", **{"date": date, "event": event, "source": "The treaty", **cells})

    def with_empty_file(self, *files: str) -> CaseBuilder:
        """Write these optional files though they have no rows."""
        new = self._copy()
        new.without_rows |= frozenset(files)
        return new

    def with_row(self, file: str, **cells: Any) -> CaseBuilder:
        """Add a row to any table."""
        new = self._copy()
        new.rows[file].append({column: _cell(value) for column, value in cells.items()})
        return new

    def without(self, file: str, **cells: Any) -> CaseBuilder:
        """Take out the rows of a table whose cells are these."""
        new = self._copy()
        wanted = {column: _cell(value) for column, value in cells.items()}
        new.rows[file] = [row for row in new.rows[file] if not wanted.items() <= row.items()]
        return new

    def changed(self, file: str, where: dict[str, Any], **cells: Any) -> CaseBuilder:
        """Change cells in the rows of a table that `where` names."""
        new = self._copy()
        wanted = {column: _cell(value) for column, value in where.items()}
        given = {column: _cell(value) for column, value in cells.items()}
        new.rows[file] = [{**row, **given} if wanted.items() <= row.items() else row for row in new.rows[file]]
        return new

    def files(self) -> dict[str, bytes]:
        """Bytes of the files of the case; of optional ones, those with rows and those asked for."""
        texts = {"case.toml": self._toml(), "sources.bib": self._bib()}
        for table in TABLES:
            rows = self.rows[table.file] + (self._ratings() if table.file == "ratings.csv" else [])
            if rows or not table.optional or table.file in self.without_rows:
                texts[table.file] = _csv(table.columns, rows)
        return {name: text.encode("utf-8") for name, text in texts.items()}

    def build(self) -> Case:
        """The validated case.

        Raises
        ------
        CaseError
            If the case is broken.
        """
        return case_from_files(self.settings["id"], self.files())

    def write(self, path: Path | str) -> Path:
        """Write the files, valid or not, and return the folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in self.files().items():
            (folder / name).write_bytes(data)
        return folder

    def _copy(self) -> CaseBuilder:
        """A copy that shares rows; rows are replaced, never changed."""
        new = copy.copy(self)
        new.rows = {file: list(rows) for file, rows in self.rows.items()}
        new.entries, new.settings, new.thesis = dict(self.entries), dict(self.settings), dict(self.thesis)
        new.provenance, new.rated, new.scenarios = dict(self.provenance), dict(self.rated), list(self.scenarios)
        return new

    def _ratings(self) -> Rows:
        present = self.settings.get("state_of_relation")
        return [
            {
                "factor": factor, "outcome": outcome, "scale": scale, "rater": rater,
                "rating": words[RATERS.index(rater)] if isinstance(words := given.get(outcome, "N"), tuple) else words,
                "ground": "Judged from history.",
            }
            for factor, given in self.rated.items()
            for outcome in OUTCOMES
            for scale in ("relative", "absolute")
            for rater in RATERS
            if not (scale == "relative" and outcome == present)
        ]  # fmt: skip

    def _toml(self) -> str:
        lines = [f"{key} = {_toml(value)}" for key, value in self.settings.items() if value is not None]
        lines += ["", "[thesis]", *(f"{key} = {_toml(value)}" for key, value in self.thesis.items())]
        for scenario in self.scenarios:
            lines += ["", "[[scenarios]]", *(f"{key} = {_toml(value)}" for key, value in scenario.items())]
        lines += ["", "[provenance]", *(f"{key} = {_toml(value)}" for key, value in self.provenance.items())]
        return "\n".join(lines) + "\n"

    def _bib(self) -> str:
        entries = []
        for key, fields in sorted(self.entries.items()):
            inner = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if name != "type")
            entries.append(f"@{fields['type']}{{{key},\n{inner}}}\n")
        return "\n".join(entries)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, (list, tuple)):
        return "|".join(value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_toml(part) for part in value) + "]"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        return f'"{escaped}"'
    return str(value)


def _csv(columns: tuple[str, ...], rows: Rows) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()
