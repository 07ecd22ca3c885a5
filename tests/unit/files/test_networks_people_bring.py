"""Networks as programs write them: relations, times, labels, directions; what networkx reads is read alike.

The module is long because it holds a small input of every kind.
"""

import io
import re

import networkx as nx
import numpy as np
import pytest

from foedus.errors import InputError
from foedus.files.networks import read_network
from foedus.files.tables import FileError
from made import written
from official import SHARED

SAMPLES = SHARED / "data" / "signed" / "pajek"


def ties_of(file):
    names = file.actors
    return sorted(
        (*sorted((names[a], names[b])), int(s), float(w))
        for a, b, s, w in zip(file.tail, file.head, file.sign, file.weight, strict=True)
    )


RELATIONS = '*Vertices 3\n1 "A"\n2 "B"\n3 "C"\n*Arcs :1 "trade"\n1 2 1\n2 3 1\n*Edges :2 "quarrel"\n1 3 -1\n'


def test_relations_of_pajek_are_never_one_network(tmp_path):
    path = written(tmp_path, "r.net", RELATIONS)
    with pytest.raises(FileError, match=r"2 relations.*1 'trade'.*2 'quarrel'[\s\S]*--relation"):
        read_network(path)
    assert ties_of(read_network(path, relation="Quarrel")) == [("A", "C", -1, 1.0)]
    chosen = read_network(path, relation="1")
    assert ties_of(chosen) == [("A", "B", 1, 1.0), ("B", "C", 1, 1.0)]
    assert any("1 ties of others not read" in note for note in chosen.notes)
    with pytest.raises(InputError, match="nearest: 'quarrel'"):
        read_network(path, relation="quarel")


def test_relations_before_lines_and_networks_of_a_project(tmp_path):
    text = "*Vertices 2\n1 A\n2 B\n*Arcs\n1: 1 2 1\n2: 1 2 -1\n"
    assert ties_of(read_network(written(tmp_path, "l.net", text), relation="2")) == [("A", "B", -1, 1.0)]
    project = "*Network one\n*Vertices 2\n*Edges\n1 2 1\n*Partition p\n*Vertices 2\n1\n2\n*Network two\n*Vertices 2\n*Edges\n1 2 -1\n"
    path = written(tmp_path, "p.paj", project)
    with pytest.raises(FileError, match="2 networks"):
        read_network(path)
    found = read_network(path, relation="two")
    assert ties_of(found) == [("1", "2", -1, 1.0)]
    assert any("*Partition" in note for note in found.notes)


TIMES = "*Vertices 3\n1 A [1-9]\n2 B [1-9]\n3 C [5-*]\n*Edges\n1 2 1 [1-3]\n1 2 -1 [6-7]\n2 3 1 [1-9]\n"


def test_times_of_pajek_ask_for_a_window(tmp_path):
    path = written(tmp_path, "t.net", TIMES)
    with pytest.raises(FileError, match=r"times[\s\S]*--window 1/9"):
        read_network(path)
    early = read_network(path, window="1/3")
    assert ties_of(early) == [("A", "B", 1, 1.0)]
    assert early.actors == ("A", "B")
    assert any("2 ties and 1 actors of other times left out" in note for note in early.notes)
    assert ties_of(read_network(path, window="5/..")) == [("A", "B", -1, 1.0), ("B", "C", 1, 1.0)]
    for wrong in ("1914", "9/1", "x/y"):
        with pytest.raises(InputError, match="--window"):
            read_network(path, window=wrong)


RATINGS = "source,target,sign,weight\nA,B,1,9\nB,A,-1,1\nB,C,1,4\nC,B,1,6\nC,D,-1,10\nE,F,1,2\nF,E,-1,2\n"


