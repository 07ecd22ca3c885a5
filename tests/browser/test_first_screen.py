"""The answer first: what must stand on the first screen, how long the main part may be, and a brief of one page."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import chromium, open_page, print_pdf, wait_until
from selenium import webdriver

import foedus
from foedus.case.shipped import builtin_cases
from foedus.report.html.brief import render_brief
from foedus.report.html.page import render_report
from foedus.verdict.types import Verdict
from verdict_sample import empty_verdict, typed, verdict_sample, with_text

pytestmark = pytest.mark.browser

SCREEN = 800
"""Height of a screen in pixels."""
MOST_SCREENS = 15
CASES = builtin_cases()

# Parts of the first screen: selector, and what must be in it.
FIRST = {
    "the question": "h1",
    "the outcome asked about": ".verdict .outcome",
    "its likelihood word": ".verdict .term",
    "its number and interval": ".verdict .number",
    "the sentences": ".verdict .sentences",
    "the picture of the four outcomes": "#fig-moved svg",
    "what decides it": ".cards .deciding",
    "what would change it": ".cards .changing",
    "confidence": ".cards .trust h3",
    "who coded it, with what hindsight": ".cards .coded",
}


@pytest.fixture(scope="module")
def verdicts() -> dict[str, Verdict]:
    return {name: foedus.assess(name, draws=200).verdict for name in CASES}


@pytest.fixture(scope="module")
def pages(verdicts: dict[str, Verdict], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("first")
    found = {}
    for name, verdict in verdicts.items():
        found[name] = folder / f"{name}.html"
        found[name].write_text(render_report(verdict), encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with chromium(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


def _bottom(driver: webdriver.Chrome, selector: str) -> float:
    script = (
        "const b = document.querySelector(arguments[0]).getBoundingClientRect(); return b.height && b.bottom + scrollY"
    )
    bottom: float = driver.execute_script(script, selector)
    assert bottom > 0, selector
    return bottom


@pytest.mark.parametrize(("width", "screens"), [(1280, 1), (390, 2)])
@pytest.mark.parametrize("name", CASES)
def test_the_answer_stands_on_the_first_screen(
    driver: webdriver.Chrome, pages: dict[str, Path], name: str, width: int, screens: int
) -> None:
    open_page(driver, pages[name], width)
    late = {what: bottom for what, place in FIRST.items() if (bottom := _bottom(driver, place)) > screens * SCREEN}
    assert late == {}


@pytest.mark.parametrize("name", CASES)
def test_the_first_screen_says_what_the_verdict_says(
    driver: webdriver.Chrome, pages: dict[str, Path], verdicts: dict[str, Verdict], name: str
) -> None:
    verdict = verdicts[name]
    open_page(driver, pages[name], 1280)
    said = driver.find_element("css selector", "#answer").text.replace("\u00a0", " ").replace("\u2013", "-").lower()
    asked, leading = verdict.answer, verdict.outcomes[verdict.headline.outcome]
    for row in (asked, leading):
        whole = f"{row.probability * 100:.0f} %"
        assert whole in said or "under 1 %" in said
        assert row.term in said or "no outcome passes one half" in said
    assert f"prior of {asked.prior * 100:.0f} %" in said or "prior of under 1 %" in said
    assert ("near the base rate" in said) == asked.near_base_rate
    assert verdict.provenance.coding["coder"].lower() in said
    assert verdict.provenance.coding["hindsight"].lower().split(". ")[0].rstrip(".") in said


@pytest.mark.parametrize("name", CASES)
def test_the_main_part_is_short_and_the_annexes_hold_the_rest(
    driver: webdriver.Chrome, pages: dict[str, Path], name: str
) -> None:
    open_page(driver, pages[name], 1280)
    folded = driver.execute_script("return document.documentElement.scrollHeight")
    assert folded <= MOST_SCREENS * SCREEN
    driver.execute_script("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert driver.execute_script("return document.documentElement.scrollHeight") > 2 * folded


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_link_into_an_annex_opens_it(pages: dict[str, Path], tmp_path: Path, javascript: bool) -> None:
    with chromium(tmp_path / "profile", javascript=javascript) as browser:
        open_page(browser, pages[CASES[0]], 1280)
        annex = browser.find_element("id", "sources")
        assert not annex.is_displayed()
        browser.find_element("css selector", ".contents a[href='#sources']").click()
        assert wait_until(browser, "document.querySelector('#sources').closest('details').open")
        assert annex.is_displayed()
        top = browser.execute_script("return document.querySelector('#h-sources').getBoundingClientRect().top")
        assert -60 < top < SCREEN / 2
        browser.find_element("css selector", ".cards .deciding a").click()
        row = browser.find_element("css selector", "#t-kinds tr:target, #t-steps tr:target")
        assert wait_until(browser, "document.querySelector('tr:target').getBoundingClientRect().height > 0")
        assert row.is_displayed()


def _lines(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True)
    return re.sub(r"\s+", "", done.stdout.decode())


def _sheets(pdf: Path) -> int:
    done = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, check=True, text=True)
    found = re.search(r"^Pages:\s+(\d+)$", done.stdout, flags=re.MULTILINE)
    assert found is not None
    return int(found[1])


def _brief(driver: webdriver.Chrome, verdict: Verdict, folder: Path) -> Path:
    page = folder / "brief.html"
    page.write_text(render_brief(verdict), encoding="utf-8")
    open_page(driver, page, 1280)
    return print_pdf(driver, folder / "brief.pdf")


@pytest.mark.parametrize("name", CASES)
def test_the_brief_is_one_page(
    driver: webdriver.Chrome, verdicts: dict[str, Verdict], name: str, tmp_path: Path
) -> None:
    verdict = verdicts[name]
    pdf = _brief(driver, verdict, tmp_path)
    assert _sheets(pdf) == 1
    letters = _lines(pdf)
    for text in (
        verdict.case_info.question,
        f"Confidence: {verdict.confidence.level}",
        f"Coded by {verdict.provenance.coding['coder']}",
        f"Made by foedus {verdict.foedus_version}",
        "Key assumptions",
    ):
        assert re.sub(r"\s+", "", text) in letters


@pytest.mark.parametrize("which", ["sample", "empty", "long"])
def test_the_brief_of_any_verdict_is_one_page_with_its_foot(
    driver: webdriver.Chrome, which: str, tmp_path: Path
) -> None:
    verdict = typed(empty_verdict() if which == "empty" else verdict_sample())
    pdf = _brief(
        driver,
        with_text(verdict, "and a remark of many words that goes on " * 6) if which == "long" else verdict,
        tmp_path,
    )
    assert _sheets(pdf) == 1
    assert "Madebyfoedus" in _lines(pdf)
