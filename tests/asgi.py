"""A client that hands requests to an application without a server, a socket or another library."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode


@dataclass(frozen=True)
class Answer:
    status_code: int
    headers: dict[str, str]
    content: bytes

    def json(self) -> Any:
        return json.loads(self.content)


@dataclass
class Client:
    """Sends every request with the same host and cookie unless told otherwise."""

    app: Any
    host: str
    cookie: str = ""

    def get(self, path: str, **more: Any) -> Answer:
        return self.send("GET", path, **more)

    def post(self, path: str, **more: Any) -> Answer:
        return self.send("POST", path, **more)

    def send(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        content: bytes = b"",
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
    ) -> Answer:
        path, _, query = path.partition("?")
        body = dumps(json) if json is not None else content
        sent = {"host": self.host, "cookie": self.cookie} | (
            {"content-type": "application/json"} if json is not None else {}
        )
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
            "path": path, "raw_path": quote(path).encode(), "root_path": "", "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 2),
            "query_string": (urlencode(params) if params else query).encode(),
            "headers": [(name.encode(), value.encode()) for name, value in {**sent, **(headers or {})}.items()],
        }  # fmt: skip
        return asyncio.run(self._talk(scope, body))

    async def _talk(self, scope: dict[str, Any], body: bytes) -> Answer:
        messages: list[Any] = []
        waiting = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> Any:
            return waiting.pop(0) if waiting else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            messages.append(message)

        await self.app(scope, receive, send)
        start = messages[0]
        headers = {name.decode(): value.decode() for name, value in start["headers"]}
        return Answer(start["status"], headers, b"".join(message.get("body", b"") for message in messages[1:]))


def dumps(value: Any) -> bytes:
    return json.dumps(value).encode()
