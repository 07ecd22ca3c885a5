"""From texts to claims in the workspace, by keys alone: what is coded is on the disk, and the case can be assessed."""

from __future__ import annotations

import csv
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import chromium, complaints, requests, violations
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from foedus.case.load import load_case
from foedus.case.new import new_case
from foedus.case.texts.add import add_documents

pytestmark = pytest.mark.browser

SPEECH = (
    "We met in the valley.\n\nAlder wants the dam, and says so every year. \U0001d400\U0001d401 Birch would never sign. "
    "Nobody knows what the river wants.\n"
)
PERSIAN = "این سد باید ساخته شود.\n\nهیچ پیمانی امضا نشد.\n"
HOSTILE = "<script>document.title = 'gone'</script> <img src=x onerror=\"document.title='gone'\"> \u202eesrever\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    new_case(folder, template="commented")
    for name, text in (("speech", SPEECH), ("a-persian", PERSIAN), ("hostile", HOSTILE)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        add_documents(folder, [tmp_path / f"{name}.txt"])
    return folder


@pytest.fixture
def desk(case: Path, tmp_path: Path) -> Iterator[tuple[WebDriver, subprocess.Popen[str]]]:
    command = [sys.executable, "-m", "foedus", "workspace", str(case), "--coder", "amin", "--no-browser"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        address = server.stdout.readline().strip()  # type: ignore[union-attr]
        with chromium(tmp_path / "profile") as driver:
            driver.set_window_size(1280, 900)
            driver.get(address)
            wait(driver, "return document.activeElement.id === 'text'")
            yield driver, server
    finally:
        server.kill()
        server.wait()
        server.stdout.close()  # type: ignore[union-attr]


def wait(driver: WebDriver, script: str, *more: str) -> None:
    WebDriverWait(driver, 30).until(lambda one: one.execute_script(script, *more))


def press(driver: WebDriver, keys: str) -> None:
    driver.switch_to.active_element.send_keys(keys)


def fill(driver: WebDriver, **cells: str) -> None:
    for name, cell in cells.items():
        place = driver.find_element(By.ID, f"field-{name.rstrip('_')}")
        if place.tag_name != "select":
            place.send_keys(Keys.CONTROL, "a")
        place.send_keys(cell)


def passage(driver: WebDriver) -> str:
    return driver.find_element(By.ID, "passage").text


def status(driver: WebDriver) -> str:
    return driver.find_element(By.ID, "status").text


def open_document(driver: WebDriver, name: str) -> None:
    driver.find_element(By.XPATH, f"//ul[@id='documents']//button[span[text()='{name}']]").click()
    wait(
        driver,
        "return document.activeElement.id === 'text' && document.getElementById('text').ariaLabel.endsWith(arguments[0])",
        name,
    )


def claims(case: Path) -> dict[str, dict[str, str]]:
    with (case / "claims.csv").open(newline="", encoding="utf-8") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def test_a_claim_is_coded_taken_back_and_done_again_by_keys_alone(
    desk: tuple[WebDriver, subprocess.Popen[str]], case: Path
) -> None:
    driver, server = desk
    open_document(driver, "speech")
    press(driver, "j")
    assert passage(driver) == "Alder wants the dam, and says so every year."
    press(driver, "hhhh")
    assert passage(driver) == "Alder wants the dam, and"
    press(driver, "h")
    press(driver, "1")
    wait(driver, "return document.activeElement.id === 'field-holder'")
    fill(
        driver,
        holder="alder",
        object="dam",
        value="7",
        text="Alder wants the dam.",
        source="alder-gazette",
        speaker="alder",
    )
    press(driver, Keys.CONTROL + Keys.ENTER)
    wait(driver, "return document.getElementById('status').className === 'wrong'")
    assert "value" in status(driver)
    fill(driver, value="0.9")
    press(driver, Keys.CONTROL + Keys.ENTER)
    wait(driver, "return document.getElementById('status').textContent === 'saved'")
    assert driver.execute_script("return document.activeElement.id") == "text"
    assert driver.find_elements(By.CSS_SELECTOR, "#claims li")[0].text.startswith("position 0.9 Alder wants")
    press(driver, "u")
    wait(driver, "return document.querySelectorAll('#claims li').length === 0")
    press(driver, "r")
    wait(driver, "return document.querySelectorAll('#claims li').length === 1")
    wait(driver, "return document.querySelector('#verdict li') !== null")
    server.send_signal(signal.SIGINT)
    said, _ = server.communicate(timeout=30)
    assert server.returncode == 0
    assert "wrote " in said or "hold every edit" in said
    made = claims(case)["amin-1"]
    assert (made["holder"], made["value"], made["coder"]) == ("alder", "0.9", "amin")
    loaded = load_case(case)
    [anchor] = [one for one in loaded.anchors if one.claim == "amin-1"]
    assert anchor.exact == "Alder wants the dam,"


def test_letters_beyond_the_basic_plane_and_scripts_from_right_to_left_are_placed(
    desk: tuple[WebDriver, subprocess.Popen[str]],
) -> None:
    driver, _ = desk
    open_document(driver, "speech")
    press(driver, "jj")
    assert passage(driver) == "\U0001d400\U0001d401 Birch would never sign."
    press(driver, "L")
    assert passage(driver) == "Birch would never sign."
    open_document(driver, "a-persian")
    assert passage(driver) == PERSIAN.split("\n")[0]
    shown = "return getComputedStyle(document.querySelector('#text p')).direction"
    assert driver.execute_script(shown) == "rtl"


def test_hostile_text_runs_nothing_and_no_other_host_is_asked(desk: tuple[WebDriver, subprocess.Popen[str]]) -> None:
    driver, _ = desk
    open_document(driver, "hostile")
    time.sleep(0.3)
    assert driver.title == "foedus workspace"
    assert "<script>" in driver.find_element(By.ID, "text").text
    asked = [address for address in requests(driver) if address.startswith(("http", "ws"))]
    assert asked
    assert [address for address in asked if not address.startswith("http://127.0.0.1:")] == []
    assert not complaints(driver)


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (390, False)])
def test_the_workspace_is_accessible(desk: tuple[WebDriver, subprocess.Popen[str]], width: int, dark: bool) -> None:
    driver, _ = desk
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})
    press(driver, "1")
    assert not violations(driver)
    assert driver.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")
    driver.find_element(By.CSS_SELECTOR, "[data-view=grid]").click()
    wait(driver, "return document.querySelector('#rows td') !== null")
    assert not violations(driver)
