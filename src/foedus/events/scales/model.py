"""A scale: quad class of each root, and the scores of its codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """A scheme of event codes.

    Parameters
    ----------
    id, version : str
        Which scheme, and which edition of its scores.
    title : str
        What it is, to show.
    source : str
        Where its scores come from.
    quads : mapping of str to int
        Root of a code (or category) to quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict,
        4 material conflict.
    scores : mapping of str to float
        Code to score; empty where files bring their own.
    code : str
        Pattern that a well-formed code matches in full.
    """

    id: str
    version: str
    title: str
    source: str
    quads: Mapping[str, int]
    scores: Mapping[str, float]
    code: str

    @property
    def label(self) -> str:
        """Id and version, as they are recorded."""
        return f"{self.id} {self.version}".strip()
