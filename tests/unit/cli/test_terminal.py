"""What reaches the terminal: no text that commands it, JSON alone where asked, every encoding, every reader that leaves."""

from __future__ import annotations

import ctypes
import functools
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer

from builders import a_case, a_coded_case
from foedus.case.coding.log.store import open_log
from foedus.case.exchange.hand_out import hand_out
from foedus.case.texts.add import Given, Original, add_documents
from foedus.cli import main
from foedus.cli.app import app
from foedus.cli.program import Command, Program
from foedus.documents.exchange.dna_write import write_dna
from foedus.events import add as add_events
from foedus.history.shipped import load_table
from foedus.outlook.model import load_model
from foedus.outlook.publication import publish, save_publication
from foedus.session.run import run
from made_support import add_support
from made_votes import add_votes

CLI = Path(__file__).parents[3] / "src" / "foedus" / "cli"
HOSTILE = "\x1b[31m\x9b2J\u202eevil\u2028\udcff\x7f\r\x07\u2066"
SENT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What must reach no stream, written here once more as the issue asks for it."""


def leaves(group: Any = None, name: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command of the program with its words."""
    for word, command in (group or typer.main.get_command(app)).commands.items():
        if hasattr(command, "commands"):
            yield from leaves(command, (*name, word))
        else:
            yield (*name, word), command


COMMANDS = dict(leaves())
WITH_JSON = [name for name, command in COMMANDS.items() if any("--json" in one.opts for one in command.params)]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a case, a result and inputs of the models."""
    folder = tmp_path_factory.mktemp("workshop")
    a_coded_case().write(folder / "case")
    run(folder / "case", {"draws": 20}).write(folder / "results")
    (folder / "old.dna").write_bytes(write_dna(hand_out(a_coded_case().build())[0])[0])
    a_coded_case().write(folder / "logged")
    open_log(folder / "logged", at="")
    a_coded_case().write(folder / "texts")
    add_documents(folder / "texts", [Original("talks.txt", b"Norway met Iran in May 2014.")])
    texts = {
        "ties.csv": "source,target,sign\nArda,Belor,1\nBelor,Corvan,-1\nArda,Corvan,1\n",
        "gulf.csv": "date,source,target,code\n1980-09-22,IRQ,IRN,223\n",
        "actors.csv": "actor,size\nArda,3\nBelor,2\nCorvan,2\n",
        "pairs.csv": "source,target,propensity\nArda,Belor,-1\nArda,Corvan,-1\n",
        "transit.csv": "actor,capability,position,salience\nArda,4,0,0.5\nBelor,2,6,1\nCorvan,1,10,0.4\n",
        "duel.toml": 'status_quo = "s1"\ndecision_makers = [{ id = "arda", ranking = "s2 > s1 > s3 = s4" }, '
        '{ id = "belor", ranking = "s1 > s2 > s4 > s3" }]\n'
        'options = [{ id = "arm", owner = "arda" }, { id = "bow", owner = "belor" }]\n',
        "hostile.graphml": '<graphml><key id="s" for="edge" attr.name="sign" attr.type="int"/><graph edgedefault="undirected">'
        '<node id="a&#x9b;2J"/><node id="b&#x202e;"/><edge source="a&#x9b;2J" target="b&#x202e;"><data key="s">-1</data>'
        "</edge></graph></graphml>",
        "hostile.csv": f"source,target,sign\nA{HOSTILE[:-3]},B,1\n".replace("\udcff", "").replace("\r", ""),
        "hostile.toml": '[[decision_makers]]\nid = "a\\u009b\\u202e"\nranking = "s\\u009b1"\n',
    }
    texts |= {
        "speech.txt": "Arda will never sign.\n",
        "another.txt": "Arda has signed.\n",
        "third.txt": "Arda will never, ever sign.\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    members = a_case().with_actor("iran", ccode=630).with_actor("russia", ccode=365)
    members.with_settings(focal_pair=["iran", "russia"], theatre="Syria").write(folder / "of-two-members")
    a_coded_case().write(folder / "texted")
    add_documents(folder / "texted", [folder / "speech.txt"], given=Given(source="arda-news"))
    return folder


def call(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Run the program and return exit code, output and errors."""
    monkeypatch.setattr("sys.argv", ["foedus", *words])
    with pytest.raises(SystemExit) as end:
        main()
    out, err = capfd.readouterr()
    return end.value.code or 0, out, err


