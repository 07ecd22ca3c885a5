"""Agreement in the Assembly: published figures, a slow second program, and small tables of a few votes."""

import csv
import gzip
import random
from collections import defaultdict

import polars as pl
import pytest

from foedus import affinity
from foedus.affinity.all_pairs import pairs_of
from foedus.affinity.choice import choose, span_of
from foedus.affinity.dyad import pair_votes
from foedus.affinity.rollcalls import roll_calls
from foedus.errors import InputError
from official import SHARED

VOTES = SHARED / "data" / "votes"
SEED = 20_120_613


@pytest.fixture
def votes(votes_data, monkeypatch):
    monkeypatch.setenv("FOEDUS_DATA", str(votes_data))


@pytest.fixture
def nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "nothing"))


# n, identical, 1 - mean distance, S, kappa, pi, each by two engines that are not this program.
TABLE = {
    ("Iran", "Russia"): (
        (69, 0.739, 0.848, 0.696, 0.460, 0.447),
        (63, 0.714, 0.841, 0.683, 0.487, 0.484),
        (74, 0.649, 0.757, 0.514, 0.345, 0.287),
        (1621, 0.6558, 0.7878, 0.5756, 0.1914, 0.1591),
    ),
    ("Iran", "Syria"): (
        (69, 0.957, 0.978, 0.957, 0.927, 0.927),
        (61, 0.951, 0.975, 0.951, 0.927, 0.927),
        (74, 0.932, 0.966, 0.932, 0.893, 0.893),
        (1576, 0.9492, 0.9737, 0.9473, 0.8913, 0.8913),
    ),
    ("Russia", "USA"): (
        (71, 0.141, 0.268, -0.465, -0.105, -0.585),
        (67, 0.239, 0.351, -0.299, -0.121, -0.441),
        (78, 0.269, 0.391, -0.218, -0.105, -0.306),
        (1699, 0.2396, 0.3879, -0.2243, -0.0136, -0.3482),
    ),
}
COLUMNS = ("n", "identical", "agreement", "s", "kappa", "pi")


@pytest.mark.parametrize("pair", TABLE)
def test_published_agreement_of_three_pairs(votes, pair):
    found = affinity.votes(*pair, years=(1992, 2015), version="2015")
    rows = [found.frame.row(by_predicate=pl.col("year") == year, named=True) for year in (2005, 2011, 2015)]
    for row, expected in zip([*rows, found.total], TABLE[pair], strict=True):
        assert tuple(row[name] for name in COLUMNS) == pytest.approx(expected, abs=5.1e-4)


def test_korea_and_the_united_states_in_1991_by_day_and_by_session(votes):
    by_day = affinity.votes("South Korea", "USA", years=(1991, 1991), version="2015").total
    assert by_day["n"] == 71
    assert (by_day["identical"], by_day["kappa"]) == pytest.approx((0.169014, 0.059160), abs=5e-7)
    by_session = affinity.votes(732, 2, years=(1991, 1991), version="2015", year="session").total
    assert by_session["n"] == 72
    assert by_session["agreement"] == pytest.approx(0.368056, abs=5e-7)


def test_editions_hold_different_votes(votes):
    joint = {
        version: affinity.votes("Iran", "Russia", years=(2010, 2010), version=version).total["n"]
        for version in ("2015", "2019")
    }
    assert joint == {"2015": 61, "2019": 80}


def test_published_distances_of_ideal_points(votes):
    found = affinity.votes("Iran", "USA", years=(2010, 2015), version="2015").frame
    assert found["idealpointdiff"][0] == pytest.approx(2.51 + 2.32, abs=0.011)
    assert found["idealpointdiff"][5] == pytest.approx(2.64 + 1.83, abs=0.011)


