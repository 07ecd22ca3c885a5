"""From an empty folder to a verdict in the browser: a PDF, a mail and a Word file, step by step as the tutorial tells it.

``FOEDUS_PICTURES=FOLDER`` keeps the screens: `python -m pytest -m browser tests/browser/test_from_three_texts.py` then
writes the pictures of the tutorial.
"""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from chromium import chromium, complaints, violations
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from made_documents import a_docx, a_mail, a_pdf
from official import SHARED

pytestmark = pytest.mark.browser

STATEMENT = (
    "Statement on the river, 12 March 2015",
    "",
    "The minister of Alder said that no state can hold the river alone. Alder wants the dam, and says so every year.",
    "Corvan has raided the harbours of both since the spring.",
)
MAIL = (
    "Alder condemned the raids of Corvan on the harbour of Birch.\n\n"
    "Birch said on 3 May 2014 that it would never sign a treaty of alliance.\n"
)
MEMORANDUM = (
    "Memorandum of 9 June 2016",
    "Alder and Birch signed a memorandum on joint patrols on 9 June 2016.",
    "Birch fears Corvan more than anybody else.",
)
REAL = SHARED / "data" / "documents" / "formats"


class Screen:
    """What a person sees and does, in words."""

    def __init__(self, driver: WebDriver) -> None:
        self.driver = driver
        self.pictures = os.environ.get("FOEDUS_PICTURES", "")

    def until(self, condition: str) -> None:
        WebDriverWait(self.driver, 60).until(lambda page: page.execute_script(f"return {condition}"))

    def click(self, where: str) -> None:
        self._press_button(By.CSS_SELECTOR, where)

    def _press_button(self, by: str, where: str) -> None:
        """Click what stands there; the page may draw a list anew between the look and the click."""

        def pressed(page: WebDriver) -> bool:
            found = page.find_elements(by, where)
            if found:
                found[0].click()
            return bool(found)

        WebDriverWait(self.driver, 60, ignored_exceptions=[StaleElementReferenceException]).until(pressed)

    def view(self, name: str) -> None:
        self.click(f"[data-view={name}]")

    def fill(self, form: str, **cells: str) -> None:
        for name, cell in cells.items():
            where = f"{form}-{name}"
            self.until(f"document.getElementById({where!r}) !== null")
            place = self.driver.find_element(By.ID, where)
            if place.tag_name != "select":
                place.send_keys(Keys.CONTROL, "a")
            place.send_keys(cell)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def told(self, words: str) -> None:
        """Wait for the status line to say it."""
        self.until(f"document.getElementById('status').textContent.includes({words!r})")

    def text_of(self, where: str) -> str:
        return self.driver.find_element(By.CSS_SELECTOR, where).text

    def picture(self, name: str, *, width: int = 1280) -> None:
        if self.pictures:
            metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600}
            self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
            self.driver.save_screenshot(str(Path(self.pictures) / f"{name}.png"))
            self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    def open(self, document: str) -> None:
        button = f"//ul[@id='documents']//button[span[text()='{document}']]"
        self._press_button(By.XPATH, button)
        self.until(f"document.getElementById('text').ariaLabel.endsWith({document!r})")
        self.until("document.activeElement.id === 'text'")

    def add_document(self, file: Path, *, documents: int, **work: str) -> None:
        self.click("#add-documents")
        self.until("document.getElementById('intake').open")
        self.driver.find_element(By.ID, "intake-files").send_keys(str(file))
        self.fill("work", **work)
        if file.suffix == ".pdf":
            self.picture("adding")
        self.click("#intake-go")
        self.until(f"document.querySelectorAll('#documents button').length >= {documents}")
        self.until("document.getElementById('intake-wait').hidden")
        self.click("#intake-close")

    def make_drafts(self) -> None:
        self.click("#make-drafts")
        self.until("/to decide|decided/.test(document.getElementById('drafts-said').textContent)")
        self.driver.execute_script("document.getElementById('text').focus()")

    def add_row(self, table: str, **cells: str) -> None:
        self.view("grid")
        self.click(f"#which option[value={table}]")
        self.click("#add-row")
        self.fill("row", **cells)
        self.driver.find_element(By.CSS_SELECTOR, "#row-form [type=submit]").click()
        self.until("!document.getElementById('row').open")


