r"""Pooling of claims into quantities: collapse, net, sum. Array-only.

A *row* is one claim under one reference with a value. Rows of one reference about one quantity form a
*cell*: they are netted, so that a work quoted five times is one witness:

.. math:: w_{qr} = \rho_r \max_k c_k h_k, \qquad x_{qr} = \frac{\sum_k c_k h_k x_k}{\sum_k c_k h_k}

with :math:`\rho` the reliability of the reference, :math:`c` the credibility of the claim and
:math:`h` the share of its weight that a claim with several references gives to each. A quantity then
sums its cells with the bootstrap weights :math:`m_r`:

.. math:: P_q = \sum_r m_r w_{qr} x_{qr}^+, \quad N_q = \sum_r m_r w_{qr} x_{qr}^-, \quad M_q = \sum_r m_r w_{qr}
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.evidence.draws import Array, Draws

IntArray = NDArray[np.int64]

ROWS_PER_BLOCK = 500_000
"""Entries (draws x rows) that one block may hold: about 32 MB an array."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each row belongs; rows sorted by quantity, then reference."""

    claim: IntArray  #: Shape (rows,). Column of `Draws.credibility`.
    share: Array  #: Shape (rows,). Share of the claim's weight under this reference, in (0, 1].
    value: Array  #: Shape (rows,). Value of the row, -1 to 1.
    cell_start: IntArray  #: Shape (cells,). First row of each cell.
    cell_reference: IntArray  #: Shape (cells,). Column of `Draws.reliability`.
    quantity_start: IntArray  #: Shape (quantities,). First cell of each quantity.

    @property
    def quantities(self) -> int:
        """Number of quantities."""
        return len(self.quantity_start)

    def block(self, first: int, last: int) -> Layout:
        """Return the layout of the quantities `first` to `last` (exclusive)."""
        cells = slice(self.quantity_start[first], self._end(self.quantity_start, last, len(self.cell_start)))
        begin = int(self.cell_start[cells.start])
        rows = slice(begin, self._end(self.cell_start, int(cells.stop), len(self.claim)))
        return Layout(
            self.claim[rows],
            self.share[rows],
            self.value[rows],
            self.cell_start[cells] - begin,
            self.cell_reference[cells],
            self.quantity_start[first:last] - cells.start,
        )

    @staticmethod
    def _end(starts: IntArray, index: int, total: int) -> int:
        return int(starts[index]) if index < len(starts) else total


@dataclass(frozen=True, slots=True)
class Pooled:
    """Sums per draw and quantity, each of shape (draws, quantities).

    `positive` and `negative` are the weighted sums of the positive and negative parts, `mass` the sum
    of weights, `n_eff` Kish's effective number of references (0 where there is none), `pseudo` the
    weight of the pseudo-reference, shape (draws, 1).
    """

    positive: Array
    negative: Array
    mass: Array
    n_eff: Array
    pseudo: Array

    @property
    def mean(self) -> Array:
        """Weighted mean; NaN where no reference is left."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(self.mass > 0, (self.positive - self.negative) / self.mass, np.nan)

    def shrunken(self, prior_mass: float) -> Array:
        """Weighted mean with a zero-valued pseudo-reference of weight `prior_mass` in the denominator."""
        return (self.positive - self.negative) / (self.mass + prior_mass * self.pseudo)

    def balance(self, prior_mass: float = 1.0) -> Array:
        """Return (W+ - W-) / (W+ + W- + prior_mass), in (-1, 1)."""
        both = self.positive + self.negative
        return (self.positive - self.negative) / (both + prior_mass * self.pseudo)


def build_layout(quantity: IntArray, claim: IntArray, *, reference: IntArray, share: Array, value: Array) -> Layout:
    """Return the layout of rows given in any order; `quantity` must run over 0 .. quantities-1 without gaps.

    Parameters
    ----------
    quantity, claim, reference : array of int, shape (rows,)
        Indices of the quantity, the claim and the reference of each row.
    share, value : array, shape (rows,)
        As in `Layout`.
    """
    order = np.lexsort((claim, reference, quantity))
    quantity, claim, reference = quantity[order], claim[order], reference[order]
    rows = len(order)
    new_quantity = np.ones(rows, dtype=bool)
    new_quantity[1:] = quantity[1:] != quantity[:-1]
    new_cell = new_quantity.copy()
    new_cell[1:] |= reference[1:] != reference[:-1]
    cell_start = np.flatnonzero(new_cell)
    quantity_start = np.searchsorted(cell_start, np.flatnonzero(new_quantity))
    return Layout(claim, share[order], value[order], cell_start, reference[cell_start], quantity_start.astype(np.int64))


def pool(layout: Layout, draws: Draws, *, bootstrap: bool) -> Pooled:
    """Return the sums of every quantity in every draw.

    Parameters
    ----------
    layout : Layout
        Rows, cells and quantities; at least one quantity.
    draws : Draws
        Weights by draw.
    bootstrap : bool
        Whether the bootstrap weights enter; without them only `keep` does, for quantities whose
        uncertainty has a formula of its own.
    """
    weight = draws.credibility[:, layout.claim] * layout.share
    total = np.add.reduceat(weight, layout.cell_start, axis=1)
    value = np.add.reduceat(weight * layout.value, layout.cell_start, axis=1) / total
    strongest = np.maximum.reduceat(weight, layout.cell_start, axis=1)
    reference = layout.cell_reference
    witness = strongest * draws.reliability[:, reference] * draws.keep[:, reference]
    used = witness * draws.bootstrap[:, reference] if bootstrap else witness
    starts = layout.quantity_start
    mass = np.add.reduceat(used, starts, axis=1)
    plain = np.add.reduceat(witness, starts, axis=1)
    square = np.add.reduceat(witness**2, starts, axis=1)
    n_eff = np.divide(plain**2, square, out=np.zeros_like(plain), where=square > 0)
    return Pooled(
        positive=np.add.reduceat(used * np.maximum(value, 0), starts, axis=1),
        negative=np.add.reduceat(used * np.maximum(-value, 0), starts, axis=1),
        mass=mass,
        n_eff=n_eff,
        pseudo=draws.pseudo[:, None],
    )


def blocks(layout: Layout, draws: int) -> Iterator[slice]:
    """Yield ranges of quantities small enough that `draws` times their rows fit in `ROWS_PER_BLOCK`."""
    rows_at = np.append(layout.cell_start[layout.quantity_start], len(layout.claim))
    most = max(1, ROWS_PER_BLOCK // max(1, draws))
    first = 0
    while first < layout.quantities:
        last = int(np.searchsorted(rows_at, rows_at[first] + most, side="right")) - 1
        last = min(max(last, first + 1), layout.quantities)
        yield slice(first, last)
        first = last
