"""The formulae behind the figures, in one place: for `verdict.json`, `foedus explain` and the docs."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.terms.cooperation import RUNGS
from foedus.terms.grades import CREDIBILITY, RELIABILITY, weights
from foedus.verdict.types.evidence import Formula

FORMULAE: Mapping[str, Formula] = {
    "weight": Formula(
        title="Weight of a claim",
        formula=f"w = reliability ({weights(RELIABILITY)}) of the reference, else of the "
        f"source, times credibility ({weights(CREDIBILITY, mark=':')}), shared evenly by "
        "several references; claims of one reference about one quantity count as one witness",
        source="Admiralty grading; foedus method",
    ),
    "position": Formula(
        title="Position of an actor on an issue",
        formula="P = sum_r w_r x_r / sum_r w_r; standard error sqrt(.15^2 + .4^2 / n_eff), clipped to -1..1",
        source="foedus method; Kish (1965) for n_eff",
    ),
    "salience": Formula(
        title="Salience of an issue for an actor",
        formula="S = (M_issue + .4) / (sum of M over issues + .4 x number of issues), M = weighted position and "
        "interest claims",
        source="foedus method",
    ),
    "convergence": Formula(
        title="Convergence of the pair on an issue",
        formula="1 - |P_a - P_b| / 2; importance sqrt(S_a S_b)",
        source="foedus method",
    ),
    "tie": Formula(
        title="Signed tie in a window of three years",
        formula="T = sum_r m_r w_r x_r / (sum_r m_r w_r + .4 m_0), m the Bayesian bootstrap weights",
        source="foedus method; Rubin (1981)",
    ),
    "threat": Formula(
        title="Threat that a source poses to an actor",
        formula="mean of aggregate power, proximity, offensive power, aggressive intent, each 0..1; a component "
        "without a claim is .5 at the point and uniform on 0..1 in the draws",
        source="Walt (1987)",
    ),
    "common-threat": Formula(
        title="Common threat of the pair from a source",
        formula="min(threat to a, threat to b), where each side has a threat claim; headline: the largest source",
        source="foedus method",
    ),
    "presence": Formula(
        title="Presence of a kind of factor",
        formula="b L / (1 - b + b L), b the base rate of the kind in the present state; L = product over sides of P(votes | there) / "
        "P(votes | not), one vote a work; P(yes | there) = m + (1 - m) c', P(yes | not) = m + (1 - m) (1 - c'), c' = .5 + (c - .5) "
        "sqrt(w / .4) in .5-.97; accuracy c and slant m of a side learnt from its votes on all other kinds; at most 49 to 1",
        source="foedus method",
    ),
    "posterior": Formula(
        title="Probability of an outcome",
        formula="log(p_o / p_s) = log(prior_o / prior_s) + sum over groups of (gains - losses) of t_ko, the j-th largest times .5^(j-1); "
        "t_ko = log(1 + q_ko (L_k - 1)) - log(1 + q_ks (L_k - 1)), q the prevalence of kind k, b on average over the prior; then treaties in force: p <- (1 - c) p + c x",
        source="Bayes' rule over the checklist; foedus method",
    ),
    "steps": Formula(
        title="Steps towards a treaty",
        formula="c(t) = (k G(e + t) - k G(e)) / (1 - k G(e)), k the chance to be in force in the end, G the lognormal of the delay, e the years "
        "since the step; times the probability that it happened; the furthest step decides; what stands t years later is measured; a step "
        "back multiplies the odds of an alliance by a small pact",
        source="foedus method; survival of small pacts from ATOP",
    ),
    "prior": Formula(
        title="Prior of an outcome",
        formula="e_state P^N: the annual transition table P run for N years from the present state",
        source="counts by foedus from ATOP, dispute and rivalry data, 1920-2010",
    ),
    "outlook": Formula(
        title="Prior of an outcome by the outlook",
        formula="e_state M(x)^N: M the annual matrix of competing routes, each with chance 1 / (1 + exp(-b'z)) given the "
        "covariates x, frozen over N years; the small-pact route into alliance is the mean in log odds of the model and its "
        "reference class (k + .5) / n; while the state enemy is there x is as it is, once it is gone its threat is 0",
        source="multi-state model of 994,005 dyad-years 1816-2018, fitted by foedus; after Johnson (2017) and "
        "Leeds et al. (2002)",
    ),
    "record": Formula(
        title="Record of the outlook",
        formula="rolling origins of five years: log skill 1 - L / L_base with L the mean log loss; claim: discrete-time proportional hazard "
        "ratios of exposed against not exposed dyad-years, the wider of treaty- and year-clustered 95 % intervals",
        source="foedus outlook backtest and foedus outlook claim on the official files",
    ),
    "blocs": Formula(
        title="Sides of a signed network",
        formula="two sides that leave the least tie strength frustrated (friendly between them, hostile inside one); margin of an "
        "actor: what the least rises by with the actor on the other side of the anchor; share: draws of the evidence in which it "
        "stands with the anchor",
        source="Harary (1959); Aref, Mason and Wilson (2020); Davis (1967) for any number of sides",
    ),
    "landscape": Formula(
        title="Landscape of alignments",
        formula="energy sum_i sum_j s_i s_j p_ij d_ij, d = 1 across the sides; minima that no single move lowers, basins by "
        "steepest descent",
        source="Axelrod and Bennett (1993); critique: Galam (1998)",
    ),
    "bargaining": Formula(
        title="Bargaining on an issue",
        formula="compromise sum w x / sum w, w = capability x salience; interval over draws of position, capability and salience; "
        "rounds by the expected utility model, variant in the file; trade: weighted Nash product over issues",
        source="Achen (2006); Bueno de Mesquita (1994); Scholz, Calbert and Smith (2011); Nash (1950)",
    ),
    "commitment": Formula(
        title="Commitment and dependence",
        formula="a side keeps the bond while .9 q >= (T - R) / (T - P); R - P = either(convergence, dependence), T - R = either((1 - "
        "convergence) x what divides, outside option), P - S = dependence x exposure; q = share of what binds, by presence, that is left "
        "and lasts a year; dependence = share x (1 - share of the next best between the two); either(a, b) = 1 - (1 - a)(1 - b)",
        source="Friedman (1971); Axelrod (1984); Emerson (1962); Hirschman (1945); Snyder (1984); the rules from evidence: foedus method",
    ),
    "scenario": Formula(
        title="Scenario",
        formula="the posterior with the presence of removed factors at 0; a dependant loses the share that goes with each parent; "
        "everything else persists",
        source="foedus method",
    ),
    "interval": Formula(
        title="Interval",
        formula="5 and 95 % of the draws: Bayesian bootstrap over references, accuracy and slant of the sides, ratios of the kinds with "
        "a scale that they share, chances and delays of steps, prior, missing threat components drawn; widened to hold the point where it does not",
        source="Rubin (1981); foedus method",
    ),
    "ach": Formula(
        title="Analysis of competing hypotheses",
        formula="inconsistency = sum of negative absolute ratings, sign turned; diagnosticity = standard deviation of "
        "a factor's absolute ratings over outcomes; never mixed into the posterior",
        source="Heuer (1999), chapter 8",
    ),
    "confidence": Formula(
        title="Confidence",
        formula="six written rules, each low, moderate or high; low if fewer than ten works bear, one reference decides or three rules say low; "
        "high if none says low and four say high",
        source="foedus method",
    ),
    "ladder": Formula(
        title="Cooperation ladder",
        formula=f"{', '.join(f'{level} {rung}' for level, rung in RUNGS.items())}; a turning point first reaches a new height",
        source="foedus method",
    ),
    "turning-points": Formula(
        title="Turning points of reported events",
        formula="segments independent and normal, normal-inverse-gamma prior, one change in 60 months beforehand, none shorter than "
        "3; P(change at t) = F(t) Q(t) / Q(0); told where half a change or more is expected within half a year",
        source="Fearnhead (2006), Statistics and Computing 16",
    ),
    "network": Formula(
        title="Congruence, conflict and subtract networks",
        formula="same side on an issue adds 1 - |P_a - P_b| / 2 to congruence, opposite sides |P_a - P_b| / 2 to "
        "conflict; subtract = congruence - conflict",
        source="Leifeld (2017)",
    ),
}
"""Formula by name: title, formula, source."""
