"""Every way to break a case that we know, and what the reader says of it: file, line, column, words.

The module is long because it is one table, a row for each broken case.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import broken as b
import pytest

from builders import a_rated_case
from foedus.case.read import read_case
from foedus.case.schema import CASE_FILES, OPTIONAL_FILES
from foedus.errors import CaseError, Problem

CLAIM = {
    "id": "c99", "kind": "study", "source": "study-1", "predicate": "position", "holder": "arda", "object": "border",
    "value": "0.5", "basis": "stated", "credibility": "2", "text": "It says so.",
}  # fmt: skip


class Told(NamedTuple):
    """What one of the problems must say."""

    file: str
    row: int | None
    column: str
    part: str
    nearest: str = ""


def claim(**cells: str) -> b.Break:
    """A thirteenth line in claims.csv with these cells."""
    return b.added_row("claims.csv", **{**CLAIM, **cells})


def answer(**cells: str) -> b.Break:
    """A checklist.csv of one row: heads of state have visited each other, on the coder's word."""
    row = {"kind": "leaders-visits", "answer": "yes", "ground": "Two visits in 2015.", **cells}
    return b.all_of(b.overwritten("checklist.csv", b"kind,answer,claims,ground\n"), b.added_row("checklist.csv", **row))


def step(**cells: str) -> b.Break:
    """A thirteenth line in claims.csv: a signed pact of defence of the two."""
    signed = {
        "predicate": "step",
        "holder": "arda|belor",
        "object": "defence",
        "stage": "signed",
        "date": "2017",
        "value": "",
    }
    return claim(**{**signed, **cells})


# name: (how the case is broken, all that is told)
FILES = {
    "file missing": (b.removed("claims.csv"), [Told("claims.csv", None, "", "a file claims.csv")]),
    "file misnamed": (b.renamed("outcomes.csv", "outcome.csv"),
                      [Told("outcomes.csv", None, "", "a file outcomes.csv", "outcome.csv")]),
    "optional file misnamed": (b.overwritten("check-list.csv", b"kind,answer,claims,ground\n"),
                               [Told("checklist.csv", None, "", "a file checklist.csv", "check-list.csv")]),
    "folder in place of a file": (b.folder_instead("claims.csv"), [Told("claims.csv", None, "", "a file claims.csv")]),
    "empty table": (b.emptied("actors.csv"), [Told("actors.csv", None, "", "a header: id,name,kind")]),
    "blank table": (b.overwritten("actors.csv", b"\n,,,\n\n"), [Told("actors.csv", None, "", "a header: id,name")]),
    "empty settings": (b.emptied("case.toml"), [Told("case.toml", None, "", "format_version = 2")]),
    "settings of comments": (b.overwritten("case.toml", b"# id\n# title\n"),
                             [Told("case.toml", None, "", "format_version = 2")]),
    "table of comments": (b.overwritten("actors.csv", b"# id\n# kind\n"), [Told("actors.csv", None, "", "a header: id,name")]),
    "workbook": (b.overwritten("actors.csv", b"PK\x03\x04 xl/workbook.xml"), [Told("actors.csv", None, "", "a CSV table")]),
    "web page": (b.overwritten("actors.csv", b"<!DOCTYPE html><html>"), [Told("actors.csv", 1, "", "a web page")]),
    "empty bibliography": (b.emptied("sources.bib"), [
        Told("sources.csv", 2, "key", "an entry in sources.bib"),
        Told("sources.csv", 3, "key", "an entry in sources.bib"),
        Told("sources.csv", 4, "key", "an entry in sources.bib"),
    ]),
    "Windows encoding": (
        b.all_of(b.replaced("claims.csv", "What c02 says.", "Café, it says."), b.recoded("claims.csv", "cp1252")),
        [Told("claims.csv", 3, "", "UTF-8")],
    ),
    "Windows encoding of settings": (
        b.all_of(b.replaced("case.toml", '"Corvan"', '"Café"'), b.recoded("case.toml", "cp1252")),
        [Told("case.toml", 6, "", "UTF-8")],
    ),
    "NUL byte": (b.replaced("claims.csv", "What c03 says.", "What\0c03 says."),
                 [Told("claims.csv", 4, "", "control characters")]),
    "control character": (b.replaced("claims.csv", "What c03 says.", "\x1b[31mred"),
                          [Told("claims.csv", 4, "", "control characters")]),
    "huge cell": (b.cell("claims.csv", 5, "note", "x" * 100_001), [Told("claims.csv", 5, "note", "100000")]),
    "cell beyond all limits": (b.cell("claims.csv", 5, "note", "x" * 200_000), [Told("claims.csv", 5, "", "100000")]),
    "quote left open": (b.replaced("claims.csv", ",What c09 says.", ',"What c09 says.'),
                        [Told("claims.csv", 10, "", "a closing quote")]),
    "quote that swallows a row": (
        b.all_of(b.replaced("claims.csv", "What c02 says.", '"What c02 says.'), b.replaced("claims.csv", "What c03 says.", 'What c03 says."')),
        [Told("claims.csv", 3, "", "looks like another row")]),
    "lists joined by commas": (b.replaced("claims.csv", ",arda|belor,", ',"arda,belor",'),
                               [Told("claims.csv", 6, "holder", "joined by |", "arda|belor")]),
    "text after a quoted cell": (b.replaced("claims.csv", "What c09 says.", '"What" c09 says.'),
                                 [Told("claims.csv", 10, "", "doubled")]),
    "row too short": (b.appended("issues.csv", "dam,Which dam?\n"), [Told("issues.csv", 4, "", "the row has 2")]),
    "row too long": (b.appended("bearings.csv", "c01,trade-ties,+,well\n"), [Told("bearings.csv", 7, "", "the row has 4")]),
    "column missing": (b.replaced("issues.csv", ",negative_pole", ",poles"), [
        Told("issues.csv", 1, "poles", "a column of issues.csv"),
        Told("issues.csv", 1, "negative_pole", "a column negative_pole"),
    ]),
    "column misspelt": (b.replaced("claims.csv", "credibility", "credibilty"), [
        Told("claims.csv", 1, "credibilty", "a column of claims.csv", "credibility"),
        Told("claims.csv", 1, "credibility", "a column credibility", "credibilty"),
    ]),
    "column twice": (
        b.overwritten("bearings.csv", b"claim,factor,bears,claim\nc01,trade-ties,+,c01\n"),
        [Told("bearings.csv", 1, "claim", "once")],
    ),
}  # fmt: skip

