"""Outside support in armed conflicts: who supports whom by actor and year, and what of it is known of one supporter.

A row of the External Support Dataset names all supporters of an actor in a year and the kinds of support that they give together.
That a supporter gave a kind follows only where the row counts as many givers of it as it counts supporters, states and others apart;
elsewhere the act is `shared`: some of them gave it, and the row does not say which.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from foedus.affinity.acts import Attribution, as_acts
from foedus.datasets.catalog.ucdp_esd import LETTERS
from foedus.datasets.crosswalks.ucdp_actors import ccode_of_ucdp_actor, is_ucdp_state, ucdp_states
from foedus.datasets.one_row_each import one_row_each

DATASET = "ucdp-esd"
ROW = ("dyad_id", "actor_id", "year")
"""What a side of a conflict in a year is, in either layout."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a letter says in the terms of a case."""

    letter: str  #: In the names of columns.
    words: str  #: What it means in the dataset.
    channel: str | None  #: Channel of cooperation, None where the letter says none.
    support_type: str | None  #: Kind of outside support, None where it is none of the terms.


_TERMS: dict[str, tuple[str | None, str | None]] = {
    "x": ("military", "troops"),
    "p": ("military", "troops"),
    "y": ("military", None),
    "w": ("arms", "weapons"),
    "m": ("arms", "weapons"),
    "t": ("military", None),
    "f": ("economic", "money"),
    "i": ("intelligence", None),
    "l": ("military", "sanctuary"),
    "o": (None, None),
    "u": (None, None),
}
KINDS = tuple(Kind(letter, words, *_TERMS[letter]) for letter, words in LETTERS.items())


