"""TOML: one loader, every refusal with its line, nothing that takes the machine."""

from __future__ import annotations

import time
import tomllib

import pytest

from foedus.errors import Problem
from foedus.files.findings import Findings
from foedus.files.toml import load_toml


def refusal(text: str) -> Problem:
    findings = Findings()
    assert load_toml("model.toml", text, findings=findings) is None
    (problem,) = findings.problems[:1]
    return problem


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# comments\n# only\n",
        'a = [[1, 2], [3.5, {b = "x.y.z"}]]\n[t.u."v w"]\nk.l = 1979-05-27\n',
        'text = """\n[[[[[[[ " "" {{{{{ a.b.c.d\n"""\nother = \'\'\'it\'s [[[[\'\'\'\n',
        "n = 9_000_000_000\nh = 0xFF\nf = [1.5, 2.5, 3.5]\n",
        "a = [" + "[1.5],\n" * 2000 + "]\n",
    ],
)
def test_what_people_write_is_what_the_standard_library_reads(text: str) -> None:
    findings = Findings()
    assert load_toml("a.toml", text, findings=findings) == tomllib.loads(text)
    assert not findings.problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = " + "[" * 100_000 + "]" * 100_000, "levels"),
        ("x = " + "{a = " * 20_000 + "1" + "}" * 20_000, "levels"),
        (".".join("a" * 50_000) + " = 1", "parts"),
        ("[" + ".".join("a" * 50_000) + "]\nb = 1", "parts"),
        ("x = {" + ".".join("a" * 50_000) + " = 1}", "parts"),
        ("x = " + "1" * 6000, "digits"),
        ("x = 0x" + "f" * 6000, "18 digits"),
        ("x = [1, {y = 10000000000000000000}]", "18 digits"),
        ("x = 1\n" * 400_000, "at most 300,000 characters"),
        ('x = "\\u001b[31m"', "control characters"),
        ('"a\\u0000b" = 1', "control characters"),
        ("x = ‘a’", "U+2018"),
        ("x = “a”", "TOML has straight ones"),
        ("x\u00a0= 1", "U+00A0"),
        ("x =\u200b 1", "U+200B"),
        ('{"a": 1}', "this is JSON"),
        ("<html><body>", "a web page"),
        ("x = 2019-02-30", "valid TOML"),
    ],
)
def test_what_no_person_writes_is_refused_at_once(text: str, expected: str) -> None:
    began = time.process_time()
    problem = refusal(text)
    assert expected in problem.expected
    assert time.process_time() - began < 2
    assert len(str(problem)) < 500


def test_the_line_is_told() -> None:
    assert refusal("a = 1\nb = “x”\n").row == 2
    assert refusal("a = 1\n\nb = " + "9" * 30).row == 3
    assert refusal("a = 1\nb = [\n").row == 2
    assert refusal('[t]\na = 1\nk = "\\u0007"\n').row == 3


def test_a_file_that_may_be_cut_off_is_told():
    findings = Findings()
    assert load_toml("m.toml", "a = 1\nb = 10", findings=findings) == {"a": 1, "b": 10}
    assert findings.notes == ["m.toml: no end of line behind the last line; a file that was cut off looks so"]
