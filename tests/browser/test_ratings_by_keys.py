"""A matrix of ratings is filled by one key for each cell; the keystrokes are counted."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from made_desk_page import enter, faults, page_of, press, wait
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

import foedus
from foedus.case.coding.log.store import read_log

pytestmark = pytest.mark.browser


def rated(case: Path) -> int:
    return len([key for key in read_log(case).state.rows("ratings") if key[3] == "amin"])


def test_a_factor_is_rated_by_a_key_for_each_outcome_and_a_kind_answered_by_one(tmp_path: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(Path(foedus.__file__).parent / "case" / "builtin" / "iran-russia-syria", case)
    with page_of(case, tmp_path / "profile") as driver:
        enter(driver, "ratings", "return document.querySelector('#ratings-rows td[data-field]') !== null")
        cells = len(driver.find_elements(By.CSS_SELECTOR, "#ratings-rows tr:not(.gap):first-of-type td[data-field]"))
        driver.find_element(By.ID, "ratings-ground").send_keys("By the study.", Keys.ENTER)
        driver.switch_to.active_element.send_keys("5421"[:cells])
        # Keys come faster than answers: each still writes its own cell.
        wait(driver, f"return document.querySelectorAll('#ratings-rows td[data-field]:not(:empty)').length === {cells}")
        wait(driver, "return document.querySelector('#undo').disabled === false")
        end = time.monotonic() + 20
        while rated(case) < cells and time.monotonic() < end:
            time.sleep(0.1)
        state = read_log(case).state
        mine = [row for key, row in state.rows("ratings").items() if key[3] == "amin"]
        assert len(mine) == cells, "a keystroke for each rating"
        assert {row["ground"] for row in mine} == {"By the study."}
        assert not faults(driver)
        driver.execute_script("document.querySelector('#ratings-rows td[tabindex=\"0\"]').focus()")
        press(driver, Keys.CONTROL + "z")
        wait(driver, "return document.getElementById('status').textContent.startsWith('undo')")
        assert rated(case) == cells - 1
