"""How far two codings of one text agree, and the log of who coded what.

`alpha` is mathematics on arrays; `matching` decides which claims of two cases code the
same assertion; `compare` reports agreement on units, predicates, objects, signs and values apart.
"""
