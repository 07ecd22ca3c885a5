"""Several coders: who may come in, in whose name is written, and what those who guess are told."""

from __future__ import annotations

import stat
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from asgi import Answer, Client
from builders import a_coded_case
from foedus.case.coding.log.store import read_log
from foedus.cli.app import app
from foedus.errors import InputError
from foedus.workspace.access import COOKIE
from foedus.workspace.app import make_app
from foedus.workspace.coders import hash_key, is_key, read_coders, remove_coder, set_key
from foedus.workspace.desk import Desk
from foedus.workspace.serve import Place
from foedus.workspace.team import SIGN_IN, TeamAccess

HOST = "127.0.0.1:8123"
PUBLIC = "coding.example.org"


class Waiting:
    """In place of the verdicts."""

    def ask(self) -> None: ...

    def state(self) -> dict[str, Any]:
        return {"status": "waiting", "outcomes": [], "busy": False}


class Team:
    """Two coders over one case, and the waits of those who guessed."""

    def __init__(self, folder: Path) -> None:
        self.case = a_coded_case().write(folder / "case")
        self.file = folder / "coders.toml"
        self.keys = {name: set_key(self.file, name) for name in ("amin", "sara")}
        self.waits: list[float] = []
        desk = Desk(self.case, "amin")

        async def sleep(seconds: float) -> None:
            self.waits.append(seconds)

        self.app = TeamAccess(
            lambda name: make_app(desk.beside(name), Waiting()),  # type: ignore[arg-type]
            coders=self.file,
            hosts=frozenset({HOST, PUBLIC}),
            sleep=sleep,
        )

    def sign_in(self, name: str, key: str) -> Answer:
        return Client(self.app, HOST).post("/sign-in", json={"coder": name, "key": key}, headers=OWN)

    def client(self, name: str) -> Client:
        answer = self.sign_in(name, self.keys[name])
        assert answer.status_code == 200
        return Client(self.app, HOST, answer.headers["set-cookie"].partition(";")[0])


OWN = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


def first_claim(client: Client) -> dict[str, str]:
    rows: list[dict[str, str]] = client.get("/api/tables/claims").json()
    return rows[0]


def set_note(client: Client, word: str, **more: str) -> Answer:
    row = first_claim(client)
    change = {
        "op": "set",
        "table": "claims",
        "row": [row["id"]],
        "field": "note",
        "before": row.get("note", ""),
        "after": word,
    }
    return client.post("/api/changes", json={"changes": [change | more]}, headers=OWN)  # fmt: skip


def test_the_file_holds_no_key_and_is_its_owners_alone(team: Team) -> None:
    text = team.file.read_text()
    assert not any(key in text for key in team.keys.values())
    assert stat.S_IMODE(team.file.stat().st_mode) == 0o600
    assert set(tomllib.loads(text)["coders"]) == {"amin", "sara"}


def test_a_key_is_the_one_of_its_own_hash_alone() -> None:
    kept = hash_key("correct horse battery")
    assert is_key("correct horse battery", kept)
    assert not is_key("correct horse batterz", kept)
    assert not is_key("", hash_key("", salt=bytes(16)))
    assert kept != hash_key("correct horse battery")


def test_each_writes_in_the_own_name(team: Team) -> None:
    amin, sara = team.client("amin"), team.client("sara")
    assert amin.get("/api/overview").json()["coder"] == "amin"
    assert set_note(amin, "by amin").status_code == 200
    assert set_note(sara, "by sara").status_code == 200
    log = read_log(team.case)
    assert [event.after for event in log.events["amin"]] == ["by amin"]
    assert [event.after for event in log.events["sara"]] == ["by sara"]
    sara.post("/api/undo", json={}, headers=OWN)
    assert first_claim(amin)["note"] == "by amin"


def test_nobody_writes_in_anothers_name(team: Team) -> None:
    amin = team.client("amin")
    before = first_claim(amin).get("coder", "")
    assert set_note(amin, "sara", field="coder", before=before).status_code == 422
    assert amin.post("/api/overview?coder=sara", json={"coder": "sara"}, headers=OWN).status_code == 405
    assert set(read_log(team.case).events) == {"file"}


@pytest.mark.parametrize("path", ["/api/case", "/api/tables/claims", "/main.js", "/index.html", "/nowhere"])
def test_nothing_of_the_case_is_shown_before_signing_in(team: Team, path: str) -> None:
    client = Client(team.app, HOST, f"{COOKIE}=a-guess")
    assert client.get(path).status_code == 403
    assert client.get("/").headers["location"] == SIGN_IN
    assert client.get(SIGN_IN).status_code == 200


