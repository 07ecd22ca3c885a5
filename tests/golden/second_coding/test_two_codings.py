"""Two codings of one text, by readers who did not see each other's: how far the verdicts are apart.

The second reader had the text, the definitions of the kinds and the coding guide, and mapped to the checklist without
factors of their own. With own factors and ratings two coders of this text were .094 apart (total variation).
"""

from __future__ import annotations

from pathlib import Path

from foedus.assessment.assess import assess
from foedus.case.load import load_case
from foedus.judgment.sensitivity import total_variation

SECOND = Path(__file__).parent / "iran-russia-second"


def test_two_codings_of_one_text_end_less_than_five_points_apart() -> None:
    one, two = (assess(load_case(name), draws=20) for name in ("iran-russia-syria", SECOND))
    assert total_variation(one.prior.probability, two.prior.probability) < 1e-9
    assert total_variation(one.outcomes.point, two.outcomes.point) < 0.05