@pytest.mark.parametrize(
    ("how", "ties"),
    [
        ("any", [("B", "C", 1, 5.0), ("C", "D", -1, 10.0)]),
        ("both", [("B", "C", 1, 5.0)]),
        ("mean", [("A", "B", 1, 4.0), ("B", "C", 1, 5.0), ("C", "D", -1, 10.0)]),
    ],
)
def test_contradicting_directions_are_joined_as_asked(tmp_path, how, ties):
    path = written(tmp_path, "d.csv", RATINGS)
    with pytest.raises(FileError, match="--directed any, both, mean or keep"):
        read_network(path)
    file = read_network(path, directed=how)
    assert ties_of(file) == ties
    assert any(note.startswith("d.csv: 2 pairs with both signs") for note in file.notes)
    assert len(read_network(path, directed="keep").tail) == 7
    with pytest.raises(InputError, match="--directed 'sum'"):
        read_network(path, directed="sum")


@pytest.mark.parametrize(
    ("word", "sign"), [("Ally", 1), ("+", 1), ("FOE", -1), ("\u2212", -1), ("rival", -1), ("1.0", 1)]
)
def test_words_for_signs_are_the_same_in_every_format(tmp_path, word, sign):
    csv = read_network(written(tmp_path, "w.csv", f"source,target,sign\nA,B,{word}\n"))
    gml = f'graph [ node [ id 1 label "A" ] node [ id 2 label "B" ] edge [ source 1 target 2 sign "{word}" ] ]'
    graphml = (
        '<graphml><key id="s" for="edge" attr.name="sign"/><graph><node id="A"/><node id="B"/>'
        f'<edge source="A" target="B"><data key="s">{word}</data></edge></graph></graphml>'
    )
    gexf = (
        '<gexf><graph><attributes class="edge"><attribute id="0" title="sign"/></attributes><nodes><node id="A"/><node id="B"/>'
        f'</nodes><edges><edge source="A" target="B"><attvalues><attvalue for="0" value="{word}"/></attvalues></edge></edges></graph></gexf>'
    )
    files = [csv, *(read_network(written(tmp_path, f"w{end}", text)) for end, text in ((".gml", gml), (".graphml", graphml), (".gexf", gexf)))]  # fmt: skip
    assert [ties_of(file) for file in files] == [[("A", "B", sign, 1.0)]] * 4


def test_a_weight_with_signs_and_what_gephi_adds(tmp_path):
    file = read_network(
        written(tmp_path, "g.csv", "Source,Target,Type,Id,Weight\nA,B,Undirected,0,2.0\nB,C,Undirected,1,-1.0\n")
    )
    assert ties_of(file) == [("A", "B", 1, 2.0), ("B", "C", -1, 1.0)]
    assert any("the signs are those of Weight" in note for note in file.notes)
    assert any("columns not read: Id" in note for note in file.notes)


def test_zeros_neutral_ties_and_self_ties_are_set_aside_and_counted(tmp_path):
    text = "source,target,sign,weight\nA,B,1,1\nA,C,0,1\nB,C,neutral,1\nA,A,1,1\nB,D,-1,0\n"
    file = read_network(written(tmp_path, "z.csv", text))
    assert ties_of(file) == [("A", "B", 1, 1.0)]
    told = " ".join(file.notes)
    assert "1 tie of an actor with itself" in told
    assert "2 neutral ties" in told
    assert "1 ties of weight 0" in told


