"""Lists of igraph and labels of yEd Live are read; what other programs write is called by its name."""

import io

import networkx as nx
import numpy as np
import pytest

from foedus.errors import InputError
from foedus.files.networks import read_network
from foedus.files.tables import FileError
from made import written


def ties_of(file):
    names = file.actors
    rows = zip(file.tail, file.head, file.sign, file.weight, strict=True)
    return sorted((*sorted((names[a], names[b])), int(s), float(w)) for a, b, s, w in rows)


@pytest.mark.parametrize("seed", range(5))
def test_a_list_of_weighted_ties_is_what_networkx_makes_of_it(tmp_path, seed):
    rng = np.random.default_rng(seed)
    graph = nx.Graph()
    for one in range(6):
        for other in range(one):
            if rng.random() < 0.6:
                graph.add_edge(f"a{one}", f"a{other}", weight=float(rng.choice([-2.5, -1, 1, 3])))
    buffer = io.BytesIO()
    nx.write_weighted_edgelist(graph, buffer)
    read = read_network(written(tmp_path, "g.ncol", buffer.getvalue().decode()))
    again = nx.read_weighted_edgelist(io.BytesIO(buffer.getvalue()))
    expected = [(*sorted((a, b)), 1 if w > 0 else -1, abs(w)) for a, b, w in again.edges(data="weight")]
    assert ties_of(read) == sorted(expected)
    blocks = [
        f"# {node}\n" + "".join(f"{b} {w}\n" for _, b, w in graph.edges(node, "weight") if b < node) for node in graph
    ]
    assert ties_of(read_network(written(tmp_path, "g.lgl", "".join(blocks)))) == sorted(expected)


def test_ties_without_weights_and_actors_without_ties(tmp_path):
    read = read_network(written(tmp_path, "g.lgl", "# Arda\nBelor\n# Belor\nCorvan -1\n# Drun\n"))
    assert ties_of(read) == [("Arda", "Belor", 1, 1.0), ("Belor", "Corvan", -1, 1.0)]
    assert read.actors == ("Arda", "Belor", "Corvan", "Drun")
    assert any("1 tie without a weight read as friendly" in note for note in read.notes)


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("g.ncol", "Arda Belor 1\nCôte d'Ivoire Arda 1 x\n", 2), ("g.ncol", "Arda\n", 1), ("g.ncol", "# Arda\nBelor 1\n", 1),
        ("g.ncol", "Arda Belor 0,5\n", 1), ("g.lgl", "Belor 1\n", 1), ("g.lgl", "# Arda Belor\n", 1),
        ("g.ncol", "Arda Belor 1\nBelor Arda -1\n", 2),
    ],
)  # fmt: skip
def test_lines_of_another_form_are_refused_with_their_place(tmp_path, name, text, line):
    with pytest.raises(FileError) as caught:
        read_network(written(tmp_path, name, text))
    assert caught.value.problems[0].row == line


def test_lists_have_no_column_of_weights(tmp_path):
    with pytest.raises(InputError, match="an NCOL list"):
        read_network(written(tmp_path, "g.ncol", "a b 1\n"), weight="w")


LIVE = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/yfiles-common/3.0"
 xmlns:x="http://www.yworks.com/xml/yfiles-common/markup/3.0">
<key id="d0" for="node" attr.name="NodeLabels"/><key id="d1" for="edge" attr.name="EdgeLabels"/>
<graph edgedefault="undirected">
<node id="n0"><data key="d0"><x:List><y:Label><y:Label.Text><![CDATA[Arda]]></y:Label.Text></y:Label></x:List></data></node>
<node id="n1"><data key="d0"><x:List><y:Label Text="Belor"/></x:List></data></node>
<edge source="n0" target="n1"><data key="d1"><x:List><y:Label Text="-"/></x:List></data></edge></graph></graphml>"""


def test_labels_of_yed_live_are_names_and_signs(tmp_path):
    assert ties_of(read_network(written(tmp_path, "live.graphml", LIVE))) == [("Arda", "Belor", -1, 1.0)]


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("a.txt", "dl\nn=3 format=edgelist1\ndata:\n1 2 1\n", "UCINET DL"), ("a.txt", "DL, NR=2, NC=3\n", "UCINET DL"),
        ("a.txt", ">>graph6<<DhC", "graph6"), ("a.s6", ":DaYn", "sparse6"), ("a.csv", ">>sparse6<<:DaYn", "graph6"),
        ("a.mtx", "%%MatrixMarket matrix coordinate real symmetric\n%\n3 3 1\n2 1 1\n", "Matrix Market"),
        ("a.txt", "*Node data\nID name\n1 Arda\n", "VNA"), ("a.txt", "nodedef>name VARCHAR\ns1\n", "GDF"),
        ("a.txt", '(tlp "2.3"\n(nb_nodes 2))\n', "Tulip"), ("a.txt", "LEDA.GRAPH\nstring\n", "LEDA"),
        ("a.edgelist", "a b {'weight': 1}\n", "NetworkX"), ("a.json", '{"nodes": [], "links": []}', "JSON"),
    ],
)  # fmt: skip
def test_other_formats_are_called_by_their_name_with_a_step(tmp_path, name, text, word):
    with pytest.raises(FileError, match=f"this is .*{word}[\\s\\S]*export GraphML"):
        read_network(written(tmp_path, name, text))