SETTINGS = {
    "no TOML": (b.replaced("case.toml", 'title = "Arda and Belor"', "title = Arda and Belor"),
                [Told("case.toml", 3, "", "valid TOML")]),
    "key twice": (b.replaced("case.toml", "horizon_years = 10", "horizon_years = 10\nhorizon_years = 5"),
                  [Told("case.toml", 10, "", "valid TOML")]),
    "unknown key": (b.replaced("case.toml", 'licence = ', 'autor = "me"\nlicence = '),
                    [Told("case.toml", 12, "autor", "a key of case.toml")]),
    "misspelt key": (b.replaced("case.toml", "theatre", "theater"), [
        Told("case.toml", 6, "theater", "a key of case.toml", "theatre"),
        Told("case.toml", None, "theatre", "a key theatre"),
    ]),
    "key missing": (b.replaced("case.toml", "horizon_years = 10\n", ""),
                    [Told("case.toml", None, "horizon_years", "a key horizon_years")]),
    "newer version": (b.replaced("case.toml", "format_version = 2", "format_version = 3"),
                      [Told("case.toml", 1, "format_version", "newer foedus")]),
    "version is text": (b.replaced("case.toml", "format_version = 2", 'format_version = "2"'),
                        [Told("case.toml", 1, "format_version", "without quotes")]),
    "id is no slug": (b.replaced("case.toml", '"arda-belor"', '"Arda & Belor"'),
                      [Told("case.toml", 2, "id", "lower-case", "arda-belor")]),
    "title is a number": (b.replaced("case.toml", 'title = "Arda and Belor"', "title = 7"),
                          [Told("case.toml", 3, "title", "a string in quotes")]),
    "title is empty": (b.replaced("case.toml", 'title = "Arda and Belor"', 'title = " "'),
                       [Told("case.toml", 3, "title", "must not be empty")]),
    "pair is text": (b.replaced("case.toml", '["arda", "belor"]', '"arda"'),
                     [Told("case.toml", 5, "focal_pair", "a list of strings")]),
    "pair with itself": (b.replaced("case.toml", '["arda", "belor"]', '["arda", "arda"]'),
                         [Told("case.toml", 5, "focal_pair", "each element once")]),
    "pair of one": (b.replaced("case.toml", '["arda", "belor"]', '["arda"]'),
                    [Told("case.toml", 5, "focal_pair", "two different actors")]),
    "pair of three": (b.replaced("case.toml", '["arda", "belor"]', '["arda", "belor", "corvan"]'),
                      [Told("case.toml", 5, "focal_pair", "two different actors")]),
    "unknown actor in the pair": (b.replaced("case.toml", '["arda", "belor"]', '["arda", "bellor"]'),
                                  [Told("case.toml", 5, "focal_pair", "an id of actors", "belor")]),
    "pair of a voice": (
        b.all_of(
            b.added_row("actors.csv", id="envoy", name="Envoy", kind="person", part_of="belor", roll_up="as_voice"),
            b.replaced("case.toml", '["arda", "belor"]', '["arda", "envoy"]'),
        ),
        [Told("case.toml", 5, "focal_pair", "speaks for itself", "belor")],
    ),
    "period is a year": (b.replaced("case.toml", '"2010/2017"', '"2010"'),
                         [Told("case.toml", 7, "period", "an EDTF interval")]),
    "period backwards": (b.replaced("case.toml", '"2010/2017"', '"2017/2010"'),
                         [Told("case.toml", 7, "period", "ends before it starts")]),
    "as_of is a month": (b.replaced("case.toml", '"2017-12-31"', '"2017-12"'),
                         [Told("case.toml", 8, "as_of", "a full date", "2017-12-31")]),
    "as_of is no day": (b.replaced("case.toml", '"2017-12-31"', '"2017-02-30"'),
                        [Told("case.toml", 8, "as_of", "days 01-28")]),
    "as_of before the period": (b.replaced("case.toml", '"2017-12-31"', '"2009-12-31"'),
                                [Told("case.toml", 8, "as_of", "starts on 2010-01-01")]),
    "negative horizon": (b.replaced("case.toml", "horizon_years = 10", "horizon_years = -10"),
                         [Told("case.toml", 9, "horizon_years", "from 1 to 50", "1")]),
    "horizon of a century": (b.replaced("case.toml", "horizon_years = 10", "horizon_years = 100"),
                             [Told("case.toml", 9, "horizon_years", "from 1 to 50", "50")]),
    "horizon is a fraction": (b.replaced("case.toml", "horizon_years = 10", "horizon_years = 2.5"),
                              [Told("case.toml", 9, "horizon_years", "a whole number")]),
    "horizon is true": (b.replaced("case.toml", "horizon_years = 10", "horizon_years = true"),
                        [Told("case.toml", 9, "horizon_years", "a whole number")]),
    "unknown thesis source": (b.replaced("case.toml", 'source = "study-1"', 'source = "study-2"'),
                              [Told("case.toml", 16, "source", "an id of sources", "study-1")]),
    "unknown thesis outcome": (b.replaced("case.toml", 'outcome = "alliance"', 'outcome = "aliance"'),
                               [Told("case.toml", 17, "outcome", "one of alliance, entente", "alliance")]),
    "thesis is text": (b.replaced("case.toml", "[thesis]\ntext", 'thesis = "It will."\n[other]\ntext'), [
        Told("case.toml", 14, "thesis", "a table [thesis]"),
        Told("case.toml", 15, "other", "a key of case.toml"),
    ]),
    "scenario removes nothing": (b.replaced("case.toml", 'removes = ["corvan"]', "removes = []"),
                                 [Told("case.toml", 22, "removes", "not empty")]),
    "scenario removes the unknown": (b.replaced("case.toml", 'removes = ["corvan"]', 'removes = ["corvin"]'),
                                     [Told("case.toml", 22, "removes", "an id of factors or actors", "corvan")]),
    "scenario removes no threat": (b.replaced("case.toml", 'removes = ["corvan"]', 'removes = ["arda"]'),
                                   [Told("case.toml", 22, "removes", "source of a threat")]),
    "reserved scenario": (b.replaced("case.toml", '"enemy-gone"', '"all-persist"'),
                          [Told("case.toml", 20, "id", "an id other than")]),
    "provenance of numbers": (b.replaced("case.toml", 'coder = "coder-1"', "coder = 1"),
                              [Told("case.toml", 25, "provenance.coder", "a string")]),
}  # fmt: skip

