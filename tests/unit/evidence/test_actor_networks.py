"""Networks and contradictions of a case: who counts as one, windows in time, and what other programs read."""

import io
from datetime import date

import networkx
import numpy as np
import pytest

from builders import CaseBuilder, a_case
from foedus.errors import InputError
from foedus.evidence.actor_networks import Measure, build_network, windows
from foedus.evidence.contradictions import find_contradictions
from foedus.evidence.lengths import Length, add_months, read_length
from foedus.evidence.stances import stances
from foedus.evidence.visible import gather_evidence
from foedus.report.discourse import contradictions_csv, edges_csv, matrix_csv, network_graphml


@pytest.fixture
def talks() -> CaseBuilder:
    return (
        a_case()
        .with_actor("arda-minister", name="Minister", kind="person", part_of="arda", roll_up="as_voice")
        .with_claim("c1", holder="arda", object="border", value=1.0, date="2014-03")
        .with_claim("c2", holder="arda-minister", object="border", value=-0.5, date="2014-05-02")
        .with_claim("c3", holder="belor", object="border", value=0.5, date="2015")
        .with_claim("c4", holder=["belor", "corvan"], object=["border", "pipeline"], value=-1.0)
        .with_claim("c5", holder="corvan", object="border", value=1.0, predicate="interest")
    )


def test_an_actor_counts_as_the_state_it_speaks_for_or_by_itself_or_by_its_kind(talks: CaseBuilder) -> None:
    evidence = gather_evidence(talks.build())
    assert [(one.actor, one.claim) for one in stances(evidence)][:2] == [("arda", "c1"), ("arda", "c2")]
    assert {one.actor for one in stances(evidence, by="actor")} == {"arda", "arda-minister", "belor", "corvan"}
    assert {one.actor for one in stances(evidence, by="kind")} == {"state", "person", "armed_group"}
    assert {one.actor for one in stances(evidence, by="perspective")} == {"unknown"}


def test_windows_take_claims_that_may_lie_in_them_and_no_undated_ones(talks: CaseBuilder) -> None:
    said = stances(gather_evidence(talks.build()))
    spans = windows(said, width=12, step=6)
    assert spans[:2] == [(date(2014, 1, 1), date(2014, 12, 31)), (date(2014, 7, 1), date(2015, 6, 30))]
    assert windows(said, width=12, step=12, within=(date(2015, 1, 1), date.max)) == [spans[2]]
    found = [build_network(said, Measure("conflict"), window=span) for span in spans]
    assert [network.statements for network in found] == [2, 1, 1, 1]
    whole = build_network(said, Measure("conflict"))
    assert whole.statements == 7
    assert whole.rows == ("arda", "belor", "corvan")
    # |1 - .5| / 2, |-.5 - .5| / 2, |1 + 1| / 2, |-.5 + 1| / 2
    assert {edge[:2]: edge[2] for edge in whole.edges()}["arda", "belor"] == pytest.approx(0.25 + 0.5 + 1 + 0.25)
    assert whole.frame().columns == ["window", "source", "target", "weight"]


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        (("congruense",), "congruence"),
        (("combine", "activity", True), "codes"),
        (("ignore", "jaccard", True), "activity"),
    ],
)
def test_what_does_not_fit_is_refused(measure: tuple[str, str, bool], said: str) -> None:
    with pytest.raises(InputError, match=said):
        Measure(*measure)


def test_graphml_is_read_by_networkx_as_it_was_meant(talks: CaseBuilder) -> None:
    case = talks.build()
    said = stances(gather_evidence(case))
    network = build_network(said, Measure("subtract"))
    graph = networkx.read_graphml(io.BytesIO(network_graphml(network, {"arda": "Arda"}, name="talks")))
    assert not graph.is_multigraph()
    assert graph.nodes["arda"]["label"] == "Arda"
    values = {frozenset(pair): value for *pair, value in graph.edges(data="value")}
    assert values == {frozenset(edge[:2]): pytest.approx(edge[2]) for edge in network.edges()}
    assert all(weight > 0 for *_, weight in graph.edges(data="weight"))
    two = build_network(said, Measure("subtract", two_mode=True))
    both = networkx.read_graphml(io.BytesIO(network_graphml(two, {}, name="talks")))
    assert networkx.is_bipartite(both)
    assert both.nodes["issue-border"]["mode"] == "issue"


def test_csv_holds_the_matrix_or_the_ties(talks: CaseBuilder) -> None:
    network = build_network(stances(gather_evidence(talks.build())), Measure("ignore"))
    lines = matrix_csv(network).decode().splitlines()
    assert lines[0] == ",arda,belor,corvan"
    assert np.array_equal([[float(c) for c in line.split(",")[1:]] for line in lines[1:]], network.weights)
    assert edges_csv([network]).decode().splitlines()[:2] == ["window,source,target,weight", "all,arda,belor,4"]


def test_an_actor_on_both_sides_within_the_length_is_told_with_the_claims(talks: CaseBuilder) -> None:
    said = stances(gather_evidence(talks.build()))
    found = find_contradictions(said)
    pairs = [(one.actor, one.first.claim, one.second.claim, one.days) for one in found.within]
    assert pairs == [("arda", "c1", "c2", 32)]  # the last of March to the second of May
    assert [(one.actor, one.first.claim, one.second.claim) for one in found.undated] == [("belor", "c3", "c4")]
    assert find_contradictions(said, within=Length(31, "days")).later == 1
    assert not find_contradictions(stances(gather_evidence(talks.build()), by="actor")).within
    assert b"arda,border,c1,2014-03,1,c2,2014-05-02,-0.5,32\n" in contradictions_csv(found.within)


def test_lengths() -> None:
    assert read_length("1y", option="--within") == Length(12, "months") == read_length("12 months", option="--within")
    assert add_months(date(2016, 2, 29), 12) == date(2017, 2, 28)
    assert (
        Length(999_999, "days").after(date(9000, 1, 1)) == Length(999_999, "months").after(date(2000, 1, 1)) == date.max
    )
    with pytest.raises(InputError, match="such as 90d"):
        read_length("a year", option="--within")
