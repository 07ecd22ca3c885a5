"""Documents handed on: JSON Lines, a document a line, with its text, its passages and the claims that rest on them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from foedus.case.schema import CLAIMS
from foedus.case.texts.shelf import Shelf, read_rows_of
from foedus.case.texts.tell import record

_OF_CLAIM = ("kind", "speaker", "holder", "predicate", "object", "value", "text")


def exported(shelf: Shelf, documents: Sequence[str] = ()) -> bytes:
    """Return documents, all of them by default, in the order of their ids. Raises InputError if one is not there."""
    claims = {row["id"]: row for row in read_rows_of(CLAIMS, shelf.files)}
    names = sorted(documents or shelf.document)
    lines = [json.dumps(_whole(record(shelf, name), claims), ensure_ascii=False) for name in names]
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _whole(document: dict[str, Any], claims: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    passages = [
        passage | {name: claims[passage["claim"]][name] for name in _OF_CLAIM if passage["claim"] in claims}
        for passage in document["passages"]
    ]
    return document | {"passages": passages}
