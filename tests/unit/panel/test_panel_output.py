"""Metadata, bibliography, files, named sets and the command."""

import json
import sys
from datetime import date

import polars as pl
import pytest
from panel_data import STATES, loader, source, table
from typer.testing import CliRunner

from foedus.errors import InputError, OutputError
from foedus.panel import add_sets, dyad_years, state_years, wrap, write
from foedus.panel.cite import DatasetUsed, bibliography_of
from foedus.panel.sets import ALL, ALL_OF_STATES, OF_LEADERS, PEER, PEER_OF_STATES, SETS, parse_sets

BORDER = source("contiguity", table("ccode1 ccode2 year conttype", (1, 2, 1950, 4), (2, 1, 1950, 4)))
MAJORS = source("majors", table("ccode start end", (1, date(1816, 1, 1), date(2016, 12, 31))), sha256="a" * 64)
DATA = loader(STATES, BORDER, MAJORS)


def made():
    return dyad_years((1949, 1953), directed=False, data=DATA).add_contiguity().add_majors()


def test_every_column_names_dataset_version_hash_and_citation():
    metadata = made().metadata
    assert list(metadata) == list(made().columns)
    used = metadata["cowmaj2"].datasets[0]
    assert (used.id, used.version, used.sha256) == ("majors", "1", "a" * 64)
    assert used.citation.startswith("@misc{majors")
    assert metadata["conttype"].values[4] == "150 miles of water or less"
    assert "day in common" in metadata["ccode1"].rule


def test_each_column_names_the_version_that_its_own_step_read():
    """Two versions of a dataset in one panel are told apart, in the metadata and in the bibliography."""
    old, new = (
        source("nmc", table("ccode year milex cinc", (1, 1950, value, value)), version=version, sha256=hash_ * 64)
        for version, value, hash_ in (("6.0", 6.0, "6"), ("7.0", 7.0, "7"))
    )
    panel = state_years((1950, 1950), data=loader(STATES, old, new))
    for versions in (("6.0", "7.0"), ("7.0", "6.0"), ("6.0", None)):
        both = panel.add_capabilities(keep=["milex"], version=versions[0])
        both = both.add_capabilities(keep=["cinc"], version=versions[1])
        for name in ("milex", "cinc"):
            (used,) = both.metadata[name].datasets
            assert float(used.version) == both.frame()[name][0]
            assert used.sha256 == used.version[0] * 64
        assert all(f"nmc {version}, file sha256" in both.cite() for version in ("6.0", "7.0"))
        assert both.cite().count("@misc{nmc,") == 1


def test_an_entry_that_two_datasets_share_stands_once():
    text = bibliography_of(
        DatasetUsed(name, "1", name, "0" * 64, (1, 2), f"@misc{{{own},\n}}\n\n@article{{shared2002,\n}}")
        for name, own in (("ucdp-acd", "davies2025"), ("ucdp-onsets", "pettersson2019"))
    )
    assert [text.count(f"{{{key},") for key in ("davies2025", "pettersson2019", "shared2002")] == [1, 1, 1]
    assert text.index("% ucdp-acd") < text.index("shared2002") < text.index("% ucdp-onsets")


def test_the_bibliography_names_each_dataset_once():
    text = made().cite()
    assert [text.count(f"@misc{{{name},") for name in ("contiguity", "majors", "states")] == [1, 1, 1]
    assert f"majors 1, file sha256 {'a' * 64}" in text


def test_columns_of_the_users_own_have_no_source():
    own = wrap(table("ccode1 ccode2 year", (1, 2, 1950)).with_columns(x=1), data=DATA).add_contiguity()
    assert list(own.metadata) == ["conttype"]


READERS = {".parquet": pl.read_parquet, ".csv": pl.read_csv, ".feather": pl.read_ipc}


@pytest.mark.parametrize("ending", READERS)
def test_files_hold_the_panel_and_stand_beside_their_sources(tmp_path, ending):
    path = tmp_path / f"panel{ending}"
    frame = write(made(), path)
    read = READERS[ending](path)
    assert read.columns == frame.columns
    assert read.rows() == frame.rows()
    sources = json.loads((tmp_path / f"panel{ending}.sources.json").read_text(encoding="utf-8"))
    assert [row["name"] for row in sources] == frame.columns
    assert sources[-1]["datasets"][0]["sha256"] == "a" * 64


