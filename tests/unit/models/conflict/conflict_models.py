"""A small conflict for tests, and a way to change it."""

from __future__ import annotations

from pathlib import Path

MODEL = """\
title = "Border post"
status_quo = "s1"
infeasible = ["leave & arm"]

[[decision_makers]]
id = "arda"
name = "Arda"
statements = ["!arm", "leave if talk", "talk"]

[[decision_makers]]
id = "belor"
weights = { leave = 3, "!talk" = 1 }

[[options]]
id = "leave"
owner = "arda"
label = "leave the post"

[[options]]
id = "talk"
owner = "arda"

[[options]]
id = "arm"
owner = "belor"
irreversible = "once-taken"
"""


def write(folder: Path, text: str = MODEL) -> Path:
    path = folder / "model.toml"
    path.write_text(text, encoding="utf-8")
    return path


def changed(before: str, after: str, text: str = MODEL) -> str:
    assert before in text
    return text.replace(before, after, 1)
