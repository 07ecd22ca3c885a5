"""The report as a document: parsed by the standard library, compared with the verdict that it was made from."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from foedus.report.html.page import render_report
from verdict_sample import OUTCOMES, empty_verdict, typed, verdict_sample

VOID = frozenset(("meta", "br"))


class Page(HTMLParser):
    """What the tests ask of a page: its elements in order with attributes and text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[dict[str, Any]] = []
        self._open: list[dict[str, Any]] = []
        self.feed(text)
        self.close()
        assert self._open == [], "elements without an end tag"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = {"tag": tag, "attrs": dict(attrs), "text": "", "inside": [e["attrs"].get("id") for e in self._open]}
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append({"tag": tag, "attrs": dict(attrs), "text": "", "inside": []})

    def handle_endtag(self, tag: str) -> None:
        opened = self._open.pop()
        assert opened["tag"] == tag, f"</{tag}> ends {opened}"

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element["text"] += data

    def find(self, tag: str = "", **attrs: str) -> list[dict[str, Any]]:
        return [
            e
            for e in self.elements
            if (not tag or e["tag"] == tag)
            and all(v in (e["attrs"].get(k.rstrip("_").replace("_", "-")) or "").split() for k, v in attrs.items())
        ]

    @property
    def ids(self) -> list[str]:
        return [e["attrs"]["id"] for e in self.elements if "id" in e["attrs"]]

    @property
    def hrefs(self) -> list[str]:
        return [e["attrs"]["href"] or "" for e in self.find("a") if "href" in e["attrs"]]


@pytest.fixture(scope="module")
def verdict() -> dict[str, Any]:
    return verdict_sample()


@pytest.fixture(scope="module")
def text(verdict: dict[str, Any]) -> str:
    return render_report(typed(verdict))


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


MAIN = (
    "answer", "why", "steps", "verdict", "outside", "scenarios", "assumptions", "indicators", "dissent", "changes",
)  # fmt: skip
ANNEXES = (
    "checklist", "outcomes", "ladder", "observed", "issues", "threats", "commitment", "ties", "sensitivity", "sources", "reproduction",
)  # fmt: skip


def test_the_sections_follow_the_anatomy_the_answer_first_and_the_annexes_folded(page: Page) -> None:
    found = [e["attrs"]["id"] for e in page.find("section")]
    assert [name for name in found if name in MAIN + ANNEXES] == [*MAIN, *ANNEXES]
    folded = [e["attrs"]["id"] for e in page.find("section") if "annexes" in e["inside"]]
    assert folded == [name for name in found if name not in MAIN]
    assert len(page.find("details", class_="annex")) == len(folded)


def test_every_sentence_stands_once_with_its_kind_in_words(page: Page, verdict: dict[str, Any]) -> None:
    known = {s["id"] for s in verdict["sentences"]}
    shown = [e for e in page.find("li") if e["attrs"].get("id") in known]
    assert sorted(e["attrs"]["id"] for e in shown) == sorted(known)
    by_id = {e["attrs"]["id"]: e["text"] for e in shown}
    for sentence in verdict["sentences"]:
        assert sentence["text"] in by_id[sentence["id"]].replace("\u00a0", " ")
        assert by_id[sentence["id"]].strip().startswith(sentence["kind"].capitalize())


def test_a_sentence_links_to_all_of_its_evidence(text: str, verdict: dict[str, Any]) -> None:
    ratings = verdict["evidence"]["ratings"]
    for sentence in verdict["sentences"]:
        start = text.index(f' id="{sentence["id"]}">')
        block = re.split(r"<li class=|<h3|<section|<figure", text[start : start + 20_000], maxsplit=1)[0]
        links = re.findall(r'<a href="#([^"]+)"', block)
        # Ratings of one rater on one factor stand together, and one link leads to them.
        blocks = {
            tuple(ratings[key][name] for name in ("factor", "scale", "rater")) if key in ratings else key
            for key in sentence["evidence"]
        }
        assert len(links) >= len(blocks), sentence["id"]
        assert {key for key in sentence["evidence"] if key in verdict["evidence"]["claims"]} <= set(links)


