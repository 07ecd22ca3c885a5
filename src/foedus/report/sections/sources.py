"""Sources and their balance, and every claim with its coding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from foedus.charts.perspectives import draw_perspectives
from foedus.report.html.context import Context
from foedus.report.html.parts import Column, Exhibit, Row, Table, coded, computed
from foedus.report.html.wording import decimal, given, proportion, words
from foedus.terms.grades import CREDIBILITY, RELIABILITY, legend

MOST_LINKS = 24
"""Sources that the balance links to one by one; all stand in the table right below it."""


def sources_section(context: Context) -> dict[str, Any]:
    """The balance, the table of sources, the claims by work."""
    claims = context.evidence.parts["claims"]
    groups = _by_work(claims)
    unknown = context.part("balance").get("unknown_share")
    usual = _usual_source(claims)
    return {
        "sentences": context.sentences.section("balance"),
        "balance": _balance(context),
        "one_sided": _one_sided(context),
        "kinds": [(str(r.get("kind")), decimal(r.get("claims"))) for r in context.rows("balance", "kinds")],
        "unknown": None if unknown is None else proportion(unknown),
        "table": _table(context, groups),
        "works": [_work(context, key, rows, usual) for key, rows in groups.items()],
        "usual": context.evidence.link(usual) if usual else None,
        "scales": (legend(RELIABILITY), legend(CREDIBILITY)),
    }


def _by_work(claims: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """Claim ids by the first work that they rest on, else by their source."""
    groups: dict[str, list[str]] = {}
    for key, claim in claims.items():
        work = next(iter(claim.get("reference") or []), None) or claim.get("source") or ""
        groups.setdefault(str(work), []).append(key)
    return dict(sorted(groups.items()))


def _balance(context: Context) -> Exhibit:
    rows = [
        Row(
            [
                str(row.get("label") or row.get("perspective")),
                proportion(row.get("weight_share")),
                decimal(row.get("claims")),
                decimal(row.get("references")),
            ]
        )
        for row in context.rows("balance", "perspectives")
    ]
    columns = [Column("Perspective"), computed("Share of weight"), computed("Claims"), computed("Works")]
    sources = list(context.evidence.parts["sources"])
    exhibit = context.exhibit(
        draw_perspectives(context.rows("balance", "perspectives")),
        "Whose eyes the evidence sees through, by the weight of the claims.",
        Table("perspectives", "Balance of perspectives", columns, rows, "balance.csv"),
        sources,
        nothing="There are no claims, so there is no balance to draw.",
    )
    if len(sources) <= MOST_LINKS:
        return exhibit
    words = Markup('<p class="ev">Evidence: {}, all in the <a href="#t-sources">table of sources</a>.</p>')
    return replace(exhibit, evidence=words.format(context.evidence.count(sources)))


def _one_sided(context: Context) -> Table:
    rows = [
        Row(
            [
                f"{row.get('what')}: {context.label(row.get('id'))}",
                context.name(row.get("perspective")),
                proportion(row.get("share")),
            ]
        )
        for row in context.rows("balance", "one_sided")
    ]
    columns = [Column("Finding"), Column("Rests mostly on the eyes of"), computed("Share of its weight")]
    return Table("one-sided", "One-sided findings", columns, rows, "one_sided.csv")


def _table(context: Context, groups: Mapping[str, list[str]]) -> Table:
    rows = []
    for key, row in context.evidence.parts["sources"].items():
        notes = [str(row[name]) for name in ("note",) if row.get(name)]
        if row.get("stub"):
            notes.insert(0, "known only as a citation mark")
        perspective = str(row.get("perspective") or "unknown")
        rows.append(
            Row(
                [
                    key,
                    str(row.get("author") or "unknown"),
                    str(row.get("title") or ""),
                    str(row.get("published") or "undated"),
                    words(row.get("kind") or "unknown"),
                    context.name(perspective),
                    str(row.get("reliability") or "F"),
                    decimal(len(groups.get(key, []))),
                    "; ".join(notes) or "none",
                ],
                anchor=context.evidence.anchor(key) or "",
            )
        )
    columns = [
        Column("Key"),
        Column("Author"),
        Column("Title"),
        Column("Published", "given"),
        Column("Kind"),
        Column("Perspective"),
        coded("Reliability"),
        computed("Claims below"),
        Column("Note"),
    ]
    return Table("sources", "Sources and the works behind them", columns, rows, "sources.csv")


def _usual_source(claims: Mapping[str, Mapping[str, Any]]) -> str:
    """The source of most claims, which need not be repeated with each; empty where there is none."""
    counts = Counter(str(claim.get("source") or "") for claim in claims.values())
    key, count = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return key if count > len(claims) / 2 else ""


def _work(context: Context, key: str, claims: list[str], usual: str) -> dict[str, Any]:
    source = context.evidence.parts["sources"].get(key) or {}
    known = context.evidence.anchor(key) is not None
    return {
        "key": key or "no source",
        "link": context.evidence.link(key) if known else Markup(""),
        "title": str(source.get("title") or ""),
        "claims": [_claim(context, claim, usual) for claim in claims],
    }


def _claim(context: Context, key: str, usual: str) -> dict[str, Any]:
    claim = context.evidence.parts["claims"][key]
    return {
        "id": key,
        "anchor": context.evidence.anchor(key),
        "text": str(claim.get("text") or ""),
        "kind": str(claim.get("kind") or ""),
        "coding": _coding(context, claim, usual),
        "note": str(claim.get("note") or ""),
    }


def _coding(context: Context, claim: Mapping[str, Any], usual: str) -> Markup:
    """How the claim was coded, on one line; numbers are marked as given or computed."""
    who = ", ".join(context.name(actor) for actor in claim.get("holder") or [])
    what = ", ".join(context.names.get(str(thing), str(thing)) for thing in claim.get("object") or [])
    meaning = " → ".join(p for p in (who, str(claim.get("predicate") or ""), what) if p)
    parts: list[str | Markup] = [meaning]
    if claim.get("value") is not None:
        negated = " (negated)" if claim.get("negated") else ""
        parts = [Markup("{}: {}{}").format(meaning, given(claim["value"]), negated)]
    parts += [str(claim[name]) for name in ("component", "channel", "date") if claim.get(name)]
    if claim.get("seen"):
        parts.append(f"published {claim['seen']}")
    if claim.get("level") is not None:
        parts.append(Markup("rung {}").format(given(claim["level"])))
    if claim.get("support_type"):
        parts.append("support: " + ", ".join(map(str, claim["support_type"])))
    speakers = [s for s in claim.get("speaker") or [] if s != usual and s not in (claim.get("holder") or [])]
    if speakers:
        parts.append("said by " + ", ".join(context.name(s) for s in speakers))
    if claim.get("basis") == "inferred":
        parts.append("inferred by the coder")
    if claim.get("credibility") is not None:
        parts.append(Markup("grade {}").format(given(_reliability(context, claim) + str(claim["credibility"]))))
    parts.append(_where(context, claim, usual))
    bears = claim.get("bears") or {}
    if bears:
        parts.append("bears " + ", ".join(f"{'+' if sign == '+' else '−'}{factor}" for factor, sign in bears.items()))
    if claim.get("visible") is False:
        parts.append("not yet visible at the cut-off")
    return Markup(" · ").join(part for part in parts if part)


def _reliability(context: Context, claim: Mapping[str, Any]) -> str:
    """The letter of the first work that a claim rests on, else of its source."""
    work = next(iter(claim.get("reference") or []), None) or claim.get("source")
    return str((context.evidence.parts["sources"].get(str(work)) or {}).get("reliability") or "")


def _where(context: Context, claim: Mapping[str, Any], usual: str) -> Markup:
    """Source, place in it, and further works that the claim rests on."""
    found = (
        [Markup("in {}").format(context.evidence.link(str(claim["source"])))]
        if claim.get("source") not in ("", None, usual)
        else []
    )
    if claim.get("locator"):
        found.append(Markup("{}").format(claim["locator"]))
    others = list(claim.get("reference") or [])[1:]
    if others:
        found.append(Markup("with {}").format(Markup(" ").join(map(context.evidence.link, others))))
    return Markup(", ").join(found)
