"""The page: sections in order, templates, and a content security policy that allows this page's own style and script."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from foedus.charts.element import plain
from foedus.charts.theme import page_style
from foedus.report.html.compact import compact
from foedus.report.html.context import TABLES, Context
from foedus.report.html.wording import day_words
from foedus.report.sections.changes import changes_section
from foedus.report.sections.issues import issues_section
from foedus.report.sections.judgment import (
    assumptions_section,
    dissent_section,
    indicators_section,
    sensitivity_section,
)
from foedus.report.sections.ladder import ladder_section
from foedus.report.sections.outcomes import outcomes_section
from foedus.report.sections.outside import outside_section
from foedus.report.sections.reproduction import reproduction_section
from foedus.report.sections.scenarios import scenarios_section
from foedus.report.sections.sources import sources_section
from foedus.report.sections.threats import threats_section
from foedus.report.sections.ties import ties_section
from foedus.report.sections.verdict import verdict_section
from foedus.report.sections.why import why_section
from foedus.verdict.types import Verdict

STYLE_PLACE, SCRIPT_PLACE = "<style></style>", "<script></script>"

CONTENTS = (
    ("verdict", "Verdict", verdict_section),
    ("why", "Why", why_section),
    ("outcomes", "Outcomes", outcomes_section),
    ("outside", "Outside view", outside_section),
    ("ladder", "Ladder and timeline", ladder_section),
    ("issues", "Issues", issues_section),
    ("threats", "Threats", threats_section),
    ("ties", "Ties and blocs", ties_section),
    ("scenarios", "Scenarios", scenarios_section),
    ("assumptions", "Assumptions", assumptions_section),
    ("indicators", "Indicators", indicators_section),
    ("dissent", "Dissent", dissent_section),
    ("sensitivity", "Sensitivity", sensitivity_section),
    ("changes", "What changed", changes_section),
    ("sources", "Sources and claims", sources_section),
    ("reproduction", "Reproducibility", reproduction_section),
)
"""Id, heading and builder of each section; one that returns None is left out."""


def render_report(given: Verdict) -> str:
    """Render the report.

    Parameters
    ----------
    given : Verdict
        Lists may be empty and numbers null: the page then says that there is nothing to show.

    Returns
    -------
    str
        One HTML page that needs no other file, fetches nothing, and runs no script and style but its own. Its links
        to data files point to ``tables/*.csv`` beside it.
    """
    verdict: Mapping[str, Any] = json.loads(json.dumps(msgspec.to_builtins(given)))
    sentences = (str(row["id"]) for row in verdict.get("sentences") or [])
    context = Context(verdict, [*(key for key, _, _ in CONTENTS), "main", "live", "unfold", "ratings", *sentences])
    found = [(key, heading, build(context)) for key, heading, build in CONTENTS]
    style, script = f"{page_style()}\n{_asset('report.css')}", _asset("report.js")
    template = _environment().get_template("page.html.j2")
    page = template.render(
        context=context,
        head=_head(context),
        sections=[(key, heading, view) for key, heading, view in found if view is not None],
        policy=content_policy(style, script),
        tables=TABLES,
    )
    return (
        compact(page)
        .replace(STYLE_PLACE, f"<style>{style}</style>", 1)
        .replace(SCRIPT_PLACE, f"<script>{script}</script>", 1)
    )


def content_policy(style: str, script: str) -> str:
    """The content security policy that allows exactly this style and this script.

    Examples
    --------
    >>> content_policy("", "").startswith("default-src 'none'; style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='")
    True
    """

    def source(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    return f"default-src 'none'; style-src {source(style)}; script-src {source(script)}; base-uri 'none'; form-action 'none'"


def _head(context: Context) -> dict[str, Any]:
    info, verdict = context.info, context.verdict
    thesis = info.get("thesis") or {}
    names = context.pair_names
    facts = [
        ("Pair", " and ".join(names)),
        ("Theatre", info.get("theatre")),
        ("Period", str(info.get("period") or "").replace("/", " to ")),
        ("State of relation at the cut-off", info.get("state_of_relation")),
    ]
    return {
        "title": str(info.get("title") or verdict.get("case") or "Assessment"),
        "question": str(info.get("question") or ""),
        "facts": [(label, str(value)) for label, value in facts if value],
        "ground": str(info.get("state_ground") or ""),
        "thesis": str(thesis.get("text") or ""),
        "thesis_source": context.evidence.link(str(thesis["source"])) if thesis.get("source") else Markup(""),
        "hindsight": bool(verdict.get("hindsight")),
        "case_as_of": day_words(info.get("case_as_of")),
        "as_of": day_words(verdict.get("as_of")),
    }


@lru_cache(maxsize=4)
def _asset(name: str) -> str:
    """A file of the package without its comment lines and indents."""
    lines = (resources.files("foedus.report.html") / "templates" / name).read_text(encoding="utf-8").splitlines()
    return "\n".join(bare for line in lines if (bare := line.strip()) and not bare.startswith("//"))


def _finalize(value: object) -> object:
    """Control characters may not stand in HTML; everything else is left to the autoescaping."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else plain(value)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("foedus.report.html", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
