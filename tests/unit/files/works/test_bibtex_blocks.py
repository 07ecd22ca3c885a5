"""What belongs together in a BibTeX file, what does not close, and what is refused for its size."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from foedus.files.findings import Findings
from foedus.files.works.bibtex import LONGEST_VALUE, read_bibtex
from foedus.files.works.entry import BibEntry


def read(text: str) -> tuple[dict[str, BibEntry], Findings]:
    findings = Findings()
    return read_bibtex("sources.bib", text, findings=findings), findings


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("@misc{k, abstract = {one\n@book{two, x\n} three}}", "abstract", "one\n@book{two, x\n} three"),
        ("@article(k, title = {A (b) c}, year = 2001)", "title", "A (b) c"),
        ('@misc{k, title = "A {"}quoted{"} word"}', "title", 'A {"}quoted{"} word'),
        (r'@misc{k, title = "K\"onig"}', "title", r"K\"onig"),
        (r"@misc{k, title = {a \} b}}", "title", r"a \} b"),
        (r"@misc{k, path2 = {C:\}}", "path2", "C:\\"),
        ("@misc{k,\n % a remark, with } and {\n title = {T}, % end\n}", "title", "T"),
        ("@misc{k, title = {T}}@misc{l, title = {U}}", "title", "T"),
        ("@MISC {k , TITLE={T} , }", "title", "T"),
        ("% @misc{old, title = {O}}\n@misc{k, title = {T}}", "title", "T"),
        ("@comment{ @misc{old, title = {O}} }\n@misc{k, title = {T}}", "title", "T"),
        ("me@example.org wrote\n@misc{k, title = {T}}", "title", "T"),
    ],
)
def test_braces_decide_what_belongs_together(text: str, field: str, value: str) -> None:
    entries, findings = read(text)
    assert findings.problems == []
    assert entries["k"].get(field) == value
    assert set(entries) <= {"k", "l"}


def test_of_two_entries_on_one_line_both_are_read() -> None:
    assert set(read("@misc{k, title = {T}} @misc{l, title = {U}}")[0]) == {"k", "l"}


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        (
            "@misc{a, title = {A}}\n@misc{k,\n title = {T,\n year = 2001}\n@misc{z, title = {Z}}\n",
            3,
            "brace that closes the value of title",
        ),
        ('@misc{k,\n title = "T,\n year = 2001}\n', 2, "quote that closes the value of title"),
        ("@misc{k,\n title = {T},\n year = 2001\n", 1, "closes the entry"),
        ("@misc{k,\n title = {T}\n year = 2001\n}", 3, "comma"),
        ("@misc{k,\n title {T},\n year = 2001\n}", 2, "a field such as title"),
        ("@misc{k,\n title = {T}},\n year = {2001},\n}", 3, "a brace too many"),
        ("@misc{, title = {T}}", 1, "a key"),
        ("@misc{a b, title = {T}}", 1, "a key"),
        ("@misc{k, title = {T}}\n@book{k, title = {U}}", 2, "each key once"),
        ("@misc{k, title = {T}, journal = apsr}", 1, "macro"),
    ],
)
def test_what_is_broken_is_told_once_where_it_begins(text: str, line: int, part: str) -> None:
    _, findings = read(text)
    assert len(findings.problems) == 1
    assert (findings.problems[0].row, part in findings.problems[0].expected) == (line, True)


def test_after_a_broken_entry_the_others_are_read() -> None:
    entries, _ = read("@misc{k,\n title = {T,\n}\n@misc{z, title = {Z}}\n")
    assert entries["z"].get("title") == "Z"
    assert entries["k"].broken


def test_an_entry_swallowed_by_a_value_is_told() -> None:
    _, findings = read("@misc{k, note = {x\n@book{lost, title = {L}}\n}, title = {T}}")
    assert any("holds what looks like an entry (@book{lost, title =" in note for note in findings.notes)


def test_text_between_entries_is_counted() -> None:
    _, findings = read("Exported today\n@misc{k, title = {T}}\nthe end\n")
    assert findings.notes == ["sources.bib: 2 lines of text between the entries, not read"]


def nested_strings(levels: int) -> str:
    """Each macro is ten times the one before: ten levels are ten billion characters."""
    lines = ['@string{m0 = "0123456789"}']
    lines += [f"@string{{m{n} = {' # '.join([f'm{n - 1}'] * 10)}}}" for n in range(1, levels)]
    return "\n".join([*lines, f"@misc{{k, title = m{levels - 1}}}"])


@pytest.mark.parametrize(
    "text",
    [
        nested_strings(12),
        "@misc{k, title = {" + "x" * (LONGEST_VALUE + 1) + "}}",
        "@misc{k, title = {T}, year = {2017}, month = " + "9" * 5000 + "}",
        "@a{k,x={" * 50_000,
        "@comment{" * 50_000,
        "@misc{k, title = {" + "{" * 100_000,
        '@misc{k, title = "' * 20_000,
        "@misc{k, a = " + " # ".join(["{x}"] * 200_000) + "}",
    ],
    ids=["strings", "value", "month", "open entries", "open comments", "open braces", "open quotes", "pieces"],
)
def test_what_would_take_memory_or_time_is_refused_at_once(text: str) -> None:
    tracemalloc.start()
    started = time.process_time()
    entries, findings = read(text)
    seconds = time.process_time() - started
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert findings.problems or entries["k"].get("month").startswith("999")
    assert len(findings.problems) < 200
    assert seconds < 10  # tracing memory takes some five times the time of the reading itself
    assert peak < 200_000_000
