"""The measures that the two files of democracy share: one by COW codes, one by Gleditsch-Ward numbers."""

from foedus.datasets.columns import number, whole

MEASURES = (
    number("euds", "Extended Unified Democracy Score (`xm_qudsest` at peacesciencer).", names=("euds", "xm_qudsest")),
    number("aeuds", "The same, anchored to the threshold of dichotomous measures.", optional=True),
    whole("polity2", "Polity score, revised.", -10, 10, missing=(-88, -77, -66)),
    number("v2x_polyarchy", "V-Dem electoral democracy index.", low=0, high=1),
)
LICENCE = "Free for research (V-Dem: CC BY-SA 4.0); cite each measure that is used."