def supports(esd: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each supporter of each actor and year.

    Parameters
    ----------
    esd : frame
        The stored dataset, in either layout.

    Returns
    -------
    frame
        The columns of the dataset, and `supporter_id` (Int32), `supporter` (name), `supporter_ccode` (null for who is no
        government), `supporter_state` (also of elements of a state), `recipient_ccode`, `side`.
    """
    listed = esd.filter(pl.col("ext_id").is_not_null()).with_columns(
        supporter_id=pl.col("ext_id").str.split(","), _names=pl.col("ext_name").str.split(",")
    )
    # Names hold commas too: they are taken by their place only where there are as many as numbers.
    names = pl.when(pl.col("_names").list.len() == pl.col("supporter_id").list.len()).then(pl.col("_names"))
    places = pl.int_ranges(0, pl.col("supporter_id").list.len(), dtype=pl.Int32)
    rows = one_row_each(listed.with_columns(names.alias("_names"), places.alias("_place")), "_place").with_columns(
        supporter_id=pl.col("supporter_id").list.get(pl.col("_place")).str.strip_chars().cast(pl.Int32),
        _name=pl.col("_names").list.get(pl.col("_place"), null_on_oob=True).str.strip_chars(),
    )
    return _named(rows.drop("_place", "_names"), esd).sort(*ROW, "supporter_id", maintain_order=True)


def _named(rows: pl.DataFrame, esd: pl.DataFrame) -> pl.DataFrame:
    known = ucdp_states()
    actors = esd.unique("actor_id", keep="first", maintain_order=True)
    number, year = pl.col("supporter_id"), pl.col("year")
    of_states = number.replace_strict(known["actor_id"], known["name"], default=None, return_dtype=pl.String)
    of_actors = number.replace_strict(
        actors["actor_id"], actors["actor_name"].str.strip_chars(), default=None, return_dtype=pl.String
    )
    unnamed = pl.format("actor {} of UCDP", number)
    return rows.with_columns(
        pl.coalesce(of_states, of_actors, pl.col("_name"), unnamed).alias("supporter"),
        ccode_of_ucdp_actor(number, year).alias("supporter_ccode"),
        is_ucdp_state(number).alias("supporter_state"),
        ccode_of_ucdp_actor(pl.col("actor_id"), year).alias("recipient_ccode"),
        side_of_row().alias("side"),
    ).drop("_name")


def side_of_row() -> pl.Expr:
    """Return the side that is supported: within a state its government or who fights it, between states the actor's name."""
    within = pl.when(pl.col("actor_nonstate") == 0).then(pl.lit("government")).otherwise(pl.lit("its opponents"))
    return pl.when(pl.col("civil") == 0).then(pl.col("actor_name").str.strip_chars()).otherwise(within)


def support_acts(esd: pl.DataFrame, version: str) -> pl.DataFrame:
    """Return one act for each supporter, actor, year and kind of support (`foedus.affinity.acts.SCHEMA`)."""
    rows = supports(esd)
    state, of_kind = pl.col("supporter_state"), []
    for kind in KINDS:
        given = pl.when(state).then(f"ext_{kind.letter}_count_s").otherwise(f"ext_{kind.letter}_count_ns")
        of_kind.append(
            rows.with_columns(
                given.alias("_given"),
                pl.when(state).then("ext_count_s").otherwise("ext_count_ns").alias("_among"),
                pl.lit(kind.letter).alias("_letter"),
                pl.lit(kind.words).alias("kind"),
                pl.lit(kind.channel, pl.String).alias("channel"),
                pl.lit(kind.support_type, pl.String).alias("support_type"),
            ).filter(pl.col("_given") > 0)
        )
    made = pl.concat(of_kind).sort("year", "id", "supporter_id", maintain_order=True)
    who = pl.when(state).then(pl.lit("state supporters")).otherwise(pl.lit("supporters that are no states"))
    shared = pl.col("_given") < pl.col("_among")
    told = pl.format("{} of {} {} of {} gave it; the row does not say which", "_given", "_among", who, "actor_name")
    return as_acts(
        made.with_columns(
            pl.format(f"{DATASET}:{version}:{{}}:{{}}:{{}}", "id", "supporter_id", "_letter").alias("id"),
            pl.col("actor_name").str.strip_chars().alias("recipient"),
            pl.col("location").str.replace_all(r"\s+", " ").fill_null("").alias("theatre"),
            pl.when(shared).then(pl.lit(Attribution.SHARED)).otherwise(pl.lit(Attribution.OWN)).alias("attribution"),
            pl.col("year").cast(pl.String).alias("start"),
            pl.col("year").cast(pl.String).alias("end"),
            pl.lit("").alias("unit"),
            pl.lit(DATASET).alias("dataset"),
            pl.lit(version).alias("version"),
            pl.col("id").cast(pl.String).alias("rows"),
            pl.when(shared).then(told).otherwise(pl.lit("")).alias("note"),
        )
    )


def same_side(rows: pl.DataFrame, one: int, other: int) -> pl.DataFrame:
    """Return the actors and years that two states both support: the columns of `supports` of the first, one row for each.

    Parameters
    ----------
    rows : frame
        What `supports` returns.
    one, other : int
        COW codes.
    """
    mine, theirs = (rows.filter(pl.col("supporter_ccode") == code) for code in (one, other))
    return mine.unique(ROW, keep="first", maintain_order=True).join(theirs.select(ROW).unique(), on=ROW, how="semi")


def opposite_sides(rows: pl.DataFrame, one: int, other: int) -> pl.DataFrame:
    """Return the conflict dyads and years in which each of two states supports another side.

    Returns
    -------
    frame
        The columns of `supports` of the first, and `other_actor`, the actor that the second supports; a row for each dyad and year.
    """
    mine, theirs = (rows.filter(pl.col("supporter_ccode") == code) for code in (one, other))
    against = theirs.select("dyad_id", "year", oppo_id="actor_id", other_actor=pl.col("actor_name").str.strip_chars())
    pairs = mine.join(against.unique(["dyad_id", "year", "oppo_id"]), on=["dyad_id", "year", "oppo_id"], how="inner")
    return pairs.unique(["dyad_id", "year"], keep="first", maintain_order=True)


def joint_support(rows: pl.DataFrame) -> pl.DataFrame:
    """Return `ccode1 < ccode2`, `year` and `joint_support`, the number of actors that both support, for each pair that supports one.

    Parameters
    ----------
    rows : frame
        What `supports` returns.
    """
    states = rows.filter(pl.col("supporter_ccode").is_not_null())
    states = states.select("year", "actor_id", ccode="supporter_ccode").unique()
    return _pairs(states, states, on=["year", "actor_id"], counted="actor_id", name="joint_support")


def opposite_support(rows: pl.DataFrame) -> pl.DataFrame:
    """Return `ccode1 < ccode2`, `year` and `opposite_support`, the number of conflict dyads in which each supports another side."""
    states = rows.filter(pl.col("supporter_ccode").is_not_null())
    mine = states.select("year", "dyad_id", "actor_id", "oppo_id", ccode="supporter_ccode").unique()
    theirs = mine.select("year", "dyad_id", "ccode", actor_id="oppo_id", oppo_id="actor_id")
    return _pairs(
        mine, theirs, on=["year", "dyad_id", "actor_id", "oppo_id"], counted="dyad_id", name="opposite_support"
    )


def _pairs(mine: pl.DataFrame, theirs: pl.DataFrame, *, on: list[str], counted: str, name: str) -> pl.DataFrame:
    joined = mine.join(theirs.rename({"ccode": "_other"}), on=on, how="inner").filter(
        pl.col("ccode") < pl.col("_other")
    )
    found = joined.group_by(ccode1="ccode", ccode2="_other", year="year")
    return found.agg(pl.col(counted).n_unique().cast(pl.Int32).alias(name)).sort("ccode1", "ccode2", "year")
