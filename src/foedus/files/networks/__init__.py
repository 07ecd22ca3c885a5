"""A user's signed network: a CSV table of ties, GraphML, or Pajek."""

from foedus.files.networks.read import read_network
from foedus.files.networks.ties import NetworkFile

__all__ = ["NetworkFile", "read_network"]
