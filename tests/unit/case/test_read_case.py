"""What the reader accepts, what it notes, and what it returns."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import broken as b
import pytest

from builders import a_case, a_coded_case, a_rated_case
from foedus.case.model import Answer, Claim
from foedus.case.read import case_from_files, read_case
from foedus.case.schema import OPTIONAL_FILES, UNTOLD
from foedus.errors import CaseError, InputError
from foedus.files.edtf import parse_edtf
from foedus.files.reading import LARGEST_FILE


def test_a_claim_is_read_as_it_stands() -> None:
    claim = a_coded_case().build().claim["c08"]
    assert claim == Claim(
        id="c08", kind="fact", source="study-1", locator="", text="What c08 says.", predicate="action", credibility=2,
        holder=("belor",), object=("arda",), value=0.7, channel="arms", level=4, support_type=("weapons",),
        date=parse_edtf("2015-06"),
    )  # fmt: skip


def test_absent_cells_are_absent_not_zero() -> None:
    claim = a_case().with_claim("c1", predicate="assessment", object="border", value="").build().claim["c1"]
    assert claim.value is None
    assert claim.level is None
    assert claim.date is None
    assert claim.negated is False
    assert claim.holder == ()


def test_rows_come_in_the_order_of_ids() -> None:
    case = a_case().with_claim("zz").with_claim("aa").with_claim("mm").build()
    assert [claim.id for claim in case.claims] == ["aa", "mm", "zz"]


def test_persistence_bears_and_sources_are_joined() -> None:
    case = a_coded_case().with_source("found-stub", stub=True).build()
    assert case.factor["common-enemy"].persistence == (0.4, 0.6, 0.8)
    assert {(bearing.claim, bearing.bears) for bearing in case.bearings} >= {("c05", 1), ("c10", -1)}
    assert case.source["found-stub"].stub
    assert case.source["study-1"].title == "On study-1"
    assert case.source["study-1"].published == parse_edtf("2016")


def test_file_hashes_are_of_the_bytes_read(tmp_path: Path) -> None:
    folder = a_case().write(tmp_path)
    hashes = read_case(folder).file_hashes
    assert hashes["claims.csv"] == hashlib.sha256((folder / "claims.csv").read_bytes()).hexdigest()
    assert set(hashes) == {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("change", "noted"),
    [
        (lambda data: b"\xef\xbb\xbf" + data, "byte order mark"),
        (lambda data: data.replace(b"\n", b"\r\n"), "line ends"),
        (lambda data: data.replace(b"\n", b"\r"), "line ends"),
        (lambda data: data.replace(b",", b";"), "semicolons"),
        (lambda data: data.replace(b",", b"\t"), "tabs"),
        (lambda data: data.replace(b"arda,", b" arda \t,"), "blanks around"),
        (lambda data: data.replace(b"\n", b",,\n"), "blank cells at the end"),
        (lambda data: data + b"\n,,,\n", "2 blank lines"),
        (lambda data: b"\xef\xbb\xbf" + data.replace(b",", b";").replace(b"\n", b"\r\n"), "semicolons"),
    ],
)
def test_what_spreadsheets_do_is_accepted_and_noted(tmp_path: Path, change, noted: str) -> None:
    folder = a_coded_case().write(tmp_path)
    plain = read_case(folder)
    data = change((folder / "actors.csv").read_bytes())
    (folder / "actors.csv").write_bytes(data)
    case = read_case(folder)
    assert case.actors == plain.actors
    assert any(note.startswith("actors.csv") and noted in note for note in case.notes), case.notes


def test_marks_and_line_ends_in_settings_and_bibliography_are_accepted(tmp_path: Path) -> None:
    folder = a_coded_case().write(tmp_path)
    plain = read_case(folder)
    for name in ("case.toml", "sources.bib"):
        path = folder / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    case = read_case(folder)
    assert case.settings == plain.settings
    assert case.bibliography == plain.bibliography
    assert sum("byte order mark" in note for note in case.notes) == 2


def test_columns_in_another_order_are_accepted_and_noted(tmp_path: Path) -> None:
    folder = a_case().write(tmp_path)
    (folder / "bearings.csv").write_text("bears,claim,factor\n")
    assert "bearings.csv: columns in another order accepted" in read_case(folder).notes


def test_true_in_the_capitals_of_a_spreadsheet_is_noted() -> None:
    case = a_case().with_claim("c1", negated="TRUE").build()
    assert case.claim["c1"].negated
    assert "claims.csv: TRUE read as true in 1 cells" in case.notes


def test_what_pandas_writes_back_is_accepted_and_noted() -> None:
    case = a_case().with_claim("c1", negated="False", credibility="2.0").with_claim("c2", negated="True").build()
    assert (case.claim["c1"].negated, case.claim["c1"].credibility, case.claim["c2"].negated) == (False, 2, True)
    assert "claims.csv: False read as nothing in 1 cells" in case.notes
    assert "claims.csv: whole numbers written as 2.0 accepted in 1 cells" in case.notes


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["case.toml", "actors.csv", "sources.bib"])
def test_wide_encodings_are_read_and_noted(tmp_path: Path, codec: str, name: str) -> None:
    folder = a_coded_case().write(tmp_path)
    plain = read_case(folder)
    (folder / name).write_bytes((folder / name).read_text(encoding="utf-8").encode(codec))
    case = read_case(folder)
    assert (case.actors, case.settings, case.bibliography) == (plain.actors, plain.settings, plain.bibliography)
    assert any(note.startswith(f"{name}: UTF-") for note in case.notes)


def test_marks_of_direction_are_told_in_texts_and_taken_out_of_ids() -> None:
    case = a_case().with_claim("c1", text="Alder\u202e dam\u202c", holder="arda\u200b").build()
    assert case.claim["c1"].text == "Alder\u202e dam\u202c"
    assert case.claim["c1"].holder == ("arda",)
    assert any("marks of direction (U+202C, U+202E) in lines 2" in note for note in case.notes)
    assert any("not seen taken out of 1 cells" in note for note in case.notes)


def test_a_header_in_capitals_is_accepted_and_noted(tmp_path: Path) -> None:
    folder = a_coded_case().write(tmp_path)
    plain = read_case(folder)
    head, _, rows = (folder / "actors.csv").read_text(encoding="utf-8").partition("\n")
    (folder / "actors.csv").write_text(f"sep=;\n{head.upper()}\n{rows}".replace(",", ";"), encoding="utf-8")
    case = read_case(folder)
    assert case.actors == plain.actors
    assert any("header spelt otherwise" in note for note in case.notes)
    assert any("'sep=;' of Excel set aside" in note for note in case.notes)


def test_a_pipe_in_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    folder = a_case().write(tmp_path)
    (folder / "claims.csv").unlink()
    os.mkfifo(folder / "claims.csv")
    with pytest.raises(CaseError, match="is a pipe"):
        read_case(folder)


def test_a_quoted_cell_keeps_its_line_breaks_commas_and_quotes() -> None:
    text = 'He said "no",\nthen ; left.'
    assert a_case().with_claim("c1", text=text).build().claim["c1"].text == text


def test_unknown_files_are_noted_and_hidden_ones_are_not(tmp_path: Path) -> None:
    folder = a_case().write(tmp_path)
    (folder / "notes.txt").write_text("x")
    (folder / ".git").mkdir()
    (folder / "~$claims.csv").write_text("x")
    (folder / "README.md").write_text("x")
    told = [note for note in read_case(folder).notes if "not a file of the case format" in note]
    assert told == ["notes.txt: not a file of the case format, ignored"]


def test_a_case_without_claims_is_legal_and_noted() -> None:
    notes = a_case().build().notes
    assert "claims.csv: no claims; the verdict will be the prior" in notes


def test_a_silent_actor_is_noted_and_a_voice_breaks_the_silence() -> None:
    envoy = {"kind": "person", "part_of": "belor", "roll_up": "as_voice"}
    one_sided = a_case().with_claim("c1", holder="arda")
    assert "claims.csv: no claim has belor as its holder" in one_sided.build().notes
    both = one_sided.with_actor("envoy", **envoy).with_claim("c2", holder="envoy")
    assert not any("as its holder" in note for note in both.build().notes)


def test_claims_after_as_of_are_legal_and_counted() -> None:
    case = a_case().with_claim("c1", date="2018").with_claim("c2", date="2017-12-31").with_claim("c3", date="2017/2018")
    assert any(note.startswith("claims.csv: 2 claims are dated after as_of") for note in case.build().notes)


def test_a_threat_without_a_source_is_noted() -> None:
    case = a_case().with_factor("rumour", kind="threat").build()
    assert any("threat rumour names no threat_source" in note for note in case.notes)


def test_single_raters_are_noted() -> None:
    case = a_case().with_factor("x", covariate="distance").with_rating("x", "alliance", "relative", "rater-1", "C")
    assert "ratings.csv: 1 cells have one rater; two or more show how far judgments differ" in case.build().notes


def test_no_factor_needs_ratings() -> None:
    case = a_case().with_factor("near", covariate="contiguity").with_ratings("trade-ties", alliance="C").build()
    assert case.factor["near"].covariate == "contiguity"
    assert {rating.factor for rating in case.ratings} == {"trade-ties"}


def test_the_cut_off_may_be_a_toml_date(tmp_path: Path) -> None:
    folder = a_case().write(tmp_path)
    b.replaced("case.toml", '"2017-12-31"', "2017-12-31")(folder)
    assert read_case(folder).settings.as_of == parse_edtf("2017-12-31")


def test_a_joint_act_may_have_the_same_list_on_both_sides() -> None:
    pair = ["arda", "belor"]
    case = a_case().with_claim("c1", predicate="action", holder=pair, object=pair, channel="military", level=5).build()
    assert case.claim["c1"].holder == case.claim["c1"].object == ("arda", "belor")


def test_unattributed_holders_and_speakers_are_legal() -> None:
    case = a_case().with_claim("c1", holder="unattributed", speaker="unattributed", predicate="threat", object="arda")
    assert case.build().claim["c1"].holder == ("unattributed",)


def test_a_speaker_may_be_the_author_of_a_source() -> None:
    assert a_case().with_claim("c1", speaker=["study-1", "arda"]).build().claim["c1"].speaker == ("study-1", "arda")


def test_no_folder_and_no_case_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no case folder"):
        read_case(tmp_path / "nothing")
    (tmp_path / "case.toml").write_text("")
    with pytest.raises(InputError, match="is a file, a case is a folder; its folder is"):
        read_case(tmp_path / "case.toml")


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    folder = a_case().write(tmp_path)
    with (folder / "claims.csv").open("r+b") as file:
        file.truncate(LARGEST_FILE + 1)  # sparse: takes no room on the disk
    with pytest.raises(CaseError, match=r"claims.csv: .* has 100,000,001 bytes; expected at most 100,000,000"):
        read_case(folder)


def test_files_given_as_bytes_must_be_there_but_for_the_optional() -> None:
    files = a_coded_case().files()
    del files["claims.csv"]
    with pytest.raises(CaseError, match=r"has 1 problem:\n  claims.csv: 'no such file'"):
        case_from_files("case", files)


def test_an_optional_file_that_is_not_there_is_noted_and_has_no_rows(tmp_path: Path) -> None:
    case = read_case(a_rated_case().write(tmp_path))
    assert "not there, read as without rows: checklist.csv" in case.notes
    least = a_coded_case().with_settings()
    for file in OPTIONAL_FILES:
        least = least.without(file)
    least = least.without("claims.csv")
    least.scenarios = []
    bare = read_case(least.write(tmp_path / "least"))
    assert sorted(path.name for path in (tmp_path / "least").iterdir()) == [
        "actors.csv", "case.toml", "claims.csv", "sources.bib", "sources.csv",
    ]  # fmt: skip
    told = next(note for note in bare.notes if note.startswith("not there"))
    assert set(told.removeprefix("not there, read as without rows: ").split(", ")) == OPTIONAL_FILES - UNTOLD
    assert (bare.factors, bare.issues, bare.bearings, bare.checklist, bare.ratings) == ((), (), (), (), ())


def test_a_file_without_rows_is_the_same_as_none_and_not_noted() -> None:
    whole = a_coded_case().with_empty_file("checklist.csv", "ratings.csv").build()
    assert not any("not there" in note for note in whole.notes)
    assert replace(whole, file_hashes={}, notes=()) == replace(a_coded_case().build(), file_hashes={}, notes=())


def test_answers_are_read_as_they_stand() -> None:
    case = (
        a_coded_case()
        .with_answer("leaders-visits", "yes", claims=["c07", "c08"])
        .with_answer("legal-bar", "no", ground="No law speaks of it.")
        .with_answer("isolation", "unknown")
        .build()
    )
    assert case.checklist == (
        Answer("isolation", "unknown", ground="It was looked for."),
        Answer("leaders-visits", "yes", ("c07", "c08")),
        Answer("legal-bar", "no", ground="No law speaks of it."),
    )


def test_an_answer_beside_a_factor_of_its_kind_is_noted() -> None:
    notes = a_coded_case().with_answer("mutual-threat", "no", claims="c01").build().notes
    assert (
        "checklist.csv:2: mutual-threat is answered by border-dispute too; claims of both are counted together" in notes
    )


def test_a_factor_that_pulls_against_its_kind_is_noted() -> None:
    notes = a_case().with_factor("old-quarrel", pull="binds", checklist="distrust").build().notes
    assert "factors.csv:5: old-quarrel binds, its kind distrust divides; the kind's direction counts" in notes
    agreed = a_case().with_factor("old-quarrel", pull="divides", checklist="distrust").build()
    assert not any("its kind" in note for note in agreed.notes)


def test_shares_of_dependence_are_read_and_split_evenly_where_none_is_given() -> None:
    case = (
        a_case()
        .with_factor("whole", depends_on="common-enemy")
        .with_factor("halves", depends_on=["common-enemy", "border-dispute"])
        .with_factor("told", depends_on=["common-enemy:0.25", "border-dispute:0.5"])
        .build()
    )
    assert case.factor["whole"].parents == (("common-enemy", 1.0),)
    assert case.factor["halves"].parents == (("common-enemy", 0.5), ("border-dispute", 0.5))
    assert case.factor["told"].parents == (("common-enemy", 0.25), ("border-dispute", 0.5))


def test_a_step_is_read_as_it_stands() -> None:
    case = a_case().with_step("s1", "signed", obligation=["defence", "consultation"], date="2016-05", negated=True)
    claim = case.build().claim["s1"]
    assert (claim.predicate, claim.stage, claim.object) == ("step", "signed", ("defence", "consultation"))
    assert (claim.holder, claim.value, claim.negated) == (("arda", "belor"), None, True)


def test_an_id_that_is_also_an_obligation_may_stand_where_its_table_may() -> None:
    case = a_case().with_issue("neutrality").with_claim("c1", object="neutrality", value=0.5)
    assert case.with_step("s1", "talks", obligation="neutrality").build().claim["c1"].object == ("neutrality",)


def test_slants_are_read_and_free_is_argued() -> None:
    case = a_case().with_source("diary")
    case = case.changed(
        "sources.csv", {"key": "diary"}, slant_1="interested", slant_2="free", slant_ground="It blames both."
    )
    source = case.build().source["diary"]
    assert (source.slant_1, source.slant_2, source.slant_ground) == ("interested", "free", "It blames both.")


def test_a_large_case_is_read_in_time(tmp_path: Path) -> None:
    case = a_coded_case()
    rows = case.rows["claims.csv"]
    rows += [{**rows[number % 11], "id": f"x{number}"} for number in range(5000)]
    folder = case.write(tmp_path)
    start = time.process_time()
    assert len(read_case(folder).claims) == 5011
    assert time.process_time() - start < 1.5


def test_the_case_layer_is_light() -> None:
    code = (
        "import sys, foedus.case; "
        "print(sorted({'polars', 'numpy', 'rich', 'pydantic', 'bibtexparser', 'pylatexenc', 'typer'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_covariates_of_an_actor_whose_id_has_a_hyphen_are_read() -> None:
    """`foedus case covariates` names a quantity of one side by the actor's id, which may hold hyphens."""
    case = a_case().with_covariate("capability_share_austria-hungary", 1881, 0.04).build()
    assert [row.covariate for row in case.covariates] == ["capability_share_austria-hungary"]
