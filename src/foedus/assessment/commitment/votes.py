"""Who depends on whom for company in the United Nations, by the roll calls of the Assembly where they are installed."""

from __future__ import annotations

import polars as pl

from foedus.affinity.choice import Choice
from foedus.affinity.company import company
from foedus.affinity.rollcalls import DATASET, read_roll_calls
from foedus.assessment.commitment.channels import Channel, channel_of_flows
from foedus.assessment.commitment.datasets import FIRST_YEAR, name_of
from foedus.case.model import Case
from foedus.datasets.catalog.unsc_vetoes import MEMBERS
from foedus.errors import InputError

PERMANENT = frozenset(MEMBERS.values())
"""COW codes of those whose company carries a veto, China in the People's Republic's seat."""

VOTES = "votes"
"""What of the diplomatic channel roll calls tell; visits and mediation they do not."""


def votes_by_year(case: Case, last: int) -> tuple[tuple[Channel, ...], str]:
    """Return the dependence both ways for each year from 1992 in which a side voted, and what there is to note.

    What a state needs is the company of a permanent member of the Security Council where it stands against the majority: a
    supplier gives as many votes as it cast like the state in the roll calls in which the state voted otherwise than the larger
    side. Who is no permanent member gives none. Parameters are those of `datasets.arms_by_year`.
    """
    pair = case.settings.focal_pair
    one, two = (case.actor[name].ccode for name in pair)
    if one is None or two is None:
        return (), f"{DATASET} is asked by COW codes, and one of the pair has none in actors.csv"
    try:
        calls = read_roll_calls(Choice())
    except InputError as error:
        return (), str(error)
    source = calls.edition.rpartition(", ")[0]
    found = []
    for ends, side, partner in ((pair, one, two), (pair[::-1], two, one)):
        stood = company(calls.frame, side, PERMANENT - {side}).filter(pl.col("year").is_between(FIRST_YEAR, last))
        for (year, against), rows in stood.group_by("year", "against", maintain_order=True):
            given = {int(code): float(count) for code, count in rows.select("other", "together").iter_rows()}
            own = given.pop(partner, 0.0)
            others = {name_of(code): count for code, count in given.items()}
            found.append(
                channel_of_flows(
                    "diplomatic", str(year), ends=ends, own=own, others=others, source=source, part=VOTES,
                    counted=int(str(against)),
                )
            )  # fmt: skip
    found.sort(key=lambda row: row.period)
    return tuple(found), f"{DATASET} ends in {calls.last}" if last > calls.last else ""