def test_a_link_to_ratings_leads_to_the_grounds_of_that_rater(page: Page, verdict: dict[str, Any]) -> None:
    rows = {e["attrs"].get("id"): e["text"] for e in page.find("li")}
    labels = {f["id"]: f["label"] for f in verdict["factors"]}
    found = {href[1:] for href in page.hrefs if href.startswith("#r-")}
    assert found
    assert all(rows[anchor].startswith(("relative, ", "absolute, ")) for anchor in found)
    for rating in verdict["evidence"]["ratings"].values():
        if rating["scale"] == "relative":
            of_rater = [
                t for t in rows.values() if t.startswith(f"relative, {rating['rater']}") and rating["ground"] in t
            ]
            assert of_rater, (labels[rating["factor"]], rating)


def test_a_claim_that_is_cited_has_its_row_with_its_text(page: Page, verdict: dict[str, Any]) -> None:
    rows = {e["attrs"].get("id"): e["text"] for e in page.find("li")}
    for key, claim in verdict["evidence"]["claims"].items():
        assert claim["text"] in rows[key]


def test_the_words_that_a_claim_rests_on_stand_below_it_with_what_is_around_them_in_their_paragraph(page: Page) -> None:
    rows = {e["attrs"].get("id"): e["text"] for e in page.find("li")}
    assert "We shall not leave." in rows["c001"]
    assert "In the morning he said:" in rows["c001"]
    assert "another line" not in rows["c001"]
    assert "next line" not in rows["c001"]
    assert ("A long passage. " * 40).strip() in rows["c002"]
    [quote] = [e for e in page.find("blockquote") if "leave" in e["text"]]
    assert (quote["attrs"]["lang"], quote["attrs"]["title"]) == ("en", "speech.html, characters 0 to 19")


def test_ids_are_unique_and_every_link_within_the_page_resolves(page: Page) -> None:
    assert len(page.ids) == len(set(page.ids))
    inner = {href[1:] for href in page.hrefs if href.startswith("#")}
    assert inner <= set(page.ids)
    assert len(inner) > 200


def test_outer_links_lead_to_data_files_beside_the_report(page: Page) -> None:
    outer = {href for href in page.hrefs if not href.startswith("#")}
    assert outer
    assert all(re.fullmatch(r"(tables/[a-z_]+\.csv|claims\.csv)", href) for href in outer)


def test_nothing_is_fetched_and_nothing_runs_but_our_own(text: str, page: Page) -> None:
    names = {name for e in page.elements for name in e["attrs"]}
    assert not {n for n in names if n.startswith("on") or n in ("style", "src", "srcset", "xlink:href", "formaction")}
    assert not re.search(r"(?i)((?<![a-z])url\(|@import|@font-face|https?://)", text)
    assert {e["tag"] for e in page.elements} & {"link", "img", "iframe", "object", "embed", "form", "base"} == set()
    assert len(page.find("script")) == len(page.find("style")) == 1


def test_the_policy_names_the_hashes_of_style_and_script(page: Page) -> None:
    policy = next(e for e in page.find("meta") if "http-equiv" in e["attrs"])["attrs"]["content"]
    rules = {part.split()[0]: part.split()[1:] for part in policy.split("; ")}
    assert rules["default-src"] == ["'none'"]
    for tag in ("style", "script"):
        digest = hashlib.sha256(page.find(tag)[0]["text"].encode()).digest()
        assert rules[f"{tag}-src"] == [f"'sha256-{base64.b64encode(digest).decode()}'"]
    assert "unsafe" not in policy


@pytest.mark.parametrize(("claims", "limit"), [(250, 1_000_000), (1000, 3_000_000)])
def test_the_page_stays_small(claims: int, limit: int) -> None:
    assert len(render_report(typed(verdict_sample(n_claims=claims))).encode()) <= limit


def test_the_same_verdict_gives_the_same_bytes(text: str, verdict: dict[str, Any]) -> None:
    assert render_report(typed(verdict)) == text


