"""A headless Chromium for the journeys, with its network log on and a profile of its own."""

from __future__ import annotations

import base64
import json
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@contextmanager
def chromium(profile: Path, *, javascript: bool = True) -> Iterator[webdriver.Chrome]:
    """A browser that asks nobody anything by itself; it is closed at the end."""
    options = webdriver.ChromeOptions()
    for flag in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        f"--user-data-dir={profile}",
    ):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    if not javascript:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        yield driver
    finally:
        driver.quit()


def open_page(driver: webdriver.Chrome, page: Path, width: int, *, dark: bool = False) -> None:
    """Open a file in a window of a given width in CSS pixels."""
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    scheme = "dark" if dark else "light"
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})
    driver.get("about:blank")
    driver.get(page.as_uri())


def open_folds(driver: webdriver.Chrome) -> None:
    """Open every fold of the page, annexes among them."""
    driver.execute_script("document.querySelectorAll('details').forEach(d => { d.open = true; })")


def requests(driver: webdriver.Chrome) -> list[str]:
    """Every address that the browser has asked for since the last call."""
    found = []
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            found.append(message["params"]["request"]["url"])
    return found


def complaints(driver: webdriver.Chrome) -> list[str]:
    """What the browser has complained about: script errors, refusals of the content security policy."""
    return [entry["message"] for entry in driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]


def violations(driver: webdriver.Chrome) -> list[str]:
    """What axe finds against WCAG A and AA, each with the elements concerned."""
    # The page's own policy forbids foreign scripts; the debugger may still run one.
    driver.execute_cdp_cmd("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    answer = driver.execute_cdp_cmd(
        "Runtime.evaluate",
        {
            "expression": f"axe.run(document, {{runOnly: {json.dumps(RULES)}, resultTypes: ['violations']}})"
            ".then(r => JSON.stringify(r.violations))",
            "awaitPromise": True,
            "returnByValue": True,
        },
    )
    found: list[dict[str, Any]] = json.loads(answer["result"]["value"])
    return [f"{v['id']}: {[node['target'] for node in v['nodes']][:4]}" for v in found]


def roles_told(driver: webdriver.Chrome) -> Counter[str]:
    """How often a screen reader is told each role on the page as it is drawn now.

    The tree is built anew each time: one that was begun while the page was still being laid out may stay without parts.
    """
    drawn = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))"
    driver.execute_async_script(drawn)
    driver.execute_cdp_cmd("Accessibility.enable", {})
    nodes = driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    driver.execute_cdp_cmd("Accessibility.disable", {})
    return Counter(node["role"]["value"] for node in nodes if not node["ignored"])


def print_pdf(driver: webdriver.Chrome, path: Path) -> Path:
    """Print the page on A4; where the browser says that printing failed, as it does when two of them print at once, again."""
    for attempt in range(3):
        try:
            answer = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
        except WebDriverException as error:
            if "Printing failed" not in str(error) or attempt == 2:
                raise
            time.sleep(1)
        else:
            break
    path.write_bytes(base64.b64decode(answer["data"]))
    return path


def wait_until(driver: webdriver.Chrome, expression: str, *, seconds: float = 20.0) -> bool:
    """Wait for a JavaScript expression to be true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if driver.execute_script(f"return Boolean({expression})"):
            return True
        time.sleep(0.05)
    return False
