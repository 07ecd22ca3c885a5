"""Fetch a dataset from its distributor: checksum, timeouts, limits, and plain words when it fails."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from foedus.datasets.model import Dataset, Release
from foedus.datasets.store import hash_file
from foedus.errors import InputError

if TYPE_CHECKING:
    import requests

Progress = Callable[[int, int | None], None]

CONNECT_SECONDS, SILENT_SECONDS, TOTAL_SECONDS = 10.0, 30.0, 1800.0
"""Longest wait for a connection, for the next bytes, and for the whole file."""
MOST_BYTES = 500_000_000
"""Largest file that is taken, after the transport's own compression."""
_CHUNK = 1 << 16


class _Refused(Exception):
    """The download broke one of the limits here."""


@contextmanager
def download(dataset: Dataset, version: str | None = None, *, progress: Progress | None = None) -> Iterator[Path]:
    """Yield the downloaded file of a release, in a temporary folder that goes away with the context.

    By default the newest release that has an address. `progress` is called with the bytes that have come and those
    that will (None where the server does not tell). Raises InputError if there is no address, no network, or what
    came is not the file.
    """
    release = _downloadable(dataset, version)
    address = str(release.download)
    name = unquote(urlsplit(address).path.rpartition("/")[2]) or f"{dataset.id}.zip"
    with tempfile.TemporaryDirectory(prefix="foedus-") as folder:
        yield _fetch(dataset, release, address=address, target=Path(folder) / name, progress=progress)


def _downloadable(dataset: Dataset, version: str | None) -> Release:
    candidates = [release for release in dataset.releases if version in (None, release.version)]
    for release in reversed(candidates):
        if release.download:
            return release
    release = candidates[-1]
    raise InputError(
        f"{dataset.id} {release.version} cannot be downloaded by a program. {release.how_to_get} "
        f"Then run: foedus data add {dataset.id} --from FILE"
    )


def _fetch(dataset: Dataset, release: Release, *, address: str, target: Path, progress: Progress | None) -> Path:
    import requests

    known = release.sha256.get(target.name)
    by_hand = (
        f"Nothing was stored. Fetch it in a browser ({dataset.page}) and run: foedus data add {dataset.id} --from FILE"
    )

    try:
        _stream(address, target, progress=progress)
    except (requests.RequestException, _Refused, OSError) as error:
        raise InputError(f"{address}: {_in_words(error)} {by_hand}") from None
    if known and hash_file(target) != known:
        raise InputError(
            f"{address}: the file differs from the known one (SHA-256 should be {known}); it was revised or damaged. "
            f"{by_hand}"
        )
    return target


def _stream(url: str, output: Path, *, progress: Progress | None) -> None:
    """Write the body to `output`, within the limits."""
    import requests

    deadline = time.monotonic() + TOTAL_SECONDS
    with requests.get(url, stream=True, timeout=(CONNECT_SECONDS, SILENT_SECONDS)) as answer:
        answer.raise_for_status()
        expected = _expected(answer)
        come = 0
        with output.open("wb") as file:
            for part in answer.iter_content(_CHUNK):
                come += len(part)
                if come > MOST_BYTES:
                    raise _Refused(f"the file is larger than {MOST_BYTES / 1e6:g} MB, which no official one is")
                if time.monotonic() > deadline:
                    raise _Refused(f"the download took more than {TOTAL_SECONDS / 60:g} minutes")
                file.write(part)
                if progress:
                    progress(come, expected)
    if not come:
        raise _Refused("the server sent nothing")
    if expected is not None and come < expected:
        raise _Refused(f"the download broke off after {come:,} of {expected:,} bytes")


def _expected(answer: requests.Response) -> int | None:
    """Return the announced length, where it speaks of the bytes that are written."""
    if "Content-Encoding" in answer.headers:
        return None
    length = answer.headers.get("Content-Length", "")
    return int(length) if length.isdigit() else None


def _in_words(error: Exception) -> str:
    """Say what went wrong in a sentence, without the names of libraries."""
    words = _what_went_wrong(error)
    return words if words.endswith("?") else f"{words}."


def _what_went_wrong(error: Exception) -> str:
    import requests

    if isinstance(error, requests.HTTPError) and error.response is not None:
        return f"the server answers {error.response.status_code} ({error.response.reason})"
    if isinstance(error, requests.ConnectTimeout):
        return f"the server does not answer within {CONNECT_SECONDS:g} seconds; is there a network?"
    if isinstance(error, requests.Timeout):
        return f"the server fell silent for {SILENT_SECONDS:g} seconds"
    if isinstance(error, requests.TooManyRedirects):
        return "the server redirects in a circle"
    if isinstance(error, requests.exceptions.ContentDecodingError):
        return "the server sent a damaged compressed body"
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return "the download broke off"
    if isinstance(error, requests.ConnectionError):
        if "Read timed out" in str(error):
            return f"the server fell silent for {SILENT_SECONDS:g} seconds"
        return "no connection to the server; is there a network?"
    return str(error)
