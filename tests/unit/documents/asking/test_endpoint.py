"""An endpoint that misbehaves in every way: what passes is waited for, the rest is told, nothing goes elsewhere."""

from __future__ import annotations

import gzip
import json
import socket
from collections.abc import Callable
from typing import Any

import pytest

from foedus.documents.asking import endpoint as module
from foedus.documents.asking.answers import NoAnswer
from foedus.documents.asking.endpoint import Endpoint, Passing, address
from foedus.documents.asking.prompt import Words, prompt
from foedus.errors import InputError
from language_model import Model, Reply, a_draft, a_model, drafting, saying

QUESTION = prompt("The envoys met.", Words({}, {}, {}))
GOOD = drafting(a_draft("The envoys met."))
KEY = "sk-a-secret-of-the-user"


def ask(*replies: Reply, key: str = "", **options: Any) -> tuple[str, Model, list[float], list[str]]:
    """Ask once; the server gives the replies in their order, the last again and again."""
    waited: list[float] = []
    told: list[str] = []
    with a_model(lambda _, number: replies[min(number, len(replies) - 1)]) as model:
        host = Endpoint(address(model.url), "small", key, sleep=waited.append, told=told.append, **options)
        try:
            return host.ask(QUESTION), model, waited, told
        except (InputError, NoAnswer, Passing) as error:
            error.args = (str(error), model, waited, told)
            raise


def test_a_question_is_one_request_without_tools() -> None:
    content, model, waited, _ = ask(GOOD, key=KEY)
    (body,), (headers,) = model.asked, model.headers
    assert json.loads(content)["drafts"][0]["quote"] == "The envoys met."
    assert (headers["path"], headers["authorization"], waited) == ("/v1/chat/completions", f"Bearer {KEY}", [])
    assert (body["model"], body["temperature"], body["max_tokens"], body["stream"]) == ("small", 0, 4000, False)
    assert body["response_format"]["json_schema"]["strict"] is True
    assert not {"tools", "functions", "tool_choice"} & set(body)
    assert "cookie" not in headers


def test_no_key_is_no_header() -> None:
    _, model, _, _ = ask(GOOD)
    assert "authorization" not in model.headers[0]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 529])
def test_a_busy_host_is_asked_again_after_the_time_it_names(status: int) -> None:
    busy = Reply(b'{"error": {"message": "too many"}}', status, headers={"Retry-After": "7"})
    _, model, waited, told = ask(busy, busy, GOOD)
    assert (len(model.asked), waited) == (3, [7.0, 7.0])
    assert f"answers {status} (too many); asked again in 7 s" in told[0]


def test_without_a_time_the_pauses_double() -> None:
    _, _, waited, _ = ask(*[Reply(b"", 503)] * 4, GOOD)
    assert waited == [1, 2, 4, 8]