def test_parquet_carries_its_sources_inside(tmp_path):
    write(made(), tmp_path / "panel.parquet")
    kept = pl.read_parquet_metadata(tmp_path / "panel.parquet")["foedus:columns"]
    assert [row["name"] for row in json.loads(kept)][-1] == "cowmaj2"


def test_stata_files_carry_labels(tmp_path):
    pandas = pytest.importorskip("pandas")
    panel = dyad_years((2015, 2018), directed=False, data=DATA).add_contiguity().add_majors()
    relation = pl.Series("relation", ["unaligned", "rivalry"], dtype=pl.Enum(["alliance", "unaligned", "rivalry"]))
    with_words = wrap(table("ccode1 ccode2 year", (1, 2, 1950), (1, 3, 1951)).with_columns(relation), data=DATA)
    write(panel, tmp_path / "panel.dta")
    write(with_words.add_contiguity(), tmp_path / "words.dta")
    with pandas.io.stata.StataReader(tmp_path / "panel.dta") as reader:
        labels, values = reader.variable_labels(), reader.value_labels()
    assert labels["cowmaj1"] == "major power, state 1"
    assert values["conttype"][1] == "land or river border"
    read = pandas.read_stata(tmp_path / "panel.dta", convert_categoricals=False)
    assert read["cowmaj1"].isna().tolist() == panel.frame()["cowmaj1"].is_null().to_list()
    words = pandas.read_stata(tmp_path / "words.dta")
    assert words["relation"].astype(str).tolist() == ["unaligned", "rivalry"]
    assert words["conttype"].astype(str).tolist() == ["150 miles of water or less", "not contiguous"]


def test_without_pandas_stata_is_refused_before_anything_is_built(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(InputError, match=r'pip install "foedus\[pandas\]"'):
        write(made(), tmp_path / "panel.dta")
    with pytest.raises(InputError, match="needs pandas"):
        made().to_pandas()
    assert not list(tmp_path.iterdir())


def test_pandas_gets_the_same_values():
    pytest.importorskip("pandas")
    assert pl.from_pandas(made().to_pandas())["conttype"].to_list() == made().frame()["conttype"].to_list()


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("panel.xlsx", InputError, r"\.parquet, \.csv, \.dta, \.feather"),
        ("no/panel.csv", OutputError, "there is no folder"),
    ],
)
def test_paths_that_cannot_be_written(tmp_path, name, error, message):
    with pytest.raises(error, match=message):
        write(made(), tmp_path / name)


def test_a_folder_in_the_way_is_told(tmp_path):
    (tmp_path / "panel.csv").mkdir()
    with pytest.raises(OutputError, match=r"cannot write .*choose another file with --out"):
        write(made(), tmp_path / "panel.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["panel.csv"]


def test_sets_are_added_in_order_with_spells_last():
    panel = add_sets(dyad_years(data=DATA), "spells,majors,cow-mid")
    assert panel.columns[3:] == ("cowmaj1", "cowmaj2", "cowmidonset", "cowmidongoing", "cowmidspell")


def test_a_version_stands_after_the_name():
    assert parse_sets(" nmc@6.0 , atop") == [("nmc", "6.0"), ("atop", None)]
    assert add_sets(dyad_years(data=DATA), "nmc@6.0").steps[0].versions == {"nmc": "6.0"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no set is named"),
        ("atpo,majors", r"no set 'atpo' \(nearest: 'atop'\)"),
        ("majors,majors", "majors is named twice"),
        ("peer,majors", "majors is named twice"),
        ("spells@1", "spells has no version"),
    ],
)
def test_wrong_lists_of_sets(text, message):
    with pytest.raises(InputError, match=message):
        parse_sets(text)


def test_what_stands_for_many_sets_has_no_version():
    with pytest.raises(InputError, match=r"peer has no version: say one after a set, such as nmc@6\.0"):
        parse_sets("peer@6.0")


@pytest.mark.parametrize("option", [["--undirected"], ["--rule", "year"]])
@pytest.mark.parametrize("unit", ["state-years", "state-days", "leader-years", "leader-days"])
def test_options_of_dyads_are_refused_elsewhere(run, unit, option):
    done = run("--unit", unit, *option, "--years", "1952", "--out", "p.csv")
    assert isinstance(done.exception, InputError)
    assert f"{' '.join(option)} is for dyad-years, of states or of leaders; leave it out for {unit}" in str(
        done.exception
    )


