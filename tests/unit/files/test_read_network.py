"""A user's signed network: CSV, GraphML and Pajek; every wrong row is told, nothing is dropped in silence."""

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.files.networks import read_network
from foedus.files.networks.ties import build_network
from foedus.files.tables import FileError
from made import typed, written


def ties_of(file):
    names = file.actors
    return {(names[a], names[b]): (int(s), float(w)) for a, b, s, w in zip(file.tail, file.head, file.sign, file.weight, strict=True)}  # fmt: skip


TIES = {("A", "B"): (1, 1.0), ("B", "C"): (-1, 1.0)}


@pytest.mark.parametrize(
    "text",
    [
        "source,target,sign\nA,B,1\nB,C,-1\n",
        "source;target;sign\r\nA;B;1\r\nB;C;-1\r\n",
        "\ufeffSource,Target,Sign\nA,B,1.0\n B ,C,-1\n",
        "sign,target,source\n1,B,A\n-1,C,B\n",
        'source,target,sign,note\n"A",B,1,x\nB,C,-1,y\n',
    ],
)
def test_spellings_of_one_table(tmp_path, text):
    file = read_network(written(tmp_path, "t.csv", text))
    assert ties_of(file) == TIES
    assert file.actors == ("A", "B", "C") if "target,source" not in text else ("B", "A", "C")
    assert not file.weighted
    assert len(file.sha256) == 64
    assert any("note" in note for note in file.notes) == ("note" in text)


def test_weights_are_read_from_their_column(tmp_path):
    path = written(tmp_path, "t.csv", "source,target,sign,weight,trust\nA,B,1,2,0.5\nB,C,-1,1.5,4\n")
    assert [w for _, w in ties_of(read_network(path)).values()] == [2, 1.5]
    assert [w for _, w in ties_of(read_network(path, weight="trust")).values()] == [0.5, 4]
    with pytest.raises(InputError, match="trsut"):
        read_network(path, weight="trsut")
    with pytest.raises(InputError, match="column of its own"):
        read_network(path, weight="sign")


@pytest.mark.parametrize(
    ("rows", "place", "words"),
    [
        ("A,B,2,1\n", "t.csv:2 sign", "'2', expected 1 (friendly) or -1 (hostile)"),
        ("A,B,0.5,1\n", "t.csv:2 sign", "'0.5'"),
        ("A,B,x,1\n", "t.csv:2 sign", "'x'"),
        ("A,B,,1\n", "t.csv:2 sign", "must not be empty"),
        ("A,,1,1\n", "t.csv:2 target", "must not be empty"),
        ("A,B,1,nan\n", "t.csv:2 weight", "'nan'"),
        ("A,B,1,inf\n", "t.csv:2 weight", "'inf'"),
        ("A,B,1,-2\n", "t.csv:2 weight", "'-2', expected a number above 0"),
        ("A,B,1,\n", "t.csv:2 weight", "must not be empty"),
        ("A,B,1,1\nB,A,-1,1\n", "t.csv:3 sign", "one sign for B and A; row 2 says 1"),
        ("A,B,1\n", "t.csv:2", "4 cells"),
        ("", "t.csv", "no rows"),
    ],
)
def test_wrong_rows_are_told_with_their_place(tmp_path, rows, place, words):
    with pytest.raises(FileError) as caught:
        read_network(written(tmp_path, "t.csv", "source,target,sign,weight\n" + rows))
    assert place in str(caught.value)
    assert words in str(caught.value)


def test_all_problems_are_told_at_once(tmp_path):
    text = "source,target,sign\nA,B,7\nC,C,1\nA,D,1\nD,A,-1\n"
    with pytest.raises(FileError) as caught:
        read_network(written(tmp_path, "t.csv", text))
    assert [(p.row, p.column) for p in caught.value.problems] == [(2, "sign"), (5, "sign")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "a header"),
        (b"of,to,sign\nA,B,1\n", "a column source"),
        (b"source,target,sign,sign\nA,B,1,1\n", "each column once"),
        (b"source,target,sign\n\xe9,B,1\n", "UTF-8"),
        (b"\x00\x01\x02", "NUL"),
    ],
)
def test_files_that_are_no_table(tmp_path, content, words):
    with pytest.raises(InputError, match=words):
        read_network(written(tmp_path, "t.csv", content))


