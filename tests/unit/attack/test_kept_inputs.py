"""Inputs on which an earlier foedus failed, kept beside the project: each is refused in words now, or read rightly."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from attack.form import Form, Taken, all_forms
from attack.formats.datasets import folder_of
from attack.trial import GOOD, try_input
from official import SHARED

FOLDER = SHARED / "attack/inputs"
FORMS = all_forms()
KEPT = [path for path in sorted(FOLDER.iterdir()) if len(list(path.iterdir())) > 1] if FOLDER.is_dir() else []
NAMES = {"archive": "archives", "bibtex": "BibTeX", "case": "case", "conflict": "conflict"}


def _stored(folder: Path) -> Taken:
    from foedus.datasets import check_installed, installed, load

    os.environ["FOEDUS_DATA"] = str(folder)
    told = [note for entry in installed() for note in entry.notes]
    return Taken((check_installed(), load("majors").frame.rows()), told)


def _form_and_files(kept: Path) -> tuple[Form, dict[str, bytes]]:
    from foedus.datasets.registry import registry

    files = {path.name: path.read_bytes() for path in kept.iterdir() if path.name != "WHY.txt"}
    kind = kept.name.split("-")[0]
    if kind == "store":
        return Form("store", list, _stored, ""), {
            name.removeprefix("store__").replace("__", "/"): data for name, data in files.items()
        }
    if kind == "dataset":
        (name,) = files
        id = kept.name.split("-")[1]
        release = next(one for one in registry()[id].releases if one.files == (name,))
        return FORMS[f"dataset {id}"], {f"{folder_of(release)}/{name}": files[name]}
    if kind == "conflict":
        files = {"model.toml": files["m.toml"]}
    return FORMS[NAMES[kind]], files


@pytest.mark.skipif(
    not KEPT, reason="the kept inputs are absent: set FOEDUS_SHARED to the folder that holds attack/inputs"
)
@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.name[:60])
def test_what_failed_once_is_refused_or_read(kept, tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "data"))
    form, files = _form_and_files(kept)
    outcome = try_input(replace(form, seconds=20), files, tmp_path / "in")
    assert outcome.sort in GOOD, outcome.text
