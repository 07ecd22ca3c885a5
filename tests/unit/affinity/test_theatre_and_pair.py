"""A theatre with its sides and network, and what is on record of two states."""

import pytest

from foedus import datasets
from foedus.affinity.pair import pair
from foedus.affinity.theatre import spans, theatre
from foedus.affinity.theatre_figure import graph_of, theatre_figure
from foedus.affinity.theatre_network import network_of
from foedus.affinity.told import pair_lines, theatre_lines
from foedus.errors import InputError
from made_support import ACTOR_YEAR, FREE_MEN, SYRIA, actor_year, add_support, as_csv, some_years
from official import SHARED

FOLDER = SHARED / "data" / "support"


@pytest.fixture(autouse=True)
def _own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "data"))


@pytest.fixture
def seen(tmp_path):
    def seen(rows=None, *, name="Syria", years=(2011, 2012)):
        add_support(tmp_path / "files", rows)
        return theatre(datasets.load("ucdp-esd").frame, "18.1", name=name, years=years)

    return seen


def test_each_side_has_its_supporters_with_their_years(seen):
    sides = {side.actor: side for side in seen().sides}
    government = {one.name: one for one in sides["Government of Syria"].supporters}
    assert sides["Government of Syria"].side == "government"
    assert {name: one.years for name, one in government.items()} == {
        "Iran": (2011, 2012),
        "Russia (Soviet Union)": (2011, 2012),
        "Turkey": (2012,),
    }
    assert dict(government["Iran"].own) == {"troops": (2012,), "weapons": (2011,)}
    assert dict(government["Iran"].shared) == {"training": (2011,)}
    assert sides["Free Men"].years == (2011, 2012)
    assert [one.name for one in sides["Free Men"].supporters] == ["United States of America", "Turkey"]


@pytest.mark.parametrize("name", ["Syria", "SYR", "652", "syrian arab republic", "free men", "Syria: Gov"])
def test_a_theatre_is_a_state_or_words_of_a_name(seen, name):
    assert seen(name=name).rows.height == 4


@pytest.mark.parametrize(
    ("name", "years", "words"),
    [
        ("Syrai", (2011, 2012), "nearest: 'Syria'"),
        ("Syria", (2013, 2014), "speaks of 2011-2012"),
        ("Iran", (2011, 2012), "no conflict of 'Iran'"),
        (" ", (2011, 2012), "expected a state"),
    ],
)
def test_a_theatre_that_is_not_on_record_is_refused_with_what_is(seen, name, years, words):
    with pytest.raises(InputError, match=words):
        seen(name=name, years=years)


def test_who_supports_both_sides_stands_on_neither(seen):
    net = network_of(seen())
    assert {node.name: node.side for node in net.nodes} == {
        "Syria": 1, "Iran": 1, "Russia": 1, "Free Men": 2, "United States of America": 2, "Turkey": None,
    }  # fmt: skip
    fights = [edge for edge in net.edges if edge.fights]
    assert [(sorted((edge.source, edge.target)), edge.years) for edge in fights] == [
        (["Free Men", "Syria"], (2011, 2012))
    ]
    kinds = {(edge.source, edge.target): (edge.kinds, edge.shared) for edge in net.edges}
    assert kinds["Iran", "Syria"] == (("weapons", "troops"), ("training",))
    assert kinds["Turkey", "Free Men"] == ((), ("funding",))


def test_the_figure_has_one_line_for_two_and_all_of_them(seen):
    other = FREE_MEN | {"actor_id": 900002, "actor_name": "Other Men", "dyad_id": 11}
    rows = [
        *some_years(),
        actor_year(other, 5, 2011, by=(900001,), names="Free Men", states=0, t=(0, 1)),
        actor_year(other | {"oppo_id": 900001, "oppo_name": "Free Men", "dyad_id": 12}, 6, 2012),
    ]
    found = seen(rows)
    net = network_of(found)
    figure = theatre_figure(found, net)
    pairs = [frozenset((tie.a, tie.b)) for tie in figure.rows]
    assert len(set(pairs)) == len(pairs)
    both = next(tie for tie in figure.rows if {tie.a, tie.b} == {"Free Men", "Other Men"})
    assert both.value == -0.5  # they fight in one of two years, and one supports the other in the other
    svg = figure.to_svg()
    for node in net.nodes:
        assert node.name.split()[0] in svg
    assert "both sides" in " ".join(figure.notes)


