"""Charts of a verdict, drawn in Python as plain SVG.

One module per chart. Each has a ``draw_...`` function that takes the parts of ``verdict.json`` that it shows and
returns a `Figure` with a wide and a narrow variant, or None where there is nothing to draw. Colour is left to the
style sheet of the page (classes only, no style attribute), and nothing is told by colour alone.
"""

from foedus.charts.figure import NARROW, WIDE, Figure

__all__ = ["NARROW", "WIDE", "Figure"]