TABLES = {
    "id is no slug": (b.added_row("actors.csv", id="Dara_2", name="Dara", kind="state"),
                      [Told("actors.csv", 5, "id", "lower-case", "dara-2")]),
    "id is too long": (b.added_row("issues.csv", id="x" * 65, question="?", negative_pole="a", positive_pole="b"),
                       [Told("issues.csv", 4, "id", "at most 64")]),
    "id is empty": (b.added_row("actors.csv", name="Nobody", kind="state"),
                    [Told("actors.csv", 5, "id", "must not be empty")]),
    "id twice": (b.added_row("actors.csv", id="arda", name="Arda", kind="state"),
                 [Told("actors.csv", 5, "id", "actors.csv:2")]),
    "actor and issue share an id": (
        b.added_row("issues.csv", id="corvan", question="?", negative_pole="a", positive_pole="b"),
        [Told("issues.csv", 4, "id", "actors.csv:4")],
    ),
    "claim and factor share an id": (claim(id="trade-ties"), [Told("claims.csv", 13, "id", "factors.csv:3")]),
    "rater and source share an id": (
        b.added_row("ratings.csv", factor="trade-ties", outcome="entente", scale="relative", rater="study-1", rating="C",
                    ground="So."),
        [Told("ratings.csv", 44, "rater", "sources.csv:2")],
    ),
    "reserved actor": (b.added_row("actors.csv", id="unknown", name="Unknown", kind="state"),
                       [Told("actors.csv", 5, "id", "an id other than")]),
    "name is empty": (b.cell("actors.csv", 2, "name", " "), [Told("actors.csv", 2, "name", "must not be empty")]),
    "unknown kind": (b.cell("actors.csv", 2, "kind", "State!"), [Told("actors.csv", 2, "kind", "one of state", "state")]),
    "country code is text": (b.cell("actors.csv", 2, "ccode", "x"), [Told("actors.csv", 2, "ccode", "a whole number")]),
    "country code is a fraction": (b.cell("actors.csv", 2, "ccode", "630.5"),
                                   [Told("actors.csv", 2, "ccode", "a whole number", "")]),
    "country in small letters": (b.cell("actors.csv", 2, "iso3", "ard"), [Told("actors.csv", 2, "iso3", "[A-Z]", "ARD")]),
    "part of the unknown": (
        b.all_of(b.cell("actors.csv", 4, "part_of", "ardo"), b.cell("actors.csv", 4, "roll_up", "none")),
        [Told("actors.csv", 4, "part_of", "an id of actors", "arda")],
    ),
    "part without a word on its voice": (b.cell("actors.csv", 4, "part_of", "arda"),
                                         [Told("actors.csv", 4, "roll_up", "as_voice or none")]),
    "voice of nobody": (b.cell("actors.csv", 4, "roll_up", "as_voice"),
                        [Told("actors.csv", 4, "roll_up", "part_of is empty")]),
    "cycle in part_of": (
        b.all_of(
            b.added_row("actors.csv", id="x", name="X", kind="person", part_of="y", roll_up="none"),
            b.added_row("actors.csv", id="y", name="Y", kind="person", part_of="z", roll_up="as_voice"),
            b.added_row("actors.csv", id="z", name="Z", kind="person", part_of="x", roll_up="none"),
        ),
        [Told("actors.csv", 5, "part_of", "no cycle")],
    ),
    "part of itself": (
        b.all_of(b.cell("actors.csv", 4, "part_of", "corvan"), b.cell("actors.csv", 4, "roll_up", "none")),
        [Told("actors.csv", 4, "part_of", "no cycle")],
    ),
    "member of a state": (b.cell("actors.csv", 4, "member_of", "arda"),
                          [Told("actors.csv", 4, "member_of", "kind coalition")]),
    "alias twice": (b.cell("actors.csv", 2, "aliases", "A|A"), [Told("actors.csv", 2, "aliases", "once", "A")]),
    "empty alias": (b.cell("actors.csv", 2, "aliases", "A||B"), [Told("actors.csv", 2, "aliases", "none of them empty")]),
    "unknown pull": (b.cell("factors.csv", 2, "pull", "bind"), [Told("factors.csv", 2, "pull", "one of binds", "binds")]),
    "group is no slug": (b.cell("factors.csv", 2, "group", "Security!"),
                         [Told("factors.csv", 2, "group", "lower-case", "security")]),
    "unknown threat source": (b.cell("factors.csv", 2, "threat_source", "nobody"),
                              [Told("factors.csv", 2, "threat_source", "an id of actors")]),
    "factor depends on an issue": (b.cell("factors.csv", 3, "depends_on", "border"),
                                   [Told("factors.csv", 3, "depends_on", "an id of factors")]),
    "cycle in depends_on": (b.cell("factors.csv", 2, "depends_on", "trade-ties"),
                            [Told("factors.csv", 2, "depends_on", "no cycle")]),
    "persistence above 1": (b.cell("factors.csv", 2, "persistence_high", "1.2"),
                            [Told("factors.csv", 2, "persistence_high", "from 0 to 1", "1")]),
    "persistence with a comma": (b.cell("factors.csv", 2, "persistence_low", "0,4"),
                                 [Told("factors.csv", 2, "persistence_low", "decimal point", "0.4")]),
    "persistence is nan": (b.cell("factors.csv", 2, "persistence_low", "nan"),
                           [Told("factors.csv", 2, "persistence_low", "a number")]),
    "persistence is infinite": (b.cell("factors.csv", 2, "persistence_high", "1e999"),
                                [Told("factors.csv", 2, "persistence_high", "a number")]),
    "persistence out of order": (b.cell("factors.csv", 2, "persistence_central", "0.3"),
                                 [Told("factors.csv", 2, "persistence_central", "not below persistence_low")]),
    "unknown covariate of a factor": (b.cell("factors.csv", 2, "covariate", "rivalries"),
                                      [Told("factors.csv", 2, "covariate", "one of state_of_relation", "rivalry")]),
    "assumption on an unknown factor": (b.cell("assumptions.csv", 2, "factors", "common-enemies"),
                                        [Told("assumptions.csv", 2, "factors", "an id of factors", "common-enemy")]),
    "indicator without a date": (b.cell("indicators.csv", 2, "by_date", "soon"),
                                 [Told("indicators.csv", 2, "by_date", "an EDTF date")]),
    "indicator without direction": (b.cell("indicators.csv", 2, "direction", "up"),
                                    [Told("indicators.csv", 2, "direction", "one of +, -")]),
    "bearing of an unknown claim": (b.cell("bearings.csv", 2, "claim", "c4"),
                                    [Told("bearings.csv", 2, "claim", "an id of claims", "c04")]),
    "bearing on an unknown factor": (b.cell("bearings.csv", 2, "factor", "trade"),
                                     [Told("bearings.csv", 2, "factor", "an id of factors", "trade-ties")]),
    "bearing without a sign": (b.cell("bearings.csv", 2, "bears", ""), [Told("bearings.csv", 2, "bears", "not be empty")]),
    "bearing twice": (b.added_row("bearings.csv", claim="c04", factor="trade-ties", bears="-"),
                      [Told("bearings.csv", 7, "factor", "first is on line 2")]),
    "covariate without a number": (b.cell("covariates.csv", 2, "value", "yes"),
                                   [Told("covariates.csv", 2, "value", "a number from 0 for contiguity")]),
    "covariate twice": (
        b.added_row("covariates.csv", year="2017", covariate="contiguity", value="0", source="Invented"),
        [Told("covariates.csv", 3, "year", "first is on line 2")],
    ),
    "share above 1": (
        b.added_row("covariates.csv", year="2016", covariate="capability_share", value="1.5", source="Invented"),
        [Told("covariates.csv", 3, "value", "from 0 to 1")],
    ),
    "unknown state of relation": (
        b.added_row("covariates.csv", year="2016", covariate="state_of_relation", value="entante", source="Invented"),
        [Told("covariates.csv", 3, "value", "one of alliance", "entente")],
    ),
    "year is a date": (b.cell("covariates.csv", 2, "year", "2017-01"), [Told("covariates.csv", 2, "year", "a whole number")]),
    "outcome before as_of": (b.cell("outcomes.csv", 2, "date", "2017"),
                             [Told("outcomes.csv", 2, "date", "after as_of, which is 2017-12-31")]),
    "outcome without a source": (b.cell("outcomes.csv", 2, "source", ""),
                                 [Told("outcomes.csv", 2, "source", "not be empty")]),
}  # fmt: skip

