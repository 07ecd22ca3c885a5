"""Grids that are moved through by keys, who set a cell, and what will not count."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_desk_page import enter, faults, page_of, press, wait
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

import foedus
from foedus.case.coding.log.store import read_log

pytestmark = pytest.mark.browser


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    shutil.copytree(Path(foedus.__file__).parent / "case" / "builtin" / "iran-russia-syria", folder)
    return folder


@pytest.fixture
def driver(case: Path, tmp_path: Path) -> Iterator[WebDriver]:
    with page_of(case, tmp_path / "profile") as driver:
        yield driver


def table(driver: WebDriver, name: str) -> None:
    enter(driver, "grid", "return document.querySelector('#rows td') !== null")
    driver.find_element(By.CSS_SELECTOR, f"#which option[value={name}]").click()
    wait(driver, "return document.querySelector('#rows [role=grid]').ariaLabel.endsWith(arguments[0])", name)


def test_a_cell_is_changed_by_keys_and_told_who_set_it(driver: WebDriver, case: Path) -> None:
    table(driver, "claims")
    rows = driver.execute_script("return document.querySelectorAll('#rows tr').length")
    assert rows < 80, "only what is seen is drawn"
    driver.execute_script("document.querySelector('#rows td').focus()")
    press(driver, Keys.CONTROL + Keys.END)
    last = driver.switch_to.active_element.get_attribute("data-row")
    press(driver, "doubtful", Keys.ENTER)
    wait(driver, "return document.getElementById('status').textContent === 'saved'")
    shown = "return [...document.querySelectorAll('td[data-field=note]')].find((one) => one.dataset.row === arguments[0]).textContent"
    assert driver.execute_script(shown, last) == "doubtful"
    [event] = read_log(case).events["amin"]
    assert (event.op, event.field, event.after) == ("set", "note", "doubtful")
    assert [event.row[0]] == json.loads(last)
    press(driver, Keys.ALT + "w")
    wait(driver, "return document.getElementById('blame').open")
    said = driver.find_element(By.ID, "blame").text
    assert "amin (you)" in said
    assert "changed in the file by hand" in said
    assert not faults(driver)
    press(driver, Keys.ESCAPE)
    assert driver.execute_script("return document.activeElement.dataset.field") == "note"
    press(driver, Keys.CONTROL + "z")
    wait(driver, "return document.getElementById('status').textContent.startsWith('undo')")


def test_rows_are_filtered_sorted_added_and_dropped(driver: WebDriver) -> None:
    table(driver, "actors")
    driver.find_element(By.ID, "filter").send_keys("armed_group")
    wait(driver, "return document.getElementById('status').textContent.includes(' of ')")
    shown = [cell.text for cell in driver.find_elements(By.CSS_SELECTOR, "#rows td[data-field=kind]")]
    assert set(shown) == {"armed_group"}
    driver.find_element(By.CSS_SELECTOR, "[data-head='1']").click()
    driver.find_element(By.CSS_SELECTOR, "[data-head='1']").click()
    names = [cell.text for cell in driver.find_elements(By.CSS_SELECTOR, "#rows td[data-field=name]")]
    assert names == sorted(names, key=str.casefold, reverse=True)
    driver.find_element(By.ID, "add-row").click()
    for name, cell in (("id", "cedar"), ("name", "Cedar")):
        driver.find_element(By.ID, f"row-{name}").send_keys(cell)
    press(driver, Keys.ENTER)
    wait(driver, "return document.getElementById('row-why-kind').textContent !== ''")
    driver.find_element(By.ID, "row-kind").send_keys("state")
    driver.find_element(By.CSS_SELECTOR, "#row-form [type=submit]").click()
    wait(driver, "return document.getElementById('status').textContent === 'added'")
    assert driver.switch_to.active_element.get_attribute("data-row") == '["cedar"]'
    driver.find_element(By.ID, "drop-row").click()
    wait(driver, "return document.getElementById('status').textContent.startsWith('dropped cedar')")
    assert not driver.find_elements(By.CSS_SELECTOR, "td[data-row='[\"cedar\"]']")
    assert not faults(driver)


def test_a_reason_leads_to_its_row(driver: WebDriver) -> None:
    enter(driver, "uncounted", "return document.querySelector('.reason li button') !== null")
    assert not faults(driver)
    button = driver.find_element(By.CSS_SELECTOR, ".reason li button")
    name = button.find_element(By.TAG_NAME, "code").text
    button.click()
    wait(driver, "return document.activeElement.dataset.row === arguments[0]", f'["{name}"]')