@contextmanager
def workspace(folder: Path, profile: Path) -> Iterator[tuple[Screen, subprocess.Popen[str]]]:
    command = [sys.executable, "-m", "foedus", "workspace", str(folder), "--new", "--coder", "amin", "--no-browser"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        address = server.stdout.readline().strip()  # type: ignore[union-attr]
        with chromium(profile) as driver:
            driver.set_window_size(1280, 900)
            driver.get(address)
            yield Screen(driver), server
    finally:
        server.kill()
        server.wait()
        server.stdout.close()  # type: ignore[union-attr]


def ended(server: subprocess.Popen[str]) -> str:
    """End it as Ctrl-C does; return what it said."""
    server.send_signal(signal.SIGINT)
    said, _ = server.communicate(timeout=60)
    assert server.returncode == 0
    return said


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def assessed(folder: Path, out: Path) -> str:
    command = [sys.executable, "-m", "foedus", "assess", str(folder), "--draws", "200", "--out", str(out)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def ask_the_question(screen: Screen, first: str, second: str) -> None:
    screen.view("question")
    screen.fill("case", first=first, second=second, title=f"{first} and {second}")
    question = f"Will the cooperation of {first} and {second} become an alliance?"
    screen.fill("case", question=question, theatre="The river", as_of="2019-12-31")
    screen.picture("question")
    screen.click("#question-form [type=submit]")
    screen.told("saved in case.toml")
    screen.view("coding")


def test_three_texts_become_a_verdict(tmp_path: Path) -> None:
    (tmp_path / "statement.pdf").write_bytes(a_pdf([STATEMENT]))
    (tmp_path / "talks.eml").write_bytes(a_mail(MAIL))
    (tmp_path / "memorandum.docx").write_bytes(a_docx(paragraphs=MEMORANDUM))
    folder = tmp_path / "river"
    with workspace(folder, tmp_path / "profile") as (screen, server):
        # 1. What is asked, and of whom.
        ask_the_question(screen, "Alder", "Birch")
        # 2. The texts, each with the work that it is the text of.
        official = {"kind": "official", "reliability": "B"}
        alder, birch = {"perspective": "alder", **official}, {"perspective": "birch", **official}
        screen.add_document(
            tmp_path / "statement.pdf", documents=1, title="Statement of Alder on the river", date="2015-03-12", **alder
        )
        screen.add_document(
            tmp_path / "talks.eml", documents=2, title="Press mail of Birch on the talks", date="2015-05-12", **birch
        )
        screen.add_document(
            tmp_path / "memorandum.docx", documents=3, title="Memorandum on the patrols", date="2016-06-09", **alder
        )
        # 3. What the case is about.
        screen.add_row("actors", id="corvan", name="Corvan", kind="state")
        screen.add_row(
            "issues", id="dam", question="Should the dam be built?", negative_pole="Never", positive_pole="At once"
        )
        screen.add_row(
            "factors", id="raids", label="Corvan raids both", pull="binds", kind="threat", group="threat",
            threat_source="corvan", persistence_low="0.5", persistence_central="0.7", persistence_high="0.9",
            persistence_ground="Judgment: raids have lasted.", checklist="common-state-enemy",
        )  # fmt: skip
        screen.picture("tables")
        screen.view("coding")
        # 4. Drafts, one after the other.
        screen.open("talks")
        screen.make_drafts()
        screen.picture("drafts")
        kept = 0
        while "to decide" in screen.text_of("#drafts-said"):
            screen.press("n", "a")
            screen.until(
                "/accepted|is in actors.csv|this draft needs more/.test(document.getElementById('status').textContent)"
            )
            if "needs more" in screen.text_of("#status"):
                screen.press(Keys.ESCAPE, "x")
                screen.told("rejected")
            else:
                kept += 1
        assert kept
        # 5. A claim by hand, with keys alone: the second sentence, a position.
        screen.open("statement")
        screen.press("j", "j", "1")
        assert screen.text_of("#passage") == "Alder wants the dam, and says so every year."
        screen.fill("field", holder="alder", object="dam", value="0.8", text="Alder wants the dam.", speaker="alder")
        screen.picture("coding")
        screen.press(Keys.CONTROL + Keys.ENTER)
        screen.told("saved")
        # 6. A threat and an agreement.
        screen.open("memorandum")
        screen.press("j", "j", "3")
        screen.fill(
            "field",
            holder="birch",
            object="corvan",
            value="0.8",
            component="intent",
            bears="+raids",
            text="Birch fears Corvan.",
            speaker="alder",
        )
        screen.press(Keys.CONTROL + Keys.ENTER)
        screen.told("saved")
        # 7. The verdict beside the text, and what does not count.
        screen.until("document.querySelectorAll('#verdict li').length > 3")
        screen.until("document.querySelector('#verdict small').textContent.startsWith('of ')")
        screen.until("document.querySelector('#verdict').textContent.includes('claims added')")
        screen.picture("verdict")
        assert not violations(screen.driver)
        screen.picture("narrow", width=390)
        screen.view("uncounted")
        screen.until("!/Looking/.test(document.querySelector('#reasons').textContent)")
        screen.picture("uncounted")
        assert not complaints(screen.driver)
        said = ended(server)
    assert "wrote " in said or "hold every edit" in said
    claims = rows(folder, "claims")
    assert len(claims) == kept + 2
    assert {row["coder"] for row in claims} == {"amin"}
    assert len(rows(folder, "anchors")) == len(claims)
    [bearing] = rows(folder, "bearings")
    assert (bearing["factor"], bearing["bears"]) == ("raids", "+")
    printed = assessed(folder, tmp_path / "out")
    assert "Will the cooperation of Alder and Birch become an alliance?" in printed
    report = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "Alder wants the dam, and says so every year." in report


@pytest.mark.skipif(not REAL.is_dir(), reason="FOEDUS_SHARED has no documents")
def test_real_files_become_a_case_that_is_assessed(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    with workspace(folder, tmp_path / "profile") as (screen, server):
        ask_the_question(screen, "Russia", "Syria")
        work = {"perspective": "russia", "kind": "official", "reliability": "B"}
        for number, name in enumerate(("russia-ungd-2017.pdf", "russia-ungd-2017.eml", "udhr.fa.docx"), start=1):
            screen.add_document(REAL / name, documents=number, title=f"Document {number}", **work)
        screen.open(screen.driver.find_element(By.CSS_SELECTOR, "#documents button span").text)
        screen.make_drafts()
        for _ in range(5):
            if "to decide" not in screen.text_of("#drafts-said"):
                break
            screen.press("n", "a")
            screen.until(
                "/accepted|is in actors.csv|this draft needs more/.test(document.getElementById('status').textContent)"
            )
            if "needs more" in screen.text_of("#status"):
                screen.press(Keys.ESCAPE, "x")
                screen.told("rejected")
        assert not complaints(screen.driver)
        ended(server)
    assert rows(folder, "documents")
    assert "become an alliance?" in assessed(folder, tmp_path / "out")
