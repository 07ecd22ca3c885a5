"""Who may come in: whoever has a key, by this server's own name, with a page of this server.

Alone, the first address holds the key, made anew at each start; in a team each signs in (`team`). Either is changed for a cookie
that scripts cannot read and other sites cannot send.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "foedus"
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
}
"""Sent with every answer."""
UPLOAD = b"x-foedus-file"
"""Header of an upload, with the file's name: a form of another site cannot send it, nor the type that goes with it."""
_READS = ("GET", "HEAD")
_OWN_SITES = (b"", b"same-origin", b"none")

Headers = Mapping[bytes, bytes]


class Guard:
    """Refuses what comes by another name of the server or from another site, before anything else is asked.

    Parameters
    ----------
    hosts : set of str
        Values of ``Host`` that are this server, such as ``127.0.0.1:8123``.
    """

    def __init__(self, *, hosts: frozenset[str]) -> None:
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.lifespan(scope, receive, send)
            return
        headers = dict(scope["headers"])
        answer = self._strange(headers) or self.door(scope, headers)
        await answer(scope, receive, _with_headers(send))

    def door(self, scope: Scope, headers: Headers) -> ASGIApp:
        """Return what answers a request that comes by the right name: the application of whoever asks, or a refusal."""
        raise NotImplementedError

    async def lifespan(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Do what begins and ends with the server."""

    def _strange(self, headers: Headers) -> Response | None:
        if headers.get(b"host", b"").decode("latin-1").lower() not in self.hosts:
            return PlainTextResponse("This server answers to its own name only.", 421)
        return None


class Access(Guard):
    """Lets in whoever holds the key of this start.

    Parameters
    ----------
    app : callable
        What is guarded.
    token : str
        What the first address must hold.
    hosts : set of str
        Values of ``Host`` that are this server.
    """

    def __init__(self, app: ASGIApp, *, token: str, hosts: frozenset[str]) -> None:
        super().__init__(hosts=hosts)
        self.app, self.token = app, token

    async def lifespan(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand it on."""
        await self.app(scope, receive, send)

    def door(self, scope: Scope, headers: Headers) -> ASGIApp:
        """Return the application for whoever has the key."""
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if scope["method"] in _READS and scope["path"] == "/" and given and self._is_token(given):
            answer = RedirectResponse("/", 303)
            answer.set_cookie(COOKIE, self.token, httponly=True, samesite="strict", path="/")
            return answer
        if not self._is_token(cookie_of(headers)):
            return PlainTextResponse("Open the address that foedus workspace has printed; it holds the key.", 403)
        return refused_write(scope, headers) or self.app

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self.token.encode())


def refused_write(scope: Scope, headers: Headers) -> Response | None:
    """Return the refusal of a write that another site may have made, or that is neither JSON nor a named file; None else."""
    if scope["method"] in _READS:
        return None
    if headers.get(b"sec-fetch-site", b"") not in _OWN_SITES:
        return PlainTextResponse("Other sites may not write here.", 403)
    kind = headers.get(b"content-type", b"").split(b";")[0].strip()
    if kind != b"application/json" and not (kind == b"application/octet-stream" and UPLOAD in headers):
        return PlainTextResponse("Only JSON is written, and files with their names.", 403)
    return None


def cookie_of(headers: Headers) -> str:
    """Return what the cookie of the workspace holds; empty where there is none."""
    try:
        found = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            extra = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
            message = {**message, "headers": [*message["headers"], *extra]}
        await send(message)

    return sending
