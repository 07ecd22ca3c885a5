"""The outlook in words and tables for the terminal, and as a record for other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.outlook.forecast import Forecast
from foedus.outlook.show import Outlook
from foedus.terms.outcomes import OUTCOMES

Array = NDArray[np.float64]
Row = Mapping[str, Any]


def describe(found: Outlook) -> str:
    """Everything that `foedus outlook show` prints."""
    blocks = [
        _heading(found),
        _states("Chance of each state by year, covariates as they are [5-95 %]", found.forecast),
        *([_states(f"The same once {found.source} threatens neither", found.without)] if found.source else []),
        _bloc(found),
        _small(found),
        _effects(found),
        _kind(found),
        _neighbours(found),
        _limits(found),
    ]
    return "\n\n".join("\n".join(block) for block in blocks)


def _heading(found: Outlook) -> list[str]:
    dyad = found.dyad
    lines = [
        f"{found.names[0]} and {found.names[1]} at the end of {dyad.year}: {found.state}",
        f"figures from {dyad.where}",
    ]
    if found.source:
        to = ", ".join(f"{value:.2f} to {name}" for name, value in zip(found.names, dyad.source_threat, strict=True))
        lines.append(f"common threat {dyad.values['common_threat']:.2f}, made by {found.source} ({to})")
    else:
        lines.append("no common threat: no third state is an enemy of both")
    if found.settings:
        lines.append("set: " + ", ".join(f"{name} = {value:g}" for name, value in found.settings.items()))
    return lines


def shown_years(horizon: int) -> list[int]:
    """Years that a table shows: 1, 2, 5, 10, 20 ... and the horizon."""
    return sorted({year for year in (1, 2, 5, 10, 20, 30, 50) if year < horizon} | {horizon})


def _states(title: str, forecast: Forecast) -> list[str]:
    low, high = forecast.interval()
    lines = [title, "year  " + "".join(f"{state:<22}" for state in OUTCOMES) + "of alliance: by a bloc"]
    for year in shown_years(len(forecast.by_year) - 1):
        cells = "".join(
            f"{forecast.by_year[year, at]:<6.3f}[{low[year, at]:.3f}, {high[year, at]:.3f}]".ljust(22)
            for at in range(4)
        )
        lines.append(f"{year:>4}  {cells}{forecast.bloc[year]:.3f}")
    return lines


def _bloc(found: Outlook) -> list[str]:
    """What the band of the bloc route is worth."""
    lines = ["The bloc's part is a band, not a forecast: one bloc moves many dyads at once and none was foreseen."]
    for row in found.record.expected_observed("alliance_bloc"):
        share = f" (E/O {row['expected'] / row['observed']:.1f})" if row["observed"] else ""
        lines.append(
            f"  in {row['first']}-{row['last']} it expected {row['expected']:.0f} ties; {row['observed']:.0f} came{share}"
        )
    return lines


def _small(found: Outlook) -> list[str]:
    horizon = len(found.forecast.by_year) - 1
    if found.reference is None:
        return ["Allied already: there is no step to alliance to count."]
    model, reference, pooled = found.small.model, found.small.reference, found.small.pooled
    members = found.reference
    tie = " tied by small pacts only" if members.small_tie else ""
    lines = [
        f"Alliance in {horizon} years by way of small pacts alone [95 %]",
        f"  model            {_triple(model)}",
        f"  reference class  {_triple(reference) if reference else ''}: {members.bundles} pacts in {members.dyad_years:,} "
        f"dyad-years of {OUTCOMES[members.origin]}{tie}, common threat {members.band}, {members.first}-{members.last}",
        f"  pooled           {_triple(pooled)}: annual chances at the mean of the two in log odds, interval of both; with the "
        f"bloc's {found.forecast.bloc[-1]:.3f} it makes the {found.forecast.by_year[-1, 0]:.3f} above",
    ]
    for row in found.record.expected_observed("alliance_small"):
        came = (
            f"{row['observed']:.0f} came (E/O {row['expected'] / row['observed']:.1f})"
            if row["observed"]
            else "none came"
        )
        lines.append(
            f"  in {row['first']}-{row['last']} the model expected {row['expected']:.1f} such treaties; {came}"
        )
    return lines


def _triple(values: tuple[float, float, float]) -> str:
    return f"{values[0]:.3f} [{values[1]:.4f}, {values[2]:.3f}]"


def _effects(found: Outlook) -> list[str]:
    clear = [effect for effect in found.effects if not effect.low <= 1 <= effect.high]
    unclear = sorted({effect.change for effect in found.effects} - {effect.change for effect in clear})
    lines = ["What moves such dyads (odds ratio, 95 % interval)"]
    lines += [f"  {effect.words}" for effect in clear]
    return lines + ([f"  no clear effect on any of these moves: {'; '.join(unclear)}"] if unclear else [])


def _kind(found: Outlook) -> list[str]:
    """How the forecasts ten years ahead did for dyads of its class."""
    small = found.values["small_tie"] > 0
    for row in found.record.ten_years:
        if row["state"] == found.state and row["small_tie"] in (None, small):
            shares = ", ".join(f"{name} {row['forecast'][name]:.3f} / {row['observed'][name]:.3f}" for name in OUTCOMES)
            return [
                f"Ten years ahead, forecast / came, {row['dyad_years']:,} dyad-years of {row['words']}, ends "
                f"{row['first']}-{row['last']}",
                f"  {shares}",
            ]
    return ["No forecast ten years ahead of such dyads has ended yet."]


def _neighbours(found: Outlook) -> list[str]:
    lines = [f"Nearest dyads of history, then {found.state} too, and what they were ten years on"]
    for one in found.neighbours:
        allied = f" (allied in {one.allied})" if one.allied else ""
        lines.append(f"  {one.one} and {one.other} {one.year}: {one.later}{allied}")
    return lines


def _limits(found: Outlook) -> list[str]:
    lines = [f"WARNING, outside the training data: {warning}" for warning in found.warnings]
    score = found.record.score("c", "treaties", "outlook")
    lines.append(
        f"Record {score['first']}-{score['last']}, {score['words']}: log skill {score['log_skill']:.3f}, ROC area "
        f"{score['auc']:.3f}, expected over observed {score['expected_observed']:.2f} ({score['bundles']} treaties). "
        "Covariates are frozen over the horizon; nothing is recalibrated."
    )
    return lines


def _path(forecast: Forecast) -> dict[str, Any]:
    low, high = forecast.interval()
    paths = {"by_year": forecast.by_year, "low": low, "high": high}
    return {
        state: {name: [round(float(value), 6) for value in path[:, at]] for name, path in paths.items()}
        for at, state in enumerate(OUTCOMES)
    }


def as_record(found: Outlook) -> dict[str, Any]:
    """The outlook as JSON holds it."""
    dyad = found.dyad
    return {
        "ccode1": dyad.ccode1,
        "ccode2": dyad.ccode2,
        "names": list(found.names),
        "year": dyad.year,
        "state": found.state,
        "figures_from": dyad.where,
        "common_threat_source": found.source or None,
        "covariates": {name: round(value, 6) for name, value in found.values.items()},
        "set": dict(found.settings),
        "interval": "5-95 %",
        "annual": np.round(found.forecast.annual, 8).tolist(),
        "states": _path(found.forecast),
        "without_common_enemy": _path(found.without) if found.source else None,
        "bloc_by_year": [round(float(value), 6) for value in found.forecast.bloc],
        "small_pact": {
            "interval": "95 %",
            "model": found.small.model,
            "reference": found.small.reference,
            "pooled": found.small.pooled,
        },
        "reference_class": None if found.reference is None else found.reference.as_dict(),
        "effects": [vars(effect) for effect in found.effects],
        "neighbours": [vars(one) for one in found.neighbours],
        "warnings": list(found.warnings),
        "expected_over_observed": [dict(row) for row in found.record.routes],
        "ten_years": [dict(row) for row in found.record.ten_years],
    }


def score_lines(scores: Sequence[Row]) -> list[str]:
    """The score table."""
    lines = []
    for key in dict.fromkeys((row["target"], row["estimand"]) for row in scores):
        rows = [row for row in scores if (row["target"], row["estimand"]) == key]
        head = rows[0]
        lines += [
            "",
            f"{head['target']}. {head['words']}, {head['first']}-{head['last']}, counted by {head['estimand']}: "
            f"{head['events']} ties in {head['bundles']} treaties, {head['rows']:,} dyad-years, base rate {head['base_rate']:.2g}",
            f"{'model':<9}{'ROC':>7}{'PR':>9}{'skill':>8}{'Brier':>9}{'E/O':>7}{'slope':>7}   nats over plain [bundles; years]",
        ]
        lines += [_score_line(row) for row in rows]
    return lines[1:]


def _score_line(row: Row) -> str:
    blocks = "; ".join("[{:.1f}, {:.1f}]".format(*row[name]) for name in ("by_bundle", "by_year"))
    cells = (("auc", 7, 3), ("pr_auc", 9, 5), ("log_skill", 8, 3), ("brier_skill", 9, 4), ("expected_observed", 7, 2))
    figures = "".join(_figure(row[name], width, digits=digits) for name, width, digits in (*cells, ("slope", 7, 2)))
    return f"{row['model']:<9}{figures}   {row['gain']:+.1f} {blocks}"


def _figure(value: float | None, width: int, *, digits: int) -> str:
    """A number, or a dash where there is none."""
    return "-".rjust(width) if value is None else f"{value:>{width}.{digits}f}"


def route_lines(routes: Sequence[Row]) -> list[str]:
    """Expected and observed events by route."""
    lines = [f"{'route':<34}{'expected':>10}{'observed':>10}   counted by"]
    return lines + [
        f"{row['words']:<34}{row['expected']:>10.1f}{row['observed']:>10.1f}   {row['unit']}, {row['first']}-{row['last']}"
        for row in routes
    ]


def claim_lines(rows: Sequence[Row]) -> list[str]:
    """The claim's table by measure."""
    lines: list[str] = []
    for measure in dict.fromkeys(row["measure"] for row in rows):
        lines += [
            "",
            f"common threat by the measure {measure}: hazard ratio, the wider of two clustered 95 % intervals",
        ]
        for row in (row for row in rows if row["measure"] == measure):
            found = f"{row['ratio']:.1f} [{row['low']:.1f}, {row['high']:.1f}]"
            before = (
                ""
                if row["published"] is None
                else "  measured before: {:.1f} [{:.1f}, {:.1f}]".format(*row["published"])
            )
            lines.append(
                f"  {row['words']:<56}{row['exposure'] + ' v. ' + row['reference']:<18}{found:<20}"
                f"{row['exposed']}/{row['events']}  {row['verdict']}{before}"
            )
    return lines[1:]
