"""The frustration index of networks of the literature.

The highland tribes of New Guinea (Read 1954), Sampson's cloister, a network of the United States Congress, and the relations
of states 1946-1999 in 51 windows of four years, made from the Correlates of War (Doreian & Mrvar 2015, Journal of Social
Structure 16), Bitcoin Alpha and OTC (Kumar et al. 2016, IEEE ICDM). The figures for two blocs, for any number of blocs and the
margins were measured by another program and stand in the project's notes. All are whole numbers: no tolerance.
"""

from __future__ import annotations

import csv
import os
import time
from pathlib import Path

import numpy as np
import pytest

from foedus.files.networks import read_network
from foedus.models.blocs.analysis import solve as analyze_blocs
from foedus.models.blocs.balance import BalanceSolver, Blocs
from foedus.models.blocs.networks import SignedNetwork, network_of
from unit.models.blocs.signed_worlds import xor_index

PROJECT = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("FOEDUS_SHARED") or PROJECT.parent / "shared")
FIRST = range(46, 97)
WINDOWS = [f"cow_{year}_{year + 3}" for year in FIRST]


@pytest.fixture(scope="module")
def folder() -> Path:
    found = SHARED / "data" / "signed"
    if not found.is_dir():
        reason = "the signed networks are absent: set FOEDUS_SHARED to the folder that holds data/signed"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def network(folder: Path, name: str) -> SignedNetwork:
    return network_of(read_network(folder / f"{name}.csv"))


def index(folder: Path, name: str, kind: Blocs = Blocs.TWO) -> float:
    graph = network(folder, name).graph
    found = BalanceSolver(graph, blocs=kind).solve(time_limit=60)
    assert found.status == "optimal"
    return found.upper


@pytest.mark.parametrize(
    ("name", "two"),
    [("highland_tribes", 7), ("nds_cloister", 34), ("nds_congress", 18), ("cow_46_49", 17), ("cow_96_99", 45)],
)
def test_two_blocs(folder: Path, name: str, two: int) -> None:
    assert index(folder, name) == two


@pytest.mark.parametrize(("name", "many"), [("highland_tribes", 2), ("cow_46_49", 12), ("cow_96_99", 33)])
def test_any_number_of_blocs(folder: Path, name: str, many: int) -> None:
    assert index(folder, name, Blocs.ANY) == many


def test_the_tribes_fall_into_three_blocs(folder: Path) -> None:
    graph = network(folder, "highland_tribes").graph
    labels = BalanceSolver(graph, blocs=Blocs.ANY).solve().labels
    assert np.unique(labels).tolist() == [1, 2, 3]


@pytest.mark.slow
@pytest.mark.parametrize("kind", list(Blocs), ids=["two", "any"])
def test_every_window_of_the_relations_of_states_is_proved(folder: Path, kind: Blocs) -> None:
    graphs = [network(folder, name).graph for name in WINDOWS]
    start = time.perf_counter()
    found = [BalanceSolver(graph, blocs=kind).solve(time_limit=60) for graph in graphs]
    # Measured .5 s; the goal is 2 s for two blocs and 4 s for any, on a machine that is not shared.
    assert time.perf_counter() - start < 20
    assert [partition.status for partition in found] == ["optimal"] * 51
    if kind is Blocs.TWO:
        assert (min(p.upper for p in found), max(p.upper for p in found)) == (15, 50)
    for graph, partition in zip(graphs, found, strict=True):
        labels = np.where(partition.labels == 0, 1000 + np.arange(graph.size), partition.labels)
        together = labels[graph.tail] == labels[graph.head]
        assert (together != (graph.sign > 0)).sum() == partition.upper


@pytest.mark.parametrize("name", ["highland_tribes", "cow_46_49", "cow_50_53"])
def test_a_model_without_cycles_agrees(folder: Path, name: str) -> None:
    graph = network(folder, name).graph
    found = BalanceSolver(graph).solve()
    assert xor_index(graph, np.ones(graph.ties)) == pytest.approx(found.upper)


def test_margins_of_1946_to_1949_seen_from_the_united_states(folder: Path) -> None:
    found = analyze_blocs(network(folder, "cow_46_49"), anchor="USA", margins=True)
    assert found.margins is not None
    margin = dict(zip(found.network.actors, found.margins.upper.tolist(), strict=True))
    assert found.margins.exact[~np.isnan(found.margins.upper)].all()
    expected = {"ALB": 0, "CHN": 1, "SYR": 1, "IRN": 3, "IRQ": 3, "TUR": 3, "RUS": 4}
    nato = ("CAN", "GBR", "BEL", "DEN", "FRA", "ICE", "ITA", "LUX", "NDL", "NOR", "PRG")
    assert {name: margin[name] for name in (*expected, *nato)} == {**expected, **dict.fromkeys(nato, 10)}
    assert np.isnan(margin["NZD"])  # no path leads from there to the United States
    assert found.unique is False


@pytest.mark.slow
@pytest.mark.parametrize(("name", "block"), [("bitcoin_alpha", 720), ("bitcoin_otc", 1073)])
def test_bitcoin_trust(folder: Path, name: str, block: int) -> None:
    graph = network(folder, name).graph
    solver = BalanceSolver(graph)
    whole = solver.solve(time_limit=120)
    assert whole.status == "optimal"
    assert solver.blocks[0].answer.lower == solver.blocks[0].answer.upper == block
    assert whole.upper == sum(part.answer.upper for part in solver.blocks)


def test_the_files_hold_what_is_measured(folder: Path) -> None:
    with (folder / "cow_46_49.csv").open(encoding="utf-8", newline="") as lines:
        signs = [row["sign"] for row in csv.DictReader(lines)]
    assert (len(signs), signs.count("-1")) == (362, 42)
