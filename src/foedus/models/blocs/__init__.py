"""Who stands with whom: structural balance, how sure it is and on which ties it hangs. A description, no forecast."""

from foedus.models.blocs.analysis import solve
from foedus.models.blocs.networks import SignedNetwork, read
from foedus.models.blocs.result import BlocAnalysis

__all__ = ["BlocAnalysis", "SignedNetwork", "read", "solve"]