def test_the_graph_names_relations_years_and_sides(seen):
    nodes, edges = graph_of(network_of(seen()))
    assert dict(nodes)["Turkey"]["side"] == "both"
    found = {(source, target): values for source, target, values in edges}
    assert found["Iran", "Syria"]["years"] == "2011-2012"
    assert found["Iran", "Syria"]["relation"] == "supports"


def test_two_states_year_by_year_null_outside_and_zero_inside(tmp_path):
    add_support(tmp_path / "files")
    found = pair(630, 365, years=(2010, 2018))
    rows = {row["year"]: row for row in found.by_year.iter_rows(named=True)}
    assert [rows[year]["joint_support"] for year in (2010, 2011, 2012, 2013, 2018)] == [0, 1, 1, 0, None]
    assert (rows[2011]["igos"], rows[2010]["igos"], rows[2018]["igos"]) == (38, None, None)
    assert rows[2011]["exercises"] is None
    assert found.missing == ("mme", "sipri-transfers")
    assert set(found.acts["supporter_ccode"]) == {630, 365}
    text = "\n".join(pair_lines(found))
    assert "Government of Syria (Syria: Government): 2011-2012" in text


def test_a_state_that_is_gone_supports_nobody_and_that_is_no_zero(tmp_path):
    add_support(tmp_path / "files", igos=False)
    values = dict(pair(265, 365).by_year.select("year", "joint_support").iter_rows())
    assert (values[1989], values[1995]) == (0, None)


def test_opposite_sides_of_two_states(tmp_path):
    add_support(tmp_path / "files", igos=False)
    found = pair(2, 630)
    assert found.by_year.filter(year=2011)["opposite_support"].item() == 1
    assert "United States of America with Free Men, Iran with Government of Syria" in "\n".join(pair_lines(found))
    assert {row["supporter_ccode"] for row in found.acts.to_dicts()} == {2, 630}


def test_a_state_has_no_pair_with_itself_and_none_without_a_record():
    with pytest.raises(InputError, match="different"):
        pair(630, 630)
    with pytest.raises(InputError, match="foedus data add ucdp-esd"):
        pair(630, 365)


def test_iran_and_russia_in_syria_by_the_file():
    if not FOLDER.is_dir():
        pytest.skip("the distributors' files of support are not at hand")
    datasets.add("ucdp-esd", FOLDER / "ucdp-esd-ay-181.csv.gz")
    found = theatre(datasets.load("ucdp-esd").frame, "18.1", name="Syria", years=(2011, 2017))
    lines = list(theatre_lines(found))
    russia = next(line for line in lines if "Russia" in line)
    assert "2011-2017: troops 2015-2017" in russia
    two = pair(630, 365)
    assert two.by_year["joint_support"].sum() == sum(len(years) for years in _years_by_actor(two.same).values())
    assert two.same.height == 26
    assert two.opposite.height == two.by_year["opposite_support"].sum() == 10


def _years_by_actor(rows):
    found = {}
    for actor, year in rows.select("actor_id", "year").iter_rows():
        found.setdefault(actor, set()).add(year)
    return found


def test_years_in_words():
    assert spans([]) == ""
    assert spans([2013, 2011, 2012, 2015]) == "2011-2013, 2015"


def test_between_states_each_is_a_side(tmp_path):
    one = SYRIA | {
        "civil": 0,
        "oppo_id": 121,
        "oppo_name": "Government of Israel",
        "gwno_b": 666,
        "location": "Israel - Syria",
    }
    (tmp_path / "war.csv").write_bytes(as_csv(ACTOR_YEAR, [actor_year(one, 1, 1982, by=(57,), names="Russia", w=1)]))
    datasets.add("ucdp-esd", tmp_path / "war.csv")
    found = theatre(datasets.load("ucdp-esd").frame, "18.1", name="Israel", years=(1982, 1982))
    assert [side.side for side in found.sides] == ["Government of Syria"]
    assert {node.name: node.side for node in network_of(found).nodes}["Syria"] == 2