def test_missing_files_and_folders_are_refused(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path / "none.graphml", tmp_path / "none.net", tmp_path):
        with pytest.raises(InputError):
            read_network(path)


def test_repeated_ties_are_merged_and_said(tmp_path):
    file = read_network(written(tmp_path, "t.csv", "source,target,sign,weight\nA,B,1,2\nB,A,1,4\nA,C,-1,1\nA,B,1,3\n"))
    assert ties_of(file) == {("A", "B"): (1, 3.0), ("A", "C"): (-1, 1.0)}
    (note,) = file.notes
    assert "1 tie stands in several rows of the same sign, such as A and B in rows 2 and 3" in note
    assert "mean of their weights" in note
    same = read_network(written(tmp_path, "u.csv", "source,target,sign\nA,B,1\nB,A,1\n"))
    assert "counts once" in same.notes[0]


GRAPHML = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  {keys}
  <graph edgedefault="{kind}">
    <node id="n0"><data key="l">Iran &amp; co</data></node><node id="n1"/><node id="n2"/>
    {edges}
  </graph>
</graphml>
"""
KEYS = (
    '<key id="l" for="node" attr.name="label" attr.type="string"/>'
    '<key id="s" for="edge" attr.name="sign" attr.type="string"/>'
    '<key id="w" for="edge" attr.name="weight" attr.type="double"/>'
)


def graphml(edges, keys=KEYS, kind="undirected"):
    return GRAPHML.format(keys=keys, edges=edges, kind=kind)


def edge(a, b, **data):
    return (
        f'<edge source="{a}" target="{b}">'
        + "".join(f'<data key="{k}">{v}</data>' for k, v in data.items())
        + "</edge>"
    )


def test_graphml_with_an_attribute_sign(tmp_path):
    text = graphml(edge("n0", "n1", s="friendly", w="2.5") + edge("n1", "n2", s="-1") + edge("n0", "n2", s="neutral"))
    file = read_network(written(tmp_path, "t.graphml", text))
    assert ties_of(file) == {("Iran & co", "n1"): (1, 2.5), ("n1", "n2"): (-1, 1.0)}
    assert file.notes == ("t.graphml: 1 neutral ties set aside: they ask nothing of blocs",)


def test_graphml_with_the_sign_of_the_weight_and_actors_without_ties(tmp_path):
    file = read_network(written(tmp_path, "t.graphml", graphml(edge("n0", "n1", w="-2"), kind="directed")))
    assert ties_of(file) == {("Iran & co", "n1"): (-1, 2.0)}
    assert file.actors == ("Iran & co", "n1", "n2")
    assert "directions" in file.notes[0]


def test_graphml_default_values_and_other_weights(tmp_path):
    keys = KEYS.replace('attr.name="sign" attr.type="string"/>', 'attr.name="sign"><default>-1</default></key>')
    keys += '<key id="t" for="edge" attr.name="Trust" attr.type="double"/>'
    path = written(tmp_path, "t.graphml", graphml(edge("n0", "n1", t="3"), keys))
    assert ties_of(read_network(path, weight="Trust")) == {("Iran & co", "n1"): (-1, 3.0)}
    assert ties_of(read_network(path)) == {("Iran & co", "n1"): (-1, 1.0)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (graphml(edge("n0", "n9", s="1")), "'n9', expected the id of a node"),
        (graphml(edge("n0", "n1")), "an attribute sign"),
        (graphml(edge("n0", "n1", s="2")), "sign 1"),
        (graphml(edge("n0", "n1", s="1", w="-1")), "weight above 0"),
        (graphml(edge("n0", "n1", s="1", w="nan")), "a number as weight"),
        (graphml(edge("n0", "n1", s="1") + edge("n1", "n0", s="-1")), "one sign for"),
        (graphml("<hyperedge/>"), "between two actors only"),
        (graphml(""), "no ties"),
        ("<graphml><graph></graphml>", "well-formed"),
        ("<svg/>", "expected a <graphml> document"),
        ("", "well-formed"),
    ],
)
def test_graphml_that_is_refused(tmp_path, text, words):
    with pytest.raises(FileError, match=words):
        read_network(written(tmp_path, "t.graphml", text))


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE graphml SYSTEM "http://example.org/x.dtd">',
        '<!DOCTYPE g [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE g [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_document_types_and_entities_are_refused(tmp_path, head):
    text = graphml(edge("n0", "n1", s="1")).replace("<graphml", head + "<graphml", 1)
    with pytest.raises(FileError, match="without a document type"):
        read_network(written(tmp_path, "t.graphml", text))


def test_the_network_that_foedus_writes_is_read(tmp_path):
    from foedus.report.graphml import render_graphml

    told = typed()
    named = {key: actor.name for key, actor in told.evidence.actors.items()}
    ties = {
        frozenset((named[tie.a], named[tie.b])): (1 if tie.value > 0 else -1, abs(tie.value))
        for tie in told.ties
        if tie.window == "all" and tie.value
    }
    file = read_network(written(tmp_path, "network.graphml", render_graphml(told)))
    assert {frozenset(pair): tie for pair, tie in ties_of(file).items()} == ties
    assert ties


def test_pajek_lines_lists_and_matrices(tmp_path):
    lines = '*Network x\n*Vertices 3\n1 "A one" 0.1 0.2\n2 B\n*Edges\n% a comment\n1 2 1\n2 3 -2.5\n'
    file = read_network(written(tmp_path, "t.net", lines))
    assert ties_of(file) == {("A one", "B"): (1, 1.0), ("B", "3"): (-1, 2.5)}
    assert file.weighted
    lists = "*Vertices 3\r\n*Arcslist\r\n1 2 3\r\n"
    assert ties_of(read_network(written(tmp_path, "u.net", lists))) == {("1", "2"): (1, 1.0), ("1", "3"): (1, 1.0)}
    matrix = "*Vertices 3\n*Matrix\n0 1 0\n1 0 -1\n0 -1 0\n"
    file = read_network(written(tmp_path, "m.net", matrix))
    assert ties_of(file) == {("1", "2"): (1, 1.0), ("2", "3"): (-1, 1.0)}
    assert "2 ties stand in several rows" in file.notes[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Vertices"),
        ("1 2 3\n", "a section such as"),
        ("*Vertices x\n", "their number"),
        ("*Vertices 99999999999\n", "their number"),
        ("*Vertices 2\n*Edges\n1 3 1\n", "'3', expected a vertex from 1 to 2"),
        ("*Vertices 2\n*Edges\n1 2 0\n", "no ties.*1 ties of weight 0 set aside"),
        ("*Vertices 2\n*Edges\n1 2 nan\n", "above or below 0"),
        ("*Vertices 2\n*Edges\n1\n", "two vertices"),
        ("*Vertices 2\n*Edges\n1 1 1\n", "no ties.*1 tie of an actor with itself"),
        ("*Vertices 2\n*Arcs\n1 2 1\n2 1 -1\n", "one sign for"),
        ('*Vertices 2\n1 "A"\n2 "A"\n*Edges\n1 2 1\n', "each name of a vertex once"),
        ("*Vertices 2\n*Matrix\n0 1\n1\n", "2 rows of 2 values"),
        ("*Vertices 2\n*Partition p\n1\n2\n", "no ties"),
        ("*Vertices 2\n*Events\nTI 1\n", "networks of events are not read"),
        ("*Vertices 2\n", "no ties"),
    ],
)
def test_pajek_that_is_refused(tmp_path, text, words):
    with pytest.raises(FileError, match=words):
        read_network(written(tmp_path, "t.net", text))


def test_pajek_has_no_column_of_weights(tmp_path):
    with pytest.raises(InputError, match="leave it out"):
        read_network(written(tmp_path, "t.net", "*Vertices 2\n*Edges\n1 2 1\n"), weight="w")


def test_rows_in_are_ties_out(tmp_path):
    rng = np.random.default_rng(0)
    rows = [f"a{rng.integers(9)},b{rng.integers(9)},1" for _ in range(200)]
    file = read_network(written(tmp_path, "t.csv", "source,target,sign\n" + "\n".join(rows) + "\n"))
    assert len(file.tail) == len(set(rows))
    assert f"{sum(rows.count(row) > 1 for row in set(rows)):,} ties stand" in file.notes[0]


def test_a_network_without_a_tie_is_refused():
    with pytest.raises(FileError, match="no ties"):
        build_network("x", "", ties=[], actors=["A"], notes=[], problems=[])


LATE_NODES = '<node id="a"/><node id="b"/>'
EDGES = '<edge source="a" target="b"/>' * 12_000


def test_ties_may_stand_before_their_nodes(tmp_path):
    text = f'<graphml><key id="s" for="edge" attr.name="sign"><default>1</default></key><graph>{EDGES}{LATE_NODES}</graph></graphml>'
    file = read_network(written(tmp_path, "n.graphml", text))
    assert ties_of(file) == {("a", "b"): (1, 1.0)}


def test_the_attribute_of_signs_may_be_declared_behind_the_ties(tmp_path):
    edges = '<edge source="a" target="b"><data key="s">-1</data></edge>' * 12_000
    text = f'<graphml><graph>{LATE_NODES}{edges}</graph><key id="s" for="edge" attr.name="sign"/></graphml>'
    assert ties_of(read_network(written(tmp_path, "n.graphml", text))) == {("a", "b"): (-1, 1.0)}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("n.graphml", f"<graphml><graph>{EDGES}</graph></graphml>"),
        ("n.graphml", f"<graphml><graph>{LATE_NODES}{EDGES}</graph></graphml>"),
        ("n.gexf", f"<gexf><graph><nodes>{LATE_NODES}</nodes><edges>{EDGES}</edges></graph></gexf>"),
        ("n.gexf", f'<gexf><graph><nodes/><edges>{EDGES.replace("/>", " weight=")}'.replace("=<", '="1"/><') + '"1"/></edges></graph></gexf>'),
        ("n.gml", "graph [\nnode [ id 1 ]\n" + "edge [ source 1 target 2 ]\n" * 12_000 + "]"),
        ("n.gml", "graph [\nnode [ id 1 ] node [ id 2 ]\n" + 'edge [ source 1 target 2 sign "x" ]\n' * 12_000 + "]"),
        ("n.net", "*Vertices 2\n*Edges\n" + "1 2 1\n1 2 -1\n" * 12_000),
        ("t.csv", "source,target,sign,weight\n" + "a,b,1,-2\n" * 12_000),
    ],
)  # fmt: skip
def test_a_network_of_which_every_tie_is_wrong_is_left_early(tmp_path, name, text):
    with pytest.raises(FileError) as caught:
        read_network(written(tmp_path, name, text))
    assert 10_000 < len(caught.value.problems) < 10_010


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("n.graphml", "<graphml>" + "<x/>" * 2_000_001 + "</graphml>", "2,000,003 begins and ends of elements"),
        ("n.graphml", "<graphml>" + '<key id="a"/>' + "".join(f'<key id="{at}"/>' for at in range(1001)) + "</graphml>", "more than 1,000 keys"),
        ("n.net", "*Vertices 2300\n*Matrix\n" + "0 " * 2300 + "\n", "5,290,000 entries"),
        ("n.net", "*Vertices 2\n*Arcslist\n1" + " 2" * 1_100_000 + "\n", "very long line"),
    ],
)  # fmt: skip
def test_a_network_beyond_its_limits_is_refused_with_them(tmp_path, name, text, value):
    with pytest.raises(FileError, match="at most") as caught:
        read_network(written(tmp_path, name, text))
    assert value in str(caught.value)
