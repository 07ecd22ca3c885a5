"""Reproducibility: what was read, with which versions and seed, by which command, and the formulae."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup
from msgspec.structs import asdict

from foedus.report.html.context import Context
from foedus.report.html.parts import Table, folded
from foedus.report.html.template import facts, fill, heading, note
from foedus.report.html.wording import DASH, words
from foedus.report.section import Block, Section
from foedus.verdict.types.evidence import DatasetUsed, Formula, ModelUsed

COUNTS = {
    "claims_read": "claims read",
    "claims_used": "claims used",
    "claims_not_visible": "claims not visible at the cut-off",
    "claims_undated": "claims undated",
    "witnesses": "witnesses (a work quoted often counts once)",
    "references": "works",
    "actors": "actors",
    "issues": "issues",
    "factors": "factors",
}


def _build(context: Context) -> Iterable[Block]:
    verdict = context.verdict
    yield note("The command that makes this page again, byte for byte in its numbers:")
    yield Markup('<pre tabindex="0" aria-label="Command"><code>{}</code></pre>').format(verdict.command)
    yield context.sentences.show(context.sentences.rest())
    yield facts(
        [
            ("foedus", verdict.foedus_version),
            ("Format of verdict.json", verdict.format_version),
            ("Python", verdict.provenance.python),
            ("NumPy", verdict.provenance.numpy),
            ("Seed", verdict.seed),
            ("Draws", verdict.draws),
            ("Likelihood words", context.scale.name),
            ("Licence of the case", verdict.case_info.licence),
        ]
    )
    yield fill(_CODING, rows=sorted(verdict.provenance.coding.items(), key=_in_order), words=words)
    yield heading("What was read")
    counted = asdict(verdict.counts)
    yield facts([(label, counted[key]) for key, label in COUNTS.items()])
    if verdict.counts.not_visible:
        yield note("Not visible at the cut-off: {}.", ", ".join(verdict.counts.not_visible))
    yield from (note("{}", remark) for remark in verdict.provenance.notes)
    yield _models(context)
    yield _datasets(context)
    files = sorted(verdict.provenance.files.items())
    yield folded(
        "Hashes of the case's files",
        Table("files", "Files of the case", files, sortable=False)
        .words("File", lambda f: f[0])
        .words("SHA-256", lambda f: _code(f[1])),
    )
    yield folded("Formulae", _formulae(list(verdict.formulae.values())))


def _in_order(row: tuple[str, str]) -> tuple[int, str]:
    """Who and when first, then what they knew, then the rest as it comes."""
    first = ("coder", "coded_on", "hindsight", "raters", "method")
    return (first.index(row[0]) if row[0] in first else len(first)), row[0]


def _code(value: str) -> Markup:
    return Markup("<code>{}</code>").format(value or DASH)


def _datasets(context: Context) -> Table[tuple[str, DatasetUsed]]:
    rows = list(context.verdict.evidence.datasets.items())
    return (
        Table("datasets", "Datasets", rows, sortable=False, anchor=lambda d: context.links.anchor(d[0]), bare=True)
        .words("Dataset", lambda d: d[1].title)
        .words("Version", lambda d: d[1].version or DASH)
        .counted("Rows", lambda d: DASH if d[1].rows is None else str(d[1].rows))
        .words("Citation", lambda d: d[1].citation)
        .words("SHA-256", lambda d: _code(d[1].sha256))
    )


def _models(context: Context) -> Table[tuple[str, ModelUsed]]:
    rows = list(context.verdict.evidence.models.items())
    return (
        Table("models", "Models", rows, sortable=False, anchor=lambda m: context.links.anchor(m[0]), bare=True)
        .words("Model", lambda m: m[1].title)
        .words("Version", lambda m: m[1].version)
        .counted("Seed", lambda m: str(m[1].seed))
        .words("Formula", lambda m: _code(m[1].formula))
        .words("Inputs", lambda m: "; ".join(f"{words(key)}: {value}" for key, value in asdict(m[1].inputs).items()))
    )


def _formulae(rows: list[Formula]) -> Table[Formula]:
    return (
        Table("formulae", "Formulae", rows, sortable=False)
        .words("Quantity", lambda f: f.title)
        .words("Formula", lambda f: _code(f.formula))
        .words("Source", lambda f: f.source)
    )


_CODING = """\
<h3 id="coding">Who coded the case, and what they knew</h3>
{% if rows %}
<dl class="lists">
{% for key, value in rows %}
<div><dt>{{ words(key) | capitalize }}</dt><dd>{{ value }}</dd></div>
{% endfor %}
</dl>
{% else %}
<p class="nothing">The case does not say who coded it, nor what they knew of the end.</p>
{% endif %}
"""

SECTION = Section("reproduction", "Reproducibility", 160, _build, annex=True)