RATINGS = {
    "unknown rating": (b.cell("ratings.csv", 2, "rating", "CCC"), [Told("ratings.csv", 2, "rating", "one of CC, C, N", "CC")]),
    "unknown outcome": (b.cell("ratings.csv", 2, "outcome", "aliance"),
                        [Told("ratings.csv", 2, "outcome", "one of alliance", "alliance")]),
    "unknown scale": (b.cell("ratings.csv", 2, "scale", "relativ"),
                      [Told("ratings.csv", 2, "scale", "one of relative", "relative")]),
    "unknown factor": (b.cell("ratings.csv", 2, "factor", "common-enmy"),
                       [Told("ratings.csv", 2, "factor", "an id of factors", "common-enemy")]),
    "same rater twice": (
        b.added_row("ratings.csv", factor="trade-ties", outcome="entente", scale="relative", rater="rater-1", rating="I",
                    ground="So."),
        [Told("ratings.csv", 44, "rater", "one row for each factor and outcome")],
    ),
    "rating of the present state": (
        b.added_row("ratings.csv", factor="trade-ties", outcome="unaligned", scale="relative", rater="rater-1",
                    rating="N", ground="So."),
        [Told("ratings.csv", 44, "outcome", "present state")],
    ),
    "ratings of one outcome only": (
        b.all_of(
            b.header_only("ratings.csv"),
            b.added_row("ratings.csv", factor="trade-ties", outcome="entente", scale="relative", rater="rater-1",
                        rating="C", ground="So."),
        ),
        [Told("ratings.csv", None, "factor", "relative ratings of trade-ties for alliance, rivalry too")],
    ),
    "absolute rating of one outcome only": (
        b.all_of(
            b.added_row("factors.csv", id="distance", label="Distance", pull="divides", kind="capability", group="far",
                        persistence_low="1", persistence_central="1", persistence_high="1", persistence_ground="Maps.",
                        covariate="distance"),
            b.added_row("ratings.csv", factor="distance", outcome="rivalry", scale="absolute", rater="rater-1",
                        rating="I", ground="So."),
        ),
        [Told("ratings.csv", None, "factor", "absolute ratings of distance for alliance, entente, unaligned")],
    ),
}  # fmt: skip

