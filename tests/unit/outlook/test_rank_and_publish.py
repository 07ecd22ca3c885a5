"""All pairs at once: the same figures as one at a time, ranked; published once, checked, scored."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from foedus.cli.outlook import app
from foedus.errors import InputError
from foedus.history.shipped import load_table
from foedus.outlook.all_pairs import forecast_pairs
from foedus.outlook.model import load_model
from foedus.outlook.origins import model_known
from foedus.outlook.publication import COLUMNS, TITLE, past_shares, publish, read_publication, save_publication
from foedus.outlook.publication_score import read_outcomes, score_publication, table_outcomes
from foedus.outlook.rank import rank
from foedus.outlook.show import find_dyad, show
from foedus.terms.outcomes import OUTCOMES

YEAR = 1946
"""A year of 66 states, so that a test is quick."""


@pytest.fixture(autouse=True)
def nothing_installed(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path_factory.mktemp("empty")))


@pytest.fixture(scope="module")
def published() -> bytes:
    return publish(model_known(YEAR), load_table(), YEAR, on=date(1946, 12, 31))


@pytest.mark.parametrize(("year", "horizon"), [(2018, 10), (1950, 3), (1991, 1)])
def test_figures_of_all_at_once_are_those_of_show(year: int, horizon: int) -> None:
    """A dozen pairs of each year, chosen so that every state, kind of tie and band of threat is among them."""
    table, model = load_table(), load_model()
    system, x = table.system(year), table.covariates(year)
    rng = np.random.default_rng(year)
    some = np.concatenate([rng.choice(np.nonzero(system.state == state)[0], 3) for state in range(4)])
    found = forecast_pairs(model, table, year, horizon=horizon, pair=some)
    for row, (one, other) in enumerate(zip(*found.codes, strict=True)):
        forecast = show(model, table.dyad(int(one), int(other), year), horizon=horizon).forecast
        low, high = forecast.interval()
        np.testing.assert_allclose(found.chance[row], forecast.by_year[-1], rtol=1e-9, atol=1e-13)
        np.testing.assert_allclose(found.low[row], low[-1], rtol=1e-9, atol=1e-13)
        np.testing.assert_allclose(found.high[row], high[-1], rtol=1e-9, atol=1e-13)
    assert len(x) == len(system.state)


def test_chances_of_a_pair_are_a_distribution_within_their_intervals() -> None:
    found = forecast_pairs(load_model(), load_table(), YEAR, draws=40)
    np.testing.assert_allclose(found.chance.sum(axis=1), 1)
    assert ((found.low <= found.chance) & (found.chance <= found.high)).all()
    assert len(found.pair) == 66 * 65 // 2


def test_a_ranking_is_in_order_and_tells_where_a_pair_stands() -> None:
    found = rank("entente", year=YEAR, pair=("Russia", "IRN"), draws=40)
    chances = found.frame["chance"].to_numpy()
    assert (np.diff(chances) <= 0).all()
    assert found.frame["rank"].to_list() == list(range(1, found.pairs + 1))
    among, like = found.standing
    own = found.frame.row(among.rank - 1, named=True)
    assert (own["ccode1"], own["ccode2"]) == (365, 630)
    assert among.percentile == pytest.approx(
        100 * (chances < own["chance"]).mean() * found.pairs / (found.pairs - 1), abs=0.3
    )
    assert like.pairs == (found.frame["now"] == own["now"]).sum()
    shown = [row["rank"] for row in like.around]
    assert shown == list(range(shown[0], shown[0] + 7))
    assert like.rank in shown


def test_a_ranking_can_be_of_one_state_or_of_pairs_in_one_state_of_relation() -> None:
    whole = rank("alliance", year=YEAR, draws=40).frame
    of = rank("alliance", year=YEAR, of="Turkey", within="unaligned", draws=40).frame
    wanted = whole.filter(((pl.col("ccode1") == 640) | (pl.col("ccode2") == 640)) & (pl.col("now") == "unaligned"))
    assert of.drop("rank").rows() == wanted.drop("rank").rows()
    assert rank("alliance", year=YEAR, top=3, draws=40).frame.height == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--state", "entent"], "nearest: 'entente'"),
        (["--state", "entente", "--within", "war"], "--within war: expected one of alliance"),
        (["--state", "entente", "--horizon", "51"], "--horizon 51"),
        (["--state", "entente", "--year", "1945"], "holds 1946 to 2018"),
        (["--state", "entente", "--of", "Atlantis"], "Atlantis"),
        (["--state", "entente", "--of", "USA", "--pair", "IRN", "RUS"], "not among the pairs of United States"),
        (["--state", "entente", "--of", "225", "--within", "alliance", "--year", "1946"], "no pairs of Switzerland"),
    ],
)
def test_wrong_words_are_refused_with_the_right_ones(arguments: list[str], message: str) -> None:
    error = CliRunner().invoke(app, ["rank", *arguments]).exception
    assert isinstance(error, InputError)
    assert message in str(error)


def test_the_command_lists_writes_and_prints_json(tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    arguments = ["rank", "--state", "alliance", "--year", str(YEAR), "--of", "TUR"]
    result = CliRunner().invoke(app, [*arguments, "--out", str(target), "--pair", "TUR", "GRC"])
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert len(rows) == 65
    assert "65 pairs of Turkey at the end of 1946" in result.stdout
    assert sum(line.startswith(">") for line in result.stdout.splitlines()) == 2
    found = json.loads(CliRunner().invoke(app, [*arguments, "--top", "2", "--json"]).stdout)
    assert [row["rank"] for row in found["rows"]] == [1, 2]
    assert found["rows"][0]["name2"] == rows[0]["name2"]
    assert found["rows"][0]["chance"] == float(rows[0]["chance"])


def test_a_publication_is_the_same_bytes_for_the_same_date_and_another_for_another(published: bytes) -> None:
    again = publish(model_known(YEAR), load_table(), YEAR, on=date(1946, 12, 31))
    assert again == published
    assert publish(model_known(YEAR), load_table(), YEAR, on=date(1947, 1, 1), draws=20) != published


def test_it_carries_what_it_was_made_from_and_reads_as_a_plain_table(published: bytes, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    save_publication(published, path)
    found = read_publication(path)
    assert (found.year, found.target, found.head["date"]) == (YEAR, 1956, "1946-12-31")
    assert found.head["model"]["fitted_to"] == YEAR
    assert found.head["model"]["fingerprint"] == load_model().meta["fingerprint"]
    assert found.head["datasets"] == load_table().meta["datasets"]
    frame = pl.read_csv(path, comment_prefix="#")
    assert tuple(frame.columns) == COLUMNS
    assert frame.height == found.head["pairs"] == 66 * 65 // 2
    np.testing.assert_allclose(frame.select(OUTCOMES).to_numpy(), found.chance)
    own = frame.filter((pl.col("ccode1") == 365) & (pl.col("ccode2") == 630)).row(0, named=True)
    dyad = find_dyad(load_model(), "RUS", "IRN", YEAR)
    point = show(model_known(YEAR), dyad).forecast.by_year[-1]
    assert [own[name] for name in OUTCOMES] == pytest.approx(point, abs=1e-6)


def test_the_checksum_is_of_all_bytes_but_its_own_line(published: bytes) -> None:
    lines = published.split(b"\n")
    at = next(number for number, line in enumerate(lines) if line.startswith(b"# sha256: "))
    rest = b"\n".join(lines[:at] + lines[at + 1 :])
    assert lines[at].decode() == f"# sha256: {hashlib.sha256(rest).hexdigest()}"


def test_what_was_published_is_not_written_over(published: bytes, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    save_publication(published, path)
    for arguments in (["--year", "1946"], ["--year", "1950", "--date", "2000-01-01"]):
        error = CliRunner().invoke(app, ["publish", "--out", str(path), *arguments]).exception
        assert isinstance(error, InputError)
        assert "not written over" in str(error)
    assert path.read_bytes() == published
    assert [entry.name for entry in tmp_path.iterdir()] == ["f.csv"]


@pytest.mark.parametrize("text", ["2026-13-01", "20261129", "today", "2026-1-1"])
def test_a_date_is_a_date(text: str, tmp_path: Path) -> None:
    error = CliRunner().invoke(app, ["publish", "--out", str(tmp_path / "f.csv"), "--date", text]).exception
    assert isinstance(error, InputError)
    assert "expected a date such as" in str(error)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("old", [b'"1946-12-31"', b"USA,20,CAN", b"# horizon: 10", b"0.0"])
def test_any_change_is_found(published: bytes, tmp_path: Path, old: bytes) -> None:
    path = tmp_path / "f.csv"
    assert old in published
    changed = published.replace(old, old[:-1] + b"9", 1)
    path.write_bytes(changed)
    with pytest.raises(InputError, match="was changed since it was published"):
        read_publication(path)


@pytest.mark.parametrize("data", [b"", b"ccode1,ccode2\n", TITLE, TITLE + b"# sha256: abc\n"])
def test_another_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(data)
    with pytest.raises(InputError, match="not made by foedus outlook publish"):
        read_publication(path)


def test_a_file_with_a_checksum_of_its_own_and_nonsense_within_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    for head, body in (
        (b"# format: 2\n", b""),
        (b"", b"x"),
        (b"# format: 1\n# pairs: 0\n", b"a,b\n"),
        (b"# format: [\n", b""),
    ):
        digest = hashlib.sha256(TITLE + head + body).hexdigest().encode()
        path.write_bytes(TITLE + head + b"# sha256: " + digest + b"\n" + body)
        with pytest.raises(InputError, match="cannot be read"):
            read_publication(path)


def test_scores_are_those_of_a_slow_program(tmp_path: Path) -> None:
    """By hand, to 1959, when Syria is no state: the mean log of the chance given to what came, and the expected number of each state."""
    path = tmp_path / "f.csv"
    save_publication(publish(model_known(YEAR), load_table(), YEAR, on=date(1946, 12, 31), horizon=13, draws=20), path)
    frame = pl.read_csv(path, comment_prefix="#")
    came = load_table().system(1959)
    logs, expected, left = [], dict.fromkeys(OUTCOMES, 0.0), 0
    for row in frame.iter_rows(named=True):
        try:
            state = OUTCOMES[int(came.state[came.pair(row["ccode1"], row["ccode2"])])]
        except InputError:
            left += 1
            continue
        logs.append(np.log(max(row[state], 1e-6)))
        for name in OUTCOMES:
            expected[name] += max(row[name], 1e-6)
    found = score_publication(read_publication(path), table_outcomes(load_table(), 1959), source="the table")
    assert (found.scored, found.lacking) == (len(logs), left)
    assert found.scored + found.lacking == found.pairs == frame.height
    assert left > 0
    assert found.overall[0]["log_score"] == pytest.approx(np.mean(logs), abs=1e-5)
    for row in found.states:
        if row["whom"] == "all pairs" and row["forecast"] == "outlook":
            assert row["expected"] == pytest.approx(expected[row["state"]], abs=0.2)
    assert not found.in_sample


def test_a_perfect_forecast_gains_and_its_own_outcomes_in_a_file_score_alike(published: bytes, tmp_path: Path) -> None:
    path, outcomes = tmp_path / "f.csv", tmp_path / "came.csv"
    save_publication(published, path)
    came = table_outcomes(load_table(), 1956)
    lines = [
        f"{other},{one},1956,{OUTCOMES[state]}" for (one, other), state in came.items()
    ]  # the order of the two is free
    outcomes.write_text("ccode1,ccode2,year,state\n2,20,1950,rivalry\n" + "\n".join(lines) + "\n", encoding="utf-8")
    assert read_outcomes(outcomes, 1956) == came
    result = CliRunner().invoke(app, ["score", str(path), "--outcomes", str(outcomes), "--json"])
    by_table = CliRunner().invoke(app, ["score", str(path), "--json"])
    one, other = (json.loads(each.stdout)["scores"] for each in (result, by_table))
    assert one.pop("source") != other.pop("source")
    assert one == other
    assert one["overall"][0]["log_score"] > one["overall"][2]["log_score"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ccode1,ccode2\n2,20\n", "no column state"),
        ("ccode1,ccode2,state\n2,20,peace\n", "line 2: state 'peace': expected one of"),
        ("ccode1,ccode2,state\n2,x,entente\n", "line 2: ccode2 is 'x'; expected a whole number"),
        ("ccode1,ccode2,state\n2,20,entente\n20,2,rivalry\n", "have two states, entente and rivalry"),
        ("ccode1,ccode2,state,year\n2,20,entente,1955\n", "no row of 1956"),
        ("ccode1,ccode2,state\n2\n", "ccode2 is ''"),
    ],
)
def test_outcomes_that_cannot_be_read_say_where(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "came.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_outcomes(path, 1956)
    assert message in str(caught.value)


def test_a_year_that_has_not_come_is_said_and_a_fit_that_knew_it_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    assert CliRunner().invoke(app, ["publish", "--year", "1946", "--horizon", "1", "--out", str(path)]).exit_code == 0
    assert "IN SAMPLE" in CliRunner().invoke(app, ["score", str(path)]).stdout
    late = tmp_path / "late.csv"
    data = publish(load_model(), load_table(), 1946, on=date(2020, 1, 1), horizon=50, draws=20)
    late.write_bytes(data)
    again = read_publication(late)
    assert again.target == 1996
    assert (
        CliRunner().invoke(app, ["publish", "--known", "--model", "m.npz", "--out", str(tmp_path / "x.csv")]).exit_code
        != 0
    )


def test_the_baseline_is_what_became_of_pairs_before() -> None:
    """Annual moves of 1996-2006 counted one by one; twenty years back are counted, so a later start gives the same table."""
    table = load_table()
    counts = np.full((4, 4), 0.5)
    for year in range(1986, 2006):
        before, after = table.system(year), table.system(year + 1)
        later = table_outcomes(table, year + 1)
        for key, state in table_outcomes(table, year).items():
            if key in later:
                counts[state, later[key]] += 1
        assert len(before.ccode) <= len(after.ccode) + 5
    annual = counts / counts.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(past_shares(table, 2006, horizon=1), annual, rtol=1e-12)
    np.testing.assert_allclose(past_shares(table, 2006, horizon=10), np.linalg.matrix_power(annual, 10), rtol=1e-9)
    np.testing.assert_allclose(past_shares(table, 1946, horizon=10).sum(axis=1), 1)


@pytest.mark.parametrize(
    ("day", "told"), [("1946-12-30", "expected 1946-12-31 or later"), ("9999-01-01", "has not come yet")]
)
def test_nothing_is_published_before_it_could_be_known_nor_dated_ahead(day: str, told: str, tmp_path: Path) -> None:
    arguments = ["publish", "--year", "1946", "--known", "--out", str(tmp_path / "f.csv"), "--date", day]
    error = CliRunner().invoke(app, arguments).exception
    assert told in str(error)
    assert not (tmp_path / "f.csv").exists()


@pytest.mark.parametrize("mark", [b"\r\n", b"\r", b""])
def test_a_publication_that_was_saved_anew_says_so(mark: bytes, published: bytes, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(published.replace(b"\n", mark) if mark else b"\xef\xbb\xbf" + published)
    with pytest.raises(InputError, match="was saved anew"):
        read_publication(path)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"# horizon: 10", b"# horizon: -3", "the horizon from 1 to"),
        (b"# year: 1946", b"# year: 1946.5", "expected whole numbers"),
        (b'"1946-12-31"', b'"1946-01-01"', "before the end of 1946"),
        (b'"1946-12-31"', b'"yesterday"', "isoformat"),
        (b"baseline: [[0.", b"baseline: [[7.", "baseline do not sum to 1"),
        (b"\n2,USA,20,CAN,", b"\n2,USA,2,USA,", "a state with itself"),
        (b"\n2,USA,20,CAN,unaligned", b"\n2,USA,20,CAN,friend", "state 'friend'"),
    ],
)
def test_a_publication_whose_parts_do_not_hold_together_is_refused_though_its_checksum_fits(
    old: bytes, new: bytes, told: str, published: bytes, tmp_path: Path
) -> None:
    old = old.replace(b"unaligned", now_of_canada(published))
    assert old in published
    made = re.sub(rb"# sha256: \w+\n", b"", published).replace(old, new, 1)
    at = made.index(b"ccode1,")
    path = tmp_path / "f.csv"
    path.write_bytes(made[:at] + f"# sha256: {hashlib.sha256(made).hexdigest()}\n".encode() + made[at:])
    with pytest.raises(InputError, match=re.escape(told)):
        read_publication(path)


def now_of_canada(published: bytes) -> bytes:
    found = re.search(rb"\n2,USA,20,CAN,(\w+)", published)
    assert found is not None
    return found[1]
