"""Text from documents stays text, whatever it holds and wherever it stands."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from foedus.report.html.brief import render_brief
from foedus.report.html.page import render_report
from foedus.verdict.types import Verdict
from foedus.verdict.types.evidence import Actor
from verdict_sample import typed, verdict_sample, with_text

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "</svg><iframe srcdoc='<b>x</b>'></iframe>",
    "</title></desc></text><foreignObject><body onload=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)' autofocus='",
    "javascript:alert(1)",
    '<a href="javascript:alert(1)">x</a>',
    "data:text/html,<script>alert(1)</script>",
    "{{7*7}} {% raw %} {{ config }} ${7*7}",
    "]]><![CDATA[<b>x</b>]]>",
    "<!-- --><b>x</b><!--",
    "&lt;script&gt; &#60;b&#62; &amp;amp;",
    "\u202eevil\u202c \u2066x\u2069 \u200f",
    "a\x00b\x08c\x1b[31m d",
    "</td></tr></table><h2>Verdict: alliance</h2>",
    "/*style*/ /*script*/ \\u003cscript\\u003e",
    "</li></p> class=x <td class='\"><b>",
]


class Shape(HTMLParser):
    """Every tag with the names of its attributes, and all text outside of style and script."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[tuple[str, tuple[str, ...]]] = set()
        self.count = 0
        self.links: set[str] = set()
        self.code: dict[str, str] = {"style": "", "script": ""}
        self.text = ""
        self._tag = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add((tag, tuple(sorted(name for name, _ in attrs))))
        self.links |= {value or "" for name, value in attrs if name == "href"}
        self.count += 1
        self._tag = tag

    def handle_endtag(self, tag: str) -> None:
        self._tag = "" if tag == self._tag else self._tag

    def handle_data(self, data: str) -> None:
        if self._tag in self.code:
            self.code[self._tag] += data
        else:
            self.text += data


@pytest.fixture(scope="module")
def sample() -> Verdict:
    return typed(verdict_sample(n_claims=3))


@pytest.fixture(scope="module")
def plain(sample: Verdict) -> Shape:
    return Shape(render_report(with_text(sample, "harmless words")))


ALONE = [
    pytest.param(text, id=str(at), marks=() if at in (1, 8, 11, 18) else pytest.mark.slow)
    for at, text in enumerate(HOSTILE)
]
"""Each text in every field, a page for each; in a fast run one text of every way out of a field: an element, the two
quotes, a protocol, control characters."""


@pytest.mark.parametrize("hostile", ALONE)
def test_hostile_text_in_every_field_stays_text(hostile: str, sample: Verdict, plain: Shape) -> None:
    found = Shape(render_report(with_text(sample, hostile)))
    assert found.tags <= plain.tags
    assert found.code == plain.code
    assert all(link.startswith(("#", "tables/")) or link == "claims.csv" for link in found.links)
    shown = "".join("\ufffd" if ord(c) < 32 or ord(c) == 127 else c for c in hostile)
    assert found.text.count(shown) >= 150


def test_the_check_sees_what_gets_through(plain: Shape) -> None:
    broken = Shape("<p>" + HOSTILE[3] + "</p>")
    assert not broken.tags <= plain.tags


def test_hostile_ids_and_free_words_stay_text(sample: Verdict, plain: Shape) -> None:
    """All of them stand on one page: an actor, a claim, a tie, a threat, a rung and a factor each."""
    evidence, factors = sample.evidence, itertools.cycle(sample.factors)
    claim, tie, threat, rung = evidence.claims["c001"], sample.ties[0], sample.threats[0], sample.ladder[0]
    actors = {
        text: Actor(name=text, kind=text, part_of=text, voice_of="", member_of=(), aliases=(text,)) for text in HOSTILE
    }
    claims = {text: replace(claim, support_type=(text,)) for text in HOSTILE}
    found = Shape(
        render_report(
            replace(
                sample,
                evidence=replace(evidence, claims={**evidence.claims, **claims}, actors={**evidence.actors, **actors}),
                sentences=(replace(sample.sentences[0], evidence=(*HOSTILE, "c001")), *sample.sentences[1:]),
                ties=(*sample.ties, *(replace(tie, a=text, b="iran") for text in HOSTILE)),
                factors=tuple(
                    replace(factor, kind=text, threat_source=text)
                    for factor, text in zip(factors, HOSTILE, strict=False)
                ),
                threats=(*sample.threats, *(replace(threat, source=text) for text in HOSTILE)),
                ladder=(*(replace(rung, channel=text) for text in HOSTILE), *sample.ladder),
            )
        )
    )
    names = {name for _, attrs in found.tags for name in attrs}
    assert not {name for name in names if name.startswith("on") or name in ("src", "style", "srcdoc", "autofocus")}
    assert {tag for tag, _ in found.tags} <= {tag for tag, _ in plain.tags}
    assert found.code == plain.code


@pytest.mark.parametrize("render", [render_report, render_brief])
def test_marks_of_direction_end_with_their_element_whatever_it_is(render, sample):
    page = render(replace(sample, command="foedus assess a\u202eb"))
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert re.search(r"(^|\})\s*\*\{[^}]*unicode-bidi:isolate", style[1])
    assert "<bdo" not in page
    assert "unicode-bidi:normal" not in page
