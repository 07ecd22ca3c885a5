"""Laws of reading and writing: what is written is read back, and writing twice changes nothing."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import CaseBuilder, a_case, a_rated_case
from foedus.case.model import Case
from foedus.case.read import case_from_files
from foedus.case.workbook.read import case_from_workbook
from foedus.case.workbook.write import workbook_bytes
from foedus.case.write import render_case
from foedus.errors import CaseError
from foedus.files.characters import clean_name

# Texts as people write them: any letter, sign and line break of any language, no control characters, no
# blanks at the ends; those the reader takes off and notes.
# U+FFFE and U+FFFF are no characters, and no XML file can hold them.
CHARACTERS = st.characters(
    exclude_categories=("Cc", "Cs"), include_characters="\n\t", exclude_characters="\ufffe\uffff"
)
TEXTS = st.text(CHARACTERS, min_size=1, max_size=40).map(str.strip).filter(bool)
ELEMENTS = TEXTS.map(lambda text: text.replace("|", "/"))
DAMAGED = {
    **a_rated_case().with_answer("isolation", "unknown").with_step("s1", "talks").files(),
    "documents.csv": b"id,source,file,sha256,media_type,language,date,retrieved,licence\nspeech,,speech.txt,"
    + b"e3b0" * 16
    + b",text/plain,en,,,\n",
    "anchors.csv": b'claim,document,start,stop,exact,prefix,suffix\ns1,speech,0,4,Arda,," talks.\n"\n',
    "documents/speech.txt": b"Arda talks.\n",
}
BIB_TEXTS = TEXTS.filter(lambda text: not set(text) & set('{}"\\@%'))
PREDICATES = {
    "position": ("border", -1), "interest": ("pipeline", 0), "threat": ("corvan", 0), "relation": ("belor", -1),
    "action": ("belor", -1),
}  # fmt: skip


@st.composite
def claims(draw: st.DrawFn) -> dict[str, object]:
    predicate = draw(st.sampled_from(sorted(PREDICATES)))
    target, low = PREDICATES[predicate]
    between = predicate in ("relation", "action")
    channel = draw(st.sampled_from(["", "arms", "legal"])) if between else ""
    return {
        "predicate": predicate,
        "object": target,
        "holder": draw(st.lists(st.sampled_from(["arda", "envoy"]), min_size=1, max_size=2, unique=True)),
        "value": repr(draw(st.floats(low, 1, allow_subnormal=False))),
        "negated": draw(st.booleans()),
        "component": draw(st.sampled_from(["", "power", "intent"])) if predicate == "threat" else "",
        "channel": channel,
        "level": draw(st.sampled_from(["", "1", "6"])) if channel else "",
        "date": draw(st.sampled_from(["", "2015", "2015-07-31", "2014-22~", "2013/2015-02"])),
        "credibility": draw(st.integers(1, 6)),
        "text": draw(TEXTS),
        "note": draw(st.one_of(st.just(""), TEXTS)),
        "reference": draw(st.lists(st.sampled_from(["study-1", "arda-news"]), max_size=2, unique=True)),
    }


def is_clean(name: str) -> bool:
    """Whether a name is read as it is written: one that is not is told, and written clean."""
    return clean_name(name) == name


@st.composite
def cases(draw: st.DrawFn) -> CaseBuilder:
    aliases = draw(st.lists(ELEMENTS.filter(is_clean), max_size=3, unique=True))
    builder = a_case().with_actor(
        "envoy", name=draw(TEXTS.filter(is_clean)), kind="person", part_of="arda", roll_up="as_voice", aliases=aliases
    )
    builder = builder.with_settings(title=draw(TEXTS), horizon_years=draw(st.integers(1, 50)))
    builder = builder.with_source("extra", title=draw(BIB_TEXTS), abstract=draw(BIB_TEXTS))
    for number, cells in enumerate(draw(st.lists(claims(), max_size=6))):
        builder = builder.with_claim(f"c{number}", **cells)
    return builder


def content(case: Case) -> Case:
    return replace(case, file_hashes={}, notes=())


@settings(max_examples=60, deadline=None)
@given(cases())
def test_a_written_case_reads_back_the_same(builder: CaseBuilder) -> None:
    case = builder.build()
    files = render_case(case)
    again = case_from_files("again", files)
    assert content(again) == content(case)
    assert render_case(again) == files
    assert again.notes == case.notes


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(cases())
def test_a_workbook_brings_the_case_back(builder: CaseBuilder) -> None:
    case = builder.build()
    again = case_from_workbook("again", "again.xlsx", workbook_bytes(case, "again.xlsx"))
    assert render_case(again) == render_case(case)
    assert again.file_hashes.keys() == case.file_hashes.keys()


@settings(max_examples=30, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_does_not_matter(builder: CaseBuilder, random: object) -> None:
    files = builder.files()
    header, *rows = csv.reader(io.StringIO(files["claims.csv"].decode(), newline=""))
    order = list(range(len(header)))
    random.shuffle(order)
    random.shuffle(rows)
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([[row[place] for place in order] for row in [header, *rows]])
    shuffled = case_from_files("shuffled", {**files, "claims.csv": buffer.getvalue().encode()})
    assert content(shuffled) == content(builder.build())


def test_notes_come_in_one_order_however_the_files_were_found() -> None:
    files = (
        a_case()
        .with_actor("envoy", name="\u0421\u0432", kind="person")
        .with_source("extra", title="\u00d8\u00a1")
        .files()
    )
    files["actors.csv"] = files["actors.csv"].replace("\u0421\u0432".encode(), "\u00d0\u00a1".encode())
    one, other = (
        case_from_files("a", dict(order)) for order in (sorted(files.items()), sorted(files.items(), reverse=True))
    )
    assert sum("Windows code page" in note for note in one.notes) == 2
    assert one.notes == other.notes


def test_what_is_damaged_was_whole() -> None:
    assert case_from_files("whole", DAMAGED).anchors


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(DAMAGED)),
    st.floats(0, 1, exclude_max=True),
    st.integers(0, 12),
    st.one_of(
        st.binary(max_size=6), st.sampled_from([b'"', b"\n", b",", b"|", b"{", b"}", b"[", b"\xff", b"\xef\xbb\xbf"])
    ),
)
def test_damage_is_refused_with_problems_or_read_but_never_crashes(
    file: str, place: float, cut: int, put: bytes
) -> None:
    data = DAMAGED[file]
    at = int(place * len(data))
    # Any other exception fails the test; a case that is read in spite of the damage can be written.
    with suppress(CaseError):
        render_case(case_from_files("damaged", {**DAMAGED, file: data[:at] + put + data[at + cut :]}))
