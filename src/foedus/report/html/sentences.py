"""The sentences of the verdict, each handed out once, to the section in which it stands."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from foedus.report.html.evidence import Links
from foedus.report.html.template import fill, fold
from foedus.verdict.types.evidence import Sentence


class Sentences:
    """Hands out every sentence exactly once.

    Parameters
    ----------
    sentences : iterable of Sentence
        All of the verdict.
    links : Links
        Where the evidence stands in the page.
    """

    def __init__(self, sentences: Iterable[Sentence], links: Links) -> None:
        self._waiting = {sentence.id: sentence for sentence in sentences}
        self._links = links

    def take(self, identifiers: Iterable[str]) -> list[Sentence]:
        """The sentences with these ids, less those that were taken before."""
        return [self._waiting.pop(i) for i in identifiers if i in self._waiting]

    def section(self, name: str) -> list[Sentence]:
        """The sentences of a section that are still to be shown."""
        return self.take([key for key, sentence in self._waiting.items() if sentence.section == name])

    def rest(self) -> list[Sentence]:
        """Whatever no section has taken."""
        return self.take(list(self._waiting))

    def show(self, rows: Iterable[Sentence]) -> Markup:
        """Sentences with their kind and a fold with their evidence."""
        rows = list(rows)
        return fill(_SENTENCES, rows=rows, links=self._links, say=say) if rows else Markup("")

    def many(self, name: str, label: str) -> Markup:
        """The sentences of a section, in a fold where they are more than six."""
        rows = self.section(name)
        return fold(label, self.show(rows)) if len(rows) > 6 else self.show(rows)


def say(sentence: Sentence) -> str:
    """The text, with no break before a per cent sign."""
    return sentence.text.replace(" %", "\u00a0%")


_SENTENCES = """\
<ul class="sentences">
{% for s in rows %}
<li class="{{ s.kind }}" id="{{ s.id }}"><b>{{ s.kind | capitalize }}</b><div><p>{{ say(s) }}</p>{{ links.fold(s.evidence) }}</div></li>
{% endfor %}
</ul>
"""
