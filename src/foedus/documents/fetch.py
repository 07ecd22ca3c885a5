"""One page fetched from the web, if the user asks for it: public addresses only, no redirect followed, within limits.

The address that was checked is the one that is connected to, so that a name cannot lead elsewhere in between.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from typing import NamedTuple
from urllib.parse import urlsplit

from foedus.documents.extraction.parts import MOST_BYTES, MOST_SECONDS
from foedus.errors import InputError

_WAIT = 20
_PIECE = 1 << 16
_OK = 200
_SCHEMES = {"http": 80, "https": 443}


class Fetched(NamedTuple):
    """What an address gave."""

    name: str  #: The address.
    data: bytes
    media_type: str


def is_address(text: str) -> bool:
    """Whether an argument is an address of the web and no path.

    >>> is_address("https://example.org/a.pdf"), is_address("a.pdf")
    (True, False)
    """
    return text.lower().startswith(("http://", "https://"))


def fetch(address: str) -> Fetched:
    """Return what stands at an address.

    Raises InputError if it is no public address, leads on to another, gives no answer in time, or too much.
    """
    host, port, path, secure = _parts(address)
    target = _public(host, port, address)
    connection = http.client.HTTPConnection(host, port, timeout=_WAIT)
    ends = time.monotonic() + MOST_SECONDS
    try:
        plain = socket.create_connection((target, port), timeout=_WAIT)
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
        connection.request("GET", path, headers={"User-Agent": "foedus", "Accept-Encoding": "identity"})
        answer = connection.getresponse()
        if 300 <= answer.status < 400:
            onward = answer.getheader("Location", "")
            raise InputError(
                f"{address} leads on to {onward[:200]!r}; nothing was fetched: give that address if you trust it"
            )
        if answer.status != _OK:
            raise InputError(
                f"{address} answers {answer.status} {answer.reason}; fetch it in a browser and add the file"
            )
        return Fetched(
            address, _body(answer, address, ends), (answer.getheader("Content-Type") or "").partition(";")[0].strip()
        )
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise InputError(f"{address} cannot be fetched ({error}); fetch it in a browser and add the file") from None
    finally:
        connection.close()


def _parts(address: str) -> tuple[str, int, str, bool]:
    try:
        found = urlsplit(address)
        host, port = found.hostname, found.port
    except ValueError as error:
        raise InputError(f"{address!r} is no address of the web ({error})") from None
    if found.scheme not in _SCHEMES or not host or found.username or found.password:
        raise InputError(f"{address!r}: expected http:// or https:// with a host, without a user and password")
    if not address.isascii() or any(sign <= " " or sign == "\x7f" for sign in address):
        raise InputError(
            f"{address!r}: expected an address without blanks and letters beyond ASCII; copy it from a browser"
        )
    path = (found.path or "/") + (f"?{found.query}" if found.query else "")
    return host, port or _SCHEMES[found.scheme], path, found.scheme == "https"


def _public(host: str, port: int, address: str) -> str:
    """Return the first address of a host, all of which must be public."""
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise InputError(f"{address}: no host {host!r} was found ({error}); is it spelt rightly?") from None
    private = [one for one in found if not _is_public(one)]
    if private or not found:
        raise InputError(
            f"{address} leads to {', '.join(private) or 'nothing'}, which is not public; only public addresses are fetched. "
            "Save the page in a browser and add the file"
        )
    return found[0]


def _is_public(address: str) -> bool:
    one = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(one, "ipv4_mapped", None) or getattr(one, "sixtofour", None)
    return one.is_global and not one.is_multicast and (mapped is None or mapped.is_global)


def _body(answer: http.client.HTTPResponse, address: str, ends: float) -> bytes:
    parts, total = [], 0
    while piece := answer.read(_PIECE):
        total += len(piece)
        if total > MOST_BYTES:
            raise InputError(
                f"{address} gives more than {MOST_BYTES:,} bytes; fetch it in a browser and add what you need"
            )
        if time.monotonic() > ends:
            raise InputError(f"{address} takes more than {MOST_SECONDS} s; fetch it in a browser and add the file")
        parts.append(piece)
    return b"".join(parts)