def by_slow_loops(chosen_pairs):
    """Joint votes of pairs by calendar year, with the csv module and nothing of this program."""
    wanted = {code for pair in chosen_pairs for code in pair}
    cast = defaultdict(dict)
    with gzip.open(VOTES / "UNVotesPublished_1946_2015.csv.gz", "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            code = int(row["ccode"])
            if code in wanted and row["vote"] in ("1", "2", "3") and row["date"]:
                cast[code][row["rcid"]] = int(row["vote"]), int(row["date"].rpartition("/")[2])
    for pair in chosen_pairs:
        years = defaultdict(list)
        for call, (vote, year) in cast[pair[0]].items():
            if call in cast[pair[1]]:
                years[year].append((vote, cast[pair[1]][call][0]))
        yield pair, years


def slowly(joint):
    """The measures of a list of joint votes, by their definitions."""
    n = len(joint)
    identical = sum(a == b for a, b in joint) / n
    distance = sum(abs(a - b) / 2 for a, b in joint) / n
    squared = sum((abs(a - b) / 2) ** 2 for a, b in joint) / n
    first = {code: sum(a == code for a, _ in joint) / n for code in (1, 2, 3)}
    second = {code: sum(b == code for _, b in joint) / n for code in (1, 2, 3)}

    def corrected(one, other):
        chance = sum(one[a] * other[b] * (abs(a - b) / 2) ** 2 for a in (1, 2, 3) for b in (1, 2, 3))
        return 1 - squared / chance if chance else None

    pooled = {code: (first[code] + second[code]) / 2 for code in (1, 2, 3)}
    return [
        n,
        identical,
        1 - distance,
        1 - 2 * distance,
        1 - 2 * squared,
        corrected(first, second),
        corrected(pooled, pooled),
    ]


def test_random_pairs_equal_slow_loops(votes):
    draw = random.Random(SEED)
    codes = [2, 20, 70, 100, 200, 220, 255, 365, 369, 385, 530, 560, 600, 630, 640, 652, 710, 732, 740, 750, 900]
    pairs = [tuple(sorted(draw.sample(codes, 2))) for _ in range(8)]
    everything = affinity.all_votes(version="2015").frame
    compared = 0
    for (one, other), years in by_slow_loops(pairs):
        of_pair = affinity.votes(one, other, version="2015").frame
        of_all = everything.filter(ccode1=one, ccode2=other)
        assert sorted(years) == of_all["year"].to_list()
        for year, joint in years.items():
            for frame in (of_pair, of_all):
                row = frame.row(by_predicate=pl.col("year") == year, named=True)
                found = [row[name] for name in ("n", "identical", "agreement", "s", "s_squared", "kappa", "pi")]
                assert found == pytest.approx(slowly(joint), abs=1e-12), (one, other, year)
                compared += 1
        assert set(of_pair.filter(pl.col("n") > 0)["year"]) == set(years)
    assert compared > 500


def test_all_pairs_of_the_longer_edition(votes):
    found = affinity.all_votes(version="2019")
    assert found.frame.height == 834_014
    assert found.frame["n"].sum() == 64_559_256
    assert (found.frame["ccode1"] < found.frame["ccode2"]).all()


def table(*rows):
    """Votes as (roll call, code, vote, session, year) and flags by keyword in a last dictionary."""
    flags = ("me", "nu", "di", "hr", "co", "ec", "amend", "para")
    made = []
    for call, code, vote, session, year, *more in rows:
        given = more[0] if more else {}
        made.append((call, code, session, vote, year, *(given.get(flag, 0) for flag in flags)))
    names = ("rcid", "ccode", "session", "vote", "year", *flags)
    return pl.DataFrame(made, schema=dict.fromkeys(names, pl.Int32), orient="row")


def pair_of(frame, *, years=None, **choice):
    chosen = choose(**choice)
    return pair_votes(roll_calls(frame, chosen), 365, 630, choice=chosen, years=years)


FEW = table(
    *((1, 365, 1, 55, 2000), (1, 630, 1, 55, 2000)),
    *((2, 365, 3, 55, 2001, {"hr": 1}), (2, 630, 1, 55, 2001, {"hr": 1})),
    *((3, 365, 1, 57, 2002), (3, 630, 8, 57, 2002)),
    *((4, 365, 2, 58, 2003, {"para": 1}), (4, 630, 2, 58, 2003, {"para": 1})),
    *((5, 365, 1, 58, None), (5, 630, 1, 58, None)),
)


def test_an_absence_is_no_vote_and_a_year_without_a_joint_vote_is_empty(nothing):
    found = pair_of(FEW).frame
    assert found["n"].to_list() == [1, 1, 0, 1]
    assert found["s"].to_list() == [1.0, -1.0, None, 1.0]
    assert found["kappa"].to_list() == [None, 0.0, None, None]  # nobody's vote varies, but in 2001 between the two


def test_by_session_a_resumed_session_counts_to_its_first_year(nothing):
    assert pair_of(FEW, year="session").frame.select("year", "n").rows() == [(2000, 2), (2001, 0), (2002, 0), (2003, 2)]


def test_votes_without_a_day_are_told_by_day_and_counted_by_session(nothing):
    assert any("votes without a day are set aside, 2 in roll call 5" in note for note in pair_of(FEW).notes)
    assert not any("without a day" in note for note in pair_of(FEW, year="session").notes)


def test_a_window_pools_the_years_before_and_begins_with_a_whole_one(nothing):
    found = pair_of(FEW, window=3)
    assert found.frame.select("year", "n").rows() == [(2002, 2), (2003, 2)]
    # All pairs by their own way: votes of the years are put together before they are counted.
    choice = choose(window=3)
    assert (
        pairs_of(roll_calls(FEW, choice), choice).select("year", "n", "s").rows()
        == found.frame.select("year", "n", "s").rows()
    )
    asked = pair_of(FEW, window=3, years=(2000, 2003))
    assert any("the rows are 2002-2003" in note for note in asked.notes)


def test_issues_and_paragraphs_are_chosen(nothing):
    assert pair_of(FEW, issue="human rights").total["n"] == 1
    assert pair_of(FEW, without="paragraphs").total["n"] == 2


def test_what_an_edition_does_not_tell_is_refused_or_told(nothing):
    silent = FEW.with_columns(pl.lit(None, pl.Int32).alias(name) for name in ("para", "hr", "me"))
    with pytest.raises(InputError, match="does not say which votes are on paragraphs"):
        pair_of(silent, without="paragraphs")
    with pytest.raises(InputError, match="does not say what votes are about"):
        pair_of(silent, issue="hr,me")
    half = FEW.with_columns(pl.when(pl.col("rcid") > 1).then("para").alias("para"))
    found = pair_of(half, without="paragraphs")
    assert found.total["n"] == 2
    assert any("of 1 of 4 roll calls the edition does not say" in note for note in found.notes)


def test_few_joint_votes_are_told(nothing):
    assert any("fewer than 10 joint votes" in note and "1 in 2000" in note for note in pair_of(FEW).notes)


def test_what_is_missing_is_told_with_the_next_step(nothing):
    with pytest.raises(InputError, match="foedus data add un-votes --from FILE"):
        affinity.votes("IRN", "RUS")
    with pytest.raises(InputError, match="foedus data add un-votes --from FILE"):
        affinity.all_votes()
    assert any("foedus data add ideal-points" in note for note in pair_of(FEW).notes)


def test_states_that_are_gone_and_words_of_several_lists(votes):
    east = affinity.votes("East Germany", "Soviet Union")
    assert [voter.ccode for voter in east.pair] == [265, 365]
    assert (east.years, east.total["n"]) == ((1973, 1989), 2061)
    assert [voter.ccode for voter in affinity.votes(678, 365).pair] == [678, 365]
    assert affinity.votes("Belarus", "Ukraine", years=(1950, 1960)).total["n"] > 0
    germany = affinity.votes("Germany", "RUS")
    assert any("260 German Federal Republic" in note and "265" in note for note in germany.notes)
    assert not any("260" in note for note in east.notes)  # which voted beside it
    assert not any("South Korea" in note for note in affinity.votes("North Korea", "RUS").notes)


@pytest.mark.parametrize(
    ("one", "other", "options", "told"),
    [
        ("Iran", "Persia", {}, "are the same state"),
        ("Iran", "Atlantis", {}, "'Atlantis' is no state"),
        ("Iran", "Russia", {"years": (2017, 2018), "version": "2015"}, "lie outside the edition"),
        ("Iran", "Russia", {"years": (2010, 2005)}, "must not come after"),
        ("Iran", "Russia", {"years": 2010}, "expected the first and the last year"),
        ("Iran", "Russia", {"issue": "human right"}, "there is no issue"),
        ("Iran", "Russia", {"window": 0}, "from 1 to 50"),
        ("Iran", "Russia", {"year": "fiscal"}, "expected calendar"),
        ("Iran", "Russia", {"without": "resolutions"}, "expected amendments, paragraphs"),
        ("Iran", "Russia", {"version": "1999"}, "has no version '1999'"),
        ("Iran", "Russia", {"issue": "hr", "without": "amendments", "version": "2015"}, "does not say which votes"),
    ],
)
def test_what_cannot_be_is_refused(votes, one, other, options, told):
    with pytest.raises(InputError, match=told):
        affinity.votes(one, other, **options)


def test_a_state_that_casts_no_vote_is_named():
    frame = FEW.filter((pl.col("ccode") == 365) | (pl.col("vote") == 8))
    with pytest.raises(InputError, match=r"Iran \(630\) casts none of these votes"):
        pair_of(frame)


def test_years_are_read_as_people_write_them():
    assert [span_of(text) for text in ("1992-2015", "1992:2015", "1992 – 2015", "2010", None)] == [
        *[(1992, 2015)] * 3, (2010, 2010), None,
    ]  # fmt: skip
    for text in ("92-15", "1992-", "2015-1992", "all"):
        with pytest.raises(InputError):
            span_of(text)
