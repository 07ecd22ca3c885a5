"""LaTeX of titles and names as people read it; whatever the converter does, nothing but a note comes of it."""

from __future__ import annotations

import pytest

from foedus.files.works.latex import escaped, plain_text, read_latex


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (r"\href{https://x.org/a%20b}{A title}", "A title"),
        (r"100% of {\"U}ber & \$5 # 6_7", "100% of Über & $5 # 6_7"),
        (r"the 19$^{\textrm{th}}$, H$_2$O, \textit{x}", "the 19th, H2O, x"),
        (r"{\textless}i{\textgreater}Name{\textless}/i{\textgreater}", "Name"),
        ("<i>Name</i> &amp; <span class='nocase'>iPhone</span> &#268;", "Name & iPhone Č"),
        ("a < b > c", "a < b > c"),
        ("1914--1918 --- ``so''", "1914–1918 — “so”"),
        (r"1914--1918 \& after", "1914–1918 & after"),
        (r"{\v S}koda, \c{C}elik, \k{a}, {\i}ran, \OE uvre", "Škoda, Çelik, ą, ıran, Œuvre"),
        (r"\foreignlanguage{german}{Fluß} \noopsort{1973}x", "Fluß x"),
        (r"costs $5 and $6", "costs $5 and $6"),
        (r"\today", ""),
        (r"\title{A}", "A"),
    ],
)
def test_titles_read_as_people_write_them(value: str, plain: str) -> None:
    assert read_latex(value) == (plain, "")


@pytest.mark.parametrize(
    ("value", "part"),
    [
        (r"A \verb", "A"), (r"A \begin{array} B", "A"), (r"A \url", "A"), (r"A \href", "A"),
        (r"A " + "{" * 3000 + r"\a" + "}" * 3000, "A"),
        ("A " + r"\o " * 10_000, "A"), (r"\unheardof{A}", "A"),
    ],
)  # fmt: skip
def test_what_the_converter_cannot_read_is_shown_plain_and_told(
    value: str, part: str, capfd: pytest.CaptureFixture[str]
) -> None:
    text, trouble = read_latex(value)
    assert part in text
    assert "LaTeX" in trouble
    assert capfd.readouterr() == ("", "")


def test_no_file_is_read() -> None:
    assert "root" not in plain_text(r"\input{/etc/passwd} \include{/etc/passwd}")


@pytest.mark.parametrize("text", ["R&D {in} 50 % of #1_2", r"C:\x ^ ~ $5", "plain", "Übung – “so”"])
def test_escaped_text_is_read_back(text: str) -> None:
    assert plain_text(escaped(text)) == text
