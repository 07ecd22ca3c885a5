"""Who may come in: whoever has the start-up token, from this machine, with a page of this server.

The first address holds the token; it is changed for a cookie that scripts cannot read and other sites cannot send.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
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
_READS = ("GET", "HEAD")
_OWN_SITES = (b"", b"same-origin", b"none")


class Access:
    """Lets in what belongs to this coder, and nothing else.

    Parameters
    ----------
    app : callable
        What is guarded.
    token : str
        What the first address must hold.
    hosts : set of str
        Values of ``Host`` that are this server, such as ``127.0.0.1:8123``.
    """

    def __init__(self, app: ASGIApp, *, token: str, hosts: frozenset[str]) -> None:
        self.app, self.token, self.hosts = app, token, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        answer = self._refused(scope)
        await (answer or self.app)(scope, receive, _with_headers(send))

    def _refused(self, scope: Scope) -> Response | None:
        headers = dict(scope["headers"])
        if headers.get(b"host", b"").decode("latin-1").lower() not in self.hosts:
            return PlainTextResponse("This server answers to its own name only.", 421)
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if scope["method"] in _READS and scope["path"] == "/" and given and self._is_token(given):
            answer = RedirectResponse("/", 303)
            answer.set_cookie(COOKIE, self.token, httponly=True, samesite="strict", path="/")
            return answer
        if not self._is_token(_cookie(headers.get(b"cookie", b""))):
            return PlainTextResponse("Open the address that foedus workspace has printed; it holds the key.", 403)
        if scope["method"] not in _READS:
            if headers.get(b"sec-fetch-site", b"") not in _OWN_SITES:
                return PlainTextResponse("Other sites may not write here.", 403)
            if headers.get(b"content-type", b"").split(b";")[0].strip() != b"application/json":
                return PlainTextResponse("Only JSON is written.", 403)
        return None

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self.token.encode())


def _cookie(header: bytes) -> str:
    try:
        found = SimpleCookie(header.decode("latin-1")).get(COOKIE)
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
