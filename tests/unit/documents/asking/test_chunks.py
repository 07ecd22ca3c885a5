"""Chunks of a text: whole sentences, all of them, in their order."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.documents.asking.chunks import chunks
from foedus.documents.drafting.sentences import sentences
from foedus.documents.text import Span


@given(st.text(alphabet="ab .!\n\U0001f600é", max_size=400).map(str.strip), st.integers(min_value=5, max_value=80))
def test_nothing_is_left_out_and_nothing_stands_twice(text: str, longest: int) -> None:
    found = chunks(text, sentences(text, "en"), longest=longest)
    assert all(before.stop <= after.start for before, after in pairwise(found))
    assert all(0 < one.stop - one.start <= longest for one in found)
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text.split())


def test_a_sentence_stays_whole_where_it_fits() -> None:
    text = "The envoys met. They signed nothing. They left at night."
    found = [text[a:b] for a, b in chunks(text, sentences(text, "en"), longest=40)]
    assert found == ["The envoys met. They signed nothing.", "They left at night."]


@pytest.mark.parametrize("text", ["x" * 95, "long words " * 12])
def test_a_sentence_longer_than_a_chunk_is_cut(text: str) -> None:
    found = chunks(text, [Span(0, len(text.rstrip()))], longest=30)
    assert max(b - a for a, b in found) <= 30
    assert "".join(text[a:b] for a, b in found).replace(" ", "") == text.replace(" ", "")
