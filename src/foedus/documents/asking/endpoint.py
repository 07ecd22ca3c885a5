"""The user's endpoint: one question over HTTP, one answer as text, within limits; a fault that may pass is waited for.

Nothing is sent but to the host that was named: a redirect is refused, cookies are not kept, and to a host of this machine no
proxy is asked. The key stands in one header, and is taken out of whatever the host says.
"""

from __future__ import annotations

import ipaddress
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, proxy_bypass

from foedus.documents.asking.answers import CutOff, NoAnswer, drafts_in
from foedus.documents.asking.estimate import ASKED_AGAIN, MOST_TOKENS
from foedus.documents.asking.prompt import Prompt
from foedus.errors import InputError
from foedus.extras import need
from foedus.files.findings import shorten

if TYPE_CHECKING:
    import httpx

LARGEST = 4_000_000
"""Bytes of the largest answer that is read."""
ATTEMPTS = 6
"""How often a host is asked that is busy, out of order, or not reached."""
LONGEST_WAIT = 120.0
"""Seconds that a host may ask to wait."""
_PASSING = frozenset((408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529))
_HELP = {
    400: "the request does not suit it; does it take `response_format` with a JSON schema, and so long a passage (--chunk)?",
    401: "it wants another key; set FOEDUS_LLM_KEY, or name its variable with --key-env",
    403: "it refuses this key or this machine",
    404: "is the address right, with its /v1, and the name of the model?",
    413: "the passage is too long for it; make chunks smaller with --chunk",
}


class Passing(Exception):
    """A fault that may pass: the same question may be answered later."""

    def __init__(self, reason: str, *, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Address:
    """Where questions go."""

    url: str
    host: str  #: With its port, as it is told.
    is_loopback: bool
    proxy: str = ""  #: Host of the proxy that the environment names; empty for none.

    @property
    def is_open(self) -> bool:
        """Whether everybody on the way can read what is sent."""
        return not self.is_loopback and self.url.startswith("http:")


def address(url: str) -> Address:
    """Return where an endpoint takes questions. Raises InputError if the text is no address of one.

    >>> address("http://localhost:8080").url, address("https://llm.example/api/v1/").host
    ('http://localhost:8080/v1/chat/completions', 'llm.example')
    """
    try:
        found = urlsplit(url.strip())
        host, port = found.hostname or "", found.port
    except ValueError as error:
        raise InputError(f"--llm {url!r} is no address ({error}); expected one as http://127.0.0.1:8080/v1") from None
    if found.username or found.password:
        raise InputError("--llm: an address with a user or password; give the key by the environment (FOEDUS_LLM_KEY)")
    if found.query or found.fragment:
        raise InputError("--llm: an address with ? or #; give it up to /v1, and the key by the environment")
    if found.scheme not in ("http", "https") or not host or any(sign <= " " or sign > "~" for sign in url.strip()):
        raise InputError(f"--llm {url!r}: expected http:// or https:// with a host, as http://127.0.0.1:8080/v1")
    path = found.path.rstrip("/") or "/v1"
    path += "" if path.endswith("/chat/completions") else "/chat/completions"
    loopback = _is_loopback(host)
    shown = f"{host}:{port}" if port else host
    return Address(f"{found.scheme}://{found.netloc}{path}", shown, loopback, "" if loopback else _proxy(found))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _proxy(found: SplitResult) -> str:
    proxies = getproxies()
    named = proxies.get(found.scheme) or proxies.get("all") or ""
    if not named or proxy_bypass(found.hostname or ""):
        return ""
    return urlsplit(named if "//" in named else f"//{named}").hostname or ""


@dataclass
class Endpoint:
    """A host that answers questions.

    Parameters
    ----------
    address : Address
        Where it is.
    model : str
        The name of its model.
    key : str
        What it asks for; empty for nothing. Never shown.
    most_tokens : int
        Tokens of the longest answer.
    seconds : float
        After which an answer is given up.
    sleep : callable
        How waiting is done.
    told : callable
        Takes a line about each wait.
    """

    address: Address
    model: str
    key: str = field(default="", repr=False)
    most_tokens: int = MOST_TOKENS
    seconds: float = 300.0
    sleep: Callable[[float], None] = time.sleep
    told: Callable[[str], None] = lambda _: None
    _limit: str = field(default="max_tokens", init=False)  #: Key under which the host takes the limit of an answer.

    _was_reached: bool = field(default=False, init=False)

    def ask(self, prompt: Prompt) -> str:
        """Return the content of an answer of the form that was asked for.

        Raises
        ------
        InputError
            The host refuses, or asks to wait for too long: no other question would do better.
        NoAnswer
            This question gets no answer of that form.
        Passing
            It was not reached, or did not answer, however often it was asked.
        """
        wrong, attempt = 0, 0
        while True:
            attempt += 1
            try:
                content = self._content(prompt)
                drafts_in(content)
                return content
            except CutOff:
                raise
            except NoAnswer:
                wrong += 1
                if wrong >= ASKED_AGAIN:
                    raise
            except Passing as fault:
                if attempt >= ATTEMPTS:
                    raise
                self._pause(fault, attempt)

    def _pause(self, fault: Passing, attempt: int) -> None:
        wait = min(2.0 ** (attempt - 1), 30.0) if fault.wait is None else fault.wait
        if wait > LONGEST_WAIT:
            raise InputError(
                f"{self.address.host}: {fault}; it asks to wait {wait:,.0f} seconds. What came is kept: run the same command later"
            )
        self.told(f"{self.address.host}: {fault}; asked again in {wait:g} s")
        self.sleep(wait)

    def _content(self, prompt: Prompt) -> str:
        """One answer's content. Raises Passing, NoAnswer and InputError as `ask` does."""
        status, headers, data = self._sent(prompt)
        text = self._clean(data.decode("utf-8", "replace"))
        if 300 <= status < 400:
            onward = shorten(self._clean(headers.get("location", "")))
            raise InputError(
                f"--llm: {self.address.host} leads on to {onward!r}; nothing was sent there. Give that address if you trust it"
            )
        if status == 400 and "max_completion_tokens" in text and self._limit == "max_tokens":
            self._limit = "max_completion_tokens"
            return self._content(prompt)
        if status in _PASSING:
            raise Passing(f"answers {status}{_said(text)}", wait=_retry_after(headers.get("retry-after", "")))
        if status != 200:
            raise InputError(
                f"--llm: {self.address.host} answers {status}{_said(text)}: {_HELP.get(status, 'nothing more can be asked')}"
            )
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json" and not kind.endswith("+json"):
            raise NoAnswer(f"it is {shorten(kind or 'of no type')!r} and not JSON")
        return _of_choice(text)

    def _sent(self, prompt: Prompt) -> tuple[int, httpx.Headers, bytes]:
        """Status, headers and body of an answer, which may neither be too large nor come too slowly."""
        library = need("httpx", what="a language model", otherwise="draft by the rules alone")
        ends = time.monotonic() + self.seconds
        limits = library.Timeout(self.seconds, connect=min(20.0, self.seconds))
        try:
            with (
                library.Client(
                    timeout=limits, follow_redirects=False, trust_env=not self.address.is_loopback
                ) as client,
                client.stream("POST", self.address.url, content=self._body(prompt), headers=self._headers()) as answer,
            ):
                if answer.headers.get("content-encoding", "identity").lower() != "identity":
                    raise NoAnswer("it is packed, which nobody asked for")
                self._was_reached = True
                return answer.status_code, answer.headers, b"".join(_within(answer.iter_raw(), ends))
        except library.ConnectError as error:
            if self._was_reached:
                raise Passing(f"is not reached ({self._clean(str(error))})") from None
            raise InputError(
                f"--llm: nothing answers at {self.address.host} ({self._clean(str(error))}); is the server running there?"
            ) from None
        except library.TimeoutException:
            raise Passing(f"did not answer within {self.seconds:g} s") from None
        except (library.TransportError, library.DecodingError) as error:
            raise Passing(f"is not reached, or broke off ({self._clean(str(error)) or type(error).__name__})") from None
        except (library.HTTPError, library.InvalidURL) as error:
            raise InputError(f"--llm: {self.address.host} cannot be asked ({self._clean(str(error))})") from None

    def _body(self, prompt: Prompt) -> bytes:
        form = {"name": "drafts", "strict": True, "schema": prompt.schema}
        whole: dict[str, Any] = {
            "model": self.model, "temperature": 0, self._limit: self.most_tokens, "stream": False,
            "messages": [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}],
            "response_format": {"type": "json_schema", "json_schema": form},
        }  # fmt: skip
        return json.dumps(whole, ensure_ascii=False).encode()

    def _headers(self) -> dict[str, str]:
        given = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "User-Agent": "foedus",
        }
        return given | ({"Authorization": f"Bearer {self.key}"} if self.key else {})

    def _clean(self, text: str) -> str:
        """A text of the host's without the key, should it send that back."""
        return text.replace(self.key, "[key]") if self.key else text


