"""Fetching from the web: public addresses alone, no redirect, within limits; the server here is one of our own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from foedus.documents import fetch as module
from foedus.documents.fetch import fetch
from foedus.errors import InputError


class Pages(BaseHTTPRequestHandler):
    """Answers by the path that is asked."""

    def do_GET(self) -> None:
        asked = self.path.partition("?")[0]
        self.send_response({"/on": 302, "/gone": 404}.get(asked, 200))
        if asked == "/on":
            self.send_header("Location", "http://169.254.169.254/latest")
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"<html><p>Words</p></html>" * (400 if asked == "/long" else 1))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server on this machine, which is taken for a public one."""
    made = HTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    monkeypatch.setattr(module, "_is_public", lambda _: True)
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost:8080/a", "http://[::1]/", "http://10.0.0.1/", "http://192.168.1.1/",
        "http://169.254.169.254/latest", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://[2002:7f00:1::]/", "http://2130706433/",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    with pytest.raises(InputError, match=r"not public|no host"):
        fetch(address)


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/a",
        "http:///a",
        "http://user:key@example.org/",
        "http://exa mple.org/",
        "http://example.org:99999/",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(address: str) -> None:
    with pytest.raises(InputError, match=r"address|expected"):
        fetch(address)


def test_a_page_is_fetched_with_its_type(server: str) -> None:
    found = fetch(f"{server}/page?id=3")
    assert (found.name, found.media_type) == (f"{server}/page?id=3", "text/html")
    assert found.data == b"<html><p>Words</p></html>"


def test_a_redirect_is_told_and_not_followed(server: str) -> None:
    with pytest.raises(InputError, match=r"leads on to 'http://169\.254\.169\.254/latest'; nothing was fetched"):
        fetch(f"{server}/on")


def test_errors_and_too_much_are_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="answers 404"):
        fetch(f"{server}/gone")
    monkeypatch.setattr(module, "MOST_BYTES", 1_000)
    with pytest.raises(InputError, match="gives more than 1,000 bytes"):
        fetch(f"{server}/long")
