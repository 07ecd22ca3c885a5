"""The workspace in a browser: a server of its own for a case, and what a person does on the page."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chromium import chromium
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait


@contextmanager
def workspace(folder: Path, profile: Path, *more: str, coder: str = "amin") -> Iterator[WebDriver]:
    """The page of a case, opened in a browser; the server is ended at the end."""
    command = [sys.executable, "-m", "foedus", "workspace", str(folder), "--coder", coder, "--no-browser", *more]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        address = server.stdout.readline().strip()  # type: ignore[union-attr]
        with chromium(profile) as driver:
            driver.set_window_size(1280, 900)
            driver.get(address)
            wait(driver, "return document.getElementById('who').textContent !== ''")
            yield driver
        server.terminate()
        server.wait(timeout=30)
    finally:
        server.kill()
        server.wait()
        server.stdout.close()  # type: ignore[union-attr]


def look(driver: WebDriver, width: int, *, dark: bool = False) -> None:
    """Make the window as wide as that, light or dark."""
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})


def wait(driver: WebDriver, script: str, *more: object) -> None:
    """Wait until a script says true."""
    try:
        WebDriverWait(driver, 30, poll_frequency=0.05).until(lambda one: one.execute_script(script, *more))
    except TimeoutException as error:
        raise TimeoutException(f"{script} {more}; the page says: {status(driver)}") from error


def wait_status(driver: WebDriver, words: str) -> None:
    """Wait until the status line holds words."""
    wait(driver, "return document.getElementById('status').textContent.includes(arguments[0])", words)


def press(driver: WebDriver, keys: str) -> None:
    """Press keys where the focus is."""
    driver.switch_to.active_element.send_keys(keys)


def fill(driver: WebDriver, **cells: str) -> None:
    """Fill fields of the claim's form."""
    for name, cell in cells.items():
        place = driver.find_element(By.ID, f"field-{name.rstrip('_')}")
        if place.tag_name != "select":
            place.send_keys(Keys.CONTROL, "a")
        place.send_keys(cell)


def click(driver: WebDriver, css: str) -> None:
    """Click what a selector finds."""
    driver.find_element(By.CSS_SELECTOR, css).click()


def status(driver: WebDriver) -> str:
    """What the status line says."""
    return driver.find_element(By.ID, "status").text


def show_view(driver: WebDriver, name: str) -> None:
    """Go to a view by its button."""
    click(driver, f"[data-view={name}]")


def open_document(driver: WebDriver, name: str) -> None:
    """Open a document by its button in the list."""
    # In one step: the list is drawn anew when something was saved.
    driver.execute_script(
        "[...document.querySelectorAll('#documents button')].find((one) => one.firstChild.textContent === arguments[0]).click()",
        name,
    )
    wait(
        driver,
        "return document.activeElement.id === 'text' && document.getElementById('text').ariaLabel.endsWith(arguments[0])",
        name,
    )