def _within(pieces: Iterator[bytes], ends: float) -> Iterator[bytes]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > LARGEST:
            raise NoAnswer(f"it has more than {LARGEST:,} bytes")
        if time.monotonic() > ends:
            raise Passing("answers too slowly; --timeout gives it longer")
        yield piece


def _of_choice(text: str) -> str:
    """The content of the first choice; tools that it calls are no answer."""
    try:
        whole = json.loads(text)
        choice = whole["choices"][0]
        content = choice["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise NoAnswer("it is no whole answer of a chat endpoint") from None
    if choice.get("finish_reason") == "length":
        raise CutOff("it was cut at the limit of its tokens; make chunks smaller with --chunk, or raise --max-tokens")
    if not isinstance(content, str) or not content.strip():
        raise NoAnswer("it has no content")
    return content


def _said(text: str) -> str:
    """What a host says of a fault, in a few words."""
    try:
        found = json.loads(text)["error"]
        message = found["message"] if isinstance(found, dict) else found
    except (ValueError, LookupError, TypeError, RecursionError):
        message = ""
    return f" ({shorten(' '.join(str(message).split()))})" if message else ""


def _retry_after(value: str) -> float | None:
    """Seconds that a host asks to wait; None where it says nothing of use."""
    try:
        return max(0.0, float(value)) if value and value.strip().replace(".", "", 1).isdecimal() else _until(value)
    except (ValueError, TypeError, OverflowError):
        return None


def _until(value: str) -> float | None:
    if not value:
        return None
    return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
