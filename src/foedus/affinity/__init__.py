"""How near states stand to each other by what they do in common: votes, vetoes, outside support, memberships.

`votes("Iran", "Russia", years=(1992, 2015))` is one pair by year, `all_votes()` every pair, `vetoes(topic="Syria")` the Council's;
each has its rows as `frame`.
"""

from foedus.affinity.all_pairs import AllVotes, all_votes
from foedus.affinity.council import Vetoes, vetoes
from foedus.affinity.dyad import DyadVotes, votes
from foedus.affinity.veto_acts import veto_acts

__all__ = ["AllVotes", "DyadVotes", "Vetoes", "all_votes", "veto_acts", "vetoes", "votes"]
