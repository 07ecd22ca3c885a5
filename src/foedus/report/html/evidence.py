"""From evidence ids to links: every claim, source, dataset, model and rating has one anchor in the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

KINDS = {"claims": "", "sources": "src", "datasets": "data", "models": "model", "ratings": "r"}
_NOUNS = {"claims": "claim", "sources": "source", "datasets": "dataset", "models": "model", "ratings": "rating"}
_PREFIXES = ("c-", "src-", "data-", "model-", "r-", "t-", "h-", "fig-")
"""Beginnings of the ids that the page gives to all but claims."""
_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")


class Anchors:
    """Ids for the page made from ids of the case: always legal, never twice the same.

    Parameters
    ----------
    reserved : iterable of str
        Ids that the page gives itself.

    Examples
    --------
    >>> anchors = Anchors(["why"])
    >>> anchors.new("src", "a b"), anchors.new("src", "a/b"), anchors.new("", "c12"), anchors.new("", "why")
    ('src-a-b', 'src-a-b-2', 'c12', 'c-why')
    """

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self._used: set[str] = set()
        self._reserved = set(reserved)

    def new(self, prefix: str, identifier: str) -> str:
        """An id that starts with the prefix and is not in use; without a prefix the identifier itself where it may be."""
        base = _UNSAFE.sub("-", identifier)[:80] or "x"
        if prefix:
            base = f"{prefix}-{base}"
        elif base in self._reserved or base.startswith(_PREFIXES) or not base[0].isalnum():
            base = f"c-{base}"
        name, count = base, 1
        while name in self._used:
            count += 1
            name = f"{base}-{count}"
        self._used.add(name)
        return name


class Evidence:
    """What ``verdict["evidence"]`` holds, addressed by id.

    Parameters
    ----------
    evidence : mapping
        ``verdict["evidence"]``.
    anchors : Anchors
        The ids of the page.
    """

    def __init__(self, evidence: Mapping[str, Any], anchors: Anchors) -> None:
        self.parts: dict[str, Mapping[str, Mapping[str, Any]]] = {kind: evidence.get(kind) or {} for kind in KINDS}
        self._where: dict[str, tuple[str, str]] = {}
        blocks: dict[tuple[str, ...], str] = {}
        for kind, prefix in KINDS.items():
            for key, row in self.parts[kind].items():
                if kind == "ratings":
                    # Ratings are many and short: what a rater says of a factor stands in one block of the page.
                    block = tuple(str(row.get(name)) for name in ("factor", "scale", "rater"))
                    if block not in blocks:
                        blocks[block] = anchors.new(prefix, str(len(blocks) + 1))
                    self._where.setdefault(key, (kind, blocks[block]))
                else:
                    self._where.setdefault(key, (kind, anchors.new(prefix, key.split(":", 1)[-1])))

    def place(self, identifier: str, anchor: str) -> None:
        """Let a piece of evidence stand at an id that something else in the page has too."""
        if identifier in self._where:
            self._where[identifier] = (self._where[identifier][0], anchor)

    def anchor(self, identifier: str) -> str | None:
        """The id in the page of a piece of evidence, or None where the file does not hold it."""
        found = self._where.get(identifier)
        return None if found is None else found[1]

    def link(self, identifier: str) -> Markup:
        """A link to a piece of evidence; plain text where the file does not hold it."""
        anchor = self.anchor(identifier)
        shown = self.short(identifier)
        if anchor is None:
            return Markup("<span>{} (not in this file)</span>").format(shown)
        return Markup('<a href="#{}">{}</a>').format(anchor, shown)

    def short(self, identifier: str) -> str:
        """The id as it is shown in a link."""
        if identifier in self.parts["ratings"]:
            return "rating: " + ", ".join(identifier.split(":")[1:])
        return identifier

    def links(self, identifiers: Iterable[str], *, most: int = 6) -> Markup:
        """Links side by side for a table; beyond `most` they are folded."""
        found = [self.link(identifier) for identifier in identifiers]
        if not found:
            return Markup("none")
        row = Markup(" ").join(found)
        if len(found) > most:
            return Markup("<details><summary>{}</summary>{}</details>").format(self.count(identifiers), row)
        return row

    def fold(self, identifiers: Sequence[str]) -> Markup:
        """A fold with the links of a sentence or a figure; empty without evidence."""
        if not identifiers:
            return Markup("")
        rows = Markup(" ").join(self._grouped(list(dict.fromkeys(identifiers))))
        return Markup('<details class="ev"><summary>Evidence: {}</summary><p>{}</p></details>').format(
            self.count(identifiers), rows
        )

    def _grouped(self, identifiers: Sequence[str]) -> list[Markup]:
        """Links in their order; ratings last and by factor, each rater's once for all the outcomes that it is about."""
        ratings = self.parts["ratings"]
        found = [self.link(i) for i in identifiers if i not in ratings]
        by_factor: dict[str, dict[tuple[str, str], list[Markup]]] = {}
        for identifier in (i for i in identifiers if i in ratings):
            row = ratings[identifier]
            link = Markup('<a href="#{}">{}</a>').format(self.anchor(identifier), row.get("rater"))
            about = str(row.get("outcome")), str(row.get("scale"))
            by_factor.setdefault(str(row.get("factor")), {}).setdefault(about, []).append(link)
        for factor, rated in by_factor.items():
            alike: dict[tuple[str, Markup], list[str]] = {}
            for (outcome, scale), links in rated.items():
                alike.setdefault((scale, Markup(" ").join(links)), []).append(outcome)
            listed = (
                Markup("{}{} {}").format(", ".join(outcomes), "" if scale == "relative" else f" ({scale})", links)
                for (scale, links), outcomes in alike.items()
            )
            found.append(Markup("<span>Ratings of {}: {}.</span>").format(factor, Markup("; ").join(listed)))
        return found

    def quotes(self, identifiers: Sequence[str], *, most: int = 12) -> Markup:
        """A list of the evidence with the text of each claim; beyond `most` the links alone."""
        rows = []
        for identifier in list(dict.fromkeys(identifiers))[:most]:
            text = (self.parts["claims"].get(identifier) or {}).get("text")
            title = self.title(identifier) if text is None else text
            rows.append(Markup("<li>{} {}</li>").format(self.link(identifier), title))
        rest = list(dict.fromkeys(identifiers))[most:]
        more = (
            Markup("<p class=more>And: {}</p>").format(Markup(" ").join(map(self.link, rest))) if rest else Markup("")
        )
        return Markup("<ul class=quotes>{}</ul>{}").format(Markup("").join(rows), more)

    def title(self, identifier: str) -> str:
        """The title of a source, dataset or model; empty for anything else."""
        for kind in ("sources", "datasets", "models"):
            if identifier in self.parts[kind]:
                return str(self.parts[kind][identifier].get("title") or "")
        return ""

    def count(self, identifiers: Iterable[str]) -> str:
        """How much evidence of which kind.

        Examples
        --------
        >>> Evidence({"claims": {"c1": {}, "c2": {}}, "models": {"model:m": {}}}, Anchors()).count(["c1", "c2", "model:m"])
        '2 claims, 1 model'
        """
        counts: dict[str, int] = {}
        for identifier in dict.fromkeys(identifiers):
            noun = _NOUNS.get(self._where.get(identifier, ("", ""))[0], "other")
            counts[noun] = counts.get(noun, 0) + 1
        return ", ".join(f"{n} {noun}{'s' if n != 1 and noun != 'other' else ''}" for noun, n in counts.items())