def test_the_document_has_language_title_and_headings_in_order(page: Page) -> None:
    assert page.find("html")[0]["attrs"]["lang"] == "en"
    assert "Iran and Russia" in page.find("title")[0]["text"]
    levels = [int(e["tag"][1]) for e in page.elements if re.fullmatch("h[1-6]", e["tag"])]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_tables_have_captions_headings_and_scroll_regions(text: str, page: Page) -> None:
    assert len(page.find("table")) == len(page.find("caption"))
    # All cells of the head are headings, and the first of each row.
    for head, body in re.findall(r"<thead>(.*?)</thead>\n<tbody>(.*?)</tbody>", text, flags=re.DOTALL):
        heading = r'<th scope="col"( class="n")?>[^<]*(<br><small[^>]*>[a-z ]+</small>)?</th>\n'
        assert re.fullmatch(rf"<tr>\n({heading})+</tr>", head)
        assert all(row.lstrip().startswith('<th scope="row"') for row in re.split("<tr[^>]*>", body)[1:])
        assert body.count("<th") == body.count("<tr")
    for region in page.find("div", class_="scroll"):
        assert region["attrs"]["tabindex"] == "0"
        assert len(page.find("caption", id=region["attrs"]["aria-labelledby"])) == 1
    assert len(page.find("div", class_="scroll")) == len(page.find("table"))


def test_a_row_has_as_many_cells_as_its_table_has_columns(text: str) -> None:
    tables = re.findall(r"<table.*?</table>", text, flags=re.DOTALL)
    assert len(tables) > 25
    for table in tables:
        rows = [len(re.findall(r"<t[dh][ >]", row)) for row in re.split(r"<tr[ >]", table)[1:]]
        assert len(set(rows)) == 1, table[:200]


def test_every_figure_has_title_description_caption_table_data_and_evidence(text: str) -> None:
    figures = re.findall(r"<figure.*?</figure>", text, flags=re.DOTALL)
    assert len(figures) == 18
    for figure in figures:
        for svg in re.findall(r"<svg(.*?)>(.*?)</svg>", figure, flags=re.DOTALL):
            if "glyph" in svg[0]:
                continue
            assert 'role="img"' in svg[0]
            assert re.search(r"<title[^>]*>[^<]{8,}</title>", svg[1])
            names = re.search(r'aria-labelledby="([^"]+)"', svg[0])
            assert names is not None
            assert all(f'id="{name}">' in figure for name in names[1].split())
        assert re.search(r"<desc[^>]*>[^<]{60,}</desc>", figure)
        assert "<figcaption>" in figure
        assert "<table" in figure
        assert re.search(r'href="tables/[a-z_]+\.csv" ', figure)
        assert "Evidence: " in figure
        assert re.search(r"<small[^>]*>(computed|as given)</small>", figure)


def test_the_first_screen_holds_answer_and_what_decides_it(page: Page, verdict: dict[str, Any]) -> None:
    box = page.find("div", class_="verdict")[0]["text"]
    for words in (
        "alliance",
        "very unlikely",
        "14\u00a0%",
        "4–29\u00a0%",
        "5-20 %",
        "near the base rate",
        "10 years",
        "31 December 2028",
        "31 December 2018",
    ):
        assert words in box
    assert "onfidence" not in box
    cards = page.find("div", class_="cards")[0]["text"].replace("\u2212", "-")
    for row in (*verdict["answer"]["deciding"], *verdict["answer"]["would_change"]):
        assert row["label"] in cards
        assert f"{100 * row['shift']:+.1f}" in cards
    assert "Confidence: low" in cards
    assert "Coded by the builders of the sample on 2020-01-05." in cards
    assert "Hindsight: Written down in 2020, when nothing later than 2019 was known." in cards
    assert verdict["case_info"]["question"] in page.find("h1")[0]["text"]
    assert verdict["case_info"]["title"] in page.find("p", class_="brand")[0]["text"]


def test_who_coded_the_case_is_told_in_full(page: Page, verdict: dict[str, Any]) -> None:
    told = page.find("section", id="reproduction")[0]["text"]
    assert all(value in told for value in verdict["provenance"]["coding"].values())


