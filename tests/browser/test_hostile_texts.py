"""Texts and cells that would run in a careless page run nowhere in the workspace, whatever view shows them."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import chromium, complaints, requests
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from foedus.case.new import new_case
from foedus.case.schema import ACTORS, CLAIMS, SOURCES
from foedus.case.texts.add import add_documents
from foedus.case.texts.shelf import read_rows_of
from foedus.files.raw import write_rows

pytestmark = pytest.mark.browser

GONE = "document.title='gone'"
PAYLOADS = (
    f"<script>{GONE}</script>",
    f'<img src=x onerror="{GONE}">',
    f'<svg onload="{GONE}"></svg>',
    f"<svg><script>{GONE}</script></svg>",
    f'<body onload="{GONE}">',
    f'<iframe srcdoc="<script>top.{GONE}</script>"></iframe>',
    f'<iframe src="javascript:top.{GONE}"></iframe>',
    f'<a href="javascript:{GONE}" autofocus onfocus="{GONE}">here</a>',
    f'<details open ontoggle="{GONE}"><summary>x</summary></details>',
    f'<input autofocus onfocus="{GONE}">',
    f'<math><mtext><table><mglyph><style><img src=x onerror="{GONE}"></style></mglyph></table></mtext></math>',
    f'<video><source onerror="{GONE}"></video>',
    f'<object data="javascript:{GONE}"></object>',
    f'<meta http-equiv=refresh content="0;url=javascript:{GONE}">',
    f"</p></article><script>{GONE}</script>",
    f'"><img src=x onerror="{GONE}">',
    f"'-{GONE}-'",
    f'<template><script>{GONE}</script></template>{{{{constructor.constructor("{GONE}")()}}}}${{{GONE}}}',
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    new_case(folder, template="commented")
    (tmp_path / "speech.txt").write_text("\n\n".join(PAYLOADS), encoding="utf-8")
    add_documents(folder, [tmp_path / "speech.txt"])
    for table, column in ((ACTORS, "name"), (SOURCES, "note"), (CLAIMS, "text")):
        rows = read_rows_of(table, {table.file: (folder / table.file).read_bytes()})
        for at, row in enumerate(rows):
            row[column] = f"{row[column]} {PAYLOADS[at % len(PAYLOADS)]}"
        cells = [[row[name] for name in table.columns] for row in rows]
        (folder / table.file).write_bytes(write_rows(table.columns, cells))
    return folder


@pytest.fixture
def driver(case: Path, tmp_path: Path) -> Iterator[WebDriver]:
    command = [sys.executable, "-m", "foedus", "workspace", str(case), "--coder", "amin", "--no-browser"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        address = server.stdout.readline().strip()  # type: ignore[union-attr]
        with chromium(tmp_path / "profile") as one:
            one.set_window_size(1280, 900)
            one.get(address)
            WebDriverWait(one, 30).until(lambda page: page.find_elements(By.CSS_SELECTOR, "#text p"))
            yield one
    finally:
        server.kill()
        server.wait()
        server.stdout.close()  # type: ignore[union-attr]


def test_nothing_runs_in_any_view_and_no_other_host_is_asked(driver: WebDriver) -> None:
    title = driver.title
    names = [one.get_attribute("data-view") for one in driver.find_elements(By.CSS_SELECTOR, "[data-view]")]
    assert {"coding", "grid", "search"} <= set(names)
    for name in names:
        driver.find_element(By.CSS_SELECTOR, f"[data-view={name}]").click()
        if name == "grid":
            for table in ("actors", "sources", "claims"):
                driver.find_element(By.CSS_SELECTOR, f"#which option[value={table}]").click()
                time.sleep(0.2)
        if name == "search":
            driver.execute_script(
                "const words = document.getElementById('words'); words.value = 'gone'; words.dispatchEvent(new Event('change'))"
            )
        time.sleep(0.4)
        assert driver.title == title
        assert (
            driver.execute_script("return document.querySelectorAll('main script, main iframe, main img').length") == 0
        )
    driver.find_element(By.CSS_SELECTOR, "[data-view=coding]").click()
    shown = driver.find_element(By.ID, "text").text
    for payload in PAYLOADS:
        assert payload in shown
    asked = [address for address in requests(driver) if address.startswith(("http", "ws"))]
    assert asked
    assert [address for address in asked if not address.startswith("http://127.0.0.1:")] == []
    assert not complaints(driver)
