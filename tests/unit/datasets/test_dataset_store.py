"""The data directory: versions side by side, replacement in one step, damage that is told."""

import json
import random

import polars as pl
import pytest
from made_files import NMC, NMC_7, STATES, add, write

from foedus.datasets import check_installed, data_directory, installed, load, remove
from foedus.datasets.check import stray_folders
from foedus.datasets.store import hash_bytes
from foedus.errors import InputError, OutputError


@pytest.fixture(autouse=True)
def _own_data(data_dir):
    pass


def test_what_is_loaded_is_what_the_file_says(tmp_path):
    add("nmc", write(tmp_path, "NMC-60-abridged.csv", NMC))
    loaded = load("nmc")
    expected = pl.DataFrame(
        {
            "ccode": [2, 2],
            "year": [1816, 1817],
            "milex": [3823.0, None],
            "milper": [17.0, 15.0],
            "irst": [80.0, 80.0],
            "pec": [254.0, None],
            "tpop": [8659.0, 8899.0],
            "upop": [101.0, 106.0],
            "cinc": [0.0397, 0.0358],
        },
        schema_overrides={"ccode": pl.Int32, "year": pl.Int32},
    )
    assert loaded.frame.equals(expected)
    assert loaded.info.sha256 == hash_bytes(NMC.encode())
    assert loaded.coverage() == (1816, 2016)


def test_two_versions_live_side_by_side_and_the_newest_is_the_default(tmp_path):
    add("nmc", write(tmp_path, "NMC-70-abridged.csv", NMC_7))
    add("nmc", write(tmp_path, "NMC-60-abridged.csv", NMC))
    assert [info.version for info in installed()] == ["6.0", "7.0"]
    assert load("nmc").frame["cinc"][0] == 0.0401
    assert load("nmc", "6.0").frame["cinc"][0] == 0.0397
    assert load("nmc").coverage() == (1816, 2022)
    assert [gone.version for gone in remove("nmc", "7.0")] == ["7.0"]
    assert load("nmc").info.version == "6.0"


def test_the_order_of_rows_in_the_file_does_not_matter(tmp_path):
    header, *rows = STATES.splitlines()
    sums = set()
    for seed in range(3):
        random.Random(seed).shuffle(rows)
        content = "\n".join([header, *rows]) + "\n"
        sums.add(add("states", write(tmp_path, "states2016.csv", content))[0].parquet_sha256)
    assert len(sums) == 1


def test_the_same_version_again_replaces_the_old_one(tmp_path):
    add("states", write(tmp_path, "states2016.csv", STATES))
    add("states", write(tmp_path, "states2016.csv", STATES.replace("Fra", "Gau")))
    assert [info.id for info in installed()] == ["states"]
    assert "Gaunce" in load("states").frame["statename"].to_list()
    assert stray_folders() == []


def test_only_some_columns_may_be_read(tmp_path):
    add("nmc", write(tmp_path, "NMC-60-abridged.csv", NMC))
    assert load("nmc", columns=["ccode", "cinc"]).frame.columns == ["ccode", "cinc"]


@pytest.mark.parametrize(("id", "version"), [("nmc", None), ("nmc", "6.0")])
def test_a_dataset_that_is_not_there_names_the_next_step(id, version):
    with pytest.raises(InputError, match=f"foedus data add {id} --from FILE"):
        load(id, version)
    with pytest.raises(InputError, match="is not in"):
        remove(id, version)


def test_unknown_ids_and_versions_name_what_there_is():
    with pytest.raises(InputError, match="nearest: 'sipri-transfers'"):
        load("sipri")
    with pytest.raises(InputError, match=r"nmc has no version '5.0'; foedus reads: 6.0, 7.0"):
        load("nmc", "5.0")


def test_damage_is_found_by_check_and_told_by_load(tmp_path):
    info = add("nmc", write(tmp_path, "NMC-60-abridged.csv", NMC))[0]
    assert check_installed()[0].problems == ()
    (info.path / "data.parquet").write_bytes(b"PAR1 nothing")
    assert check_installed()[0].problems == ("data.parquet was changed after it was stored",)
    with pytest.raises(InputError, match="add it again"):
        load("nmc")
    (info.path / "data.parquet").unlink()
    assert check_installed()[0].problems == ("data.parquet is missing",)


def test_a_table_of_an_older_foedus_is_refused(tmp_path):
    info = add("nmc", write(tmp_path, "NMC-60-abridged.csv", NMC))[0]
    table = info.path / "data.parquet"
    pl.read_parquet(table).drop("cinc").write_parquet(table)
    meta = (info.path / "meta.json").read_text().replace(info.parquet_sha256, hash_bytes(table.read_bytes()))
    (info.path / "meta.json").write_text(meta)
    with pytest.raises(InputError, match=r"another version of foedus \(columns cinc\)"):
        load("nmc")


def test_broken_metadata_say_which_folder_to_delete(tmp_path):
    info = add("nmc", write(tmp_path, "NMC-60-abridged.csv", NMC))[0]
    (info.path / "meta.json").write_text("{")
    with pytest.raises(InputError, match="delete the folder"):
        installed()


def test_check_notes_another_file_than_the_known_one_and_an_untried_adapter(tmp_path):
    add("nmc", write(tmp_path, "NMC-60-abridged.csv", NMC))
    add("nmc", write(tmp_path, "NMC-70-abridged.csv", NMC_7))
    notes = [checked.notes for checked in check_installed("nmc")]
    assert "not the known file of nmc 6.0 (NMC-60-abridged.csv): 2 rows, where that has 15,951" in notes[0][0]
    assert "not yet tried on the distributor's file" in notes[1][0]


def test_metadata_count_rows_in_used_and_left_out(tmp_path):
    content = "ccode,year,lsthreat\n2,1816,.5\n,2009,0\n,2010,0\n"
    info = add("leeds-savun-threat", write(tmp_path, "leeds-savun-threat.csv", content))[0]
    meta = json.loads((info.path / "meta.json").read_text())
    assert (meta["rows_in"], meta["rows"], meta["rejected"]) == (3, 1, {"no state code": 2})
    assert meta["files"] == {"leeds-savun-threat.csv": hash_bytes(content.encode())}


def test_a_data_directory_that_cannot_be_written(tmp_path, monkeypatch):
    blocker = write(tmp_path, "blocker", "a file")
    monkeypatch.setenv("FOEDUS_DATA", str(blocker / "inside"))
    with pytest.raises(OutputError, match="FOEDUS_DATA=DIR"):
        add("nmc", write(tmp_path, "NMC-60-abridged.csv", NMC))


def test_the_data_directory_is_the_users_own_by_default(monkeypatch):
    monkeypatch.delenv("FOEDUS_DATA")
    assert data_directory().parts[-2:] == ("foedus", "datasets")
