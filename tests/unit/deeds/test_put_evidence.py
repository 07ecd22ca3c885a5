"""What datasets record of the built-in pair, against the published counts and a slow recount from the raw files."""

from __future__ import annotations

import csv
import gzip
import shutil
from collections import Counter
from pathlib import Path

import pytest

import foedus
from foedus.case.load import load_case
from foedus.case.shipped import builtin_files
from foedus.case.texts.drafts import read_drafts
from foedus.cli import main
from foedus.datasets import add
from foedus.deeds.evidence import put_evidence
from foedus.deeds.gathered import states_in
from foedus.errors import InputError
from official import SHARED, official_files


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    for name, data in builtin_files("iran-russia-syria").items():
        if name not in ("observed.csv", "acts.csv"):
            (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def edition_of_2015(votes_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory with the edition of votes whose figures were published, and what else the shipped tables name."""
    store = tmp_path / "editions"
    shutil.copytree(votes_data, store, ignore=shutil.ignore_patterns("2019"))
    monkeypatch.setenv("FOEDUS_DATA", str(store))
    return store


@pytest.fixture
def with_support(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    official_files()
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "data"))
    add("ucdp-esd", SHARED / "data" / "support" / "ucdp-esd-ay-181.csv.gz")


@pytest.mark.usefixtures("edition_of_2015")
def test_votes_are_those_of_the_published_table(case: Path) -> None:
    put_evidence(case, sources=["votes"])
    found = {(row.series, row.period.text): row for row in load_case(case).observed}
    # Iran and Russia: n, identical, 1 - mean d, S, kappa, pi of the edition of 1946-2015, calendar years.
    published = {"2005": (69, 0.739, 0.848, 0.696, 0.460, 0.447), "2011": (63, 0.714, 0.841, 0.683, 0.487, 0.484),
                 "2015": (74, 0.649, 0.757, 0.514, 0.345, 0.287)}  # fmt: skip
    for year, (n, *values) in published.items():
        rows = [found[series, year] for series in ("identical-votes", "agreement", "vote-s", "vote-kappa", "vote-pi")]
        assert [round(row.value, 3) for row in rows] == values
        assert {row.n for row in rows} == {n}


def test_vetoes_on_syria_are_counted_by_name(case: Path, votes_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_DATA", str(votes_data))
    put_evidence(case, sources=["vetoes"], last=2022)
    acts = load_case(case).acts
    assert len(acts) == 17
    assert sum("with China" in act.text for act in acts) == 10
    assert {(act.actor, act.recipient, act.support_type) for act in acts} == {(("russia",), "Syria", "pressure")}
    drafts = read_drafts(case)
    assert len(drafts) == 17
    assert {row["state"] for row in drafts} == {""}
    put_evidence(case, sources=["vetoes"])  # to the cut-off: acts of later years give way
    assert len(load_case(case).acts) == 12


@pytest.mark.usefixtures("with_support")
def test_sides_are_those_of_a_slow_recount(case: Path) -> None:
    put_evidence(case, sources=["support"])
    with gzip.open(SHARED / "data" / "support" / "ucdp-esd-ay-181.csv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    supporters: dict[tuple[str, str], set[str]] = {}  # of an actor in a year, over all of its conflicts
    for row in rows:
        supporters.setdefault((row["year"], row["actor_id"]), set()).update(
            part.strip() for part in row["ext_id"].split(",")
        )
    two = {"114", "57"}  # UCDP's numbers of the two governments
    both = Counter(year for (year, _), found in supporters.items() if two <= found)
    found = {row.period.text: row.value for row in load_case(case).observed if row.series == "joint-support"}
    assert found == {year: both[year] for year in map(str, range(1990, 2018))}
    assert found["2017"] > 0
    troops = [act for act in load_case(case).acts if act.support_type == "troops"]
    assert {(act.actor, act.date.text) for act in troops} == {(("iran",), "2015/2017"), (("russia",), "2015/2017")}


@pytest.mark.usefixtures("with_support")
def test_a_year_in_which_some_gave_a_kind_is_not_one_in_which_all_did(case: Path) -> None:
    put_evidence(case, sources=["support"])
    acts = [act for act in load_case(case).acts if act.actor == ("russia",) and "weapons" in act.text]
    # Government of Syria, conflict over government: state supporters, and those of them with weapons, in the raw file.
    with gzip.open(SHARED / "data" / "support" / "ucdp-esd-ay-181.csv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["actor_id"] == "118" and "57" in row["ext_id"].split(",")]
    rows = [row for row in rows if int(row["year"]) >= 2011 and row["ext_w_s"] == "1"]
    known = {row["year"] for row in rows if row["ext_w_count_s"] == row["ext_count_s"]}
    other = {row["year"] for row in rows} - known
    told: dict[bool, set[str]] = {True: set(), False: set()}
    for act in acts:
        shared = "who of them is not said" in act.text
        told[shared] |= {str(year) for year in range(act.date.lower.year, act.date.upper.year + 1)}
    assert told == {False: known, True: other}
    assert other == {"2011", "2013"}


@pytest.mark.usefixtures("with_support")
def test_a_second_run_changes_no_byte_and_no_probability_moves(case: Path) -> None:
    before = foedus.assess(case, draws=20).verdict
    put_evidence(case, sources=["support"])
    bytes_of = {path: path.read_bytes() for path in case.rglob("*") if path.is_file()}
    assert put_evidence(case, sources=["support"]).files == ()
    assert {path: path.read_bytes() for path in case.rglob("*") if path.is_file()} == bytes_of
    after = foedus.assess(case, draws=20).verdict
    assert after.outcomes == before.outcomes
    assert before.observed is None
    assert after.observed is not None
    assert after.observed.acts


@pytest.mark.usefixtures("edition_of_2015")
def test_the_shipped_tables_are_what_the_datasets_say(case: Path) -> None:
    add("ucdp-esd", SHARED / "data" / "support" / "ucdp-esd-ay-181.csv.gz")
    put_evidence(case, sources=["votes", "vetoes", "support"], drafts=False)
    for name in ("observed.csv", "acts.csv"):
        assert (case / name).read_bytes() == builtin_files("iran-russia-syria")[name]


def test_what_is_not_there_is_told_with_the_next_step(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "empty"))
    before = {path: path.read_bytes() for path in case.rglob("*") if path.is_file()}
    monkeypatch.setattr("sys.argv", ["foedus", "case", "evidence", str(case)])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    told = capsys.readouterr().err
    assert "foedus data add un-votes" in told
    assert "Traceback" not in told
    assert {path: path.read_bytes() for path in case.rglob("*") if path.is_file()} == before
    with pytest.raises(InputError, match=r"'vetos'.*vetoes"):
        put_evidence(case, sources=["vetos"])


@pytest.mark.parametrize(
    ("theatre", "states"),
    [("Syria and its neighbourhood", ("Syria",)), ("South Korea, then Japan", ("South Korea", "Japan")),
     ("the Baltic Sea", ("the Baltic Sea",))],
)  # fmt: skip
def test_the_theatre_is_asked_for_by_the_states_it_names(theatre: str, states: tuple[str, ...]) -> None:
    assert states_in(theatre) == states


@pytest.mark.usefixtures("with_support")
def test_a_refusal_leaves_the_case_as_it_is(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path: path.read_bytes() for path in case.rglob("*") if path.is_file()}

    def refused(*_: object) -> None:
        raise InputError("refused late")

    monkeypatch.setattr("foedus.deeds.register.replace_drafts_of", refused)
    with pytest.raises(InputError, match="refused late"):
        put_evidence(case, sources=["support"])
    assert {path: path.read_bytes() for path in case.rglob("*") if path.is_file()} == before


def test_what_is_no_folder_of_a_case_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"is a built-in case, which is not written to.*case new DIR --from iran-russia-syria"
    ):
        put_evidence("iran-russia-syria")
    (tmp_path / "case.xlsx").write_bytes(b"PK")
    with pytest.raises(InputError, match=r"is a file.*case workbook"):
        put_evidence(tmp_path / "case.xlsx")