def test_the_words_of_the_scale_in_use_are_explained_and_the_other_scale_is_not(text: str) -> None:
    assert "roughly even chance" in text
    assert "realistic possibility" not in text
    other = render_report(typed({**verdict_sample(), "words": "phia"}))
    assert "realistic possibility" in other
    assert "45–55\u00a0%" not in other


def test_given_and_computed_numbers_are_told_apart_in_words(page: Page) -> None:
    heads = [e["text"] for e in page.find("th")]
    assert "Reliabilityas given" in heads
    assert "There withcomputed" in heads


def test_sections_without_data_say_so_and_no_heading_stands_empty() -> None:
    text = render_report(typed(empty_verdict()))
    assert "changes" not in [e["attrs"]["id"] for e in Page(text).find("section")]
    for words in (
        "The case names no scenarios.",
        "The case names no factors",
        "No actor has a coded position",
        "The case holds no claims.",
        "No claim speaks of a threat",
        "No dated act",
    ):
        assert words in text
    bodies = re.split(r"<h[23][^>]*>.*?</h[23]>", text.split("<main", 1)[1].split("</main>", 1)[0])[1:]
    empty = [body for body in bodies if not re.sub(r"<[^>]+>", "", body).strip() and "</section>" in body]
    assert empty == []


def test_an_earlier_date_is_labelled_as_hindsight(text: str) -> None:
    assert "With hindsight" not in text
    assert "With hindsight" in render_report(typed({**verdict_sample(), "as_of": "2014-06-01", "hindsight": True}))


def test_evidence_that_the_file_does_not_hold_is_named_and_not_linked() -> None:
    verdict = verdict_sample(n_claims=20)
    verdict["sentences"][0]["evidence"] = ["nowhere-1"]
    text = render_report(typed(verdict))
    assert "nowhere-1 (not in this file)" in text
    assert "#nowhere-1" not in text


def test_claims_with_awkward_ids_keep_unique_legal_anchors() -> None:
    verdict = verdict_sample(n_claims=6)
    claims = verdict["evidence"]["claims"]
    for new, old in zip(("why", "t-ties", 'a"b<c', "b ö", "main"), list(claims), strict=False):
        claims[new] = claims.pop(old)
    verdict["sentences"][0]["evidence"] = ["why", "t-ties", 'a"b<c', "b ö", "main"]
    page = Page(render_report(typed(verdict)))
    assert len(page.ids) == len(set(page.ids))
    assert {h[1:] for h in page.hrefs if h.startswith("#")} <= set(page.ids)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9.-]*", name) for name in page.ids if not name.startswith("c0"))


def test_a_sentence_of_an_unknown_section_is_not_lost() -> None:
    verdict = verdict_sample(n_claims=10)
    verdict["sentences"].append(
        {"id": "sentence-999", "section": "elsewhere", "kind": "fact", "text": "A stray one.", "evidence": []}
    )
    assert render_report(typed(verdict)).count("A stray one.") == 1


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_any_outcome_may_be_asked_about(outcome: str) -> None:
    verdict = verdict_sample(n_claims=10)
    verdict["answer"]["outcome"] = outcome
    text = render_report(typed(verdict))
    box = re.search(r'<div class="verdict o-([a-z]+)">', text)
    assert box is not None
    assert box[1] == outcome
    assert f"What moves the probability of {outcome}" in text


def test_a_matrix_that_nobody_filled_is_not_scored() -> None:
    verdict = verdict_sample(n_claims=10)
    ach = verdict["hypotheses"]["ach"]
    for row in ach["rows"]:
        row |= {"ratings": dict.fromkeys(OUTCOMES), "words": dict.fromkeys(OUTCOMES, ""), "diagnosticity": None}
    ach["inconsistency"] = ach["weighted_inconsistency"] = dict.fromkeys(OUTCOMES)
    text = render_report(typed(verdict))
    assert "Nobody has filled the matrix" in text
    assert "How inconsistent the factors are" not in text