CLAIMS = {
    "unknown kind": (claim(kind="studie"), [Told("claims.csv", 13, "kind", "one of fact", "study")]),
    "unknown predicate": (claim(predicate="postion"), [Told("claims.csv", 13, "predicate", "one of position", "position")]),
    "unknown source": (claim(source="study-2"), [Told("claims.csv", 13, "source", "an id of sources", "study-1")]),
    "unknown reference": (claim(reference="arda-news|arda-noise"),
                          [Told("claims.csv", 13, "reference", "an id of sources", "arda-news")]),
    "reference twice": (claim(reference="arda-news|arda-news"),
                        [Told("claims.csv", 13, "reference", "once", "arda-news")]),
    "unknown speaker": (claim(speaker="arta"), [Told("claims.csv", 13, "speaker", "unattributed", "arda")]),
    "unattributed and attributed": (claim(speaker="arda|unattributed"), [Told("claims.csv", 13, "speaker", "alone")]),
    "unknown holder": (claim(holder="Arda"), [Told("claims.csv", 13, "holder", "unattributed", "arda")]),
    "no holder": (claim(holder=""), [Told("claims.csv", 13, "holder", "predicate is position")]),
    "no object": (claim(object=""), [Told("claims.csv", 13, "object", "predicate is position")]),
    "no value": (claim(value=""), [Told("claims.csv", 13, "value", "predicate is position")]),
    "unknown object": (claim(object="boarder"), [Told("claims.csv", 13, "object", "an id of", "border")]),
    "position on an actor": (claim(object="belor"), [Told("claims.csv", 13, "object", "issues for position")]),
    "action on an issue": (claim(predicate="action"), [Told("claims.csv", 13, "object", "actors for action")]),
    "assessment of nothing": (claim(predicate="assessment", object=""), [Told("claims.csv", 13, "object", "assessment")]),
    "context with a value": (claim(predicate="context", object="c01", value="0.1"),
                              [Told("claims.csv", 13, "value", "nothing, because the predicate is context")]),
    "relation with itself": (claim(predicate="relation", object="arda"),
                             [Told("claims.csv", 13, "object", "other than the holder")]),
    "threat to itself": (claim(predicate="threat", object="arda"),
                         [Told("claims.csv", 13, "object", "other than the holder")]),
    "value above 1": (claim(value="1.5"), [Told("claims.csv", 13, "value", "from -1 to 1", "1")]),
    "negative interest": (claim(predicate="interest", value="-0.5"), [Told("claims.csv", 13, "value", "from 0 to 1", "0")]),
    "negative threat": (claim(predicate="threat", object="corvan", value="-0.5"),
                        [Told("claims.csv", 13, "value", "from 0 to 1", "0")]),
    "value is a word": (claim(value="high"), [Told("claims.csv", 13, "value", "a number")]),
    "negated is a word": (claim(negated="yes"), [Told("claims.csv", 13, "negated", "true or nothing", "true")]),
    "negated is one": (claim(negated="1.0"), [Told("claims.csv", 13, "negated", "true or nothing", "true")]),
    "no basis": (claim(basis=""), [Told("claims.csv", 13, "basis", "must not be empty")]),
    "inferred and certain": (claim(basis="inferred"), [Told("claims.csv", 13, "credibility", "4, 5 or 6", "4")]),
    "credibility 0": (claim(credibility="0"), [Told("claims.csv", 13, "credibility", "from 1 to 6", "1")]),
    "credibility A": (claim(credibility="A"), [Told("claims.csv", 13, "credibility", "a whole number from 1 to 6")]),
    "component of a position": (claim(component="power"), [Told("claims.csv", 13, "component", "only threat")]),
    "unknown component": (claim(predicate="threat", object="corvan", component="powers"),
                          [Told("claims.csv", 13, "component", "one of power", "power")]),
    "channel of a threat": (claim(predicate="threat", object="corvan", channel="arms"),
                            [Told("claims.csv", 13, "channel", "only relation, action")]),
    "level without a channel": (claim(predicate="action", object="belor", level="3"),
                                [Told("claims.csv", 13, "channel", "because level is given")]),
    "level 7": (claim(predicate="action", object="belor", channel="arms", level="7"),
                [Told("claims.csv", 13, "level", "from 1 to 6", "6")]),
    "support in a relation": (claim(predicate="relation", object="belor", support_type="weapons|money"),
                              [Told("claims.csv", 13, "support_type", "only action")]),
    "unknown support": (claim(predicate="action", object="belor", support_type="weapons|soldiers"),
                        [Told("claims.csv", 13, "support_type", "one of troops")]),
    "date that does not exist": (claim(date="2015-02-30"), [Told("claims.csv", 13, "date", "days 01-28")]),
    "date of a spreadsheet": (claim(date="31/12/2015"), [Told("claims.csv", 13, "date", "an EDTF date", "2015-12-31")]),
    "seen in month 13": (claim(seen="2015-13"), [Told("claims.csv", 13, "seen", "neither a month")]),
    "no text": (claim(text=""), [Told("claims.csv", 13, "text", "must not be empty")]),
    "line after a cell of three lines": (
        b.all_of(b.cell("claims.csv", 3, "note", "one\ntwo\nthree"), claim(credibility="9")),
        [Told("claims.csv", 15, "credibility", "from 1 to 6", "6")],
    ),
}  # fmt: skip

