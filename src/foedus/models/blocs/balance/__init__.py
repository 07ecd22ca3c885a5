"""Structural balance: how far a signed network is from falling into blocs, and what that hangs on.

Array functions: :func:`frustration` for one answer, :class:`BalanceSolver` for many on the same ties,
:class:`Ranging` with :func:`membership_margins`, :func:`tie_statuses` and :func:`flip_changes` for what the answer
hangs on, triangle and walk balance beside it.
"""

from foedus.models.blocs.balance.clock import Clock, Steps
from foedus.models.blocs.balance.continuity import Continuity, follow
from foedus.models.blocs.balance.graph import Blocs, SignedGraph, build_graph, cost, frustrated
from foedus.models.blocs.balance.margins import Margins, membership_margins
from foedus.models.blocs.balance.partition import Partition
from foedus.models.blocs.balance.ranging import Ranging
from foedus.models.blocs.balance.solver import BalanceSolver, frustration
from foedus.models.blocs.balance.ties import Flips, flip_changes, tie_statuses
from foedus.models.blocs.balance.triangles import TriangleBalance, triangle_balance
from foedus.models.blocs.balance.walks import WalkBalance, walk_balance

__all__ = [
    "BalanceSolver",
    "Blocs",
    "Clock",
    "Continuity",
    "Flips",
    "Margins",
    "Partition",
    "Ranging",
    "SignedGraph",
    "Steps",
    "TriangleBalance",
    "WalkBalance",
    "build_graph",
    "cost",
    "flip_changes",
    "follow",
    "frustrated",
    "frustration",
    "membership_margins",
    "tie_statuses",
    "triangle_balance",
    "walk_balance",
]
