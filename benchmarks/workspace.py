"""A long text in the workspace: 900,000 characters with 5,000 claims, in a headless browser.

Told: seconds from the click on the document to the painted text, the memory of the server, and milliseconds from the key that saves a
claim to the painted page, each over several runs. The target on a quiet machine: 1 s, 80 MB, 150 ms.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from tests.browser.chromium import chromium

from benchmarks.revision import make_text
from foedus.case.new import new_case
from foedus.case.schema import ANCHORS, CLAIMS
from foedus.case.texts.add import Original, add_documents
from foedus.case.texts.shelf import cells_of, read_rows_of
from foedus.documents.anchors import anchor_at
from foedus.files.raw import write_rows

CHARACTERS, NUMBER, TIMES = 900_000, 5_000, 5
PAUSE = 2.0
"""Seconds between two claims: nobody codes faster."""
_OPEN = """
const done = arguments[0], begun = performance.now(), text = document.getElementById('text');
text.replaceChildren();
const look = () => text.childElementCount > 100
  ? requestAnimationFrame(() => requestAnimationFrame(() => done([performance.now() - begun, CSS.highlights.get('claim').size])))
  : setTimeout(look, 1);
document.querySelector('#documents button').click();
look();
"""
_SAVE = """
const done = arguments[0], status = document.getElementById('status');
const press = (where, key, more) => where.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
press(document.getElementById('text'), 'j');
press(document.getElementById('text'), '1');
for (const [name, cell] of Object.entries({ holder: 'alder', object: 'dam', value: '0.5', text: 'Of the benchmark.', source: 'alder-gazette', speaker: 'alder' }))
  document.getElementById(`field-${name}`).value = cell;
status.textContent = '';
const begun = performance.now();
press(document.getElementById('form'), 'Enter', { ctrlKey: true });
const look = () => status.textContent === 'saved' || status.classList.contains('wrong')
  ? requestAnimationFrame(() => requestAnimationFrame(() => done([performance.now() - begun, status.textContent])))
  : setTimeout(look, 1);
look();
"""


def make_case(folder: Path, rng: np.random.Generator) -> None:
    """Write a case with the text and claims all over it."""
    new_case(folder, template="commented")
    text = "\n".join(" ".join(word for word, _ in paragraph) for paragraph in make_text(CHARACTERS, rng))
    add_documents(folder, [Original("long.txt", text.encode())])
    stored = (folder / "documents" / "long.txt").read_text(encoding="utf-8")
    rows = read_rows_of(CLAIMS, {CLAIMS.file: (folder / CLAIMS.file).read_bytes()})
    pattern = next(row for row in rows if row["predicate"] == "position")
    places = sorted(int(place) for place in rng.integers(0, len(stored) - 200, NUMBER))
    rows += [pattern | {"id": f"long-{at}"} for at in range(NUMBER)]
    anchors = [
        {"claim": f"long-{at}", "document": "long"}
        | cells_of(anchor_at(stored, place, place + int(rng.integers(20, 150))))
        for at, place in enumerate(places)
    ]
    for table, made in ((CLAIMS, rows), (ANCHORS, anchors)):
        cells = [[row[name] for name in table.columns] for row in made]
        (folder / table.file).write_bytes(write_rows(table.columns, cells))


def measure(driver: WebDriver, server: int) -> None:
    """Print what was measured."""
    driver.set_script_timeout(120)
    opened = [driver.execute_async_script(_OPEN) for _ in range(TIMES)]
    print(f"open to painted: {statistics.median(took for took, _ in opened) / 1000:.2f} s, {opened[0][1]:,} ranges")
    saved = []
    for _ in range(2 * TIMES):
        time.sleep(PAUSE)
        saved.append(driver.execute_async_script(_SAVE))
    refused = [said for _, said in saved if said != "saved"]
    print(
        f"save to repaint: {statistics.median(took for took, _ in saved):.0f} ms{f', refused: {refused[0]}' if refused else ''}"
    )
    status = Path(f"/proc/{server}/status").read_text()
    for name, said in (("VmRSS", "server"), ("VmHWM", "at most")):
        found = re.search(rf"{name}:\s+(\d+)", status)
        print(f"{said}: {int(found[1]) / 1024:.0f} MB" if found else f"{said}: unknown on this system")


def main() -> None:
    """Measure once."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "case"
        make_case(folder, np.random.default_rng(1))
        command = [sys.executable, "-m", "foedus", "workspace", str(folder), "--coder", "bench", "--no-browser"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            try:
                address = server.stdout.readline().strip()  # type: ignore[union-attr]
                with chromium(Path(place) / "profile") as driver:
                    driver.get(address)
                    WebDriverWait(driver, 120).until(lambda page: page.find_elements(By.CSS_SELECTOR, "#text p"))
                    measure(driver, server.pid)
            finally:
                server.kill()


if __name__ == "__main__":
    main()
