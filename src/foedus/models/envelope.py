"""The face that all models share: what was read, and a result that is printed, tabled, recorded and drawn.

A model is a package beside this module. Its modules `words` (`lines`), `record` (`body`, `frames`) and `picture` (`draw`) take
its result; :class:`Answer` asks them when it is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from foedus.errors import OutputError
from foedus.version import __version__

if TYPE_CHECKING:
    import polars as pl

    from foedus.charts import Figure

FORMAT_VERSION = 2
"""Version of the envelope; a reader refuses others."""


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that a model read: its name, the SHA-256 of its bytes, and what was accepted or assumed on the way."""

    name: str
    sha256: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Answer:
    """What a model found.

    Parameters
    ----------
    inputs : tuple of InputFile
        The files behind it; none where it was computed from arrays.
    options : mapping
        What was asked, as :meth:`record` tells it.
    notes : tuple of str
        What a reader must know of this result.
    """

    model: ClassVar[str]
    inputs: tuple[InputFile, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @cached_property
    def frames(self) -> dict[str, pl.DataFrame]:
        """Everything as Polars frames, by name."""
        found: dict[str, pl.DataFrame] = self._ask("record", "frames")
        return found

    @property
    def frame(self) -> pl.DataFrame:
        """The main frame, the first of :attr:`frames`."""
        return next(iter(self.frames.values()))

    def record(self) -> dict[str, Any]:
        """Return everything as plain values for JSON, in the envelope that all models share."""
        return {
            "format": f"foedus-{self.model}",
            "format_version": FORMAT_VERSION,
            "foedus": __version__,
            "inputs": [{**asdict(file), "notes": list(file.notes)} for file in self.inputs],
            "options": dict(self.options),
            "result": {**self._ask("record", "body"), "notes": list(self.notes)},
        }

    def lines(self) -> tuple[str, ...]:
        """Return what the command prints; the notes come last."""
        return (*self._ask("words", "lines"), *(f"note: {note}" for note in self.notes))

    def draw(self) -> Figure:
        """Return the picture, which shows itself in a notebook and saves itself as SVG, PNG or PDF.

        Raises OutputError if there is nothing to draw.
        """
        picture: Figure = self._ask("picture", "draw")
        return picture

    @property
    def source(self) -> str:
        """Program, files and hashes in a line, for the foot of the picture."""
        return ", ".join([f"foedus {__version__}", *(f"{file.name} sha256 {file.sha256[:16]}" for file in self.inputs)])

    def _ask(self, module: str, function: str) -> Any:
        return getattr(import_module(f"foedus.models.{self.model}.{module}"), function)(self)

    def __repr__(self) -> str:
        return f"<{self.model}: {next((line for line in self.lines() if line), '')}>"

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        """What a notebook shows: the words, and below them the picture."""
        try:
            picture = self.draw().to_svg()
        except OutputError:
            picture = ""
        return f"<pre>{escape(str(self))}</pre>{picture}"
