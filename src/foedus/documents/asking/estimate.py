"""What questions will take before any is asked: calls, tokens and a ceiling of the price.

A token is at least one byte, so the bytes of all that is sent are a bound on its tokens; the likely number is a third to a
quarter of the letters in English, which is said to be an estimate. What an answer may take is bounded by the request itself.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass

from foedus.documents.asking.prompt import Prompt

MOST_TOKENS = 4_000
"""Tokens that an answer may have, unless the user says otherwise."""
ASKED_AGAIN = 2
"""How often a question is asked at most if its answer has not the form that was asked for; each may be charged."""
_AROUND = 200
"""Tokens that a server may set around a question."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a run takes at most, and likely."""

    calls: int
    characters: int  #: Of the passages, as the part of the document that leaves.
    tokens_in: int  #: An estimate.
    most_tokens_in: int
    most_tokens_out: int
    ceiling: float | None  #: In the currency of the prices; None where none were given.


def estimate(
    prompts: Sequence[Prompt], *, characters: int, most_tokens: int = MOST_TOKENS,
    price_in: float | None = None, price_out: float | None = None,
) -> Estimate:  # fmt: skip
    """Return what questions take.

    Parameters
    ----------
    prompts : sequence of Prompt
        Those that are still to be asked.
    characters : int
        Of the passages in them.
    most_tokens : int
        Tokens that one answer may have.
    price_in, price_out : float, optional
        For a million tokens.
    """
    sent = [f"{one.system}{one.user}{json.dumps(one.schema, ensure_ascii=False)}" for one in prompts]
    most_in = ASKED_AGAIN * sum(len(one.encode()) + _AROUND for one in sent)
    most_out = ASKED_AGAIN * len(sent) * most_tokens
    ceiling = None
    if price_in is not None or price_out is not None:
        ceiling = (most_in * (price_in or 0) + most_out * (price_out or 0)) / 1e6
    return Estimate(len(sent), characters, sum(map(_likely, sent)), most_in, most_out, ceiling)


def _likely(text: str) -> int:
    """A token for four letters of ASCII, and for two others."""
    plain = sum(map(str.isascii, text))
    return math.ceil(plain / 4 + (len(text) - plain) / 2)
