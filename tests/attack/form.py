"""What the harness must know of a format: where its inputs come from, how they are damaged, read and counted."""

from __future__ import annotations

import importlib
import os
import pkgutil
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from attack.mutations import TEXT, Chance, Mutation, changed

Files = Mapping[str, bytes]
"""An input: its files by name."""


@dataclass
class Taken:
    """What became of an input that was not refused.

    Parameters
    ----------
    answer : object
        What is compared, by its `repr`, when the input is read again.
    said : sequence of str
        Notes and whatever else a person reads.
    lost : list of str
        What the independent count finds neither used nor told.
    wrong : list of str
        Other faults, such as a formula in a table.
    counted : bool
        Whether the independent count could be made.
    """

    answer: object = None
    said: Sequence[str] = ()
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    counted: bool = True


@dataclass(frozen=True)
class Form:
    """A format.

    Parameters
    ----------
    name : str
    seeds : callable
        Returns the sound inputs, always in the same order.
    take : callable
        Reads the input that lies in a folder; raises what foedus raises.
    sees : str
        What its count of losses sees and what it does not.
    kinds : sequence of sequences of mutations
        How its files are damaged.
    words : sequence of str
        Words of the format.
    damage : callable or None
        Its own way to damage an input, in place of `kinds`.
    part : int
        One input in this many of those asked for is tried: the format is slow.
    seconds, megabytes : float
        What one input may take.
    """

    name: str
    seeds: Callable[[], Sequence[Files]]
    take: Callable[[Path], Taken]
    sees: str
    kinds: Sequence[Sequence[Mutation]] = TEXT
    words: Sequence[str] = ()
    damage: Callable[[Sequence[Files], random.Random], Files] | None = None
    part: int = 1
    seconds: float = 10
    megabytes: float = 500

    def made(self, seeds: Sequence[Files], *, seed: int, number: int) -> Files:
        """The input of this number; the same at every call."""
        rng = random.Random(f"{self.name} {seed} {number}")
        if self.damage is not None:
            return self.damage(seeds, rng)
        return damaged(seeds, rng, kinds=self.kinds, words=self.words)


def damaged(
    seeds: Sequence[Files], rng: random.Random, *, kinds: Sequence[Sequence[Mutation]], words: Sequence[str] = ()
) -> Files:
    """One of the inputs with one of its files damaged; seldom two."""
    files = dict(rng.choice(seeds))
    for _ in range(rng.choice((1, 1, 1, 2)) if len(files) > 1 else 1):
        name = rng.choice(list(files))
        others = [other[name] for other in seeds if name in other]
        files[name] = changed(files[name], Chance(rng, others, words), kinds=kinds)
    return files


def all_forms() -> dict[str, Form]:
    """Every format by name: those that a module of `formats` declares as `FORMS`."""
    from attack import formats

    found: dict[str, Form] = {}
    for module in sorted(pkgutil.iter_modules(formats.__path__), key=lambda one: one.name):
        for form in importlib.import_module(f"{formats.__name__}.{module.name}").FORMS:
            found[form.name] = form
    return found


def shared() -> Path | None:
    """The folder of real files, where it is at hand."""
    given = os.environ.get("FOEDUS_SHARED")
    return Path(given) if given and Path(given).is_dir() else None


def real_files(*patterns: str, most: int = 40, largest: int = 60_000) -> list[bytes]:
    """Real files below the shared folder by pattern, small ones whole, larger ones by their first lines."""
    folder = shared()
    if folder is None:
        return []
    paths = [path for pattern in patterns for path in sorted(folder.glob(pattern)) if path.is_file()]
    return [head(path, largest) for path in paths[:most]]


def head(path: Path, largest: int) -> bytes:
    """The beginning of a file, up to the end of a line."""
    with path.open("rb") as stream:
        data = stream.read(largest + 1)
    return data if len(data) <= largest else data[: data.rfind(b"\n", 0, largest) + 1]
