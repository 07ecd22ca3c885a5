"""Small inputs that grow when they are read: each is refused by a command within seconds and megabytes that are stated.

    python -m tests.attack bombs [NAME ...]

Each runs in a process of its own whose processor time and memory are measured by the system; one that is accepted, prints a
traceback, or takes more is at fault. The module is long because it is a list of them.
"""

from __future__ import annotations

import io
import os
import resource
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from attack.formats.sheets import packed_sheet
from attack.heavy import HEAVY

SECONDS, MEGABYTES = 2.0, 500.0
"""Beyond what the command takes to start: limits of a refusal."""
_ROOT = Path(__file__).resolve().parents[2]
_LAST = 60
_MEMORY = 8 << 30


@dataclass(frozen=True)
class Bomb:
    """An input and the command that is given it; `sound` ones may be accepted within the limits."""

    name: str
    make: Callable[[Path], None]
    command: tuple[str, ...]
    sound: bool = False


def _writes(name: str, data: bytes | str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())

    return make


def _made(name: str, text: Callable[[], str]) -> Callable[[Path], None]:
    return lambda folder: _writes(name, text())(folder)


def _in_case(name: str, text: Callable[[str], str]) -> Callable[[Path], None]:
    """A new case with the text of one of its files changed."""

    def make(folder: Path) -> None:
        from foedus.case.new import new_case

        new_case(folder / "case")
        path = folder / "case" / name
        path.write_text(text(path.read_text("utf-8")), "utf-8")

    return make


def _zipped(size: int, *, name: str = "x.csv", times: int = 1) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(times):
            packed.writestr(f"{number}/{name}" if times > 1 else name, b"0," * (size // 2))
    return buffer.getvalue()


def _zips_in_zips(depth: int, width: int) -> bytes:
    data = b"a,b\n1,2\n"
    name = "x.csv"
    for _ in range(depth):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
            for number in range(width):
                packed.writestr(f"{number}-{name}", data)
        data, name = buffer.getvalue(), "x.zip"
    return data


def _laughs(levels: int) -> str:
    inner = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, levels))
    return f'<?xml version="1.0"?><!DOCTYPE g [<!ENTITY e0 "haha">{inner}]><graphml><graph edgedefault="directed"><node id="&e{levels - 1};"/></graph></graphml>'


def _strings(levels: int) -> str:
    lines = ['@string{a0 = "xxxxxxxxxx"}']
    lines += [f"@string{{a{at} = {' # '.join([f'a{at - 1}'] * 10)}}}" for at in range(1, levels)]
    return "\n".join([*lines, f"@misc{{k, title = a{levels - 1}, note = {{n}}}}", ""])


def _fifo(folder: Path) -> None:
    os.mkfifo(folder / "pipe")


def _nothing(folder: Path) -> None:
    pass


def _model(text: str) -> Callable[[Path], None]:
    return _writes("m.toml", text)


_DIGITS = "9" * 6000
_NET = ("blocs",)
_NEST = 20_000


