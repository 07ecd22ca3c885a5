"""A picture of a model's result, until the charts have figures that save themselves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from foedus.errors import OutputError
from foedus.files.folder import write_files


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG document."""

    svg: str

    def save(self, path: Path) -> None:
        """Write the picture; a failure leaves what stood there."""
        check_target(path)
        write_files({path.name: self.svg.encode("utf-8")}, path.parent)

    def to_svg(self) -> str:
        """Return the document."""
        return self.svg


def check_target(path: Path) -> None:
    """Refuse a file that cannot be the picture, before anything is computed.

    Raises
    ------
    OutputError
        If it does not end in .svg, or is a folder.
    """
    if path.suffix.lower() != ".svg" or path.is_dir():
        raise OutputError(f"cannot write {str(path)!r}: expected a file that ends in .svg; choose another with --out")
