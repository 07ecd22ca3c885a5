"""The matrix of ratings: each cell an event, diagnosticity as the table of competing outcomes tells it, every kind once."""

from __future__ import annotations

from pathlib import Path
from statistics import pstdev

import pytest

from asgi import Client
from foedus.case.coding.log.store import read_log
from foedus.case.load import load_case
from foedus.workspace.desk import Desk
from made_desk import a_case_with_a_text, client_of

STEPS = {"CC": 2, "C": 1, "N": 0, "I": -1, "II": -2}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return a_case_with_a_text(tmp_path)


@pytest.fixture
def client(case: Path) -> Client:
    return client_of(Desk(case, "amin"))


def rate(client: Client, factor: str, scale: str = "absolute", **ratings: str) -> None:
    for outcome, rating in ratings.items():
        body = {
            "scale": scale,
            "ground": "So it was.",
            "cells": [{"factor": factor, "outcome": outcome, "rating": rating}],
        }
        assert client.post("/api/ratings", json=body).status_code == 200


def test_each_cell_is_an_event_and_a_row_of_the_case(client: Client, case: Path) -> None:
    found = client.get("/api/ratings?scale=absolute").json()
    factor = found["factors"][0]["id"]
    ratings = dict(zip(found["outcomes"], ("CC", "I", "N", "II"), strict=True))
    rate(client, factor, **ratings)
    [row] = [one for one in client.get("/api/ratings?scale=absolute").json()["factors"] if one["id"] == factor]
    assert {name: cell["rating"] for name, cell in row["cells"].items()} == ratings
    assert row["diagnosticity"] == pytest.approx(pstdev(STEPS[word] for word in ratings.values()), abs=0.005)
    Desk(case, "amin").export()
    rows = [row for row in load_case(case).ratings if (row.factor, row.rater) == (factor, "amin")]
    assert {row.outcome: row.rating for row in rows} == ratings
    client.post("/api/undo", json={})
    assert len([key for key in read_log(case).state.rows("ratings") if key[0] == factor and key[3] == "amin"]) == 3


def test_a_rating_is_changed_cleared_and_not_left_without_a_reason(client: Client, case: Path) -> None:
    found = client.get("/api/ratings").json()
    factor, outcome = found["factors"][0]["id"], found["outcomes"][0]
    assert load_case(case).settings.state_of_relation not in found["outcomes"], "the present state is not rated"
    cell = {"factor": factor, "outcome": outcome, "rating": "C"}
    assert client.post("/api/ratings", json={"cells": [cell], "ground": " "}).status_code == 422
    rate(client, factor, "relative", **{outcome: "C"})
    rate(client, factor, "relative", **{outcome: "II"})
    assert read_log(case).state.rows("ratings")[(factor, outcome, "relative", "amin")]["rating"] == "II"
    rate(client, factor, "relative", **{outcome: ""})
    assert (factor, outcome, "relative", "amin") not in read_log(case).state.rows("ratings")
    assert client.post("/api/ratings", json={"cells": [cell | {"rating": "D"}], "ground": "x"}).status_code == 422
    assert client.get("/api/ratings?scale=other").status_code == 400


def test_every_kind_is_listed_once_with_its_question(client: Client) -> None:
    found = client.get("/api/checklist").json()
    assert len(found) == len({row["kind"] for row in found}) == 25
    assert all(row["asks"] for row in found)
    assert all(row["factor"] or row["answer"] for row in found)