def test_all_and_peer_fit_together_without_a_collision():
    everything = add_sets(dyad_years(data=DATA), "all")
    assert len(set(everything.columns)) == len(everything.columns)
    assert set(ALL) == set(SETS) - {"gml-mid-ddy", *OF_LEADERS}
    assert len(add_sets(dyad_years(data=DATA), "peer").columns) == 53
    assert set(PEER) <= set(SETS)


def test_all_and_peer_of_state_years_are_every_set_that_tells_of_one_state():
    def told_of_states(name):
        try:
            SETS[name](state_years(data=DATA).add_conflicts(), None)
        except InputError as error:
            return "would overwrite" in str(error)
        return True

    everything = add_sets(state_years(data=DATA), "all")
    assert len(set(everything.columns)) == len(everything.columns)
    assert {name for name in SETS if told_of_states(name)} == set(ALL_OF_STATES)
    assert "ucdpspell" in everything.columns
    assert set(PEER_OF_STATES) <= set(ALL_OF_STATES)


@pytest.fixture
def run(monkeypatch, tmp_path):
    from foedus.cli.panel import app
    from foedus.panel import make

    monkeypatch.setattr(make, "registry_loader", lambda: DATA)
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(app, ["build", *words])


def test_notes_on_the_rows_are_told_in_the_words_of_the_program(run):
    done = run("--years", "2016:2018", "--with", "majors,contiguity", "--relevant", "--out", "p.csv")
    assert done.exit_code == 0, done.output
    assert "note: " in done.output
    assert "PanelNote" not in done.output
    assert ".py" not in done.output


def test_the_command_writes_the_panel_and_the_bibliography(run, tmp_path):
    done = run(
        "--undirected", "--years", "1950:1953", "--with", "contiguity,majors", "--out", "p.csv", "--cite", "p.bib"
    )
    assert done.exit_code == 0, done.output
    assert "wrote p.csv: 7 rows, 6 columns" in done.output
    assert pl.read_csv(tmp_path / "p.csv").height == 7
    assert "@misc{contiguity," in (tmp_path / "p.bib").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--years", "1950-1953", "--out", "p.csv"], "expected FIRST:LAST"),
        (["--years", "1953:1950", "--out", "p.csv"], "two whole years in order"),
        (["--with", "wars", "--out", "p.csv"], "no set 'wars'"),
        (["--with", "atop", "--out", "p.csv"], "the dataset atop is not there"),
        (["--out", "p.json"], "by the ending of the file"),
    ],
)
def test_the_command_refuses_before_it_writes(run, tmp_path, words, message):
    done = run(*words)
    assert isinstance(done.exception, InputError)
    assert message in str(done.exception)
    assert not list(tmp_path.iterdir())


def test_every_missing_dataset_is_told_at_once():
    with pytest.raises(InputError) as told:
        add_sets(dyad_years(data=DATA), "atop,nmc,majors").frame()
    assert str(told.value).splitlines() == ["the dataset atop is not there", "the dataset nmc is not there"]


def test_years_of_a_single_year(run):
    assert "wrote p.csv: 2 rows" in run("--years", "1952", "--with", "majors", "--out", "p.csv").output


def test_an_unwritable_bibliography_is_told(run):
    done = run("--years", "1952", "--with", "majors", "--out", "p.csv", "--cite", "p.csv/p.bib")
    assert isinstance(done.exception, OutputError)


def test_all_in_the_terminal_is_all_that_is_there_and_what_lacks_is_told():
    asked = dyad_years((1990, 1990), system="gw", data=loader())
    some = add_sets(asked, "all", there={"contiguity", "majors"})
    assert {"conttype", "cowmaj1", "prd"} <= set(some.columns)
    assert "nmc (nmc)" in some.told[0]
    assert "majors" not in some.told[0]
    with pytest.raises(InputError, match="none of its datasets is there"):
        add_sets(asked, "all", there=set())
    named = add_sets(asked, "nmc,contiguity", there=set())
    assert {"cinc1", "conttype"} <= set(named.columns)
    assert named.told == ()
