"""The object that Python users hold, and its box in a notebook."""

from __future__ import annotations

from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import foedus
from foedus.errors import InputError, OutputError
from foedus.session.notebook import render_box
from foedus.terms.wording import percent
from made import a_full_case, made, typed, typed_of


class Cells(HTMLParser):
    """Collects tags and the text of cells."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(page: str) -> Cells:
    cells = Cells()
    cells.feed(page)
    return cells


def test_the_box_holds_the_four_outcomes_and_the_headline() -> None:
    v = typed()
    cells = read(render_box(v))
    for outcome, row in v.outcomes.items():
        at = cells.text.index(outcome)
        assert percent(row.probability) in cells.text[at : at + 4]
        assert row.term in cells.text[at : at + 8]
    sentence = next(row.text for row in v.sentences if row.id == v.headline.sentence)
    assert sentence in " ".join(cells.text)


def test_text_of_the_case_stays_text() -> None:
    v = made()
    v["case_info"]["title"] = "<script>alert(1)</script>"
    v["sentences"][0]["text"] = '<img src=x onerror="alert(1)">'
    page = render_box(typed_of(v))
    assert {"script", "img"}.isdisjoint(read(page).tags)
    assert "<script>alert(1)</script>" in read(page).text


def test_a_result_in_python(tmp_path: Path) -> None:
    case = a_full_case().build()
    result = foedus.assess(case, draws=30, seed=np.int64(3), horizon=np.int32(7), as_of=datetime(2016, 5, 1, 12))
    assert (result.verdict.seed, result.verdict.horizon_years, result.verdict.as_of) == (3, 7, "2016-05-01")
    assert repr(result).startswith("<foedus verdict on arda-belor, as of 2016-05-01: ")
    assert result.explain("trade-ties").kind == "factor"
    assert "<table>" in result._repr_html_()
    assert result.report(tmp_path / "page.html").is_file()
    assert (result.write(str(tmp_path / "all")) / "verdict.json").is_file()
    with pytest.raises(OutputError):
        result.report(tmp_path)


@pytest.mark.parametrize("given", [date(2016, 6, 30), "2016-06-30", "2016-06"])
def test_a_cut_off_may_be_a_date_or_a_text(given: Any) -> None:
    assert foedus.assess(a_full_case().build(), draws=10, as_of=given).verdict.as_of == "2016-06-30"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"horizon": 2.5}, "--horizon 2.5"), ({"horizon": True}, "--horizon True"), ({"draws": "100"}, "--draws '100'"),
        ({"draws": 9}, "from 10 to 100000"), ({"seed": -1}, "from 0 to"), ({"words": "mine"}, "--words 'mine'"),
        ({"as_of": "2016/.."}, "an open interval"), ({"as_of": "soon"}, "not an EDTF date"), ({"horizon": float("nan")}, "nan"),
    ],
)  # fmt: skip
def test_wrong_options_in_python(options: dict[str, Any], expected: str) -> None:
    with pytest.raises(InputError, match=expected.replace("(", r"\(")):
        foedus.assess(a_full_case().build(), **{"draws": 10, **options})
