"""Roll calls and vetoes of the United Nations: what the files hold, counted by Python's own csv module, and made files."""

import csv
import gzip
from collections import Counter

import polars as pl
import pytest
from made_files import write

from foedus.datasets import DatasetError, add, load
from official import SHARED

VOTES = SHARED / "data" / "votes"


@pytest.fixture
def votes(votes_data, monkeypatch):
    monkeypatch.setenv("FOEDUS_DATA", str(votes_data))


def rows_of(name):
    with gzip.open(VOTES / name, "rt", encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def test_codes_of_votes_years_and_flags_of_the_published_edition(votes):
    counted, written, years = Counter(), Counter(), Counter()
    for row in rows_of("UNVotesPublished_1946_2015.csv.gz"):
        counted[int(row["vote"])] += 1
        written[row["ec"]] += 1
        year = row["date"].rpartition("/")[2]
        differs = bool(year) and int(year) != 1945 + int(row["session"])
        years["all"] += differs
        years["members"] += differs and row["vote"] != "9"
    loaded = load("un-votes", "2015")
    kept = dict(loaded.frame.group_by("vote").len().iter_rows())
    assert kept == {code: counted[code] for code in (1, 2, 3, 8)}
    assert list(loaded.info.rejected.values()) == [counted[9]] == [254_521]
    assert loaded.info.rows_in == counted.total() == loaded.frame.height + 254_521
    assert years["all"] == 46_778
    assert loaded.frame.filter(pl.col("year") != 1945 + pl.col("session")).height == years["members"]
    odd = sum(number for text, number in written.items() if '"' in text)
    assert odd == 197
    # The one roll call whose flag was written so, of a development issue, is no development issue: 0.
    calls = {row["rcid"] for row in rows_of("UNVotesPublished_1946_2015.csv.gz") if '"' in row["ec"]}
    assert set(loaded.frame.filter(pl.col("rcid").is_in([int(call) for call in calls]))["ec"]) == {0}
    assert loaded.frame.filter(pl.col("date").is_null())["rcid"].unique().to_list() == [4592]


def test_every_voter_of_the_named_edition_has_a_code_and_namibia_is_no_missing_value(votes):
    counted, sessions = Counter(), {}
    for row in rows_of("un_roll_calls.csv.gz"):
        sessions[row["rcid"]] = row["session"], row["date"][:4]
    differ = 0
    for row in rows_of("un_votes_1946_2019.csv.gz"):
        counted[row["country_code"] or row["country"]] += 1
        session, year = sessions[row["rcid"]]
        differ += int(year) != 1945 + int(session)
    loaded = load("un-votes", "2019")
    assert loaded.frame.height == counted.total() == 870_109
    assert loaded.info.rejected == {}
    assert loaded.frame.filter(ccode=565).height == counted["NA"] == 2_455
    assert loaded.frame.filter(ccode=630).height == counted["IR"]
    assert loaded.frame.filter(pl.col("year") != 1945 + pl.col("session")).height == differ
    flagged = Counter(row["short_name"] for row in rows_of("un_roll_call_issues.csv.gz"))
    calls = loaded.frame.unique("rcid")
    assert {issue: calls[issue].sum() for issue in flagged} == flagged


def test_vetoes_are_those_of_the_members_that_are_named(votes):
    named, columns, meetings = Counter(), Counter(), Counter()
    with (VOTES / "unsc_vetoes_1946_sept2022.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            cast = {row[f"member_veto{place}"] for place in (1, 2, 3)} - {""}
            named.update(cast)
            columns.update(name for name in ("China", "France", "Russia", "USSR", "USA", "UK") if row[name] == "1")
            meetings[row["draft"]] += 1
    frame = load("unsc-vetoes").frame
    assert named == {"USSR": 90, "USA": 82, "Russia": 31, "UK": 29, "China": 17, "France": 16}
    assert named.total() - columns.total() == 26
    sums = {"veto_2": 82, "veto_200": 29, "veto_220": 16, "veto_365": 121, "veto_710": 17}
    assert {column: frame[column].sum() for column in sums} == sums
    told = Counter(name for members in frame["members"] for name in members.split(", "))
    assert told == named
    several = [draft for draft, number in meetings.items() if number > 1]
    assert len([draft for draft in several if draft.startswith("S/PV")]) == 5
    assert frame.filter(pl.col("draft").is_in(several)).height > len(several)


LIBRARY = (
    "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,"
    "vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link\n"
)


def of_library(*rows):
    tail = ",A/RES/1,A/L.1,,A/PV.1,Title,Item,SUBJECT,,1.0,0.0,0.0,0.0,193.0,https://example.org\n"
    return LIBRARY + "".join(f"{row}{tail}" for row in rows)


def test_the_file_of_the_library(data_dir, tmp_path):
    content = of_library(
        "10,IRN,IRAN (ISLAMIC REPUBLIC OF),Y,2022-12-30,77",
        "10,RUS,RUSSIAN FEDERATION,A,2022-12-30,77",
        "11,IRN,IRAN (ISLAMIC REPUBLIC OF),X,2023-08-27,ES-10",
        "11,RUS,RUSSIAN FEDERATION,N,2023-08-27,ES-10",
        "12,NAM,NAMIBIA,,2024-03-01,78",
        "12,XYZ,ATLANTIS,N,2024-03-01,78",
    )
    (info,) = add("un-votes", write(tmp_path, "2024_09_12_ga_voting.csv", content))
    assert info.rejected == {"no COW code is known for ATLANTIS": 1}
    loaded = load("un-votes")
    assert not loaded.release.tried
    # The special session of August 2023 counts to the regular one that was the last to begin.
    assert loaded.frame.select("rcid", "ccode", "vote", "session", "year").rows() == [
        (10, 365, 2, 77, 2022),
        (10, 630, 1, 77, 2022),
        (11, 365, 3, 77, 2023),
        (11, 630, 8, 77, 2023),
        (12, 565, 8, 78, 2024),
    ]
    assert loaded.frame["para"].to_list() == [0] * 5
    assert loaded.frame["hr"].null_count() == 5


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("10,IRN,IRAN,Z,2022-12-30,77", "one of Y, A, N, X"),
        ("10,IRN,IRAN,Y,30.12.2022,77", "a day of the calendar"),
        ("10,IRN,IRAN,Y,2022-12-30,seventh", "a session such as 79 or ES-10"),
        ("x,IRN,IRAN,Y,2022-12-30,77", "a whole number"),
    ],
)
def test_a_broken_row_of_the_library_is_told(data_dir, tmp_path, row, told):
    with pytest.raises(DatasetError, match=told):
        add("un-votes", write(tmp_path, "ga_voting.csv", of_library("9,RUS,RUSSIAN FEDERATION,Y,2022-12-30,77", row)))
    assert not (data_dir / "un-votes").exists()


def test_a_later_edition_of_the_published_file_tells_amendments_and_writes_days_otherwise(data_dir, tmp_path):
    head = "rcid,ccode,session,vote,date,me,nu,di,hr,co,ec,amend,para,Country\n"
    rows = "7,365,78,1,2023-10-27,0,0,0,1,0,0,NA,1,Russia\n7,630,78,9,2023-10-27,0,0,0,1,0,0,NA,1,Iran\n"
    (info,) = add("un-votes", write(tmp_path, "UNVotes2023.csv", head + rows))
    assert (info.version, list(info.rejected.values())) == ("2015", [1])
    assert any("not the known file" in note for note in info.notes)
    assert load("un-votes").frame.select("ccode", "year", "hr", "amend", "para", "important").rows() == [
        (365, 2023, 1, None, 1, None)
    ]
