"""Sentences on the outside view: what usually happens to such dyads, what of it can be forecast, what history says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foedus.terms.wording import listing, percent, span
from foedus.verdict.sentences.book import Add, Kind, dataset_ids
from foedus.verdict.types import Verdict
from foedus.verdict.types.outside import HazardContrast, KindRecord, Outside, SmallPact, StateYear
from foedus.verdict.types.parts import Range

ASSUMED = "Assumed"
"""How the ground of a state of relation begins that nothing in the case gives."""

CLEAREST = 3
"""Effects of covariates that are put in words; the table has all."""


def write_outside(verdict: Verdict, add: Add) -> None:
    """Write the sentences on the outside view; `add` takes kind, text and evidence."""
    prior = ["model:prior", *dataset_ids(verdict, "dataset:prior")]
    add("judgment", _course(verdict), prior)
    if verdict.outside.id == "outlook":
        _outlook(verdict, add, prior=prior)
    elif verdict.outside.annual:
        text = (
            "The table's interval reweights blocks of five years, since many dyads move together in one treaty; the "
            "pace of new pacts differs much between decades, and the table assumes that it goes on at its mean."
        )
        add("assumption", text, prior)
    for note in verdict.outside.notes:
        text = f"{note[0].upper()}{note[1:]}".rstrip(".") + "."
        add("assumption", text, [*prior, *dataset_ids(verdict, "dataset:covariates")])
    _ground(verdict, add)


def _ground(v: Verdict, add: Add) -> None:
    """Why the pair is in its state of relation."""
    ground, state = v.case_info.state_ground, v.case_info.state_of_relation
    if ground:
        when = f"State of relation in {v.as_of[:4]}" if v.hindsight else "Present state of relation"
        kind: Kind = "assumption" if ground.startswith(ASSUMED) else "fact"
        add(kind, f"{when}: {state}. {ground}", [*dataset_ids(v, "dataset:covariates"), "dataset:case"])


def _course(verdict: Verdict) -> str:
    v, outside = verdict, verdict.outside
    year = int(v.as_of[:4]) + int(v.horizon_years)
    said = _said(outside.by_year[-1])
    if not outside.annual:
        return f"The prior is {outside.label}: {said} in {year}, whatever the present state."
    start = f"By the {outside.label}, run from {v.case_info.state_of_relation} in {v.as_of[:4]}, "
    text = f"{start}the outcomes in {year} are {said}."
    if outside.without_enemy:
        enemy = f" ({outside.enemy})" if outside.enemy else ""
        text += (
            f" Once the state that makes the common threat{enemy} threatens neither, they are "
            f"{_said(outside.without_enemy[-1])}."
        )
    return text


def _said(row: StateYear) -> str:
    return listing([f"{name} {percent(cell.probability)}" for name, cell in row.outcomes.items()])


def _outlook(v: Verdict, add: Add, *, prior: Sequence[str]) -> None:
    outside = v.outside
    record = ["model:record", *prior[1:]]
    if v.case_info.state_of_relation != "alliance":
        if outside.small_pact and outside.bloc_by_year:
            add("judgment", _routes(outside, outside.small_pact, bloc=outside.bloc_by_year[-1]), prior)
        if outside.expected_over_observed:
            add("fact", _recent(outside), record)
    clear = [row for row in outside.effects if row.low > 1 or row.high < 1][:CLEAREST]
    if clear:
        words = "; ".join(row.words for row in clear)
        add("judgment", f"The covariates with the clearest effects on the moves open to such a dyad: {words}.", prior)
    add("judgment", _thesis(outside), record)
    own = next((row for row in outside.ten_years if row.own), None)
    if own:
        add("fact", _ten_years(own), record)
    if outside.scores:
        add("fact", _backtest(outside), record)
    if outside.carried:
        labels = {row.id: row.label for row in v.factors}
        names = listing([f"\u201c{labels[name]}\u201d" for name in outside.carried])
        by = f" by the threat that {outside.enemy} made to both in {outside.covariates_year}" if outside.enemy else ""
        text = (
            f"History has counted {names}{by}, so no rating of it enters the verdict; where the factor goes, the prior without "
            "the state enemy holds. Threats that are no states are in no dataset of this kind: what history says speaks of "
            "states alone, and such threats enter as factors."
        )
        add("assumption", text, ["model:prior", "model:posterior"])


def _routes(outside: Outside, small: SmallPact, *, bloc: float) -> str:
    end, found = outside.by_year[-1].outcomes["alliance"].probability, outside.reference_class
    text = (
        f"Of the {percent(end)} for an alliance {percent(bloc)} is the way through a bloc, one decision that moves many dyads "
        "at once and cannot be forecast: read it as a band. By a small pact of up to four members the model gives "
        f"{percent(small.model.probability)} ({_span(small.model)})"
    )
    if found is None:
        return f"{text}."
    tied = ", tied by small pacts," if found.small_tie else ""
    pacts = "1 small pact" if found.bundles == 1 else f"{found.bundles} small pacts"
    return (
        f"{text}; of dyads in {found.state}{tied} with a common threat of {found.common_threat}, {pacts} allied some "
        f"in {found.dyad_years:,} dyad-years since {found.first}: {percent(found.chance)} "
        f"({span(found.low, found.high)}) in as many years. The two together: "
        f"{percent(small.pooled.probability)} ({_span(small.pooled)})."
    )


def _span(row: Range) -> str:
    return span(row.low, row.high)


def _recent(outside: Outside) -> str:
    rows = [row for row in outside.expected_over_observed if row.route == "alliance_small"]
    said = [f"{row.expected:.2g} where {row.observed:.0f} came in {row.first}-{row.last}" for row in rows]
    run = "run high" if all(row.expected > row.observed for row in rows) else "missed either way"
    return f"Small pacts of alliance that the model expected: {listing(said)}; its recent forecasts {run}."


def _ten_years(row: KindRecord) -> str:
    def said(shares: Mapping[str, float]) -> str:
        return listing([f"{name} {percent(share)}" for name, share in shares.items()])

    return (
        f"Such forecasts ten years ahead of dyads in {row.words}, that ended in {row.first}-{row.last} "
        f"({row.dyad_years:,} dyad-years, overlapping): forecast {said(row.forecast)}; came {said(row.observed)}."
    )


def _ratio(row: HazardContrast) -> str:
    return f"{row.ratio:.2g} [{row.low:.2g}, {row.high:.2g}]"


def _thesis(outside: Outside) -> str:
    rows = {(row.contrast, row.exposure): row for row in outside.thesis_on_history}
    held, gained, lost = (rows["alliance-small", name] for name in ("held", "gained", "lost"))
    step = rows["step", "present"]
    exits = [rows[key] for key in (("exit-small", "lost"), ("exit-rivalry", "lost"))]
    unresolved = all(row.low <= 1 <= row.high for row in exits)
    return (
        "Does a common threat bind, and its end loosen? On the record of two centuries a common enemy among states multiplies "
        f"the rate of entry into alliance by a small pact by {_ratio(held)} while it lasts and {_ratio(gained)} when it has "
        f"newly come; once it is gone the rate is {_ratio(lost)} times that without one. From entente to alliance the factor is "
        f"{_ratio(step)}, on {step.events} treaties. Whether alliances end when the enemy goes "
        f"{'is unresolved' if unresolved else 'shows'}: {_ratio(exits[0])} for any end, {_ratio(exits[1])} for an end in "
        "rivalry. Hazard ratios with 95 % intervals."
    )


def _backtest(outside: Outside) -> str:
    rows = {(row.target, row.model): row for row in outside.scores}
    model, plain = rows["c", "outlook"], rows["c", "plain"]
    whole, simple = rows["a", "outlook"], rows["a", "plain"]
    verdict = "clear of" if whole.gain_low > 0 else "not clear of"
    return (
        f"Forecasting each five years of {model.first}-{model.last} from the years before, the outlook has a log skill of "
        f"{model.log_skill:.2f} on pacts of up to four members, counted by treaty, against {plain.log_skill:.2f} for "
        f"eight plain covariates (gain {model.gain:.0f} nats [{model.gain_low:.0f}, {model.gain_high:.0f}], "
        f"{model.bundles} treaties); on any alliance, counted by dyads, {whole.log_skill:.2f} against "
        f"{simple.log_skill:.2f}, a gain {verdict} chance."
    )
