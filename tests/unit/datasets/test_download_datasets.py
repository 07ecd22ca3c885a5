"""Downloads against a server on this machine: nothing half-stored, every failure in plain words."""

import gzip
import hashlib
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType

import pytest
from made_files import NMC_7, STATES, zipped

from foedus.datasets import add, download, installed, registry
from foedus.errors import InputError

GOOD = STATES.encode()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        getattr(self, "do_" + self.path.strip("/").split("/")[0])()

    def log_message(self, *args):
        pass

    def send(self, body, status=200, **headers):
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_good(self):
        self.send(GOOD)

    def do_moved(self):
        self.send(b"", 302, Location="/good/states2016.csv")

    def do_circle(self):
        self.send(b"", 302, Location=self.path)

    def do_truncated(self):
        self.send(GOOD[:40], **{"Content-Length": str(len(GOOD))})

    def do_other(self):
        self.send(GOOD.replace(b"France", b"Gaul"))

    def do_absent(self):
        self.send(b"not here", 404)

    def do_broken(self):
        self.send(b"oops", 503)

    def do_empty(self):
        self.send(b"")

    def do_page(self):
        self.send(b"<html>Please accept our terms</html>")

    def do_silent(self):
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(b"stateabb")
        self.wfile.flush()
        time.sleep(1.5)

    def do_drip(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(20):
            try:
                self.wfile.write(b"x" * 100)
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    def do_bomb(self):
        self.send(gzip.compress(b"0" * 30_000_000), Content_Encoding="gzip")

    def do_damaged(self):
        self.send(b"\x1f\x8b\x08\x00 not gzip at all", Content_Encoding="gzip")

    def do_endless(self):
        try:
            self.send(b"0" * 3_000_000)
        except OSError:
            return

    def do_nested(self):
        inner = zipped(**{"NMC-70-abridged__csv": NMC_7})
        self.send(zipped(**{"NMC-v7-abridged__zip": inner}))


@pytest.fixture(scope="module")
def server():
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def _own_data(data_dir, monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@contextmanager
def served(monkeypatch, address, *, id="states", version="2016", sha256=None):
    """Let a dataset have one release only, to be had at `address`."""
    known = registry()[id]
    release = known.release(version, "official")
    name = address.rpartition("/")[2]
    moved = replace(release, download=address, known=None, sha256=MappingProxyType({name: sha256} if sha256 else {}))
    module = __import__("foedus.datasets.add", fromlist=["add"])
    monkeypatch.setattr(module, "find_dataset", lambda _: replace(known, releases=(moved,)))
    yield


def failing(monkeypatch, server, path, **options):
    with served(monkeypatch, f"{server}/{path}", **options), pytest.raises(InputError) as caught:
        add("states")
    assert installed() == []
    assert "foedus data add states --from FILE" in str(caught.value)
    return str(caught.value)


def test_a_file_with_the_known_checksum(monkeypatch, server):
    seen = []
    sha256 = hashlib.sha256(GOOD).hexdigest()
    with served(monkeypatch, f"{server}/good/states2016.csv", sha256=sha256):
        (info,) = add("states", progress=lambda come, total: seen.append((come, total)))
    assert (info.rows, info.sha256) == (3, sha256)
    assert seen[-1] == (len(GOOD), len(GOOD))


def test_a_redirect_is_followed(monkeypatch, server):
    with served(monkeypatch, f"{server}/moved/states2016.csv"):
        assert add("states")[0].rows == 3


def test_an_archive_in_an_archive(monkeypatch, server):
    with served(monkeypatch, f"{server}/nested/NMCv7.zip", id="nmc", version="7.0"):
        assert add("nmc")[0].files.keys() == {"NMC-70-abridged.csv"}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("circle/states2016.csv", "redirects in a circle"),
        ("truncated/states2016.csv", "the download broke off"),
        ("absent/states2016.csv", r"the server answers 404"),
        ("broken/states2016.csv", r"the server answers 503"),
        ("empty/states2016.csv", "the server sent nothing"),
        ("damaged/states2016.csv", "damaged compressed body"),
        ("page/states2016.csv", "a web page"),
    ],
)
def test_what_goes_wrong_is_said_in_plain_words(monkeypatch, server, path, words):
    assert words in failing(monkeypatch, server, path)


def test_another_file_than_the_known_one(monkeypatch, server):
    sha256 = hashlib.sha256(GOOD).hexdigest()
    message = failing(monkeypatch, server, "other/states2016.csv", sha256=sha256)
    assert f"SHA-256 should be {sha256}" in message
    assert "Nothing was stored" in message


def test_a_server_that_falls_silent(monkeypatch, server):
    monkeypatch.setattr(download, "SILENT_SECONDS", 0.3)
    assert "fell silent for 0.3 seconds" in failing(monkeypatch, server, "silent/states2016.csv")


def test_a_server_that_drips(monkeypatch, server):
    monkeypatch.setattr(download, "TOTAL_SECONDS", 0.3)
    assert "the download took more than" in failing(monkeypatch, server, "drip/states2016.csv")


@pytest.mark.parametrize("path", ["bomb/states2016.csv", "endless/states2016.csv"])
def test_more_bytes_than_any_official_file_has(monkeypatch, server, path):
    monkeypatch.setattr(download, "MOST_BYTES", 1_000_000)
    assert "larger than 1 MB" in failing(monkeypatch, server, path)


def test_no_network(monkeypatch, server):
    message = failing(monkeypatch, "http://127.0.0.1:9", "states2016.csv")
    assert "is there a network?" in message
    assert "Fetch it in a browser (https://correlatesofwar.org" in message


def test_a_dataset_that_no_program_can_fetch_says_how_to_get_it():
    with pytest.raises(InputError, match="cannot be downloaded by a program"):
        add("sipri-transfers")
