"""A TOML file that is being read: its content, where its keys stand, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from foedus.files.findings import Findings
from foedus.files.places import Places
from foedus.files.toml import load_toml

_MOST_KEYS = 50
"""Keys that nothing reads, told one by one."""


@dataclass(frozen=True, slots=True)
class Source:
    """The file and what was found in it.

    Parameters
    ----------
    file : str
        Name of the file.
    content : dict
        What TOML makes of it.
    places : Places
        Lines of its keys.
    findings : Findings
        Problems and notes so far.
    """

    file: str
    content: dict[str, object]
    places: Places
    findings: Findings

    def fault(
        self, key: str, value: object, *, expected: str, table: str = "", number: int = 0, options: Collection[str] = ()
    ) -> None:
        """Record a problem with a key of the `number`-th table called `table`."""
        line = self.places.of(key, table, number=number)
        column = f"{table}.{key}" if table and key else table or key
        self.findings.problem(self.file, line, column, "" if value is None else str(value), expected, options=options)

    def check_keys(self, given: Collection[str], known: Sequence[str], *, table: str = "", number: int = 0) -> None:
        """Record keys that nothing reads."""
        unknown = [key for key in given if key not in known]
        expected = f"a key that is read: {', '.join(known)}"
        for key in unknown[:_MOST_KEYS]:
            self.fault(key, key, expected=expected, table=table, number=number, options=known)
        if len(unknown) > _MOST_KEYS:
            shown = f"{len(unknown) - _MOST_KEYS:,} more keys"
            self.findings.problem(self.file, None, table, shown, expected)

    def tables(self, name: str) -> list[dict[str, object]]:
        """The tables ``[[name]]``; none after recording that they are something else."""
        found = self.content.get(name)
        if not isinstance(found, list) or not found or not all(isinstance(entry, dict) for entry in found):
            self.fault(
                name,
                None if name not in self.content else found,
                expected=f"one table [[{name}]] for each of the {name}",
            )
            return []
        return found

    def text(
        self, entry: dict[str, object], key: str, *, table: str, number: int, required: bool = False, default: str = ""
    ) -> str:
        """Text of a key; the default after recording that it is none."""
        value = entry.get(key)
        if value is None and not required:
            return default
        if not isinstance(value, str) or not value.strip():
            self.fault(key, value, expected="text in quotes", table=table, number=number)
            return default
        return value.strip()

    def texts(self, key: str) -> list[str]:
        """List of texts at the top of the file; none after recording that it is something else."""
        value = self.content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(part, str) and part.strip() for part in value):
            self.fault(key, value, expected='a list of texts such as ["delay & accept"]')
            return []
        return [part.strip() for part in value]


def load(file: str, text: str, *, findings: Findings) -> Source | None:
    """Parse the text, or record its first error and return None."""
    content = load_toml(file, text, findings=findings)
    return None if content is None else Source(file, content, Places(text), findings)