def bombs() -> Iterator[Bomb]:
    """Every bomb."""
    conflict, case = ("conflict", "m.toml"), ("case", "check", "case")
    yield Bomb("dotted keys, conflict", _model("a" + ".a" * 50_000 + " = 1\n"), conflict)
    yield Bomb("dotted keys in a table, conflict", _model("[" + "a." * 50_000 + "a]\n"), conflict)
    yield Bomb(
        "many dotted keys, conflict",
        _model("".join(f"{'.'.join(f'k{at}{x}' for x in range(50))} = 1\n" for at in range(3000))),
        conflict,
    )
    yield Bomb(
        "dotted keys, case.toml", _in_case("case.toml", lambda text: "a" + ".a" * 50_000 + " = 1\n" + text), case
    )
    yield Bomb("nested arrays, conflict", _model("a = " + "[" * 100_000 + "]" * 100_000 + "\n"), conflict)
    yield Bomb(
        "nested arrays, case.toml",
        _in_case("case.toml", lambda text: "a = " + "[" * 100_000 + "]" * 100_000 + "\n" + text),
        case,
    )
    yield Bomb(
        "nested inline tables, case.toml",
        _in_case("case.toml", lambda text: "a = " + "{a=" * _NEST + "1" + "}" * _NEST + "\n" + text),
        case,
    )
    yield Bomb(
        "long integer, case.toml",
        _in_case("case.toml", lambda text: text.replace("horizon_years = ", f"horizon_years = {_DIGITS}", 1)),
        case,
    )
    yield Bomb(
        "long hexadecimal, case.toml",
        _in_case("case.toml", lambda text: text.replace("horizon_years = ", f"horizon_years = 0x{_DIGITS}", 1)),
        case,
    )
    yield Bomb("long integer, conflict", _model(f"title = {_DIGITS}\n"), conflict)
    yield Bomb("a million lines of TOML", _model("".join(f"k{at} = {at}\n" for at in range(1_000_000))), conflict)
    for levels in (8, 10, 30):
        yield Bomb(
            f"@string of {levels} levels",
            _in_case("sources.bib", lambda text, levels=levels: _strings(levels) + text),
            case,
        )
    yield Bomb(
        "braces in a title",
        _in_case(
            "sources.bib", lambda text: f"@misc{{k, title = {{{'{' * 30_000}{'}' * 30_000}}}, note = {{n}}}}\n{text}"
        ),
        case,
    )
    yield Bomb(
        "open braces in a bibliography",
        _in_case("sources.bib", lambda text: "@misc{k, title = {" * 30_000 + text),
        case,
    )
    yield Bomb(
        "percent signs and at signs",
        _in_case("sources.bib", lambda text: "% @misc{\n" * 100_000 + "@" * 200_000 + text),
        case,
        sound=True,
    )
    yield Bomb(
        "nested macros in a title",
        _in_case(
            "sources.bib",
            lambda text: (
                f"@misc{{k, title = {{{chr(92)}textbf{{" * 1
                + "\\emph{" * 3000
                + "x"
                + "}" * 3002
                + ", note = {n}}\n"
                + text
            ),
        ),
        case,
        sound=True,
    )
    yield Bomb(
        "month of 6,000 digits",
        _in_case(
            "sources.bib",
            lambda text: f"@misc{{k, title = {{t}}, year = 2019, month = {_DIGITS}, note = {{n}}}}\n{text}",
        ),
        case,
    )
    yield Bomb("a cell of 30 MB, claims.csv", _in_case("claims.csv", lambda text: text + "x" * 30_000_000 + "\n"), case)
    yield Bomb(
        "an open quote over 30 MB, claims.csv",
        _in_case("claims.csv", lambda text: text + '"' + "x,y\n" * 7_000_000),
        case,
    )
    yield Bomb(
        "cell of 90 MB, ties", _writes("t.csv", "source,target,sign\n" + "x" * 90_000_000 + ",b,1\n"), (*_NET, "t.csv")
    )
    yield Bomb(
        "million columns, ties",
        _writes("t.csv", "source,target,sign" + ",x" * 1_000_000 + "\na,b,1\n"),
        (*_NET, "t.csv"),
    )
    yield Bomb(
        "million wrong rows, ties", _writes("t.csv", "source,target,sign\n" + "a,b,x\n" * 900_000), (*_NET, "t.csv")
    )
    yield Bomb("million short rows, ties", _writes("t.csv", "source,target,sign\n" + "a\n" * 900_000), (*_NET, "t.csv"))
    yield Bomb(
        "digits of 5 MB, ties",
        _writes("t.csv", "source,target,sign,weight\na,b,1," + "9" * 5_000_000 + "\n"),
        (*_NET, "t.csv"),
    )
    yield Bomb(
        "combining marks of 5 MB, ties",
        _writes("t.csv", "source,target,sign\na" + "\u0301" * 2_500_000 + ",b,1\n"),
        (*_NET, "t.csv"),
    )
    yield Bomb("file over the limit", _writes("t.csv", b"a" * 101_000_000), (*_NET, "t.csv"))
    yield Bomb("billion laughs, GraphML", _writes("n.graphml", _laughs(12)), (*_NET, "n.graphml"))
    yield Bomb(
        "external entity, GraphML",
        _writes(
            "n.graphml",
            '<?xml version="1.0"?><!DOCTYPE g [<!ENTITY e SYSTEM "file:///etc/passwd">]><graphml><graph><node id="&e;"/></graph></graphml>',
        ),
        (*_NET, "n.graphml"),
    )
    yield Bomb("deep GraphML", _writes("n.graphml", "<graphml>" + "<graph>" * 2_000_000), (*_NET, "n.graphml"))
    yield Bomb(
        "deep GEXF", _writes("n.gexf", "<gexf><graph><nodes>" + '<node id="a"><nodes>' * 300_000), (*_NET, "n.gexf")
    )
    yield Bomb(
        "an attribute of 30 MB, GraphML",
        _writes("n.graphml", f'<graphml><graph><node id="{"a" * 30_000_000}"/></graph></graphml>'),
        (*_NET, "n.graphml"),
    )
    yield Bomb(
        "million attributes, GraphML",
        _writes(
            "n.graphml",
            f"<graphml><graph><node {' '.join(f'a{at}=' + chr(34) + chr(34) for at in range(300_000))}/></graph></graphml>",
        ),
        (*_NET, "n.graphml"),
    )
    yield Bomb("deep GML", _writes("n.gml", "graph [ " * 300_000), (*_NET, "n.gml"))
    yield Bomb("vertices without end, Pajek", _writes("n.net", "*Vertices 99999999\n*Edges\n1 2 1\n"), (*_NET, "n.net"))
    yield Bomb(
        "digits of 5 MB, Pajek",
        _writes("n.net", "*Vertices 2\n*Edges\n1 2 " + "9" * 5_000_000 + "\n"),
        (*_NET, "n.net"),
    )
    yield Bomb(
        "a number of vertices of 5 MB, Pajek",
        _writes("n.net", "*Vertices " + "9" * 5_000_000 + "\n*Edges\n1 2 1\n"),
        (*_NET, "n.net"),
    )
    yield Bomb("million networks, Pajek", _writes("n.paj", "*Network x\n*Vertices 1\n" * 200_000), (*_NET, "n.paj"))
    yield Bomb("deep prior", _writes("p.json", "[" * 400_000), ("assess", "iran-russia-syria", "--prior", "p.json"))
    yield Bomb(
        "prior of digits",
        _writes("p.json", '{"alliance": ' + "9" * 900_000 + "}"),
        ("assess", "iran-russia-syria", "--prior", "p.json"),
    )
    yield Bomb("prior /dev/zero", _nothing, ("assess", "iran-russia-syria", "--prior", "/dev/zero"))
    yield Bomb("prior from a pipe", _fifo, ("assess", "iran-russia-syria", "--prior", "pipe"))
    yield Bomb("ties from a pipe", _fifo, (*_NET, "pipe"))
    yield Bomb("ties from /dev/zero", _nothing, (*_NET, "/dev/zero"))
    yield Bomb("model from a pipe", _fifo, ("conflict", "pipe"))
    yield Bomb("fitted outlook from /dev/zero", _nothing, ("outlook", "show", "IRN", "RUS", "--model", "/dev/zero"))
    yield Bomb("verdict from a pipe", _fifo, ("report", "pipe"))
    yield Bomb("verdict from /dev/zero", _nothing, ("report", "/dev/zero"))
    yield Bomb("deep verdict", _writes("verdict.json", "[" * 2_000_000), ("report", "verdict.json"))
    yield Bomb("dataset from a pipe", _fifo, ("data", "add", "states", "--from", "pipe"))
    yield Bomb("dataset from /dev/zero", _nothing, ("data", "add", "states", "--from", "/dev/zero"))
    yield Bomb(
        "zip of 400 MB, all", _writes("a.zip", _zipped(400_000_000)), ("data", "add", "--all", "--from", "a.zip")
    )
    yield Bomb(
        "zip of 400 MB by name",
        _writes("a.zip", _zipped(400_000_000, name="cow_majors.csv")),
        ("data", "add", "majors", "--from", "a.zip"),
    )
    yield Bomb(
        "zip of 20,000 files", _writes("a.zip", _zipped(20, times=20_000)), ("data", "add", "--all", "--from", "a.zip")
    )
    yield Bomb("zips in zips", _writes("a.zip", _zips_in_zips(2, 60)), ("data", "add", "--all", "--from", "a.zip"))
    yield Bomb(
        "zips in zips in zips", _writes("a.zip", _zips_in_zips(8, 4)), ("data", "add", "--all", "--from", "a.zip")
    )
    yield Bomb("gzip of zeros", _writes("x.csv.gz", _gzip_of_zeros()), ("data", "add", "states", "--from", "x.csv.gz"))
    yield Bomb("empty dataset", _writes("states2016.csv", b""), ("data", "add", "states", "--from", "states2016.csv"))
    yield Bomb(
        "dataset with a cell of 90 MB",
        _writes(
            "states2016.csv",
            b"stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version\n" + b"x" * 90_000_000,
        ),
        ("data", "add", "states", "--from", "states2016.csv"),
    )
    yield Bomb(
        "sheet of a million blanks",
        _writes(
            "t.xlsx",
            packed_sheet(
                '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
            ),
        ),
        (*_NET, "t.xlsx"),
    )
    yield Bomb(
        "sheet that unpacks to 300 MB",
        _writes(
            "t.xlsx",
            packed_sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>' + "x" * 300_000_000 + "</t></is></c></row>"),
        ),
        (*_NET, "t.xlsx"),
    )
    for name, file, text, command in HEAVY:
        yield Bomb(name, _made(file, text), (*command, file))
    yield Bomb("years without end", _nothing, ("panel", "build", "--out", "p.csv", "--years", "1816:100000"))
    yield Bomb("years of 6,000 digits", _nothing, ("panel", "build", "--out", "p.csv", "--years", f"1816:{_DIGITS}"))
    yield Bomb("draws without end", _nothing, ("assess", "iran-russia-syria", "--draws", "99999999999"))
    yield Bomb("horizon of 6,000 digits", _nothing, ("assess", "iran-russia-syria", "--horizon", _DIGITS))


