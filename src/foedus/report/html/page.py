"""The page: sections in order, templates, and a content security policy that allows this page's own style and script."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib import resources

from markupsafe import Markup

from foedus.charts.element import plain
from foedus.charts.theme import page_style
from foedus.report.html.context import Context
from foedus.report.html.template import facts, fill
from foedus.report.html.wording import day_words
from foedus.report.registry import sections
from foedus.verdict.types import Verdict


def render_report(verdict: Verdict) -> str:
    """Render the report.

    Parameters
    ----------
    verdict : Verdict
        Lists may be empty and numbers null: the page then says that there is nothing to show.

    Returns
    -------
    str
        One HTML page that needs no other file, fetches nothing, and runs no script and style but its own. Its links
        to data files point to ``tables/*.csv`` beside it.
    """
    context = Context(
        verdict, [*(section.id for section in sections()), "main", "live", "unfold", "ratings", "annexes", "coding"]
    )
    built = [(section, list(section.build(context))) for section in sections()]
    style, script = f"{page_style()}\n{asset('report.css')}", asset("report.js")
    info = verdict.case_info
    about = [
        ("Pair", " and ".join(context.pair_names)),
        ("Theatre", info.theatre),
        ("Period", info.period.replace("/", " to ")),
        ("At the cut-off", info.state_of_relation),
    ]
    shown = [(section, blocks) for section, blocks in built if blocks]
    page = fill(
        asset("page.html.j2"),
        verdict=verdict,
        title=info.title or verdict.case,
        about=facts([row for row in about if row[1]]),
        day_words=day_words,
        sections=[row for row in shown if not row[0].annex],
        annexes=[row for row in shown if row[0].annex],
        policy=content_policy(style, script),
        style=Markup(style),
        script=Markup(script),
    )
    return plain(page)


def content_policy(style: str, script: str) -> str:
    """The content security policy that allows exactly this style and this script.

    >>> content_policy("", "").startswith("default-src 'none'; style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='")
    True
    """

    def source(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    return f"default-src 'none'; style-src {source(style)}; script-src {source(script)}; base-uri 'none'; form-action 'none'"


@lru_cache(maxsize=4)
def asset(name: str) -> str:
    """A file of the package."""
    return (resources.files("foedus.report.html") / "templates" / name).read_text(encoding="utf-8")