JSON = {
    "assess": "case --draws 20",
    "explain": "--list --from results",
    "score": "case --draws 20",
    "record": "case",
    "draft": "texts",
    "networks": "case",
    "contradictions": "case",
    "exchange export": "case --out out.dna",
    "exchange import": "old.dna --out imported",
    "blocs": "ties.csv",
    "landscape": "actors.csv pairs.csv",
    "conflict": "duel.toml",
    "commitment": "case",
    "bargain": "transit.csv --draws 20",
    "case check": "case",
    "case show": "case",
    "case list": "",
    "case migrate": "case",
    "case sources": "case",
    "case agreement": "case case",
    "case merge": "case case --out joined",
    "case log": "logged",
    "case evidence": "of-two-members --from vetoes",
    "documents add": "texted another.txt",
    "documents anchor": "texted speech",
    "documents list": "texted",
    "documents revise": "texted speech third.txt",
    "documents purge": "texted speech --reason asked --coder amin --yes",
    "documents show": "texted speech",
    "data list": "",
    "data info": "states",
    "data check": "",
    "events list": "",
    "events check": "",
    "events add": "gulf.csv --scale weis",
    "events series": "keds Iran Iraq",
    "events table": "keds --out pairs.csv",
    "outlook show": "IRN RUS",
    "outlook backtest": "",
    "outlook claim": "",
    "outlook rank": "--state entente --year 1946 --of Iran",
    "outlook score": "published.csv",
    "support pair": "IRN RUS",
    "support theatre": "Syria --years 2011",
    "votes pair": "IRN RUS",
    "votes vetoes": "",
}
"""What each command that has --json is given; a new one needs a line here."""


