"""How far two codings of one text agree.

`alpha` is mathematics on arrays; `matching` decides which claims of two cases code the
same assertion; `compare` reports agreement on units, predicates, objects, signs and values apart.
"""

from foedus.case.coding.compare import Agreement, Measure, UnitAgreement, compare_codings

__all__ = ["Agreement", "Measure", "UnitAgreement", "compare_codings"]