def _gzip_of_zeros() -> bytes:
    import gzip

    return gzip.compress(b"0," * 150_000_000, compresslevel=6, mtime=0)


@dataclass(frozen=True)
class Blast:
    """What a bomb did."""

    name: str
    code: int
    seconds: float  #: Of the processor.
    megabytes: float
    said: str

    def faults(self, bomb: Bomb, *, start: float) -> list[str]:
        found = []
        if "Traceback" in self.said:
            found.append("traceback")
        if self.code not in ((0, 2) if bomb.sound else (2,)):
            found.append(f"exit code {self.code}")
        if self.seconds > SECONDS + start:
            found.append(f"{self.seconds:.1f} s")
        if self.megabytes > MEGABYTES:
            found.append(f"{self.megabytes:.0f} MB")
        return found


def explode(bomb: Bomb) -> Blast:
    """Run the command on the bomb in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        bomb.make(Path(folder))
        return run(bomb.name, bomb.command, Path(folder))


def run(name: str, command: tuple[str, ...], folder: Path) -> Blast:
    """Run a command of the program and measure it."""
    settings = {**os.environ, "FOEDUS_DATA": f"{folder}/data", "PYTHONPATH": str(_ROOT / "src"), "HOME": str(folder)}
    program = [sys.executable, "-m", "foedus.cli", *command]
    if not (_ROOT / "src/foedus/cli/__main__.py").exists():
        program = [sys.executable, "-c", "from foedus.cli import main; main()", *command]

    def limits() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_LAST, _LAST))

    with (folder / "said").open("wb") as said, _patience(_LAST * 2):
        process = subprocess.Popen(
            program, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd=folder, env=settings, preexec_fn=limits
        )
        try:
            _, status, used = os.wait4(process.pid, 0)
        except TimeoutError:
            process.kill()
            _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    text = (folder / "said").read_bytes()[-4000:].decode("utf-8", "replace")
    return Blast(name, process.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000, text)


@contextmanager
def _patience(seconds: int) -> Iterator[None]:
    """Raise TimeoutError after some seconds on the clock."""

    def ring(number: int, frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def usual_start() -> float:
    """Processor seconds in which the program refuses a file that is not there."""
    with tempfile.TemporaryDirectory() as folder:
        return min(run("start", ("blocs", "missing.csv"), Path(folder)).seconds for _ in range(3))


def main(names: list[str]) -> int:
    """Explode what is named, all by default; a line for each; 1 if one is at fault."""
    start = usual_start()
    print(f"bombs: at most {SECONDS:g} s beyond the {start:.1f} s of a start, {MEGABYTES:g} MB, exit code 2")
    faulty = 0
    for bomb in bombs():
        if names and not any(name in bomb.name for name in names):
            continue
        blast = explode(bomb)
        faults = blast.faults(bomb, start=start)
        faulty += bool(faults)
        first = blast.said.strip().split("\n")[0][:110]
        print(
            f"{'FAULT' if faults else 'ok   '} {bomb.name:<40}{blast.seconds:>6.1f} s{blast.megabytes:>7.0f} MB  {', '.join(faults) or first}",
            flush=True,
        )
    print(f"{faulty} at fault")
    return int(faulty > 0)