CHECKLIST = {
    "kind that is none": (answer(kind="leader-visits"), [Told("checklist.csv", 2, "kind", "one of", "leaders-visits")]),
    "no answer": (answer(answer=""), [Told("checklist.csv", 2, "answer", "not be empty")]),
    "answer that is none": (answer(answer="maybe"), [Told("checklist.csv", 2, "answer", "one of yes, no, unknown")]),
    "kind answered twice": (
        b.all_of(answer(), b.added_row("checklist.csv", kind="leaders-visits", answer="no", ground="None is on record.")),
        [Told("checklist.csv", 3, "kind", "first is on line 2")],
    ),
    "answer by an unknown claim": (answer(claims="c01|c99"), [Told("checklist.csv", 2, "claims", "an id of claims")]),
    "yes without claims or ground": (answer(ground=""), [Told("checklist.csv", 2, "ground", "a ground in words")]),
    "no without claims or ground": (answer(answer="no", ground=""), [Told("checklist.csv", 2, "ground", "a ground in words")]),
    "unknown with claims": (answer(answer="unknown", claims="c01|c02"),
                            [Told("checklist.csv", 2, "claims", "no claims beside unknown")]),
    "factor of no kind of the list": (b.cell("factors.csv", 2, "checklist", "common-enemy"),
                                      [Told("factors.csv", 2, "checklist", "one of common-state-enemy")]),
    "share above the whole": (b.cell("factors.csv", 3, "depends_on", "common-enemy:1.5"),
                              [Told("factors.csv", 3, "depends_on", "a share above 0 up to 1")]),
    "share of nothing": (b.cell("factors.csv", 3, "depends_on", "common-enemy:0"),
                         [Told("factors.csv", 3, "depends_on", "a share above 0 up to 1")]),
    "share of nobody": (b.cell("factors.csv", 3, "depends_on", ":0.5"),
                        [Told("factors.csv", 3, "depends_on", "an id, or an id, ':' and a share")]),
    "share of an unknown factor": (b.cell("factors.csv", 3, "depends_on", "common-enmy:0.5"),
                                   [Told("factors.csv", 3, "depends_on", "an id of factors", "common-enemy")]),
    "shares of more than all": (b.cell("factors.csv", 3, "depends_on", "common-enemy:0.6|border-dispute:0.5"),
                                [Told("factors.csv", 3, "depends_on", "add up to 1 at most")]),
    "parent twice": (b.cell("factors.csv", 3, "depends_on", "common-enemy:0.3|common-enemy:0.5"),
                     [Told("factors.csv", 3, "depends_on", "each factor once")]),
    "cycle of shares": (b.cell("factors.csv", 2, "depends_on", "trade-ties:0.2"),
                        [Told("factors.csv", 2, "depends_on", "no cycle")]),
    "slant that is none": (b.cell("sources.csv", 2, "slant_1", "biased"),
                           [Told("sources.csv", 2, "slant_1", "one of free, unknown, interested")]),
    "free without a ground": (b.cell("sources.csv", 2, "slant_2", "free"),
                              [Told("sources.csv", 2, "slant_ground", "why study-1 is free")]),
}  # fmt: skip

