"""From evidence ids to links: every claim, source, dataset, model and rating has one anchor in the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from foedus.terms.wording import count
from foedus.verdict.types.evidence import Evidence

_PREFIXES = (
    "c-",
    "src-",
    "data-",
    "model-",
    "r-",
    "t-",
    "h-",
    "fig-",
    "kind-",
    "step-",
    "taken-",
    "indicator-",
    "scenario-",
)
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


class Links:
    """The evidence of a verdict, addressed by id.

    Parameters
    ----------
    evidence : Evidence
        What the ids resolve to.
    anchors : Anchors
        The ids of the page.
    """

    def __init__(self, evidence: Evidence, anchors: Anchors) -> None:
        self._ratings = evidence.ratings
        self._titles = {
            **{key: claim.text for key, claim in evidence.claims.items()},
            **{key: row.title for rows in (evidence.sources, evidence.datasets, evidence.models) for key, row in rows.items()},
        }  # fmt: skip
        self._where: dict[str, tuple[str, str]] = {}
        for noun, prefix, keys in (
            ("claim", "", evidence.claims),
            ("source", "src", evidence.sources),
            ("dataset", "data", evidence.datasets),
            ("model", "model", evidence.models),
        ):
            for key in keys:
                name = key.split(":", 1)[-1] if noun in ("dataset", "model") else key
                self._where.setdefault(key, (noun, anchors.new(prefix, name)))
        # Ratings are many and short: what a rater says of a factor stands in one block of the page.
        blocks: dict[tuple[str, str, str], str] = {}
        for key, rating in self._ratings.items():
            block = rating.factor, rating.scale, rating.rater
            if block not in blocks:
                blocks[block] = anchors.new("r", str(len(blocks) + 1))
            self._where.setdefault(key, ("rating", blocks[block]))

    def place(self, identifier: str, anchor: str) -> None:
        """Let a piece of evidence stand at an id that something else in the page has too."""
        self._where[identifier] = (self._where[identifier][0], anchor)

    def anchor(self, identifier: str) -> str | None:
        """The id in the page of a piece of evidence, or None where the verdict does not hold it."""
        found = self._where.get(identifier)
        return None if found is None else found[1]

    def link(self, identifier: str) -> Markup:
        """A link to a piece of evidence; plain text where the verdict does not hold it."""
        anchor = self.anchor(identifier)
        shown = "rating: " + ", ".join(identifier.split(":")[1:]) if identifier in self._ratings else identifier
        if anchor is None:
            return Markup("<span>{} (not in this file)</span>").format(shown)
        return Markup('<a href="#{}">{}</a>').format(anchor, shown)

    def row(self, identifiers: Iterable[str]) -> Markup:
        """Links side by side."""
        return Markup(" ").join(map(self.link, identifiers))

    def cell(self, identifiers: Sequence[str], *, most: int = 6) -> Markup:
        """Links side by side for a table; beyond `most` they are folded."""
        if not identifiers:
            return Markup("none")
        row = self.row(identifiers)
        if len(identifiers) > most:
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
        found = [self.link(i) for i in identifiers if i not in self._ratings]
        by_factor: dict[str, dict[tuple[str, str], list[Markup]]] = {}
        for identifier in (i for i in identifiers if i in self._ratings):
            rating = self._ratings[identifier]
            link = Markup('<a href="#{}">{}</a>').format(self.anchor(identifier), rating.rater)
            by_factor.setdefault(rating.factor, {}).setdefault((rating.outcome, rating.scale), []).append(link)
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
        unique = list(dict.fromkeys(identifiers))
        rows = [Markup("<li>{} {}</li>").format(self.link(i), self._titles.get(i, "")) for i in unique[:most]]
        more = Markup('<p class="more">And: {}</p>').format(self.row(unique[most:])) if unique[most:] else Markup("")
        return Markup('<ul class="quotes">{}</ul>{}').format(Markup("").join(rows), more)

    def count(self, identifiers: Iterable[str]) -> str:
        """How much evidence of which kind, such as "2 claims, 1 model"."""
        unique = dict.fromkeys(identifiers)
        counts = Counter(self._where[i][0] if i in self._where else "other" for i in unique)
        return ", ".join(f"{n} {noun}" if noun == "other" else count(n, noun) for noun, n in counts.items())
