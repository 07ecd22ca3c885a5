"""Laws of stored texts: forms, counts of places, folded quotes; with letters beyond the basic plane."""

from __future__ import annotations

import itertools
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.documents.anchors import Finder, anchor_at
from foedus.documents.folding import Folded, fold
from foedus.documents.text import is_stored, paragraphs, settle, stored
from foedus.documents.units import utf8, utf16

MANY = settings(max_examples=300, deadline=None)
SIGNS = "abe \t\r\n\x0c\x00\x85\u2028\ufeff\u0301\u0327\u0338<=\u00e9\u0627\u0653\u06cc\u200c\u1100\u1161\u11a8\u0958😀𐎠\ud83d“”’«—-–…\u00a0ﬁ"
TEXTS = st.text(st.one_of(st.sampled_from(SIGNS), st.characters()), max_size=60)


@MANY
@given(TEXTS)
def test_a_stored_text_is_composed_utf8_and_stays_as_it_is(raw: str) -> None:
    text = stored(raw)
    assert is_stored(text)
    assert text.encode("utf-8").decode("utf-8") == unicodedata.normalize("NFC", text) == text
    assert not set(text) & set("\r\x00\x0c\x85\u2028")


@MANY
@given(TEXTS)
def test_every_place_of_a_text_has_one_in_its_stored_form(raw: str) -> None:
    found = settle(raw)
    assert found.text == stored(raw)
    places = [found.offset(place) for place in range(len(raw) + 1)]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, len(found.text))
    # Where a plain letter begins, nothing composes across: what stands before it is stored by itself.
    for place in range(len(raw)):
        if raw[place] in "abe<=":
            assert found.text[: places[place]] == stored(raw[:place])


@MANY
@given(TEXTS.map(stored))
def test_places_counted_in_units_are_those_of_the_encodings_and_lead_back(text: str) -> None:
    every = range(len(text) + 1)
    for units, codec, size in ((utf16(text), "utf-16-le", 2), (utf8(text), "utf-8", 1)):
        counted = [len(text[:place].encode(codec)) // size for place in every]
        assert units.of(every).tolist() == counted
        assert units.offsets(counted).tolist() == list(every)
        assert len(units) == counted[-1]
        inside = [place for place in range(-2, counted[-1] + 3) if place not in counted]
        assert not units.fits(inside).any()


@MANY
@given(TEXTS.map(stored))
def test_paragraphs_hold_every_letter_once_and_in_order(text: str) -> None:
    spans = paragraphs(text)
    assert all(one.stop < other.start for one, other in itertools.pairwise(spans))
    assert " ".join(text[span.start : span.stop] for span in spans).split() == text.split()


@MANY
@given(TEXTS.map(stored), st.data())
def test_a_passage_is_found_again_where_it_stands(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    anchor = anchor_at(text, start, stop)
    assert anchor.holds(text)
    finder = Finder(text)
    assert (start, stop) in finder.places(anchor.exact)
    found = finder.find(anchor.exact, prefix=anchor.prefix, suffix=anchor.suffix)
    assert found is None or text[found.start : found.stop] == anchor.exact


@MANY
@given(TEXTS.map(stored), TEXTS.map(stored))
def test_whatever_is_found_folded_reads_as_the_quote_does(text: str, quote: str) -> None:
    folded = Folded(text)
    assert folded.text == fold(text)
    for span in folded.find(quote):
        assert fold(quote).strip() in fold(text[span.start : span.stop])


WORDS = st.lists(st.sampled_from(["arms", "déjà", "روسیه", "«no»", "it’s", "😀"]), min_size=1, max_size=8)
DISGUISE = [("’", "'"), ("«", "“"), ("»", '"'), (" ", "\n  "), (" ", "\u00a0"), ("e", "e\u00ad")]


@MANY
@given(WORDS, WORDS, st.lists(st.sampled_from(DISGUISE), max_size=4))
def test_a_quote_is_found_whatever_its_blanks_and_marks(
    before: list[str], words: list[str], disguise: list[tuple[str, str]]
) -> None:
    text = f"{' '.join(before)} X {' '.join(words)} X."
    quote = "X " + " ".join(words) + " X"
    for plain, other in disguise:
        quote = quote.replace(plain, other)
    # Where two marks are replaced one after the other they fold to the same sign all the same.
    assert Finder(text).find(quote) == (text.index("X"), len(text) - 1)