STEPS = {
    "step of nobody": (step(holder=""), [Told("claims.csv", 13, "holder", "because the predicate is step")]),
    "step towards nothing": (step(object=""), [Told("claims.csv", 13, "object", "because the predicate is step")]),
    "step without a stage": (step(stage=""), [Told("claims.csv", 13, "stage", "because the predicate is step")]),
    "step without a date": (step(date=""), [Told("claims.csv", 13, "date", "because the predicate is step")]),
    "step with a value": (step(value="0.5"), [Told("claims.csv", 13, "value", "nothing, because the predicate is step")]),
    "stage that is none": (step(stage="ratified"), [Told("claims.csv", 13, "stage", "one of talks, text_agreed, signed")]),
    "stage of a position": (claim(stage="signed"), [Told("claims.csv", 13, "stage", "only step has it, not position")]),
    "misspelt obligation": (step(object="defense"), [
        Told("claims.csv", 13, "object", "defence", "defence"),
        Told("claims.csv", 13, "object", "one of defence, offence, consultation", "defence"),
    ]),
    "step towards an actor": (step(object="belor"), [Told("claims.csv", 13, "object", "one of defence, offence, consultation")]),
    "one obligation and one issue": (step(object="defence|border"),
                                     [Told("claims.csv", 13, "object", "one of defence, offence, consultation")]),
    "obligation as an issue": (claim(object="defence"), [Told("claims.csv", 13, "object", "an id for position")]),
    "obligation as an actor": (claim(predicate="action", object="neutrality"),
                               [Told("claims.csv", 13, "object", "an id for action")]),
}  # fmt: skip

SOURCES = {
    "unknown perspective": (b.cell("sources.csv", 3, "perspective", "ardaa"),
                            [Told("sources.csv", 3, "perspective", "an id of actors, or unknown", "arda")]),
    "unknown reliability": (b.cell("sources.csv", 3, "reliability", "G"), [Told("sources.csv", 3, "reliability", "one of A")]),
    "source without an entry": (
        b.added_row("sources.csv", key="study-9", kind="study", perspective="unknown", reliability="B"),
        [Told("sources.csv", 5, "key", "an entry in sources.bib", "study-1")],
    ),
    "entry without a source": (b.appended("sources.bib", "\n@book{study-9,\n  title = {T},\n}\n"),
                               [Told("sources.bib", 19, "", "a row in sources.csv", "study-1")]),
    "entry twice": (b.appended("sources.bib", "\n@book{study-1,\n  title = {T},\n}\n"),
                    [Told("sources.bib", 19, "", "each key once")]),
    "brace left open": (
        b.replaced("sources.bib", "{On belor-news}", "{On belor-news"),
        [Told("sources.bib", 9, "title", "a brace that closes the value of title")],
    ),
    "field twice": (
        b.replaced("sources.bib", "  title = {On belor-news}", "  title = {A},\n  title = {On belor-news}"),
        [Told("sources.bib", 10, "title", "each field of belor-news once")],
    ),
    "unknown macro": (b.replaced("sources.bib", "{On belor-news}", "belornews"),
                      [Told("sources.bib", 9, "title", "a value in braces"),
                       Told("sources.bib", 7, "belor-news", "a field title")]),
    "key in capitals": (
        b.all_of(b.replaced("sources.bib", "{study-1,", "{Study-1,"), b.removed("actors.csv")),
        [Told("sources.bib", 13, "", "`foedus case sources CASE`", "study-1"),
         Told("sources.csv", 2, "key", "an entry in sources.bib", "Study-1"),
         Told("actors.csv", None, "", "a file actors.csv")],
    ),
    "work without a title": (b.replaced("sources.bib", "  title = {On study-1},\n", ""),
                             [Told("sources.bib", 13, "study-1", "a field title")]),
    "work of an unreadable year": (
        b.replaced("sources.bib", "title = {On study-1},\n  date = {2016}", "title = {On study-1},\n  year = {1987 [1979]}"),
        [Told("sources.bib", 13, "year", "a year of study-1 in EDTF")],
    ),
    "stub that is a book": (
        b.replaced("sources.bib", "title = {On study-1}", "keywords = {stub}, note = {Cited.}"),
        [Told("sources.bib", 13, "study-1", "@misc for a stub", "@misc")],
    ),
    "stub without a note": (
        b.replaced("sources.bib", "@book{study-1,\n  author = {Writer, Ann},\n  title = {On study-1}",
                   "@misc{study-1,\n  keywords = {stub}"),
        [Told("sources.bib", 13, "study-1", "a note")],
    ),
}  # fmt: skip

