"""Persons and organisations that a spaCy model of the user's names in a text, beside the names of the rules.

spaCy is no dependency and no extra of foedus: no model for English ships its weights in a package that is kept up. It is used
where the user has installed it with a model of the document's language, and what it finds is told as the model's.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

from foedus.documents.text import paragraphs
from foedus.errors import InputError
from foedus.nearest import nearest_hint

AUTO, NONE = "auto", "none"
_LIBRARY = "spacy"
_KINDS = {"PERSON": "person", "PER": "person", "ORG": "organisation"}
"""Kinds of actors by the labels of spaCy's models; states are left to the rules."""
_AT_ONCE = 50_000
"""Characters that a model reads at once."""
_SIGNS = " \t\n.,;:()[]\"'“”‘’«»-–—"


class Named(NamedTuple):
    """A name that a model finds."""

    start: int
    stop: int
    name: str
    kind: str
    model: str


def model_for(language: str, wanted: str = AUTO) -> str:
    """Return the spaCy model that reads a language; empty for none.

    Parameters
    ----------
    language : str
        Of the document.
    wanted : str
        The name of a model, `auto` for an installed one of that language, the first by name, or `none`.

    Raises
    ------
    InputError
        A model was named, and it or spaCy is not installed.
    """
    if wanted == NONE or (wanted == AUTO and find_spec(_LIBRARY) is None):
        return ""
    try:
        installed = sorted(import_module(f"{_LIBRARY}.util").get_installed_models())
    except ImportError as error:
        if wanted == AUTO:
            return ""
        raise InputError(
            f"--spacy {wanted}: spaCy is not installed, or does not load ({error}); pip install spacy"
        ) from None
    if wanted == AUTO:
        code = language.partition("-")[0].lower()
        return next((name for name in installed if name.startswith(f"{code}_")), "") if code else ""
    if wanted not in installed:
        there = ", ".join(installed) or "none"
        raise InputError(
            f"--spacy {wanted}: no such model is installed{nearest_hint(wanted, installed)}; installed: {there}"
        )
    return wanted


def named_by(model: str, text: str) -> list[Named]:
    """Return the persons and organisations that a model names in a text, in order.

    Raises
    ------
    InputError
        The model does not load, as where it was made for another version of spaCy.
    """
    found: list[Named] = []
    pieces = list(_pieces(text))
    for start, parsed in zip(
        (start for start, _ in pieces), _loaded(model).pipe(piece for _, piece in pieces), strict=True
    ):
        for one in parsed.ents:
            if one.label_ in _KINDS:
                found += _bare(text, start + one.start_char, start + one.end_char, _KINDS[one.label_], model)
    return sorted(found)


@lru_cache(maxsize=1)
def _loaded(model: str) -> Any:
    try:
        return import_module(_LIBRARY).load(model)
    except Exception as error:  # noqa: BLE001  # whatever a package of the user's raises
        raise InputError(f"spaCy does not load its model {model} ({error}); --spacy none goes without it") from None


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Runs of paragraphs that a model reads at once, each with its place."""
    begin = end = 0
    for paragraph in paragraphs(text):
        if end > begin and paragraph.stop - begin > _AT_ONCE:
            yield begin, text[begin:end]
            begin = paragraph.start
        end = paragraph.stop
    for start in range(begin, end, _AT_ONCE):
        yield start, text[start : min(end, start + _AT_ONCE)]


def _bare(text: str, start: int, stop: int, kind: str, model: str) -> Iterator[Named]:
    """A name without the article, the possessive and the signs around it; nothing where no name is left."""
    while start < stop and text[start] in _SIGNS:
        start += 1
    if text[start : start + 4].lower() == "the ":
        start += 4
    while stop > start and text[stop - 1] in _SIGNS:
        stop -= 1
    if text[start:stop].endswith(("'s", "’s")):
        stop -= 2
    name = " ".join(text[start:stop].split()).replace("|", " ")
    if len(name) > 1 and any(map(str.isalpha, name)):
        yield Named(start, stop, name, kind, model)
