"""What every section of the report needs: the verdict, its evidence, its sentences, and the names of things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from foedus.report.html.evidence import Anchors, Links
from foedus.report.html.parts import Exhibit, Table
from foedus.report.html.sentences import Sentences
from foedus.report.html.template import nothing as nothing_to_show
from foedus.report.picture import Picture
from foedus.terms.likelihood import SCALES
from foedus.verdict.types import Verdict

MOST_LINKS = 24
"""Pieces of evidence of a figure that are linked to one by one where its table lists them row by row as well."""


class Context:
    """The verdict as the sections see it.

    Parameters
    ----------
    verdict : Verdict
        What the report says.
    reserved : iterable of str
        Ids that the page gives to its own parts.
    """

    def __init__(self, verdict: Verdict, reserved: Iterable[str] = ()) -> None:
        self.verdict = verdict
        anchors = Anchors([*reserved, *(sentence.id for sentence in verdict.sentences)])
        self.links = Links(verdict.evidence, anchors)
        self.sentences = Sentences(verdict.sentences, self.links)
        self.matrix = {row.factor: anchors.new("ach", row.factor) for row in verdict.hypotheses.ach.rows}
        """Where a factor stands in the matrix of competing hypotheses, which shows its absolute ratings."""
        for key, rating in verdict.evidence.ratings.items():
            if rating.scale == "absolute" and rating.factor in self.matrix:
                self.links.place(key, self.matrix[rating.factor])
        self.pair = verdict.case_info.focal_pair
        actors = verdict.evidence.actors
        shared = Counter(actor.name for actor in actors.values())
        self.names = {
            key: actor.name if shared[actor.name] == 1 else f"{actor.name} ({key})" for key, actor in actors.items()
        }
        self._labels = {
            **self.names,
            **{issue.id: issue.question for issue in verdict.issues},
            **{factor.id: factor.label for factor in verdict.factors},
        }
        self.scale = SCALES[verdict.words]
        listed = {
            "kind": [row.id for row in verdict.checklist.kinds if row.works_for or row.works_against],
            "step": [row.id for row in verdict.steps.rows],
            "taken": [row.stage for row in verdict.steps.if_taken],
            "indicator": [row.id for row in verdict.indicators],
            "scenario": [row.id for row in verdict.scenarios if row.removes or row.reasons],
        }
        self._rows = {(what, name): anchors.new(what, name) for what, names in listed.items() for name in names}
        self._figures = 0

    def name(self, actor: str) -> str:
        """The name of an actor, or its id."""
        return self.names.get(actor, actor)

    @property
    def pair_names(self) -> list[str]:
        """The names of the focal pair."""
        return [self.name(actor) for actor in self.pair]

    def label(self, identifier: str) -> str:
        """The label of a factor, the question of an issue or the name of an actor, else the id."""
        return self._labels.get(identifier, identifier)

    def row(self, what: str, identifier: str) -> str:
        """The id in the page of a row: of a ``kind``, a ``step`` or one ``taken``, an ``indicator`` or a ``scenario``."""
        return self._rows.get((what, identifier), "")

    def say(self, section: str) -> Markup:
        """The sentences of a section."""
        return self.sentences.show(self.sentences.section(section))

    def exhibit(
        self,
        picture: Picture,
        caption: str,
        *,
        table: Table[Any],
        nothing: str = "",
        origin: str = "computed",
        key: Markup | None = None,
        evidence: Markup | None = None,
    ) -> Exhibit | Markup:
        """A numbered exhibit of a figure, or what to say where there is nothing to draw."""
        figure = picture.draw(self)
        if figure is None:
            return nothing_to_show(nothing) if nothing else Markup("")
        self._figures += 1
        behind = self._behind(list(dict.fromkeys(picture.evidence(self.verdict))), table)
        return Exhibit(figure, self._figures, caption, origin, table, evidence or behind, key or Markup(""))

    def _behind(self, evidence: list[str], table: Table[Any]) -> Markup:
        """The evidence of a figure: a fold, or where it is long and the table lists it row by row, a word on that."""
        if len(evidence) > MOST_LINKS and any(column.links for column in table.columns):
            words = "Evidence: {}, listed row by row in the table."
            return Markup('<p class="ev">{}</p>').format(words.format(self.links.count(evidence)))
        return self.links.fold(evidence)
