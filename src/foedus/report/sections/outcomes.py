"""The outcomes against each other: the ACH matrix, the pushes of the groups, the path of the verdict, the ratings."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from foedus.charts import Figure
from foedus.charts.verdict_path import AsOf, verdict_path
from foedus.report.html.context import Context
from foedus.report.html.parts import TABLES, Table
from foedus.report.html.template import fill, heading, note, nothing
from foedus.report.html.wording import day_words, decimal, probability, signed, words
from foedus.report.picture import Picture
from foedus.report.section import Block, Section, claims_of
from foedus.terms.kinds import RATING_WORDS
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.types.analysis import Snapshot
from foedus.verdict.types.evidence import Rating
from foedus.verdict.types.hypotheses import Ach, AchRow, Group


def path_figure(context: Context) -> Figure | None:
    """The verdict as of earlier dates."""
    return verdict_path(
        AsOf(step.as_of, name, cell.probability, cell.low, cell.high)
        for step in context.verdict.path
        for name, cell in step.outcomes.items()
    )


PATH = Picture("path", path_figure, lambda v: [*claims_of(v.factors), "model:posterior"], "posterior")


def _build(context: Context) -> Iterable[Block]:
    hypotheses = context.verdict.hypotheses
    ratings = _ratings(context)
    yield context.say("outcomes")
    yield heading("The matrix of competing hypotheses")
    if any(value is not None for row in hypotheses.ach.rows for value in row.ratings.values()):
        yield _note_on_matrix()
        yield _matrix(context, hypotheses.ach)
        yield _inconsistency(hypotheses.ach)
        if ratings:
            yield note(
                'Evidence: the <a href="#ratings">ratings with their grounds</a>, and the claims of each '
                '<a href="#fig-factors">factor</a>.'
            )
    else:
        yield nothing("Nobody has filled the matrix: no factor has been rated against the outcomes in absolute terms.")
    if hypotheses.groups:
        yield heading("What each group of kinds adds")
        yield note(
            "Kinds that say much the same share a group: the strongest counts in full, each further one half as much as the one before."
        )
        yield _groups(context, hypotheses.groups)
    yield heading("How the verdict moved")
    yield context.exhibit(
        PATH,
        "At each date the verdict sees only what had happened or been published by then; the answers that a coder gives without a "
        "claim, and any ratings, were set later, with hindsight.",
        table=_path(context.verdict.path),
        nothing="There are fewer than two dates, so there is no path to draw.",
    )
    if ratings:
        yield fill(_RATINGS, ratings=ratings, label=context.label, file=f"{TABLES}ratings.csv")


def _note_on_matrix() -> Markup:
    legend = Markup(", ").join(Markup("<b>{}</b> {}").format(word.name, word.meaning) for word in RATING_WORDS.values())
    return note(
        "Read across: a factor that fits all outcomes alike tells nothing, and its diagnosticity is low. Read down: the outcome "
        "with the least inconsistency survives best. {}. The matrix stands beside the probabilities and does not enter them.",
        legend,
    )


def _matrix(context: Context, ach: Ach) -> Table[AchRow]:
    rows = sorted(ach.rows, key=lambda row: -(row.diagnosticity or 0.0))
    caption = (
        "Analysis of competing hypotheses: how well each factor fits each outcome, the most diagnostic factor first"
    )
    return (
        Table("ach", caption, rows, "ach.csv", sortable=False, anchor=lambda r: context.matrix[r.factor])
        .words("Factor", lambda r: r.label)
        .words("Group", lambda r: words(r.group))
        .computed("Weight", lambda r: decimal(r.weight))
        .outcomes("{}", lambda r, name: r.words[name] or "–", "given")
        .computed("Diagnosticity", lambda r: decimal(r.diagnosticity))
    )


def _inconsistency(ach: Ach) -> Table[tuple[str, dict[str, float | None]]]:
    rows = [
        ("Inconsistency", ach.inconsistency),
        ("Inconsistency, by weight of the factors", ach.weighted_inconsistency),
    ]
    caption = "How inconsistent the factors are with each outcome; less is better"
    return (
        Table("inconsistency", caption, rows, sortable=False)
        .words("Sum", lambda r: r[0])
        .outcomes("{}", lambda r, name: decimal(r[1][name], 1))
    )


def _groups(context: Context, groups: tuple[Group, ...]) -> Table[Group]:
    labels = {kind.id: kind.label for kind in context.verdict.checklist.kinds}

    def deciding(group: Group) -> str:
        kinds = dict.fromkeys(group.deciding[name] for name in OUTCOMES if group.deciding[name])
        return "; ".join(labels.get(name, name) for name in kinds) or "none"

    caption = "What each group of kinds adds to the log odds of each outcome against the present state"
    return (
        Table("groups", caption, groups, "groups.csv")
        .words("Group of kinds", lambda g: words(g.id))
        .outcomes("Push on {}", lambda g, name: signed(g.push[name]))
        .words("Deciding kinds", deciding)
        .computed("Kinds heard of", lambda g: str(len(g.kinds)))
    )


def _path(rows: tuple[Snapshot, ...]) -> Table[Snapshot]:
    return (
        Table("path", "The verdict as of earlier dates", rows, "path.csv", sortable=False)
        .words("As of", lambda s: day_words(s.as_of))
        .computed("Claims that could be seen", lambda s: str(s.claims))
        .outcomes("{}", lambda s, name: probability(s.outcomes[name]))
    )


def _ratings(context: Context) -> dict[str, dict[tuple[str, str], list[Rating]]]:
    """Relative ratings, which move probabilities, by factor, and by rater with the id of the block in the page.

    Absolute ratings are left out where the matrix shows them; their grounds stand in the data file.
    """
    found: dict[str, dict[tuple[str, str], list[Rating]]] = {}
    for key, rating in context.verdict.evidence.ratings.items():
        if rating.scale == "absolute" and rating.factor in context.matrix:
            continue
        block = f"{rating.scale}, {rating.rater}", context.links.anchor(key) or ""
        found.setdefault(rating.factor, {}).setdefault(block, []).append(rating)
    return found


_RATINGS = """\
<details class="fold" id="ratings"><summary>Relative ratings with their grounds</summary>
<p class="note">Relative ratings ask whether a factor is more usual in dyads that moved to an outcome than in dyads that stayed; they override the ratios of the checklist. The grounds of the absolute ratings in the matrix stand in the data file.</p>
<p class="tools"><a href="{{ file }}" download>Data: {{ file }}</a></p>
{% for factor, blocks in ratings.items() %}
<h4>{{ label(factor) }}</h4>
<ul class="ratings">
{% for (by, anchor), rows in blocks.items() %}
<li id="{{ anchor }}"><b>{{ by }}</b>
{% for r in rows %}
<p>{{ r.outcome }} <i>{{ r.rating }}</i> {{ r.ground }}</p>
{% endfor %}
</li>
{% endfor %}
</ul>
{% endfor %}
</details>
"""

SECTION = Section("outcomes", "Competing hypotheses", 30, _build, [PATH], annex=True)
