"""Charts: values in tidy rows become a figure that shows itself, stands alone as a file, and hands on its data.

The room stands low: it knows words and files, no verdict and no model. Whoever has something to show makes rows of it.

A chart is one module with

- a ``NamedTuple`` that names the columns of its rows, one row for each mark (`positions.Position`);
- a function that takes the rows, and by keyword what else it must be told, and returns a `Figure`, or None where there is
  nothing to draw (`positions.positions`). It puts rows in order and in groups; it draws nothing yet;
- a function of a width that draws (``lambda width: [panel, ...]``): `element` makes shapes, `marks` has scales and the marks
  that the charts share, `letters` knows how wide words are, `theme` says what each class looks like. A shape carries a class
  and no style, and nothing is told by colour alone.

>>> from foedus.charts.positions import Position, positions
>>> figure = positions(
...     [
...         Position("exit", "Who leaves?", "all", "none", "Iran", 0.9, 0.7, 1.0, 0.4),
...         Position("exit", "Who leaves?", "all", "none", "Russia", -0.3, -0.5, 0.1, 0.4),
...     ],
...     actors=["Iran", "Russia"],
... )
>>> figure.frame["value"].to_list()
[0.9, -0.3]
>>> figure.with_theme("dark").to_svg(width="12cm").startswith("<svg")
True
"""

from foedus.charts.drawn import NARROW, WIDE
from foedus.charts.figure import Figure

__all__ = ["NARROW", "WIDE", "Figure"]
