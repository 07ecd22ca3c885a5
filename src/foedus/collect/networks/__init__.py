"""A user's signed network: a CSV table of ties, GraphML, or Pajek."""

from foedus.collect.networks.read import read_network
from foedus.collect.networks.ties import NetworkFile

__all__ = ["NetworkFile", "read_network"]