def test_a_time_by_the_calendar_that_is_past_is_no_wait() -> None:
    _, _, waited, _ = ask(Reply(b"", 503, headers={"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}), GOOD)
    assert waited == [0]


@pytest.mark.parametrize("value", ["soon", "-5", "1e999", "nan", "²"])
def test_a_time_that_is_none_counts_as_not_given(value: str) -> None:
    _, _, waited, _ = ask(Reply(b"", 503, headers={"Retry-After": value.encode().decode("latin-1")}), GOOD)
    assert waited == [1]


def test_a_host_that_asks_to_wait_for_an_hour_is_left() -> None:
    with pytest.raises(InputError, match=r"asks to wait 3,600 seconds.*run the same command later"):
        ask(Reply(b"", 429, headers={"Retry-After": "3600"}))


def test_a_host_that_stays_busy_is_given_up() -> None:
    with pytest.raises(Passing) as fault:
        ask(Reply(b"", 503))
    assert len(fault.value.args[1].asked) == module.ATTEMPTS


@pytest.mark.parametrize(
    "bad",
    [
        saying('{"drafts": [{"quote": "The env'),
        saying("I cannot do that."),
        saying(""),
        Reply(b'{"choices": [{"message": {"cont'),
        Reply(b'{"choices": []}'),
        Reply(b"[" * 200_000),
        Reply(b"<html>hello</html>", kind="text/html"),
        Reply(GOOD.body, kind=""),
        Reply(b"\xff\xfe\x00"),
        Reply(gzip.compress(GOOD.body), headers={"Content-Encoding": "gzip"}),
        Reply(b" " * 100_000, endless=True),
    ],
)
def test_what_is_no_answer_is_asked_for_once_more(bad: Reply) -> None:
    _, model, _, _ = ask(bad, GOOD)
    assert len(model.asked) == 2
    with pytest.raises(NoAnswer) as fault:
        ask(bad)
    assert len(fault.value.args[1].asked) == 2


def test_what_its_limit_has_cut_is_not_asked_again() -> None:
    with pytest.raises(NoAnswer, match="cut at the limit") as fault:
        ask(saying('{"drafts": [', finish="length"))
    assert len(fault.value.args[1].asked) == 1


def test_an_answer_that_breaks_off_passes() -> None:
    _, model, waited, told = ask(Reply(GOOD.body[:40], promised=len(GOOD.body)), GOOD)
    assert (len(model.asked), waited) == (2, [1])
    assert "broke off" in told[0]


def test_a_slow_host_is_given_up_and_asked_again() -> None:
    _, model, waited, told = ask(Reply(GOOD.body, seconds=4), GOOD, seconds=1.5)
    assert waited[0] == 1
    assert len(model.asked) == len(waited) + 1
    assert "did not answer within 1.5 s" in told[0]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_refused(status: int) -> None:
    with a_model(lambda *_: GOOD) as other:
        with pytest.raises(InputError, match=r"leads on to .*nothing was sent there"):
            ask(Reply(b"", status, headers={"Location": other.url}), key=KEY)
        assert other.asked == []


@pytest.mark.parametrize(
    ("status", "says"), [(400, "--chunk"), (401, "FOEDUS_LLM_KEY"), (404, "name of the model"), (418, "418")]
)
def test_a_refusal_is_told_with_the_next_step_and_without_the_key(status: int, says: str) -> None:
    with pytest.raises(InputError, match=says) as fault:
        ask(Reply(json.dumps({"error": {"message": f"bad key {KEY}"}}).encode(), status), key=KEY)
    assert "[key]" in str(fault.value)
    assert KEY not in str(fault.value)


def test_a_key_that_is_sent_back_is_not_kept() -> None:
    content, _, _, _ = ask(drafting(a_draft("The envoys met.", text=f"Your key is {KEY}")), key=KEY)
    assert KEY not in content
    assert KEY not in repr(Endpoint(address("http://localhost"), "m", KEY))


def test_a_host_that_names_the_limit_otherwise_is_understood() -> None:
    wants = Reply(b'{"error": {"message": "use max_completion_tokens"}}', 400)
    _, model, _, _ = ask(wants, GOOD)
    assert ["max_tokens" in body for body in model.asked] == [True, False]
    assert model.asked[1]["max_completion_tokens"] == 4000


def test_no_server_is_told_at_once() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(InputError, match="is the server running there"):
        Endpoint(address(url), "m", sleep=lambda _: None).ask(QUESTION)


def test_a_host_of_this_machine_is_asked_past_any_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with a_model(lambda *_: GOOD) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url.removesuffix("/v1"))
        _, model, _, _ = ask(GOOD)
        assert (len(model.asked), proxy.asked) == (1, [])


@pytest.mark.parametrize(
    ("url", "loopback", "is_open"),
    [
        ("http://localhost:11434/v1", True, False),
        ("http://127.8.0.1/v1", True, False),
        ("http://[::1]:8080", True, False),
        ("http://192.168.0.7:8080/v1", False, True),
        ("https://llm.example/v1", False, False),
        ("http://localhost.example/v1", False, True),
        ("http://127.0.0.1.example/v1", False, True),
    ],
)
def test_what_stays_on_the_machine_is_known(url: str, loopback: bool, is_open: bool) -> None:
    assert (address(url).is_loopback, address(url).is_open) == (loopback, is_open)


@pytest.mark.parametrize(
    "url",
    [
        "localhost:8080",
        "ftp://x/v1",
        "http://",
        "https://u:secret@x/v1",
        "https://x/v1?key=secret",
        "http://x:99999",
        "http://a b/",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="--llm") as fault:
        address(url)
    assert "secret" not in str(fault.value)


def test_the_whole_address_of_the_questions_may_be_given() -> None:
    found: Callable[[str], str] = lambda url: address(url).url  # noqa: E731
    assert found("http://x") == found("http://x/v1") == found("http://x/v1/") == found("http://x/v1/chat/completions")
