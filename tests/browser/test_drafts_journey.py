"""Drafts in the browser: made from the page, told apart, accepted, edited, rejected and taken back by single keys."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import violations
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from workspace_page import click, fill, look, press, status, wait, wait_status, workspace

from foedus.case.new import new_case
from foedus.case.texts.add import Given, add_documents

pytestmark = pytest.mark.browser

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
EVENTS = [f"On {day} {month} 2015 Alder warned Birch about the dam." for month in MONTHS for day in (3, 17)]
TEXT = "\n\n".join(EVENTS) + "\n\nJohn Rivers said that Alder would never sign a treaty with Birch.\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    new_case(folder, template="commented")
    (tmp_path / "chronicle.txt").write_text(TEXT, encoding="utf-8")
    add_documents(folder, [tmp_path / "chronicle.txt"], given=Given(source="alder-gazette", language="en"))
    return folder


@pytest.fixture
def page(case: Path, tmp_path: Path) -> Iterator[WebDriver]:
    with workspace(case, tmp_path / "profile") as driver:
        wait(driver, "return document.activeElement.id === 'text'")
        click(driver, "#make-drafts")
        wait_status(driver, "in drafts.csv")
        wait(driver, "return document.querySelectorAll('#drafts li').length > 20")
        click(driver, "#text")
        yield driver


def left(driver: WebDriver) -> int:
    return int(driver.find_element(By.ID, "drafts-said").text.split()[0])


def rows(case: Path, table: str) -> list[dict[str, str]]:
    with (case / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_twenty_drafts_in_a_row_become_claims_each_by_a_value_and_one_key(case: Path, tmp_path: Path) -> None:
    with workspace(case, tmp_path / "profile") as driver:
        wait(driver, "return document.activeElement.id === 'text'")
        click(driver, "#make-drafts")
        wait(driver, "return document.querySelectorAll('#drafts li').length > 20")
        press_text(driver, "n")
        many = left(driver)
        for number in range(20):
            driver.execute_script("document.getElementById('status').textContent = ''")
            press_text(driver, "a")
            wait(driver, "return document.getElementById('status').textContent !== ''")
            if "needs more" in status(driver):
                assert driver.execute_script("return document.activeElement.id") == "field-value"
                press(driver, "-0.5" + Keys.CONTROL + Keys.ENTER)
            wait_status(driver, "accepted")
            wait(driver, "return document.activeElement.id === 'text'")
            assert left(driver) == many - number - 1
    made = [row for row in rows(case, "claims") if row["coder"] == "amin"]
    assert len(made) == 20
    assert len(rows(case, "anchors")) == 20
    assert [row["state"] for row in rows(case, "drafts")].count("accepted") == 20
    assert {row["id"] for row in made} == {f"amin-{number + 1}" for number in range(20)}


def test_undo_brings_a_draft_back_with_all_that_it_made(page: WebDriver) -> None:
    press_text(page, "n")
    many = left(page)
    press(page, "x")
    wait_status(page, "rejected")
    assert left(page) == many - 1
    press(page, "u")
    wait_status(page, "undo")
    wait(page, f"return document.getElementById('drafts-said').textContent.startsWith('{many} ')")
    press(page, "e")
    fill(page, value="-0.3", text="Alder warns.")
    press(page, Keys.CONTROL + Keys.ENTER)
    wait_status(page, "accepted")
    assert len(page.find_elements(By.CSS_SELECTOR, "#claims li")) == 1
    press(page, "u")
    wait(page, "return document.querySelectorAll('#claims li').length === 0")
    wait(page, f"return document.getElementById('drafts-said').textContent.startsWith('{many} ')")
    press(page, "r")
    wait(page, "return document.querySelectorAll('#claims li').length === 1")


def test_an_actor_that_the_case_lacks_is_added_from_its_draft(page: WebDriver, case: Path) -> None:
    for item in page.find_elements(By.CSS_SELECTOR, "#drafts button"):
        if "new actor" in item.text and "Rivers" in item.text:
            item.click()
            break
    press_text(page, "a")
    wait_status(page, "is in actors.csv")
    click(page, "[data-view=grid]")
    wait(page, "return document.getElementById('rows').textContent.includes('john-rivers')")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (390, False)])
def test_the_queue_is_accessible(page: WebDriver, width: int, dark: bool) -> None:
    look(page, width, dark=dark)
    press_text(page, "n")
    press(page, "e")
    assert not violations(page)
    assert page.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")


def press_text(driver: WebDriver, keys: str) -> None:
    driver.find_element(By.ID, "text").send_keys(keys)