BROKEN = [
    pytest.param(breaks, told, id=f"{group}: {name}")
    for group, cases in {
        "files": FILES, "settings": SETTINGS, "tables": TABLES, "ratings": RATINGS, "checklist": CHECKLIST, "claims": CLAIMS,
        "steps": STEPS, "sources": SOURCES,
    }.items()
    for name, (breaks, told) in cases.items()
]  # fmt: skip


def test_the_case_is_whole_before_it_is_broken(tmp_path: Path) -> None:
    assert len(read_case(a_rated_case().write(tmp_path)).claims) == 11


@pytest.mark.parametrize(("breaks", "told"), BROKEN)
def test_a_broken_case_is_told_where_and_what(tmp_path: Path, breaks: b.Break, told: list[Told]) -> None:
    folder = a_rated_case().write(tmp_path / "case")
    breaks(folder)
    with pytest.raises(CaseError) as caught:
        read_case(folder)
    problems = caught.value.problems
    for expected in told:
        assert any(_says(problem, expected) for problem in problems), f"{expected} not in\n{caught.value}"
    assert len(problems) == len(told), str(caught.value)


NEEDED = [file for file in CASE_FILES if file not in OPTIONAL_FILES]


def test_what_a_broken_answer_or_step_is_made_from_is_sound(tmp_path: Path) -> None:
    folder = a_rated_case().write(tmp_path)
    b.all_of(answer(), step())(folder)
    case = read_case(folder)
    assert case.checklist[0].answer == "yes"
    assert case.claim["c99"].stage == "signed"


@pytest.mark.parametrize("file", NEEDED)
def test_a_missing_file_is_not_blamed_on_the_others(tmp_path: Path, file: str) -> None:
    folder = a_rated_case().write(tmp_path)
    b.removed(file)(folder)
    with pytest.raises(CaseError) as caught:
        read_case(folder)
    assert [(problem.file, problem.value) for problem in caught.value.problems] == [(file, "no such file")]


def test_problems_come_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    folder = a_rated_case().write(tmp_path)
    b.all_of(
        claim(credibility="7"), b.cell("claims.csv", 2, "text", ""), b.cell("actors.csv", 3, "kind", "x"),
        b.replaced("case.toml", "horizon_years = 10", "horizon_years = 0"),
    )(folder)  # fmt: skip
    with pytest.raises(CaseError) as caught:
        read_case(folder)
    places = [(problem.file, problem.row) for problem in caught.value.problems]
    assert places == [("case.toml", 9), ("actors.csv", 3), ("claims.csv", 2), ("claims.csv", 13)]


def test_an_empty_folder_misses_every_file(tmp_path: Path) -> None:
    with pytest.raises(CaseError) as caught:
        read_case(tmp_path)
    assert [problem.file for problem in caught.value.problems] == NEEDED
    assert {problem.value for problem in caught.value.problems} == {"no such file"}


def test_a_long_value_is_shortened(tmp_path: Path) -> None:
    folder = a_rated_case().write(tmp_path)
    b.cell("claims.csv", 2, "kind", "x" * 5000)(folder)
    with pytest.raises(CaseError) as caught:
        read_case(folder)
    assert len(caught.value.problems[0].value) == 60


def test_thousands_of_problems_are_told_in_seconds(tmp_path: Path) -> None:
    case = a_rated_case()
    case.rows["claims.csv"] += [{**CLAIM, "id": f"x{number}", "source": f"study-{number}x"} for number in range(3000)]
    with pytest.raises(CaseError) as caught:
        read_case(case.write(tmp_path))
    assert len(caught.value.problems) == 3000


def _says(problem: Problem, told: Told) -> bool:
    same_place = (problem.file, problem.row, problem.column) == told[:3]
    return same_place and told.part in problem.expected and (not told.nearest or problem.nearest == told.nearest)
