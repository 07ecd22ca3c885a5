"""Two coders, one after the other, each blind: done with a text by a button, then a difference decided with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_desk_page import enter, faults, page_of, wait
from selenium.webdriver.common.by import By

from foedus.case.coding.log.store import read_log
from foedus.workspace.desk import Desk
from made_desk import CELLS, TEXT, a_case_with_a_text

pytestmark = pytest.mark.browser


def test_a_difference_is_seen_when_both_have_done_and_decided(tmp_path: Path) -> None:
    case = a_case_with_a_text(tmp_path)
    for name, value in (("amin", "0.9"), ("sara", "0.2")):
        Desk(case, name).claim("speech", 0, 20, CELLS | {"value": value})
    with page_of(case, tmp_path / "one", "--blind") as driver:
        wait(driver, "return document.querySelectorAll('#claims li').length === 1")
        driver.find_element(By.ID, "done-here").click()
        wait(driver, "return document.getElementById('status').textContent.startsWith('you have done')")
        enter(driver, "agreement", "return document.querySelector('#agreed td') !== null")
        assert "sara" not in driver.find_element(By.ID, "agreed").text
    with page_of(case, tmp_path / "two", "--blind", coder="sara") as driver:
        wait(driver, "return document.querySelectorAll('#claims li').length === 1")
        driver.find_element(By.ID, "done-here").click()
        wait(driver, "return document.getElementById('status').textContent.startsWith('you have done')")
        enter(driver, "agreement", "return document.querySelector('.sides') !== null")
        difference = driver.find_element(By.XPATH, "//section[@class='reason'][h3='Other value']")
        assert [one.text for one in difference.find_elements(By.TAG_NAME, "mark")] == ["0.9", "0.2"]
        assert [one.text for one in difference.find_elements(By.TAG_NAME, "blockquote")] == [TEXT[:20]] * 2
        assert not faults(driver)
        difference.find_element(By.TAG_NAME, "input").send_keys("It says so plainly.")
        difference.find_element(By.XPATH, './/button[.="Take amin\'s"]').click()
        wait(driver, "return document.getElementById('status').textContent.startsWith('decided')")
    state = read_log(case).state
    assert ("sara-1",) not in state.rows("claims")
    assert state.rows("settled")[("amin-1", "sara-1")]["ground"] == "It says so plainly."