YED = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
<key for="node" id="d6" yfiles.type="nodegraphics"/><key for="edge" id="d9" attr.name="sign"/>
<graph edgedefault="undirected">
<node id="n0" yfiles.foldertype="group"><data key="d6"><y:GroupNode><y:NodeLabel>Pact</y:NodeLabel></y:GroupNode></data>
<graph edgedefault="undirected"><node id="n0::n0"><data key="d6"><y:ShapeNode><y:NodeLabel>One
two<y:Model/></y:NodeLabel></y:ShapeNode></data></node></graph></node>
<node id="n1"><data key="d6"><y:ShapeNode><y:NodeLabel>Three</y:NodeLabel></y:ShapeNode></data></node>
<edge source="n0::n0" target="n1"><data key="d9">-1</data></edge></graph></graphml>"""


def test_labels_and_groups_of_yed(tmp_path):
    file = read_network(written(tmp_path, "y.graphml", YED))
    assert ties_of(file) == [("One two", "Three", -1, 1.0)]
    assert file.actors == ("One two", "Three")
    assert any("1 group of nodes" in note and "Pact" in note for note in file.notes)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("e.graphml", b'<?xml version="1.0" encoding="klingon"?><graphml/>', "'klingon', expected an encoding"),
        ("c.graphml", "<graphml><graph><node id='a\x9b1'/><node id='b'/></graph></graphml>".encode(), r"a\\x9b1"),
        ("d.graphml", b"<graphml>" + b"<a>" * 300, "at most 200 elements"),
        ("b.net", b"*Vertices 2\n*Edges\n1 " + b"9" * 5000 + b" 1\n", "a vertex from 1 to 2"),
        ("v.net", b"*Vertices 2\n*Edges\n1 2 0,5\n", "nearest: '0.5'"),
        ("m.net", b"*Arcs\n1 2 1\n", "Vertices and their number before"),
        ("l.net", b"*Vertices 2\n*Edgeslist\n1 -2\n", "no signs in a list"),
        ("u.dl", b"dl n=2 format=fullmatrix\ndata:\n0 1\n1 0\n", "UCINET DL[\\s\\S]*export GraphML"),
        ("u.dot", b"graph { a -- b }", "DOT"),
        ("g.gml", b"graph [ node [ id 1 ", "cut off"),
    ],
)
def test_what_cannot_be_read_is_told_plainly(tmp_path, name, data, words):
    with pytest.raises(FileError, match=words) as caught:
        read_network(written(tmp_path, name, data))
    assert "\x9b" not in str(caught.value)


def test_encodings_of_xml_that_python_knows(tmp_path):
    text = '<?xml version="1.0" encoding="gb2312"?><graphml><key id="s" for="edge" attr.name="sign"/><graph><node id="中"/><node id="b"/><edge source="中" target="b"><data key="s">1</data></edge></graph></graphml>'
    assert read_network(written(tmp_path, "g.graphml", text.encode("gb2312"))).actors == ("中", "b")


def test_entities_and_two_modes_of_pajek(tmp_path):
    text = '*Vertices 3 2\n1 "&#268;e&#353;ka"\n2 B\n3 vote\n*Matrix\n1\n-1\n'
    file = read_network(written(tmp_path, "e.net", text))
    assert ties_of(file) == sorted([("vote", "Češka", 1, 1.0), ("B", "vote", -1, 1.0)])
    assert any("two-mode" in note for note in file.notes)


def test_spells_of_gexf_are_times(tmp_path):
    text = (
        '<gexf><graph mode="dynamic" timeformat="date"><nodes><node id="a" label="A"/><node id="b" label="B"/></nodes><edges>'
        '<edge source="a" target="b" weight="1" start="1914-07-28" end="1918-11-11"/>'
        '<edge source="a" target="b" weight="-1"><spells><spell start="1939-09-01"/></spells></edge></edges></graph></gexf>'
    )
    path = written(tmp_path, "t.gexf", text)
    with pytest.raises(FileError, match="--window 1914-07-28/1939-09-01"):
        read_network(path)
    assert ties_of(read_network(path, window="1915/1916")) == [("A", "B", 1, 1.0)]
    assert ties_of(read_network(path, window="1940/1940")) == [("A", "B", -1, 1.0)]


def random_graph(seed):
    """A signed graph of networkx with self-ties, and names with blanks and letters of other scripts."""
    rng = np.random.default_rng(seed)
    kind = nx.DiGraph if seed % 2 else nx.Graph
    graph = kind()
    names = [f"{word}{at}" for at, word in enumerate(rng.choice(["Iran ", "Čad", "中国", "O'X", "a&b", "x<y"], 8))]
    graph.add_nodes_from(names)
    for _ in range(int(rng.integers(1, 25))):
        one, other = rng.choice(names, 2)
        graph.add_edge(str(one), str(other), weight=float(rng.choice([-2.5, -1, 1, 3])))
    return graph


def expected_ties(graph):
    return sorted(
        (*sorted(map(str, (a, b))), 1 if d["weight"] > 0 else -1, abs(float(d["weight"])))
        for a, b, d in graph.edges(data=True)
        if a != b and float(d["weight"])
    )


WRITERS = {
    ".graphml": (nx.write_graphml_xml, nx.read_graphml),
    ".gexf": (nx.write_gexf, nx.read_gexf),
    ".gml": (nx.write_gml, nx.read_gml),
    ".net": (nx.write_pajek, nx.read_pajek),
}


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_what_networkx_reads_is_read_alike(tmp_path, ending):
    write, read = WRITERS[ending]
    for seed in range(25):
        graph = random_graph(seed)
        if ending == ".net":  # its words are split as a shell does, so that a lone quote spoils the line
            graph = nx.relabel_nodes(graph, {name: name.replace("'", "") for name in graph})
        path = tmp_path / f"{seed}{ending}"
        buffer = io.BytesIO()
        write(graph, buffer)
        path.write_bytes(buffer.getvalue())
        other = read(path)
        if not expected_ties(other):
            continue
        file = read_network(path, directed="keep")
        assert sorted(file.actors) == sorted(map(str, other))
        assert ties_of(file) == expected_ties(other)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="needs the shared data (FOEDUS_SHARED)")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_real_pajek_files_are_read_as_networkx_reads_them():
    files = sorted(path for path in SAMPLES.iterdir() if path.suffix.lower() == ".net")
    assert files
    for path in files:
        # networkx does not know the second number of a two-mode network.
        text = re.sub(r"(?i)(\*vertices[ \t]+\d+)[ \t]+\d+", r"\1", path.read_text(encoding="utf-8-sig"))
        graph = nx.parse_pajek(text)
        file = read_network(path, directed="keep")
        assert sorted(file.actors) == sorted(graph)
        assert ties_of(file) == expected_ties(graph)
        assert int((file.sign < 0).sum()) == sum(tie[2] < 0 for tie in expected_ties(graph))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "graph [ node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 edge [ source 2 target 1 sign -1 ] ] ]",
            "stands in edge",
        ),
        (
            "graph [ node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 ] ] edge [ source 1 target 2 ]",
            "outside of the graph",
        ),
        (
            "graph [ node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 sign 1 sign -1 ] ]",
            "'1, -1', expected one sign",
        ),
        ("graph [ node [ id 1 id 2 ] node [ id 2 ] edge [ source 1 target 2 ] ]", "'1, 2', expected one id"),
    ],
)
def test_what_gml_would_pass_over_is_refused(tmp_path, text, said):
    with pytest.raises(FileError, match=re.escape(said)):
        read_network(written(tmp_path, "x.gml", text))


def test_an_edge_of_gexf_has_one_weight_at_a_time(tmp_path):
    values = '<attvalue for="0" value="1"/><attvalue for="0" value="-3"/>'
    text = (
        '<gexf version="1.3"><graph><attributes class="edge"><attribute id="0" title="weight" type="double"/></attributes>'
        f'<nodes><node id="a"/><node id="b"/></nodes><edges><edge source="a" target="b"><attvalues>{values}</attvalues></edge>'
        "</edges></graph></gexf>"
    )
    with pytest.raises(FileError, match="'1, -3', expected one weight for an edge"):
        read_network(written(tmp_path, "x.gexf", text))


@pytest.mark.parametrize("ends", ["from,to", "From,To", "Vertex 1,Vertex 2", "ego,alter", "sender,receiver"])
def test_the_ends_of_a_tie_may_be_called_as_other_programs_do(tmp_path, ends):
    told = read_network(written(tmp_path, "n.csv", f'"",{ends},sign\n"1",A,B,1\n"2",B,C,-1\n'))
    assert told.actors == ("A", "B", "C")
    assert told.sign.tolist() == [1, -1]
    assert any("read as source and target" in note for note in told.notes)


def test_ties_of_several_years_or_relations_in_a_table_are_not_one_network(tmp_path):
    years = "source,target,sign,year\na,b,1,1914\nb,c,1,1914\na,c,-1,1939\n"
    with pytest.raises(FileError, match=r"1914 to 1939.*one window of time"):
        read_network(written(tmp_path, "n.csv", years))
    assert len(read_network(written(tmp_path, "n.csv", years), window="1910/1920").sign) == 2
    assert len(read_network(written(tmp_path, "n.csv", years), window="../..").sign) == 3
    with pytest.raises(FileError, match="2 relations"):
        read_network(written(tmp_path, "n.csv", "source,target,sign,relation\na,b,1,trade\nb,c,-1,war\n"))
    one = read_network(written(tmp_path, "n.csv", years.replace("1939", "1914")))
    assert any("one time for all" in note for note in one.notes)


def test_a_column_called_like_a_time_that_holds_none_is_told(tmp_path):
    told = read_network(written(tmp_path, "n.csv", "source,target,sign,start\na,b,1,Paris\nb,c,-1,Rome\n"))
    assert any("'Paris' in row 2 is no time; no times are read" in note for note in told.notes)


def test_ties_of_pajek_without_values_and_labels_beside_them_are_told(tmp_path):
    bare = read_network(written(tmp_path, "b.net", "*Vertices 3\n*Edges\n1 2\n2 3\n"))
    assert any("no tie has a value; all are read as friendly" in note for note in bare.notes)
    text = '*Vertices 3\n*Arcs\n1 2 1 l "likes"\n2 3 -1 l "hates" [1914]\n1 3 1 l x [1914]\n'
    told = read_network(written(tmp_path, "l.net", text), window="../..")
    assert any("labels of ties are not read" in note and "'likes', 'hates', 'x'" in note for note in told.notes)
    assert not any("no tie has a value" in note for note in told.notes)


def test_names_of_characters_in_old_pajek_are_characters(tmp_path):
    text = '*Vertices 2\n1 "&Ccaron;e&scaron;ka &amp; Z&uuml;rich"\n2 "x&y; &nosuch;"\n*Edges\n1 2 -1\n'
    assert read_network(written(tmp_path, "e.net", text)).actors == ("Češka & Zürich", "x&y; &nosuch;")


GRAPHML = '<graphml><key id="s" for="edge" attr.name="sign" attr.type="int"/>{before}<graph edgedefault="undirected"><node id="a"/><node id="b"/>{inside}</graph>{after}</graphml>'
TIE = '<edge source="a" target="b"><data key="s">{}</data>{}</edge>'


@pytest.mark.parametrize(
    ("before", "inside", "after", "said"),
    [
        (TIE.format(1, ""), TIE.format(1, ""), "", "'<edge>', expected edges inside a <graph>"),
        ("", TIE.format(1, ""), TIE.format(-1, ""), "'<edge>', expected edges inside a <graph>"),
        ('<node id="c"/>', TIE.format(1, ""), "", "'<node>', expected nodes inside a <graph>"),
        ("", TIE.format(1, '<data key="s">-1</data>'), "", "sign: '1, -1', expected one sign of an element"),
    ],
)
def test_what_graphml_would_pass_over_is_refused(tmp_path, before, inside, after, said):
    with pytest.raises(FileError, match=re.escape(said)):
        read_network(written(tmp_path, "x.graphml", GRAPHML.format(before=before, inside=inside, after=after)))
    assert ties_of(
        read_network(
            written(
                tmp_path,
                "y.graphml",
                GRAPHML.format(before="", inside=TIE.format(1, '<data key="s">1</data>'), after=""),
            )
        )
    )


def test_a_graph_whose_edges_are_all_wrong_is_not_passed_over(tmp_path):
    text = "graph [ edge [ source 0 target 1 ] ]\ngraph [ node [ id 0 ] node [ id 1 ] edge [ source 0 target 1 ] ]\n"
    with pytest.raises(FileError, match="'0', expected the id of a node of the file"):
        read_network(written(tmp_path, "x.gml", text))


def test_a_project_has_no_more_networks_than_can_be_chosen_from(tmp_path):
    with pytest.raises(FileError, match="at most 1,000 networks in a file"):
        read_network(written(tmp_path, "x.paj", "*Network x\n*Vertices 1\n" * 1500))


SQUARE = ",Iran,Russia,USA\nIran,0,1,-2\nRussia,1,0,-1.5\nUSA,-2,-1.5,0\n"


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
def test_a_square_table_is_what_networkx_makes_of_it(tmp_path, order):
    head, *rows = SQUARE.splitlines()
    path = written(tmp_path, "m.csv", "\n".join([head, *(rows[place] for place in order)]) + "\n")
    matrix = np.array([[0, 1, -2], [1, 0, -1.5], [-2, -1.5, 0]])
    graph = nx.relabel_nodes(nx.from_numpy_array(matrix), dict(enumerate(["Iran", "Russia", "USA"])))
    wanted = sorted((*sorted(ends), int(np.sign(weight)), abs(weight)) for *ends, weight in graph.edges(data="weight"))
    found = read_network(path)
    assert ties_of(found) == wanted
    assert any("matrix of 3 actors" in note for note in found.notes)


def test_a_square_table_with_a_wrong_cell_or_two_signs_of_a_pair_is_refused(tmp_path):
    with pytest.raises(FileError, match=r"m.csv:3 Iran: 'NA', expected a number as weight"):
        read_network(written(tmp_path, "m.csv", SQUARE.replace("Russia,1", "Russia,NA")))
    contradicts = written(tmp_path, "c.csv", SQUARE.replace("Russia,1", "Russia,-1"))
    with pytest.raises(FileError, match="--directed"):
        read_network(contradicts)
    assert ("Iran", "USA", -1, 2.0) in ties_of(read_network(contradicts, directed="both"))
    twice = written(tmp_path, "t.csv", SQUARE + "USA,0,0,0\n")
    with pytest.raises(FileError, match="one row for each actor; row 4"):
        read_network(twice)


def test_a_table_that_is_not_square_is_no_matrix(tmp_path):
    with pytest.raises(FileError, match="expected a column source"):
        read_network(written(tmp_path, "m.csv", SQUARE.replace("USA,-2,-1.5,0\n", "")))


def test_signs_alone_and_empty_cells_make_a_matrix(tmp_path):
    path = written(tmp_path, "s.csv", "actor;A;B;C\nA;;+;-\nB;;;\nC;;;\n")
    assert ties_of(read_network(path)) == [("A", "B", 1, 1.0), ("A", "C", -1, 1.0)]


def test_titles_above_the_header_are_set_aside_in_csv_as_in_sheets(tmp_path):
    text = 'Alliances in 2015,,\n"Source: own coding, 2016",,\n,,\nsource,target,weight\nIran,Russia,1\nIran,USA,-2\n'
    found = read_network(written(tmp_path, "t.csv", text))
    assert ties_of(found) == [("Iran", "Russia", 1, 1.0), ("Iran", "USA", -1, 2.0)]
    assert any("3 lines above the header set aside, first 'Alliances in 2015,,'" in note for note in found.notes)
    wrong = written(tmp_path, "w.csv", text.replace("1\n", "x\n"))
    with pytest.raises(FileError, match=r"w.csv:5 weight: 'x'"):
        read_network(wrong)
