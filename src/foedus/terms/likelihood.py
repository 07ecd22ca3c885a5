"""Scales of likelihood words: ICD 203 (default) and the UK's PHIA yardstick. Two scales are never mixed.

A further scale is one more entry of `SCALES`. Where a scale leaves a gap between its bands, a number in it names
both neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from foedus.errors import InputError
from foedus.nearest import nearest_hint
from foedus.terms.wording import span, whole_percent


@dataclass(frozen=True, slots=True)
class Band:
    """A likelihood word and the probabilities that it covers.

    Parameters
    ----------
    term : str
        The word.
    low, high : float
        Ends of the band; the lower one belongs to it, the upper one only before a gap and at the end of the scale.
    said : str
        How a sentence says it before "that ..."; empty for "it is" and the word.
    """

    term: str
    low: float
    high: float
    said: str = ""

    @property
    def sentence(self) -> str:
        """The beginning of a sentence."""
        return self.said or f"it is {self.term}"


@dataclass(frozen=True, slots=True)
class Scale:
    """A published scale of likelihood words.

    Parameters
    ----------
    id, name : str
        For commands and files, and as reports print it.
    source : str
        Who published it, and when.
    bands : tuple of Band
        From unlikely to likely, without overlap.
    """

    id: str
    name: str
    source: str
    bands: tuple[Band, ...]

    def sentence(self, term: str) -> str:
        """Return a term, of a band or of a gap, as the beginning of a sentence.

        >>> [SCALES["phia"].sentence(term) for term in ("likely", "realistic possibility to likely")]
        ['it is likely', 'it is between a realistic possibility and likely']
        """
        for band in self.bands:
            if band.term == term:
                return band.sentence
        for below, above in pairwise(self.bands):
            if term == f"{below.term} to {above.term}":
                ends = [band.sentence.removeprefix("it is ").removeprefix("there is ") for band in (below, above)]
                return f"it is between {ends[0]} and {ends[1]}"
        raise InputError(
            f"likelihood word {term!r}: not of {self.name} ({', '.join(band.term for band in self.bands)})"
        )


_ICD_203 = Scale(
    "icd203",
    "ICD 203",
    "Intelligence Community Directive 203 (2015)",
    (
        Band("almost no chance", 0.01, 0.05, "there is almost no chance"),
        Band("very unlikely", 0.05, 0.20),
        Band("unlikely", 0.20, 0.45),
        Band("roughly even chance", 0.45, 0.55, "there is a roughly even chance"),
        Band("likely", 0.55, 0.80),
        Band("very likely", 0.80, 0.95),
        Band("almost certain", 0.95, 0.99),
    ),
)
_PHIA = Scale(
    "phia",
    "PHIA yardstick",
    "Professional Head of Intelligence Assessment, probability yardstick (UK, 2019)",
    (
        Band("remote chance", 0.0, 0.05, "there is a remote chance"),
        Band("highly unlikely", 0.10, 0.20),
        Band("unlikely", 0.25, 0.35),
        Band("realistic possibility", 0.40, 0.50, "there is a realistic possibility"),
        Band("likely", 0.55, 0.75),
        Band("highly likely", 0.80, 0.90),
        Band("almost certain", 0.95, 1.0),
    ),
)
SCALES: dict[str, Scale] = {scale.id: scale for scale in (_ICD_203, _PHIA)}
"""Scales by id; the first is the default."""

DEFAULT_SCALE = next(iter(SCALES))


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A term and its band, ready for print."""

    term: str
    band: str


def scale_of(words: str) -> Scale:
    """Return the scale with an id. Raises InputError if there is none."""
    if words not in SCALES:
        raise InputError(f"--words {words!r}: expected one of {', '.join(SCALES)}{nearest_hint(words, SCALES)}")
    return SCALES[words]


def likelihood(probability: float, words: str = DEFAULT_SCALE) -> Likelihood:
    """Return the term for a probability as it is printed, in whole per cent: one figure never has two terms.

    Parameters
    ----------
    probability : float
        0 to 1.
    words : str
        Id of a scale.

    Raises
    ------
    InputError
        If the scale is unknown or the probability lies outside 0..1.

    >>> likelihood(0.6).term
    'likely'
    >>> likelihood(0.07, "phia").term
    'remote chance to highly unlikely'
    >>> likelihood(0.002).band
    'under 1 %'
    >>> likelihood(0.0496).term  # printed as 5 %
    'very unlikely'
    """
    bands = scale_of(words).bands
    if not 0 <= probability <= 1:
        raise InputError(f"probability {probability}: expected a number from 0 to 1")
    probability = whole_percent(probability) / 100
    if probability < bands[0].low:
        return Likelihood(bands[0].term, f"under {bands[0].low * 100:.0f} %")
    if probability > bands[-1].high:
        return Likelihood(bands[-1].term, f"over {bands[-1].high * 100:.0f} %")
    below = next(band for band in reversed(bands) if probability >= band.low)
    if probability <= below.high:
        return Likelihood(below.term, span(below.low, below.high))
    above = bands[bands.index(below) + 1]
    gap = f"between {below.high * 100:.0f} and {above.low * 100:.0f} %"
    return Likelihood(f"{below.term} to {above.term}", gap)