@pytest.fixture
def loud(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every command work with a library that prints to standard output: from Python, from C, past both."""

    def deafening(work: Any) -> Any:
        @functools.wraps(work)
        def inner(*args: Any, **options: Any) -> Any:
            print("Python prints")
            os.write(1, b"the system prints\n")
            ctypes.CDLL(None).printf(b"C prints ")
            return work(*args, **options)

        return inner

    def walk(program: typer.Typer) -> None:
        for info in program.registered_commands:
            monkeypatch.setattr(info, "callback", deafening(info.callback))
        for group in program.registered_groups:
            walk(group.typer_instance)

    walk(app)


@pytest.fixture
def no_history(monkeypatch: pytest.MonkeyPatch) -> None:
    """Outlooks in no time, with a figure that JSON does not know."""
    for name in ("claim.estimate_all", "backtest.run_backtest", "table.score_table"):
        monkeypatch.setattr(f"foedus.outlook.{name}", lambda *_, **__: None)
    for name in ("results.claim_rows", "results.score_rows", "results.route_record", "table.reliability_table"):
        monkeypatch.setattr(f"foedus.outlook.{name}", lambda *_, **__: [{"ratio": float("nan"), "high": float("inf")}])
    monkeypatch.setattr("foedus.cli.outlook._history", lambda _: (None, None))


def refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


@pytest.mark.parametrize("words", [" ".join(name) for name in WITH_JSON])
@pytest.mark.usefixtures("loud", "no_history")
def test_json_is_printed_alone_and_strict_whatever_a_library_prints(
    words: str, workshop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(workshop)
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path))
    if words.startswith("votes") or words == "case evidence":
        add_votes(tmp_path / "files")
    if words in ("events series", "events table"):
        add_events("gulf.csv", scale="weis")
    if words.startswith("support"):
        add_support(tmp_path / "files")
    if words == "outlook score":
        save_publication(
            publish(load_model(), load_table(), 1946, on=date(1946, 12, 31), draws=20), workshop / "published.csv"
        )
    code, out, err = call(monkeypatch, capfd, *words.split(), *JSON[words].split(), "--json")
    assert code == 0, err
    json.loads(out, parse_constant=refuse)
    assert "Python prints" in err
    assert "the system prints" in err


@pytest.mark.parametrize("name", list(COMMANDS), ids=" ".join)
def test_the_part_that_words_call_is_that_command(name: tuple[str, ...]) -> None:
    assert dict(leaves(typer.main.get_command(app.part([*name, "case", "--help"])))).keys() == {name}


@pytest.mark.parametrize("words", [[], ["--version"], ["--help", "assess"], ["asess"], ["check"], ["-h"]])
def test_words_that_name_no_command_call_the_whole(words: list[str]) -> None:
    assert app.part(words) is app


def test_a_group_without_one_of_its_commands_is_whole() -> None:
    for words in (["case"], ["case", "chek"], ["case", "--help"]):
        whole = {name for name in COMMANDS if name[0] == "case"}
        assert dict(leaves(typer.main.get_command(app.part(words)))).keys() == whole


@pytest.mark.usefixtures("no_history")
def test_a_number_that_json_does_not_know_is_null(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = call(monkeypatch, capfd, "outlook", "claim", "--json")
    assert json.loads(out) == [{"ratio": None, "high": None}]


def hostile_calls(name: tuple[str, ...]) -> Iterator[list[str]]:
    """A command with one hostile value after another, the rest of what it must be given hostile too."""
    parameters = [one for one in COMMANDS[name].params if one.name != "help"]
    needed = [HOSTILE for one in parameters if one.param_type_name == "argument"]
    needed_options = [f"{one.opts[0]}={HOSTILE}" for one in parameters if one.required and one.opts[0][:1] == "-"]
    yield [*name, *needed, *needed_options]
    for one in parameters:
        if one.param_type_name == "option" and not one.is_flag:
            places = max(1, one.nargs)
            yield [*name, *needed, *needed_options, one.opts[0], *[HOSTILE] * places]
    yield [*name, f"--{HOSTILE}"]


@pytest.mark.parametrize("name", list(COMMANDS), ids=" ".join)
def test_no_text_of_an_option_or_a_name_commands_the_terminal(
    name: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "store"))
    for words in hostile_calls(name):
        code, out, err = call(monkeypatch, capfd, *words)
        assert code in (0, 2), (words, err)
        assert not SENT.search(out), words
        assert not SENT.search(err), words
        assert "Traceback" not in err


@pytest.mark.parametrize(
    "words", ["blocs hostile.graphml", "blocs hostile.csv", "conflict hostile.toml", "case check ."]
)
def test_no_text_of_a_file_commands_the_terminal(
    words: str, workshop: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(workshop)
    _, out, err = call(monkeypatch, capfd, *words.split())
    assert out + err
    assert not SENT.search(out + err)


def test_the_text_of_a_verdict_is_shown_and_stays_json(
    workshop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    verdict = json.loads((workshop / "results/verdict.json").read_text(encoding="utf-8"))
    name = verdict["sentences"][0]["id"]
    text = f"\x1b[31m\x9b\u202e\x7f{verdict['sentences'][0]['text']}"
    verdict["sentences"][0]["text"] = text
    (tmp_path / "verdict.json").write_text(json.dumps(verdict), encoding="utf-8")
    _, out, err = call(monkeypatch, capfd, "explain", name, "--from", str(tmp_path))
    assert "\\u001b[31m\\u009b\\u202e\\u007f" in out, err
    _, out, _ = call(monkeypatch, capfd, "explain", name, "--from", str(tmp_path), "--json")
    assert not SENT.search(out)
    assert json.loads(out)["title"] == text


def program(*words: str, cwd: Path, before: str = "", **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the program as the shell does."""
    code = f"import sys\n{before}\nfrom foedus.cli import main\nsys.argv = ['foedus', *sys.argv[1:]]\nmain()"
    return subprocess.run([sys.executable, "-c", code, *words], cwd=cwd, stderr=subprocess.PIPE, **options)


@pytest.mark.parametrize(
    "encoding", ["ascii", *(pytest.param(name, marks=pytest.mark.slow) for name in ("latin-1", "cp1252"))]
)
def test_what_the_encoding_lacks_has_a_plain_form(
    encoding: str, workshop: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(workshop)
    where = {**os.environ, "PYTHONIOENCODING": encoding}
    done = program("explain", "alliance", "--from", "results", cwd=workshop, env=where, stdout=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert not SENT.search(done.stdout.decode(encoding))
    asked = program("case", "list", "--json", cwd=workshop, env=where, stdout=subprocess.PIPE)
    _, plain, _ = call(monkeypatch, capfd, "case", "list", "--json")
    assert json.loads(asked.stdout.decode("ascii")) == json.loads(plain)


def test_bars_and_frames_have_a_plain_form() -> None:
    from foedus.cli import terminal
    from foedus.report.console import bar

    assert terminal
    assert bar(0.25, 0.5, high=0.75, width=8).encode("ascii", "foedus") == b"##==|=.."
    assert "╭─┬│é😀".encode("ascii", "foedus") == b"+-+|\\u00e9\\U0001f600"


def test_a_reader_that_leaves_ends_no_work(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = program("case", "new", "mine", cwd=tmp_path, stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "mine" / "case.toml").is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_a_full_disk_behind_the_output_is_told(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = program("--version", cwd=tmp_path, stdout=full)
    assert done.returncode == 2
    assert re.fullmatch(rb"foedus: cannot write to standard output: No space left on device; .*\n", done.stderr)


def test_results_and_notes_keep_their_order_in_one_stream() -> None:
    code = "import sys\nfrom foedus.cli.terminal import say, streams, tell\nwith streams():\n    say(1); tell(2); say(3); tell(4)"
    both = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True)
    assert both.stdout == b"1\n2\n3\n4\n"


def test_without_any_stream_the_work_is_done(tmp_path: Path) -> None:
    code = "import os, sys\nfrom foedus.cli import main\nsys.argv = ['foedus', 'case', 'new', 'mine']\nmain()"
    shell = f'exec "{sys.executable}" -c "{code}" <&- >&- 2>&-'
    assert subprocess.run(["sh", "-c", shell], cwd=tmp_path, check=False).returncode == 0
    assert b"foedus" not in (tmp_path / "mine" / "sources.csv").read_bytes()[:6]


def test_what_a_library_prints_when_the_program_ends_is_no_result(tmp_path: Path) -> None:
    before = "import atexit, ctypes, os\natexit.register(lambda: (print('late'), os.write(1, b'later\\n'), ctypes.CDLL(None).puts(b'last')))"
    done = program("--version", cwd=tmp_path, before=before, stdout=subprocess.PIPE)
    assert re.fullmatch(rb"foedus [\d.]+\n", done.stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_our_own_colours_are_sent_to_a_terminal_that_a_title_cannot_command(tmp_path: Path) -> None:
    import pty

    case = a_coded_case().with_settings(title="Alder \u202e Birch").write(tmp_path / "case")
    run(case, {"draws": 20}).write(tmp_path / "results")
    master, slave = pty.openpty()
    where = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    where.pop("NO_COLOR", None)
    done = program("explain", "alliance", "--from", "results", cwd=tmp_path, env=where, stdout=slave)
    os.close(slave)
    seen = os.read(master, 100_000).decode("utf-8")
    os.close(master)
    assert done.returncode == 0
    assert "\x1b[1m" in seen
    assert not SENT.search(re.sub("\x1b\\[[0-9;]*m|\r", "", seen))


def test_every_command_is_one_of_ours_and_prints_through_the_terminal() -> None:
    assert all(isinstance(command, Command) for command in COMMANDS.values())
    assert isinstance(app, Program)
    for path in CLI.glob("*.py"):
        if path.name in ("terminal.py", "console.py", "interrupts.py"):
            continue
        found = re.findall(
            r"typer\.(?:s?echo|secho)|\bprint\(|sys\.stdout|\bConsole\(|json\.dumps", path.read_text("utf-8")
        )
        assert not found, (path.name, found)
