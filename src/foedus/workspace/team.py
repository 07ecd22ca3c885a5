"""Several coders: each signs in with a name and a key, and is at a desk of their own, in whose name alone is written.

Whether a name is there is not told: a wrong key and a wrong name take as long and are answered alike, and each further one of a
name is answered later.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Scope

from foedus.errors import InputError
from foedus.files.json_text import JsonFault, parse_json
from foedus.workspace.access import COOKIE, Guard, Headers, cookie_of, refused_write
from foedus.workspace.coders import NOBODY, Coders, is_key, read_coders
from foedus.workspace.routes import page

SIGN_IN = "/sign-in.html"
_OPEN = (SIGN_IN, "/sign-in.js", "/sign-in.css", "/workspace.css")
"""What is shown to those who have not signed in."""
_LARGEST = 2_000
"""Bytes of the largest request to sign in."""
_LONGEST_WAIT = 4.0
"""Seconds after which a wrong key is answered at the latest."""
_AT_ONCE = 8
"""Requests to sign in under one name that wait; more are sent away."""
_SESSIONS = 1_000
"""Sessions that are remembered; the oldest goes first."""
_LONGEST_NAME = 40
_WRONG = "That name with that key is not known here."


class TeamAccess(Guard):
    """Lets each coder in to an application of their own.

    Parameters
    ----------
    app_of : callable
        Makes the application of a coder.
    coders : Path
        The file of coders; a change of it holds from the next request.
    hosts : set of str
        Values of ``Host`` that are this server.
    secure : bool
        Whether the cookie goes over HTTPS alone, as behind a proxy.
    sleep : callable, optional
        What waits.
    """

    def __init__(
        self,
        app_of: Callable[[str], ASGIApp],
        *,
        coders: Path,
        hosts: frozenset[str],
        secure: bool = False,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        super().__init__(hosts=hosts)
        self._app_of, self._path, self._secure, self._sleep = app_of, coders, secure, sleep
        self._apps: dict[str, ASGIApp] = {}
        self._sessions: dict[str, tuple[str, str]] = {}
        self._failures: dict[str, int] = {}
        self._waiting: dict[str, int] = {}
        self._read: tuple[tuple[int, ...], Coders] = ((), {})
        self._own = Starlette(
            routes=[
                Route("/sign-in", self._sign_in, methods=["POST"]),
                Route("/sign-out", self._sign_out, methods=["POST"]),
                page("/{name}"),
            ]
        )
        read_coders(coders)

    def door(self, scope: Scope, headers: Headers) -> ASGIApp:
        """Return the application of the coder who asks, or the way in."""
        refused = refused_write(scope, headers)
        if refused:
            return refused
        if scope["path"] in ("/sign-in", "/sign-out", *_OPEN):
            return self._own
        coder, kept = self._sessions.get(cookie_of(headers), ("", ""))
        if not coder or self._coders().get(coder) != kept:
            if scope["path"] == "/":
                return RedirectResponse(SIGN_IN, 303)
            return PlainTextResponse("Sign in first.", 403)
        if coder not in self._apps:
            self._apps[coder] = self._app_of(coder)
        return self._apps[coder]

    def _coders(self) -> Coders:
        """Return who may code by now; nobody while the file cannot be read."""
        try:
            found = self._path.stat()
            mark = (found.st_mtime_ns, found.st_size, found.st_ino)
            if mark != self._read[0]:
                self._read = (mark, read_coders(self._path))
        except (OSError, InputError):
            return {}
        return self._read[1]

    async def _sign_in(self, request: Request) -> Response:
        given = await _given(request)
        if given is None:
            return JSONResponse({"error": "expected a name and a key"}, 400)
        coder, key = given
        kept, name = self._coders().get(coder), coder[:_LONGEST_NAME]
        if self._waiting.get(name, 0) >= _AT_ONCE:
            return JSONResponse({"error": "Too many at once; wait a little and try again."}, 429)
        self._waiting[name] = self._waiting.get(name, 0) + 1
        try:
            right = await run_in_threadpool(is_key, key, kept or NOBODY)
            if not right or kept is None:
                await self._sleep(self._wait_after_failure(name))
                return JSONResponse({"error": _WRONG}, 403)
        finally:
            self._waiting[name] -= 1
            if not self._waiting[name]:
                del self._waiting[name]
        self._failures.pop(name, None)
        return self._session(coder, kept)

    def _wait_after_failure(self, name: str) -> float:
        if len(self._failures) >= _SESSIONS:
            self._failures.clear()
        failed = self._failures[name] = self._failures.get(name, 0) + 1
        return min(0.25 * 2.0**failed, _LONGEST_WAIT)

    def _session(self, coder: str, kept: str) -> Response:
        token = secrets.token_urlsafe(24)
        while len(self._sessions) >= _SESSIONS:
            del self._sessions[next(iter(self._sessions))]
        self._sessions[token] = (coder, kept)
        answer = JSONResponse({"coder": coder})
        answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", path="/", secure=self._secure)
        return answer

    async def _sign_out(self, request: Request) -> Response:
        self._sessions.pop(request.cookies.get(COOKIE, ""), None)
        answer = JSONResponse({"coder": ""})
        answer.delete_cookie(COOKIE, path="/")
        return answer


async def _given(request: Request) -> tuple[str, str] | None:
    """The name and the key of a request to sign in; None if it is none."""
    data = b""
    async for part in request.stream():
        data += part
        if len(data) > _LARGEST:
            return None
    try:
        found: Any = parse_json(data, limit=_LARGEST)
        coder, key = found["coder"], found["key"]
    except (JsonFault, KeyError, TypeError):
        return None
    return (coder, key) if isinstance(coder, str) and isinstance(key, str) else None
