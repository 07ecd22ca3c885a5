"""What each work says of each kind, factor and step: all its claims on one thing net to one yes or no."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from foedus.evidence.draws import Array, fill_unknown
from foedus.evidence.pooling import Layout
from foedus.evidence.sides import CODER, side_of
from foedus.evidence.visible import Evidence, Quantity
from foedus.terms.grades import UNKNOWN_MEAN

ROUNDING = 1e-9
"""What weighs less than this after netting is weighed out: .6 against .4 and .2."""


@dataclass(frozen=True)
class Said:
    """Votes on named things, a row each; the last work is the coder, who stands for answers without a claim."""

    names: tuple[str, ...]  #: What is voted on; some may have no vote.
    thing: np.ndarray  #: Shape (votes,). Position in `names`.
    work: np.ndarray  #: Shape (votes,). Position in the evidence's references; one past them is the coder.
    side: np.ndarray  #: Shape (votes,). Side of the work.
    yes: np.ndarray  #: Shape (votes,). Whether it says that the thing is there.
    weight: Array  #: Shape (votes,). Reliability times credibility.
    claims: Mapping[str, tuple[tuple[str, int], ...]]  #: By name: the ids of the claims on it with +1 or -1.

    def __len__(self) -> int:
        """Return the number of votes."""
        return len(self.thing)


def votes_on(
    evidence: Evidence, entries: Mapping[str, Sequence[tuple[int, int]]], *, answered: Mapping[str, int] | None = None
) -> Said:
    """Return the votes of works on things.

    Parameters
    ----------
    evidence : Evidence
        Where claims and works are.
    entries : mapping of str to sequence of (int, int)
        By thing: claim (index) and +1 or -1.
    answered : mapping of str to int, optional
        Things that the coder answers without a claim, +1 or -1.
    """
    names = tuple(entries)
    flat = [Quantity(name, at, float(sign)) for name, rows in entries.items() for at, sign in rows]
    keys, layout = evidence.lay_out(flat)
    rows = _net(evidence, keys, layout, place={name: at for at, name in enumerate(names)})
    coder = len(evidence.references)
    rows += [(names.index(name), coder, CODER, sign > 0, UNKNOWN_MEAN) for name, sign in (answered or {}).items()]
    columns = list(zip(*rows, strict=True)) if rows else [()] * 5
    said = {
        name: tuple((evidence.claims[at].id, sign) for at, sign in sorted(set(own))) for name, own in entries.items()
    }
    return Said(
        names,
        np.array(columns[0], dtype=np.int64),
        np.array(columns[1], dtype=np.int64),
        np.array(columns[2], dtype=np.int64),
        np.array(columns[3], dtype=bool),
        np.array(columns[4], dtype=float),
        said,
    )


def _net(
    evidence: Evidence, keys: Sequence[Hashable], layout: Layout | None, *, place: Mapping[str, int]
) -> list[tuple[int, int, int, bool, float]]:
    """Return (thing, work, side, yes, weight) of every work that does not weigh out its own claims."""
    if layout is None:
        return []
    weight = fill_unknown(evidence.credibility)[layout.claim] * layout.share
    net = np.add.reduceat(weight * layout.value, layout.cell_start)
    net[np.abs(net) < ROUNDING] = 0.0
    sign = np.repeat(np.sign(net), np.diff(np.append(layout.cell_start, len(weight))))
    strongest = np.maximum.reduceat(np.where(np.sign(layout.value) == sign, weight, 0.0), layout.cell_start)
    thing = np.repeat(np.arange(len(keys)), np.diff(np.append(layout.quantity_start, len(layout.cell_start))))
    sides = [side_of(evidence.case, evidence.case.source[key]) for key in evidence.references]
    reliability = fill_unknown(evidence.reliability)
    return [
        (
            place[str(keys[thing[cell]])],
            int(work),
            sides[work],
            bool(net[cell] > 0),
            float(strongest[cell] * reliability[work]),
        )
        for cell, work in enumerate(layout.cell_reference)
        if net[cell] != 0
    ]


def said_of_factors(evidence: Evidence) -> Said:
    """Return what works say of each factor of the case."""
    return votes_on(evidence, {factor.id: evidence.bears[factor.id] for factor in evidence.case.factors})


def said_of_kinds(evidence: Evidence, kinds: Sequence[str], *, without: Collection[str] = ()) -> Said:
    """Return what works say of each kind of the checklist.

    A kind's claims are those that bear on its factors, but for the factors in `without`, and those that answer it in
    ``checklist.csv`` or speak against that answer; an answer without a claim is the coder's own word.
    """
    case = evidence.case
    index = {claim.id: at for at, claim in enumerate(evidence.claims)}
    entries: dict[str, list[tuple[int, int]]] = {kind: [] for kind in kinds}
    for factor in case.factors:
        if factor.checklist in entries and factor.id not in without:
            entries[factor.checklist] += evidence.bears[factor.id]
    answered: dict[str, int] = {}
    for row in case.checklist:
        sign = {"yes": 1, "no": -1}.get(row.answer, 0)
        if row.kind not in entries or not sign:
            continue
        for claims, says in ((row.claims, sign), (row.against, -sign)):
            entries[row.kind] += [(index[claim], says) for claim in claims if claim in index]
        if not row.claims:
            answered[row.kind] = sign
    return votes_on(evidence, entries, answered=answered)
