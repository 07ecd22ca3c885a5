"""The model card, made from the model and its record: no figure in it is typed by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from foedus.outlook.effects import explain_route
from foedus.outlook.exposure import MEASURES
from foedus.outlook.model import OutlookModel
from foedus.outlook.record import MAIN, Record
from foedus.outlook.reference import read_classes
from foedus.outlook.routes import HALF_LIFE, RIDGE, ROUTES, route
from foedus.terms.outcomes import OUTCOMES

Row = Mapping[str, Any]


def model_card(model: OutlookModel, record: Record) -> str:
    """The card as Markdown."""
    blocks = [
        "# Model card: the outlook of dyadic relations",
        "Made by `foedus outlook card`; do not edit.",
        *_about(model),
        *_training(model),
        *_scores(record),
        *_routes(record),
        *_ten_years(record),
        *_effects(model),
        *_claim(record),
        *_classes(model),
        *_limits(),
    ]
    return "\n\n".join(blocks) + "\n"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows)])


def _about(model: OutlookModel) -> list[str]:
    meta = model.meta
    return [
        "## What it is",
        f"Annual transitions between four states of relation ({', '.join(OUTCOMES)}) of two states of the international system, "
        f"{len(ROUTES)} competing routes, fitted on {meta['rows']:,} undirected dyad-years {meta['first']}-{meta['last']}. "
        "It gives the prior of a verdict: what usually happens to dyads like this one. It is no forecast of a single "
        "decision, and says nothing of actors that are no states.",
        f"Each route is a ridge logit (penalty {RIDGE:g}, free intercept) on standardised covariates; a dyad-year counts half after "
        f"{HALF_LIFE:g} years; the ties that one treaty makes or ends share one event. {meta['draws']} bootstrap draws over treaty "
        f"bundles and years (seed {meta['seed']}). Fingerprint of the training rows: `{meta['fingerprint']}`.",
    ]


def _training(model: OutlookModel) -> list[str]:
    counts = model.meta["counts"]
    rows = [
        (
            route.words,
            f"{counts[route.name]['rows']:,}",
            counts[route.name]["events"],
            counts[route.name]["bundles"] or "-",
            "yes" if route.forecastable else "no",
        )
        for route in ROUTES
    ]
    datasets = [(name, *str(version).rsplit(" ", 1)) for name, version in sorted(model.meta["datasets"].items())]
    return [
        "## Training data",
        table(("route", "dyad-years at risk", "ties", "treaty bundles", "forecastable"), rows),
        table(("dataset", "version", "SHA-256 of the file"), datasets),
        "System members, major powers and contiguity of their last covered year are carried forward to 2018. Disputes are not: after "
        "2014 none is known. A state's missing capability, democracy or capital is its last known one, else its first, else "
        "the year's median. Rivalries are coded in retrospect.",
    ]


def _scores(record: Record) -> list[str]:
    head = (
        "model",
        "ROC",
        "PR",
        "log skill",
        "Brier skill",
        "E/O",
        "slope",
        "nats over plain",
        "by bundles",
        "by years",
    )
    first = record.scores[0]
    blocks = [
        f"## Backtest {first['first']}-{first['last']}",
        "Rolling origin in five-year blocks, every block forecast from what came before it. *base*: share of events since 1920; "
        "*markov*: by present state; *plain*: eight covariates, unweighted, trained after 1945; *m3*: the specification as "
        "one logit per target; *outlook*: the competing routes that ship. Log and Brier skill are against the test period's own rate, "
        "which nobody could have known: below 0 a model is worse than that. Counted by treaties, the ties of one bundle share one.",
    ]
    for key in dict.fromkeys((row["target"], row["estimand"]) for row in record.scores):
        rows = [row for row in record.scores if (row["target"], row["estimand"]) == key]
        one = rows[0]
        blocks.append(
            f"**{one['target']}. {one['words']}, by {one['estimand']}**: {one['events']} ties in {one['bundles']} treaties; "
            f"{one['rows']:,} dyad-years; base rate (to read PR against) {one['base_rate']:.2g}"
        )
        blocks.append(table(head, [_score(row) for row in rows]))
    return blocks


def _score(row: Row) -> tuple[object, ...]:
    return (
        row["model"],
        f"{row['auc']:.3f}",
        f"{row['pr_auc']:.4f}",
        f"{row['log_skill']:.3f}",
        f"{row['brier_skill']:.4f}",
        f"{row['expected_observed']:.2f}",
        "-" if row["slope"] is None else f"{row['slope']:.2f}",
        f"{row['gain']:+.1f}",
        *("[{:.1f}, {:.1f}]".format(*row[name]) for name in ("by_bundle", "by_year")),
    )


def _routes(record: Record) -> list[str]:
    rows = [
        (
            row["words"],
            f"{row['first']}-{row['last']}",
            f"{row['expected']:.1f}",
            f"{row['observed']:.1f}",
            f"{row['expected'] / row['observed']:.2f}" if row["observed"] else "none came",
            row["unit"],
        )
        for row in record.routes
    ]
    return [
        "## Expected over observed",
        table(("route", "years", "expected", "observed", "E/O", "counted by"), rows),
        "Small pacts of alliance have not been made since 2000; small ententes have. Recent rates lie below the forecasts. Nothing is "
        "recalibrated; an earlier study found that recalibration loses.",
    ]


def _ten_years(record: Record) -> list[str]:
    rows = [
        (
            row["words"],
            f"{row['dyad_years']:,}",
            *("{:.3f} / {:.3f}".format(row["forecast"][name], row["observed"][name]) for name in OUTCOMES),
        )
        for row in record.ten_years
    ]
    one = record.ten_years[0]
    return [
        "## Ten years ahead, by class of dyad",
        f"Fits of {one['origins']} origins, every five years, forecast every dyad ten years ahead, covariates frozen, as a verdict's prior "
        f"does: ends {one['first']}-{one['last']}, each from what was known ten years before. Forecast / observed shares; dyad-years "
        "overlap, so they count for less than they are.",
        table(("class of dyad", "dyad-years", *OUTCOMES), rows),
    ]


def _effects(model: OutlookModel) -> list[str]:
    rows = [
        (effect.change, f"{effect.ratio:.2f} [{effect.low:.2f}, {effect.high:.2f}]")
        for effect in explain_route(model.fit("alliance_small"))
    ]
    return ["## What moves dyads into a small pact", table(("change", "odds ratio [95 %]"), rows)]


def _claim(record: Record) -> list[str]:
    rows = [
        (
            row["words"],
            f"{row['exposure']} v. {row['reference']}",
            f"{row['ratio']:.1f} [{row['low']:.1f}, {row['high']:.1f}]",
            f"{row['exposed']}/{row['events']}",
            row["verdict"],
        )
        for row in record.claim
        if row["measure"] == MAIN
    ]
    return [
        "## The claim on history",
        f"Hazard ratios (complementary log-log, controls for place, power and regime), the wider of bundle- and year-clustered "
        f"95 % intervals; exposed bundles / all. Common threat: {MEASURES[MAIN]}. Other measures: `foedus outlook claim`.",
        table(("transition", "contrast", "hazard ratio", "bundles", "reading"), rows),
    ]


def _classes(model: OutlookModel) -> list[str]:
    rows = [
        (
            route(one.route).words,
            OUTCOMES[one.origin] + (", small pacts only" if one.small_tie else ""),
            one.band,
            f"{one.dyad_years:,}",
            f"{one.bundles} / {one.ties}",
            "{:.1%} [{:.1%}, {:.1%}]".format(one.chance(10), *one.interval(10)),
        )
        for one in read_classes(model.meta["classes"])
    ]
    return [
        "## Reference classes since 1946",
        "Small pacts are counted by treaty, ties by a bloc by dyad (with an interval by treaties).",
        table(
            ("way", "state", "common threat", "dyad-years", "treaties / dyads", "within ten years [Poisson 95 %]"), rows
        ),
    ]


def _limits() -> list[str]:
    return [
        "## Limits",
        "- The unit is the treaty: a few dozen small pacts carry the estimates, fewer since 1946, none since 2000.\n"
        "- The bloc routes are bands, not forecasts.\n"
        "- Covariates are frozen over the horizon; rivalry and regime change as history goes on.\n"
        "- Chosen after seeing: the specification was chosen on 1951-85 and confirmed on 1986-2010; 2011-2018 is spent. Added here by the "
        "same rule: weights by the treaty that ends, and whether only small pacts make the tie, in the routes out of ties; "
        "the half-life in the bloc routes.\n"
        "- A dyad outside the training support is answered with a warning.",
    ]
