"""The report in a real browser: it fits, nothing overlaps, anyone can use it, it asks for nothing, it prints whole."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import (
    chromium,
    complaints,
    open_folds,
    open_page,
    print_pdf,
    requests,
    roles_told,
    violations,
    wait_until,
)
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from foedus.report.html.page import render_report
from verdict_sample import empty_verdict, typed, verdict_sample, with_text

pytestmark = pytest.mark.browser

WIDTHS = [1280, 390]
LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz-" * 3

# Boxes of the texts of each visible chart; a pair overlaps when both sides of the shared box exceed a pixel and a half.
OVERLAPS = """
return [...document.querySelectorAll('svg.chart')].filter(s => s.getBoundingClientRect().width > 0).flatMap(svg => {
  const boxes = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
  const found = [];
  boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
    const w = Math.min(p.right, q.right) - Math.max(p.left, q.left);
    const h = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    if (w > 1.5 && h > 1.5 + 0.12 * Math.min(p.height, q.height)) found.push(svg.getAttribute('aria-labelledby') + ': ' + a + ' / ' + b);
  }));
  return found;
});
"""
# Texts that leave their chart, or the frame around it.
CLIPPED = """
return [...document.querySelectorAll('svg.chart')].filter(s => s.getBoundingClientRect().width > 0).flatMap(svg => {
  const s = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].filter(t => {
    const b = t.getBoundingClientRect();
    return b.left < s.left - 2 || b.right > s.right + 2 || b.top < s.top - 2 || b.bottom > s.bottom + 2;
  }).map(t => svg.getAttribute('aria-labelledby') + ': ' + t.textContent);
});
"""
SMALL_TEXT = """
return [...document.querySelectorAll('svg.chart')].filter(s => s.getBoundingClientRect().width > 0).flatMap(svg => {
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  return [...svg.querySelectorAll('text')].filter(t => parseFloat(getComputedStyle(t).fontSize) * scale < 11 - 1e-6)
    .map(t => svg.getAttribute('aria-labelledby') + ': ' + t.textContent);
});
"""
# What reaches beyond the window without standing in a region that scrolls.
TOO_WIDE = """
const wide = [...document.querySelectorAll('body *')].filter(e => {
  const b = e.getBoundingClientRect();
  return b.width > 0 && b.right > innerWidth + 1 && !e.closest('.scroll') && !e.closest('pre') && !e.closest('.sr');
});
return [document.documentElement.scrollWidth - document.documentElement.clientWidth,
        wide.slice(0, 5).map(e => e.tagName + '.' + e.className)];
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("report")
    found = {}
    samples = {
        "sample": typed(verdict_sample()),
        "empty": typed(empty_verdict()),
        "long": with_text(typed(verdict_sample(seed=3)), LONG),
    }
    for name, verdict in samples.items():
        found[name] = folder / f"{name}.html"
        found[name].write_text(render_report(verdict), encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with chromium(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.mark.parametrize("name", ["sample", "empty", "long"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_overlaps_is_clipped_or_scrolls_the_page(
    driver: webdriver.Chrome, pages: dict[str, Path], width: int, name: str
) -> None:
    open_page(driver, pages[name], width)
    assert driver.execute_script(TOO_WIDE)[0] <= 0
    open_folds(driver)
    beyond, elements = driver.execute_script(TOO_WIDE)
    assert beyond <= 0, elements
    assert elements == []
    assert driver.execute_script(OVERLAPS) == []
    assert driver.execute_script(CLIPPED) == []
    assert driver.execute_script(SMALL_TEXT) == []


def test_the_checks_of_overlap_and_clipping_can_fail(driver: webdriver.Chrome, tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text(
        '<svg class="chart" width="100" height="20" viewBox="0 0 100 20"><text x="5" y="15" font-size="9">one</text>'
        '<text x="7" y="15">two</text><text x="90" y="15">clipped</text></svg>',
        encoding="utf-8",
    )
    open_page(driver, page, 1280)
    assert len(driver.execute_script(OVERLAPS)) == 1
    assert len(driver.execute_script(CLIPPED)) == 1
    assert len(driver.execute_script(SMALL_TEXT)) == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_one_variant_of_each_chart_is_shown(driver: webdriver.Chrome, pages: dict[str, Path], width: int) -> None:
    open_page(driver, pages["sample"], width)
    open_folds(driver)
    shown = driver.execute_script(
        "return [...document.querySelectorAll('.variants')].map(f => [...f.querySelectorAll('svg')]"
        ".filter(s => s.getBoundingClientRect().width > 0).map(s => s.classList.contains('wide')))"
    )
    assert len(shown) >= 5
    assert all(variant == [width > 900] for variant in shown)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["sample", "empty"])
def test_axe_finds_nothing_with_all_folds_open(
    driver: webdriver.Chrome, pages: dict[str, Path], width: int, name: str, dark: bool
) -> None:
    open_page(driver, pages[name], width, dark=dark)
    assert violations(driver) == []
    open_folds(driver)
    assert violations(driver) == []


def test_the_browser_knows_the_headings_of_columns_and_rows(driver: webdriver.Chrome, pages: dict[str, Path]) -> None:
    count = "return document.querySelectorAll(arguments[0]).length"
    told, wanted = [], {}
    for _ in range(
        8
    ):  # the browser may build the tree while it still lays out what was folded, and then leaves parts out
        open_page(driver, pages["sample"], 1280)
        open_folds(driver)
        columns, rows, lines = (driver.execute_script(count, what) for what in ("thead th", "tbody th", "tbody tr"))
        assert columns > 100
        assert rows == lines
        wanted = {"columnheader": columns, "rowheader": rows}
        roles = roles_told(driver)
        told.append({role: roles[role] for role in wanted})
        if told[-1] == wanted:
            break
    assert told[-1] == wanted, told


def test_the_page_asks_for_nothing_and_breaks_no_policy(driver: webdriver.Chrome, pages: dict[str, Path]) -> None:
    requests(driver), complaints(driver)
    open_page(driver, pages["sample"], 1280)
    open_folds(driver)
    asked = [url for url in requests(driver) if url not in ("about:blank", pages["sample"].as_uri())]
    assert asked == []
    assert complaints(driver) == []


def test_the_policy_stops_a_script_that_is_not_ours(
    driver: webdriver.Chrome, pages: dict[str, Path], tmp_path: Path
) -> None:
    page = tmp_path / "tampered.html"
    text = pages["sample"].read_text(encoding="utf-8")
    page.write_text(text.replace("</main>", "</main><script>window.owned = 1</script>"), encoding="utf-8")
    open_page(driver, page, 1280)
    assert driver.execute_script("return window.owned === undefined")
    assert any("Content Security Policy" in message for message in complaints(driver))


def test_without_javascript_all_is_there_and_folds_open(pages: dict[str, Path], tmp_path: Path) -> None:
    sample = verdict_sample()
    with chromium(tmp_path / "profile", javascript=False) as browser:
        open_page(browser, pages["sample"], 1280)
        body = browser.find_element("tag name", "body")
        assert body.find_element("css selector", "#unfold").is_displayed() is False
        shown = body.text
        why = [s["text"] for s in sample["sentences"] if s["section"] == "why"]
        assert why
        assert all(text in shown for text in why)
        browser.find_element("css selector", "#h-sources").click()
        fold = browser.find_element("css selector", ".claims details")
        claim = fold.find_element("css selector", "li")
        assert not claim.is_displayed()
        fold.find_element("css selector", "summary").click()
        assert claim.is_displayed()
        assert browser.find_element("css selector", "svg.network").get_attribute("role") == "img"


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_the_print_holds_the_folded_text(pages: dict[str, Path], tmp_path: Path, javascript: bool) -> None:
    sample = verdict_sample()
    with chromium(tmp_path / "profile", javascript=javascript) as browser:
        open_page(browser, pages["sample"], 1280, dark=True)
        pdf = print_pdf(browser, tmp_path / "report.pdf")
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True)
    letters = re.sub(r"\s+", "", done.stdout.decode())
    missing = [c["text"] for c in sample["evidence"]["claims"].values() if re.sub(r"\s+", "", c["text"]) not in letters]
    # A line or page may break inside a claim where pdftotext puts something else between.
    assert len(missing) <= 0.03 * len(sample["evidence"]["claims"]), missing[:5]
    ids = [key for key in sample["evidence"]["claims"] if key not in letters]
    assert ids == []
    grounds = {row["ground"] for row in sample["evidence"]["ratings"].values()}
    assert all(re.sub(r"\s+", "", ground) in letters for ground in grounds)


def _pressed(driver: webdriver.Chrome) -> list[str]:
    return driver.execute_script(
        "return [...document.querySelectorAll('svg.network.wide [aria-pressed=true]')].map(n => n.getAttribute('aria-label'))"
    )


def test_tab_and_enter_isolate_an_actor_and_escape_ends_it(driver: webdriver.Chrome, pages: dict[str, Path]) -> None:
    open_page(driver, pages["sample"], 1280)
    driver.find_element("css selector", "#h-ties").click()
    before = driver.find_element("css selector", "#fig-network").find_element("xpath", "preceding::summary[1]")
    driver.execute_script("arguments[0].focus()", before)
    for _ in range(12):
        ActionChains(driver).send_keys(Keys.TAB).perform()
        if driver.execute_script("return Boolean(document.activeElement.closest('svg.network'))"):
            break
    name = driver.execute_script("return document.activeElement.getAttribute('aria-label')")
    assert name.startswith("Iran (state)")
    ActionChains(driver).send_keys(Keys.ENTER).perform()
    assert _pressed(driver) == [name]
    ties = [t for t in verdict_sample()["ties"] if t["window"] == "all" and "iran" in (t["a"], t["b"])]
    kept = "return document.querySelectorAll('svg.network.wide .ties path.keep').length"
    assert driver.execute_script(kept) == len(ties)
    faded = "return getComputedStyle(document.querySelector('svg.network.wide .nodes > g:not(.keep)')).opacity"
    assert float(driver.execute_script(faded)) < 0.5
    assert name in driver.find_element("css selector", "#live").get_attribute("textContent")
    ActionChains(driver).send_keys(Keys.TAB).send_keys(Keys.SPACE).perform()
    assert _pressed(driver)[0].startswith("Russia")
    ActionChains(driver).send_keys(Keys.ESCAPE).perform()
    assert _pressed(driver) == []
    assert driver.execute_script(kept) == 0


def test_the_first_stops_of_tab_are_skip_link_and_contents(driver: webdriver.Chrome, pages: dict[str, Path]) -> None:
    open_page(driver, pages["sample"], 1280)
    stops = []
    for _ in range(4):
        ActionChains(driver).send_keys(Keys.TAB).perform()
        stops.append(driver.execute_script("const a = document.activeElement; return a.textContent.trim()"))
    assert stops == ["Skip to the answer", "Contents", "Answer", "Why"]
    outline = driver.execute_script("return getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_the_skip_link_leads_to_main(driver: webdriver.Chrome, pages: dict[str, Path]) -> None:
    open_page(driver, pages["sample"], 390)
    ActionChains(driver).send_keys(Keys.TAB).send_keys(Keys.ENTER).perform()
    assert wait_until(driver, "document.activeElement.id === 'main'")


def test_an_evidence_link_opens_the_fold_of_its_claim(driver: webdriver.Chrome, pages: dict[str, Path]) -> None:
    open_page(driver, pages["sample"], 1280)
    driver.find_element("css selector", "#h-ladder").click()
    fold = driver.find_element("css selector", "#ladder details.ev")
    fold.find_element("css selector", "summary").click()
    assert wait_until(driver, "document.querySelector('#ladder details.ev .told')")
    link = fold.find_element("css selector", "a")
    claim = verdict_sample()["evidence"]["claims"][link.text]
    assert fold.find_element("css selector", ".told").text == claim["text"]
    link.click()
    row = driver.find_element("id", link.get_attribute("href").split("#")[1])
    assert wait_until(driver, "document.querySelector('.claims li:target')")
    assert row.is_displayed()
    assert claim["text"] in row.text


def test_all_folds_open_and_close(driver: webdriver.Chrome, pages: dict[str, Path]) -> None:
    open_page(driver, pages["sample"], 1280)
    button = driver.find_element("id", "unfold")
    closed = "return document.querySelectorAll('main details:not([open])').length"
    assert driver.execute_script(closed) > 50
    button.click()
    assert driver.execute_script(closed) == 0
    button.click()
    assert driver.execute_script("return document.querySelectorAll('main details[open]').length") == 0


def _column(driver: webdriver.Chrome, index: int) -> list[str]:
    cells: list[str] = driver.execute_script(
        "return [...document.querySelectorAll('#t-sources tbody tr')].map(r => r.cells[arguments[0]].textContent)",
        index,
    )
    return cells


def test_a_table_sorts_by_words_and_by_numbers(driver: webdriver.Chrome, pages: dict[str, Path]) -> None:
    open_page(driver, pages["sample"], 1280)
    driver.find_element("css selector", "#h-sources").click()
    heads = driver.find_elements("css selector", "#t-sources th button")
    heads[1].click()
    authors = _column(driver, 1)
    assert authors == sorted(authors, key=str.lower)
    heads[7].click()
    counts = [int(cell) for cell in _column(driver, 7)]
    assert counts == sorted(counts)
    heads[7].click()
    assert [int(cell) for cell in _column(driver, 7)] == sorted(counts, reverse=True)
    state = driver.execute_script("return document.querySelectorAll('#t-sources th')[7].getAttribute('aria-sort')")
    assert state == "descending"


def test_a_saved_table_is_safe_in_a_spreadsheet(driver: webdriver.Chrome, tmp_path: Path) -> None:
    sample: dict[str, Any] = verdict_sample()
    sample["evidence"]["sources"]["ref-01"]["author"] = "=HYPERLINK(1)"
    page = tmp_path / "formula.html"
    page.write_text(render_report(typed(sample)), encoding="utf-8")
    open_page(driver, page, 1280)
    driver.execute_script(
        "window.saved = null; const real = URL.createObjectURL;"
        "URL.createObjectURL = blob => { blob.text().then(t => { window.saved = t; }); return '#'; };"
    )
    driver.find_element("css selector", "#h-sources").click()
    driver.find_element("css selector", "#t-sources .tools button").click()
    assert wait_until(driver, "window.saved")
    lines = driver.execute_script("return window.saved").split("\r\n")
    assert lines[1].startswith('"ref-01","\'=HYPERLINK(1)"')
    assert len(lines) == len(sample["evidence"]["sources"]) + 2
