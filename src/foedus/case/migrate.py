"""Older versions of the case format, brought up one version at a time.

Each step works on the text of the tables, before anything is checked, and notes what it did. To add a
version: raise `FORMAT_VERSION` in `foedus.case.schema`, write a step and put it into `STEPS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from foedus.case.schema import FORMAT_VERSION, SETTINGS
from foedus.case.settings import line_of_key
from foedus.files.findings import Findings
from foedus.files.raw import RawCase

Step = Callable[[RawCase, Findings], None]


def migrate(raw: RawCase, findings: Findings) -> bool:
    """Bring a case up to the present version in place; False, with a problem recorded, if it is of a newer version."""
    version = raw.settings.get("format_version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 0:
        return True  # told with the other settings
    if version > FORMAT_VERSION:
        expected = f"format version {FORMAT_VERSION} or older; install a newer foedus to read this case"
        line = line_of_key(raw.settings_text, "format_version")
        findings.problem(SETTINGS.file, line, "format_version", str(version), expected)
        return False
    for step in range(version, FORMAT_VERSION):
        STEPS[step](raw, findings)
    if version < FORMAT_VERSION:
        findings.note(
            f"case.toml: read as format version {FORMAT_VERSION}; it is of version {version}, `foedus case migrate` brings it over"
        )
    return True


def _basis_and_full_name(raw: RawCase, findings: Findings) -> None:
    """Version 0 had no `basis` in claims.csv and called the state of relation `state`."""
    raw.settings["format_version"] = 1
    raw.settings_text = re.sub(r"(?m)^(\s*format_version\s*=\s*)0\b", r"\g<1>1", raw.settings_text, count=1)
    if "state" in raw.settings and "state_of_relation" not in raw.settings:
        raw.settings["state_of_relation"] = raw.settings.pop("state")
        raw.settings_text = re.sub(r"(?m)^(\s*)state(\s*=)", r"\g<1>state_of_relation\g<2>", raw.settings_text, count=1)
    claims = raw.tables.get("claims.csv")
    if claims is not None and "basis" not in claims.columns:
        claims.columns.append("basis")
        for _, cells in claims.rows:
            cells.append("stated")
        findings.note(f"claims.csv: basis set to 'stated' in {len(claims.rows)} claims; version 0 did not tell it")


def _checklist(raw: RawCase, _findings: Findings) -> None:
    """Version 1 had no checklist, slants, stages and shares; whatever it says still stands, so that nothing else changes."""
    raw.settings["format_version"] = 2
    raw.settings_text = re.sub(r"(?m)^(\s*format_version\s*=\s*)1\b", r"\g<1>2", raw.settings_text, count=1)


STEPS: Mapping[int, Step] = {0: _basis_and_full_name, 1: _checklist}
"""Step from each version to the next."""
