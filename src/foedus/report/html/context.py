"""What every section of the report needs: the verdict, its evidence, its sentences, and the names of things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from foedus.charts import Figure
from foedus.report.html.evidence import Anchors, Evidence
from foedus.report.html.parts import Exhibit, Table
from foedus.report.html.sentences import Sentences
from foedus.terms.likelihood import SCALES

TABLES = "tables/"
"""Where the data files stand beside the report."""

MATRIX = ("hypotheses", "ach", "rows")
"""Where the matrix of competing hypotheses stands; absolute ratings are shown there, by factor."""


class Context:
    """The verdict as the sections see it.

    Parameters
    ----------
    verdict : mapping
        The dictionary of ``verdict.json``.
    reserved : iterable of str
        Ids that the page gives to its own parts.
    """

    def __init__(self, verdict: Mapping[str, Any], reserved: Iterable[str] = ()) -> None:
        self.verdict = verdict
        self.anchors = Anchors(reserved)
        found: Mapping[str, Any] = verdict.get("evidence") or {}
        self.evidence = Evidence(found, self.anchors)
        self.sentences = Sentences(verdict.get("sentences") or [], self.evidence)
        self.actors: Mapping[str, Mapping[str, Any]] = found.get("actors") or {}
        self.info: Mapping[str, Any] = verdict.get("case_info") or {}
        self.names = {key: str(row.get("name") or key) for key, row in self.actors.items()}
        self.matrix = {
            str(row.get("factor")): self.anchors.new("ach", str(row.get("factor"))) for row in self.rows(*MATRIX)
        }
        for key, rating in self.evidence.parts["ratings"].items():
            if rating.get("scale") == "absolute" and rating.get("factor") in self.matrix:
                self.evidence.place(key, self.matrix[rating["factor"]])
        self.pair: list[str] = [str(actor) for actor in self.info.get("focal_pair") or []]
        self.factor_labels = {str(f["id"]): str(f.get("label") or f["id"]) for f in self.rows("factors")}
        self.issue_questions = {str(i["id"]): str(i.get("question") or i["id"]) for i in self.rows("issues")}
        scale = str(verdict.get("words"))
        self.bands = SCALES[scale].bands if scale in SCALES else ()
        self.scale_name = SCALES[scale].name if scale in SCALES else scale
        self._figures = 0

    def rows(self, *path: str) -> list[Mapping[str, Any]]:
        """A list of rows in the verdict, empty where any part of the path is missing or null."""
        found = self.part(*path[:-1]).get(path[-1])
        return list(found) if isinstance(found, Sequence) and not isinstance(found, str) else []

    def part(self, *path: str) -> Mapping[str, Any]:
        """A mapping in the verdict, empty where any part of the path is missing or null."""
        node: Any = self.verdict
        for key in path:
            node = node.get(key) if isinstance(node, Mapping) else None
        return node if isinstance(node, Mapping) else {}

    def name(self, actor: object) -> str:
        """The name of an actor, or its id."""
        return self.names.get(str(actor), str(actor))

    @property
    def pair_names(self) -> list[str]:
        """The names of the focal pair."""
        return [self.name(actor) for actor in self.pair]

    def model_ids(self) -> list[str]:
        """The model of the prior, as evidence of what is computed from it; empty where the verdict names none."""
        model = self.part("outside").get("model")
        return [str(model)] if model else []

    def label(self, identifier: object) -> str:
        """The label of a factor, the question of an issue or the name of an actor, else the id."""
        key = str(identifier)
        return self.factor_labels.get(key) or self.issue_questions.get(key) or self.names.get(key) or key

    def exhibit(
        self,
        figure: Figure | None,
        caption: str,
        table: Table | None,
        evidence: Iterable[str],
        *,
        nothing: str,
        origin: str = "computed",
        key: Markup | None = None,
    ) -> Exhibit:
        """A numbered exhibit; figures that are not drawn take no number."""
        if figure is not None:
            self._figures += 1
        return Exhibit(
            figure=figure,
            number=self._figures if figure is not None else 0,
            caption=caption,
            origin=origin,
            table=table,
            evidence=self._behind(list(dict.fromkeys(evidence)), table),
            nothing=nothing,
            key=key or Markup(""),
        )

    def _behind(self, evidence: list[str], table: Table | None) -> Markup:
        """The evidence of a figure: a fold, or where it is long and the table lists it row by row, a word on that."""
        listed = table is not None and any(column.links for column in table.columns)
        if listed and len(evidence) > 24:
            words = "Evidence: {}, listed row by row in the table."
            return Markup('<p class="ev">{}</p>').format(words.format(self.evidence.count(evidence)))
        return self.evidence.fold(evidence)
