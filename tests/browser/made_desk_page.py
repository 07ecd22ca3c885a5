"""A workspace in a browser: the server of a case, and what journeys do on its page."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chromium import chromium, violations
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

SIZES = [(1280, False), (1280, True), (390, False)]
"""Width in CSS pixels, and whether the page is dark."""


@contextmanager
def page_of(case: Path, profile: Path, *more: str, coder: str = "amin") -> Iterator[WebDriver]:
    """The page of a case, opened by a coder, until it is left."""
    command = [sys.executable, "-m", "foedus", "workspace", str(case), "--coder", coder, "--no-browser", *more]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        address = server.stdout.readline().strip()  # type: ignore[union-attr]
        with chromium(profile) as driver:
            resize(driver, 1280)
            driver.get(address)
            wait(driver, "return document.getElementById('who').textContent !== ''")
            yield driver
    finally:
        server.kill()
        server.wait()
        server.stdout.close()  # type: ignore[union-attr]


def wait(driver: WebDriver, script: str, *more: str) -> None:
    WebDriverWait(driver, 30).until(lambda one: one.execute_script(script, *more))


def press(driver: WebDriver, *keys: str) -> None:
    for key in keys:
        driver.switch_to.active_element.send_keys(key)


def enter(driver: WebDriver, view: str, script: str) -> None:
    """Go to a view by its button and wait for what it shows."""
    driver.find_element(By.CSS_SELECTOR, f"[data-view={view}]").click()
    wait(driver, script)


def resize(driver: WebDriver, width: int, *, dark: bool = False) -> None:
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})


def faults(driver: WebDriver) -> list[str]:
    """What axe finds on the page as it stands, wide and narrow, light and dark, and whether it is wider than the window."""
    found = []
    for width, dark in SIZES:
        resize(driver, width, dark=dark)
        found += violations(driver)
        if driver.execute_script("return document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"wider than {width}")
    resize(driver, 1280)
    return found
