"""The forms that a new case begins with: nothing in them keeps anybody out, wide or narrow, light or dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import violations
from workspace_page import click, look, show_view, wait, workspace

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (390, False)])
def test_the_forms_of_a_new_case_are_accessible(tmp_path: Path, width: int, dark: bool) -> None:
    with workspace(tmp_path / "valley", tmp_path / "profile", "--new") as driver:
        look(driver, width, dark=dark)
        show_view(driver, "question")
        wait(driver, "return document.getElementById('case-title') !== null")
        assert not violations(driver)
        assert driver.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")
        show_view(driver, "coding")
        click(driver, "#add-documents")
        assert not violations(driver)
