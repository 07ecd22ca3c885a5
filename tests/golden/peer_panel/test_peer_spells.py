"""Peace years against a slow count of our own, and against the peer's, which passes over gaps in statehood.

The peer counts the rows of a dyad as if they followed each other, so that France and Germany, without a
common year in 1943, carry two years of peace in 1944 after one in 1942. Here a dyad that leaves the system
starts anew. Every row in which the two differ follows one of four gaps; with ``gaps="ignore"`` none is left.
"""

import polars as pl
import pytest

KEY = ["ccode1", "ccode2", "year"]
SPELLS = ["gmlmidspell", "cowmidspell"]

#: State that was out of the system: last year before and first year after, by the COW list of 2016.
GAPS = {
    220: (1942, 1944),  # France, occupied
    255: (1945, 1990),  # Germany, divided
    740: (1945, 1952),  # Japan, occupied
    652: (1958, 1961),  # Syria, in the United Arab Republic
}
#: Rows that differ, by column and by the state whose gap they follow.
DIFFERING = {
    "gmlmidspell": {220: 1010, 255: 130, 740: 198, 652: 1130},
    "cowmidspell": {220: 1008, 255: 210, 740: 354, 652: 1138},
}


def slow_count(rows, gaps):
    """Peace years of rows (dyad, year, event) in order; `gaps` decides what a missing year does."""
    counted, before, dyad_before, year_before = [], 0, None, None
    for dyad, year, event in rows:
        if dyad != dyad_before or (gaps == "restart" and year != year_before + 1):
            before = 0
        counted.append(before)
        before = 0 if event else before + 1
        dyad_before, year_before = dyad, year
    return counted


@pytest.mark.parametrize("spell", SPELLS)
def test_spells_equal_a_slow_count_that_starts_anew_after_a_gap(sample, peer, spell):
    events = peer.select(*KEY, spell.replace("spell", "ongoing")).iter_rows()
    rows = [((one, two), year, bool(event)) for one, two, year, event in events]
    assert sample[spell].to_list() == slow_count(rows, "restart")
    assert peer[spell].to_list() == slow_count(rows, "ignore")


@pytest.mark.parametrize("spell", SPELLS)
def test_every_difference_from_the_peer_follows_a_gap_in_statehood(sample, peer, spell):
    table = sample.select(*KEY, spell, theirs=peer[spell]).with_columns(
        previous=pl.col("year").shift(1).over("ccode1", "ccode2")
    )
    returned = pl.when(pl.col("year") - pl.col("previous") > 1).then(pl.struct("previous", "year"))
    table = table.with_columns(gap=returned.forward_fill().over("ccode1", "ccode2"))
    differing = table.filter(pl.col(spell) != pl.col("theirs"))
    by_state = dict.fromkeys(GAPS, 0)
    for one, two, gap in differing.select("ccode1", "ccode2", "gap").iter_rows():
        named = [state for state in (one, two) if GAPS.get(state) == (gap["previous"], gap["year"])]
        assert len(named) == 1, (one, two, gap)
        by_state[named[0]] += 1
    assert by_state == DIFFERING[spell]


def test_the_gaps_are_those_of_the_official_state_list(files):
    spells = pl.read_csv(files / "states2016.csv").filter(pl.col("ccode").is_in(list(GAPS)))
    for state, (last, first) in GAPS.items():
        own = spells.filter(pl.col("ccode") == state).sort("styear")
        between = list(zip(own["endyear"].to_list(), own["styear"].to_list()[1:], strict=False))
        # Syria leaves on 1 February 1958 and returns on 29 September 1961: no shared day is lost in those years.
        assert (last, first) in between, (state, between)


def test_passing_over_gaps_gives_the_peers_spells_in_every_row(data, sample, peer):
    from foedus.panel import wrap

    own = wrap(sample.select(KEY), data=data).add_disputes("gml-mid-ddy").add_disputes("cow-mid")
    assert own.add_spells(gaps="ignore").frame().select(SPELLS).equals(peer.select(pl.col(SPELLS).cast(pl.Int32)))


def test_france_and_germany_start_anew_in_1944_or_run_on(data):
    from foedus.panel import wrap

    years = pl.DataFrame({"ccode1": 220, "ccode2": 255, "year": [1941, 1942, 1944, 1945]})
    disputes = wrap(years, data=data).add_disputes("cow-mid")
    counted = {
        gaps: disputes.add_spells(gaps=gaps).frame()["cowmidspell"].to_list() for gaps in ("restart", "calendar")
    }
    # A dispute goes on in 1944, so 1945 counts 0 either way; the first row given starts the count.
    assert counted == {"restart": [0, 1, 0, 0], "calendar": [0, 1, 3, 0]}
