"""A server on loopback that stands for a language model, and can do all that a bad one does."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What the server sends."""

    body: bytes
    status: int = 200
    kind: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    promised: int | None = None  #: Bytes that the header promises, where they are not those that come.
    seconds: float = 0.0  #: Before anything comes.
    endless: bool = False  #: Sends the body again and again.


def saying(content: str, *, finish: str = "stop") -> Reply:
    """An answer of a chat endpoint."""
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content}}
    return Reply(json.dumps({"object": "chat.completion", "choices": [choice]}).encode())


def a_draft(quote: str, **cells: Any) -> dict[str, Any]:
    """A draft as a model writes one."""
    usual = {
        "quote": quote, "kind": "fact", "predicate": "context", "speaker": "", "holder": [], "object": "", "date": "",
        "text": "Something is said.", "new": [], "confidence": 0.75,
    }  # fmt: skip
    return usual | cells


def drafting(*drafts: dict[str, Any]) -> Reply:
    """An answer of the form that was asked for."""
    return saying(json.dumps({"drafts": list(drafts)}))


def passage_of(body: dict[str, Any]) -> str:
    """The passage in a question."""
    said: str = body["messages"][1]["content"]
    return said.partition("<passage>\n")[2].rpartition("\n</passage>")[0]


class Model:
    """The server: it answers as `answer` says, which is given the question and its number from 0."""

    def __init__(self, answer: Callable[[dict[str, Any], int], Reply]) -> None:
        self.answer = answer
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                number = len(model.asked)
                model.asked.append(body)
                model.headers.append({"path": self.path, **{k.lower(): v for k, v in self.headers.items()}})
                self._send(model.answer(body, number))

            def _send(self, reply: Reply) -> None:
                time.sleep(reply.seconds)
                self.send_response(reply.status)
                for name, value in {"Content-Type": reply.kind, **reply.headers}.items():
                    self.send_header(name, value)
                length = reply.promised if reply.promised is not None else len(reply.body)
                if not reply.endless:
                    self.send_header("Content-Length", str(length))
                self.end_headers()
                try:
                    self.wfile.write(reply.body)
                    while reply.endless:
                        self.wfile.write(reply.body)
                except OSError:
                    pass  # the other side has had enough

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@contextmanager
def a_model(answer: Callable[[dict[str, Any], int], Reply]) -> Iterator[Model]:
    """A server that runs as long as the block."""
    model = Model(answer)
    thread = threading.Thread(target=model.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        model.server.shutdown()
        model.server.server_close()
        thread.join()
