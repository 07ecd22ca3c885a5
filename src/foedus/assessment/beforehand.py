"""What can be said of a case before it is assessed: the quantities that its claims give, and what will not count."""

from __future__ import annotations

from foedus.assessment.capabilities import capabilities
from foedus.assessment.model import Options, Synthesis, Uncounted
from foedus.assessment.priors import AUTO
from foedus.assessment.streams import stream
from foedus.assessment.uncounted import Told, uncounted
from foedus.assessment.verdict import View, view
from foedus.case.model import Case
from foedus.evidence.ladder import build_ladder
from foedus.evidence.networks import build_networks
from foedus.evidence.positions import build_positions
from foedus.evidence.support import build_support
from foedus.evidence.threats import ThreatModel, build_common_threats
from foedus.evidence.ties import build_ties

SEED = 0
FEWEST_DRAWS = 10


def will_not_count(case: Case) -> tuple[Uncounted, ...]:
    """Return what of a case will not count at its own cut-off, and why, without assessing it."""
    settings = case.settings
    as_of, horizon = settings.as_of.upper, settings.horizon_years
    seen = view(case, as_of, horizon=horizon, prior_name=AUTO, draws=FEWEST_DRAWS, seed=SEED)
    positions, _ = build_positions(seen.evidence, seen.draws, rng=stream(SEED, "positions"))
    told = Told(positions, build_ties(seen.evidence, seen.draws), frozenset(ThreatModel(seen.evidence).held))
    return uncounted(seen, told, capability=capabilities(case))


def synthesise(seen: View, options: Options) -> Synthesis:
    """Return every quantity that the claims of a view give."""
    evidence, draws = seen.evidence, seen.draws
    positions, convergence = build_positions(evidence, draws, rng=stream(options.seed, "positions"))
    model = ThreatModel(evidence)
    threat_draws, threats = model.build(draws, stream(options.seed, "threats"))
    return Synthesis(
        positions=positions,
        convergence=convergence,
        networks=build_networks(positions),
        ties=build_ties(evidence, draws),
        threats=threats,
        common_threats=build_common_threats(model, threats, drawn=threat_draws),
        ladder=build_ladder(evidence),
        support=build_support(evidence),
    )
