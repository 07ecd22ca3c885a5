"""The variants of the expected utility model: what published descriptions leave open or disagree about.

Every option is recorded with the answer, because the choice flips conclusions: on the same ten actors one denominator
leaves the median where it is and another carries it across the scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from foedus.errors import InputError
from foedus.files.cells import parse_number
from foedus.models.choice import check_choice
from foedus.nearest import nearest_hint

CHOICES: dict[str, tuple[str, ...]] = {
    "denominator": ("pairwise", "triples"),
    "own-votes": ("included", "excluded"),
    "vote-exponent": ("one", "risk"),
    "offer": ("smallest-move", "type-priority", "scholz-code", "largest-gain"),
    "best-worst": ("own-and-gap", "both-to-median"),
    "conflict": ("decided", "drawn"),
    "stop": ("rounds", "two-percent"),
}
SHARES = ("q", "t")


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of reading the model.

    Parameters
    ----------
    name : str
        Name of the preset that it began from.
    denominator : {"pairwise", "triples"}
        What the votes for a challenge are divided by: all votes on this pair, or all votes on all ordered triples.
    own_votes : {"included", "excluded"}
        Whether the two vote on their own challenge.
    vote_exponent : {"one", "risk"}
        Whether each voter's exponent of risk stands inside its vote.
    offer : {"smallest-move", "type-priority", "scholz-code", "largest-gain"}
        Which offer an actor takes: the one that moves it least; the same within conflict before compromise before
        compulsion; that with the published code's rule among compromises (the lowest weighted position); or the one whose
        sender gains most.
    best_worst : {"own-and-gap", "both-to-median"}
        Distances behind the best and the worst that waiting may bring.
    conflict : {"decided", "drawn"}
        Whether who expects to lose a conflict moves, or moves with the sender's chance of success.
    stop : {"rounds", "two-percent"}
        A fixed number of rounds, or until moves fall under 2 % of the first round's.
    q, t : float
        Chance that waiting leaves things as they are, and that a change would be for the better.
    """

    name: str = "pairwise"
    denominator: str = "pairwise"
    own_votes: str = "included"
    vote_exponent: str = "one"
    offer: str = "smallest-move"
    best_worst: str = "own-and-gap"
    conflict: str = "decided"
    stop: str = "rounds"
    q: float = 1.0
    t: float = 1.0

    def __post_init__(self) -> None:
        """Refuse an option that there is not.

        Raises InputError if an option has no such value, or a share does not lie in [0, 1].
        """
        for key, allowed in CHOICES.items():
            value = getattr(self, key.replace("-", "_"))
            if value not in allowed:
                raise InputError(
                    f"{key} is {value!r}; expected {' or '.join(allowed)}{nearest_hint(str(value), allowed)}"
                )
        for key, share in (("q", self.q), ("t", self.t)):
            if not 0 <= share <= 1:
                raise InputError(f"{key} is {share!r}; expected a number from 0 to 1")

    def as_record(self) -> dict[str, str | float]:
        """Every option by its name on the command line."""
        return {key.replace("_", "-"): value for key, value in asdict(self).items()}


PRESETS: dict[str, tuple[Variant, str]] = {
    "pairwise": (Variant(), "P as a chance of winning, P_ij + P_ji = 1 (Bueno de Mesquita 1994); the smallest move"),
    "paper": (
        Variant("paper", denominator="triples"),
        "the offers of Scholz, Calbert and Smith (2011) as printed: the smallest move; the denominator of their code",
    ),
    "scholz-code": (
        Variant("scholz-code", denominator="triples", vote_exponent="risk", offer="scholz-code"),
        "their published code: conflict before compromise, among compromises the lowest weighted position",
    ),
    "type-priority": (
        Variant("type-priority", denominator="triples", vote_exponent="risk", offer="type-priority"),
        "that code with the smallest move among compromises too",
    ),
    "largest-gain": (
        Variant("largest-gain", offer="largest-gain"),
        "as pairwise, but the sender who gains most is heard (a reading of Bueno de Mesquita 1997)",
    ),
    "bystanders": (
        Variant("bystanders", own_votes="excluded"),
        "as pairwise, but only third actors vote on a challenge",
    ),
}


def read_variant(words: Sequence[str]) -> Variant:
    """Return the variant that some words name: a preset, options as ``name=value``, or both in any order.

    Raises InputError if a word is no preset and no option; names the nearest.

    >>> read_variant(["paper", "q=0.5"]).as_record()["denominator"], read_variant(["paper", "q=0.5"]).q
    ('triples', 0.5)
    """
    named = [word for word in words if "=" not in word]
    if len(named) > 1:
        raise InputError(f"variant {' and '.join(named)}: give one preset, and options as name=value")
    variant = Variant()
    for word in named:
        check_choice("variant", word, options=list(PRESETS))
        variant = PRESETS[word][0]
    for word in words:
        if "=" in word:
            variant = _with_option(variant, word)
    return variant


def _with_option(variant: Variant, word: str) -> Variant:
    key, _, value = (part.strip() for part in word.partition("="))
    if key not in CHOICES and key not in SHARES:
        known = [*CHOICES, *SHARES]
        raise InputError(
            f"variant {word!r}: no option {key!r}, expected one of {', '.join(known)}{nearest_hint(key, known)}"
        )
    changed: dict[str, Any] = {key.replace("-", "_"): value}
    if key in SHARES:
        share = parse_number(value)
        if share is None:
            raise InputError(f"variant {word!r}: {key} is {value!r}; expected a number from 0 to 1")
        changed = {key: share}
    try:
        return replace(variant, **changed)
    except InputError as error:
        raise InputError(f"variant {word!r}: {error}") from None