def test_a_wrong_key_and_a_wrong_name_are_answered_alike_and_ever_later(team: Team) -> None:
    answers = [team.sign_in(name, "a guess") for name in ("amin", "nobody") for _ in range(5)]
    assert {(answer.status_code, answer.content) for answer in answers} == {(403, answers[0].content)}
    assert team.waits[:5] == team.waits[5:] == [0.5, 1.0, 2.0, 4.0, 4.0]
    team.client("amin")
    team.sign_in("amin", "a guess")
    assert team.waits[-1] == 0.5


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"coder":1,"key":2}', b'{"coder":"amin"}', b"x" * 3000])
def test_what_is_no_request_to_sign_in_is_refused(team: Team, body: bytes) -> None:
    headers = OWN | {"content-type": "application/json"}
    assert Client(team.app, HOST).post("/sign-in", content=body, headers=headers).status_code == 400


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"content-type": "text/plain"}, {"host": "evil"}]
)
def test_other_sites_may_not_sign_anybody_in(team: Team, headers: dict[str, str]) -> None:
    body = {"coder": "amin", "key": team.keys["amin"]}
    assert Client(team.app, HOST).post("/sign-in", json=body, headers=OWN | headers).status_code in (403, 421)


def test_a_coder_who_is_taken_out_or_has_a_new_key_is_out_at_once(team: Team) -> None:
    amin, sara = team.client("amin"), team.client("sara")
    remove_coder(team.file, "amin")
    set_key(team.file, "sara")
    assert amin.get("/api/case").status_code == 403
    assert sara.get("/api/case").status_code == 403
    assert team.sign_in("sara", team.keys["sara"]).status_code == 403
    team.file.write_text("nonsense")
    assert team.sign_in("sara", team.keys["sara"]).status_code == 403


def test_who_signs_out_is_out(team: Team) -> None:
    amin = team.client("amin")
    amin.post("/sign-out", json={}, headers=OWN)
    assert amin.get("/api/case").status_code == 403


def test_the_cookie_is_out_of_the_reach_of_scripts_and_behind_a_proxy_of_plain_http(team: Team) -> None:
    team.app._secure = True
    cookie = team.sign_in("amin", team.keys["amin"]).headers["set-cookie"].lower()
    assert {"httponly", "samesite=strict", "secure"} <= set(cookie.split("; "))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("coders = 1", "is no file of coders"),
        ("[coders]\namin = 'plain'", "the key of 'amin' is no hash"),
        ("[coders]\nAmin = 'x'", "cannot be the name of a coder"),
        ("[coders", "coders.toml"),
        ("[other]", "is no file of coders"),
    ],
)
def test_a_file_that_names_no_coders_is_refused(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "coders.toml"
    path.write_text(text)
    with pytest.raises(InputError, match=told):
        read_coders(path)


@pytest.mark.parametrize(("name", "password"), [("Amin Z.", ""), ("file", ""), ("amin", "short"), ("amin", "x" * 201)])
def test_a_name_that_is_none_and_a_password_that_is_short_are_refused(tmp_path: Path, name: str, password: str) -> None:
    with pytest.raises(InputError):
        set_key(tmp_path / "coders.toml", name, password=password)
    assert not (tmp_path / "coders.toml").exists()


@pytest.mark.parametrize(
    ("place", "named", "told"),
    [
        (Place(host="0.0.0.0"), True, "is not this machine alone"),
        (Place(host="192.0.2.7"), True, "is not this machine alone"),
        (Place(proxy=PUBLIC), False, "name the coders"),
        (Place(proxy="https://coding.example.org/"), True, "expected the name"),
    ],
)
def test_nobody_else_comes_in_without_a_proxy_and_names(place: Place, named: bool, told: str) -> None:
    with pytest.raises(InputError, match=told):
        place.check(named=named)


def test_loopback_and_a_proxy_are_places() -> None:
    for place in (Place(), Place(host="::1"), Place(host="localhost"), Place(host="0.0.0.0", proxy=PUBLIC)):
        place.check(named=True)


def test_without_a_terminal_the_password_is_the_first_line_of_standard_input(tmp_path: Path) -> None:
    asked = ["workspace", "coder", "amin", "--coders", str(tmp_path / "coders.toml"), "--password"]
    done = CliRunner().invoke(app, asked, input="a long one, and secret\nmore\n")
    assert (done.exit_code, done.output) == (0, "amin signs in with the password\n")
    assert is_key("a long one, and secret", read_coders(tmp_path / "coders.toml")["amin"])
    none = CliRunner().invoke(app, asked, input="")
    assert isinstance(none.exception, InputError)
