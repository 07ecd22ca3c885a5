"""Who may code: names, each with a key of which only the hash is kept.

The file is TOML that foedus writes: `[coders]`, then a line for each name. A key is a long word that foedus makes, or a password
of the coder's own. It is hashed by scrypt, which costs whoever guesses as much time and memory as it costs us.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from pathlib import Path

from foedus.case.coding.log.journal import check_coder
from foedus.errors import InputError
from foedus.files.findings import Findings
from foedus.files.folder import write_file
from foedus.files.reading import read_bytes
from foedus.files.toml import load_toml
from foedus.nearest import nearest_hint

SHORTEST = 12
"""Characters of the shortest password."""
LONGEST = 200
"""Characters of the longest key that is looked at."""
_COST, _BLOCK, _LANES = 1 << 14, 8, 1
_MEMORY = 64 * 1024 * 1024
_HEAD = """# Who may code in the workspace. Keys are kept as hashes alone; a lost key is replaced by
# `foedus workspace coder NAME --coders FILE`. This file does not belong into a shared folder or under version control.
[coders]
"""

Coders = Mapping[str, str]
"""Hashes of keys by name."""


def hash_key(key: str, *, salt: bytes | None = None) -> str:
    """Return the hash of a key, with what is needed to make it again."""
    salt = secrets.token_bytes(16) if salt is None else salt
    made = hashlib.scrypt(key.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES, maxmem=_MEMORY, dklen=32)
    return f"scrypt:{salt.hex()}:{made.hex()}"


NOBODY = hash_key("", salt=bytes(16))
"""What the key of a name that is not there is compared with, so that it takes as long as with one that is."""


def is_key(key: str, kept: str) -> bool:
    """Tell whether a key is the one of a hash."""
    salt = bytes.fromhex(kept.split(":")[1])
    made = hash_key(key[:LONGEST], salt=salt)
    return hmac.compare_digest(made, kept) and kept != NOBODY


def read_coders(path: Path) -> Coders:
    """Return the coders of a file. Raises InputError if it cannot be read, or holds something else."""
    findings = Findings()
    try:
        text = read_bytes(path).decode()
    except UnicodeDecodeError:
        raise InputError(f"{str(path)!r} is no file of coders: not UTF-8; `foedus workspace coder` makes one") from None
    found = load_toml(path.name, text, findings=findings)
    if found is None:
        raise InputError(f"{findings.problems[0]}; `foedus workspace coder` makes such a file")
    coders = found.get("coders")
    if not isinstance(coders, dict) or found.keys() != {"coders"}:
        raise InputError(f"{str(path)!r} is no file of coders; `foedus workspace coder NAME --coders FILE` makes one")
    for name, kept in coders.items():
        check_coder(name)
        if not _is_hash(kept):
            raise InputError(
                f"{str(path)!r}: the key of {name!r} is no hash; give it a new one with `foedus workspace coder {name} --coders`"
            )
    return coders


def _is_hash(kept: object) -> bool:
    parts = kept.split(":") if isinstance(kept, str) else []
    try:
        sizes = [len(bytes.fromhex(part)) for part in parts[1:]]
    except ValueError:
        return False
    return parts[:1] == ["scrypt"] and sizes == [16, 32]


def set_key(path: Path, name: str, *, password: str = "") -> str:
    """Add a coder to a file, or give one another key; return the key, which is nowhere else.

    Parameters
    ----------
    path : Path
        The file; it is made where it is missing, for its owner alone.
    name : str
        The coder.
    password : str, optional
        The key; by default one is made.

    Raises
    ------
    InputError
        If the name cannot be one, the password is too short or too long, or the file is no file of coders.
    """
    check_coder(name)
    if password and not SHORTEST <= len(password) <= LONGEST:
        raise InputError(f"a password of {len(password)} characters; expected {SHORTEST} to {LONGEST}")
    coders = dict(read_coders(path)) if path.exists() else {}
    key = password or secrets.token_urlsafe(18)
    _write(path, {**coders, name: hash_key(key)})
    return key


def remove_coder(path: Path, name: str) -> None:
    """Take a coder out of a file. Raises InputError if there is none of that name."""
    coders = dict(read_coders(path))
    if name not in coders:
        raise InputError(f"{str(path)!r} has no coder {name!r}{nearest_hint(name, coders)}")
    del coders[name]
    _write(path, coders)


def _write(path: Path, coders: Coders) -> None:
    lines = "".join(f'{name} = "{kept}"\n' for name, kept in sorted(coders.items()))
    if not path.exists():
        write_file(b"", path, option="--coders")
        path.chmod(0o600)
    write_file((_HEAD + lines).encode(), path, option="--coders")
