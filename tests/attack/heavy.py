"""Inputs of a size that a file may have, of which every row, tie or cell is wrong: refused as soon as that is seen."""

from __future__ import annotations

from collections.abc import Callable

Heavy = tuple[str, str, Callable[[], str], tuple[str, ...]]
"""Name, file, what makes its text, and command; a file is made when its turn comes, as all of them fill the memory."""

_TIES = "source,target,sign\n"
_KEY = '<key id="s" for="edge" attr.name="sign"/>'
_TWO = '<node id="a"/><node id="b"/>'
_GEXF = f"<gexf><graph><nodes>{_TWO}</nodes><edges>"
_GML = "graph [\nnode [ id 1 ] node [ id 2 ]\n"


def _graphml(inner: str, keys: str = _KEY) -> str:
    return f"<graphml>{keys}<graph>{inner}</graph></graphml>"


def _signed(*signs: str) -> str:
    return "".join(f'<edge source="a" target="b"><data key="s">{sign}</data></edge>' for sign in signs)


def _square(size: int, cell: str) -> str:
    names = [f"a{at}" for at in range(size)]
    return "".join(f"{','.join(row)}\n" for row in ([" ", *names], *([name, *[cell] * size] for name in names)))


def _pairs(number: int) -> str:
    return "".join(f"a{at % 3000},b{at // 3000},1\n" for at in range(number))


HEAVY: tuple[Heavy, ...] = (
    ("one pair with both signs, ties", "t.csv", lambda: _TIES + "a,b,1\na,b,-1\n" * 495_000, ("blocs",)),
    ("every third sign wrong, ties", "t.csv", lambda: _TIES + "a,b,1\na,b,1\na,b,x\n" * 330_000, ("blocs",)),
    ("negative weights beside 1, ties", "t.csv", lambda: "source,target,sign,weight\n" + "a,b,1,-2\n" * 990_000, ("blocs",)),
    ("one wrong sign at the end, ties", "t.csv", lambda: _TIES + _pairs(800_000) + "x,y,perhaps\n", ("blocs",)),
    ("one pair with both signs at the end, ties", "t.csv", lambda: _TIES + _pairs(800_000) + "b5,a7,-1\n", ("blocs",)),
    ("a relation a row, ties", "t.csv", lambda: "source,target,sign,relation\n" + "".join(f"a,b,1,r{at}\n" for at in range(990_000)), ("blocs",)),
    ("no weights, ties", "t.csv", lambda: "source,target,weight\n" + "a,b,\n" * 990_000, ("blocs",)),
    ("no sources, ties", "t.csv", lambda: _TIES + ",b,1\n" * 990_000, ("blocs",)),
    ("a wrong square", "t.csv", lambda: _square(1_500, "x"), ("blocs",)),
    ("wrong signs, GraphML", "n.graphml", lambda: _graphml(_TWO + _signed("x") * 450_000), ("blocs",)),
    ("both signs, GraphML", "n.graphml", lambda: _graphml(_TWO + _signed("1", "-1") * 220_000), ("blocs",)),
    ("no signs, GraphML", "n.graphml", lambda: _graphml(_TWO + '<edge source="a" target="b"/>' * 1_500_000, ""), ("blocs",)),
    ("ties of nobody, GraphML", "n.graphml", lambda: _graphml('<edge source="a" target="b"/>' * 1_500_000), ("blocs",)),
    ("million nodes, GraphML", "n.graphml", lambda: _graphml("".join(f'<node id="{at}"/>' for at in range(10**6))), ("blocs",)),
    ("million graphs, GraphML", "n.graphml", lambda: "<graphml>" + "<graph/>" * 1_900_000 + "</graphml>", ("blocs",)),
    ("million keys, GraphML", "n.graphml", lambda: f"<graphml>{''.join(f'<key id={chr(34)}{at}{chr(34)}/>' for at in range(10**6))}</graphml>", ("blocs",)),
    ("million hyperedges, GraphML", "n.graphml", lambda: _graphml("<hyperedge/>" * 1_900_000), ("blocs",)),
    ("ten million elements, GraphML", "n.graphml", lambda: _graphml("<x/>" * 10_000_000), ("blocs",)),
    ("ties of nobody, GEXF", "n.gexf", lambda: _GEXF + '<edge source="a" target="c"/>' * 1_500_000, ("blocs",)),
    ("no signs, GEXF", "n.gexf", lambda: _GEXF + '<edge source="a" target="b"/>' * 1_500_000, ("blocs",)),
    ("wrong weights, GEXF", "n.gexf", lambda: _GEXF + '<edge source="a" target="b" weight="x"/>' * 1_500_000, ("blocs",)),
    ("wrong signs, GML", "n.gml", lambda: _GML + 'edge [ source 1 target 2 sign "x" ]\n' * 800_000 + "]", ("blocs",)),
    ("ties of nobody, GML", "n.gml", lambda: _GML + "edge [ source 1 target 3 ]\n" * 800_000 + "]", ("blocs",)),
    ("million lists, GML", "n.gml", lambda: "graph [\n" + "node [ id 1 ]\n" * 3_000_000 + "]", ("blocs",)),
    ("both signs, Pajek", "n.net", lambda: "*Vertices 2\n*Edges\n" + "1 2 1\n1 2 -1\n" * 900_000, ("blocs",)),
    ("million vertices, Pajek", "n.net", lambda: "*Vertices 900000\n" + "1 a\n" * 900_000, ("blocs",)),
    ("ten million lines, Pajek", "n.net", lambda: "*Vertices 2\n*Edges\n" + "1 2 x\n" * 9_000_000, ("blocs",)),
    ("a list of millions, Pajek", "n.net", lambda: "*Vertices 2\n*Arcslist\n" + "1 2 " * 9_000_000, ("blocs",)),
    ("a matrix of millions, Pajek", "n.net", lambda: "*Vertices 3000\n*Matrix\n" + ("1 " * 3000 + "\n") * 3000, ("blocs",)),
    ("wrong rows, bargain", "p.csv", lambda: "actor,capability,position,salience\n" + "a,x,y,z\n" * 990_000, ("bargain",)),
    ("one actor, bargain", "p.csv", lambda: "actor,capability,position,salience\n" + "a,1,2,0.5\n" * 990_000, ("bargain",)),
    ("wrong rows, landscape", "a.csv", lambda: "actor,size\n" + "a,x\n" * 990_000, ("landscape", "a.csv")),
    ("one actor, landscape", "a.csv", lambda: "actor,size\n" + "a,1\n" * 990_000, ("landscape", "a.csv")),
    ("ten thousand actors, landscape", "a.csv", lambda: "actor,size\n" + "".join(f"a{at},1\n" for at in range(10_000)), ("landscape", "a.csv")),
    ("million options, conflict", "m.toml", lambda: '[[options]]\nid = "a"\nowner = "b"\n' * 300_000, ("conflict",)),
    ("a long ranking, conflict", "m.toml", lambda: 'decision_makers = [{id = "a", ranking = "' + "s1 > " * 200_000 + '"}]\n', ("conflict",)),
)  # fmt: skip
