"""How capable each actor of a case is: as the case says, else a state's share of material capabilities."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.case.model import Case
from foedus.history.shipped import load_table


@dataclass(frozen=True, slots=True)
class Capability:
    """A capability and where it comes from; ratios between actors alone matter."""

    value: float
    source: str


def capabilities(case: Case) -> dict[str, Capability]:
    """Return the capability of every actor for which there is one.

    Where any actor of the case has a capability of its own, only those count: scales are not mixed. Else the states
    of the case have their share of the system's material capabilities (CINC) in the last year that comes with foedus,
    to a thousandth of itself.
    """
    own = {
        actor.id: Capability(actor.capability, actor.capability_source)
        for actor in case.actors
        if actor.capability is not None
    }
    if own:
        return own
    table = load_table()
    system = table.system(table.last)
    shares = dict(zip(system.ccode.tolist(), system.power.tolist(), strict=True))
    source = f"CINC {system.year}, National Material Capabilities, from the table that comes with the outlook"
    return {
        actor.id: Capability(float(shares[actor.ccode]), source)
        for actor in case.actors
        if actor.ccode in shares and actor.kind == "state"
    }
