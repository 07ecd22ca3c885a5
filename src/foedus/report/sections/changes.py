"""What changed since an earlier verdict; left out where there is none to compare with."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from foedus.report.html.context import Context
from foedus.report.html.parts import Table
from foedus.report.html.template import fill, note
from foedus.report.html.wording import day_words, points, signed
from foedus.report.section import Block, Section


def _build(context: Context) -> Iterable[Block]:
    changes = context.verdict.changes
    if changes is None:
        return
    since = day_words(changes.since_as_of)
    file = Markup(" (file <code>{}…</code>)").format(changes.since_sha256[:16]) if changes.since_sha256 else ""
    yield note("Compared with the verdict as of {}{}.", since, file)
    yield context.sentences.show([*context.sentences.take(changes.sentences), *context.sentences.section("changes")])
    yield (
        Table("changes", "Change of each outcome, in percentage points", [changes.outcomes], sortable=False)
        .words("Since", lambda _: since)
        .outcomes("{}", lambda moved, name: points(moved[name]))
    )
    yield (
        Table("changed-factors", "Factors whose strength changed", changes.factors, sortable=False)
        .words("Factor", lambda f: context.label(f.id))
        .computed("Before", lambda f: signed(f.before))
        .computed("Now", lambda f: signed(f.after))
    )
    lists = (
        ("Claims added", changes.claims_added),
        ("Claims changed", changes.claims_changed),
        ("Claims removed", changes.claims_removed),
    )
    yield fill(
        _LISTS,
        settings=[f"{row.setting}: {row.before} → {row.after}" for row in changes.settings],
        lists=[(label, context.links.cell(claims, most=40)) for label, claims in lists],
    )


_LISTS = """\
{% if settings %}
<p>Settings that differ: {% for s in settings %}<code>{{ s }}</code> {% endfor %}</p>
{% endif %}
<dl class="lists">
{% for label, links in lists %}
<div><dt>{{ label }}</dt><dd class="ids">{{ links }}</dd></div>
{% endfor %}
</dl>
"""

SECTION = Section("changes", "What changed", 140, _build)
