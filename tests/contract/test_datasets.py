"""Every dataset says what it is, under which terms, how to cite and get it; the package ships none."""

import re
from pathlib import Path

import bibtexparser
import polars as pl
import pytest

import foedus
from foedus.datasets import catalog as _catalog
from foedus.datasets import registry
from foedus.datasets.model import Place, in_file, stored

DATASETS = list(registry().values())
RELEASES = [(known, release) for known in DATASETS for release in known.releases]
CATALOG = Path(_catalog.__path__[0])
EXPECTED = {
    "capitals-gw", "cow-igo-states", "cow-intra-wars", "cow-trade-states", "creg", "democracy-gw", "gdp-pop", "gdp-pop-gw", "hief", "maoz-powers",
    "terrain", "territorial-threat", "ucdp-onsets",
    "atop", "atop-alliances", "atop-members", "capitals", "contiguity", "cow-diplomatic", "cow-igo-dyads", "cow-mid", "cow-trade", "dcad", "democracy", "dyadic-mid", "gml-mid",
    "gml-mid-ddy", "ideal-points", "leeds-savun-threat", "majors", "mme", "nmc", "sipri-transfers", "states", "td-rivalries",
    "tss-rivalries", "ucdp-acd", "ucdp-esd", "un-votes", "unsc-vetoes",
    "min-distance", "min-distance-gw", "cow-war-inter", "grh-arms-races", "gml-dirdisp", "cow-mid-dirdisps", "gml-mid-disps", "cow-mid-disps", "gml-part",
    "archigos", "gml-mid-ddly", "lead", "leader-codes", "lwuf",
}  # fmt: skip


def name_of(case):
    known, *rest = case if isinstance(case, tuple) else (case,)
    return " ".join([known.id, *(release.label for release in rest)])


every_dataset = pytest.mark.parametrize("known", DATASETS, ids=name_of)
every_release = pytest.mark.parametrize(("known", "release"), RELEASES, ids=[name_of(case) for case in RELEASES])


def test_the_registry_holds_what_is_promised():
    assert set(registry()) == EXPECTED


def test_the_registry_is_read_only():
    with pytest.raises(TypeError):
        registry()["states"] = None


def test_one_folder_is_one_dataset():
    folders = {path.name for path in CATALOG.iterdir() if (path / "__init__.py").is_file()}
    assert folders == {known.id.replace("-", "_") for known in DATASETS}


@every_dataset
def test_a_dataset_says_what_it_is(known):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", known.id)
    assert known.title
    assert known.about.endswith(".")
    assert known.page.startswith("http")
    assert len(known.licence) > 15
    assert known.releases


@every_dataset
def test_citations_are_readable_bibtex(known):
    library = bibtexparser.parse_string(known.citation)
    assert library.entries
    assert library.failed_blocks == []
    for entry in library.entries:
        fields = {field.key for field in entry.fields}
        assert {"author", "title", "year"} <= fields, entry.key


@every_dataset
def test_columns_are_described_and_the_key_is_required(known):
    names = [column.name for column in known.columns]
    assert len(set(names)) == len(names)
    assert set(known.key) <= set(names)
    for column in known.columns:
        assert column.place is not Place.FILE
        assert column.description.endswith("."), column.name
        assert column.dtype in (pl.Int8, pl.Int32, pl.Float64, pl.String, pl.Date), column.name
        if re.match(r"(c?code\d?|year|ccode\d)$", column.name):
            assert column.dtype == pl.Int32, column.name


@every_release
def test_a_release_says_where_it_comes_from_and_what_it_covers(known, release):
    first, last = release.coverage
    assert 1494 <= first < last <= 2030
    assert release.how_to_get.endswith(".")
    assert release.sha256 or release.no_checksum, "neither a checksum nor a reason"
    assert all(re.fullmatch(r"[0-9a-f]{64}", value) for value in release.sha256.values())
    assert release.download is None or release.download.startswith("http")
    assert release.tried == bool(set(release.sha256) & set(release.files)), "tried means: the file was at hand"
    names = {column.name for column in known.columns}
    for column, (start, end) in release.column_coverage.items():
        assert column in names
        assert first <= start < end <= last


@every_release
def test_every_stored_column_comes_from_a_file_or_is_made(known, release):
    held = {column.name for table in release.tables for column in in_file(table.columns)}
    made = {column.name for column in known.columns if column.place is Place.STORED}
    absent = {column.name for column in stored(known.columns)} - held - made
    assert release.build.__name__ != "one_table" or absent == set()


@every_dataset
def test_versions_of_one_form_are_told_apart_by_their_files(known):
    places = [(release.version, release.form) for release in known.releases]
    files = [release.files for release in known.releases]
    assert len(set(places)) == len(places)
    assert len(set(files)) == len(files)


def test_no_dataset_is_shipped():
    package = Path(foedus.__file__).parent
    shipped = {
        path.suffix for path in (package / "collect").rglob("*") if path.is_file() and "__pycache__" not in path.parts
    }
    assert shipped <= {".py", ".bib"}
    official = {name.lower() for _, release in RELEASES for name in release.files}
    assert not official & {path.name.lower() for path in package.rglob("*") if path.is_file()}


def test_no_adapter_where_the_maintainer_asked_for_none():
    """The maintainer of the COW alliance data asked software not to facilitate this use: ATOP instead."""
    assert not any("version4.1" in name for _, release in RELEASES for name in release.files)
