"""Keys of works as reference managers make them, from the case to verdict, page and explanation."""

from __future__ import annotations

import re
from pathlib import Path

from typer.testing import CliRunner

from builders import a_coded_case
from foedus.cli.app import app

KEYS = {"study-1": "Müller:2019/Über.x+y", "arda-news": "marshNeighboursRiver_2019", "belor-news": "МаршСоседи2019"}


def test_a_key_is_an_id_everywhere(tmp_path: Path) -> None:
    folder, out = a_coded_case().write(tmp_path / "case"), tmp_path / "result"
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        for old, new in KEYS.items():
            text = re.sub(rf"(?<![\w-]){old}(?![\w-])", new, text)
        path.write_text(text, encoding="utf-8")
    run = CliRunner()
    done = run.invoke(app, ["assess", str(folder), "--out", str(out), "--draws", "20"])
    assert done.exit_code == 0, done.output
    page = (out / "report.html").read_text(encoding="utf-8")
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert not [name for name in ids if re.search(r"\s", name)]
    assert set(re.findall(r'href="#([^"]*)"', page)) <= set(ids)
    assert (out / "tables" / "sources.csv").read_text(encoding="utf-8").count("\n") == 4
    for key in KEYS.values():
        assert key in page
        assert run.invoke(app, ["explain", key, "--from", str(out)]).exit_code == 0
    missed = run.invoke(app, ["explain", "MarshNeighboursRiver_2019", "--from", str(out)])
    assert "near: marshNeighboursRiver_2019" in str(missed.exception)
